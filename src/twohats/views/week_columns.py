"""Weeks as the columns of a picture: how many a column stands for where there are many, and the months above."""

from __future__ import annotations

from math import isfinite

from twohats.format.words import MONTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_YEARS_FROM = 4
"""From so many weeks a column on there are years and no months above them."""


def grouped(weeks: int, room: int) -> int:
    """How many weeks a column stands for."""
    return max(-(-weeks // max(room, 1)), 1)


def means(values: Sequence[float | None], each: int) -> list[float | None]:
    """The mean of the known values of every `each` weeks, counted from the newest."""
    found: list[float | None] = []
    for last in range(len(values), 0, -each):
        some = values[max(last - each, 0) : last]
        known = [value for value in some if value is not None and isfinite(value)]
        found.append(sum(known) / len(known) if known else None)
    return found[::-1]


def names_above(weeks: Sequence[str], each: int = 1) -> str:
    """The months where they begin, the year in place of January; those that would touch another are left out.

    `weeks` are first days (ISO), oldest first, `each` of them in a column, counted from the newest.
    """
    cells = [" "] * -(-len(weeks) // each)
    for at, name in names(weeks, each, room=len(cells)):
        cells[at : at + len(name)] = name
    return "".join(cells)


def names(weeks: Sequence[str], each: int = 1, *, room: int = 0) -> list[tuple[int, str]]:
    """The same as columns and names; what would reach beyond `room` columns is left out as well, if there is a room."""
    free = 0
    kept = []
    for at, name in _beginnings(weeks, each):
        if at >= free and (not room or at + len(name) <= room):
            kept.append((at, name))
            free = at + len(name) + 1
    return kept


def _beginnings(weeks: Sequence[str], each: int) -> list[tuple[int, str]]:
    """Columns in which a month or a year begins, and its name."""
    count = -(-len(weeks) // each)
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
