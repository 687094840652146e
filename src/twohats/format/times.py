"""Times of day and durations as they are written: `09:10`, `24:40`, `25m`, `1h30`, `~40m`, `09:10-09:35`.

Text to minutes and back. For a text that has the form of a time or duration but is invalid, the functions raise
`BadTime`, whose message says why; for any other text they return None.
"""

from __future__ import annotations

from twohats.values import NamedTuple

A_DAY = 24 * 60
"""Minutes of a day."""
A_PAGE = 30 * 60
"""Minutes after the page's midnight before which a clock time lies: a day may end later than at midnight, and what
was at 00:40 then stands on its page as `24:40`."""
LONGEST = 12 * 60
"""The most minutes one entry may have; more is a typing error, or a timer left running."""
LATEST_START = A_PAGE - A_DAY - 1
"""The latest minute of the clock at which days may begin: `05:59`, so that the last of a day is `29:58`."""


MOST_DIGITS = 200


class Now(NamedTuple):
    """A moment, in the machine's local time, as the calendar or a journal has it (`with_day_start`)."""

    day: str
    """ISO date of the page that it belongs to."""
    minute: int
    """Minutes after that date's midnight: from `day_start` to a whole day later."""
    second: int = 0
    instant: int | None = None
    """The same in seconds since 1970, whatever the zone; None where only the local time is known."""
    day_start: int = 0
    """Minutes after midnight at which days begin; 0 for those of the calendar."""

    def stamp(self) -> str:
        """`2026-11-22T10:30:05`."""
        return f"{self.day}T{self.minute // 60:02d}:{self.minute % 60:02d}:{self.second:02d}"


def with_day_start(now: Now, day_start: int) -> Now:
    """The moment by days that begin so many minutes after midnight: with 240, 00:40 is 24:40 of the day before.

    Nothing else decides to which day a moment belongs. With 0 it is as the calendar has it.
    """
    day, minute = now.day, now.minute
    if minute >= A_DAY:
        day, minute = day_after(day, 1), minute - A_DAY
    if minute < day_start:
        day, minute = day_after(day, -1), minute + A_DAY
    return now._replace(day=day, minute=minute, day_start=day_start)


def calendar_day(now: Now) -> str:
    """The date that a calendar shows at the moment: no page behind it can have been lived yet."""
    return now.day if now.minute < A_DAY else with_day_start(now, 0).day


def day_after(day: str, days: int) -> str:
    """The ISO date so many days after another, or before it, at most 28: `datetime` costs 1.3 ms."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:]) + days
    if number < 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        number += days_in_month(year, month)
    elif number > days_in_month(year, month):
        number -= days_in_month(year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return f"{year:04d}-{month:02d}-{number:02d}"


def days_in_month(year: int, month: int) -> int:
    """How many days a month has, 1 for January."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


class BadTime(ValueError):
    """Text with the form of a time or a duration that is invalid."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def time_text(minute: int) -> str:
    """Minutes after the page's midnight as a line has them: `HH:MM`, and from midnight on `24:40`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def clock_text(minute: int) -> str:
    """Minutes after a midnight as a clock shows them, also past the next one."""
    return time_text(minute % A_DAY)


def end_text(start: int, end: int) -> str:
    """The end of a range as it is written: `00:15` behind 23:30, `24:40` behind 24:10."""
    return time_text(end) if start >= A_DAY and end < A_PAGE else clock_text(end)


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
    return (
        bool(colon)
        and len(hour) <= 2
        and len(minute) <= 2
        and text.isascii()
        and hour.isdigit()
        and minute.isdigit()
    )


def read_time(text: str) -> int | None:
    """`9:05`, `09:05` or `24:40` as minutes after the page's midnight."""
    return _minute_of(text) if _time_shaped(text) else None


def _minute_of(text: str) -> int:
    """The minute that a text in the shape of a time names."""
    hour, _, minute = text.partition(":")
    hours, minutes = int(hour), int(minute)
    if len(minute) != 2:
        raise BadTime(f"{text} is not a time of day", f"{hours:02d}:{minutes:02d}, with two digits")
    if hours >= A_PAGE // 60 or minutes > 59:
        hint = "times run from 00:00 to 23:59, and for the hours after midnight on to 29:59"
        raise BadTime(f"{text} is not a time of day", hint)
    return hours * 60 + minutes


def read_duration(text: str, *, least: int = 1, most: int = LONGEST) -> int | None:
    """`25m`, `2h`, `1h30`, `1h30m` or `1.5h` as minutes, of which there may be so many; by default as on a line."""
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
    if minutes < least:
        raise BadTime(f"{text} is too short", "a line of time has at least 1m")
    if minutes > most:
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
    """`09:10-09:35` as (start, minutes). A range that passes midnight belongs to the day it began on.

    Its end may be written either way then: `23:30-00:15` and `23:30-24:15`.
    """
    ends = range_ends(text)
    return None if ends is None else span_of(*ends, text=text)


def span_of(first: str, last: str, *, text: str) -> tuple[int, int]:
    """The two ends of the range `text` as (start, minutes); raises BadTime."""
    start, end = _minute_of(first), _minute_of(last)
    minutes = end - start if end >= start else end + A_DAY - start
    if not minutes:
        raise BadTime(f"{text} is a range of no minutes", "the end comes after the start")
    if not 0 < minutes <= LONGEST:
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
    return 1 <= day <= days_in_month(year, month)
