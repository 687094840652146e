"""Trials as JSON: `docs/trials.json.md` says what each key means."""

from __future__ import annotations

import json

from twohats.measures.intervals.pauses import BOUND_LEVEL
from twohats.render.anonymous import may_name, pieces_of
from twohats.render.estimate_json import factor_of, minutes_of, share_of
from twohats.views import pause_wording as wording
from twohats.views.silences import missing_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from typing import Any

    from twohats.format.trial import Trial
    from twohats.measures.half_double import LastHour
    from twohats.measures.happened import Happened
    from twohats.measures.pauses import Lacks, PauseFigures, Remark
    from twohats.measures.planning import Design, Plan, Prospect
    from twohats.measures.trials import TrialsFigures

FORMAT = 1


def shared(figures: TrialsFigures, names: Collection[str]) -> TrialsFigures:
    """All trials without the user's words, and without channels and names that may name somebody."""
    hidden = pieces_of(names)
    return figures._replace(
        trials=tuple(shared_pause(each, names) for each in figures.trials),
        unread=tuple(_shared(each, hidden) for each in figures.unread),
        happened=tuple(
            each._replace(channel=_channel(each.channel, hidden), hat=_hat(each.hat, hidden))
            for each in figures.happened
        ),
    )


def shared_pause(figures: PauseFigures, names: Collection[str]) -> PauseFigures:
    """One trial likewise."""
    return figures._replace(trial=_shared(figures.trial, pieces_of(names)))


def _shared(trial: Trial, hidden: frozenset[str]) -> Trial:
    name = "a trial" if may_name(trial.name, hidden) else trial.name
    trial = trial._replace(name=name, path="", hat=_hat(trial.hat, hidden), seed="", ended_because="")
    trial = trial._replace(counts="", expect="", interest="", stop_if="", question="")
    return trial._replace(channel=_channel(trial.channel, hidden))


def _channel(channel: str, hidden: frozenset[str]) -> str:
    return "a channel" if may_name(channel, hidden) else channel


def _hat(hat: str, hidden: frozenset[str]) -> str:
    return "a hat" if may_name(hat, hidden) else hat


def trials_json(figures: TrialsFigures, *, anonymous: bool = False) -> str:
    """All trials as indented JSON text; what is shared has to be `shared` before."""
    return _text(trials_data(figures, anonymous=anonymous))


def trial_json(figures: PauseFigures, *, anonymous: bool = False) -> str:
    """One trial likewise."""
    cover = {"problems": figures.left_out.problems}
    return _text({"format": FORMAT, "cover": cover, "trial": trial_data(figures, anonymous=anonymous)})


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, allow_nan=False) + "\n"


def trials_data(figures: TrialsFigures, *, anonymous: bool = False) -> dict[str, Any]:
    """All trials as what JSON can hold."""
    return {
        "format": FORMAT,
        "cover": {"problems": figures.left_out.problems},
        "trials": [trial_data(each, anonymous=anonymous) for each in figures.trials],
        "not_understood": [each.name for each in figures.unread],
        "happened": [_happened(each) for each in figures.happened],
    }


def _happened(each: Happened) -> dict[str, Any]:
    return {
        "hat": each.hat,
        "channel": each.channel,
        "from": each.first,
        "to": each.last or None,
        "days": each.days,
    }


