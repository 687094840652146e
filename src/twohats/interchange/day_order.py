"""Dates in figures whose order nobody states: told by a whole file, never by one row."""

from __future__ import annotations

import re
from datetime import date

from twohats.values import NamedTuple

_PARTS = re.compile(r"^\s*(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?\s*$")
YEAR_FIRST, DAY_FIRST, MONTH_FIRST = "year", "day", "month"


class Parts(NamedTuple):
    """A date as three numbers."""

    first: int
    second: int
    third: int
    sign: str
    """What stands between them."""


def parts_of(text: str) -> Parts | None:
    """The numbers of a date; None for what has not the form of one."""
    found = _PARTS.match(text)
    return Parts(int(found[1]), int(found[3]), int(found[4]), found[2]) if found else None


class DayOrder:
    """What the dates of a file, one after the other, say of their order."""

    def __init__(self) -> None:
        self._possible = {DAY_FIRST, MONTH_FIRST}
        self._last: dict[str, tuple[int, ...]] = {}
        self._ways: dict[str, set[int]] = {DAY_FIRST: set(), MONTH_FIRST: set()}
        self.example = ""
        """A date that could be read both ways."""

    def look_at(self, text: str) -> None:
        """Take a date into account. With points between, the day comes first: nobody writes months so."""
        parts = parts_of(text)
        if parts is None or parts.first > 31:
            return
        if parts.sign == "." or parts.first > 12:
            self._possible.discard(MONTH_FIRST)
        if parts.second > 12:
            self._possible.discard(DAY_FIRST)
        if parts.first <= 12 and parts.second <= 12 and parts.first != parts.second:
            self.example = self.example or text.strip()
        for order, when in (
            (DAY_FIRST, (parts.third, parts.second, parts.first)),
            (MONTH_FIRST, (parts.third, parts.first, parts.second)),
        ):
            before = self._last.get(order, when)
            if when != before:
                self._ways[order].add(1 if when > before else -1)
            self._last[order] = when

    def day_first(self) -> bool | None:
        """Whether the day comes before the month; None where both can be.

        Where a part decides nothing, the order does in which dates go one way: exports are sorted.
        """
        if len(self._possible) == 1:
            return DAY_FIRST in self._possible
        one_way = [order for order, ways in self._ways.items() if len(ways) == 1]
        if len(one_way) == 1:
            return one_way == [DAY_FIRST]
        return None if self.example else True


def read_date(text: str, *, day_first: bool) -> date:
    """A date in figures; raises ValueError."""
    parts = parts_of(text)
    if parts is None:
        raise ValueError("is no date")
    if parts.first > 31:
        return date(parts.first, parts.second, parts.third)
    year = parts.third + (2000 if parts.third < 100 else 0)
    day, month = (parts.first, parts.second) if day_first else (parts.second, parts.first)
    return date(year, month, day)
