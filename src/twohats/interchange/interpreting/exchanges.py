"""R2: messages with one person without a long silence are an exchange; two turns each, or a call, make it real."""

from __future__ import annotations

from array import array

from twohats.interchange.interpreting.sittings import each_once, runs
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twohats.interchange.interpreting.gathered import Messages, Thread
    from twohats.interchange.rules import Constants

DAY = 24 * 60 * 60


class Exchange(NamedTuple):
    """Messages and calls with one person, in their order."""

    thread: Thread
    places: Sequence[int]
    """In the columns of `Messages`."""
    is_real: bool
    began_it: bool
    """Whether the owner began."""

    def written(self, messages: Messages) -> list[int]:
        """Its messages without the calls."""
        return [place for place in self.places if not messages.call[place]]

    def theirs(self, messages: Messages) -> list[int]:
        """The messages that the other wrote."""
        return [place for place in self.written(messages) if not messages.is_mine[place]]


def exchanges_of(thread: Thread, messages: Messages, assumed: Constants) -> Iterator[Exchange]:
    """The exchanges of a thread, in their order; a record that is there twice counts once."""
    order = sorted(thread.places, key=messages.order)
    once = each_once(order, messages.key)
    at = messages.at.__getitem__
    for run in runs(once, at, at, int(assumed.silence_days * DAY)):
        yield Exchange(
            thread, array("l", run), _is_real(run, messages, assumed), bool(messages.is_mine[run[0]])
        )


def _is_real(run: Sequence[int], messages: Messages, assumed: Constants) -> bool:
    """Whether each had two turns, or a call was long enough (METHOD 2.1)."""
    turns = [0, 0]
    side = -1
    for place in run:
        if messages.call[place]:
            if messages.call[place] >= assumed.real_call_minutes * 60:
                return True
            continue
        if messages.is_mine[place] != side:
            side = messages.is_mine[place]
            turns[side] += 1
    return min(turns) >= 2
