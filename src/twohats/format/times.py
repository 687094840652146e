"""Times of day and durations as they are written: `09:10`, `25m`, `1h30`, `~40m`, `09:10-09:35`.

Text to minutes and back. For a text that has the form of a time or duration but is invalid, the functions raise
`BadTime`, whose message says why; for any other text they return None.
"""

from __future__ import annotations

from twohats.values import NamedTuple

A_DAY = 24 * 60
"""Minutes of a day."""
LONGEST = 12 * 60
"""The most minutes one entry may have; more is a typing error, or a timer left running."""


MOST_DIGITS = 200


class Now(NamedTuple):
    """A moment, in the machine's local time."""

    day: str
    """ISO date."""
    minute: int
    """Minutes after midnight."""
    second: int = 0
    instant: int | None = None
    """The same in seconds since 1970, whatever the zone; None where only the local time is known."""

    def stamp(self) -> str:
        """`2026-11-22T10:30:05`."""
        return f"{self.day}T{self.minute // 60:02d}:{self.minute % 60:02d}:{self.second:02d}"


class BadTime(ValueError):
    """Text with the form of a time or a duration that is invalid."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def time_text(minute: int) -> str:
    """Minutes after midnight as `HH:MM`."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def duration_text(minutes: int) -> str:
    """Whole minutes as `25m`, `2h` or `1h30`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _time_shaped(text: str) -> bool:
    hour, colon, minute = text.partition(":")
    return bool(colon) and len(hour) <= 2 and len(minute) <= 2 and _digits(hour) and _digits(minute)


def read_time(text: str, *, end: bool = False) -> int | None:
    """`9:05` or `09:05` as minutes after midnight; `24:00` only where a range ends (`end`)."""
    return _minute_of(text, end=end) if _time_shaped(text) else None


def _minute_of(text: str, *, end: bool = False) -> int:
    """The minute that a text in the shape of a time names."""
    hour, _, minute = text.partition(":")
    if len(minute) != 2:
        raise BadTime(f"{text} is not a time of day", f"{int(hour):02d}:{int(minute):02d}, with two digits")
    if end and (hour, minute) == ("24", "00"):
        return A_DAY
    if int(hour) > 23 or int(minute) > 59:
        raise BadTime(f"{text} is not a time of day", "times run from 00:00 to 23:59")
    return int(hour) * 60 + int(minute)


def read_duration(text: str) -> int | None:
    """`25m`, `2h`, `1h30`, `1h30m` or `1.5h` as minutes."""
    lower = text.lower()
    if not lower or not (lower[0].isascii() and lower[0].isdigit()):
        return None
    hours, h, rest = lower.partition("h")
    if h:
        whole, dot, part = hours.partition(".")
        if not _digits(whole) or (dot and not _digits(part)):
            return None
        if rest:
            rest = rest.removesuffix("m")
            if dot or not _digits(rest):
                return None
            if len(rest) > 2 or int(rest) > 59:
                raise BadTime(f"{text} is not a duration", "minutes after the h run from 00 to 59: 1h30")
        _refuse_long(text)
        minutes = int(whole) * 60 + (int(rest) if rest else 0)
        if part:
            minutes += (int(part) * 120 + 10 ** len(part)) // (2 * 10 ** len(part))  # half a minute rounds up
    else:
        number = lower.removesuffix("m")
        if number == lower or not _digits(number):
            return None
        _refuse_long(text)
        minutes = int(number)
    if not minutes:
        raise BadTime(f"{text} is too short", "a line of time has at least 1m")
    if minutes > LONGEST:
        raise BadTime(f"{text} is too long for one line", "one line holds at most 12h")
    return minutes


def _refuse_long(text: str) -> None:
    """Refuse more digits than a word may have characters: not every reader converts such a number."""
    if len(text) > MOST_DIGITS:
        raise BadTime(f"{text[:20]}… is too long for one line", "one line holds at most 12h")


def range_ends(text: str) -> tuple[str, str] | None:
    """The two texts around the dash of something shaped like `09:10-09:35`; an en dash will do."""
    for dash in "-\N{EN DASH}":
        start, found, end = text.partition(dash)
        if found and _time_shaped(start) and _time_shaped(end):
            return start, end
    return None


def read_range(text: str) -> tuple[int, int] | None:
    """`09:10-09:35` as (start, minutes). A range that passes midnight belongs to the day it began on."""
    ends = range_ends(text)
    if ends is None:
        return None
    start, end = _minute_of(ends[0]), _minute_of(ends[1], end=True)
    if end == start:
        raise BadTime(f"{text} is a range of no minutes", "the end comes after the start")
    minutes = end - start if end > start else end + A_DAY - start
    if minutes > LONGEST:
        if end < start:
            swapped = f"{time_text(end)}-{time_text(start)}"
            raise BadTime(f"{text} ends before it starts", f"{swapped}? past midnight it may last up to 12h")
        raise BadTime(f"{text} is too long for one line", "one line holds at most 12h")
    return start, minutes


def is_day(text: str) -> bool:
    """Whether a text is an ISO date that exists."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return False
    if not (text[:4] + text[5:7] + text[8:]).isdigit() or not 1 <= int(text[5:7]) <= 12 or text[:4] == "0000":
        return False
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (
        1
        <= day
        <= (29 if leap and month == 2 else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1])
    )
