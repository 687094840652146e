"""Noise, which is what came back without meaning anything: its share, and days that stand out (M7)."""

from __future__ import annotations

from datetime import date

from twohats.format.words import BRAND, PERSONAL, SIDES
from twohats.measures.figures import Noise
from twohats.measures.sums import median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.timeline import TimedEvent, Timeline

SUBSTANCE = ("conversation", "reply", "intro", "help", "lead", "sale", "commented")
"""The returns that noise is set against."""
VANITY = "vanity"
"""A number about reach, neither noise nor return: kept apart."""
LEAST = 5
"""Under so many in all, counts and no share."""
SPIKE = 5
"""A day is named when it has more than so many times the noise of the usual day that has any."""


def noise(timeline: Timeline) -> Noise:
    """The week's noise by the hat it was logged in, its share, and a day that stands out (M7)."""
    now = timeline.events()
    sides = {side: _count(each for each in now if each.side == side) for side in SIDES}
    spike, count, kind = _spike(timeline)
    elsewhere = [each for each in now if each.when[0] != spike]
    return Noise(
        sides[PERSONAL],
        sides[BRAND],
        _share(now),
        date.fromordinal(spike).isoformat() if spike else "",
        count,
        kind,
        _share(elsewhere) if spike else None,
        sum(each.event.count for each in now if each.event.kind == VANITY),
        _count(each for each in now if each.when[0] == spike),
    )


def is_noise(timed_event: TimedEvent) -> bool:
    """Whether it is what the counts of noise are of: vanity is not."""
    return timed_event.event.is_noise and timed_event.event.kind != VANITY


def _count(timed_events: Iterable[TimedEvent]) -> int:
    return sum(each.event.count for each in timed_events if is_noise(each))


def _share(timed_events: Sequence[TimedEvent]) -> float | None:
    noise = _count(timed_events)
    got = (each.event for each in timed_events if each.event.verb == "got")
    all_of_it = noise + sum(event.count for event in got if event.kind in SUBSTANCE)
    return noise / all_of_it if all_of_it >= LEAST else None


def _spike(timeline: Timeline) -> tuple[int, int, str]:
    """The week's loudest day if it stands out, what most of its noise was, and how much of it was that."""
    days: dict[int, int] = {}
    kinds: dict[tuple[int, str], int] = {}
    this_week: set[int] = set()
    for each in timeline.timed_events:
        if is_noise(each):
            day, kind, count = each.when[0], each.event.kind, each.event.count
            days[day] = days.get(day, 0) + count
            kinds[day, kind] = kinds.get((day, kind), 0) + count
            if not each.week:
                this_week.add(day)
    if not this_week:
        return 0, 0, ""
    loudest = max(sorted(this_week), key=lambda day: days[day])
    others = [count for day, count in days.items() if day != loudest]
    if days[loudest] <= SPIKE * max(1.0, median(others) if others else 0.0):
        return 0, 0, ""
    count, kind = max((count, kind) for (day, kind), count in kinds.items() if day == loudest)
    return loudest, count, kind
