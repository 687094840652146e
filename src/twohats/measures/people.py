"""The people met, and those to write to (M9b, M10; METHOD 2.4, 2.7).

Based on the given timeline only: in one of some weeks, a person first met before them looks newly met.
"""

from __future__ import annotations

from datetime import date

from twohats.measures.contacts import LOST, NAMED, OURS, PRESENT, TALK, contacts_of, is_contact, is_return
from twohats.measures.figures import FollowUp, Share
from twohats.measures.intervals.distributions import normal_quantile
from twohats.measures.intervals.rates import share_interval
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.timeline import Timeline, When

FOLLOW_DAYS = 14
"""Days within which a new person should get something one-to-one."""
YOUNG_DAYS = 28
"""During the first days of a journal everyone looks new, though few are."""
FORGOTTEN_DAYS = 104
"""Days after the first contact from which on nobody is named any more: 14 and a quarter of a year."""
LEAST_PEOPLE = 5
ONE_TO_ONE = ("conversation",)
"""Returns that are one-to-one by themselves, the first time too."""


class Acquaintance(NamedTuple):
    """What the pages at hand say of one person."""

    met: When
    """First contact."""
    talked: When | None
    """First real conversation."""
    followed: When | None
    """First one-to-one at or after the first contact."""
    is_declared: bool
    """Whether the line of the first contact says that it is one (`met:`)."""


def acquaintances(timeline: Timeline) -> dict[str, Acquaintance]:
    """Everyone met by the timeline's `until`, by name (see `acquaintances_of`)."""
    return acquaintances_of(contacts_of(timeline))


def acquaintances_of(contacts: Mapping[str, Sequence[Contact]]) -> dict[str, Acquaintance]:
    """Everyone there was a contact with (`contacts.is_contact`), without those lost and not back since.

    One-to-one is a talk, a give, a conversation that came back, or any return after the day of the first contact. Back
    is who was talked to, or of whom something came.
    """
    found: dict[str, Acquaintance] = {}
    for person, theirs in contacts.items():
        known = None if _is_lost(theirs) else _acquaintance(theirs)
        if known:
            found[person] = known
    return found


def _is_lost(contacts: Sequence[Contact]) -> bool:
    for contact in reversed(contacts):
        if contact.way not in (OURS, PRESENT, NAMED):
            return contact.way == LOST
    return False


def _acquaintance(contacts: Sequence[Contact]) -> Acquaintance | None:
    met = talked = followed = None
    is_declared = False
    for contact in contacts:
        if contact.way in (NAMED, LOST) or not is_contact(contact):
            continue
        if met is None:
            met = contact.when
            is_declared = contact.met is not None
        if contact.verb == TALK:
            one_to_one = True
            talked = talked or contact.when
        else:
            one_to_one = contact.verb == "gave" or contact.kind in ONE_TO_ONE
            one_to_one = one_to_one or (is_return(contact) and contact.day > met[0])
        followed = followed or (contact.when if one_to_one else None)
        if talked and followed:
            break
    return Acquaintance(met, talked, followed, is_declared) if met else None


def settled(timeline: Timeline) -> int:
    """The day from which on whoever turns up for the first time counts as new."""
    return min(timeline.logged, default=0) + YOUNG_DAYS


def new_people(timeline: Timeline, known: dict[str, Acquaintance], *, days: int = 0) -> tuple[str, ...]:
    """Whose first real conversation was in the week, in the order of those conversations (M10).

    With `days`, in so many days up to `until` instead. Nobody in the first four weeks of a journal.
    """
    first = timeline.until.toordinal() - days + 1 if days else timeline.week.first.toordinal()
    first = max(first, settled(timeline))
    new = [(each.talked, person) for person, each in known.items() if each.talked and each.talked[0] >= first]
    return tuple(person for _, person in sorted(new))


def _newly_met(timeline: Timeline, known: dict[str, Acquaintance]) -> Iterator[tuple[str, Acquaintance]]:
    since = settled(timeline)
    return ((person, each) for person, each in known.items() if each.is_declared or each.met[0] >= since)


def follow_up(timeline: Timeline, known: dict[str, Acquaintance]) -> tuple[FollowUp, ...]:
    """Who was met and has had nothing one-to-one since, those waiting longest first (M9b).

    In the first four weeks of a journal only those of whom a line says that they were met.
    """
    until = timeline.until.toordinal()
    waiting = []
    for person, each in _newly_met(timeline, known):
        days = until - each.met[0]
        if not each.followed and 0 <= days <= FORGOTTEN_DAYS:
            met = date.fromordinal(each.met[0]).isoformat()
            waiting.append(
                FollowUp(person, met, days, overdue=days >= FOLLOW_DAYS, is_declared=each.is_declared)
            )
    return tuple(sorted(waiting, key=lambda each: (-each.days, each.person)))


def followed_up(timeline: Timeline, known: dict[str, Acquaintance]) -> Share | None:
    """How many of the people met 14 to 104 days ago had something one-to-one in time (M9b); None without any.

    Whose first contact was one-to-one needs no following up and is not among them. Wilson's 90 % interval from
    5 people on.
    """
    until = timeline.until.toordinal()
    ripe = [
        each
        for _, each in _newly_met(timeline, known)
        if FOLLOW_DAYS <= until - each.met[0] <= FORGOTTEN_DAYS and each.followed != each.met
    ]
    if not ripe:
        return None
    done = sum(1 for each in ripe if each.followed and each.followed[0] - each.met[0] <= FOLLOW_DAYS)
    return share_of(done, len(ripe))


def share_of(part: int, whole: int) -> Share:
    """A share of people or of messages, with Wilson's 90 % interval from 5 on."""
    if whole < LEAST_PEOPLE:
        return Share(part, whole, None, None)
    return Share(part, whole, *share_interval(part, whole, normal_quantile(0.95) ** 2))
