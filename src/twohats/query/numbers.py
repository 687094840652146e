"""The words of a selection that hold numbers: ratings, counts, minutes, times of day, amounts.

Each function gives None for a word of another form, and raises `BadTime` or `BadNumber` for one of this form that is
wrong.
"""

from __future__ import annotations

from twohats.drafting.dates import time_of_day
from twohats.format import times
from twohats.format.words import CURRENCIES, RATINGS
from twohats.query.selection import MOST_COUNT, UNRATED, Amount, Span

_DASHES = "-\N{EN DASH}"
_MOST_DIGITS = 12


class BadNumber(ValueError):
    """A word with a number that is wrong: the message says why, the hint what is right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def rating_asked(word: str) -> tuple[str, tuple[int, ...]] | None:
    """`m3`, `m1-2`, `m4-`, `m-2` and `m-` (unrated) as the rating's name and the values that fit."""
    name = RATINGS.get(word[:1].lower())
    ends = _ends(word[1:])
    if name is None or ends is None:
        return None
    if ends == ("", ""):
        return name, (UNRATED,)
    first, last = ends[0] or "1", ends[1] or "5"
    if len(first) > 1 or len(last) > 1:
        return None  # `w44` is a week
    if not 1 <= int(first) <= 5 or not 1 <= int(last) <= 5:
        sign = word[0].lower()
        raise BadNumber(f"{word} is not a rating", f"{name} is {sign}1 to {sign}5")
    return name, tuple(range(*_ordered(word, int(first), int(last))))


def count_asked(word: str) -> Span | None:
    """`x3`, `x2-5`, `x2-` and `x-5` as least and most."""
    ends = _ends(word[1:]) if word[:1].lower() == "x" else None
    if ends is None or ends == ("", ""):
        return None
    if max(map(len, ends)) > _MOST_DIGITS:
        raise BadNumber(f"{word[:20]} is not a count", "x1 to x1000000")
    first, beyond = _ordered(word, int(ends[0] or 1), int(ends[1] or MOST_COUNT))
    return first, beyond - 1


def _ends(text: str) -> tuple[str, str] | None:
    """`3` as `("3", "3")`, `1-2`, `4-`, `-2` and `-` with what is left out empty; None for anything else."""
    dash = next((char for char in _DASHES if char in text), "")
    first, _, last = text.partition(dash) if dash else (text, "", text)
    if not dash and not text:
        return None
    return (first, last) if all(not end or _is_digits(end) for end in (first, last)) else None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _ordered(word: str, first: int, last: int) -> tuple[int, int]:
    """The ends as `range` takes them."""
    if first > last:
        raise BadNumber(f"{word} ends before it begins", f"{word[0]}{last}-{first}")
    return first, last + 1


def minutes_asked(word: str, *, least: int = 1) -> int | None:
    """`25m`, `1h30` as minutes."""
    return times.read_duration(word, least=least)


def clock_asked(word: str) -> Span | None:
    """`09:10`, `9am` and `09:00-12:00` as the minutes after midnight at which a line may have begun, both included."""
    if not word[:1].isdigit():
        return None
    ends = times.range_ends(word)
    if ends is not None:
        start, minutes = times.span_of(*ends, text=word)
        return start, start + minutes - 1
    minute = times.read_time(word) if word[-1:].isdigit() else time_of_day(word)
    return None if minute is None else (minute, minute)


def amount_asked(word: str) -> Amount | None:
    """`1200GBP` as an amount of exactly that, `GBP` (in capitals) as any amount of that currency."""
    number, code = word[:-3], word[-3:]
    if not (word.isascii() and code.isalpha()):
        return None
    known = f" {code.upper()} " in f" {CURRENCIES} "
    if not number:
        return Amount(code) if known and code.isupper() else None
    whole, dot, part = number.partition(".")
    if not whole.isdigit() or (dot and not part.isdigit()):
        return None
    if not known:
        raise BadNumber(f"{code} is not a currency", "three letters of ISO 4217: 1200GBP")
    if len(whole) > _MOST_DIGITS or len(part) > 4:
        raise BadNumber(f"{word[:20]} is not an amount", "up to 12 digits, and 4 after the point")
    return Amount(code.upper(), exactly=number)
