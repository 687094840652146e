"""What a view is made of: rows of spans, each a text and a role. Roles are given colours elsewhere."""

from __future__ import annotations

from twohats.text import width as columns
from twohats.text.visible import visible
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """A piece of one line and the role it plays. The text is visible (`twohats.text.visible`) and has no tabs."""

    text: str
    role: str


Row = tuple[Span, ...]
"""One line of a view."""

BLANK: Row = ()


def user_text(text: str, role: str = "text") -> Span:
    """A span of text that others wrote: made visible, tabs turned into spaces."""
    return Span(visible(text).replace("\t", " "), role)


def whole_text(text: str) -> str:
    """The same of a sentence, however long it is."""
    return visible(text, len(text)).replace("\t", " ")


def row_text(row: Row) -> str:
    """The row without its roles."""
    return "".join([span.text for span in row])


def width_of(row: Row) -> int:
    """Columns the row takes."""
    return sum(columns.width(span.text) for span in row)


def cut(row: Row, width: int) -> Row:
    """The row, or its beginning and an ellipsis where it is wider than `width`."""
    if width_of(row) <= width:
        return row
    kept: list[Span] = []
    for span in row:
        taken = columns.width(span.text)
        if taken >= width:
            # A span that fits to the column is followed by more, or the row had fitted: it is cut as well.
            text = span.text if taken > width else span.text + " "
            kept.append(Span(columns.fit(text, width), span.role))
            return tuple(kept)
        kept.append(span)
        width -= taken
    return tuple(kept)


def padded(row: Row, width: int) -> Row:
    """The row cut or filled with spaces to exactly `width` columns."""
    row = cut(row, width)
    space = width - width_of(row)
    return (*row, Span(" " * space, "text")) if space > 0 else row


def joined(rows: Iterable[Row], between: Span) -> Row:
    """Several rows as one, `between` standing between each two."""
    spans: list[Span] = []
    for number, row in enumerate(rows):
        if number:
            spans.append(between)
        spans.extend(row)
    return tuple(spans)


def trimmed(row: Row) -> Row:
    """The row without spaces at its end, and without empty spans."""
    spans = [span for span in row if span.text]
    while spans:
        text = spans[-1].text.rstrip(" ")
        if text:
            spans[-1] = Span(text, spans[-1].role)
            break
        spans.pop()
    return tuple(spans)
