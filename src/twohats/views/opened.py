"""The lines behind a row of a view, as a list in which each opens the page it is on."""

from __future__ import annotations

from twohats.format.model import Entry
from twohats.format.times import duration_text
from twohats.views.block_rows import DoorRow
from twohats.views.blocks import Door
from twohats.views.lines import line_rows
from twohats.views.rows import BLANK, Span, cut, user_text
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.words import Hats
    from twohats.views.lines import Line
    from twohats.views.rows import Row

MOST = 1000
"""Of more lines the newest are shown."""


def opened_rows(
    title: str, above: Row, lines: Sequence[Line], hats: Hats, width: int, *, gone: int = 0
) -> list[DoorRow]:
    """How many lines there are and what they take, the row that they stand behind, and the lines, oldest first.

    `gone` of them are not where they were any more.
    """
    minutes = sum(line.item.value.minutes for line in lines if isinstance(line.item.value, Entry))
    says = [number_of(len(lines), "line"), duration_text(minutes) if minutes else ""]
    says += [f"{number_of(gone, 'line')} changed since" if gone else ""]
    says += [f"the newest {MOST} of them" if len(lines) > MOST else ""]
    cover = ", ".join(filter(None, says))
    rows = [
        DoorRow((user_text(f" {title}", "title"), Span(f"   {cover}", "muted"))),
        DoorRow(above),
        DoorRow(BLANK),
    ]
    for stop, line in enumerate(lines[-MOST:], start=1):
        door = Door(lines=(line.place,))
        rows += [DoorRow((Span(" ", "text"), *row), door, stop) for row in line_rows([line], hats)]
    return [each._replace(row=cut(each.row, max(width, 1))) for each in rows]
