"""The lines written last, as they may be written again. Pure."""

from __future__ import annotations

from twohats.format.line import read_item
from twohats.format.model import Entry, Problem
from twohats.format.times import duration_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.tui.sheet import Sheet

MOST = 50


def last_lines(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The latest lines, the newest first, each once, without the clock times that were theirs alone."""
    found: dict[str, None] = {}
    for sheet in sheets:
        for item in reversed(sheet.page.items):
            if not isinstance(item.value, Problem):
                found.setdefault(again(sheet.first_line(item.number)))
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def again(line: str) -> str:
    """A line as it would be typed now: a range becomes its duration, any other clock time goes."""
    first, _, rest = line.partition(" ")
    value = read_item(line, strict=True)
    if ":" not in first or not first[:1].isdigit():
        return line
    if isinstance(value, Entry) and "-" in first.replace("\N{EN DASH}", "-"):
        return f"{duration_text(value.minutes)} {rest.strip()}"
    return rest.strip() if isinstance(value, Entry) or value is not None else line
