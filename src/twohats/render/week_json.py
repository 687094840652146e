"""The figures of a week as JSON: `docs/week.json.md` says what each key means.

Keys are stable within a format; new ones may come. Everything is ASCII, so that nothing in a name can reach a
terminal raw.
"""

from __future__ import annotations

import json
from math import isfinite

from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.render.anonymous import WHYS, may_name, pieces_of
from twohats.views import wording
from twohats.views.silences import missing_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from twohats.measures.figures import Estimate, Gap, Mix, Noise, Ratio, Return, Share, WeekFigures

FORMAT = 1


def week_json(figures: WeekFigures, *, anonymous: bool = False, names: Collection[str] = frozenset()) -> str:
    """The week as indented JSON text with a newline at its end."""
    return json.dumps(week_data(figures, anonymous=anonymous, names=names), indent=2, allow_nan=False) + "\n"


def week_data(
    figures: WeekFigures, *, anonymous: bool = False, names: Collection[str] = frozenset()
) -> dict[str, Any]:
    """The week as what JSON can hold.

    `anonymous` makes every person `a person`; how many there are stays. Channels that may name somebody become
    `a channel`, reasons of the user's own wording `another reason`. `names` are names beside those in the
    lines: aliases, and how people are called.
    """
    hidden = pieces_of({*figures.named, *names}) if anonymous else frozenset()
    return {
        "format": FORMAT,
        "week": figures.week,
        "from": figures.first,
        "to": figures.last,
        "cover": _cover(figures),
        "minutes": {side: dict(figures.minutes[side]) for side in SIDES},
        "broadcast_receive": _broadcast(figures),
        "real_conversation_share": {
            "all": _share(sums.talk_share(figures.minutes)),
            **{side: _share(sums.talk_share(figures.minutes, side)) for side in SIDES},
        },
        "gaps": {gap.rating: _gap(gap) for gap in figures.gaps},
        "returns": {came.kind: _return(came) for came in figures.returns},
        "trace": dict(figures.trace),
        "noise": _noise(figures.noise),
        "money": [
            {
                "currency": each.currency,
                "total": each.total,
                "sales": each.sales,
                "largest": each.largest or None,
            }
            for each in figures.money
        ],
        "give_ask": {"gives": figures.gives, "asks": figures.asks},
        "lost": {side: figures.lost.get(side, 0) for side in SIDES},
        "new_people": [_person(name, anonymous=anonymous) for name in figures.new_people],
        "look_back": figures.looked_from or None,
        "follow_up": _follow_up(figures, anonymous=anonymous),
        "mix": {
            **{side: _mix(figures.mix[side], hidden) for side in SIDES if side in figures.mix},
            "distance": _share(figures.mix_distance),
        },
        "why": {"minutes": _whys(figures.why, anonymous=anonymous), "tagged_minutes": figures.why_minutes},
        "question": figures.question,
        "verdicts": [],
    }


def _cover(figures: WeekFigures) -> dict[str, Any]:
    cover = figures.cover
    return {
        "days_logged": cover.days_logged,
        "days": cover.days,
        "entries": cover.entries,
        "events": cover.events,
        "minutes": cover.minutes,
        "estimated_share": _share(cover.estimated_share),
        "problems": cover.problems,
    }


def _broadcast(figures: WeekFigures) -> dict[str, Any]:
    minutes = figures.minutes
    return {
        "sent": sums.activity_minutes(minutes, "post"),
        "read": sums.activity_minutes(minutes, "read"),
        "talked": sums.activity_minutes(minutes, "talk"),
        "receive_share": _share(sums.receive_share(minutes)),
    }


def _gap(gap: Gap) -> dict[str, Any]:
    like, low, high = _estimate(gap.alike)
    return {
        **_lived(gap.lived),
        "weeks": gap.weeks,
        "says": wording.gap_says(gap),
        "four_weeks": _lived(gap.four_weeks),
        "like_for_like": like,
        "like_for_like_low": low,
        "like_for_like_high": high,
        "like_for_like_missing": missing_says(gap.alike.missing),
        "one_hat_only": [{"activity": activity, "hat": side} for activity, side in gap.one_hat_only],
    }


