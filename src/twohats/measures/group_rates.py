"""Returns per hour of groups of entries: by activity, channel, voice, or whatever an entry says (M5; METHOD 3.2)."""

from __future__ import annotations

import math
from datetime import timedelta

from twohats.measures.field_values import says_how, values_of
from twohats.measures.figures import FEW, GUESSED, HOURS, RIPENING, WEEKS_WITH_HOURS, Missing
from twohats.measures.intervals.rates import rate_interval
from twohats.measures.returns import (
    LEAST_RETURNS,
    LEAST_WEEKS,
    group_minutes,
    guessed_minutes,
    is_mostly_guessed,
    ripe_before,
)
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.returns import Credit, Grouping, GroupMinutes
    from twohats.measures.timeline import TimedEntry, Timeline

LEAST_HOURS = 4.0
"""Ripe hours under which nothing is said of what an hour brings."""
NO_CHANNEL = "-"
"""The group of entries without a channel. It is no channel's name: a name has a letter or a digit."""


class Rate(NamedTuple):
    """What an hour of one group brings of one kind, over its ripe weeks (METHOD 3.2)."""

    alone: int
    """Returns credited to the group alone, a person once a week."""
    shared: int
    """Returns of both hats, half of each is the group's."""
    hours: float
    """Hours of the ripe weeks."""
    value: float | None
    low: float | None
    high: float | None
    """Returns per hour with the 90 % interval; None unless `enough`."""
    at_most: float | None
    """The upper 95 % limit per hour: there too when the returns are too few for an interval. None when the hours
    or the weeks are too few."""
    missing: Missing | None

    @property
    def enough(self) -> bool:
        """Whether there is an interval."""
        return self.missing is None


def by_activity(timed_entry: TimedEntry) -> str:
    """`post`, `read` or `talk`."""
    return timed_entry.entry.activity if timed_entry.social else ""


def by_channel(timed_entry: TimedEntry) -> str:
    """The channel, `NO_CHANNEL` for none."""
    return (timed_entry.entry.channel or NO_CHANNEL) if timed_entry.social else ""


def by_voice(timed_entry: TimedEntry) -> str:
    """What `voice:` says; nothing where it says nothing, since silence is no voice."""
    return next(iter(values_of(timed_entry.entry.fields, "voice")), "") if timed_entry.social else ""


def by_doer(timed_entry: TimedEntry) -> str:
    """Who did it instead (`by:`); nothing where nobody is named."""
    return next(iter(values_of(timed_entry.entry.fields, "by")), "") if timed_entry.social else ""


def by_face(timed_entry: TimedEntry) -> str:
    """`faceless` for what has nobody behind it (`how:faceless`), `in person` for all else."""
    if not timed_entry.social:
        return ""
    return "faceless" if says_how(timed_entry.entry, "faceless") else "in person"


class Alike(NamedTuple):
    """Entries that every grouping above puts into the same group."""

    first: TimedEntry
    minutes: dict[int, int]
    """By week, counted back, of the weeks with any."""


def alike(timed_entries: Iterable[TimedEntry]) -> list[Alike]:
    """The entries with minutes, put together: for several groupings of them, one pass over long years is enough.

    The sides are not told apart.
    """
    found: dict[tuple[object, ...], Alike] = {}
    for each in timed_entries:
        entry = each.entry
        if entry.minutes:
            key = entry.activity, entry.channel, entry.fields
            same = found.get(key)
            if same is None:
                same = found[key] = Alike(each, {})
            same.minutes[each.week] = same.minutes.get(each.week, 0) + entry.minutes
    return list(found.values())


def minutes_of(entries: Iterable[Alike], group: Grouping) -> GroupMinutes:
    """The minutes of `returns.group_minutes`, of entries that are put together."""
    found: GroupMinutes = {}
    for first, minutes in entries:
        name = group(first)
        if name:
            spent = found.setdefault(name, {})
            for week, more in minutes.items():
                spent[week] = spent.get(week, 0) + more
    return {
        name: {week: spent[week] for week in sorted(spent, reverse=True)} for name, spent in found.items()
    }


