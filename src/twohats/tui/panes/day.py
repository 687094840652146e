"""The page of a day, line by line as it stands in its file."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from twohats.errors import TwohatsError
from twohats.tui.panes.line_pane import LinePane
from twohats.tui.sheet import Sheet, read_sheet, touched_item, without_dash
from twohats.tui.titles import day_title, sums_of
from twohats.tui.watching import page_changed
from twohats.tui.widgets.page_list import PageList
from twohats.views.dates import day_text
from twohats.views.lines import Line
from twohats.views.rows import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.tui.changes import Done
    from twohats.tui.panes.pane import PaneHost
    from twohats.tui.widgets.cursor_rows import Mark
    from twohats.views.rows import Row


class DayPane(LinePane):
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
        """What the day comes to, behind what is marked of it."""
        sums = sums_of(self.sheet.page, self.host.hats)
        if not self.widget.marks:
            return sums
        from twohats.views.asked import comes_of, marks_row  # 5 ms, which the first frame does without

        return (*marks_row(comes_of(self.lines_of(self.marks))), Span(" \N{MIDDLE DOT} ", "muted"), *sums)

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
        self.keep_marks()
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
        """A line that is clicked twice shows all of its note."""
        self.action_open()

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
        if self.mark_here() is None:
            self.host.answer(self.nothing_here("open"))
        elif not self.widget.open_out():
            key = self.host.services.key_of
            self.host.answer(
                f"all of this line is here: {key('entry.edit')} changes it, {key('entry.story')} follows it"
            )

    # Its lines

    @property
    def has_lines(self) -> bool:
        """A page has nothing else."""
        return True

    def marks_shown(self) -> Sequence[Mark]:
        """Each line of the page."""
        marks = (self.widget.mark_of(item.number) for item in self.sheet.page.items)
        return [mark for mark in marks if mark is not None]

    def mark_here(self) -> Mark | None:
        """The line of the cursor."""
        return self.widget.mark_of(self.widget.cursor)

    def lines_of(self, marks: Sequence[Mark]) -> list[Line]:
        """The lines as they stand in the sheet."""
        here = dict(zip(self.marks_shown(), self.sheet.page.items, strict=True))
        day = self.sheet.day
        return [Line(day, here[mark], str(mark[1])) for mark in marks if mark in here]
