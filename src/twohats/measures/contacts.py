"""The lines of a timeline by person, and who is in live contact (M10, S2 and S3 of the method).

What a line says of a contact is its *way*: a talk, or a conversation that came back, is of both; any other return is
theirs; a give and an ask are ours. An hour of `do` with somebody is a contact of neither: nobody wrote. Being named
in a post, in reading or in noise is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter

from twohats.measures.people import is_contact
from twohats.measures.timeline import TimedEntry
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.timeline import TimedEvent, Timeline

BOTH = "both"
THEIRS = "theirs"
OURS = "ours"
PRESENT = "present"
"""An hour of `do` with them, or a line with `met:`: a contact, and nobody's turn."""
LOST = "lost"
NAMED = "named"
"""No contact at all: a post, reading or noise that names them."""

LIVE_DAYS = 90
"""Days that a two-way contact keeps alive, its own day included."""
EXCHANGE_DAYS = 14
"""Days without a line of either after which the next one begins a new exchange."""


class Contact(NamedTuple):
    """One line that names a person."""

    line: TimedEntry | TimedEvent
    way: str
    """`both`, `theirs`, `ours`, `present`, `lost` or `named`."""

    @property
    def day(self) -> int:
        """The day of the line (proleptic ordinal)."""
        return self.line.when[0]


class Exchange(NamedTuple):
    """Contacts with one person, none more than 14 days after the one before it."""

    first: int
    """Day of the first (proleptic ordinal)."""
    last: int
    began: str
    """The way of the first: `theirs` where they wrote first."""


class LiveContact(NamedTuple):
    """How many people one was in live contact with on a day (M10)."""

    people: int
    wrote_first: int
    """Of them, those who began the first exchange that the 90 days hold. Who began a talk is not logged, so an
    exchange that opens with one is nobody's."""
    days: int
    """How many of the 90 days are in the journal; fewer where it is younger."""


def contacts_of(timeline: Timeline) -> dict[str, list[Contact]]:
    """Every line that names somebody, by person, in the order they happened; later than `until` nothing."""
    found: dict[str, list[Contact]] = {}
    named: list[TimedEntry | TimedEvent] = [each for each in timeline.timed_entries if each.entry.people]
    named += [each for each in timeline.timed_events if each.event.people]
    named.sort(key=itemgetter(0))
    until = timeline.until.toordinal()
    for line in named:
        if line.when[0] > until:
            break
        people = line.entry.people if isinstance(line, TimedEntry) else line.event.people
        contact = Contact(line, _way(line))
        for person in people:
            found.setdefault(person, []).append(contact)
            if contact.way == THEIRS and _is_introduction(line):
                contact = Contact(line, PRESENT)  # whoever was introduced has not written yet
    return found


def _way(line: TimedEntry | TimedEvent) -> str:
    if isinstance(line, TimedEntry):
        if line.entry.activity == "talk":
            return BOTH
    elif line.event.verb == "lost":
        return LOST
    elif line.event.verb in ("gave", "asked"):
        return OURS
    elif line.event.is_return:
        return BOTH if line.event.kind == "conversation" else THEIRS
    return PRESENT if is_contact(line) else NAMED


def _is_introduction(line: TimedEntry | TimedEvent) -> bool:
    return not isinstance(line, TimedEntry) and line.event.kind == "intro"


def exchanges(contacts: Iterable[Contact]) -> list[Exchange]:
    """The exchanges with one person, oldest first."""
    found: list[Exchange] = []
    for contact in contacts:
        if contact.way in (LOST, NAMED):
            continue
        day = contact.line.when[0]
        if found and day - found[-1].last <= EXCHANGE_DAYS:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(Exchange(day, day, contact.way))
    return found


def live_spells(contacts: Iterable[Contact]) -> list[tuple[int, int]]:
    """The half-open ranges of days on which a person was in live contact, oldest first.

    Live is who had something two-way within 90 days: a line of both, or one of theirs and one of ours. Whoever was
    lost is not, until they are there again.
    """
    spells: list[tuple[int, int]] = []
    long_ago = -LIVE_DAYS
    both = theirs = ours = long_ago
    for contact in contacts:
        day, way = contact.line.when[0], contact.way
        if way == BOTH:
            both = day
        elif way == THEIRS:
            theirs = day
        elif way == OURS:
            ours = day
        elif way == LOST:
            both = theirs = ours = long_ago
            if spells and spells[-1][1] > day:
                spells[-1] = (spells[-1][0], day)
            continue
        else:
            continue
        until = max(both, min(theirs, ours)) + LIVE_DAYS
        if until <= day:
            continue
        if spells and spells[-1][1] >= day:
            spells[-1] = (spells[-1][0], until)
        else:
            spells.append((day, until))
    return spells


def live_contact(
    timeline: Timeline, contacts: Mapping[str, Sequence[Contact]], days: Sequence[int]
) -> list[LiveContact]:
    """How many people were in live contact at the end of each of `days` (proleptic ordinals, ascending) (M10)."""
    people = [0] * len(days)
    wrote_first = [0] * len(days)
    for theirs in contacts.values():
        had: list[Exchange] = []
        for first, until in live_spells(theirs):
            for at in range(bisect_left(days, first), bisect_left(days, until)):
                had = had or exchanges(theirs)
                people[at] += 1
                wrote_first[at] += _first_within(had, days[at]).began == THEIRS
    first_day = min(timeline.logged, default=0)
    return [
        LiveContact(people[at], wrote_first[at], max(0, min(LIVE_DAYS, day - first_day + 1)))
        for at, day in enumerate(days)
    ]


def _first_within(had: Sequence[Exchange], day: int) -> Exchange:
    """The first exchange that reaches into the 90 days that end with `day`."""
    return had[bisect_right(had, day - LIVE_DAYS, key=_last)]


def _last(exchange: Exchange) -> int:
    return exchange.last


def live_people(contacts: Mapping[str, Sequence[Contact]], day: int) -> list[str]:
    """Who was in live contact at the end of a day, in alphabetical order."""
    return sorted(
        person
        for person, theirs in contacts.items()
        if any(first <= day < until for first, until in live_spells(theirs))
    )
