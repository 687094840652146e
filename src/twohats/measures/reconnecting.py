"""Three names not spoken to for long (METHOD 2.7): a prompt, drawn by lot, never a list of debts."""

from __future__ import annotations

from hashlib import sha256
from math import log

from twohats.measures.contacts import BOTH, LIVE_DAYS, LOST, OURS, THEIRS, conversations
from twohats.measures.outreach import LEAVE_BE, unanswered_since
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.contacts import Contact

NAMES = 3


class Aside(NamedTuple):
    """Whom the user does not want to be reminded of: what the reviews say of people, as days (proleptic ordinals)."""

    later: Mapping[str, int] = {}
    """Person to the day from which on they may be named again."""
    let_go: Mapping[str, int] = {}
    """Person to the day on which they were let go."""

    def holds(self, person: str, contacts: Sequence[Contact], day: int) -> bool:
        """Whether a person is not to be named on a day. Who was let go is, once they turn up again by themselves."""
        if day < self.later.get(person, day):
            return True
        gone = self.let_go.get(person)
        return gone is not None and not any(
            gone < each.day <= day for each in reversed(contacts) if each.way in (BOTH, THEIRS)
        )


NOBODY = Aside()


class Quiet(NamedTuple):
    """Somebody there were real conversations with, the last of them at least 90 days ago."""

    person: str
    spoken: int
    """Day of that conversation (proleptic ordinal)."""
    conversations: int


def quiet(contacts: Mapping[str, Sequence[Contact]], until: int) -> list[Quiet]:
    """Everyone not spoken to for 90 days, in alphabetical order.

    Not among them: whom one has not talked to yet; who was asked or given something within the 90 days, which is
    writing to them; who has left several messages unanswered; who was lost and has not been back.
    """
    found = []
    for person, theirs in contacts.items():
        spoken = next((each.day for each in reversed(theirs) if each.way == BOTH), None)
        if spoken is None or until - spoken < LIVE_DAYS or _is_left(theirs, until):
            continue
        found.append(Quiet(person, spoken, sum(each.times for each in conversations(theirs))))
    return sorted(found)


def _is_left(contacts: Sequence[Contact], until: int) -> bool:
    """Whether somebody was written to within 90 days, has not answered several times, or was lost."""
    is_back = False
    for contact in reversed(contacts):
        is_recent = until - contact.day < LIVE_DAYS
        if (contact.way == OURS and is_recent) or (contact.way == LOST and not is_back):
            return True
        is_back = is_back or contact.way in (BOTH, THEIRS)
        if is_back and not is_recent:
            break
    return unanswered_since(contacts)[0] >= LEAVE_BE


def three_names(contacts: Mapping[str, Sequence[Contact]], until: int, aside: Aside) -> tuple[Quiet, ...]:
    """Up to three people not spoken to for 90 days, in alphabetical order: the same all day, others tomorrow.

    They are drawn by lot, with a chance that grows with the conversations there were: exponential waiting times, each
    divided by the number of conversations, and the three shortest. The lot is the SHA-256 of day and name.
    """
    there = [
        each for each in quiet(contacts, until) if not aside.holds(each.person, contacts[each.person], until)
    ]
    drawn = sorted(there, key=lambda each: (-log(_lot(until, each.person)) / each.conversations, each.person))
    return tuple(sorted(drawn[:NAMES], key=lambda each: each.person))


def _lot(day: int, person: str) -> float:
    """A number above 0 and up to 1."""
    digest = sha256(f"{day}:{person}".encode("utf-8", "surrogatepass")).digest()
    return (int.from_bytes(digest[:6], "big") + 1) / 2**48
