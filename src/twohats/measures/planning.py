"""What a pause could show at the user's own numbers, before it is planned (METHOD 5.1, 5.3)."""

from __future__ import annotations

import math

from twohats.format.trial import COIN, SIMPLE
from twohats.measures.inbound import a_week, inbound
from twohats.measures.intervals.pauses import USUAL_VARIANCE, pause_dispersion
from twohats.measures.intervals.power import BASE_WEEKS, coin_shows, simple_shows
from twohats.measures.sums import median
from twohats.measures.timeline import NOTHING_LEFT_OUT
from twohats.measures.tracing import REFERENCE
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from twohats.format.trial import Trial
    from twohats.measures.intervals.power import Shows
    from twohats.measures.timeline import LeftOut, TimedEntry, TimedEvent, Timeline
    from twohats.measures.tracing import Trace

LEAST_LAGS = 3
"""Tagged returns from which on there is a usual lag."""
LONG_LAG = 4.0
"""Days of lag from which on blocks of a week miss most of what a pause does; fortnights are better."""
COIN_ABOVE = 5.0
"""Contacts a week above which a simple pause mistakes a trade that swings by itself for a loss (METHOD 5.2)."""
FEW_BELOW = 1.0
"""Contacts a week below which a pause gives lists and a loose bound."""


class Design(NamedTuple):
    """A way to pause."""

    kind: str
    """`simple` or `coin`."""
    weeks: int = 0
    """Silent weeks of a simple pause."""
    pairs: int = 0
    block_weeks: int = 1

    @property
    def silent_days(self) -> int:
        """How long a silence lasts without a break."""
        return 7 * (self.weeks if self.kind == SIMPLE else self.block_weeks)

    @property
    def all_weeks(self) -> int:
        """Weeks from its first day to its last."""
        return self.weeks if self.kind == SIMPLE else 2 * self.pairs * self.block_weeks


LONGER = Design(SIMPLE, 4)
MORE_PAIRS = Design(COIN, pairs=8)
OFFERED = (
    Design(SIMPLE, 2),
    LONGER,
    Design(COIN, pairs=5),
    MORE_PAIRS,
    Design(COIN, pairs=6, block_weeks=2),
)
"""The designs of METHOD 5.3 that are worth a choice."""


class OwnNumbers(NamedTuple):
    """What a plan starts from: the last whole weeks of the hat."""

    weeks: int
    """Weeks that are looked at, at most 8: over, and with a line."""
    contacts: float
    """Contacts a week."""
    variance: float
    """Variance over mean of those weeks, with a cautious start."""
    minutes: float
    """Minutes a week on what would be paused."""
    lag: float | None
    """Days from an entry on it to a return with the same tag, the middle one; None below 3 such returns."""


class Prospect(NamedTuple):
    """What one design could show."""

    design: Design
    shows: Shows
    seen: float | None
    """The share of a loss that shows while it lasts, since earlier entries go on working; None without a lag."""


class Plan(NamedTuple):
    """A trial as it would be written, and what it could show."""

    trial: Trial
    own: OwnNumbers
    chosen: Prospect | None
    """What the trial's own design could show; None for half and double weeks."""
    others: tuple[Prospect, ...] = ()
    """The other designs of METHOD 5.3."""
    moved: bool = False
    """Whether it begins later than asked, since a trial has whole weeks."""
    crossing: str = ""
    """The name of another trial that is silent in the weeks this one is held against; empty for none."""
    left_out: LeftOut = NOTHING_LEFT_OUT
    """What was not read of the weeks that `own` is of."""


def own_numbers(
    timeline: Timeline,
    traced: Sequence[tuple[TimedEvent, Trace]],
    hat: str,
    channel: str,
    activity: str,
    *,
    today: date,
) -> OwnNumbers:
    """The numbers of a hat, and of its entries on a channel and of an activity (any, where empty)."""
    entries = [
        each
        for each in timeline.timed_entries
        if each.entry.hat == hat
        and channel in ("", each.entry.channel)
        and activity in ("", each.entry.activity)
    ]
    weeks = _last_weeks(timeline, today)
    counts = a_week(inbound(timeline, hat), weeks)
    if not weeks:
        return OwnNumbers(0, 0.0, USUAL_VARIANCE, 0.0, None)
    minutes = sum(each.entry.minutes for each in entries if each.week in weeks)
    return OwnNumbers(
        len(weeks),
        sum(counts) / len(weeks),
        pause_dispersion(counts).phi,
        minutes / len(weeks),
        _lag(traced, entries),
    )


def _last_weeks(timeline: Timeline, today: date) -> list[int]:
    """The last 8 weeks that are over and have a line, as the timeline counts them."""
    found: list[int] = []
    first = min(timeline.logged, default=today.toordinal())
    back = 0
    while len(found) < BASE_WEEKS and timeline.week.back(back).last.toordinal() >= first:
        week = timeline.week.back(back)
        days = range(week.first.toordinal(), week.first.toordinal() + 7)
        if week.last < today and not timeline.logged.isdisjoint(days):
            found.append(back)
        back += 1
    return found


def _lag(traced: Sequence[tuple[TimedEvent, Trace]], entries: Sequence[TimedEntry]) -> float | None:
    """The middle number of days from one of the entries to a return that has its tag."""
    places = {each.when for each in entries}
    lags = [
        float(event.when[0] - trace.touches[-1].when[0])
        for event, trace in traced
        if trace.rung == REFERENCE and trace.touches[-1].when in places
    ]
    return median(lags) if len(lags) >= LEAST_LAGS else None


def prospect(own: OwnNumbers, design: Design) -> Prospect:
    """What a design could show at these numbers."""
    return Prospect(design, shows_of(design, own.contacts, own.variance), share_seen(design, own.lag))


def shows_of(design: Design, contacts: float, variance: float) -> Shows:
    """What a design could show at so many contacts a week."""
    if design.kind == SIMPLE:
        return simple_shows(contacts, design.weeks, variance=variance)
    return coin_shows(contacts, design.pairs, block_weeks=design.block_weeks, variance=variance)


def share_seen(design: Design, lag: float | None) -> float | None:
    """Of contacts that trail entries by `lag` days on average, the part that is gone while a silence lasts."""
    if lag is None:
        return None
    if lag <= 0:
        return 1.0
    days = design.silent_days
    return 1 - lag / days * (1 - math.exp(-days / lag))
