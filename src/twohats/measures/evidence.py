"""What verdicts rest on: the brand hat's hours and what they brought, a kind at a time (METHOD 6).

Verdicts must not speak for conversation only because the ladder credits the last touch, so two of its rungs are read
with more caution here than anywhere else (`settle`). Weeks are counted back from the timeline's week; `back` is how
many of them lie behind the review, so that a review and the one before it are asked of the same lines.
"""

from __future__ import annotations

import math

from twohats.format.words import BRAND, PERSONAL
from twohats.measures.intervals.rates import rate_ratio
from twohats.measures.returns import RATIO_WEEKS, RIPE_DAYS, credits_of
from twohats.measures.tracing import BOTH, FROM, PERSON, PLACE, REFERENCE, UNTIED, UNTRACED, Trace, Tracer
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.intervals.rates import RatioInterval
    from twohats.measures.timeline import TimedEvent, Timeline, When

    Traced = Sequence[tuple[TimedEvent, Trace]]

RARE_WEEKS = 26
"""The most ripe weeks in which rule 1 looks for kinds that take over 14 days to ripen: they are rare as well."""
LEAST_WEEKS = 4
LEAST_HOURS = 4.0
LEAST_RETURNS = 5
LEAST_FREEDOM = 3
LEAST_TOLD = 10
LEAST_ARRIVED = 5
LEAST_PART = 8
"""One in so many returns has to arrive where one posts or reads, for the place to tell anything."""
DAYS_DIFFER = 4 / 3
MOST_UNTRACED = 0.5
"""Above this share of untraced returns a comparison of hours says nothing (M22)."""
POSTING_HOURS = 10.0
"""What posts bring comes from few of them; under so many hours one good week would look like a good channel."""
LEVEL = 0.95
POST, TALK = "post", "talk"


class Spent(NamedTuple):
    """Hours of one kind and what they brought, by week counted back; only weeks with any are in the dictionaries."""

    hours: dict[int, float]
    returns: dict[int, float]
    """What both hats share counts half."""
    count: int = 0  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    """Returns that are this side's alone."""
    shared: int = 0
    """Returns of both hats, half of each of which is in `returns`."""
    silent_hours: float = 0.0
    """Of the hours those of post and read, which speak to nobody by name."""
    squares: float = 0.0
    """Sum of the squares of what one entry brought on one day: what tells bursts from single returns."""

    @property
    def total(self) -> float:
        """Hours in all."""
        return math.fsum(self.hours.values())

    @property
    def came(self) -> float:
        """Returns in all, halves counted as such."""
        return math.fsum(self.returns.values())

    @property
    def posting(self) -> float:
        """Share of the hours that is post or read, 0..1."""
        return self.silent_hours / self.total if self.total else 0.0

    @property
    def bursts(self) -> float:
        """Variance over mean of what comes at a time: the sum of squares over the sum, 1 where everybody came alone."""
        came = self.count + self.shared
        return self.squares / came if came else 1.0

    def plus(self, other: Spent) -> Spent:
        """What both brought, for its bursts; the weeks are this one's alone."""
        return self._replace(
            count=self.count + other.count,
            shared=self.shared + other.shared,
            squares=self.squares + other.squares,
        )

    def less(self, other: Spent) -> Spent:
        """All of this but `other`, which is a part of it."""
        hours = {week: each - other.hours.get(week, 0.0) for week, each in self.hours.items()}
        returns = {week: each - other.returns.get(week, 0.0) for week, each in self.returns.items()}
        return Spent(
            {week: each for week, each in hours.items() if each > 1e-9},
            returns,
            self.count - other.count,
            self.shared - other.shared,
            max(0.0, self.silent_hours - other.silent_hours),
            max(0.0, self.squares - other.squares),
        )


class Evidence(NamedTuple):
    """All that a review knows of one kind of return."""

    kind: str
    weeks: tuple[int, ...]
    """The ripe weeks with anything logged."""
    brand: Spent
    personal: Spent
    channels: dict[str, Spent]
    """Of the brand hat, those with most hours first; hours without a channel are in none."""
    activities: dict[str, Spent]
    untraced: int
    """Returns that arrived in those weeks and are credited to no entry."""
    untraced_here: int
    """Of these, those that arrived in a brand hat: each of them may have come from any of its channels."""
    untraced_share: float
    """Untraced of all that was counted, 0..1; 0 without any."""
    bursts: float = 1.0
    """Variance over mean of what arrives on one day, wherever it is credited."""


