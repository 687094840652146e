"""The base class of views in which rows are lines of the journal: the same keys do the same to a line in all of them.

A key acts on the lines that are marked, else on that of the cursor, and is one change. What it needs of the view is
which lines it shows.
"""

from __future__ import annotations

from twohats.format.model import Entry, Event
from twohats.tui import changes
from twohats.tui.panes.pane import Pane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from twohats.tui.changes import Done
    from twohats.tui.widgets.cursor_rows import CursorRows, Mark
    from twohats.views.lines import Line


class LinePane(Pane):
    """A view of lines. A subclass says which there are, in `marks_shown`, `mark_here` and `lines_of`."""

    widget: CursorRows

    # Which lines

    def marks_shown(self) -> Sequence[Mark]:
        """What tells each line that is shown, in their order."""
        raise NotImplementedError

    def mark_here(self) -> Mark | None:
        """What tells the line of the cursor; None where it is on none."""
        raise NotImplementedError

    def lines_of(self, marks: Sequence[Mark]) -> list[Line]:
        """The lines as they were shown, in the order given; those that are others by now are left out."""
        raise NotImplementedError

    def marks_changed(self) -> None:
        """Others are marked: what is said of them follows."""
        self.host.retitle()

    @property
    def marks(self) -> list[Mark]:
        """What tells the lines that are marked, in their order."""
        marked = self.widget.marks
        return [mark for mark in self.marks_shown() if mark in marked] if marked else []

    def keep_marks(self) -> None:
        """What is shown has changed: a mark goes with its line."""
        if self.widget.marks:
            self.widget.marks &= frozenset(self.marks_shown())

    def nothing_here(self, purpose: str) -> str:
        """What is said where a key finds no line."""
        return f"there is no line here to {purpose}"

    async def lines_meant(self, purpose: str) -> list[Line]:
        """The lines that are marked, else that of the cursor, once all changes are made; none is said."""
        if not await self._is_settled():
            return []
        here = self.mark_here()
        return self._found(self.marks or ([here] if here else []), purpose)

    async def line_meant(self, purpose: str) -> Line | None:
        """The line of the cursor, once all changes are made; that there is none is said."""
        if not await self._is_settled():
            return None
        here = self.mark_here()
        return next(iter(self._found([here] if here else [], purpose)), None)

    async def _is_settled(self) -> bool:
        """Whether every change is made and what is shown is as it is now; if not, that is said."""
        if not await self.host.queue.is_written():
            return False
        if not await self.is_fresh():
            self.host.answer("not while the lines are being read again")
            return False
        return True

    def _found(self, marks: Sequence[Mark], purpose: str) -> list[Line]:
        if not marks:
            self.host.answer(self.nothing_here(purpose))
            return []
        lines = self.lines_of(marks)
        if len(lines) < len(marks):
            self.host.answer("what is shown here has changed meanwhile: look again")
            self.pages_changed()
            return []
        return lines

    # Marks

    def action_mark(self) -> None:
        """Mark the line of the cursor, or unmark it, and go to the next."""
        here = self.mark_here()
        if here is None:
            self.host.answer(self.nothing_here("mark"))
            return
        self._mark(self.widget.marks ^ {here})
        self.widget.move(1)

    def action_mark_all(self) -> None:
        """Mark all lines that are shown."""
        self._mark(frozenset(self.marks_shown()))

    def action_mark_others(self) -> None:
        """Mark those that are not, and no other."""
        self._mark(frozenset(self.marks_shown()) - self.widget.marks)

    def action_mark_none(self) -> None:
        """Unmark all."""
        if not self.widget.marks:
            self.host.answer("no line is marked")
        self._mark(frozenset())

    def _mark(self, marks: frozenset[Mark]) -> None:
        self.widget.marks = marks
        self.marks_changed()

    def unmark(self) -> None:
        """What was marked has been changed."""
        if self.widget.marks:
            self._mark(frozenset())

    # One line

    async def action_edit(self) -> None:
        """Take the line of the cursor into the entry line."""
        line = await self.line_meant("change")
        if line is not None:
            from twohats.tui.sheet import read_sheet

            self.host.entry_area.begin_edit(read_sheet(self.host.journal, line.day), line.item.number)

    async def action_note(self) -> None:
        """Write further lines of the note of the cursor's line."""
        from twohats.tui.writing.page_writing import write_page

        line = await self.line_meant("write below")
        if line is not None:
            last = line.item.line + line.item.lines - 1
            write_page(self.host, self.host.queue, line.day, last, below=True)

    async def action_write_page(self) -> None:
        """Write on the page that the cursor's line is on, else on that of the day that is looked at."""
        from twohats.tui.writing.page_writing import write_page

        if self.mark_here() is None:
            await super().action_write_page()
            return
        line = await self.line_meant("write at")
        if line is not None:
            write_page(self.host, self.host.queue, line.day, line.item.line)

    async def action_split_line(self) -> None:
        """Split the line of the cursor."""
        from twohats.tui.writing.rearranging import ask_to_split

        line = await self.line_meant("split")
        if line is not None:
            ask_to_split(self.host, self.host.queue, line)

    async def action_story(self) -> None:
        """Follow the line of the cursor."""
        line = await self.line_meant("follow")
        if line is not None:
            await self.follow(line.place, line.item.value)

    # All that are meant

    async def action_delete(self) -> None:
        """Delete the lines."""
        lines = await self.lines_meant("delete")
        if lines:
            self._change(lambda: changes.remove(self.host.journal, lines))

    async def action_move_line(self) -> None:
        """Move the lines to another day, which is asked for."""
        from twohats.tui.writing.rearranging import ask_to_move

        lines = await self.lines_meant("move")
        if lines:
            ask_to_move(self.host, self.host.queue, lines)

    def action_earlier(self) -> object:
        """Move the lines to the day before theirs."""
        return self._shift(-1)

    def action_later(self) -> object:
        """Move the lines to the day after theirs."""
        return self._shift(1)

    async def _shift(self, by: int) -> None:
        lines = await self.lines_meant("move")
        if lines:
            today = self.host.now().day
            self._change(lambda: changes.shift(self.host.journal, lines, by, today))

    async def action_again(self) -> None:
        """Write the lines once more, for the day that is looked at."""
        lines = await self.lines_meant("write once more")
        if lines:
            day, now = self.day_inside(), self.host.now()
            self._change(lambda: changes.again(self.host.journal, lines, day, now))

    async def action_change(self) -> None:
        """Type what becomes of the lines; every one is shown before and after."""
        lines = await self.lines_meant("change")
        if lines:
            from twohats.tui.screens.change import ChangeScreen
            from twohats.tui.writing.line_changing import LineChanging

            self.host.services.clear_notifications()
            self.host.services.ask(
                ChangeScreen(LineChanging(self.host, self.host.queue, lines)), lambda _: None
            )

    # One word

    def _change(self, operation: Callable[[], Done]) -> None:
        self.host.queue.change(operation)

    def _correct(self, lines: Sequence[Line], words: str, **become: Any) -> None:
        """Make a change of which `become` has the fields."""
        from twohats.format.line_change import LineChange  # 2 ms, which the first frame does without

        change = LineChange(**become)
        self._change(lambda: changes.correct(self.host.journal, lines, change, words))

    async def action_hat(self) -> None:
        """Give the lines the hat that comes after that of the first."""
        lines = await self.lines_meant("give another hat")
        hats = [*self.host.hats.sides]
        worn = next(
            (each.item.value.hat for each in lines if isinstance(each.item.value, (Entry, Event))), ""
        )
        if worn in hats:
            hat = hats[(hats.index(worn) + 1) % len(hats)]
            self._correct(lines, hat, hat=hat)
        elif lines:
            self.host.answer("that line has no hat")

    async def action_thread(self) -> None:
        """Put the lines into a thread, which is asked for."""
        from twohats.tui.writing.rearranging import ask_for_thread

        lines = await self.lines_meant("put into a thread")
        if lines:
            ask_for_thread(self.host, lines, lambda tag: self._correct(lines, f"+{tag}", tags=(tag,)))

    async def action_channel_above(self) -> None:
        """Give the lines the channel of the line above the first of them."""
        lines = await self.lines_meant("give a channel")
        above = self._above(lines)
        if above is None:
            return
        if above.channel:
            self._correct(lines, above.channel, channel=above.channel)
        else:
            self.host.answer("the line above has no channel")

    async def action_people_above(self) -> None:
        """Add the people of the line above the first of them to the lines."""
        lines = await self.lines_meant("give people")
        above = self._above(lines)
        if above is None:
            return
        if above.people:
            people = " ".join(f"@{name}" for name in above.people)
            self._correct(lines, people, people=above.people)
        else:
            self.host.answer("the line above names nobody")

    def _above(self, lines: Sequence[Line]) -> Entry | Event | None:
        """What the line above the first of some lines says; that there is none is said."""
        if not lines:
            return None
        shown = self.marks_shown()
        first = next((at for at, mark in enumerate(shown) if mark[0] == lines[0].place), 0)
        above = self.lines_of(shown[first - 1 : first])
        value = above[0].item.value if above else None
        if isinstance(value, (Entry, Event)):
            return value
        self.host.answer("there is no line above to take it from")
        return None

    # Ratings

    async def action_rate(self, letter: str = "") -> None:
        """Ask for a rating of the lines: which, unless that is said, and how much."""
        from twohats.tui.writing.rating import ask_to_rate

        lines = await self.lines_meant("rate")
        if lines:
            ask_to_rate(self.host, self.host.queue, lines, letter)

    def action_rate_m(self) -> object:
        """Rate the motivation."""
        return self.action_rate("m")

    def action_rate_i(self) -> object:
        """Rate the interest."""
        return self.action_rate("i")

    def action_rate_u(self) -> object:
        """Rate the understanding."""
        return self.action_rate("u")

    def action_rate_w(self) -> object:
        """Rate the worth."""
        return self.action_rate("w")

    async def action_rate_next(self) -> None:
        """Go through the unrated ones of the lines that are marked; where none is, of the last days."""
        from twohats.tui.writing.rating import walk_through

        if self.marks:
            walk_through(self.host, self.host.queue, await self.lines_meant("rate"))
        else:
            await super().action_rate_next()
