"""Local times as whole seconds, in which many can be kept, and the page and the clock time that each belongs to."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from twohats.format.times import A_DAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

SECONDS_A_DAY = 24 * 60 * 60


def seconds_of(at: datetime) -> int:
    """A local time as seconds after the midnight that began the year 1."""
    return (at.toordinal() - 1) * SECONDS_A_DAY + at.hour * 3600 + at.minute * 60 + at.second


def midnight_of(day: date) -> int:
    """The first second of a date."""
    return (day.toordinal() - 1) * SECONDS_A_DAY


def place_of(seconds: int, day_start: int) -> tuple[str, int]:
    """The ISO date of the page that a moment belongs to, and its minute there.

    `day_start` is the minute of the clock at which days of the journal begin: with 240, 00:40 is minute 1480 of the
    page before.
    """
    minutes = seconds // 60
    day, minute = divmod(minutes, A_DAY)
    if minute < day_start and day > 0:
        day, minute = day - 1, minute + A_DAY
    return _iso(day + 1), minute


@lru_cache(4096)  # hundreds of lines have one day, and one text of it
def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
