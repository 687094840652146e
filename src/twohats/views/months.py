"""The months above a row of weeks, and how many weeks a column stands for where there are many."""

from __future__ import annotations

from twohats.format.words import MONTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_YEARS_FROM = 4
"""From so many weeks a column on there are years and no months above them."""


def grouped(weeks: int, room: int) -> int:
    """How many weeks a column stands for."""
    return max(-(-weeks // max(room, 1)), 1)


def names_above(weeks: Sequence[str], each: int = 1) -> str:
    """The months where they begin, the year in place of January; those that would touch another are left out.

    `weeks` are first days (ISO), oldest first, `each` of them in a column, counted from the newest.
    """
    count = -(-len(weeks) // each)
    cells = [" "] * count
    free = 0
    for at, name in _beginnings(weeks, each, count):
        if at >= free and at + len(name) <= count:
            cells[at : at + len(name)] = name
            free = at + len(name) + 1
    return "".join(cells)


def _beginnings(weeks: Sequence[str], each: int, count: int) -> list[tuple[int, str]]:
    """Columns in which a month or a year begins, and its name."""
    found: list[tuple[int, str]] = []
    before = ""
    for number, first in enumerate(weeks):
        month = first[:4] if each >= _YEARS_FROM else first[:7]
        at = count - 1 - (len(weeks) - 1 - number) // each
        # The first one has begun before; its name stands there unless the next begins at once.
        if month != before:
            found.append((at, _name(first, years=each >= _YEARS_FROM)))
        before = month
    if len(found) > 1 and found[1][0] - found[0][0] <= len(found[0][1]):
        found.pop(0)
    return found


def _name(first: str, *, years: bool) -> str:
    month = first[5:7]
    if years or month == "01":
        return first[:4]
    return MONTHS[int(month) - 1][:3] if month.isdecimal() and 1 <= int(month) <= 12 else ""
