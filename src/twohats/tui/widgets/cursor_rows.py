"""Rows with a cursor on some of them: those that have a number, of which several rows may have the same."""

from __future__ import annotations

from textwrap import dedent

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from twohats.tui.drawing import strip_of
from twohats.tui.widgets.rows import RowArea
from twohats.views.rows import BLANK, Span, row_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from twohats.views.rows import Row

MARK = "\N{LEFT HALF BLOCK}"
"""Stands in front of the rows that the cursor is on."""
MARKED = "\N{BULLET}"
"""Stands in front of a line that is marked."""
MARKED_HERE = "\N{BLACK CIRCLE}"
"""The same where the cursor is on it: a margin is one column, in every view."""

Mark = tuple[str, object]
"""What tells a line that is marked from any other: its place and what it says, since others may come to its place."""

_UNMARKED: frozenset[Mark] = frozenset()


_NO_LETTERS: Mapping[int, str] = {}


def margin(*, here: bool, is_marked: bool) -> Span:
    """The one column in front of a row."""
    if is_marked:
        return Span(MARKED_HERE if here else MARKED, "key")
    return Span(MARK if here else " ", "key")


class CursorRows(RowArea):
    """A subclass says which rows there are, for a width, and how the mark stands in front of them."""

    class Moved(Message):
        """The cursor is on another row, or other rows are there."""

    COMPONENT_CLASSES = {"cursor-rows--cursor"}

    cursor: reactive[int] = reactive(0, init=False)
    """The number that the cursor is on; 0 where no row has one."""

    marks: reactive[frozenset[Mark]] = reactive(_UNMARKED, init=False)
    """The lines that are marked, where rows are lines."""
    letters: reactive[Mapping[int, str]] = reactive(_NO_LETTERS)
    """Shown in front of the rows of these numbers."""

    _numbered: Sequence[tuple[int, Row]] = ()

    def numbers_in_sight(self) -> list[int]:
        """The numbers of the rows that are on the screen, from above."""
        first = self.scroll_offset.y
        last = min(first + self.size.height, len(self._numbered))
        return list(dict.fromkeys(number for at in range(first, last) if (number := self._numbered[at][0])))

    def text_of_cursor(self) -> str:
        """The rows of the cursor as text, without what they have in common in front."""
        rows = [row_text(row).rstrip() for number, row in self._numbered if number and number == self.cursor]
        return dedent("\n".join(rows))

    @property
    def count(self) -> int:
        """The last number; they begin at 1."""
        raise NotImplementedError

    def numbered_rows(self, width: int) -> Sequence[tuple[int, Row]]:
        """The rows to draw in so many columns, each with its number, 0 for those that the cursor passes by."""
        raise NotImplementedError

    def with_margin(self, row: Row, number: int, *, here: bool) -> Row:
        """The row as it is drawn: the cursor's mark in front if it is here, that of a marked line, or room for both."""
        raise NotImplementedError

    def ground_of(self, number: int) -> Style | None:
        """What else the rows of a number are drawn on."""
        del number
        return None

    def rows(self, width: int) -> Sequence[Row]:
        """The rows alone."""
        self._numbered = self.numbered_rows(width)
        return [row for _, row in self._numbered]

    def go_to(self, number: int) -> None:
        """Put the cursor on a number, or on the nearest that there is."""
        self.cursor = min(max(number, min(self.count, 1)), self.count)

    def watch_cursor(self) -> None:
        """Keep the cursor's rows in sight."""
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved())

    def watch_marks(self) -> None:
        """Others are marked."""
        self.refresh()

    def lay_out(self) -> None:
        """Work out the rows again and keep the cursor in sight."""
        super().lay_out()
        self._show_cursor()

    def on_resize(self, event: events.Resize) -> None:
        """The cursor stays in sight where there are fewer rows. Textual calls that of the base class, too."""
        del event
        self._show_cursor()

    def _show_cursor(self) -> None:
        places = [at for at, (number, _) in enumerate(self._numbered) if number == self.cursor and number]
        if places:
            first = 0 if self.cursor == 1 and places[-1] < self.size.height else places[0]
            self.show_rows(first, min(places[-1] + 1 - first, max(self.size.height, 1)))

    def move(self, by: int) -> None:
        """Go so many numbers down; at either end the rows beyond come into sight."""
        target = self.cursor + by
        if not self.count or target < 1 or target > self.count:
            super().move(by)
        self.go_to(target)

    def move_screen(self, by: int) -> None:
        """Go about a screen down; up when negative."""
        numbers = [number for number, _ in self._numbered]
        here = numbers.index(self.cursor) if self.cursor in numbers else 0
        target = here + by * max(self.size.height - 1, 1)
        if by < 0:
            found = next((each for each in numbers[max(target, 0) :] if each), self.cursor)
        else:
            found = next((each for each in reversed(numbers[: target + 1]) if each), self.cursor)
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)
        self.go_to(found)

    def move_to_end(self, *, last: bool) -> None:
        """Go to the last number, or to the first."""
        super().move_to_end(last=last)
        self.go_to(self.count if last else 1)

    def render_line(self, y: int) -> Strip:
        """Draw one row; those of the cursor on a ground of their own."""
        self.lay_out_once()
        at = y + self.scroll_offset.y
        number, row = self._numbered[at] if at < len(self._numbered) else (0, BLANK)
        styles, base = self.drawn_with
        on = bool(number) and number == self.cursor
        if on and self.stands_out:
            base += self.get_component_rich_style("cursor-rows--cursor", partial=True)
        ground = self.ground_of(number) if number else None
        if ground:
            base += ground
        row = self.with_margin(row, number, here=on and self.has_focus)
        strip = strip_of(row, styles, self.size.width, base)
        letter = self.letters.get(number) if number else ""
        if letter and (not at or self._numbered[at - 1][0] != number or not y):
            style = base + styles["key"] + Style(reverse=True)
            return Strip.join([Strip([Segment(letter, style)], 1), strip.crop(1)])
        return strip

    def on_focus(self) -> None:
        """The cursor's mark appears."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor's mark goes."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse was clicked; twice is for what the view does with it."""
        at = event.y + self.scroll_offset.y
        number = self._numbered[at][0] if 0 <= at < len(self._numbered) else 0
        if number:
            self.cursor = number
            if event.chain == 2:
                self.post_message(self.Chosen())
