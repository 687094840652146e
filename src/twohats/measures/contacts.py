"""The lines of a timeline by person, and who is in live contact (M10; METHOD 2.7).

What a line says of a contact is its *way*: a talk, or a conversation that came back, is of both; any other return is
theirs; a give and an ask are ours. An hour of `do` with somebody is a contact of neither: nobody wrote. Being named
in a post, in reading or in noise is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from twohats.format.words import KINDS, RETURNS
from twohats.measures.field_values import expects_nothing
from twohats.measures.timeline import TimedEntry, place_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.timeline import TimedEvent, TimedLine, Timeline, When

BOTH = "both"
THEIRS = "theirs"
OURS = "ours"
PRESENT = "present"
"""An hour of `do` with them, or a line with `met:`: a contact, and nobody's turn."""
LOST = "lost"
NAMED = "named"
"""No contact at all: a post, reading or noise that names them."""

TALK, INTRO = "talk", "intro"
_OF_ACTIVITY = {TALK: BOTH, "do": PRESENT}
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
    """One line that names people, as far as it tells of contacts with them."""

    day: int
    """With minute and number the moment of the line (`timeline.When`), by which contacts are in order."""
    minute: int
    number: int
    way: str
    """`both`, `theirs`, `ours`, `present`, `lost` or `named`."""
    verb: str
    """Of an entry its activity."""
    kind: str
    hat: str
    side: str
    channel: str
    minutes: int
    """0 for an event."""
    said: int
    """How many an event says it is (`x3`); an entry is one."""
    people: tuple[str, ...]
    """Everyone whom it names."""
    waits: bool
    """Whether it does not say that nothing is expected (`expect:none`)."""
    met: str | None
    """The channel that its `met:` names, which may be none; None where it does not say that they were met."""

    @property
    def when(self) -> When:
        """The moment of the line."""
        return self[:3]

    @property
    def place(self) -> str:
        """Where it stands in the journal: `2026-11-22:3`."""
        return place_of(self.when)

    @property
    def times(self) -> int:
        """How many contacts with one of its people it is: as many as it says, of several people one with each."""
        return self.said if len(self.people) == 1 else 1


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
    return by_person(contacts_in(timeline.timed_entries, timeline.timed_events), timeline.until.toordinal())


def contacts_in(timed_entries: Iterable[TimedEntry], timed_events: Iterable[TimedEvent]) -> list[Contact]:
    """The lines that name somebody, in the order they happened."""
    found = [contact_of(each) for each in timed_entries if each.entry.people]
    found += [contact_of(each) for each in timed_events if each.event.people]
    found.sort()  # by the moment: no two lines have the same
    return found


def by_person(contacts: Iterable[Contact], until: int) -> dict[str, list[Contact]]:
    """The contacts up to a day (proleptic ordinal) by person; they are in the order they happened."""
    found: dict[str, list[Contact]] = {}
    for each in contacts:
        contact = each
        if contact.day > until:
            break
        for person in contact.people:
            if person in found:
                found[person].append(contact)
            else:
                found[person] = [contact]
            if contact.kind == INTRO and contact.way == THEIRS:
                contact = contact._replace(way=PRESENT)  # whoever was introduced has not written yet
    return found


def contact_of(line: TimedLine) -> Contact:
    """What a line tells of contacts."""
    if isinstance(line, TimedEntry):
        entry = line.entry
        way = _OF_ACTIVITY.get(entry.activity, NAMED)
        verb, kind, hat, channel = entry.activity, entry.kind, entry.hat, entry.channel
        minutes, said, people, fields = entry.minutes, 1, entry.people, entry.fields
    else:
        event = line.event
        way = _OF_EVENT.get((event.verb, event.kind), NAMED)
        verb, kind, hat, channel = event.verb, event.kind, event.hat, event.channel
        minutes, said, people, fields = 0, event.count, event.people, event.fields
    waits, met = True, None
    if fields:
        waits, met = not expects_nothing(fields), met_in(fields)
        if way == NAMED and met is not None:
            way = PRESENT
    return Contact(*line.when, way, verb, kind, hat, line.side, channel, minutes, said, people, waits, met)


def met_in(fields: Iterable[tuple[str, str]]) -> str | None:
    """The channel that `met:` names, the empty name for none; None for a line that does not say `met:`."""
    said = [value for key, value in fields if key == "met"]
    return next(filter(None, said), "") if said else None


def is_contact(contact: Contact) -> bool:
    """Whether a line that names somebody tells of a contact with them.

    That is a talk or an hour of `do`, a return, a give, or any line with `met:`. A name in a post, in reading, in noise
    or in an ask is no contact yet.
    """
    return contact.way in (BOTH, THEIRS, PRESENT) or contact.verb == "gave" or contact.met is not None


def is_return(contact: Contact) -> bool:
    """Whether a line that names somebody is a return: it came back and is not noise."""
    return contact.verb == "got" and contact.kind in RETURNS


def conversations(contacts: Iterable[Contact]) -> list[Contact]:
    """The real conversations: talks, and conversations that came back on days without a talk.

    Someone who writes down a talk and the conversation that came of it had one. A talk is one; what came back is as
    many as its line says, where that names several one with each (`Contact.times`).
    """
    both = [contact for contact in contacts if contact.way == BOTH]
    talked = {contact.day for contact in both if contact.verb == TALK}
    return [each for each in both if each.verb == TALK or each.day not in talked]


def last_spoken(contacts: Iterable[Contact]) -> dict[str, int]:
    """The day of the last real conversation in each hat that had one (proleptic ordinal)."""
    return {each.hat: each.day for each in conversations(contacts)}


def exchanges(contacts: Sequence[Contact], since: int = 0) -> list[Exchange]:
    """The exchanges with one person whose last is on a day (proleptic ordinal) or later, oldest first."""
    at = begin = bisect_left(contacts, (since,))
    after = next((each.day for each in contacts[at:] if each.way not in (LOST, NAMED)), None)
    if after is None:
        return []
    while at and after - contacts[at - 1].day <= EXCHANGE_DAYS:
        at -= 1
        if contacts[at].way not in (LOST, NAMED):
            begin, after = at, contacts[at].day
    found: list[Exchange] = []
    first = last = -EXCHANGE_DAYS
    began = ""
    for contact in contacts[begin:]:
        day, way = contact.day, contact.way
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
    for contact in contacts:
        day, way = contact.day, contact.way
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
                had = had or exchanges(theirs, earliest + 1)
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
