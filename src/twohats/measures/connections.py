"""Real connections: who was first talked to, through which channel, and what that took (M10, M11; METHOD 2.8)."""

from __future__ import annotations

import math
from collections import Counter

from twohats.measures.field_values import costs_of
from twohats.measures.intervals.rates import rate_interval
from twohats.measures.meetings import said_met
from twohats.measures.people import acquaintances_of, settled
from twohats.measures.returns import LEAST_WEEKS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.contacts import Contact
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
    week: int
    """That of the first conversation, as counted back in the timeline."""


class Cost(NamedTuple):
    """What the connections of one group took (M11)."""

    minutes: int
    people: tuple[str, ...]
    """Those credited, in the order of their first conversations."""
    low: float | None
    high: float | None
    """Minutes for one connection, 90 % interval; `high` may be infinite. None under 5 people, or under 4 weeks with
    minutes."""
    money: dict[str, str]
    """The sum of `cost:` by currency, as decimal text."""

    @property
    def each(self) -> float | None:
        """Minutes for one connection: a tally; None without any."""
        return self.minutes / len(self.people) if self.people else None


def connections(
    timeline: Timeline,
    traced: Iterable[tuple[TimedEvent, Trace]],
    contacts: Mapping[str, Sequence[Contact]],
    weeks: range,
    *,
    met: Mapping[str, str] = _NOBODY,
) -> list[Connection]:
    """Everyone whose first real conversation was in some weeks, in that order (M10), with what brought them.

    What brought them is the line of the first contact: an entry itself, a return's entry as it is traced, any
    other event by its own hat and channel. The channel is the one that `met:` names on the first line with the person
    that has it (`meetings.said_met`), else the one that `met` (person to channel, as `people.toml` has it) does, else
    that line's. `contacts` are those of the whole journal by person. Nobody is new in a journal's first four weeks.
    """
    new = first_talks(timeline, contacts, weeks)
    firsts = {met for _, _, met in new}
    traces = {event.when: trace for event, trace in traced if event.when in firsts} if firsts else {}
    found: list[Connection] = []
    for talked, person, first in new:
        side, channel = _origin(first, contacts[person], traces)
        where = said_met(contacts[person]) or met.get(person, channel)
        week = (timeline.week.last.toordinal() - talked[0]) // 7
        found.append(Connection(person, talked, side, where, week))
    return found


def first_talks(
    timeline: Timeline, contacts: Mapping[str, Sequence[Contact]], weeks: range
) -> list[tuple[When, str, When]]:
    """The first real conversations of some weeks, in order: moment, person, and the moment of the first contact."""
    first = max(timeline.week.back(weeks.stop - 1).first.toordinal(), settled(timeline))
    end = timeline.week.back(weeks.start).last.toordinal()
    return sorted(
        (each.talked, person, each.met)
        for person, each in acquaintances_of(contacts).items()
        if each.talked and first <= each.talked[0] <= end
    )


def _origin(first: When, contacts: Sequence[Contact], traces: Mapping[When, Trace]) -> tuple[str, str]:
    """Side and channel of what brought a first contact."""
    trace = traces.get(first)
    if trace and trace.touches:
        return trace.touches[-1].side, trace.touches[-1].entry.channel
    return next((each.side, each.channel) for each in contacts if each.when == first)


def cost_of(timed_entries: Iterable[TimedEntry], made: Iterable[Connection]) -> Cost:
    """Minutes and money that new connections took (M11).

    The entries are those of one hat or channel in some weeks, of which post, read and talk are counted; the
    connections those credited to the same. The interval is the inverse of that of connections per hour (METHOD 3.2).
    """
    spent: dict[int, int] = {}
    fields: list[Sequence[tuple[str, str]]] = []
    for each in timed_entries:
        if each.social:
            spent[each.week] = spent.get(each.week, 0) + each.entry.minutes
            if each.entry.fields:
                fields.append(each.entry.fields)
    made = list(made)
    people = tuple(each.person for each in made)
    money = costs_of(fields)
    met = Counter(each.week for each in made)
    weeks = [(float(met[week]), float(minutes)) for week, minutes in spent.items() if minutes]
    low = high = None
    if len(people) >= LEAST_CONNECTIONS and len(weeks) >= LEAST_WEEKS:
        slowest, fastest = rate_interval(weeks, len(people), len(people))
        low, high = 1 / fastest, 1 / slowest if slowest else math.inf
    return Cost(sum(spent.values()), people, low, high, money)
