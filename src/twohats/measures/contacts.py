"""The lines of a timeline by person, and who is in live contact (M10; METHOD 2.7).

What a line says of a contact is its *way*: a talk, or a conversation that came back, is of both; any other return is
theirs; a give and an ask are ours. An hour of `do` with somebody is a contact of neither: nobody wrote. Being named
in a post, in reading or in noise is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter

from twohats.format.words import KINDS, RETURNS
from twohats.measures.timeline import TimedEntry, TimedEvent
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.format.model import Entry, Event
    from twohats.measures.timeline import TimedLine, Timeline

BOTH = "both"
THEIRS = "theirs"
OURS = "ours"
PRESENT = "present"
"""An hour of `do` with them, or a line with `met:`: a contact, and nobody's turn."""
LOST = "lost"
NAMED = "named"
"""No contact at all: a post, reading or noise that names them."""

_OF_ACTIVITY = {"talk": BOTH, "do": PRESENT}
_OF_EVENT = {
    **{("got", kind): THEIRS for kind in RETURNS},
    ("got", "conversation"): BOTH,
    **{("gave", kind): OURS for kind in KINDS["gave"]},
    ("asked", ""): OURS,
    ("lost", ""): LOST,
}
"""Verb and kind to way; all else is no contact, unless it has `met:`."""

LIVE_DAYS = 90
"""Days that a two-way contact keeps alive, its own day included."""
EXCHANGE_DAYS = 14
"""Days without a line of either after which the next one begins a new exchange."""


class Contact(NamedTuple):
    """One line that names a person."""

    day: int
    """The day of the line (proleptic ordinal)."""
    way: str
    """`both`, `theirs`, `ours`, `present`, `lost` or `named`."""
    line: TimedLine

    @property
    def value(self) -> Entry | Event:
        """What the line says."""
        return self.line.entry if isinstance(self.line, TimedEntry) else self.line.event


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
    lines: list[TimedLine] = [each for each in timeline.timed_entries if each.entry.people]
    lines += [each for each in timeline.timed_events if each.event.people]
    lines.sort(key=itemgetter(0))  # the moment of each
    until = timeline.until.toordinal()
    for line in lines:
        day = line.when[0]
        if day > until:
            break
        contact = Contact(day, _way(line), line)
        for person in line.entry.people if isinstance(line, TimedEntry) else line.event.people:
            if person in found:
                found[person].append(contact)
            else:
                found[person] = [contact]
            if contact.way == THEIRS and _is_introduction(line):
                contact = contact._replace(way=PRESENT)  # whoever was introduced has not written yet
    return found


def timeline_naming(timeline: Timeline, contacts: Iterable[Sequence[Contact]]) -> Timeline:
    """The timeline with the lines alone that name some people, whose contacts these are."""
    lines = {each.line.when: each.line for theirs in contacts for each in theirs}
    ordered = [lines[when] for when in sorted(lines)]
    return timeline._replace(
        timed_entries=[line for line in ordered if isinstance(line, TimedEntry)],
        timed_events=[line for line in ordered if isinstance(line, TimedEvent)],
    )


def is_contact(line: TimedLine) -> bool:
    """Whether a line that names somebody tells of a contact with them.

    That is a talk or an hour of `do`, a return, a give, or any line with `met:`. A name in a post, in reading, in noise
    or in an ask is no contact yet.
    """
    if isinstance(line, TimedEvent):
        return line.event.is_return or line.event.verb == "gave" or says_met(line.event.fields)
    return line.entry.activity in ("talk", "do") or says_met(line.entry.fields)


def says_met(fields: Sequence[tuple[str, str]]) -> bool:
    """Whether a line says of whom it names that they were met there (`met:`)."""
    return any(key == "met" for key, _ in fields)


def _way(line: TimedLine) -> str:
    if isinstance(line, TimedEntry):
        way, fields = _OF_ACTIVITY.get(line.entry.activity, NAMED), line.entry.fields
    else:
        way, fields = _OF_EVENT.get((line.event.verb, line.event.kind), NAMED), line.event.fields
    return PRESENT if way == NAMED and fields and says_met(fields) else way