def _lived(estimate: Estimate) -> dict[str, Any]:
    value, low, high = _estimate(estimate)
    return {
        "as_lived": value,
        "low": low,
        "high": high,
        "n": {side: estimate.n.get(side, 0) for side in SIDES},
        "rated_share": {side: _rated(estimate.rated[side]) for side in SIDES},
        "enough": wording.known(estimate),
        "missing": missing_says(estimate.missing),
    }


def _estimate(estimate: Estimate) -> tuple[float | None, float | None, float | None]:
    """The gap and its ends, or three times None."""
    if not wording.known(estimate):
        return None, None, None
    return _points(estimate.value), _points(estimate.low), _points(estimate.high)


def _rated(rated: tuple[int, int]) -> float | None:
    part, whole = rated
    return _share(part / whole) if whole else None


def _return(came: Return) -> dict[str, Any]:
    ratio = came.per_hour
    return {
        "personal": came.personal,
        "brand": came.brand,
        "both": came.both,
        "unattributed": came.unattributed,
        "per_hour": {
            side: {
                "count": ratio.counts.get(side, 0),
                "shared": ratio.shared.get(side, 0),
                "hours": round(ratio.hours.get(side, 0.0), 2),
                "at_most": _factor(ratio.at_most.get(side)),
            }
            for side in SIDES
        },
        "ratio": _ratio(ratio),
    }


def _ratio(ratio: Ratio) -> dict[str, Any]:
    return {
        "value": _factor(ratio.value if ratio.enough else None),
        "low": _factor(ratio.low if ratio.enough else None),
        "high": _factor(ratio.high if ratio.enough else None),
        "high_open": bool(ratio.enough and ratio.high is not None and not isfinite(ratio.high)),
        "weeks": ratio.weeks,
        "untraced": ratio.untraced,
        "untraced_share": _share(sums.untraced_share(ratio)),
        "bounds": None if ratio.bounds is None else [_factor(each) for each in ratio.bounds],
        "enough": ratio.enough,
        "missing": missing_says(ratio.missing),
        "says": wording.ratio_sentence(ratio),
    }


def _noise(noise: Noise) -> dict[str, Any]:
    spike = {
        "day": noise.spike_day,
        "count": noise.spike_count,
        "kind": noise.spike_kind,
        "total": noise.spike_total,
    }
    return {
        "personal": noise.personal,
        "brand": noise.brand,
        "share": _share(noise.share),
        "spike": spike if noise.spike_count else None,
        "share_without_spike": _share(noise.share_without_spike),
        "vanity": noise.vanity,
    }


def _follow_up(figures: WeekFigures, *, anonymous: bool) -> dict[str, Any]:
    people = [
        {
            "person": _person(each.person, anonymous=anonymous),
            "met": each.met,
            "said": each.is_declared,
            "days": each.days,
            "overdue": each.overdue,
        }
        for each in figures.follow_up
    ]
    return {
        "due": [each["person"] for each in people if each["overdue"]],
        "open": [each["person"] for each in people if not each["overdue"]],
        "people": people,
        "followed_up": _part(figures.followed_up),
    }


def _mix(mix: Mix, hidden: frozenset[str]) -> dict[str, Any]:
    effective = None if mix.effective is None else round(mix.effective, 2)
    minutes: dict[str, int] = {}
    for channel, spent in mix.minutes.items():
        name = "a channel" if may_name(channel, hidden) else channel
        minutes[name] = minutes.get(name, 0) + spent
    return {"minutes": minutes, "effective": effective, "top_share": _share(mix.top_share)}


def _whys(why: dict[str, int], *, anonymous: bool) -> dict[str, int]:
    minutes: dict[str, int] = {}
    for reason, spent in why.items():
        name = "another reason" if anonymous and reason not in WHYS else reason
        minutes[name] = minutes.get(name, 0) + spent
    return minutes


def _part(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {"part": share.part, "whole": share.whole, "low": _share(share.low), "high": _share(share.high)}


def _person(name: str, *, anonymous: bool) -> str:
    return "a person" if anonymous else name


def _share(value: float | None) -> float | None:
    """A share of 0..1 to three decimals."""
    return None if value is None else round(value, 3)


def _points(value: float | None) -> float | None:
    """Points of the 1-5 scale to two decimals, never minus zero."""
    return None if value is None else round(value, 2) + 0.0


def _factor(value: float | None) -> float | None:
    """A factor or a rate to three digits; None where it has no limit."""
    return None if value is None or not isfinite(value) else float(f"{value:.3g}")
