"""What came back: this week by arrival, and per hour over the last weeks by effort (M5, M22).

Two clocks. The week's columns count what arrived in it. Rates count a return for the week of the entry that
brought it, and only weeks old enough for their returns to be in: counting the unripe ones would make every
recent week look like a decline (METHOD 2.6, 3.2).
"""

from __future__ import annotations

import math

from twohats.intervals.rates import at_most, rate_ratio
from twohats.measures.figures import Ratio, Return
from twohats.measures.silences import more
from twohats.measures.tracing import BOTH, RUNGS, UNTRACED, Trace, Tracer
from twohats.values import NamedTuple
from twohats.words import BRAND, PERSONAL, RETURNS, SIDES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.timeline import Happening, Timeline

RIPE_DAYS = dict.fromkeys(RETURNS, 14) | {"intro": 42, "lead": 42, "sale": 42}
"""Days after which an entry's returns of a kind are taken to be in."""
RATIO_WEEKS = 12
"""The most ripe weeks a ratio looks back over."""
LEAST_WEEKS = 4
LEAST_RETURNS = 5


class _Credit(NamedTuple):
    """Returns of one line, in the week they count for."""

    week: int
    returns: int
    trace: Trace


def trace_returns(timeline: Timeline) -> list[tuple[Happening, Trace]]:
    """Every return of the timeline with where it came from, in the order they arrived."""
    tracer = Tracer(timeline.sittings)
    return [(each, tracer.trace(each)) for each in timeline.happenings if each.event.is_return]


def arrivals(traced: Sequence[tuple[Happening, Trace]]) -> dict[str, int]:
    """How this week's returns were traced: every rung with its count."""
    rungs = dict.fromkeys(RUNGS, 0)
    for happening, trace in traced:
        if not happening.week:
            rungs[trace.rung] += happening.event.count
    return rungs


def returns(timeline: Timeline, traced: Sequence[tuple[Happening, Trace]]) -> tuple[Return, ...]:
    """Every kind of return: what arrived this week by the side it is traced to, and the ratio per hour."""
    columns = {kind: dict.fromkeys((*SIDES, BOTH, UNTRACED), 0) for kind in RETURNS}
    for happening, trace in traced:
        if not happening.week:
            columns[happening.event.kind][trace.side or trace.rung] += happening.event.count
    return tuple(
        Return(kind, each[PERSONAL], each[BRAND], each[UNTRACED], per_hour(timeline, traced, (kind,)), each[BOTH])
        for kind, each in columns.items()
    )


def per_hour(timeline: Timeline, traced: Sequence[tuple[Happening, Trace]], kinds: Sequence[str]) -> Ratio:
    """Returns per hour, brand over personal, of `kinds` taken together, over the ripe weeks.

    The week shows one kind at a time, since kinds are never added up for a reader; studies of the method may
    add them.
    """
    weeks = ripe_weeks(timeline, max(RIPE_DAYS[kind] for kind in kinds))
    brought = [credit for kind in kinds for credit in _credits(traced, kind) if credit.week in weeks]
    hours = {side: dict.fromkeys(weeks, 0.0) for side in SIDES}
    for sitting in timeline.sittings:
        if sitting.social and sitting.week in weeks:
            hours[sitting.side][sitting.week] += sitting.entry.minutes / 60
    return _ratio(brought, hours)


def _credits(traced: Sequence[tuple[Happening, Trace]], kind: str) -> list[_Credit]:
    """Returns of one kind by effort, untraced ones by arrival, a person once a week.

    A line that names nobody counts in full; one that names people counts those not yet counted that week.
    What an hour of `do` brought is left out, as its hours are.
    """
    found: list[_Credit] = []
    seen: set[tuple[int, str]] = set()
    for happening, trace in traced:
        event, sitting = happening.event, trace.sitting
        if event.kind != kind or (sitting and not sitting.social):
            continue
        week = sitting.week if sitting else happening.week
        count = event.count
        if event.people:
            fresh = {(week, person) for person in event.people} - seen
            seen |= fresh
            count = min(count, len(fresh))
        if count:
            found.append(_Credit(week, count, trace))
    return found


def _ratio(brought: Sequence[_Credit], hours: dict[str, dict[int, float]]) -> Ratio:
    """The ratio with its interval, or the words for what it lacks."""
    counts = {side: sum(each.returns for each in brought if each.trace.side == side) for side in SIDES}
    both = sum(each.returns for each in brought if each.trace.rung == BOTH)
    untraced = sum(each.returns for each in brought if each.trace.rung == UNTRACED)
    total = {side: math.fsum(hours[side].values()) for side in SIDES}
    worked = [week for week in hours[BRAND] if hours[PERSONAL][week] or hours[BRAND][week]]
    shared = [week for week in worked if hours[PERSONAL][week] and hours[BRAND][week]]
    found = None
    if len(shared) < LEAST_WEEKS:
        missing = more(LEAST_WEEKS - len(shared), "week") + " of both hats"
    elif sum(counts.values()) + both < LEAST_RETURNS:
        missing = f"too few to compare: {sum(counts.values()) + both} of {LEAST_RETURNS} returns"
    else:
        missing = ""
        found = rate_ratio(*(_series(brought, side, hours[side]) for side in SIDES))
    return Ratio(
        found.value if found else None,
        found.low if found else None,
        found.high if found else None,
        len(worked),
        counts,
        total,
        enough=found is not None,
        missing=missing,
        bounds=_bounds(counts, both, untraced, total) if found else None,
        both=both,
        untraced=untraced,
        at_most={side: at_most(counts[side] + both, total[side]) for side in SIDES if total[side]},
    )


def _series(brought: Sequence[_Credit], side: str, hours: dict[int, float]) -> list[tuple[float, float]]:
    """A side's returns and hours, week by week; what both hats share counts half."""
    counts = dict.fromkeys(hours, 0.0)
    for each in brought:
        if each.trace.side == side:
            counts[each.week] += each.returns
        elif each.trace.rung == BOTH:
            counts[each.week] += each.returns / 2
    return [(counts[week], hours[week]) for week in hours]


def _bounds(
    counts: dict[str, int], both: int, untraced: int, hours: dict[str, float]
) -> tuple[float, float] | None:
    """The ratio if every untraced return were personal, and if every one were brand."""
    personal, brand = (counts[side] + both / 2 for side in SIDES)
    if not untraced:
        return None
    per_hour = hours[PERSONAL] / hours[BRAND]
    low = brand / (personal + untraced) * per_hour
    return low, (brand + untraced) / personal * per_hour if personal else math.inf


def ripe_weeks(timeline: Timeline, days: int) -> range:
    """The weeks, as counted back from this one, whose last day is at least `days` ago; at most 12 of them."""
    first = -(-(days + (timeline.week.last - timeline.until).days) // 7)
    return range(first, first + RATIO_WEEKS)
