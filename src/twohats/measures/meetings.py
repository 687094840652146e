"""Where people were met (M10; METHOD 2.7)."""

from __future__ import annotations

from twohats.format.words import folded
from twohats.measures.contacts import LOST, NAMED, is_contact
from twohats.measures.people import settled
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.timeline import Timeline, When

SAID = "said"
"""A line has `met:` with the channel."""
KEPT = "kept"
"""`people.toml` has it."""
FIRST = "first line"
"""Only where the first contact here was: perhaps they were known before."""
UNKNOWN = "unknown"
"""The first contact has no channel, or is of the first four weeks of the journal, in which old friends turn up too."""
SURENESS = (SAID, KEPT, FIRST, UNKNOWN)


class Meeting(NamedTuple):
    """The first contact with a person."""

    line: When
    """The line of the first contact in the journal."""
    channel: str
    """Where they were met; empty when unknown."""
    sure: str
    """How that is known: one of `SURENESS`."""
    is_new: bool
    """Whether they were met then, as far as a journal can tell: the line says so, or the journal is over four
    weeks old."""

    @property
    def day(self) -> int:
        """The day of the first contact (proleptic ordinal)."""
        return self.line[0]


class MetHere(NamedTuple):
    """The people met at one channel."""

    channel: str
    people: int
    sure: int
    """Of them, those of whom a line or `people.toml` says so."""


def meetings(
    timeline: Timeline, contacts: Mapping[str, Sequence[Contact]], met: Mapping[str, str]
) -> dict[str, Meeting]:
    """The first contact with everybody there was one with, those lost included (M10).

    Where: what `met:` says in the first line that has it, else `people.toml` (`met`, by person), else the channel of
    the first contact. An ask is no contact (see `contacts.is_contact`).
    """
    from_then = settled(timeline)
    found: dict[str, Meeting] = {}
    for person, theirs in contacts.items():
        first = next((each for each in theirs if _is_first(each)), None)
        if first is None:
            continue
        said = said_met(theirs)
        is_new = first.day >= from_then or first.met is not None
        if said:
            found[person] = Meeting(first.when, said, SAID, is_new)
        elif met.get(person):
            found[person] = Meeting(first.when, met[person], KEPT, is_new)
        else:
            channel = first.channel if is_new else ""
            found[person] = Meeting(first.when, channel, FIRST if channel else UNKNOWN, is_new)
    return found


def _is_first(contact: Contact) -> bool:
    return contact.way not in (LOST, NAMED) and is_contact(contact)


def said_met(contacts: Iterable[Contact]) -> str:
    """The channel that `met:` names on the first line with a person that has it; empty where none has."""
    return next((folded(contact.met) for contact in contacts if contact.met), "")


def met_here(found: Mapping[str, Meeting]) -> tuple[MetHere, ...]:
    """How many people were met at each channel, most first; those of whom it is not known under the empty name."""
    people: dict[str, int] = {}
    sure: dict[str, int] = {}
    for each in found.values():
        people[each.channel] = people.get(each.channel, 0) + 1
        sure[each.channel] = sure.get(each.channel, 0) + (each.sure in (SAID, KEPT))
    return tuple(
        MetHere(channel, people[channel], sure[channel])
        for channel in sorted(people, key=lambda channel: (not channel, -people[channel], channel))
    )
