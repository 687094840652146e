"""Spoken days, times and periods: `yesterday`, `fri 9am`, `20 nov`, `2 days ago`, `last week`, `2026-W47`.

Always relative to a given moment, and preferring the past, since a journal is about the past. Our own words are tried
first; `dateutil` parses the many spellings of an absolute date and does the month arithmetic. It is never allowed to
guess (`fuzzy=True` was silently wrong in 11 of 19 cases), and only gets text with a digit next to a month's name.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from twohats.drafting.yearless import coming, past, refuse_far, week_numbered
from twohats.format.calendar import EARLIEST, LATEST, Week, week_named, week_of
from twohats.format.times import A_DAY, A_PAGE
from twohats.format.words import MONTHS, WEEKDAYS
from twohats.values import NamedTuple

SPOKEN_WEEKDAYS = tuple([name.lower() for name in WEEKDAYS])
SPOKEN_MONTHS = tuple([name.lower() for name in MONTHS])
_UNITS = {"m": "minutes", "min": "minutes", "minute": "minutes", "h": "hours", "hour": "hours", "d": "days",
          "day": "days", "w": "weeks", "week": "weeks", "month": "months", "year": "years"}  # fmt: skip
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_BEGINNINGS = frozenset(["today", "now", "yesterday", "yday", "last", "this", "of", *_NUMBERS])
_LONGEST = 5
"""Words a spoken date may have: `nov 20th 2026 at 9am`."""


class Spoken(NamedTuple):
    """What the words at the front of a command say about when."""

    day: date
    minute: int | None
    """Minutes after midnight, if they name a time."""
    used: int
    """How many words were used."""
    coming: date | None = None
    """The next occurrence of this date, where no year was given and it is less than half a year ahead."""
    ago: int = 0
    """How many minutes ago, for `90m ago`: the caller, who knows about clock changes, works out the time of day."""

    @property
    def written(self) -> date:
        """The day meant in writing: a line is dated a year back only if the year is given."""
        return self.coming or self.day


def _beginnings_of(names: tuple[str, ...], first: int) -> dict[str, int]:
    """How names may be written, three letters or more, and the number of each; no two have the same three."""
    return {name[:end]: n for n, name in enumerate(names, first) for end in range(3, len(name) + 1)}


_WEEKDAY_OF, _MONTH_OF = _beginnings_of(SPOKEN_WEEKDAYS, 0), _beginnings_of(SPOKEN_MONTHS, 1)


def _weekday(word: str) -> int | None:
    return _WEEKDAY_OF.get(word)


def _month(word: str) -> int | None:
    return _MONTH_OF.get(word.rstrip(".,"))


def time_of_day(word: str, *, before: int = A_DAY) -> int | None:
    """`9am`, `9:30pm`, `noon`, `midnight` or `21:15` as minutes after midnight; only those before a minute."""
    word = word.lower()
    if word in ("noon", "midnight"):
        return 720 if word == "noon" else 0
    half = word[-2:] if word[-2:] in ("am", "pm") else ""
    hour, colon, minute = word.removesuffix(half).partition(":")
    if not (half or colon) or not (hour.isascii() and hour.isdigit()) or len(hour) > 2:
        return None
    if colon and not (len(minute) == 2 and minute.isascii() and minute.isdigit() and int(minute) < 60):
        return None
    clock = int(hour)
    if half:
        if not 1 <= clock <= 12:
            return None
        clock = clock % 12 + (12 if half == "pm" else 0)
    found = clock * 60 + (int(minute) if colon else 0)
    return found if found < before else None


def time_in_front(words: list[str], *, before: int = A_DAY) -> tuple[int, int] | None:
    """The time of day that words begin with, in minutes after midnight, and how many words it takes.

    Phones put a space before the half of the day: `9:05 PM` takes two words. None if they begin with none.
    """
    if len(words) > 1 and (half := words[1].lower().replace(".", "")) in ("am", "pm"):
        minute = time_of_day(words[0] + half, before=before)
        if minute is not None:
            return minute, 2
    minute = time_of_day(words[0], before=before) if words else None
    return None if minute is None else (minute, 1)


def _day_word(words: list[str], now: datetime) -> Spoken | None:
    """One or two words that name a day by its weekday or relative to today."""
    today = now.date()
    first = words[0]
    near = {"today": 0, "now": 0, "yesterday": 1, "yday": 1}
    if len(words) == 1:
        if first in near:
            return Spoken(today - timedelta(days=near[first]), None, 1)
        weekday = _weekday(first)
        if weekday is not None:
            return Spoken(today - timedelta(days=(today.weekday() - weekday) % 7), None, 1)
        try:
            return Spoken(date.fromisoformat(first), None, 1) if len(first) == 10 else None
        except ValueError:
            return None
    if len(words) == 2 and first in ("last", "this"):
        if words[1] == "night" and first == "last":
            return Spoken(today - timedelta(days=1), None, 2)
        weekday = _weekday(words[1])
        if weekday is not None:
            back = (today.weekday() - weekday) % 7
            return Spoken(today - timedelta(days=back or (7 if first == "last" else 0)), None, 2)
    return None


def amount_of_time(
    words: list[str], numbers: dict[str, int], units: dict[str, str]
) -> tuple[str, int] | None:
    """`2 days`, `2d`, `a week` as the unit in full and how many; None for anything else."""
    number, unit = words[0], " ".join(words[1:])
    if len(words) == 1:
        number = words[0].rstrip("abcdefghijklmnopqrstuvwxyz")
        unit = words[0][len(number) :]
    count = numbers.get(number) or (
        int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0
    )
    name = units.get(unit) or units.get(unit.removesuffix("s"))
    return (name, count) if count and name else None


def _ago(words: list[str], now: datetime) -> Spoken | None:
    """`2 days ago`, `a week ago`, `90m ago`, `3h ago`."""
    if words[-1] != "ago" or len(words) not in (2, 3):
        return None
    found = amount_of_time(words[:-1], _NUMBERS, _UNITS)
    if found is None:
        return None
    name, count = found
    from dateutil.relativedelta import relativedelta

    try:
        then = now - relativedelta(**{name: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None
    minute = then.hour * 60 + then.minute if name in ("minutes", "hours") else None
    ago = 0 if minute is None else count * (60 if name == "hours" else 1)
    return Spoken(then.date(), minute, len(words), ago=ago)


def _digits_of(word: str) -> int:
    """How many digits a day of the month (`20`, `20th`, `20,`) or a year has; 0 for any other word."""
    number = word.removesuffix(",")
    if number[-2:] in ("st", "nd", "rd", "th"):
        number = number[:-2]
    return len(number) if number.isascii() and number.isdigit() else 0


def _absolute(words: list[str], now: datetime) -> Spoken | None:
    """A date with the name of its month, in any spelling that dateutil reads: `20 nov`, `Nov. 20th, 2025`."""
    if len(words) > 4 or sum(_month(word) is not None for word in words) != 1:
        return None
    rest = [word for word in words if _month(word) is None and word != "of"]
    if sorted(_digits_of(word) for word in rest) not in ([1], [2], [1, 4], [2, 4]):
        return None  # one day of the month, and perhaps a year in full
    from twohats.drafting.parsed_date import parsed_date

    read = parsed_date(" ".join(words))
    if read is None:
        return None
    if isinstance(read, date):
        return Spoken(read, None, len(words))
    ahead = coming(*read, now.date())
    day = past(*read, now.date()) or ahead
    if day is None:
        refuse_far(*read, now.date(), " ".join(words), used=len(words))
        return None
    return Spoken(day, None, len(words), ahead)


def is_still_to_come(word: str) -> bool:
    """Whether a word means a future day, on which no line can be yet."""
    return word.lower() in ("tomorrow", "tmrw")


def not_a_date(words: list[str]) -> str:
    """The first words if they look like a date but are invalid (`31 feb`, `2026-11-31`) or unsupported (`20.11.`)."""
    first = words[0] if words else ""
    if is_still_to_come(first):
        return first
    for sign in "-./":
        parts = first.removesuffix(".").split(sign)
        if all(part.isascii() and part.isdigit() for part in parts) and (
            len(parts) == 3 or (len(parts) == 2 and (sign == "/" or first[-1] == "."))
        ):
            return first
    front = words[:2]
    if len(front) == 2 and sorted(_digits_of(word) for word in front) in ([0, 1], [0, 2]):
        return " ".join(front) if any(_month(word.lower()) for word in front) else ""
    return ""


def _may_begin(words: list[str]) -> bool:
    """Whether the first word can begin a date: avoids 18 tries on each line without one."""
    first = words[0]
    if not first[:1].isdigit():
        return first in _BEGINNINGS or _weekday(first) is not None or _month(first) is not None
    if "ago" in words[1:3] or (len(first) == 10 and first[4] == "-"):
        return True
    return _digits_of(first) > 0 and any(_month(word) is not None for word in words[1:4])


def spoken_date(words: list[str], now: datetime) -> Spoken | None:
    """The date that the words begin with, using as many words as possible; None if there is none.

    Words after the date that name a time of day belong to it: `fri 9am`, `2 days ago at 21:15`. Raises NeedsYear for a
    day of a month that is in no year nearby.
    """
    lower = [word.lower().rstrip(",") for word in words[:_LONGEST]]
    if not (lower and _may_begin(lower)):
        return None
    for used in range(len(lower), 0, -1):
        front = lower[:used]
        for read in (_day_word, _ago, _absolute):
            try:
                found = read(front, now)
            except OverflowError:  # before the year 1
                return None
            if found is not None:
                return _with_time(found, lower)
    return None


def _with_time(found: Spoken, words: list[str]) -> Spoken:
    at = found.used
    if found.minute is not None or at >= len(words):
        return found
    skip = 1 if words[at] == "at" and at + 1 < len(words) else 0
    time = time_in_front(words[at + skip :], before=A_PAGE)
    if time is None:
        return found
    minute, used = time
    # A plain 21:15 is left to the line's reader, which also reads its range or duration.
    if used == 1 and ":" in words[at + skip] and words[at + skip][-1].isdigit() and not skip:
        return found
    if (
        words[:2] == ["last", "night"] and minute < A_PAGE - A_DAY
    ):  # 1am of last night is not of the night before
        minute += A_DAY
    return found._replace(minute=minute, used=at + skip + used)


def spoken_week(words: list[str], now: datetime, start: int = 0) -> Week | None:
    """The week that words name: `2026-W47`, `W47`, `week 47`, `47`, `last`, `-1`, or any spoken day in it.

    Raises NeedsYear as `spoken_date` does, and for a week 53 that is long ago.
    """
    try:
        week = _week(words, now, start)
    except (OverflowError, ValueError):
        return None
    # The measures look months back and ahead, which is impossible at the ends of the calendar.
    return week if week and EARLIEST <= week.first.year <= LATEST else None


def _week(words: list[str], now: datetime, start: int) -> Week | None:
    text = " ".join(words).lower().removesuffix(" week").strip()
    today = week_of(now.date(), start=start)
    if text in ("", "this", "week", "now"):
        return today
    if text == "last":
        return today.back(1)
    if text[:1] == "-" and text[1:].isdigit() and len(text) < 6:
        return today.back(int(text[1:]))
    if "-w" in text:
        return week_named(text, start=start)
    number = _week_number(text)
    if number:
        return week_numbered(int(number), now.date(), start, text.upper())
    found = spoken_date(words, now)
    return week_of(found.day, start=start) if found and found.used == len(words) else None


def _week_number(text: str) -> str:
    """The number of `w47`, `week 47` or `47`; empty for any other text."""
    number = text.removeprefix("week ").removeprefix("w")
    return number if number.isascii() and number.isdigit() and len(number) < 3 else ""


def spoken_period(words: list[str], now: datetime, start: int = 0) -> tuple[date, date] | None:
    """First and last day, both included, of `today`, `week`, `last week`, `2026-W47`, `nov`, `nov 2025`,
    `2026-11`, `2026`, `all`, `last 30 days`, `last 3 months`, any spoken day, or two of these with `..` between.
    """
    text = " ".join(words).lower()
    today = now.date()
    if text in ("all", "ever"):
        return date.min, date.max
    if ".." in text:
        return _from_to(text, now, start)
    parts = text.split()
    if len(parts) == 3 and parts[0] == "last" and (number := _amount_of(parts[1])):
        return _last(number, parts[2], today)
    month = _month_period(text, today)
    if month:
        return month
    found = spoken_date(words, now)
    if found and found.used == len(words):
        return found.day, found.day
    week = spoken_week(words, now, start) if "w" in text else None
    return (week.first, week.last) if week else None


def _amount_of(word: str) -> int:
    """A number of up to four digits; 0 for any other word."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 0


