"""Returns: this week by arrival, and per hour over the last weeks by effort (M5, M22).

Two ways to date a return. The week's columns count what arrived in it. Rates count a return in the week of the entry
that caused it, and only weeks old enough for their returns to have arrived: including younger ones would make every
recent week look like a decline (METHOD 2.6, 3.2).
"""

from __future__ import annotations

import math
from datetime import timedelta

from twohats.format.words import BRAND, PERSONAL, RETURNS, SIDES
from twohats.measures.figures import FEW, GUESSED, RIPENING, WEEKS, Missing, Ratio, Return
from twohats.measures.intervals.rates import rate_at_most, rate_ratio
from twohats.measures.tracing import BOTH, RUNGS, UNTRACED, Trace, Tracer
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from twohats.measures.timeline import TimedEntry, TimedEvent, Timeline

    Grouping = Callable[[TimedEntry], str]
    """Which group an entry counts for; the empty name for none."""
    GroupMinutes = dict[str, dict[int, int]]
    """Group to week (counted back) to minutes, of the weeks with any."""

RIPE_DAYS = dict.fromkeys(RETURNS, 14) | {"intro": 42, "lead": 42, "sale": 42}
"""Days after which an entry's returns of a kind are taken to be in."""
RATIO_WEEKS = 12
"""The most ripe weeks a ratio looks back over."""
LEAST_WEEKS = 4
LEAST_RETURNS = 5


class Credit(NamedTuple):
    """Returns of one line, in the week they count for."""

    week: int
    """That of the entry; of what is traced to nothing the week it arrived in."""
    timed_entry: TimedEntry | None
    """The entry it is credited to; None for what is traced to nothing."""
    timed_event: TimedEvent
    returns: int
    half: bool
    """Whether the other half is credited to the other side, in the week of an entry of that side's."""


def is_social(timed_entry: TimedEntry) -> bool:
    """Whether an entry's hours count in rates: all but those of `do`."""
    return timed_entry.social


def by_side(timed_entry: TimedEntry) -> str:
    """The grouping of M5: the two sides."""
    return timed_entry.side if timed_entry.social else ""


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
    """Every kind of return: what arrived this week by the side it is traced to, and the ratio per hour (M5, M22)."""
    minutes = group_minutes(timeline.timed_entries, by_side)
    found = []
    for kind, lines in _by_kind(traced).items():
        came = dict.fromkeys((*SIDES, BOTH, UNTRACED), 0)
        for timed_event, trace in lines:
            if not timed_event.week:
                came[trace.column] += timed_event.event.count
        rate = per_hour(timeline, lines, (kind,), minutes=minutes)
        found.append(Return(kind, came[PERSONAL], came[BRAND], came[UNTRACED], rate, came[BOTH]))
    return tuple(found)


def per_hour(
    timeline: Timeline,
    traced: Sequence[tuple[TimedEvent, Trace]],
    kinds: Sequence[str],
    *,
    most: int = RATIO_WEEKS,
    weeks: range | None = None,
    minutes: GroupMinutes | None = None,
) -> Ratio:
    """Returns per hour, brand over personal, of `kinds` taken together, over the last `most` ripe weeks.

    With `weeks`, counted back, it is the ripe ones among them. Views show one kind at a time, since kinds are never
    added up for a reader; studies of the method may add them. `minutes` are those of `group_minutes` by side, where
    they are known already.
    """
    days = max(RIPE_DAYS[kind] for kind in kinds)
    found = [credit for kind in kinds for credit in credits_of(traced, kind)]
    return compare(timeline, found, by_side, SIDES, days=days, most=most, weeks=weeks, minutes=minutes)


def group_minutes(timed_entries: Iterable[TimedEntry], group: Grouping) -> GroupMinutes:
    """Minutes by group and week, of the weeks with any."""
    found: GroupMinutes = {}
    for each in timed_entries:
        minutes = each.entry.minutes
        if minutes and (name := group(each)):
            spent = found.get(name)
            if spent is None:
                spent = found[name] = {}
            week = each.week
            spent[week] = spent.get(week, 0) + minutes
    return found


def guessed_minutes(timed_entries: Iterable[TimedEntry], group: Grouping) -> GroupMinutes:
    """The same of those entries whose minutes are guesses."""
    return group_minutes((each for each in timed_entries if each.entry.estimated), group)


def is_mostly_guessed(minutes: Mapping[int, int], guessed: Mapping[int, int], weeks: Iterable[int]) -> bool:
    """Whether more than half of a group's minutes in some weeks are guesses: divided by them, a count says little."""
    if not guessed:
        return False
    spent = [(minutes.get(week, 0), guessed.get(week, 0)) for week in weeks]
    return 2 * sum(guesses for _, guesses in spent) > sum(whole for whole, _ in spent)


