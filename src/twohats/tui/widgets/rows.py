"""Widgets that draw rows of roles: one that scrolls, and one of a few fixed rows."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.widget import Widget

from twohats.tui.drawing import Styles, role_styles, strip_of
from twohats.views.rows import BLANK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from twohats.views.rows import Row


_MOST_COPIED = 2000
"""Rows of a view."""


class RowLines(Widget):
    """A few rows that stand still. A subclass says which, for a width."""

    def rows(self, width: int) -> Sequence[Row]:
        """The rows to draw in so many columns."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        rows = self.rows(self.size.width)
        styles = role_styles(self.app.theme_variables)
        return strip_of(rows[y] if y < len(rows) else BLANK, styles, self.size.width, self.rich_style)


class RowArea(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows that scroll up and down. A subclass says which, for a width."""

    class Chosen(Message):
        """The row that the cursor is on was clicked twice."""

    stands_out: reactive[bool] = reactive(True)
    """Whether the row of the cursor does: not in all that stands side by side."""

    _rows: Sequence[Row] = ()
    _drawn_with: tuple[Styles, Style] | None = None
    _laid_out = 0

    def rows(self, width: int) -> Sequence[Row]:
        """The rows to draw in so many columns."""
        raise NotImplementedError

    def rows_to_copy(self) -> list[Row]:
        """All of its rows."""
        return [self._rows[at] for at in range(min(len(self._rows), _MOST_COPIED))]

    def lay_out(self) -> None:
        """Work out the rows again and draw them."""
        if self.row_width < 1:
            return
        self._laid_out = self.row_width
        self._rows = self.rows(self._laid_out)
        self.virtual_size = Size(self._laid_out, len(self._rows))
        self.refresh()

    @property
    def is_laid_out(self) -> bool:
        """Whether there are rows: not before it has a size."""
        return self._laid_out > 0

    def lay_out_once(self) -> None:
        """Have rows for the first frame, which is drawn before the widget is told its size."""
        if not self._laid_out and not self._rows and self.row_width > 0:
            self._rows = self.rows(self.row_width)

    @property
    def row_width(self) -> int:
        """The columns there are for rows; one at the right is the scroll bar's, there or not."""
        return self.container_size.width - self.styles.gutter.width - 1

    def on_resize(self, event: events.Resize) -> None:
        """The rows of another width are other rows."""
        if self.row_width != self._laid_out:
            self.lay_out()

    def notify_style_update(self) -> None:
        """The theme may have changed: colours are looked up again."""
        self._drawn_with = None
        super().notify_style_update()

    @property
    def drawn_with(self) -> tuple[Styles, Style]:
        """The styles of the roles in the theme that is on, and what they stand on; asked for every line."""
        if self._drawn_with is None:
            self._drawn_with = role_styles(self.app.theme_variables), self.rich_style
        return self._drawn_with

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        self.lay_out_once()
        at = y + self.scroll_offset.y
        styles, base = self.drawn_with
        return strip_of(self._rows[at] if at < len(self._rows) else BLANK, styles, self.size.width, base)

    def move(self, by: int) -> None:
        """Go so many rows down; up when negative."""
        self.scroll_relative(y=by, animate=False, force=True)

    def move_screen(self, by: int) -> None:
        """Go so many screens down; up when negative."""
        self.move(by * max(self.size.height - 1, 1))

    def move_to_end(self, *, last: bool) -> None:
        """Go to the last row, or to the first."""
        # Forced, since new rows can be scrolled before there is a scroll bar.
        self.scroll_to(y=len(self._rows) if last else 0, animate=False, force=True)

    def show_rows(self, first: int, count: int) -> None:
        """Scroll as little as it takes to see `count` rows from `first`."""
        self.scroll_to_region(Region(0, first, 1, max(count, 1)), animate=False, force=True)
