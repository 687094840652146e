"""Diminishing returns: does the last hour of a week bring less, and does an hour bring less than it did (METHOD 4).

Both are slopes of weekly counts of one kind of return (`measures.intervals.slopes`), over up to 26 ripe weeks by
effort, of a side or of one channel of it. They are spoken of through a gate only: most journals will not pass it in a
year, and what they lack is said instead. Returns are credited as verdicts credit them (`evidence.settle`), so that
rule 4 of a review and the trend say the same. Those later than the days a kind takes to ripen are left out, so that
every week has had the same time for its returns: else the oldest weeks would look best.
"""

from __future__ import annotations

import math

from twohats.format.words import BRAND, RETURNS, SIDES
from twohats.measures import figures
from twohats.measures.evidence import settle
from twohats.measures.figures import Missing
from twohats.measures.intervals.slopes import elasticity
from twohats.measures.intervals.slopes import fade as fade_slope
from twohats.measures.returns import RIPE_DAYS, all_credits, ripe_weeks
from twohats.measures.sums import median
from twohats.measures.tracing import PLACE_DAYS, TOUCH_DAYS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.intervals.slopes import Slope
    from twohats.measures.returns import Credit
    from twohats.measures.timeline import TimedEvent, Timeline
    from twohats.measures.tracing import Trace

SLOPE_WEEKS = 26
"""The most ripe weeks a slope looks back over."""
LEAST_WEEKS = 8
LEAST_RETURNS = 30
LEAST_SPREAD = 0.40
"""Standard deviation of the logarithm of the hours: they vary by about a factor of 2.5."""
MOST_ERROR = 0.30
SATURATED = 0.85
"""Below it all of the interval has to lie. The 0.15 to 1 are for hours that were logged wrong by 15 %, which draw b
downwards."""
NO_SIGN_ABOVE = 0.60
FADE_WEEKS = 6
FADE_RETURNS = 8

SATURATING, NO_SIGN, FELL, ROSE, UNDECIDED = "saturating", "no sign", "fell", "rose", "undecided"

_HALF, _DOUBLE = 0.5, 2.0
_PAIRS = range(4, 13)
"""Pairs of weeks that are planned: fewer show too little, more take over half a year."""


class Worked(NamedTuple):
    """One ripe week with hours."""

    week: int
    """Counted back."""
    hours: float
    returns: float
    """Of one kind, by effort, within the days it takes to ripen."""


class Elasticity(NamedTuple):
    """What the last hour of a week brings, as a part of what the average hour does (M15)."""

    value: float | None
    low: float | None
    high: float | None
    """The power b of the hours that the returns grow with, and its one-sided 95 % limits: all three, or `missing`."""
    verdict: str
    """`saturating`, `no sign`, `undecided`, or empty where something is missing."""
    weeks: int
    """Weeks with hours that it rests on, or would."""
    returns: float
    spread: float | None
    """Standard deviation of the logarithm of the hours; None below two weeks."""
    error: float | None
    """Standard error of b, also where it is too large to show b."""
    median_hours: float | None
    """Hours of the usual week, which a cap would be set at."""
    missing: tuple[Missing, ...] = ()
    """What the gate lacks, all of it."""
    half_double: int | None = None
    """So many weeks, half and double the usual hours in turn, would about open the gate; None where it is open, or
    24 of them would not."""


class Fade(NamedTuple):
    """How an hour's returns changed (M16)."""

    value: float | None
    low: float | None
    high: float | None
    """Change a week as a part of 1, -0.14 for 14 % less every week, and its one-sided 95 % limits; or `missing`."""
    verdict: str
    """`fell`, `rose`, `undecided`, or empty."""
    weeks: int
    returns: float
    missing: tuple[Missing, ...] = ()


class Slopes(NamedTuple):
    """Both slopes of one side, or of one channel of it, for the kind of return that came most."""

    side: str
    channel: str
    """Empty for the side as a whole."""
    kind: str
    """Empty where nothing came back."""
    elasticity: Elasticity
    fade: Fade
    lines: tuple[str, ...] = ()
    """Places of the returns that were counted, oldest first: `2026-11-22:3`."""


Hours = dict[tuple[str, str], dict[int, float]]
"""Side and channel, or side and an empty name for all of it, to the hours of every week that has any."""


def hours_by_week(timeline: Timeline) -> Hours:
    """Hours of post, read and talk, of the weeks that a slope can look back over."""
    weeks = ripe_weeks(timeline, max(RIPE_DAYS.values()), SLOPE_WEEKS).stop
    found: Hours = {}
    for timed_entry in timeline.timed_entries:
        if timed_entry.week >= weeks or not timed_entry.social or not timed_entry.entry.minutes:
            continue
        for channel in {"", timed_entry.entry.channel}:
            spent = found.setdefault((timed_entry.side, channel), {})
            spent[timed_entry.week] = spent.get(timed_entry.week, 0.0) + timed_entry.entry.minutes / 60
    return found


