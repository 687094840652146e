"""A calendar to look at, the cursor on one of its days."""

from __future__ import annotations

from itertools import pairwise

from textual.reactive import reactive
from textual.strip import Strip

from twohats.tui.widgets.content import Content, instead_of_rows
from twohats.tui.widgets.rows import RowArea

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from twohats.views.calendar import Calendar, Place
    from twohats.views.rows import Row


class CalendarArea(RowArea):
    """A calendar that scrolls as far as it takes to see the chosen day. Its content draws a `Calendar` for a width and
    a day.
    """

    COMPONENT_CLASSES = {"calendar-area--cursor"}

    content: reactive[Content | None] = reactive(None, init=False)
    chosen: reactive[str] = reactive("", init=False)
    """The ISO date of the day that the cursor is on."""

    _calendar: Calendar | None = None

    def __init__(self, clicked: Callable[[str], None]) -> None:
        """`clicked` is called with the ISO date of a day that was clicked."""
        super().__init__()
        self._clicked = clicked

    def watch_content(self) -> None:
        """Another stretch of days, or the same one again."""
        self._draw()

    def watch_chosen(self) -> None:
        """The cursor is on another day."""
        self._draw()

    def _draw(self) -> None:
        self.lay_out()
        place = self._place
        if place is None:
            self.scroll_to(y=0, animate=False)
            return
        end = place.row + place.rows
        first = 0 if end <= self.size.height else place.row
        self.show_rows(first, end - first)

    @property
    def _place(self) -> Place | None:
        return self._calendar.places.get(self.chosen) if self._calendar else None

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the calendar."""
        content = self.content
        self._calendar = content.draw(width)(self.chosen) if content and content.draw else None
        if self._calendar is None:
            return [instead_of_rows(content)] if content else ()
        return list(self._calendar.rows)

    def render_line(self, y: int) -> Strip:
        """Draw one row, the chosen day on a ground of its own."""
        strip, place = super().render_line(y), self._place
        at = y + self.scroll_offset.y
        if place is None or not place.row <= at < place.row + place.rows:
            return strip
        style = self.get_component_rich_style("calendar-area--cursor", partial=True)
        ends = [0, place.column, place.column + place.width, strip.cell_length]
        before, day, after = (strip.crop(*between) for between in pairwise(ends))
        return Strip.join([before, day.apply_style(style), after])

    def on_click(self, event: events.Click) -> None:
        """Choose the day that was clicked; twice is for what the view does with it."""
        column, row = event.x, event.y + self.scroll_offset.y
        for day, place in (self._calendar.places if self._calendar else {}).items():
            if (
                place.row <= row < place.row + place.rows
                and place.column <= column < place.column + place.width
            ):
                self._clicked(day)
                if event.chain == 2:
                    self.post_message(self.Chosen())
                return
