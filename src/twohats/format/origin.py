"""What a return says it is credited to: the values of `from:` (`docs/format.md`, section 12)."""

from __future__ import annotations

from twohats.format.names import name_of
from twohats.format.times import BadTime, is_day, read_time
from twohats.format.words import NONE, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.model import Entry

FROM = "from"
"""The key."""


class Origin(NamedTuple):
    """An entry of a day, or nothing."""

    day: str
    """ISO date of the page; empty for `from:none`, which unties."""
    words: tuple[str, ...] = ()
    """What the entry has: its clock time, hat, activity or channel, or `@` and a person."""

    def fits(self, entry: Entry) -> bool:
        """Whether an entry of that day has all the words."""
        return all(_has(entry, word) for word in self.words)


def read_origin(value: str) -> Origin | None:
    """`none` or `2026-11-18/09:35/@anna` as an origin; None for any other text."""
    day, *words = folded(value).split("/")
    if day == NONE and not words:
        return Origin("")
    return Origin(day, tuple(filter(None, words))) if is_day(day) else None


def _has(entry: Entry, word: str) -> bool:
    if word[0] == "@":
        return name_of(word[1:], person=True) in entry.people
    try:
        minute = read_time(word)
    except BadTime:
        return False
    if minute is not None:
        return minute == entry.start
    return word in (entry.hat, entry.activity) or (name_of(word) or word) == entry.channel
