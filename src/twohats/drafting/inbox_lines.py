"""The structure of `inbox.md`: items, and dates in a line or above the lines they apply to. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime

from twohats.drafting.dates import SPOKEN_WEEKDAYS, spoken_date
from twohats.drafting.yearless import NeedsYear, without_year
from twohats.format.calendar import moment
from twohats.format.line import head_end
from twohats.format.times import is_day, time_text
from twohats.format.words import WEEKDAYS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.dates import Spoken
    from twohats.format.times import Now

REASON = re.compile(r"[ \t]+! read (\d{4}-\d\d-\d\d): ")
"""The beginning of a reason, which is on an indented line directly below its line."""
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?")
_LONGEST_DATE = 6
"""The maximum number of words in a line that is only a date."""
_ANY_DAY = datetime(2000, 1, 1)  # in a leap year, which has all dates


class Wrong(NamedTuple):
    """Why no line can be saved on a date."""

    why: str


def item_end(lines: list[str], at: int) -> int:
    """The index after the lines directly below line `at` that are indented further and belong to it."""
    margin, end = indent(lines[at]), at + 1
    while end < len(lines) and lines[end].strip() and indent(lines[end]) > margin:
        end += 1
    return end


def indent(line: str) -> int:
    """How far a line is indented, in columns; a tab goes to the next fourth."""
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def front(text: str, now: Now) -> tuple[str | Wrong | None, str]:
    """The date that a line begins with (None if there is none), and the rest of the text."""
    end = head_end(text)
    words, note = text[:end].split(), text[end:]
    found = _dated(words, moment(now))
    if found is None:
        return None, text
    rest = words[found.used :]
    if found.minute is not None:
        rest = [time_text(found.minute), *rest]
    if not rest and note:  # `20 nov: 25m brand post: launch`
        return found.day, note[1:].strip()
    return found.day, " ".join(rest) + note


def named_day(text: str, now: Now) -> str | Wrong | None:
    """The day of a line that is only a date; None for any other line."""
    return _named_day(text, moment(now))


def names_a_day(text: str) -> bool:
    """Whether a line is only a date; independent of the current date."""
    return _named_day(text, _ANY_DAY) is not None


def _named_day(text: str, now: datetime) -> str | Wrong | None:
    words = text.strip(" \t#*_:-\N{EN DASH}\N{EM DASH}").replace(",", " ").split()
    if not 0 < len(words) <= _LONGEST_DATE:
        return None
    found = _dated(words, now)
    whole = found is not None and found.used == len(words) and found.minute is None
    return found.day if found is not None and whole else None


class _Dated(NamedTuple):
    """A date that words begin with."""

    day: str | Wrong
    used: int
    """How many words it takes."""
    minute: int | None = None
    """The time of day, if they name one."""


def _dated(words: list[str], now: datetime) -> _Dated | None:
    """The date that words begin with, including a weekday before or after it; None if there is none."""
    try:
        return _dated_near(words, now)
    except NeedsYear as error:
        before = _weekday(words[0]) is not None
        used = before + error.used
        return _Dated(
            Wrong(error.with_hint()), used + (used < len(words) and _weekday(words[used]) is not None)
        )


def _dated_near(words: list[str], now: datetime) -> _Dated | None:
    if len(words) > 1 and (weekday := _weekday(words[0])) is not None:
        found = _in_digits(words[1:], now, spoken_date(words[1:], now))
        if found is not None:
            return _on(weekday, found._replace(used=found.used + 1))
    spoken = spoken_date(words, now) if words else None
    found = _in_digits(words, now, spoken)
    if found is not None:
        behind = words[found.used] if found.minute is None and found.used < len(words) else ""
        weekday = _weekday(behind)
        return found if weekday is None else _on(weekday, found._replace(used=found.used + 1))
    return _Dated(spoken.written.isoformat(), spoken.used, spoken.minute) if spoken else None


def _in_digits(words: list[str], now: datetime, spoken: Spoken | None) -> _Dated | None:
    """The date that words begin with, if it has digits: `20 nov`, `20.11.`, `2026-11-20`."""
    numeric = _numeric(words[0], now) if words else None
    if numeric is not None:
        return _Dated(numeric, 1)
    if spoken is None or not any(char.isdigit() for word in words[: spoken.used] for char in word):
        return None
    return _Dated(spoken.written.isoformat(), spoken.used, spoken.minute)


def _on(weekday: int, found: _Dated) -> _Dated:
    """The date, checked against a weekday given with it."""
    if isinstance(found.day, Wrong):
        return found
    real = date.fromisoformat(found.day).weekday()
    return found if real == weekday else found._replace(day=Wrong(f"{found.day} is a {WEEKDAYS[real]}"))


def _weekday(word: str) -> int | None:
    word = word.lower().rstrip(".,")
    return next(
        (at for at, name in enumerate(SPOKEN_WEEKDAYS) if len(word) > 2 and name.startswith(word)), None
    )


def _numeric(word: str, now: datetime) -> str | Wrong | None:
    """A numeric date, as phones write it; None if the word is not one.

    With dots the day comes first; with slashes too, if it cannot be a month, else the date is ambiguous.
    """
    match = _NUMERIC.fullmatch(word.rstrip(",:"))
    if match is None or not word.isascii():
        return None
    first, sign, second, year = match.groups()
    if len(first) == 4:
        parts = [first, second, year] if year and len(year) < 3 else None
    elif sign == "-" or len(first) == 3 or not (year or (sign == "." and word.rstrip(",:").endswith("."))):
        return None  # `9.30`, `1/2` and `9-10` need not be dates
    elif sign == "/" and int(first) < 13 and int(second) < 13 and first != second:
        return Wrong(f"{word} could be two days; write it as {now.date()}")
    elif sign == "/" and int(first) < 13:
        parts = [year or "", first, second]
    else:
        parts = [year or "", second, first]
    if parts is None:
        return None
    if not parts[0]:
        try:
            found = without_year(int(parts[1]), int(parts[2]), now.date(), word)
        except NeedsYear as error:
            return Wrong(error.with_hint())
        return found.isoformat() if found else Wrong(f"{word} is not a date")
    full = f"20{parts[0]}" if len(parts[0]) == 2 else parts[0]
    day = f"{full}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    return day if is_day(day) else Wrong(f"{word} is not a date")
