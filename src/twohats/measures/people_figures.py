"""All that `hat people` says: whom to write to, and how things stand with everyone, over the whole journal.

METHOD 2.7.
"""

from __future__ import annotations

from datetime import date

from twohats.measures.buyers import known_names, purchases, unnamed_sales
from twohats.measures.contacts import (
    LIVE_DAYS,
    THEIRS,
    by_person,
    conversations,
    exchanges,
    last_spoken,
    live_contact,
    live_people,
    since,
)
from twohats.measures.giving import expectation, give_ask, given_and_asked
from twohats.measures.meetings import meetings, met_here
from twohats.measures.outbound import sent
from twohats.measures.outreach import answered_share, attempts, unanswered
from twohats.measures.people import (
    FORGOTTEN_DAYS,
    YOUNG_DAYS,
    acquaintances_of,
    follow_up,
    followed_up,
    new_people,
)
from twohats.measures.reconnecting import NOBODY, three_names
from twohats.measures.tallies import lost
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.buyers import KnownNames, Purchase
    from twohats.measures.contacts import Contact, LiveContact
    from twohats.measures.digest import Digest
    from twohats.measures.figures import FollowUp, Sent, Share
    from twohats.measures.giving import Expectation, GiveAsk
    from twohats.measures.meetings import Meeting, MetHere
    from twohats.measures.outreach import Attempts, Unanswered
    from twohats.measures.reconnecting import Aside, Quiet
    from twohats.measures.timeline import LeftOut, Timeline

LATELY_DAYS = LIVE_DAYS
"""What "lately" is: the days of a live contact."""
LONG_DAYS = 365
"""The stretch of what is too rare for 90 days: answers to own messages, and sales."""


class Waiting(NamedTuple):
    """Somebody met, and nothing one-to-one since."""

    follow: FollowUp
    channel: str
    """Of the line of the first contact."""
    note: str
    """The first line of what it says."""
    place: str
    """Where it stands: `2026-11-12:3`."""


class Lately(NamedTuple):
    """What there was with one person in live contact over the last 90 days."""

    person: str
    conversations: dict[str, int]
    """Side to real conversations, both sides there."""
    given: GiveAsk
    they_began: int
    """Exchanges of those days that they began."""
    last: int
    """Day of the last contact of either (proleptic ordinal)."""
    spoken: dict[str, int]
    """Hat to the day of the last real conversation in it, over the whole journal (proleptic ordinal)."""
    places: tuple[str, ...]
    """The lines of those days that name them."""


class PeopleFigures(NamedTuple):
    """Everything `hat people` knows."""

    until: str
    """ISO date: the last day that counts."""
    began: str
    """ISO date of the first day with a line; empty for a journal without any."""
    people: int
    """How many people there was ever a contact with."""
    live: LiveContact
    waiting: tuple[Waiting, ...]
    """Longest waiting first; without those put off, let go, or left be after several messages."""
    put_aside: int
    """How many would be waiting, and were put off or let go."""
    followed_up: Share | None
    names: tuple[Quiet, ...]
    """The day's names of those not spoken to for 90 days, at most three."""
    lately: tuple[Lately, ...]
    """Everyone in live contact, most conversations first."""
    new: tuple[str, ...]
    """Whose first real conversation was in the last 90 days."""
    met_here: tuple[MetHere, ...]
    answered: Share | None
    attempts: Attempts
    unanswered: tuple[Unanswered, ...]
    given: GiveAsk
    """Of the last 90 days, also to nobody named."""
    expectation: Expectation
    sent: Sent
    """Gives and asks of the last 90 days, and how many of them are noise."""
    purchases: tuple[Purchase, ...]
    """Of the last year."""
    unnamed_sales: int
    known: KnownNames | None
    """The returns of the last 90 days; None in the first four weeks of a journal."""
    lost: dict[str, int]
    """People lost in the last 90 days, a side."""
    named: frozenset[str]
    """Everyone that any line up to then names: what must not be given away where it is handed on."""
    left_out: LeftOut
    """What was not read of the whole journal."""

    @property
    def days(self) -> int:
        """Days of the journal so far, the first and the last included; 0 without any."""
        if not self.began:
            return 0
        return (date.fromisoformat(self.until) - date.fromisoformat(self.began)).days + 1

    @property
    def is_young(self) -> bool:
        """Whether the journal is in its first four weeks, in which everyone turns up for the first time."""
        return self.days <= YOUNG_DAYS


