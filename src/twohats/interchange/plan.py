"""What taking in some files would do: the lines, and everything that a preview says. A value; nothing is written by it.

`interpreting.planned` makes it from records, `views.importing` shows it, `actions.importing` carries it out.
"""

from __future__ import annotations

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.interchange.source import NotUnderstoodRecord, Recognised


class PlannedLine(NamedTuple):
    """A line that would be added."""

    day: str
    """ISO date of its page."""
    text: str
    """Without its dash, in the written format."""
    source: str
    keys: tuple[str, ...]
    """The records that it rests on (`record.record_key`): with the line they become known."""


class PlannedPerson(NamedTuple):
    """Somebody whom lines name."""

    name: str
    """As lines have it, without `@`."""
    shown: str
    """What the source calls them, safe to show."""
    key: str
    """What they are known by in later exports: `record_key` of the source and of `Party.key`."""
    is_new: bool
    """Whether neither the journal nor `people.toml` knew the name."""
    same_as: str = ""
    """The name of somebody known who may be the same, by their full name: proposed, never joined unasked."""


class Tally(NamedTuple):
    """A number of things, in words."""

    what: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which no one needs here


class MonthCensus(NamedTuple):
    """What an archive holds of a month, for the preview: tallies only."""

    month: str
    """`2026-11`."""
    side: str
    """`personal` or `brand`; empty for what has no hat yet."""
    days_posted: int = 0
    conversations: int = 0
    """Real ones (METHOD 2.1)."""
    first_times: int = 0
    """People of whom this is the first real conversation in what was read."""
    minutes: int = 0
    guessed: int = 0
    """How many of the minutes are guesses."""


class WithoutHat(NamedTuple):
    """What no rule gives a hat, and so becomes no line."""

    source: str
    what: str
    """What a rule could be about, as `field = value`: `project = Acme`; empty for a source as a whole."""
    records: int
    minutes: int = 0


class Plan(NamedTuple):
    """All of it."""

    found: tuple[Recognised, ...]
    lines: tuple[PlannedLine, ...] = ()
    """By day, in the order in which they stand on it."""
    people: tuple[PlannedPerson, ...] = ()
    census: tuple[MonthCensus, ...] = ()
    """By month and side; months without anything between the first and the last are there too."""
    facts: tuple[Tally, ...] = ()
    """What is worth knowing of it and is no line: `they began` 22, `you wrote first, no answer` 54 …"""
    most_days: tuple[tuple[str, int], ...] = ()
    """The names of those with conversations on the most days, and on how many, at most five."""
    left_out: tuple[Tally, ...] = ()
    """What becomes no line and why, the most first."""
    known: int = 0
    """Records that an earlier import has taken in."""
    not_understood: tuple[NotUnderstoodRecord, ...] = ()
    """The first hundred rows that could not be read."""
    not_understood_count: int = 0
    remarks: tuple[str, ...] = ()
    without_hat: tuple[WithoutHat, ...] = ()
    first: str = ""
    """ISO date of the first and of the last record, in all that was read; empty without any."""
    last: str = ""
    border: str = ""
    """ISO date of the first line written by hand, from which on not everything comes in; empty without one."""
    constants: Mapping[str, float] = {}
    """The assumptions behind guessed minutes, by the names that rules have for them."""
