"""The lines that a question has found, one row each, drawn as they come into sight."""

from __future__ import annotations

from typing import cast

from textual.reactive import reactive

from twohats.tui.widgets.cursor_rows import CursorRows, Mark, margin
from twohats.values import NamedTuple
from twohats.views.asked import day_called, day_columns, line_row
from twohats.views.rows import Row, Span, cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.format.words import Hats
    from twohats.views.lines import Line

MARGIN = 1
"""Columns at the left, for the mark of the cursor or of a marked line."""


class Found(NamedTuple):
    """Lines to show."""

    lines: tuple[Line, ...] = ()
    words: tuple[str, ...] = ()
    """What is held up in them (`views.asked.line_row`)."""
    today: str = ""
    more: int = 0
    """How many there are beside these."""
    says: str = ""
    """What stands there where there are none."""


def mark_of(line: Line) -> Mark:
    """What tells a line that is marked from any other."""
    return line.place, line.block


NONE_FOUND = Found()


class LineList(CursorRows):
    """The lines, the cursor on one of them. A screen has fifty of a thousand: only what is seen is worked out."""

    found: reactive[Found] = reactive(NONE_FOUND, init=False)
    instead: reactive[Callable[[int], Sequence[Row]] | None] = reactive(None, init=False)
    """Rows for a width that are looked at in place of the lines."""

    def __init__(self, hats: Hats) -> None:
        super().__init__()
        self.hats = hats

    def text_of_cursor(self) -> str:
        """The line of the cursor as it stands on its page, without its dash."""
        return self.line.block.removeprefix("- ") if self.line else ""

    def rows_to_copy(self) -> list[Row]:
        """The lines, or what is shown instead."""
        numbered = self.numbered_rows(self.row_width)
        return [numbered[at][1] for at in range(len(numbered))]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return 0 if self.instead else len(self.found.lines)

    @property
    def line(self) -> Line | None:
        """The line of the cursor."""
        lines = self.found.lines
        return lines[self.cursor - 1] if 0 < self.cursor <= len(lines) else None

    def numbered_rows(self, width: int) -> Sequence[tuple[int, Row]]:
        """The lines as rows, or what is shown instead."""
        if self.instead is not None:
            return [(0, cut(row, width - 1)) for row in self.instead(width - 1)]
        if not self.found.lines:
            return [(0, cut((user_text(self.found.says, "muted"),), width))]
        return cast("Sequence[tuple[int, Row]]", _LineRows(self, width))

    def rows(self, width: int) -> Sequence[Row]:
        """Only their number is asked for: `render_line` takes each from `numbered_rows`."""
        self._numbered = self.numbered_rows(width)
        return cast("Sequence[Row]", self._numbered)

    def watch_found(self, old: Found, new: Found) -> None:
        """Other lines: the cursor is on the same one if it is among them, else on the first."""
        place = old.lines[self.cursor - 1].place if 0 < self.cursor <= len(old.lines) else ""
        same = old.words == new.words and old.says == new.says
        at = next((n for n, line in enumerate(new.lines, 1) if line.place == place), 0) if same else 0
        self.lay_out()
        self.go_to(at or (min(self.cursor, len(new.lines)) if same else 1))

    def watch_instead(self) -> None:
        """Something else is shown, from its first row, or the lines again."""
        self.lay_out()
        if self.instead is not None:
            self.scroll_to(y=0, animate=False)
        else:
            self.go_to(self.cursor)

    def set_hats(self, hats: Hats) -> None:
        """Other hats, other colours."""
        self.hats = hats
        self.lay_out()

    def go_to(self, number: int) -> None:
        """Put the cursor on a line, which stays where it is while something else is shown."""
        if self.instead is None:
            super().go_to(number)

    def _show_cursor(self) -> None:
        if self.instead is None and self.found.lines and self.cursor:
            self.show_rows(self.cursor - 1, 1)

    def move_screen(self, by: int) -> None:
        """Go a screen down; up when negative."""
        step = by * max(self.size.height - 1, 1)
        self.scroll_relative(y=step, animate=False)
        self.go_to(self.cursor + step)

    def with_margin(self, row: Row, number: int, *, here: bool) -> Row:
        """The row, the marks in its margin."""
        if not number:
            return (Span(" ", "text"), *row)
        is_marked = mark_of(self.found.lines[number - 1]) in self.marks
        return (margin(here=here, is_marked=is_marked), *row)


class _LineRows:
    """The rows of lines, each worked out when it is first seen."""

    def __init__(self, area: LineList, width: int) -> None:
        self._area, self._found, self._width = area, area.found, width
        self._days = day_columns(self._found.lines, self._found.today, width)
        self._rows: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._found.lines) + bool(self._found.more)

    def __getitem__(self, at: int) -> tuple[int, Row]:
        if at >= len(self._found.lines):
            more = f"and {self._found.more:,} more: another word leaves fewer"
            return 0, (user_text(more, "muted"),)
        if at not in self._rows:
            self._rows[at] = self._row(at)
        return at + 1, self._rows[at]

    def _row(self, at: int) -> Row:
        found, line = self._found, self._found.lines[at]
        first = not at or found.lines[at - 1].day != line.day
        day = day_called(line.day, found.today, self._width) if first else ""
        room = max(self._width - MARGIN - self._days - 2, 1)
        return (
            user_text(f"{day.rjust(self._days)}  ", "muted"),
            *line_row(line, self._area.hats, room, found.words),
        )
