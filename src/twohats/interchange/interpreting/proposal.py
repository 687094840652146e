"""A line as it is proposed by what records prove, before overlaps, days and names are settled."""

from __future__ import annotations

from twohats.values import NamedTuple

TYPE_CHECKING = False

HAND, TRACKED, WATCHED, CALENDAR, ESTIMATE = 4, 3, 2, 1, 0
"""Ranks of lines with minutes (R12): of two at one time the higher keeps its minutes."""


class Who(NamedTuple):
    """Somebody of a source."""

    source: str
    key: str
    """`Party.key`; empty for somebody who cannot be told apart."""


class Proposal(NamedTuple):
    """A line that some records prove."""

    source: str
    hat: str
    words: str
    """What is done: `talk`, `do service`, `got conversation`."""
    at: int
    """When, in seconds of `moments`; of a line without a clock time, some second of its day."""
    keys: tuple[str, ...]
    seconds: int = 0
    """How long it took, for a line of time; else 0."""
    rank: int = ESTIMATE
    has_clock: bool = True
    channel: str = ""
    people: tuple[Who, ...] = ()
    count: int = 1  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    note: str = ""
    fields: tuple[str, ...] = ()
    """Further words, `met:linkedin`."""
    moments: tuple[int, ...] = ()
    """When the owner wrote, for a sitting: measured time that holds all of these is its own (R12)."""
    what: str = ""
    """What such lines are called in the plural where they are left out: `sittings`."""

    @property
    def is_entry(self) -> bool:
        """Whether it is a line of time."""
        return self.words.split(" ", 1)[0] in ("post", "read", "talk", "do")

    @property
    def is_measured(self) -> bool:
        """Whether its minutes are no guess."""
        return self.rank >= WATCHED

    @property
    def end(self) -> int:
        """The second at which it ends."""
        return self.at + self.seconds