def _last(number: int, unit: str, today: date) -> tuple[date, date] | None:
    """The last so many days, weeks, months or years up to today; None where that is before there are dates."""
    from dateutil.relativedelta import relativedelta

    unit = unit if unit.endswith("s") else f"{unit}s"
    if unit not in ("days", "weeks", "months", "years"):
        return None
    try:
        first = today - relativedelta(**{unit: number}) + timedelta(days=1)  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None
    return first, today


def _from_to(text: str, now: datetime, start: int) -> tuple[date, date] | None:
    """`2026-11-01..2026-11-05`, `oct..nov`: from the start of the first period to the end of the second.

    What comes up every year is the latest before the end: `nov..jan`, said in December, is over last new year.
    """
    front, _, back = text.partition("..")
    if ".." in back:
        return None
    if front[4:6] == "-w" and back[:1] == "w":
        same = spoken_period([front], now, start), spoken_period([front[:5] + back], now, start)
        if same[0] and same[1] and same[0] > same[1]:
            back = f"{int(front[:4]) + 1:04d}-{back}"  # 2025-W51..W02: over the year's end
        else:
            back = f"{front[:5]}{back}"  # 2025-W40..W44: a week of the same year
    first, last = spoken_period(front.split(), now, start), spoken_period(back.split(), now, start)
    if first and last and first[0] > last[1] and _comes_up_again(front):
        first = spoken_period(front.split(), datetime(*last[1].timetuple()[:3]), start)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _comes_up_again(text: str) -> bool:
    """Whether a period is named without its year, or its week: `nov`, `20 nov`, `w47`, `fri`."""
    words = text.split()
    if any(len(word) == 4 and word.isdigit() for word in words):
        return False
    return bool(_week_number(text)) or any(_weekday(word) is not None or _month(word) for word in words)


def _month_period(text: str, today: date) -> tuple[date, date] | None:
    """A month or a year: `nov`, `2026-11`, `month`, `last month`, `2026`, `year`."""
    from dateutil.relativedelta import relativedelta

    first = today.replace(day=1)
    if text in ("month", "this month"):
        pass
    elif text == "last month":
        first -= relativedelta(months=1)
    elif text in ("year", "this year", "last year") or (len(text) == 4 and text.isascii() and text.isdigit()):
        year = int(text) if text.isdigit() else today.year - (text == "last year")
        return (date(year, 1, 1), date(year, 12, 31)) if year else None
    elif len(text) == 7 and text[4] == "-":
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            return None
    else:
        name, _, year_text = text.partition(" ")
        month = _month(name)
        if month is None or (
            year_text
            and not (len(year_text) == 4 and year_text.isascii() and year_text.isdigit() and int(year_text))
        ):
            return None
        first = date(int(year_text) if year_text else today.year - (month > today.month), month, 1)
    try:
        return first, first + relativedelta(months=1, days=-1)
    except (OverflowError, ValueError):
        return None
