"""The list of a day's page: its lines with a cursor on one of them, prose between."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.format.words import DEFAULT_HATS, Hats
from twohats.text import width as columns
from twohats.tui.page_rows import EXAMPLE, PageRow, page_rows
from twohats.tui.sheet import Sheet, followed_item, touched_item
from twohats.tui.widgets.cursor_rows import CursorRows, Mark, margin
from twohats.views.lines import item_spans
from twohats.views.rows import BLANK, Row, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style

_FLASH = 0.9  # seconds that a line just written is held up
_EMPTY: list[tuple[str, str]] = [
    ("Nothing written on this day.", "text"),
    ("", "text"),
    ("Press a and write one line, for instance", "muted"),
    ("25m personal read mastodon m4: who is new", EXAMPLE),
    ("14:00-14:45 brand talk phone @anna m5: a bookseller wants a box", EXAMPLE),
    ("brand got reply linkedin @bo: asks for the price", EXAMPLE),
    ("or   nothing: hiking   for a day without.", "muted"),
]


class PageList(CursorRows):
    """The page of a day. The cursor stands on entries, events and problems; prose scrolls by."""

    COMPONENT_CLASSES = {"page-list--touched"}

    sheet: reactive[Sheet | None] = reactive(None, init=False)
    hats: reactive[Hats] = reactive(DEFAULT_HATS, init=False)
    steps: reactive[tuple[tuple[str, str], ...]] = reactive((), init=False)
    """Paragraphs below the page, each with its role: the first steps of a new user."""

    def __init__(self, sheet: Sheet, hats: Hats, steps: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(id="page")
        self.set_reactive(PageList.sheet, sheet)
        self.set_reactive(PageList.hats, hats)
        self.set_reactive(PageList.steps, steps)
        self.set_reactive(PageList.cursor, len(sheet.page.items))
        self._touched = 0
        self._opened = 0

    @property
    def count(self) -> int:
        """How many lines the page has."""
        return len(self.sheet.page.items) if self.sheet else 0

    def numbered_rows(self, width: int) -> Sequence[PageRow]:
        """The rows of the page, room for the cursor's mark left in front."""
        if self.sheet is None:
            return ()
        rows = page_rows(self.sheet, self.hats, width - 1, self._opened)
        if self.steps:
            rows += [PageRow(0, BLANK)] if rows else []
            return [*rows, *(PageRow(0, row) for row in _paragraphs(self.steps, width - 1))]
        return rows or [PageRow(0, row) for row in _paragraphs(_EMPTY, width - 1)]

    def watch_steps(self) -> None:
        """The step after, or none any more."""
        self.lay_out()

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

    def open_out(self) -> bool:
        """Show all of the cursor's line, or fold it again; whether there was more of it to show."""
        before = self._rows_here()
        self._opened = self.cursor if self.cursor != self._opened else 0
        self.lay_out()
        return self._rows_here() != before

    def _rows_here(self) -> list[Row]:
        return [row for number, row in self.numbered_rows(self.size.width) if number == self.cursor]

    def mark_of(self, number: int) -> Mark | None:
        """What tells a line from any other; None where there is none of this number."""
        sheet = self.sheet
        return (f"{sheet.day}:{number}", sheet.block(number)) if sheet and sheet.item(number) else None

    def with_margin(self, row: Row, number: int, *, here: bool) -> Row:
        """The row with a column in front."""
        is_marked = bool(self.marks) and self.mark_of(number) in self.marks
        return (margin(here=here, is_marked=is_marked), *row)

    def ground_of(self, number: int) -> Style | None:
        """A line that was just written has its own."""
        if number != self._touched:
            return None
        return self.get_component_rich_style("page-list--touched", partial=True)


def _paragraphs(steps: Sequence[tuple[str, str]], width: int) -> Iterable[Row]:
    for text, role in steps:
        lead = " " * (len(text) - len(text.lstrip()))
        if role == EXAMPLE and len(text) <= width:
            yield (Span(lead, "text"), *item_spans(text.lstrip(), DEFAULT_HATS))
            continue
        for line in columns.wrap(text.lstrip(), max(width - len(lead), 10)) or [""]:
            yield (Span(lead + line, role),) if line else BLANK