def worked_weeks(
    timeline: Timeline,
    hours: Mapping[int, float],
    credited: Iterable[Credit],
    kind: str,
    *,
    side: str,
    channel: str = "",
) -> list[Worked]:
    """The ripe weeks with hours and what they brought, oldest first.

    `hours` are those of the side or channel, one value of `hours_by_week`; `credited` the returns of `kind`.
    """
    weeks = ripe_weeks(timeline, RIPE_DAYS[kind], SLOPE_WEEKS)
    brought: dict[int, float] = {}
    for each in counted(timeline, credited, kind, side=side, channel=channel):
        brought[each.week] = brought.get(each.week, 0.0) + (each.returns / 2 if each.half else each.returns)
    return [Worked(week, hours[week], brought.get(week, 0.0)) for week in reversed(weeks) if hours.get(week)]


def counted(
    timeline: Timeline, credited: Iterable[Credit], kind: str, *, side: str, channel: str = ""
) -> list[Credit]:
    """Of the returns of `kind` those that a slope counts: of ripe weeks, and none later than the kind takes."""
    weeks = ripe_weeks(timeline, RIPE_DAYS[kind], SLOPE_WEEKS)
    return [
        each
        for each in credited
        if each.timed_entry
        and each.timed_entry.side == side
        and channel in ("", each.timed_entry.entry.channel)
        and each.week in weeks
        and each.timed_event.when[0] - each.timed_entry.when[0] <= RIPE_DAYS[kind]
    ]


def slopes(timeline: Timeline, traced: Sequence[tuple[TimedEvent, Trace]]) -> tuple[Slopes, ...]:
    """Both slopes of the two sides, then of the brand channels, the one with most hours first.

    `traced` are the returns as the ladder credits them (`returns.trace_returns`). What nothing but the place ties
    to a talk comes whatever the hours were: with it any channel that much arrives on would look saturated. Of each
    side and channel it is the kind with most returns: how many there are says nothing about the slopes, so that
    this choice makes no false statement likelier.
    """
    hours = hours_by_week(timeline)
    recent = range(ripe_weeks(timeline, max(RIPE_DAYS.values()), SLOPE_WEEKS).stop)
    credited = all_credits(_settled(timeline, traced, recent))
    lately = {kind: [each for each in credited[kind] if each.week in recent] for kind in RETURNS}
    spent = {
        channel: math.fsum(weeks.values())
        for (side, channel), weeks in hours.items()
        if side == BRAND and channel
    }
    channels = sorted(spent, key=lambda each: (-spent[each], each))
    subjects = [*((side, "") for side in SIDES), *((BRAND, channel) for channel in channels)]
    return tuple(_slopes(timeline, hours, lately, *subject) for subject in subjects)


