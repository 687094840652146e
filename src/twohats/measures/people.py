"""The people met, and those to write to (M9b, M10).

Based on the given pages only: a person first met before them looks newly met.
"""

from __future__ import annotations

from datetime import date

from twohats.measures.figures import FollowUp, Share
from twohats.measures.intervals.distributions import normal_quantile
from twohats.measures.intervals.rates import share_interval
from twohats.measures.timeline import TimedEntry, TimedEvent
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """Everyone met, by name, without those lost.

    A contact is a talk or an hour of `do` that names the person, a return, a give, or any line with `met:`.
    Naming someone in a post, in reading, in noise or in an ask is no contact yet. One-to-one is a talk, a
    give, a conversation that came back, or any return after the day of the first contact.
    """
    found: dict[str, Acquaintance] = {}
    lost: set[str] = set()
    lines: list[TimedEntry | TimedEvent] = [*timeline.timed_entries, *timeline.timed_events]
    for each in sorted(lines, key=lambda each: each.when):
        people = each.entry.people if isinstance(each, TimedEntry) else each.event.people
        if not people:
            continue
        if isinstance(each, TimedEvent) and each.event.verb == "lost":
            lost.update(people)
        elif is_contact(each):
            for person in people:
                found[person] = _later(found.get(person), each)
    return {person: each for person, each in found.items() if person not in lost}


def is_contact(each: TimedEntry | TimedEvent) -> bool:
    """Whether a line that names somebody tells of a contact with them (see `acquaintances`)."""
    if isinstance(each, TimedEvent):
        contact, fields = each.event.is_return or each.event.verb == "gave", each.event.fields
    else:
        contact, fields = each.entry.activity in ("talk", "do"), each.entry.fields
    return contact or _says_met(fields)


def _says_met(fields: Sequence[tuple[str, str]]) -> bool:
    return any(key == "met" for key, _ in fields)


def _later(known: Acquaintance | None, each: TimedEntry | TimedEvent) -> Acquaintance:
    """What is known of a person after one more contact."""
    met = known.met if known else each.when
    talked = known.talked if known else None
    followed = known.followed if known else None
    fields = each.entry.fields if isinstance(each, TimedEntry) else each.event.fields
    is_declared = known.is_declared if known else _says_met(fields)
    if isinstance(each, TimedEntry):
        one_to_one = each.entry.activity == "talk"
        talked = talked or (each.when if one_to_one else None)
    else:
        event = each.event
        one_to_one = event.verb == "gave" or event.kind in ONE_TO_ONE
        one_to_one = one_to_one or (event.is_return and each.when[0] > met[0])
    return Acquaintance(met, talked, followed or (each.when if one_to_one else None), is_declared)


def _settled(timeline: Timeline) -> int:
    """The day from which on whoever turns up for the first time counts as new."""
    return min(timeline.logged, default=0) + YOUNG_DAYS


def new_people(timeline: Timeline, known: dict[str, Acquaintance]) -> tuple[str, ...]:
    """Whose first real conversation was in the week, in the order of those conversations (M10).

    Nobody in the first four weeks of a journal.
    """
    first = max(timeline.week.first.toordinal(), _settled(timeline))
    new = [(each.talked, person) for person, each in known.items() if each.talked and each.talked[0] >= first]
    return tuple(person for _, person in sorted(new))


def _newly_met(timeline: Timeline, known: dict[str, Acquaintance]) -> Iterator[tuple[str, Acquaintance]]:
    settled = _settled(timeline)
    return ((person, each) for person, each in known.items() if each.is_declared or each.met[0] >= settled)


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
    """How many of the people met 14 to 104 days ago had something one-to-one in time; None without any.

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
    if len(ripe) < LEAST_PEOPLE:
        return Share(done, len(ripe), None, None)
    return Share(done, len(ripe), *share_interval(done, len(ripe), normal_quantile(0.95) ** 2))
