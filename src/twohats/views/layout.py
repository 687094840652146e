"""Labels with texts beside them: the few shapes that views are laid out in."""

from __future__ import annotations

from twohats.text import width as columns
from twohats.views.rows import Row, Span, cut, user_text, width_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN = Span(" \N{MIDDLE DOT} ", "muted")
_MOST_TRIED = 40


def label(text: str, width: int, role: str = "text") -> Span:
    """The name at the left of a row, one column in, filled to `width`."""
    return Span(columns.pad(f" {text}", width), role)


def number(value: int | str, width: int, role: str = "text") -> Span:
    """A number at the right edge of its column."""
    return Span(columns.pad(str(value), width, right=True), role)


def hanging(start: Row, text: str, width: int, role: str = "text") -> list[Row]:
    """A text beside `start`, in as many rows as it needs."""
    left = width_of(start)
    first, *more = columns.wrap(text, width - left)
    return [
        (*start, user_text(first, role)),
        *((Span(" " * left, "text"), user_text(line, role)) for line in more),
    ]


def flow(
    start: Row, items: Sequence[Row], width: int, *, most: int = 2, between: Span = BETWEEN
) -> list[Row]:
    """Items beside `start`, in at most `most` rows; ends with the number of items left out."""
    for shown in range(min(len(items), _MOST_TRIED), 0, -1):
        left_out = len(items) - shown
        rest: list[Row] = [(Span(f"{left_out} more", "muted"),)] if left_out else []
        rows = _packed(start, [*items[:shown], *rest], width, between)
        if len(rows) <= most:
            return rows
    return rows[:most] if items else [start]


def _packed(start: Row, items: Sequence[Row], width: int, between: Span) -> list[Row]:
    indent = Span(" " * width_of(start), "text")
    rows: list[Row] = []
    row, empty = start, True
    for item in items:
        if not empty and width_of(row) + width_of((between, *item)) > width:
            rows.append(row)
            row, empty = (indent,), True
        row = (*row, *(() if empty else (between,)), *cut(item, max(width - width_of(row), 1)))
        empty = False
    return [*rows, row]
