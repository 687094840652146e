"""A day of a month or a number of a week without its year: the one that is meant, or the refusal to guess. Pure.

29 February and week 53 are not in every year, so the latest may be up to eight years back. What lies further than a
year away is never taken: a line would be years from where it belongs, and nobody would see it.
"""

from __future__ import annotations

from datetime import date, timedelta

from twohats.errors import NotUnderstood
from twohats.format.calendar import Week, week_named, week_of

HALF_A_YEAR = 183
_YEAR = timedelta(days=365)
"""How far away the nearest day of each date but 29 February is at most."""
_LONGEST = 9
"""Years within which each date and each number of a week comes up: 29 February 1896 and 1904."""


class NeedsYear(NotUnderstood):
    """The words name a day, or a week, that is in no year near enough for its year to be left out."""

    def __init__(self, said: str, last: str, *, day: date | None = None, used: int = 0) -> None:
        super().__init__(
            f"{said} needs its year: the last one was more than a year ago",
            f"{last}, if it was that one",
        )
        self.day = day
        """The last one, where it is a day."""
        self.used = used
        """How many words it takes."""


def past(month: int, day: int, today: date) -> date | None:
    """The latest such day that is not after today and at most a year ago."""
    found = _latest(month, day, today)
    return found if found and today - found <= _YEAR else None


def coming(month: int, day: int, today: date, within: int = HALF_A_YEAR) -> date | None:
    """The next such day after today, if it is less than `within` days ahead."""
    for year in (today.year, today.year + 1):
        found = _day_in(year, month, day)
        if found and timedelta(0) < found - today < timedelta(days=within):
            return found
    return None


def without_year(month: int, day: int, today: date, said: str) -> date | None:
    """The day meant in writing by a month and a day: the nearest, as `Spoken.written`; None if there is no such day.

    Raises NeedsYear, with `said`, for one that is nowhere near.
    """
    found = coming(month, day, today) or past(month, day, today)
    if found is None:
        refuse_far(month, day, today, said)
    return found


def refuse_far(month: int, day: int, today: date, said: str, *, used: int = 0) -> None:
    """Raise NeedsYear for a day that there is, but nowhere near."""
    found = _latest(month, day, today)
    if found:
        raise NeedsYear(said, found.isoformat(), day=found, used=used)


def to_come(day: date, today: date, said: str) -> date:
    """The next such day of a month, for a `day` that has passed; raises NotUnderstood where it is over a year away."""
    found = coming(day.month, day.day, today, within=_YEAR.days + 2)
    if found is None:
        raise NotUnderstood(
            f"{said} needs its year: the next one is more than a year away", "such as 2028-02-29", line=said
        )
    return found


def week_numbered(number: int, now: date, start: int, said: str) -> Week:
    """The latest week of a number that has begun; raises NeedsYear for a week 53 that is more than a year back, and
    ValueError for no number of a week.
    """
    today = week_of(now, start=start)
    year = int(today.name[:4])
    for back in range(_LONGEST):
        try:
            week = week_named(f"{year - back}-W{number:02d}", start=start)
        except ValueError:
            if number == 53:
                continue
            raise
        if week <= today:
            if today.first - week.first > _YEAR:
                raise NeedsYear(said, week.name)
            return week
    raise ValueError(said)


def _latest(month: int, day: int, today: date) -> date | None:
    for year in range(today.year, max(today.year - _LONGEST, 0), -1):
        found = _day_in(year, month, day)
        if found and found <= today:
            return found
    return None


def _day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