def _is_introduction(line: TimedLine) -> bool:
    return not isinstance(line, TimedEntry) and line.event.kind == "intro"


def conversations(contacts: Iterable[Contact]) -> list[Contact]:
    """The real conversations: talks, and conversations that came back on days without a talk.

    Someone who writes down a talk and the conversation that came of it had one.
    """
    both = [contact for contact in contacts if contact.way == BOTH]
    talked = {contact.day for contact in both if isinstance(contact.line, TimedEntry)}
    return [each for each in both if isinstance(each.line, TimedEntry) or each.day not in talked]


def times_in(line: TimedLine) -> int:
    """How many conversations with one of its people a line of `conversations` is.

    A talk is one. What came back is as many as its line says (`x3`); where that names several, one with each.
    """
    return line.event.count if isinstance(line, TimedEvent) and len(line.event.people) == 1 else 1


def last_spoken(contacts: Iterable[Contact]) -> dict[str, int]:
    """The day of the last real conversation in each hat that had one (proleptic ordinal)."""
    return {each.value.hat: each.day for each in conversations(contacts)}


def exchanges(contacts: Iterable[Contact]) -> list[Exchange]:
    """The exchanges with one person, oldest first."""
    found: list[Exchange] = []
    first = last = -EXCHANGE_DAYS
    began = ""
    for day, way, _ in contacts:
        if way in (LOST, NAMED):
            continue
        if day - last > EXCHANGE_DAYS or not began:
            if began:
                found.append(Exchange(first, last, began))
            first, began = day, way
        last = day
    return [*found, Exchange(first, last, began)] if began else found


def live_spells(contacts: Iterable[Contact]) -> list[tuple[int, int]]:
    """The half-open ranges of days on which a person was in live contact, oldest first.

    Live is who had something two-way within 90 days: a line of both, or one of theirs and one of ours. Whoever was
    lost is not, until they are there again.
    """
    spells: list[tuple[int, int]] = []
    long_ago = -LIVE_DAYS
    both = theirs = ours = long_ago
    for day, way, _ in contacts:
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
    earliest = days[0] - LIVE_DAYS if days else 0
    for theirs in contacts.values():
        if theirs[-1].day <= earliest:
            continue
        had: list[Exchange] = []
        for first, until in live_spells(since(theirs, earliest + 1)):
            for at in range(bisect_left(days, first), bisect_left(days, until)):
                had = had or exchanges(theirs)
                people[at] += 1
                wrote_first[at] += _first_within(had, days[at]).began == THEIRS
    first_day = min(timeline.logged, default=0)
    return [
        LiveContact(people[at], wrote_first[at], max(0, min(LIVE_DAYS, day - first_day + 1)))
        for at, day in enumerate(days)
    ]


def since(contacts: Sequence[Contact], day: int) -> Sequence[Contact]:
    """The contacts with one person from a day on."""
    return contacts[bisect_left(contacts, (day,)) :]


def _first_within(had: Sequence[Exchange], day: int) -> Exchange:
    """The first exchange that reaches into the 90 days that end with `day`."""
    return had[bisect_right(had, day - LIVE_DAYS, key=_last)]


def _last(exchange: Exchange) -> int:
    return exchange.last


def live_people(contacts: Mapping[str, Sequence[Contact]], day: int) -> list[str]:
    """Who was in live contact at the end of a day, in alphabetical order."""
    return sorted(person for person, theirs in contacts.items() if _is_live(theirs, day))


def _is_live(contacts: Sequence[Contact], day: int) -> bool:
    """What `live_spells` says of one day, from its 90 days alone."""
    seen: set[str] = set()
    for contact in reversed(contacts):
        if contact.day <= day - LIVE_DAYS or (contact.way == LOST and contact.day <= day):
            break
        if contact.day <= day:
            seen.add(contact.way)
            if contact.way == BOTH or (THEIRS in seen and OURS in seen):
                return True
    return False
