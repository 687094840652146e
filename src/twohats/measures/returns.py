"""Returns: this week by arrival, and per hour over the last weeks by effort (M5, M22).

Two ways to date a return. The week's columns count what arrived in it. Rates count a return in the week of the entry
that caused it, and only weeks old enough for their returns to have arrived: including younger ones would make every
recent week look like a decline (METHOD 2.6, 3.2).
"""

from __future__ import annotations

import math
from datetime import timedelta

from twohats.format.words import BRAND, PERSONAL, RETURNS, SIDES
from twohats.measures.figures import FEW, RIPENING, WEEKS, Missing, Ratio, Return
from twohats.measures.intervals.rates import at_most, rate_ratio
from twohats.measures.tracing import BOTH, RUNGS, UNTRACED, Trace, Tracer
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.timeline import TimedEvent, Timeline

RIPE_DAYS = dict.fromkeys(RETURNS, 14) | {"intro": 42, "lead": 42, "sale": 42}
"""Days after which an entry's returns of a kind are taken to be in."""
RATIO_WEEKS = 12
"""The most ripe weeks a ratio looks back over."""
LEAST_WEEKS = 4
LEAST_RETURNS = 5


class _Credit(NamedTuple):
    """Returns of one line, in the week they count for."""

    week: int
    side: str
    """Empty for what is traced to nothing."""
    returns: int
    half: bool
    """Whether the other half is credited to the other side, in the week of an entry of that side's."""


def trace_returns(timeline: Timeline) -> list[tuple[TimedEvent, Trace]]:
    """Every return of the timeline with where it came from, in the order they arrived."""
    tracer = Tracer(timeline.timed_entries)
    return [(each, tracer.trace(each)) for each in timeline.timed_events if each.event.is_return]


def arrivals(traced: Sequence[tuple[TimedEvent, Trace]]) -> dict[str, int]:
    """How this week's returns were traced: every rung with its count."""
    rungs = dict.fromkeys(RUNGS, 0)
    for timed_event, trace in traced:
        if not timed_event.week:
            rungs[trace.rung] += timed_event.event.count
    return rungs


def returns(timeline: Timeline, traced: Sequence[tuple[TimedEvent, Trace]]) -> tuple[Return, ...]:
    """Every kind of return: what arrived this week by the side it is traced to, and the ratio per hour."""
    columns = {kind: dict.fromkeys((*SIDES, BOTH, UNTRACED), 0) for kind in RETURNS}
    for timed_event, trace in traced:
        if not timed_event.week:
            columns[timed_event.event.kind][trace.column] += timed_event.event.count
    return tuple(
        Return(
            kind, each[PERSONAL], each[BRAND], each[UNTRACED], per_hour(timeline, traced, (kind,)), each[BOTH]
        )
        for kind, each in columns.items()
    )


def per_hour(timeline: Timeline, traced: Sequence[tuple[TimedEvent, Trace]], kinds: Sequence[str]) -> Ratio:
    """Returns per hour, brand over personal, of `kinds` taken together, over the ripe weeks.

    The week shows one kind at a time, since kinds are never added up for a reader; studies of the method may
    add them.
    """
    days = max(RIPE_DAYS[kind] for kind in kinds)
    weeks = ripe_weeks(timeline, days)
    hours = {side: dict.fromkeys(range(weeks.stop), 0.0) for side in SIDES}
    for timed_entry in timeline.timed_entries:
        if timed_entry.social and timed_entry.week < weeks.stop:
            hours[timed_entry.side][timed_entry.week] += timed_entry.entry.minutes / 60
    shared = {week for week in range(weeks.stop) if all(hours[side][week] for side in SIDES)}
    brought = [credit for kind in kinds for credit in _credits(traced, kind) if credit.week in weeks]
    ripe = {side: {week: hours[side][week] for week in weeks} for side in SIDES}
    return _ratio(brought, ripe, _weeks_missing(timeline, shared, weeks, days))


def _weeks_missing(timeline: Timeline, shared: set[int], weeks: range, days: int) -> Missing | None:
    """What the weeks with hours of both hats lack: time, if enough of them only have to ripen, or weeks."""
    if len(shared.intersection(weeks)) >= LEAST_WEEKS:
        return None
    for first in reversed(range(weeks[0])):
        if len(shared.intersection(range(first, first + RATIO_WEEKS))) >= LEAST_WEEKS:
            ripe = timeline.week.back(first).last + timedelta(days)
            return Missing(RIPENING, days, day=ripe.isoformat())
    return Missing(WEEKS, LEAST_WEEKS - len(shared.intersection(range(RATIO_WEEKS))))