def _settled(
    timeline: Timeline, traced: Sequence[tuple[TimedEvent, Trace]], weeks: range
) -> list[tuple[TimedEvent, Trace]]:
    """The returns that arrived in some weeks, settled: looked at are these and the fortnight before, not all years."""
    entries = [each for each in timeline.timed_entries if each.week < weeks.stop + PLACE_DAYS // 7]
    return settle(
        timeline._replace(timed_entries=entries), [each for each in traced if each[0].week in weeks]
    )


def _slopes(
    timeline: Timeline, hours: Hours, credited: Mapping[str, Sequence[Credit]], side: str, channel: str
) -> Slopes:
    spent = hours.get((side, channel), {})
    kinds = {
        kind: worked_weeks(timeline, spent, credited[kind], kind, side=side, channel=channel)
        for kind in RETURNS
    }
    most = max(kinds, key=lambda kind: math.fsum(each.returns for each in kinds[kind]))
    weeks = kinds[most]
    came = any(each.returns for each in weeks)
    events = {
        each.timed_event.when: each.timed_event.place
        for each in counted(timeline, credited[most], most, side=side, channel=channel)
    }
    lines = tuple(events[when] for when in sorted(events))
    fade = fade_of(settled_weeks(timeline, weeks))
    return Slopes(side, channel, most if came else "", elasticity_of(weeks), fade, lines)


def settled_weeks(timeline: Timeline, weeks: Iterable[Worked]) -> list[Worked]:
    """Those of the weeks that begin when the journal is older than a return looks back for its origin.

    Before that hardly anybody has been named yet: the person rung credits less than it will later, the place rung more,
    and posts seem to bring less and less. In simulated journals without a fade 10 % said "fell" for that reason alone.
    """
    first = min(timeline.logged, default=0) + TOUCH_DAYS
    monday = timeline.week.first.toordinal()
    return [each for each in weeks if monday - 7 * each.week >= first]


def elasticity_of(weeks: Sequence[Worked]) -> Elasticity:
    """What the last hour brings, of weeks as `worked_weeks` gives them, through the gate of METHOD 4 (M15)."""
    from statistics import stdev  # 3 ms that only those pay who ask for slopes

    total = math.fsum(each.returns for each in weeks)
    hours = [each.hours for each in weeks]
    spread = stdev(math.log(each) for each in hours) if len(hours) > 1 else None
    slope = elasticity([(each.returns, each.hours) for each in weeks])
    missing = _gate(weeks, total, spread, slope)
    usual = median(hours) if hours else None
    found = Elasticity(None, None, None, "", len(weeks), total, spread, slope and slope.error, usual, missing)
    if missing or slope is None:
        return found._replace(half_double=_half_double(weeks, slope))
    low, high = slope.lower(), slope.upper()
    verdict = SATURATING if high < SATURATED else NO_SIGN if low > NO_SIGN_ABOVE else UNDECIDED
    return found._replace(value=slope.value, low=low, high=high, verdict=verdict)


def _gate(
    weeks: Sequence[Worked], total: float, spread: float | None, slope: Slope | None
) -> tuple[Missing, ...]:
    """What the gate lacks. The error is only looked at where there is enough of everything else."""
    missing = []
    if len(weeks) < LEAST_WEEKS:
        missing.append(Missing(figures.WEEKS_WITH_HOURS, LEAST_WEEKS - len(weeks)))
    if total < LEAST_RETURNS:
        missing.append(Missing(figures.FEW, int(total), of=LEAST_RETURNS))
    if spread is not None and spread < LEAST_SPREAD:
        missing.append(Missing(figures.SAME_HOURS))
    if missing:
        return tuple(missing)
    if slope is None:
        return (Missing(figures.ONE_END),)
    if slope.error > MOST_ERROR:
        more = math.ceil(len(weeks) * ((slope.error / MOST_ERROR) ** 2 - 1))
        return (Missing(figures.UNEVEN_WEEKS, max(more, 1)),)
    return ()


def _half_double(weeks: Sequence[Worked], slope: Slope | None) -> int | None:
    """After how many weeks of half and double the usual hours, in turn, the gate would about be open.

    As if an hour went on bringing what it brought, and weeks went on being as uneven as they were.
    """
    from statistics import stdev

    hours = math.fsum(each.hours for each in weeks)
    rate = math.fsum(each.returns for each in weeks) / hours if hours else 0.0
    if not rate:
        return None
    usual = median([each.hours for each in weeks])
    phi = slope.phi if slope else 1.0
    planned = [Worked(0, usual * times, rate * usual * times) for times in (_HALF, _DOUBLE)]
    for pairs in _PAIRS:
        then = [*weeks, *planned * pairs][-SLOPE_WEEKS:]
        total = math.fsum(each.returns for each in then)
        logs = [math.log(each.hours) for each in then]
        if len(then) < LEAST_WEEKS or total < LEAST_RETURNS or stdev(logs) < LEAST_SPREAD:
            continue
        mean = math.fsum(each.returns * log for each, log in zip(then, logs, strict=True)) / total
        squares = math.fsum(each.returns * (log - mean) ** 2 for each, log in zip(then, logs, strict=True))
        if phi <= MOST_ERROR**2 * squares:
            return 2 * pairs
    return None


def fade_of(weeks: Sequence[Worked]) -> Fade:
    """How an hour's returns changed from week to week, of weeks as `worked_weeks` gives them (M16)."""
    total = math.fsum(each.returns for each in weeks)
    slope = fade_slope([(each.returns, each.hours, -each.week) for each in weeks])
    missing = []
    if len(weeks) < FADE_WEEKS:
        missing.append(Missing(figures.WEEKS_WITH_HOURS, FADE_WEEKS - len(weeks)))
    if total < FADE_RETURNS:
        missing.append(Missing(figures.FEW, int(total), of=FADE_RETURNS))
    if not missing and slope is None:
        missing.append(Missing(figures.ONE_END))
    if missing or slope is None:
        return Fade(None, None, None, "", len(weeks), total, tuple(missing))
    low, high = slope.lower(), slope.upper()
    verdict = FELL if high < 0 else ROSE if low > 0 else UNDECIDED
    return Fade(_a_week(slope.value), _a_week(low), _a_week(high), verdict, len(weeks), total)


def _a_week(slope: float) -> float:
    """The change a week as a part of 1; infinite where it is beyond what a number can hold."""
    try:
        return math.expm1(slope)
    except OverflowError:
        return math.inf