LEAST_WEEKS = -(-max(LATELY_DAYS, FORGOTTEN_DAYS + 1) // 7)
"""Weeks before the last one whose lines are looked at: those of 90 days, and the first contact with who waits."""


def people_figures(
    timeline: Timeline, past: Digest, *, met: Mapping[str, str], aside: Aside = NOBODY
) -> PeopleFigures:
    """The figures of everyone up to the timeline's last day.

    `timeline` needs the lines of `LEAST_WEEKS`, `past` is of the whole journal. `met` maps people to the channels where
    they were met, as `people.toml` has it.
    """
    until = timeline.until.toordinal()
    contacts = by_person(past.contacts, until)
    recent = until - LATELY_DAYS + 1
    known = acquaintances_of(contacts)
    first_contacts = meetings(timeline, contacts, met)
    due = follow_up(timeline, known)
    left_be = {each.person for each in unanswered(contacts, until) if each.leave_be}

    def may_name(person: str) -> bool:
        return not aside.holds(person, contacts[person], until)

    waiting = [each for each in due if each.person not in left_be and may_name(each.person)]
    days = [day for day in timeline.logged if day <= until]
    return PeopleFigures(
        until=timeline.until.isoformat(),
        began=date.fromordinal(min(days)).isoformat() if days else "",
        people=len(first_contacts),
        live=live_contact(timeline, contacts, [until])[0],
        waiting=tuple(
            _waiting(timeline, each, contacts[each.person], first_contacts[each.person]) for each in waiting
        ),
        put_aside=sum(1 for each in due if each.person not in left_be and not may_name(each.person)),
        followed_up=followed_up(timeline, known),
        names=three_names(contacts, until, aside),
        lately=_lately(contacts, until),
        new=new_people(timeline, known, days=LATELY_DAYS),
        met_here=met_here(first_contacts),
        answered=answered_share(contacts, until, LONG_DAYS),
        attempts=attempts(contacts),
        unanswered=tuple(each for each in unanswered(contacts, until) if may_name(each.person)),
        given=give_ask(timeline.timed_events, recent, until),
        expectation=expectation(timeline.timed_events, recent, until),
        sent=sent(timeline.timed_events, recent, until),
        purchases=purchases(past.sales, contacts, first_contacts, until, LONG_DAYS),
        unnamed_sales=unnamed_sales(past.sales, until, LONG_DAYS),
        known=known_names(timeline, first_contacts, LATELY_DAYS),
        lost=lost([each for each in timeline.timed_events if recent <= each.when[0] <= until]),
        named=frozenset(contacts),
        left_out=timeline.left_out(),
    )


def _waiting(timeline: Timeline, follow: FollowUp, contacts: Sequence[Contact], meeting: Meeting) -> Waiting:
    first = next(each for each in contacts if each.when == meeting.line)
    note = timeline.value_at(first.when).note.partition("\n")[0]
    return Waiting(follow, first.channel, note, first.place)


def _lately(contacts: Mapping[str, Sequence[Contact]], until: int) -> tuple[Lately, ...]:
    found = [lately_with(person, contacts[person], until) for person in live_people(contacts, until)]
    return tuple(sorted(found, key=lambda each: (-sum(each.conversations.values()), -each.last, each.person)))


def lately_with(person: str, contacts: Sequence[Contact], until: int) -> Lately:
    """What there was with one person over the last 90 days."""
    first = until - LATELY_DAYS + 1
    recent = since(contacts, first)
    sides = {"personal": 0, "brand": 0}
    for each in conversations(recent):
        sides[each.side] += each.times
    return Lately(
        person,
        sides,
        given_and_asked(recent, first, until),
        sum(1 for each in exchanges(contacts, first) if each.began == THEIRS and each.first >= first),
        max((each.day for each in recent), default=0),
        last_spoken(contacts),
        tuple(each.place for each in recent),
    )
