"""Rows to text without colours."""

from __future__ import annotations

from twohats.text.visible import visible
from twohats.views.rows import row_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.views.rows import Row


def plain(rows: Iterable[Row]) -> str:
    """The text of the rows, each ended by a newline, without spaces at its end."""
    lines = (row_text(row).rstrip(" ") for row in rows)
    return "".join(f"{visible(line, len(line))}\n" for line in lines)
