"""The page of a day, line by line as it stands in its file."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from twohats.errors import TwohatsError
from twohats.tui import changes
from twohats.tui.panes.pane import Pane, PaneHost
from twohats.tui.sheet import Sheet, read_sheet, touched_item, without_dash
from twohats.tui.titles import day_title, sums_of
from twohats.tui.watching import page_changed
from twohats.tui.widgets.page_list import PageList
from twohats.views.dates import day_text
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.tui.changes import Done
    from twohats.views.rows import Row


class DayPane(Pane):
    """The page of the day that is looked at."""

    widget: PageList

    def __init__(self, host: PaneHost) -> None:
        self.sheet = read_sheet(host.journal, host.day)
        super().__init__(host)

    def make_widget(self) -> PageList:
        """The list of the page's lines."""
        return PageList(self.sheet, self.host.hats, self.host.first_steps())

    # What it shows

    def title(self) -> tuple[str, str]:
        """The day in words."""
        day = self.host.day
        return day_title(day, self.host.today), day_text(day, weekday=True)

    def sums(self) -> Row:
        """What the day comes to."""
        return sums_of(self.sheet.page, self.host.hats)

    @property
    def shown_day(self) -> str:
        """The day that the page is of."""
        return self.sheet.day

    # What happens to it

    def day_changed(self) -> None:
        """Read the page."""
        before, self.sheet = self.sheet, read_sheet(self.host.journal, self.host.day)
        self.host.entry_area.follow_line(before, self.sheet)
        self.widget.sheet = self.sheet
        self.widget.steps = self.host.first_steps()

    def settings_changed(self) -> None:
        """Other hats have other colours."""
        self.widget.hats = self.host.hats

    def look(self) -> None:
        """Read the page again if it is another on the disk."""
        if not page_changed(self.host.journal, self.sheet):
            return
        day = self.host.day
        self.host.reload()

        def restore() -> None:  # in a thread, since it waits for whoever writes
            with suppress(TwohatsError):  # the next change does it
                self.host.journal.restore_overwritten(day)

        self.host.background.run(restore, lambda _: None, group="restore")

    def begin_change(self) -> Callable[[Done], None]:
        """The page may be read again before the change is known here to be made: it is compared with that of now."""
        before = self.sheet
        return lambda done: self._show_change(done, before)

    def _show_change(self, done: Done, before: Sheet) -> None:
        """Show the page that was changed, and put the cursor on the line."""
        if done.day and (self.host.is_shown(self) or done.day == self.host.day) and done.moves:
            self.host.go_to_day(done.day)
        else:
            self.host.reload()
        if done.day == self.sheet.day:
            number = done.number or touched_item(before, self.sheet)
            if number:
                self.widget.go_to(number)

    def go_to_line(self, day: str, number: int) -> None:
        """Show the page, its cursor on the line."""
        if self.host.is_shown(self):
            self.host.go_to_day(day)
            self.widget.go_to(number)

    def open_at(self, subject: str) -> None:
        """Show the page that a line is on, the cursor on it."""
        day, _, number = subject.partition(":")
        self.go_to_line(day, int(number) if number.isdecimal() else 0)

    def spot(self) -> object:
        """The day and the line of the cursor."""
        return f"{self.sheet.day}:{self.widget.cursor}"

    def return_to(self, spot: object) -> None:
        """Show that day, the cursor on that line."""
        self.open_at(str(spot))

    async def chosen(self) -> None:
        """A line that is clicked twice is changed."""
        await self.action_edit()

    def line_of_cursor(self) -> int:
        """The line of the file that the cursor is on; 0 where it is on none."""
        item = self.sheet.item(self.widget.cursor)
        return item.line if item else 0

    def text_of_cursor(self) -> str:
        """The line as it would be typed, and the lines of its note."""
        first, *more = self.sheet.block(self.widget.cursor).split("\n")
        return "\n".join([without_dash(first), *(line.strip() for line in more)]).rstrip()

    def markdown(self) -> Callable[[], str]:
        """The page is Markdown as it stands."""
        text = "\n".join(self.sheet.lines) + "\n"
        return lambda: text

    # Its keys

    def step(self, by: int) -> None:
        """The day before or after, but none that is still to come."""
        try:
            day = (date.fromisoformat(self.host.day) + timedelta(days=by)).isoformat()
        except OverflowError:
            return
        if by < 0 or day <= self.host.today:
            self.host.go_to_day(day)

    def action_today(self) -> None:
        """Today."""
        self.host.go_to_day(self.host.today)

    def action_open(self) -> None:
        """Show all of the note of the line under the cursor, or fold it again."""
        self.widget.open_out()

    async def action_story(self) -> None:
        """Follow the line under the cursor."""
        number = await self._line_to("follow")
        item = self.sheet.item(number)
        if item:
            await self.follow(f"{self.sheet.day}:{number}", item.value)

    async def action_edit(self) -> None:
        """Take the line under the cursor into the entry line."""
        number = await self._line_to("change")
        if number:
            self.host.entry_area.begin_edit(self.sheet, number)

    async def action_delete(self) -> None:
        """Delete the line under the cursor."""
        number = await self._line_to("delete")
        if number:
            day, was = self.sheet.day, self.sheet.block(number)
            self.host.queue.change(lambda: changes.remove(self.host.journal, day, number, was))

    async def action_move_line(self) -> None:
        """Move the line under the cursor to another day."""
        from twohats.tui.writing.rearranging import ask_to_move

        line = await self._line("move")
        if line is not None:
            ask_to_move(self.host, self.host.queue, line)

    async def action_split_line(self) -> None:
        """Split the line under the cursor."""
        from twohats.tui.writing.rearranging import ask_to_split

        line = await self._line("split")
        if line is not None:
            ask_to_split(self.host, self.host.queue, line)

    async def _line(self, purpose: str) -> Line | None:
        """The line under the cursor as `_line_to` has it."""
        item = self.sheet.item(await self._line_to(purpose))
        return Line(self.sheet.day, item, self.sheet.block(item.number)) if item else None

    async def _line_to(self, purpose: str) -> int:
        """The number of the line under the cursor, once all changes are made; 0 if there is none, which is said."""
        if not await self.host.queue.is_written():
            return 0
        number = self.widget.cursor
        if self.sheet.item(number) is None:
            self.host.answer(f"there is no line here to {purpose}")
            return 0
        return number