def compare(
    timeline: Timeline,
    found: Sequence[Credit],
    group: Grouping,
    pair: Sequence[str],
    *,
    days: int,
    most: int = RATIO_WEEKS,
    weeks: range | None = None,
    moved: bool = False,
    level: float = 0.90,
    minutes: GroupMinutes | None = None,
    guessed: GroupMinutes | None = None,
) -> Ratio:
    """Returns per hour of the second group of `pair` over those of the first, over up to `most` ripe weeks (M5).

    With `weeks`, counted back, it is the ripe ones among them; with `moved`, as many weeks, further back until they
    are. `found` are the credits of what is counted, which takes `days` to come in. `minutes` are those of
    `group_minutes`, where they are known already, and `guessed` those of `guessed_minutes`. The keys of the result's
    dictionaries are the names of the pair.
    """
    asked = range(most) if weeks is None else weeks
    if moved and weeks is not None:
        weeks = ripe_before(timeline, days, weeks)
    else:
        weeks = ripe_weeks(timeline, days, most) if weeks is None else ripe_among(timeline, days, weeks)
    minutes = group_minutes(timeline.timed_entries, group) if minutes is None else minutes
    spent = {name: minutes.get(name, {}) for name in pair}
    shared = {week for week in range(weeks.stop) if all(week in spent[name] for name in pair)}
    brought = [
        _Brought(
            each.week, group(each.timed_entry) if each.timed_entry else UNTRACED, each.returns, each.half
        )
        for each in found
        if each.week in weeks
    ]
    ripe = {name: {week: spent[name].get(week, 0) / 60 for week in weeks} for name in pair}
    ratio = _ratio(brought, ripe, _weeks_missing(timeline, shared, weeks, asked, days), level)
    guessed = guessed_minutes(timeline.timed_entries, group) if guessed is None else guessed
    mostly = [name for name in pair if is_mostly_guessed(spent[name], guessed.get(name, {}), weeks)]
    if not mostly:
        return ratio
    at_most = {name: most for name, most in ratio.at_most.items() if name not in mostly}
    missing = ratio.missing or Missing(GUESSED)
    return ratio._replace(value=None, low=None, high=None, missing=missing, bounds=None, at_most=at_most)


class _Brought(NamedTuple):
    """Returns of one group, in one week."""

    week: int
    group: str
    """`UNTRACED` for what is traced to nothing."""
    returns: int
    half: bool


def _weeks_missing(
    timeline: Timeline, shared: set[int], ripe: range, asked: range, days: int
) -> Missing | None:
    """What the weeks with hours of both groups lack: time, if enough of them only have to ripen, or weeks."""
    if len(shared.intersection(ripe)) >= LEAST_WEEKS:
        return None
    for first in reversed(range(asked.start, ripe.start)):
        if len(shared.intersection(range(first, first + len(asked)))) >= LEAST_WEEKS:
            day = timeline.week.back(first).last + timedelta(days)
            return Missing(RIPENING, days, day=day.isoformat())
    return Missing(WEEKS, LEAST_WEEKS - len(shared.intersection(asked)))


def all_credits(
    traced: Sequence[tuple[TimedEvent, Trace]], *, counts: Callable[[TimedEntry], bool] = is_social
) -> dict[str, list[Credit]]:
    """The credits of every kind, as `credits_of` gives them, all in one pass."""
    return {kind: credits_of(lines, kind, counts=counts) for kind, lines in _by_kind(traced).items()}


def _by_kind(traced: Sequence[tuple[TimedEvent, Trace]]) -> dict[str, list[tuple[TimedEvent, Trace]]]:
    """The returns of every kind."""
    found: dict[str, list[tuple[TimedEvent, Trace]]] = {kind: [] for kind in RETURNS}
    for each in traced:
        found[each[0].event.kind].append(each)
    return found


def credits_of(
    traced: Sequence[tuple[TimedEvent, Trace]], kind: str, *, counts: Callable[[TimedEntry], bool] = is_social
) -> list[Credit]:
    """Returns of one kind by effort, untraced ones by arrival, a person once a week.

    A line that names nobody counts in full; one that names people counts no more than those of them who have
    not been counted that week. Lines with the fewest names come first, so that of "@bo @anna" and "@anna" in
    one week nobody is lost. What an hour brought that is not of those that `counts` holds for is left out, as
    its hours are; of a return of both hats that is half of it.
    """
    found: list[Credit] = []
    counted: set[tuple[int, str]] = set()
    lines = [each for each in traced if each[0].event.kind == kind]
    for timed_event, trace in sorted(lines, key=lambda each: len(each[0].event.people)):
        half = trace.rung == BOTH
        places: list[tuple[int, TimedEntry | None]]
        places = [(each.week, each) for each in trace.touches if counts(each)]
        if not trace.touches:
            places = [(timed_event.week, None)]
        fresh = {week: _not_counted(timed_event, week, counted) for week, _ in places}
        counted.update((week, person) for week, people in fresh.items() for person in people)
        for week, timed_entry in places:
            count = len(fresh[week]) if timed_event.event.people else timed_event.event.count
            if count:
                found.append(Credit(week, timed_entry, timed_event, count, half))
    return found


