"""Feeling beside counting: did *worth* change, and did what an hour brought, over the same eight weeks (METHOD M17).

The last four weeks whose returns are in are held against the four before, each hat for itself, so that a shift of hours
from one hat to the other is no change. The two are shown next to each other and never combined.
"""

from __future__ import annotations

import math

from twohats.format.words import RETURNS, SIDES
from twohats.measures import figures
from twohats.measures.figures import Missing
from twohats.measures.gaps import LEAST_DAYS_A_HAT, LEAST_RATINGS
from twohats.measures.intervals.gaps import jackknife, pooled_interval
from twohats.measures.intervals.rates import rate_ratio
from twohats.measures.returns import LEAST_RETURNS, RIPE_DAYS, ripe_weeks
from twohats.measures.slopes import hours_by_week, settled_weeks, worked_weeks
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.intervals.gaps import Rated
    from twohats.measures.returns import Credit
    from twohats.measures.slopes import Worked
    from twohats.measures.timeline import TimedEntry, Timeline

WEEKS = 4
LEAST_WORKED = 3
"""Weeks with hours that either four weeks need: below it nothing is known of how uneven weeks are."""
EARLIER, LATER = "earlier", "later"
WHOLE = ""
"""The stratum of a gap that has one only."""


class Change(NamedTuple):
    """The last four weeks against the four before."""

    value: float | None
    low: float | None
    high: float | None
    """Difference in points, or factor, with its 90 % interval: all three, or `missing`. A factor may be infinite."""
    counts: dict[str, float]
    """`earlier` and `later`: how many ratings or returns it rests on, or would."""
    direction: int
    """1 up, -1 down, 0 where the interval does not tell or where something is missing."""
    missing: Missing | None = None


class Feeling(NamedTuple):
    """Both changes of one side."""

    side: str
    worth: Change
    """Points of the 1-5 scale."""
    kind: str
    """The kind of return with most of them in these eight weeks; empty where nothing came back."""
    counted: Change
    """Returns of that kind an hour, as a factor."""
    lines: tuple[str, ...] = ()
    """Places of the entries whose worth was compared, oldest first: `2026-11-22:3`."""


def feelings(timeline: Timeline, credited: Mapping[str, Sequence[Credit]]) -> tuple[Feeling, ...]:
    """Feeling beside counting of both sides; `credited` are the credits of every kind (`returns.all_credits`)."""
    hours = hours_by_week(timeline)
    recent = range(ripe_weeks(timeline, max(RIPE_DAYS.values()), 2 * WEEKS).stop)
    lately = {kind: [each for each in credited[kind] if each.week in recent] for kind in RETURNS}
    return tuple(_feeling(timeline, hours.get((side, ""), {}), lately, side) for side in SIDES)


def _feeling(
    timeline: Timeline, hours: Mapping[int, float], credited: Mapping[str, Sequence[Credit]], side: str
) -> Feeling:
    series: dict[str, tuple[list[Worked], list[Worked]]] = {}
    for kind in RETURNS:
        weeks = settled_weeks(timeline, worked_weeks(timeline, hours, credited[kind], kind, side=side))
        later = ripe_weeks(timeline, RIPE_DAYS[kind], WEEKS)
        earlier = ripe_weeks(timeline, RIPE_DAYS[kind], 2 * WEEKS)[WEEKS:]
        series[kind] = (
            [each for each in weeks if each.week in earlier],
            [each for each in weeks if each.week in later],
        )
    most = max(series, key=lambda kind: _returns(*series[kind]))
    kind = most if _returns(*series[most]) else ""
    lines = tuple(each.place for each in _with_worth(timeline, side))
    return Feeling(side, worth_change(timeline, side), kind, rate_change(*series[most]), lines)


def _returns(*series: Sequence[Worked]) -> float:
    return math.fsum(each.returns for weeks in series for each in weeks)


def worth_change(timeline: Timeline, side: str) -> Change:
    """How far the mean worth of a side moved, by the jackknife of METHOD 3.1 with days taken out."""
    later, _ = _worth_weeks(timeline)
    rated: list[Rated] = [
        (each.when[0], WHOLE, each.week in later, each.entry.worth)
        for each in _with_worth(timeline, side)
        if each.entry.worth is not None
    ]
    days = {
        name: [day for day, _, is_later, _ in rated if is_later == (name == LATER)]
        for name in (EARLIER, LATER)
    }
    counts = {name: float(len(on)) for name, on in days.items()}
    found = jackknife(rated)
    interval = pooled_interval(found) if found else None
    missing = _too_few(days)
    if missing or found is None or interval is None:
        return Change(None, None, None, counts, 0, missing or Missing(figures.DAYS))
    return _change(found.gap, interval.low, interval.high, counts, around=0)


def _worth_weeks(timeline: Timeline) -> tuple[range, range]:
    """The later four weeks and the earlier."""
    later = ripe_weeks(timeline, min(RIPE_DAYS.values()), WEEKS)
    return later, range(later.stop, later.stop + WEEKS)


def _with_worth(timeline: Timeline, side: str) -> list[TimedEntry]:
    """The entries of post, read and talk in either four weeks that have a worth."""
    later, earlier = _worth_weeks(timeline)
    return [
        each
        for each in timeline.timed_entries
        if (each.week in later or each.week in earlier)
        and each.entry.worth is not None
        and each.side == side
        and each.social
    ]


def _too_few(days: Mapping[str, list[int]]) -> Missing | None:
    """What the ratings of either four weeks lack: three, on two days."""
    short = {name: LEAST_RATINGS - len(on) for name, on in days.items() if len(on) < LEAST_RATINGS}
    if short:
        return Missing(figures.MORE_RATINGS, sides=short)
    thin = {name: LEAST_DAYS_A_HAT - len({*on}) for name, on in days.items() if len({*on}) < LEAST_DAYS_A_HAT}
    return Missing(figures.SIDE_DAYS, sides=thin) if thin else None


def rate_change(earlier: Sequence[Worked], later: Sequence[Worked]) -> Change:
    """By what factor an hour's returns moved, by the interval of METHOD 3.2 with the two four weeks as its hats."""
    counts = {EARLIER: _returns(earlier), LATER: _returns(later)}
    lacking = sum(max(0, LEAST_WORKED - len(weeks)) for weeks in (earlier, later))
    if lacking:
        return Change(None, None, None, counts, 0, Missing(figures.WEEKS_WITH_HOURS, lacking))
    whole = int(sum(counts.values()))
    found = rate_ratio(*([(each.returns, each.hours) for each in weeks] for weeks in (earlier, later)))
    if whole < LEAST_RETURNS or found is None:
        return Change(None, None, None, counts, 0, Missing(figures.FEW, whole, of=LEAST_RETURNS))
    return _change(found.value, found.low, found.high, counts, around=1)


def _change(value: float, low: float, high: float, counts: dict[str, float], *, around: float) -> Change:
    return Change(value, low, high, counts, (low > around) - (high < around))
