"""Spoken days that are still to come: `2 weeks`, `in a month`, `fri`, `6 dec`. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.drafting.dates import amount_of_time, is_still_to_come, spoken_date
from twohats.drafting.yearless import NeedsYear, to_come

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "next": 1}
_UNITS = {
    "day": "days",
    "d": "days",
    "week": "weeks",
    "w": "weeks",
    "month": "months",
    "year": "years",
    "y": "years",
}
_FRONT = ("in", "until", "for")
"""What may stand in front, and says no more."""


def coming_day(words: list[str], now: datetime) -> date | None:
    """The day after today that the words mean; None where they mean none.

    A weekday is the next of its name, a day of a month without a year the next one; raises NotUnderstood where
    that is in more than a year.
    """
    lower = [word.lower() for word in words]
    if lower[:1] and lower[0] in _FRONT:
        lower = lower[1:]
    if not lower:
        return None
    today = now.date()
    if len(lower) == 1 and is_still_to_come(lower[0]):
        return today + timedelta(days=1)
    return _after(lower, today) or _named(lower, now)


def _after(words: list[str], today: date) -> date | None:
    """`2 weeks`, `2w`, `next month`."""
    found = amount_of_time(words, _NUMBERS, _UNITS)
    if found is None:
        return None
    name, count = found
    from dateutil.relativedelta import relativedelta

    try:
        return today + relativedelta(**{name: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None


def _named(words: list[str], now: datetime) -> date | None:
    """`fri`, `6 dec`, `2026-12-06`."""
    try:
        found = spoken_date(words, now)
    except NeedsYear as error:
        if error.day is None or error.used < len(words):
            return None
        return to_come(error.day, now.date(), " ".join(words))
    if found is None or found.used < len(words) or found.minute is not None:
        return None
    if found.coming or found.day > now.date():
        return found.coming or found.day
    if len(words) == 1 and not words[0][:1].isdigit():
        return (
            found.day + timedelta(days=7) if words[0] not in ("today", "now", "yesterday", "yday") else None
        )
    ahead = [word for word in words if word.isdigit() and len(word) == 4]
    if ahead or len(words[0]) == 10 or "ago" in words:
        return None
    return to_come(found.day, now.date(), " ".join(words))