class Comparison(NamedTuple):
    """Returns per hour of some hours against those of others."""

    better: Spent
    worse: Spent
    value: float
    """How many times as much; infinite where the worse brought nothing."""
    low: float
    high: float
    """95 % interval (METHOD 3.2)."""
    with_all: float
    """The same ratio if every untraced return had come from the worse."""
    with_some: float
    """The same if the worse had its part of them, by its hours."""


def settle(timeline: Timeline, traced: Traced) -> list[tuple[TimedEvent, Trace]]:
    """The traces as verdicts read them.

    - A return that arrives where its hat has posted or read in the last 14 days counts there, also if the person was
      last talked with elsewhere: a talk is the last touch of nearly everybody one knows, and would be credited with
      much of what posts bring.
    - What nothing but the place, or nothing but the person, ties to a talk is untraced: a talk brings back those who
      were talked with, and mostly where they were. A return that names no channel may be the talk's.
    - What the user has untied (`from:none`) came from none of the entries, and is left out.
    """
    tracer = Tracer(timeline.timed_entries)
    settled: list[tuple[TimedEvent, Trace]] = []
    for timed_event, found in traced:
        trace = found
        if trace.rung == UNTIED:
            continue
        if trace.rung == PLACE and trace.touches[-1].entry.activity == TALK:
            trace = Trace(UNTRACED)
        elif trace.rung in (PERSON, BOTH) and timed_event.event.channel not in ("", trace.channel):
            there = tracer.last_at_place(timed_event)
            if there and there.entry.activity != TALK:
                trace = Trace(PLACE, there.side, (there,))
            elif trace.rung == PERSON and trace.touches[-1].entry.activity == TALK:
                trace = Trace(UNTRACED)
        settled.append((timed_event, trace))
    return settled


def place_tells(timeline: Timeline, settled: Traced, back: int) -> bool:
    """Whether the place at which a return arrives tells posts from talks.

    It does if most of the returns that a tag or `from:` ties to posts and reading of the brand hat arrive on the same
    channel; where there are fewer than 10 of these, if at least 5 of its returns, and an eighth, arrive on channels
    that it posts or reads on. Where it does not, what posts bring cannot be told from what the next talk does.
    """
    silent = {
        each.entry.channel
        for each in timeline.timed_entries
        if each.side == BRAND and each.week >= back and each.social and each.entry.activity != TALK
    } - {""}
    told = there = came = arrived = 0
    for timed_event, trace in settled:
        if timed_event.week < back:
            continue
        channel = timed_event.event.channel
        if timed_event.side == BRAND:
            came += 1
            arrived += channel in silent
        if trace.rung in (FROM, REFERENCE) and trace.side == BRAND:
            entry = trace.touches[-1].entry
            if entry.activity != TALK and entry.channel:
                told += 1
                there += channel == entry.channel
    if told >= LEAST_TOLD:
        return 2 * there > told
    return arrived >= LEAST_ARRIVED and LEAST_PART * arrived >= came


