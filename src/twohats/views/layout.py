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


def folded(row: Row, width: int, indent: int = 0) -> list[Row]:
    """A row in as many as it needs, broken between words that keep their roles; those after the first are indented.

    A word that is too wide is cut up. What stands between two words of one row stays as it is.
    """
    width = max(width, 1)
    indent = min(indent, width // 2)
    rows: list[list[Span]] = [[]]
    taken = 0
    for word in _words(row):
        gap = [span for span in word if not span.text.strip()]
        solid = word[len(gap) :]
        wide, space = width_of(tuple(solid)), width_of(tuple(gap))
        if taken and solid and taken + space + wide > width and any(span.text.strip() for span in rows[-1]):
            rows.append([Span(" " * indent, "text")] if indent else [])
            taken, gap = indent, []
        rows[-1] += gap
        taken += width_of(tuple(gap))
        if taken + wide <= width:
            rows[-1] += solid
            taken += wide
            continue
        for span in solid:
            for piece in columns.wrap(span.text, width - indent):
                if taken + columns.width(piece) > width and taken > indent:
                    rows.append([Span(" " * indent, "text")] if indent else [])
                    taken = indent
                rows[-1].append(Span(piece, span.role))
                taken += columns.width(piece)
    return [tuple(each) for each in rows]


def _words(row: Row) -> list[list[Span]]:
    """The words of a row, each with the spaces before it; a word may be of several roles."""
    import re  # who prints lines as they are does without

    words: list[list[Span]] = [[]]
    for span in row:
        for at, piece in enumerate(re.split(r"( +)", span.text)):
            if not piece:
                continue
            is_gap = at % 2 == 1
            if is_gap and any(each.text.strip() for each in words[-1]):
                words.append([])
            words[-1].append(Span(piece, span.role))
    return [word for word in words if word]


def flow(
    start: Row, items: Sequence[Row], width: int, *, most: int = 2, between: Span = BETWEEN
) -> list[Row]:
    """Items beside `start`, in at most `most` rows; ends with the number of items left out."""
    for shown in range(min(len(items), _MOST_TRIED), 0, -1):
        left_out = len(items) - shown
        rest: list[Row] = [(Span(f"{left_out} more", "muted"),)] if left_out else []
        rows = _packed(start, [*items[:shown], *rest], width, between, most)
        if len(rows) <= most:
            return rows
    return rows[:most] if items else [start]


def _packed(start: Row, items: Sequence[Row], width: int, between: Span, most: int) -> list[Row]:
    """As many items a row as there is room for; no more than `most` rows, and one that shows that there would be."""
    indent = Span(" " * width_of(start), "text")
    rows: list[Row] = []
    row, empty = start, True
    for item in items:
        if not empty and width_of(row) + width_of((between, *item)) > width:
            rows.append(row)
            row, empty = (indent,), True
            if len(rows) == most:
                break
        row = (*row, *(() if empty else (between,)), *cut(item, max(width - width_of(row), 1)))
        empty = False
    return [*rows, row]
