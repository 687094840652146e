"""Which words of a selection are a period, and which days that is. Relative to a given moment, as `drafting.dates`."""

from __future__ import annotations

from twohats.drafting.dates import SPOKEN_MONTHS, SPOKEN_WEEKDAYS, spoken_date, spoken_period
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LONGEST, LONGEST_FROM_TO = 4, 7
"""Words that one period may have: `last 30 days`, `1st of nov 2026`; and two of them with `..` between."""
_FIRST = frozenset(
    "today now yesterday yday last this week month year all ever a an one two three four five six seven".split()
)
_BEGINNINGS = frozenset(name[:3] for name in (*SPOKEN_WEEKDAYS, *SPOKEN_MONTHS))
WEEKDAYS_SAID = {
    **{f"{name}s": (number,) for number, name in enumerate(SPOKEN_WEEKDAYS)},
    "weekdays": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
}
"""The words that ask for days of the week: `mondays`."""
PERIOD_WORDS = (
    "today", "yesterday", "week", "month", "year", "all", *SPOKEN_WEEKDAYS, *SPOKEN_MONTHS,
    *(month[:3] for month in SPOKEN_MONTHS), *WEEKDAYS_SAID,
)  # fmt: skip
"""Words that a mistyped one may have been meant to be."""


class Period(NamedTuple):
    """A run of words that means some days."""

    first: str
    """ISO date."""
    last: str
    used: int
    """How many words."""


def period_at(words: Sequence[str], now: datetime, week_start: int) -> Period | None:
    """The longest period that the words begin with; None if they begin with none.

    A time of day behind a day is no part of it: `fri 9am` is Friday, and a time.
    """
    if not words or not _may_begin(words[0].lower()):
        return None
    most = LONGEST_FROM_TO if any(".." in word for word in words[:LONGEST_FROM_TO]) else LONGEST
    for used in range(min(len(words), most), 0, -1):
        front = [*words[:used]]
        if _names_a_time(front, now):
            continue
        found = spoken_period(front, now, week_start)
        if found:
            return Period(found[0].isoformat(), found[1].isoformat(), used)
    return None


def _may_begin(word: str) -> bool:
    """Whether a period may begin with this word: avoids some tries on each word that has nothing to do with days."""
    return word[:1].isdigit() or word in _FIRST or word[:3] in _BEGINNINGS or ".." in word or word[:1] == "w"


def _names_a_time(words: list[str], now: datetime) -> bool:
    if words[-1].lower() == "ago" or len(words) == 1:
        return False
    found = spoken_date(words, now)
    return found is not None and found.used == len(words) and found.minute is not None
