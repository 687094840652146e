"""Lines as the journal has them, each with its place: what `list`, `find` and `day` show."""

from __future__ import annotations

from twohats.format.line import Part, read_item
from twohats.format.model import Item, Problem
from twohats.values import NamedTuple
from twohats.views.problems import marks, message_row
from twohats.views.rows import Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.words import Hats


class Line(NamedTuple):
    """An item of a page together with its text."""

    day: str
    """ISO date."""
    item: Item
    block: str
    """Its lines as they stand in the file (`edit.block_of`)."""

    @property
    def place(self) -> str:
        """`2026-11-22:3`."""
        return f"{self.day}:{self.item.number}"

    @property
    def text(self) -> str:
        """Its first line without the dash."""
        first = self.block.split("\n", 1)[0]
        return first[1:].lstrip(" \t") if first[:1] == "-" else first


def line_rows(lines: Sequence[Line], hats: Hats) -> list[Row]:
    """The rows of some lines: place, text, the lines below it, and for a problem where it is and what."""
    room = max((len(line.place) for line in lines), default=0) + 2
    rows: list[Row] = []
    for line in lines:
        start = Span(line.place.ljust(room), "muted")
        indent = Span(" " * room, "text")
        if isinstance(line.item.value, Problem):
            rows += _problem_rows(line.item.value, start, indent)
            continue
        rows.append((start, *item_spans(line.text, hats)))
        rows += [(indent, user_text(f"  {more.strip()}", "note")) for more in line.block.split("\n")[1:]]
    return rows


def item_spans(text: str, hats: Hats) -> Row:
    """The text of an item, each word in the role it plays."""
    parts: list[Part] = []
    read_item(text, hats, strict=True, parts=parts)
    spans: list[Span] = []
    at = 0
    for part in parts:
        if part.start > at:
            spans.append(user_text(text[at : part.start]))
        role = part.role
        if role == "hat":
            role = hats.sides.get(part.full, "hat")
        spans.append(user_text(text[part.start : part.end], "problem" if role == "wrong" else role))
        at = part.end
    if at < len(text):
        spans.append(user_text(text[at:], "note"))
    return tuple(spans)


def _problem_rows(problem: Problem, start: Span, indent: Span) -> list[Row]:
    text, carets = marks(problem.text, problem.column, problem.length)
    rows: list[Row] = [(start, user_text(text, "problem"))]
    if carets:
        rows.append((indent, Span(carets, "warn")))
    return [*rows, (indent, *message_row(problem))]
