"""What a view is made of: rows of spans, each a text and a role. Roles are given colours elsewhere."""

from __future__ import annotations

from twohats.text import width as columns
from twohats.text.visible import visible
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

ROLES = {
    "text": "anything that plays no other role",
    "title": "the name of the whole view",
    "heading": "the name of a part of it",
    "muted": "what may be read last: units, hints, dates",
    "personal": "words about the personal side",
    "brand": "words about the brand side",
    "personal-fill": "the area of a bar of the personal side, drawn \N{FULL BLOCK}",
    "brand-fill": "the area of a bar of the brand side, drawn \N{DARK SHADE}",
    "noise": "what came back and says nothing",
    "warn": "something to look at before reading on",
    "axis": "axes, zero lines and their labels",
    "interval": "the range of an estimate",
    "dot": "the point of an estimate",
    "problem": "a line that is not understood",
    "key": "a key to press or a command to type",
    "when": "a time or a duration in a line",
    "hat": "a hat in a line, where its side is not known",
    "verb": "an activity or an event in a line",
    "kind": "a kind of return, gift or doing in a line",
    "channel": "a channel",
    "person": "the name of a person",
    "tag": "a thread",
    "rating": "a rating in a line",
    "count": "how many, in a line",
    "amount": "an amount of money",
    "field": "a key and its value in a line",
    "note": "the user's own words",
}
"""Every role and its meaning. A view uses no other, a palette has a colour for each."""

BOLD = frozenset(("title", "heading", "dot", "key"))
"""Roles that are set in bold."""
DIM = frozenset(("muted", "axis", "interval"))
"""Roles that are dimmed where they have no colour of their own."""


class Span(NamedTuple):
    """A piece of one line and the role it plays. The text is visible (`twohats.text.visible`) and has no tabs."""

    text: str
    role: str


Row = tuple[Span, ...]
"""One line of a view."""

BLANK: Row = ()


def said(text: str, role: str = "text") -> Span:
    """A span of text that others wrote: made visible, tabs turned into spaces."""
    return Span(visible(text).replace("\t", " "), role)


def text_of(row: Row) -> str:
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
