"""What a return says it is credited to: the values of `from:` (`docs/format.md`, section 12)."""

from __future__ import annotations

from itertools import combinations

from twohats.format.names import INVISIBLE_JOINERS, name_of
from twohats.format.times import BadTime, is_day, read_time, time_text
from twohats.format.words import NONE, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from twohats.format.model import Entry

FROM = "from"
"""The key."""
_LONGEST = 200 - len("from:")
"""Characters that a value may have: no word before a note has more than 200."""
_MOST_PEOPLE = 8
"""People of an entry that are tried as words: with all of a crowd there would be too many ways to combine them."""


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


def origin_text(day: str, entries: Sequence[Entry], at: int, before: int, avoid: Container[str] = ()) -> str:
    """The shortest value of `from:` that picks `entries[at]`; empty where none does.

    `entries` are all those of the page of `day`, in the order in which they happened, of which the return can be
    credited to the first `before`. Words that fit that entry alone are taken before those of which it is merely the
    last, so that what is written on the page later changes nothing; of equally many words a clock time comes first.
    Words to `avoid` are read as others: channels of before.
    """
    words = [
        word
        for word in _words_of(entries[at])
        if word not in avoid and not set(INVISIBLE_JOINERS) & set(word)
    ]
    fits = [sum(1 << i for i, other in enumerate(entries) if _has(other, word)) for word in words]
    everyone, first = (1 << len(entries)) - 1, (1 << before) - 1
    for alone in (True, False):
        for number in range(len(words) + 1):
            for chosen in combinations(range(len(words)), number):
                fitting = everyone
                for each in chosen:
                    fitting &= fits[each]
                is_picked = fitting == 1 << at if alone else (fitting & first).bit_length() == at + 1
                text = "/".join([day, *(words[each] for each in chosen)])
                if is_picked and len(text) <= _LONGEST:
                    return text
    return ""


def _words_of(entry: Entry) -> Iterable[str]:
    if entry.start is not None:
        yield time_text(entry.start)
    yield from filter(None, (entry.channel, entry.activity))
    yield from (f"@{person}" for person in entry.people[:_MOST_PEOPLE])
    yield entry.hat


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
