"""The figures of a week as JSON: `docs/week.json.md` says what each key means.

Keys are stable within a format; new ones may come. Everything is ASCII, so that nothing in a name can reach a
terminal raw.
"""

from __future__ import annotations

import json

from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.render.anonymous import WHYS, may_name, pieces_of
from twohats.render.estimate_json import (
    alike_data,
    factor_of,
    lived_data,
    part_data,
    rates_data,
    ratio_data,
    sensitivity_data,
    sent_data,
    share_of,
)
from twohats.render.review_json import standing_data
from twohats.views import wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from twohats.measures.decisions import Standing
    from twohats.measures.figures import Gap, Mix, Noise, Return, WeekFigures
    from twohats.measures.trial_weeks import WeekTrial

FORMAT = 1


def week_json(
    figures: WeekFigures,
    *,
    anonymous: bool = False,
    names: Collection[str] = frozenset(),
    review: Sequence[dict[str, Any]] = (),
) -> str:
    """The week as indented JSON text with a newline at its end."""
    data = week_data(figures, anonymous=anonymous, names=names, review=review)
    return json.dumps(data, indent=2, allow_nan=False) + "\n"


def week_data(
    figures: WeekFigures,
    *,
    anonymous: bool = False,
    names: Collection[str] = frozenset(),
    review: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """The week as what JSON can hold.

    `anonymous` makes every person `a person`; how many there are stays. Channels that may name somebody become
    `a channel`, reasons of the user's own wording `another reason`. `names` are names beside those in the
    lines: aliases, and how people are called. `review` are the verdicts (`render.verdicts_json`) of a week that four
    end with.
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
            "all": share_of(sums.talk_share(figures.minutes)),
            **{side: share_of(sums.talk_share(figures.minutes, side)) for side in SIDES},
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
        "give_ask": {"gives": figures.gives, "asks": figures.asks, **sent_data(figures.sent)},
        "lost": {side: figures.lost.get(side, 0) for side in SIDES},
        "new_people": [_person(name, anonymous=anonymous) for name in figures.new_people],
        "look_back": figures.looked_from or None,
        "follow_up": _follow_up(figures, anonymous=anonymous),
        "mix": {
            **{side: _mix(figures.mix[side], hidden) for side in SIDES if side in figures.mix},
            "distance": share_of(figures.mix_distance),
        },
        "why": {"minutes": _whys(figures.why, anonymous=anonymous), "tagged_minutes": figures.why_minutes},
        "decided": [_standing(each, hidden) for each in figures.decided],
        "trials": [_trial(each, hidden, anonymous=anonymous) for each in figures.trials],
        "question": figures.question,
        "verdicts": list(review),
    }


def _cover(figures: WeekFigures) -> dict[str, Any]:
    cover = figures.cover
    return {
        "days_logged": cover.days_logged,
        "days": cover.days,
        "entries": cover.entries,
        "events": cover.events,
        "taken_in": cover.taken_in,
        "minutes": cover.minutes,
        "estimated_share": share_of(cover.estimated_share),
        "problems": cover.left_out.problems,
    }


def _broadcast(figures: WeekFigures) -> dict[str, Any]:
    minutes = figures.minutes
    return {
        "sent": sums.activity_minutes(minutes, "post"),
        "read": sums.activity_minutes(minutes, "read"),
        "talked": sums.activity_minutes(minutes, "talk"),
        "receive_share": share_of(sums.receive_share(minutes)),
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        **lived_data(gap.lived),
        "weeks": gap.weeks,
        "says": wording.gap_says(gap),
        "four_weeks": lived_data(gap.four_weeks),
        **alike_data(gap),
        **sensitivity_data(gap),
    }


def _return(came: Return) -> dict[str, Any]:
    ratio = came.per_hour
    return {
        "personal": came.personal,
        "brand": came.brand,
        "both": came.both,
        "unattributed": came.unattributed,
        "per_hour": rates_data(ratio),
        "ratio": ratio_data(ratio),
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
        "share": share_of(noise.share),
        "spike": spike if noise.spike_count else None,
        "share_without_spike": share_of(noise.share_without_spike),
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
        "followed_up": part_data(figures.followed_up),
    }


def _standing(standing: Standing, hidden: frozenset[str]) -> dict[str, Any]:
    channel = standing.limit.channel
    return standing_data(standing, "a channel" if may_name(channel, hidden) else channel)


def _trial(each: WeekTrial, hidden: frozenset[str], *, anonymous: bool) -> dict[str, Any]:
    channel = "a channel" if may_name(each.channel, hidden) else each.channel
    return {
        "name": "a trial" if anonymous else each.name,
        "hat": "a hat" if may_name(each.hat, hidden) else each.hat,
        "channel": channel or None,
        "activity": each.activity or None,
        "week": each.kind,
        "until": each.until,
        "minutes": each.minutes,
        "usual": each.usual,
    }


def _mix(mix: Mix, hidden: frozenset[str]) -> dict[str, Any]:
    minutes: dict[str, int] = {}
    for channel, spent in mix.minutes.items():
        name = "a channel" if may_name(channel, hidden) else channel
        minutes[name] = minutes.get(name, 0) + spent
    return {"minutes": minutes, "effective": factor_of(mix.effective), "top_share": share_of(mix.top_share)}


def _whys(why: dict[str, int], *, anonymous: bool) -> dict[str, int]:
    minutes: dict[str, int] = {}
    for reason, spent in why.items():
        name = "another reason" if anonymous and reason not in WHYS else reason
        minutes[name] = minutes.get(name, 0) + spent
    return minutes


def _person(name: str, *, anonymous: bool) -> str:
    return "a person" if anonymous else name
