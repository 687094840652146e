"""Real connections: who was first talked to, through which channel, and what that took (M10, M11; METHOD 2.4)."""

from __future__ import annotations

import math

from twohats.measures.field_values import costs_of, values_of
from twohats.measures.intervals.rates import at_least, at_most
from twohats.measures.people import YOUNG_DAYS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.people import Acquaintance
    from twohats.measures.timeline import TimedEntry, TimedEvent, Timeline, When
    from twohats.measures.tracing import Trace

LEAST_CONNECTIONS = 5
_NOBODY: dict[str, str] = {}


class Connection(NamedTuple):
    """A person talked to for the first time, and what brought them."""

    person: str
    talked: When
    """The first real conversation."""
    side: str
    """Of the line of the first contact, or of the entry that line is credited to."""
    channel: str
    """Where they were met; empty where nothing says."""


class Cost(NamedTuple):
    """What the connections of one group took (M11)."""

    minutes: int
    people: tuple[str, ...]
    """Those credited, in the order of their first conversations."""
    low: float | None
    high: float | None
    """Minutes for one connection, 90 % interval; `high` may be infinite. None under 5 people."""
    money: dict[str, str]
    """The sum of `cost:` by currency, as decimal text."""

    @property
    def each(self) -> float | None:
        """Minutes for one connection: a tally; None without any."""
        return self.minutes / len(self.people) if self.people else None


def connections(
    timeline: Timeline,
    traced: Iterable[tuple[TimedEvent, Trace]],
    known: Mapping[str, Acquaintance],
    weeks: range,
    *,
    met: Mapping[str, str] = _NOBODY,
) -> list[Connection]:
    """Everyone whose first real conversation was in some weeks, in that order (M10), with what brought them.

    What brought them is the line of the first contact: an entry itself, a return's entry as it is traced, any
    other event by its own hat and channel. The channel is the one that `met:` on that line names, else the one
    that `met` (person to channel, as `people.toml` has it) does, else the line's. `known` are the acquaintances
    of the timeline. Nobody is new in a journal's first four weeks.
    """
    settled = min(timeline.logged, default=0) + YOUNG_DAYS
    first = max(timeline.week.back(weeks.stop - 1).first.toordinal(), settled)
    end = timeline.week.back(weeks.start).last.toordinal()
    new = sorted(
        (each.talked, person)
        for person, each in known.items()
        if each.talked and first <= each.talked[0] <= end
    )
    origins = _origins(timeline, traced, {known[person].met for _, person in new})
    found: list[Connection] = []
    for talked, person in new:
        side, channel, is_said = origins[known[person].met]
        found.append(Connection(person, talked, side, channel if is_said else met.get(person, channel)))
    return found


def _origins(
    timeline: Timeline, traced: Iterable[tuple[TimedEvent, Trace]], contacts: set[When]
) -> dict[When, tuple[str, str, bool]]:
    """Side and channel of what brought each first contact, and whether its line says the channel (`met:`)."""
    found: dict[When, tuple[str, str, bool]] = {}
    if not contacts:
        return found
    for entry in timeline.timed_entries:
        if entry.when in contacts:
            said = _said(entry.entry.fields)
            found[entry.when] = entry.side, said or entry.entry.channel, bool(said)
    for event in timeline.timed_events:
        if event.when in contacts:
            said = _said(event.event.fields)
            found[event.when] = event.side, said or event.event.channel, bool(said)
    for event, trace in traced:
        if event.when in contacts and trace.touches:
            touch, (_, channel, is_said) = trace.touches[-1], found[event.when]
            found[event.when] = touch.side, channel if is_said else touch.entry.channel, is_said
    return found


def _said(fields: Sequence[tuple[str, str]]) -> str:
    return next(iter(values_of(fields, "met")), "")


def cost_of(timed_entries: Iterable[TimedEntry], made: Iterable[Connection]) -> Cost:
    """Minutes and money that new connections took (M11).

    The entries are those of one hat or channel in some weeks, of which post, read and talk are counted; the
    connections those credited to the same. The interval is the inverse of that of connections per hour.
    """
    entries = [each.entry for each in timed_entries if each.social]
    minutes = sum(entry.minutes for entry in entries)
    people = tuple(each.person for each in made)
    money = costs_of(entry.fields for entry in entries if entry.fields)
    low = high = None
    if len(people) >= LEAST_CONNECTIONS and minutes:
        slowest = at_least(len(people), minutes)
        low, high = 1 / at_most(len(people), minutes), 1 / slowest if slowest else math.inf
    return Cost(minutes, people, low, high, money)