def _not_counted(timed_event: TimedEvent, week: int, counted: set[tuple[int, str]]) -> list[str]:
    """Of the people of a line, as many as it has returns and has not been counted that week."""
    people = [person for person in timed_event.event.people if (week, person) not in counted]
    return people[: timed_event.event.count]


def _ratio(
    brought: Sequence[_Brought], hours: dict[str, dict[int, float]], missing: Missing | None, level: float
) -> Ratio:
    """The ratio with its interval, or what it lacks: `missing` of the weeks, or returns."""
    first, second = hours
    counts = {
        name: sum(each.returns for each in brought if each.group == name and not each.half) for name in hours
    }
    shared = {
        name: sum(each.returns for each in brought if each.group == name and each.half) for name in hours
    }
    untraced = sum(each.returns for each in brought if each.group == UNTRACED)
    total = {name: math.fsum(hours[name].values()) for name in hours}
    whole = sum(counts.values()) + sum(shared.values()) / 2
    if not missing and whole < LEAST_RETURNS:
        missing = Missing(FEW, int(whole), of=LEAST_RETURNS)
    series = [_series(brought, name, hours[name]) for name in hours]
    found = None if missing else rate_ratio(*series, level=level)
    return Ratio(
        found.value if found else None,
        found.low if found else None,
        found.high if found else None,
        sum(1 for week in hours[first] if hours[first][week] or hours[second][week]),
        counts,
        total,
        missing,
        bounds=_bounds(counts, shared, untraced, total) if found else None,
        shared=shared,
        untraced=untraced,
        at_most={
            name: most
            for name, weeks in zip(hours, series, strict=True)
            if (most := _at_most(weeks, counts[name] + shared[name])) is not None
        },
    )


def _at_most(weeks: Sequence[tuple[float, float]], most: int) -> float | None:
    """The upper end of what an hour of one group brings, by weeks of (returns, hours) (METHOD 3.2, one rate).

    None without hours, and for what came in under 4 weeks with hours: they do not show how uneven weeks are. Where
    nothing came no unevenness is in the limit.
    """
    worked = sum(1 for _, hours in weeks if hours)
    return rate_at_most(weeks, most) if worked >= (LEAST_WEEKS if most else 1) else None


def _series(brought: Sequence[_Brought], name: str, hours: dict[int, float]) -> list[tuple[float, float]]:
    """A group's returns and hours, week by week; what both hats share counts half."""
    counts = dict.fromkeys(hours, 0.0)
    for each in brought:
        if each.group == name:
            counts[each.week] += each.returns / 2 if each.half else each.returns
    return [(counts[week], hours[week]) for week in hours]


def _bounds(
    counts: dict[str, int], shared: dict[str, int], untraced: int, hours: dict[str, float]
) -> tuple[float, float] | None:
    """The ratio if every untraced return were the first group's, and if every one were the second's."""
    if not untraced:
        return None
    first, second = hours
    one, other = (counts[name] + shared[name] / 2 for name in hours)
    per_hour = hours[first] / hours[second]
    low = other / (one + untraced) * per_hour
    return low, (other + untraced) / one * per_hour if one else math.inf


def ripe_weeks(timeline: Timeline, days: int, most: int = RATIO_WEEKS) -> range:
    """The weeks, as counted back from this one, whose last day is at least `days` ago; at most `most` of them."""
    first = -(-(days + (timeline.week.last - timeline.until).days) // 7)
    return range(first, first + most)


def ripe_among(timeline: Timeline, days: int, weeks: range) -> range:
    """Those of `weeks` whose last day is at least `days` ago; there may be none."""
    first = max(ripe_weeks(timeline, days).start, weeks.start)
    return range(first, max(first, weeks.stop))


def ripe_before(timeline: Timeline, days: int, weeks: range) -> range:
    """As many weeks as `weeks`: these, or if some of them are not ripe the last that are."""
    first = max(ripe_weeks(timeline, days).start, weeks.start)
    return range(first, first + len(weeks))
