"""Own messages to one person, and whether they were answered (M10b; METHOD 2.7).

A message is an ask, a note or a congratulation in one's own words that names whom it went to; to several people it is
one to each. One with `expect:none` waits for nothing and is in no number here, though a give or an ask it stays
(`giving`). An answer is something of theirs: a return, noise apart, or a talk.
"""

from __future__ import annotations

import math

from twohats.measures.contacts import BOTH, LOST, OURS, THEIRS, since
from twohats.measures.people import FOLLOW_DAYS, FORGOTTEN_DAYS, LEAST_PEOPLE, share_of
from twohats.measures.sums import median
from twohats.measures.tracing import TOUCH_DAYS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.figures import Share

ANSWER_DAYS = TOUCH_DAYS
"""How long after a message something of theirs still counts as its answer."""
AGED_DAYS = FOLLOW_DAYS
"""Days that a message is given before it counts as not answered."""
LEAVE_BE = 3
"""Own messages without an answer after which a person is left be."""
WRITTEN = ("note", "congrats")
"""Gives that are messages; help and an introduction are not, though they go to somebody."""


class Message(NamedTuple):
    """One or several messages of one line to one person."""

    day: int
    """Proleptic ordinal."""
    count: int  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    answered: int
    """How many of them were answered."""


class Unanswered(NamedTuple):
    """Somebody who has not answered."""

    person: str
    messages: int
    """Since anything of theirs, the youngest included."""
    last: int
    """The day of the last of them (proleptic ordinal)."""

    @property
    def leave_be(self) -> bool:
        """Whether there were so many that there should be no further one."""
        return self.messages >= LEAVE_BE


class Attempts(NamedTuple):
    """How many messages it took until somebody answered for the first time."""

    answered: tuple[int, ...]
    """Messages up to the first answer, one number a person, ascending; whoever wrote or talked first is not here."""
    waiting: tuple[int, ...]
    """Messages so far to those who never answered."""
    median: float | None
    """Over all of them; None below 5 people."""
    is_least: bool
    """Whether the median can still grow with what those waiting will do: `at least 2`."""


def messages_in(contact: Contact) -> int:
    """How many messages to one person a line is; 0 if it is none that waits for an answer."""
    if contact.way != OURS or not contact.waits:
        return 0
    return 0 if contact.verb == "gave" and contact.kind not in WRITTEN else contact.times


def messages(contacts: Sequence[Contact]) -> list[Message]:
    """The messages to one person, oldest first.

    Each answer is one to one message: the latest that has none yet and is not older than 45 days.
    """
    sent: list[Message] = []
    for contact in contacts:
        count = messages_in(contact)
        if count:
            sent.append(Message(contact.day, count, 0))
        elif contact.way in (BOTH, THEIRS):
            for at in range(len(sent) - 1, -1, -1):
                day, of, answered = sent[at]
                if contact.day - day > ANSWER_DAYS:
                    break
                if answered < of:
                    sent[at] = Message(day, of, answered + 1)
                    break
    return sent


def answered_share(contacts: Mapping[str, Sequence[Contact]], until: int, days: int) -> Share | None:
    """Of the messages of the last `days`, those at least 14 days old that were answered (M10b); None without any.

    Wilson's 90 % interval from 5 messages on. `until` is the last day that counts (proleptic ordinal).
    """
    part = whole = 0
    for theirs in contacts.values():
        if theirs[-1].day <= until - days:
            continue
        recent = since(theirs, until - days - ANSWER_DAYS)
        if not any(each.way == OURS for each in recent):
            continue
        for day, count, answered in messages(recent):
            if until - days < day <= until - AGED_DAYS:
                part, whole = part + answered, whole + count
    return share_of(part, whole) if whole else None


def attempts(contacts: Mapping[str, Sequence[Contact]]) -> Attempts:
    """The messages until the first answer, person by person."""
    answered: list[int] = []
    waiting: list[int] = []
    for theirs in contacts.values():
        count = 0
        for contact in theirs:
            if contact.way in (BOTH, THEIRS):
                if count:
                    answered.append(count)
                break
            count += messages_in(contact)
        else:
            if count:
                waiting.append(count)
    answered.sort()
    waiting.sort()
    if len(answered) + len(waiting) < LEAST_PEOPLE:
        return Attempts(tuple(answered), tuple(waiting), None, is_least=False)
    least = median([*answered, *waiting])
    most = median([*answered, *(math.inf for _ in waiting)])
    return Attempts(tuple(answered), tuple(waiting), least, is_least=most > least)


def unanswered_since(contacts: Sequence[Contact]) -> tuple[int, int, int]:
    """Messages to one person since anything of theirs, and the days of the first and the last of them; 0 without."""
    count = first = last = 0
    for contact in reversed(contacts):
        if contact.way in (BOTH, THEIRS, LOST):
            break
        if sent := messages_in(contact):
            count, first, last = count + sent, contact.day, last or contact.day
    return count, first, last


def unanswered(contacts: Mapping[str, Sequence[Contact]], until: int) -> tuple[Unanswered, ...]:
    """Who was written to at least 14 days ago and has not answered since, those written to last first.

    Nobody of whom the last message is over 104 days old, and nobody lost.
    """
    found = []
    for person, theirs in contacts.items():
        if theirs[-1].day < until - FORGOTTEN_DAYS:
            continue
        count, first, last = unanswered_since(theirs)
        if count and until - first >= AGED_DAYS and until - last <= FORGOTTEN_DAYS:
            found.append(Unanswered(person, count, last))
    return tuple(sorted(found, key=lambda each: (-each.last, each.person)))
