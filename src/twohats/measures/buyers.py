"""Known names among the returns, and how well those were known who bought (M13; METHOD 2.7)."""

from __future__ import annotations

from twohats.measures.contacts import BOTH, TALK, is_contact
from twohats.measures.people import settled
from twohats.measures.story import Sale
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.meetings import Meeting
    from twohats.measures.timeline import TimedEvent, Timeline, When

SALE = "sale"
LEAST_RETURNS = 5
"""Returns below which there is no share of known names."""


class Purchase(NamedTuple):
    """A sale to somebody named, and what there was before it (M13)."""

    person: str
    sale: Sale
    is_new: bool
    """Whether the first contact here was the first at all; else they were known for longer, as far as a journal can
    tell."""


class KnownNames(NamedTuple):
    """Returns by who they came from, as the journal knew them on the day."""

    known: int
    """From people with whom there had been a contact on an earlier line."""
    first: int
    """From people whose first contact it was."""
    unnamed: int
    """From nobody whose name is written down."""

    @property
    def share(self) -> float | None:
        """Known names of all returns, 0..1; None below 5."""
        whole = self.known + self.first + self.unnamed
        return self.known / whole if whole >= LEAST_RETURNS else None


def purchases(
    sold: Iterable[TimedEvent],
    contacts: Mapping[str, Sequence[Contact]],
    met: Mapping[str, Meeting],
    until: int,
    days: int,
) -> tuple[Purchase, ...]:
    """What there was before each sale of the last `days` to a named person, oldest first (M13).

    `until` is the last day that counts (proleptic ordinal), `sold` are the sales of these days, at least.

    A sale to two people is one of each. No rate is formed and nothing is averaged: a few sales say what happened, not
    what happens.
    """
    sales: dict[str, dict[When, TimedEvent]] = {}
    for each in sold:
        if until - days < each.when[0] <= until:
            for person in each.event.people:
                sales.setdefault(person, {})[each.when] = each
    found = [
        Purchase(person, sale, met[person].is_new)
        for person, theirs in sales.items()
        for sale in _with_what_was_before(theirs, contacts[person])
    ]
    return tuple(sorted(found, key=lambda each: (each.sale.line.when, each.person)))


def _with_what_was_before(sales: Mapping[When, TimedEvent], contacts: Sequence[Contact]) -> list[Sale]:
    """Sales to one person, each with what there was before it: as in their story (`story.Stories.of_person`)."""
    first = next(each.day for each in contacts if is_contact(each))
    talked = {each.day for each in contacts if each.verb == TALK}
    found = []
    spoken = minutes = 0
    for contact in contacts:
        if contact.way == BOTH and (contact.verb == TALK or contact.day not in talked):
            spoken += contact.times  # one of `contacts.conversations`
        elif contact.kind == SALE and contact.when in sales:
            found.append(Sale(sales[contact.when], contact.day - first, spoken, minutes))
            if len(found) == len(sales):
                break
        minutes += contact.minutes
    return found


def unnamed_sales(sold: Iterable[TimedEvent], until: int, days: int) -> int:
    """Sales of the last `days` of which nobody is named, which M13 can say nothing about."""
    return sum(
        each.event.count for each in sold if not each.event.people and until - days < each.when[0] <= until
    )


def known_names(timeline: Timeline, met: Mapping[str, Meeting], days: int) -> KnownNames | None:
    """The returns of the last `days` by who they came from.

    A line counts for as many as it says (`x22`), and as known if any of its people was. None in the first four weeks of
    a journal, in which everyone turns up for the first time; returns of those weeks are in no later count.
    """
    until = timeline.until.toordinal()
    first = max(until - days + 1, settled(timeline))
    if until < first:
        return None
    known = new = unnamed = 0
    for each in timeline.timed_events:
        event, day = each.event, each.when[0]
        if not (event.is_return and first <= day <= until):
            continue
        if not event.people:
            unnamed += event.count
        elif any(person in met and met[person].line < each.when for person in event.people):
            known += event.count
        else:
            new += event.count
    return KnownNames(known, new, unnamed)
