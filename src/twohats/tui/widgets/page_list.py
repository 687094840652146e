"""The list of a day's page: its lines with a cursor on one of them, prose between."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.format.words import DEFAULT_HATS, Hats
from twohats.tui.drawing import strip_of
from twohats.tui.page_rows import PageRow, page_rows
from twohats.tui.sheet import Sheet, followed_item, touched_item
from twohats.tui.widgets.rows import RowArea
from twohats.views.rows import BLANK, Row, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

_MARK = "\N{LEFT HALF BLOCK}"
_FLASH = 0.9  # seconds that a line just written is held up
_EMPTY: list[tuple[str, str]] = [
    ("Nothing written on this day.", "text"),
    ("", "text"),
    ("Press a and write one line, for instance", "muted"),
    ("25m personal read mastodon m4: who is new", "note"),
    ("14:00-14:45 brand talk phone @anna m5: a bookseller wants a box", "note"),
    ("brand got reply linkedin @bo: asks for the price", "note"),
    ("or   nothing: hiking   for a day without.", "muted"),
]


class PageList(RowArea):
    """The page of a day. The cursor stands on entries, events and problems; prose scrolls by."""

    COMPONENT_CLASSES = {"page-list--cursor", "page-list--touched"}

    sheet: reactive[Sheet | None] = reactive(None, init=False)
    hats: reactive[Hats] = reactive(DEFAULT_HATS, init=False)
    cursor: reactive[int] = reactive(0, init=False)
    """The number of the line that the cursor is on; 0 when the page has none."""

    def __init__(self, sheet: Sheet, hats: Hats) -> None:
        super().__init__(id="page")
        self.set_reactive(PageList.sheet, sheet)
        self.set_reactive(PageList.hats, hats)
        self.set_reactive(PageList.cursor, len(sheet.page.items))
        self._page_rows: list[PageRow] = []
        self._touched = 0
        self._opened = 0

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the page, room for the cursor's mark left in front."""
        if self.sheet is None:
            return ()
        self._page_rows = page_rows(self.sheet, self.hats, width - 2, self._opened)
        if not self._page_rows:
            self._page_rows = [PageRow(0, (Span(text, role),) if text else BLANK) for text, role in _EMPTY]
        return [each.row for each in self._page_rows]

    def watch_hats(self) -> None:
        """Other hats, other colours."""
        self.lay_out()

    def watch_sheet(self, old: Sheet | None, new: Sheet | None) -> None:
        """Another page, or this one changed: the cursor stays with its line."""
        if new is None:
            return
        if old is None or old.day != new.day:
            self._touched = self._opened = 0
            self.lay_out()
            if old is not None:
                self.scroll_to(y=0, animate=False)
            self.set_reactive(PageList.cursor, 0)
            self.cursor = len(new.page.items)
            return
        number = followed_item(old, new, self.cursor) or min(self.cursor, len(new.page.items))
        touched = touched_item(old, new)
        self._opened = followed_item(old, new, self._opened) if self._opened else 0
        self.lay_out()
        self.cursor = max(number, min(1, len(new.page.items)))
        if touched:
            self.flash(touched)

    def flash(self, number: int) -> None:
        """Hold up a line that was just written."""
        self._touched = number
        self.refresh()
        self.set_timer(_FLASH, self._end_flash)

    def _end_flash(self) -> None:
        self._touched = 0
        self.refresh()

    def open_out(self) -> None:
        """Show all of the cursor's line, or fold it again."""
        self._opened = self.cursor if self.cursor != self._opened else 0
        self.lay_out()

    def go_to(self, number: int) -> None:
        """Put the cursor on a line."""
        count = len(self.sheet.page.items) if self.sheet else 0
        self.cursor = min(max(number, min(count, 1)), count)

    def watch_cursor(self) -> None:
        """Keep the cursor's line in sight."""
        self._show_cursor()
        self.refresh()

    def lay_out(self) -> None:
        """Work out the rows again and keep the cursor in sight."""
        super().lay_out()
        self._show_cursor()

    def _show_cursor(self) -> None:
        places = [at for at, each in enumerate(self._page_rows) if each.number == self.cursor and self.cursor]
        if places:
            first = 0 if self.cursor == 1 and places[-1] < self.size.height else places[0]
            self.show_rows(first, min(places[-1] + 1 - first, max(self.size.height, 1)))

    def move(self, by: int) -> None:
        """Go so many lines down; at either end the prose beyond comes into sight."""
        target = self.cursor + by
        count = len(self.sheet.page.items) if self.sheet else 0
        if not count or target < 1 or target > count:
            super().move(by)
        self.go_to(target)

    def move_screen(self, by: int) -> None:
        """Go about a screen down; up when negative."""
        rows = [at for at, each in enumerate(self._page_rows) if each.number == self.cursor]
        target = (rows[0] if rows else 0) + by * max(self.size.height - 1, 1)
        numbers = [each.number for each in self._page_rows]
        if by < 0:
            found = next((each for each in numbers[max(target, 0) :] if each), self.cursor)
        else:
            found = next((each for each in reversed(numbers[: target + 1]) if each), self.cursor)
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)
        self.go_to(found)

    def move_to_end(self, *, last: bool) -> None:
        """Go to the last line, or to the first."""
        super().move_to_end(last=last)
        self.go_to(len(self.sheet.page.items) if last and self.sheet else 1)

    def render_line(self, y: int) -> Strip:
        """Draw one row; those of the cursor's line on a ground of their own."""
        self.lay_out_once()
        at = y + self.scroll_offset.y
        number, row = self._page_rows[at] if at < len(self._page_rows) else (0, BLANK)
        styles, base = self.drawn_with
        mark = Span("  ", "text")
        if number and number == self.cursor:
            base += self.get_component_rich_style("page-list--cursor", partial=True)
            mark = Span(f"{_MARK} " if self.has_focus else "  ", "key")
        if number and number == self._touched:
            base += self.get_component_rich_style("page-list--touched", partial=True)
        return strip_of((mark, *row), styles, self.size.width, base)

    def on_focus(self) -> None:
        """The cursor's mark appears."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor's mark goes."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse was clicked; twice is for changing the line."""
        at = event.y + self.scroll_offset.y
        number = self._page_rows[at].number if 0 <= at < len(self._page_rows) else 0
        if number:
            self.cursor = number
            if event.chain == 2:
                self.post_message(self.Chosen())
