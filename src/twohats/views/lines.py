"""Lines as the journal has them, each with its place: what `list`, `find` and `day` show."""

from __future__ import annotations

from twohats.format.line import Part, read_item
from twohats.format.model import Item, Problem
from twohats.text.visible import LIMIT, is_plain
from twohats.values import NamedTuple
from twohats.views.layout import folded
from twohats.views.problems import marks, message_row
from twohats.views.rows import Row, Span, user_text, width_of

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


def line_rows(
    lines: Sequence[Line], hats: Hats, width: int | None = None, *, roles: bool = True
) -> list[Row]:
    """The rows of some lines: place, text, the lines below it, and for a problem where it is and what.

    None wider than `width` where there is one: texts go on below themselves, on a very narrow screen below the place.
    Without `roles` the words of a line may be one span: they need not be read, which is most of the time.
    """
    rows, room = _line_rows(lines, hats, width, roles=roles)
    if width is None:
        return rows
    indent = room if 2 * room <= width else min(2, width // 4)
    found: list[Row] = []
    for row in rows:
        goes_on = not row[0].text.strip()
        found += folded((Span(" " * indent, "text"), *row[1:]) if goes_on else row, width, indent)
    return found


def _line_rows(lines: Sequence[Line], hats: Hats, width: int | None, *, roles: bool) -> tuple[list[Row], int]:
    """The same before they are folded, and the columns of the places."""
    room = max((len(line.place) for line in lines), default=0) + 2
    rows: list[Row] = []
    for line in lines:
        start = Span(line.place.ljust(room), "muted")
        indent = Span(" " * room, "text")
        if isinstance(line.item.value, Problem):
            rows += _problem_rows(line.item.value, start, indent, width)
            continue
        text = line.text
        if not roles and len(text) <= LIMIT and is_plain(text):
            rows.append((start, Span(text, "text")))
        else:
            rows.append((start, *item_spans(text, hats)))
        rows += [(indent, user_text(f"  {more.strip()}", "note")) for more in line.block.split("\n")[1:]]
    return rows, room


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


def _problem_rows(problem: Problem, start: Span, indent: Span, width: int | None) -> list[Row]:
    """Carets point at the place only where the text stands in one row."""
    text, carets = marks(problem.text, problem.column, problem.length)
    rows: list[Row] = [(start, user_text(text, "problem"))]
    if carets and (width is None or width_of(rows[0]) <= width):
        rows.append((indent, Span(carets, "warn")))
    return [*rows, (indent, *message_row(problem))]