def of_side(side: str, group: Grouping) -> Grouping:
    """The same grouping of one side's entries only."""
    return lambda timed_entry: group(timed_entry) if timed_entry.side == side else ""


def group_rates(
    timeline: Timeline,
    found: Sequence[Credit],
    group: Grouping,
    *,
    days: int,
    weeks: range,
    minutes: GroupMinutes | None = None,
    guessed: GroupMinutes | None = None,
) -> dict[str, Rate]:
    """What an hour of every group brings, over as many weeks as `weeks`, the last that are ripe (M5).

    `found` are the credits of one kind, which takes `days` to come in. A group is there if it has hours in those
    weeks or later ones. `minutes` are those of `group_minutes`, and `guessed` of `guessed_minutes`, where they are
    known already.
    """
    ripe = ripe_before(timeline, days, weeks)
    minutes = group_minutes(timeline.timed_entries, group) if minutes is None else minutes
    minutes = {
        name: spent
        for name, spent in minutes.items()
        if any(weeks.start <= week < ripe.stop for week in spent)
    }
    counts: dict[str, dict[int, list[int]]] = {name: {} for name in minutes}
    for credit in found:
        if credit.week in ripe and credit.timed_entry and (name := group(credit.timed_entry)) in counts:
            counts[name].setdefault(credit.week, [0, 0])[credit.half] += credit.returns
    guessed = guessed_minutes(timeline.timed_entries, group) if guessed is None else guessed
    rates = {name: _rate(timeline, minutes[name], (weeks, ripe), counts[name], days) for name in minutes}
    for name, rate in rates.items():
        if is_mostly_guessed(minutes[name], guessed.get(name, {}), ripe):
            missing = rate.missing or Missing(GUESSED)
            rates[name] = rate._replace(value=None, low=None, high=None, at_most=None, missing=missing)
    return rates


def _rate(
    timeline: Timeline,
    minutes: Mapping[int, int],
    windows: tuple[range, range],
    counts: Mapping[int, Sequence[int]],
    days: int,
) -> Rate:
    """The rate of one group; the windows are the weeks looked at, and the ripe ones."""
    weeks, ripe = windows
    alone, halves = (sum(week[at] for week in counts.values()) for at in (0, 1))
    series = []
    for week in (week for week in minutes if week in ripe):
        whole, half = counts.get(week, (0, 0))
        series.append((whole + half / 2, minutes[week] / 60))
    hours = math.fsum(spent for _, spent in series)
    missing = _hours_missing(timeline, minutes, weeks, ripe, days)
    if missing:
        return Rate(alone, halves, hours, None, None, None, None, missing)
    # The halves are in the upper end in full and in the lower one not at all.
    low, high = rate_interval(series, alone, alone + halves)
    returns = alone + halves / 2
    if returns < LEAST_RETURNS:
        return Rate(
            alone, halves, hours, None, None, None, high, Missing(FEW, int(returns), of=LEAST_RETURNS)
        )
    return Rate(alone, halves, hours, returns / hours, low, high, high, None)


def _hours_missing(
    timeline: Timeline, minutes: Mapping[int, int], weeks: range, ripe: range, days: int
) -> Missing | None:
    """What the ripe weeks lack: time, if enough of them only have to ripen; else weeks, or hours."""
    if _is_enough(minutes, ripe):
        return None
    for first in reversed(range(weeks.start, ripe.start)):
        if _is_enough(minutes, range(first, first + len(ripe))):
            return Missing(RIPENING, days, day=(timeline.week.back(first).last + timedelta(days)).isoformat())
    worked = sum(1 for week in weeks if minutes.get(week))
    if worked < LEAST_WEEKS:
        return Missing(WEEKS_WITH_HOURS, LEAST_WEEKS - worked)
    spent = sum(minutes.get(week, 0) for week in weeks)
    return Missing(HOURS, max(1, math.ceil(60 * LEAST_HOURS) - spent))


def _is_enough(minutes: Mapping[int, int], weeks: range) -> bool:
    worked = [minutes[week] for week in weeks if minutes.get(week)]
    return len(worked) >= LEAST_WEEKS and sum(worked) >= 60 * LEAST_HOURS