def _credits(traced: Sequence[tuple[TimedEvent, Trace]], kind: str) -> list[_Credit]:
    """Returns of one kind by effort, untraced ones by arrival, a person once a week.

    A line that names nobody counts in full; one that names people counts no more than those of them who have
    not been counted that week. Lines with the fewest names come first, so that of "@bo @anna" and "@anna" in
    one week nobody is lost. What an hour of `do` brought is left out, as its hours are; of a return of both
    hats that is half of it.
    """
    found: list[_Credit] = []
    counted: set[tuple[int, str]] = set()
    lines = [each for each in traced if each[0].event.kind == kind]
    for timed_event, trace in sorted(lines, key=lambda each: len(each[0].event.people)):
        half = trace.rung == BOTH
        places = [(each.week, each.side) for each in trace.touches if each.social]
        if not trace.touches:
            places = [(timed_event.week, "")]
        fresh = {week: _not_counted(timed_event, week, counted) for week, _ in places}
        counted.update((week, person) for week, people in fresh.items() for person in people)
        for week, side in places:
            count = len(fresh[week]) if timed_event.event.people else timed_event.event.count
            if count:
                found.append(_Credit(week, side, count, half))
    return found


def _not_counted(timed_event: TimedEvent, week: int, counted: set[tuple[int, str]]) -> list[str]:
    """Of the people of a line, as many as it has returns and has not been counted that week."""
    people = [person for person in timed_event.event.people if (week, person) not in counted]
    return people[: timed_event.event.count]


def _ratio(brought: Sequence[_Credit], hours: dict[str, dict[int, float]], missing: Missing | None) -> Ratio:
    """The ratio with its interval, or what it lacks: `missing` of the weeks, or returns."""
    counts = {
        side: sum(each.returns for each in brought if each.side == side and not each.half) for side in SIDES
    }
    shared = {
        side: sum(each.returns for each in brought if each.side == side and each.half) for side in SIDES
    }
    untraced = sum(each.returns for each in brought if not each.side)
    total = {side: math.fsum(hours[side].values()) for side in SIDES}
    whole = sum(counts.values()) + sum(shared.values()) / 2
    if not missing and whole < LEAST_RETURNS:
        missing = Missing(FEW, int(whole), of=LEAST_RETURNS)
    found = None if missing else rate_ratio(*(_series(brought, side, hours[side]) for side in SIDES))
    return Ratio(
        found.value if found else None,
        found.low if found else None,
        found.high if found else None,
        sum(1 for week in hours[BRAND] if hours[PERSONAL][week] or hours[BRAND][week]),
        counts,
        total,
        missing,
        bounds=_bounds(counts, shared, untraced, total) if found else None,
        shared=shared,
        untraced=untraced,
        at_most={side: at_most(counts[side] + shared[side], total[side]) for side in SIDES if total[side]},
    )


def _series(brought: Sequence[_Credit], side: str, hours: dict[int, float]) -> list[tuple[float, float]]:
    """A side's returns and hours, week by week; what both hats share counts half."""
    counts = dict.fromkeys(hours, 0.0)
    for each in brought:
        if each.side == side:
            counts[each.week] += each.returns / 2 if each.half else each.returns
    return [(counts[week], hours[week]) for week in hours]


def _bounds(
    counts: dict[str, int], shared: dict[str, int], untraced: int, hours: dict[str, float]
) -> tuple[float, float] | None:
    """The ratio if every untraced return were personal, and if every one were brand."""
    personal, brand = (counts[side] + shared[side] / 2 for side in SIDES)
    if not untraced:
        return None
    per_hour = hours[PERSONAL] / hours[BRAND]
    low = brand / (personal + untraced) * per_hour
    return low, (brand + untraced) / personal * per_hour if personal else math.inf


def ripe_weeks(timeline: Timeline, days: int) -> range:
    """The weeks, as counted back from this one, whose last day is at least `days` ago; at most 12 of them."""
    first = -(-(days + (timeline.week.last - timeline.until).days) // 7)
    return range(first, first + RATIO_WEEKS)
