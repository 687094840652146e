"""Dates and times as other programs write them, to those of the clock where the owner lived."""

from __future__ import annotations

from datetime import datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.interchange.source import Options

FIRST_YEAR, LAST_YEAR = 1970, 9998
"""Years outside of which a time is a mistake of its source, or of whoever reads it."""


def local_moment(text: str, options: Options) -> datetime:
    """An ISO date and time (`2026-11-17T09:02:11Z`) by the local clock; taken as local if it says no zone.

    Raises ValueError, for a date without time and for years before 1970 too.
    """
    if "T" not in text.upper() and " " not in text and len(text) < 12:
        raise ValueError("no time")
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None:
        try:
            found = options.local(found.timestamp())
        except OverflowError as error:
            raise ValueError("no such time") from error
    return in_range(found)


def in_range(found: datetime) -> datetime:
    """The same; raises ValueError for years in which nobody has logged anything."""
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError("no such year")
    return found
