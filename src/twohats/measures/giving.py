"""What was given and what was asked (M6; METHOD 2.7).

There is no figure of what giving brought: it would teach the opposite of giving. What came back unasked stands among
the returns.
"""

from __future__ import annotations

from twohats.measures.contacts import OURS
from twohats.measures.field_values import expects_nothing
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.timeline import TimedEvent

LEAST_FOR_SHARE = 5
"""Gives and asks together below which there is no share."""
ASK_DAYS = 30
"""The stretch over which asks of one person are counted."""


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
        if contact.way == OURS and first <= contact.day <= last:
            times = contact.times
            gives, asks = (gives + times, asks) if contact.verb == "gave" else (gives, asks + times)
    return GiveAsk(gives, asks)


def most_asked(contacts: Sequence[Contact]) -> int:
    """The most asks of one person within any 30 days (M6)."""
    asked: list[tuple[int, int]] = []
    most = 0
    for contact in contacts:
        if contact.way == OURS and contact.verb == "asked":
            asked.append((contact.day, contact.times))
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
