"""Dates with the name of their month, in any spelling that `dateutil` reads: loaded for those alone (`dates`)."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from dateutil import parser


@lru_cache(
    maxsize=512
)  # an inbox has one date in front of many lines, and 0.1 ms is half of the time per line
def parsed_date(text: str) -> date | tuple[int, int] | None:
    """The date of a text, or month and day if it has no year; None for any other text."""
    try:
        # Parsed with two defaults, to distinguish what was given from what was filled in; both years have a 29
        # February.
        read = parser.parse(text, default=datetime(2024, 1, 1), dayfirst=True)
        other = parser.parse(text, default=datetime(2020, 2, 2), dayfirst=True)
    except (ValueError, OverflowError):
        return None
    if read.day != other.day or read.month != other.month:
        return None  # a month alone, or a month and a year: no day was given
    return read.date() if read.year == other.year else (read.month, read.day)