def ripe_at(timeline: Timeline, kind: str, back: int, most: int = RATIO_WEEKS) -> list[int]:
    """The weeks that a review `back` weeks ago may count returns of `kind` in: ripe, and not empty."""
    first = back - (-RIPE_DAYS[kind] // 7)
    newest = timeline.week.last.toordinal()
    with_lines = {(newest - day) // 7 for day in timeline.logged}
    return [week for week in range(first, first + most) if week in with_lines]


def evidence_of(
    timeline: Timeline, settled: Traced, kind: str, back: int = 0, most: int = RATIO_WEEKS
) -> Evidence:
    """What a review knows of one kind from up to `most` ripe weeks; `settled` are the traces of `settle`."""
    weeks = ripe_at(timeline, kind, back, most)
    counted = frozenset(weeks)
    sides = {side: _Sum() for side in (PERSONAL, BRAND)}
    channels: dict[str, _Sum] = {}
    activities: dict[str, _Sum] = {}
    for each in timeline.timed_entries:
        if each.week in counted and each.social and each.entry.minutes > 0:
            for row in _rows(each.side, each.entry.channel, each.entry.activity, sides, channels, activities):
                row.spend(each.week, each.entry.minutes / 60, silent=each.entry.activity != TALK)
    untraced = here = 0
    total = 0.0
    arrived: dict[int, int] = {}
    for credit in credits_of([each for each in settled if each[0].week >= back], kind):
        if credit.week not in counted:
            continue
        total += credit.returns / 2 if credit.half else credit.returns
        touch, day = credit.timed_entry, credit.timed_event.when[0]
        if BRAND in (touch and touch.side, credit.timed_event.side if touch is None else ""):
            arrived[day] = arrived.get(day, 0) + credit.returns
        if touch is None:
            untraced += credit.returns
            here += credit.returns if credit.timed_event.side == BRAND else 0
            continue
        for row in _rows(touch.side, touch.entry.channel, touch.entry.activity, sides, channels, activities):
            row.credit(credit.week, credit.returns, half=credit.half)
            row.burst((touch.when, day), credit.returns)
    ordered = sorted(channels, key=lambda name: (-channels[name].total, name))
    return Evidence(
        kind,
        tuple(weeks),
        sides[BRAND].spent(),
        sides[PERSONAL].spent(),
        {name: channels[name].spent() for name in ordered if name},
        {name: each.spent() for name, each in activities.items()},
        untraced,
        here,
        untraced / total if total else 0.0,
        _by_day(arrived, 7 * len(weeks)),
    )


def _by_day(arrived: dict[int, int], days: int) -> float:
    """Variance over mean of returns a day, given how many arrived on each day with any, of so many days.

    One event that several people answer brings them on one day, to whatever each of them is credited. Days differ by
    themselves, working days from Sundays: a third more than by chance is let pass.
    """
    total = sum(arrived.values())
    if not total or not days:
        return 1.0
    pairs = sum(each * (each - 1) for each in arrived.values())
    return max(1.0, 1 + pairs / total - DAYS_DIFFER * total / days)


class _Sum:
    """A `Spent` being added up."""

    __slots__ = ("bursts", "came", "hours", "returns", "shared", "silent", "total")

    def __init__(self) -> None:
        self.hours: dict[int, float] = {}
        self.returns: dict[int, float] = {}
        self.total = self.silent = 0.0
        self.came = self.shared = 0
        self.bursts: dict[tuple[When, int], int] = {}

    def spend(self, week: int, hours: float, *, silent: bool) -> None:
        self.hours[week] = self.hours.get(week, 0.0) + hours
        self.total += hours
        self.silent += hours if silent else 0.0

    def credit(self, week: int, returns: int, *, half: bool) -> None:
        self.returns[week] = self.returns.get(week, 0.0) + (returns / 2 if half else returns)
        if half:
            self.shared += returns
        else:
            self.came += returns

    def burst(self, of: tuple[When, int], returns: int) -> None:
        self.bursts[of] = self.bursts.get(of, 0) + returns

    def spent(self) -> Spent:
        squares = float(sum(each * each for each in self.bursts.values()))
        return Spent(self.hours, self.returns, self.came, self.shared, self.silent, squares)


def _rows(
    side: str,
    channel: str,
    activity: str,
    sides: dict[str, _Sum],
    channels: dict[str, _Sum],
    activities: dict[str, _Sum],
) -> list[_Sum]:
    """All that an entry counts in."""
    rows = [sides[side]]
    if side == BRAND:
        for sums, name in ((channels, channel), (activities, activity)):
            if name not in sums:
                sums[name] = _Sum()
            rows.append(sums[name])
    return rows


def compare(evidence: Evidence, better: Spent, worse: Spent) -> Comparison | None:
    """Whether an hour of `better` brought more than one of `worse`: the ratio with its interval.

    None without the least hours, returns and weeks.
    """
    if min(better.total, worse.total) < LEAST_HOURS or better.came + worse.came < LEAST_RETURNS:
        return None
    found = ratio_of(evidence, worse, better)
    if found is None or found.dispersion.df < LEAST_FREEDOM:
        return None
    part = worse.total / (better.total + worse.total)
    with_all, with_some = (
        better.came / better.total * worse.total / others if (others := worse.came + untraced) else math.inf
        for untraced in (evidence.untraced, evidence.untraced * part)
    )
    return Comparison(better, worse, found.value, found.low, found.high, with_all, with_some)


def ratio_of(evidence: Evidence, first: Spent, second: Spent) -> RatioInterval | None:
    """Returns per hour of `second` over `first`, with the 95 % interval of METHOD 3.2.

    Weeks with few returns cannot show bursts, which one event that several people answer on one day is. So the
    dispersion is at least that of these bursts.
    """
    bursts = max(evidence.bursts, first.plus(second).bursts)
    series = (series_of(each, evidence.weeks) for each in (first, second))
    return rate_ratio(*series, level=LEVEL, least_phi=bursts)


def series_of(spent: Spent, weeks: Iterable[int]) -> list[tuple[float, float]]:
    """Returns and hours of each of the weeks."""
    return [(spent.returns.get(week, 0.0), spent.hours.get(week, 0.0)) for week in weeks]
