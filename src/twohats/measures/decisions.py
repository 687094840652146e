"""Decisions to spend at most so much time a week on a channel, and where one stands against them."""

from __future__ import annotations

from twohats.format.calendar import week_named
from twohats.format.names import name_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.calendar import Week
    from twohats.format.review import Decision, Limit
    from twohats.measures.timeline import TimedEntry, Timeline

WEEKS_IN_FORCE = 13
"""A decision is followed up for a quarter of a year; who still wants it decides it again."""


class Decided(NamedTuple):
    """A decision, and the week (`2026-W46`) in whose review it stands."""

    week: str
    decision: Decision


class Standing(NamedTuple):
    """A limit in force, and the minutes of the week that count for it: a tally."""

    limit: Limit
    minutes: int
    week: str
    """The week in whose review it was decided."""


def in_force(decided: Iterable[Decided], week: Week) -> list[Decided]:
    """The limits that hold in a week, those decided last first.

    A decision holds from the week after its review on, for `WEEKS_IN_FORCE` weeks, or until a later one takes its
    place: one that begins with the same words, hat and channel, whether it is a limit or anything else
    (`decided: linkedin as it comes`).
    """
    start = week.first.weekday()
    kept: dict[tuple[str, ...], Decided] = {}
    for each in sorted(decided, key=lambda each: each.week):
        ago = (week.first - week_named(each.week, start=start).first).days // 7
        if not 1 <= ago <= WEEKS_IN_FORCE:
            continue
        subject = _subject(each.decision)
        for known in [key for key in kept if subject[: len(key)] == key]:
            del kept[known]
        limit = each.decision.limit
        if limit:
            kept[tuple(filter(None, (limit.hat, limit.channel)))] = each
    return list(reversed(kept.values()))


def standings(decided: Iterable[Decided], timeline: Timeline) -> tuple[Standing, ...]:
    """Where the week stands against the limits in force.

    A limit of the hat `brand` or `personal` counts every hat of that side, any other hat only itself, none all hats.
    """
    now = timeline.now()
    return tuple(
        Standing(each.decision.limit, _minutes(each.decision.limit, now), each.week)
        for each in in_force(decided, timeline.week)
        if each.decision.limit
    )


def _minutes(limit: Limit, timed_entries: Sequence[TimedEntry]) -> int:
    return sum(
        each.entry.minutes
        for each in timed_entries
        if each.entry.channel == limit.channel and limit.hat in ("", each.entry.hat, each.side)
    )


def _subject(decision: Decision) -> tuple[str, ...]:
    """The hat and channel that a limit is about, or the first two words of anything else, as names."""
    if decision.limit:
        return tuple(filter(None, (decision.limit.hat, decision.limit.channel)))
    words = decision.text.replace(",", " ").replace(":", " ").split()
    return tuple(name_of(word) for word in words[:2])
