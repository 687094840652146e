"""What was given and what was asked (M6; METHOD 2.7).

There is no figure of what giving brought: it would teach the opposite of giving. What came back unasked stands among
the returns.
"""

from __future__ import annotations

from twohats.measures.contacts import OURS
from twohats.measures.timeline import TimedEvent
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.contacts import Contact

LEAST_FOR_SHARE = 5
"""Gives and asks together below which there is no share."""
ASK_DAYS = 30
"""The stretch over which asks of one person are counted."""
NOTHING = ("none", "no", "0")
"""What `expect:` says of a give or an ask that expects nothing: `none`, and the other ways in which people write it."""


class GiveAsk(NamedTuple):
    """Gives and asks, of one person or of all."""

    gives: int
    asks: int

    @property
    def share(self) -> float | None:
        """Gives of both, 0..1; None below 5 together."""
        both = self.gives + self.asks
        return self.gives / both if both >= LEAST_FOR_SHARE else None


class Expectation(NamedTuple):
    """Gives by whether anything was expected, as it was said at the time (`expect:`)."""

    nothing: int
    something: int
    unsaid: int
    """Left out of the share, and counted here."""

    @property
    def share(self) -> float | None:
        """Of the gives that say, those that expected nothing, 0..1; None below 5."""
        said = self.nothing + self.something
        return self.nothing / said if said >= LEAST_FOR_SHARE else None


def expects_nothing(fields: Iterable[tuple[str, str]]) -> bool:
    """Whether a give or an ask says that nothing was expected."""
    return any(key == "expect" and value.lower() in NOTHING for key, value in fields)


def give_ask(events: Iterable[TimedEvent], first: int, last: int) -> GiveAsk:
    """All gives and asks from one day to another, both included (proleptic ordinals) (M6)."""
    counts = {"gave": 0, "asked": 0}
    for each in events:
        if each.event.verb in counts and first <= each.when[0] <= last:
            counts[each.event.verb] += each.event.count
    return GiveAsk(counts["gave"], counts["asked"])


def given_and_asked(contacts: Sequence[Contact], first: int, last: int) -> GiveAsk:
    """What one person was given and asked, from one day to another (M6). A line that names several is one to each."""
    gives = asks = 0
    for contact in contacts:
        if contact.way == OURS and first <= contact.day <= last and isinstance(contact.line, TimedEvent):
            event = contact.line.event
            count = event.count if len(event.people) == 1 else 1
            gives, asks = (gives + count, asks) if event.verb == "gave" else (gives, asks + count)
    return GiveAsk(gives, asks)


def most_asked(contacts: Sequence[Contact]) -> int:
    """The most asks of one person within any 30 days (M6)."""
    asked: list[tuple[int, int]] = []
    most = 0
    for contact in contacts:
        if (
            contact.way == OURS
            and isinstance(contact.line, TimedEvent)
            and contact.line.event.verb == "asked"
        ):
            event = contact.line.event
            asked.append((contact.day, event.count if len(event.people) == 1 else 1))
            asked = [each for each in asked if contact.day - each[0] < ASK_DAYS]
            most = max(most, sum(count for _, count in asked))
    return most


def expectation(events: Iterable[TimedEvent], first: int, last: int) -> Expectation:
    """The gives from one day to another by what was expected of them."""
    nothing = something = unsaid = 0
    for each in events:
        event = each.event
        if event.verb != "gave" or not first <= each.when[0] <= last:
            continue
        if not any(key == "expect" and value for key, value in event.fields):
            unsaid += event.count
        elif expects_nothing(event.fields):
            nothing += event.count
        else:
            something += event.count
    return Expectation(nothing, something, unsaid)