def trial_data(figures: PauseFigures, *, anonymous: bool = False) -> dict[str, Any]:
    """One trial as what JSON can hold."""
    loss, weeks = figures.loss, figures.weeks
    return {
        **_trial(figures.trial),
        "stands": figures.stands,
        "missing": _lacks(figures.missing),
        "says": wording.verdict_says(figures),
        "weeks": {
            "silent": _weeks([week.first for week in weeks.silent], figures.silent),
            "normal": _weeks([week.first for week in weeks.normal], figures.normal),
        },
        "loss": loss
        and {
            "normal": factor_of(loss.normal),
            "silent": factor_of(loss.silent),
            "chance": factor_of(loss.p),
            "fell": loss.fell,
            "at_least": factor_of(loss.at_least),
            "at_most": factor_of(loss.at_most),
            "level": BOUND_LEVEL,
        },
        "last_hour": figures.last_hour and _last_hour(figures.last_hour),
        "longer": figures.longer and _prospect(figures.longer),
        "leads": dict(zip(("normal", "silent"), figures.leads, strict=True)),
        "sales": dict(zip(("normal", "silent"), figures.sales, strict=True)),
        "minutes_got_back": figures.got_back,
        "against": list(figures.against),
        "noticed": [_remark(each, anonymous=anonymous) for each in figures.noticed],
        "commented": [_remark(each, anonymous=anonymous) for each in figures.commented],
        "usually_write_did_not": _people(figures.missed, anonymous=anonymous),
        "people": {
            "usual": figures.people.usual,
            "silent": figures.people.silent,
            "weeks": figures.people.weeks,
        },
        "logged": {"days_logged": figures.logged[0], "days": figures.logged[1]},
    }


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "name": trial.name,
        "path": trial.path or None,
        "hat": trial.hat,
        "channel": trial.channel or None,
        "activity": trial.activity or None,
        "design": trial.design,
        "from": _day(trial.first),
        "to": _day(trial.last),
        "block_weeks": trial.block_weeks,
        "seed": trial.seed or None,
        "blocks": [_day(each) for each in trial.drawn],
        "ended": _day(trial.ended),
        "ended_because": trial.ended_because or None,
        "counts": trial.counts or None,
        "expect": trial.expect or None,
        "interest": trial.interest or None,
        "stop_if": trial.stop_if or None,
        "question": trial.question or None,
    }


def _lacks(lacks: Lacks | None) -> dict[str, Any] | None:
    if lacks is None:
        return None
    return {
        "kind": lacks.kind,
        "number": lacks.number,
        "of": lacks.of,
        "day": lacks.day or None,
        "says": wording.silence_says(lacks),
    }


def _weeks(firsts: list[date], counts: tuple[int, ...]) -> list[dict[str, Any]]:
    """Every week with its contacts, None for one that is not over."""
    known = [*counts, *[None] * (len(firsts) - len(counts))]
    return [{"from": _day(first), "contacts": count} for first, count in zip(firsts, known, strict=True)]


def _last_hour(last_hour: LastHour) -> dict[str, Any]:
    found = last_hour.elasticity
    return {
        "kind": last_hour.kind or None,
        "value": factor_of(found.value),
        "low": factor_of(found.low),
        "high": factor_of(found.high),
        "verdict": found.verdict or None,
        "weeks": found.weeks,
        "returns": found.returns,
        "missing": [missing_says(each) for each in found.missing],
    }


def _remark(remark: Remark, *, anonymous: bool) -> dict[str, Any]:
    return {
        "people": _people(remark.people, anonymous=anonymous),
        "line": remark.place,
        "note": None if anonymous else remark.note or None,
    }


def _people(people: tuple[str, ...], *, anonymous: bool) -> list[str]:
    return ["a person" if anonymous else each for each in people]


def plan_data(plan: Plan) -> dict[str, Any]:
    """A plan as what JSON can hold."""
    own = plan.own
    return {
        "format": FORMAT,
        "cover": {"problems": plan.left_out.problems},
        "trial": _trial(plan.trial),
        "own": {
            "weeks": own.weeks,
            "contacts": factor_of(own.contacts),
            "variance": factor_of(own.variance),
            "minutes": minutes_of(own.minutes),
            "lag": own.lag,
        },
        "shows": plan.chosen and _prospect(plan.chosen),
        "others": [_prospect(each) for each in plan.others],
        "crossing": plan.crossing or None,
    }


def _prospect(prospect: Prospect) -> dict[str, Any]:
    return {
        **_design(prospect.design),
        "loss": share_of(prospect.shows.loss),
        "at_most": factor_of(prospect.shows.at_most),
        "seen": share_of(prospect.seen),
    }


def _design(design: Design) -> dict[str, Any]:
    return {
        "design": design.kind,
        "weeks": design.all_weeks,
        "pairs": design.pairs or None,
        "block_weeks": design.block_weeks,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
