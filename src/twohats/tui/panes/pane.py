"""The base class of the app's views: a widget, its keys, and the reaction to changes of journal and day."""

from __future__ import annotations

import asyncio
import inspect
import time
from typing import Protocol, TypeVar

from twohats.errors import TwohatsError
from twohats.format.model import Entry, Event
from twohats.tui.host import Host
from twohats.tui.widgets.content import Content
from twohats.tui.widgets.cursor_rows import CursorRows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.widget import Widget

    from twohats.format.model import Value
    from twohats.tui.done import Done
    from twohats.tui.widgets.block_area import BlockArea
    from twohats.tui.widgets.calendar_area import CalendarArea
    from twohats.tui.widgets.rows import RowArea
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.tui.writing.entry_area import EntryArea
    from twohats.views.rows import Row

T = TypeVar("T")

LONG = 0.5
"""Seconds after which it is said that something is being worked out, and it can be stopped."""


class PaneHost(Host, Protocol):
    """What a pane needs of the screen that shows it."""

    entry_area: EntryArea
    queue: ChangeQueue

    def is_shown(self, pane: Pane) -> bool:
        """Whether this is the view that one looks at, or one beside it."""

    def has_keys(self, pane: Pane) -> bool:
        """Whether this is the view that keys are for."""

    def first_steps(self) -> tuple[tuple[str, str], ...]:
        """What a new user is told below the page, as paragraphs with their roles; empty where there is no need."""

    def day_beside(self, day: str) -> None:
        """Show a day where its page stands beside the view."""

    def cursor_moved(self) -> None:
        """What the view points at is another: what is beside it may follow."""

    async def action_pane(self, name: str) -> None:
        """Do what a key does in the view that is shown."""

    async def action_come_back(self) -> None:
        """Go back to where one was before a row was opened."""


class Pane:
    """One view. A subclass makes its widget; what else it does differently it overrides.

    A key of `keys` whose owner is the pane calls `action_` and the name of its action here.
    """

    whole = False
    """Whether it takes the rows of the entry line, too, while nothing is typed."""
    room = ""
    """The row of `room.ROOM` that says what stands beside it; empty for that of its own name."""
    has_own_line = False
    """Whether it has a line of its own in place of the entry line, unless one is writing there."""

    def __init__(self, host: PaneHost) -> None:
        self.host = host
        self.widget = self.make_widget()

    def make_widget(self) -> RowArea:
        """What shows it."""
        raise NotImplementedError

    def widgets(self) -> tuple[Widget, ...]:
        """What is on the screen while it is shown, from above."""
        return (self.widget,)

    # What it shows

    def title(self) -> tuple[str, str]:
        """What it is of, long and short, for the top row; empty where its own first row says it."""
        return "", ""

    def sums(self) -> Row:
        """What stands under the entry line while nothing is typed."""
        return ()

    @property
    def shown_day(self) -> str:
        """The day that one takes a line to be for unless told otherwise."""
        return self.host.today

    def day_inside(self) -> str:
        """The day that a line begun here is for, and that other views open at."""
        return self.host.day

    def counts_for(self) -> float:
        """The seconds for which what it shows has been worked out by now; 0 where it is there."""
        return 0.0

    def stop(self) -> bool:
        """Wait no longer for what takes long; whether anything did."""
        return False

    # What happens to it

    def show(self) -> None:
        """It comes onto the screen."""

    def hide(self) -> None:
        """It leaves the screen."""

    def day_changed(self) -> None:
        """Another day is looked at, or the same one again, since its page may have changed."""

    def midnight_passed(self, before: str) -> None:
        """It is no longer `before` but `host.today`."""

    def settings_changed(self) -> None:
        """There may be other hats and channels."""

    def look(self) -> None:
        """Four times a second: look whether what it shows has changed on the disk."""

    def pages_changed(self) -> None:
        """Some page has changed on the disk; told about every three seconds, and after every change."""

    def begin_change(self) -> Callable[[Done], None]:
        """A change is about to be made; gives what shows it once it is made."""
        return lambda _: None

    def go_to_line(self, day: str, number: int) -> None:
        """Put the cursor on a line, if this shows it."""

    def spot(self) -> object:
        """What it shows and where one is in it, to come back to with `return_to`."""
        return None

    def return_to(self, spot: object) -> None:
        """Show again what it had shown."""

    def open_at(self, subject: str) -> None:
        """Show a subject that a row of some view stands for: `2026-W47`, a person, the place of a line."""

    def home(self) -> None:
        """The key of the view was pressed: show what it is of by itself."""

    def points_at(self, name: str) -> str:
        """The subject that the pane of this name, which follows, is to show; empty where there is none."""
        del name
        return ""

    def follow_to(self, subject: str) -> None:
        """Show what the cursor of another pane is on."""
        self.open_at(subject)

    async def chosen(self) -> None:
        """A row of it was clicked twice."""

    @property
    def has_lines(self) -> bool:
        """Whether rows of it are lines of the journal just now."""
        return False

    async def is_fresh(self) -> bool:
        """Wait until what was changed here is shown as it is now; whether it is."""
        return True

    def unmark(self) -> None:
        """What was marked has been changed."""

    def line_of_cursor(self) -> int:
        """The line of the page's file that the cursor is on; 0 where it is on none."""
        return 0

    def text_of_cursor(self) -> str:
        """What the cursor is on, to be copied; empty where it is on nothing."""
        widget = self.widget
        return widget.text_of_cursor() if isinstance(widget, CursorRows) else ""

    def markdown(self) -> Callable[[], str]:
        """What makes Markdown of what is shown; it may take long, and is called in a thread."""
        from twohats.render.block_markdown import rows_markdown

        rows = self.widget.rows_to_copy()
        return lambda: rows_markdown(rows)

    # Its keys

    async def do(self, action: str) -> None:
        """Do what a key does here: `action_` and its name."""
        done = getattr(self, f"action_{action}")()
        if inspect.isawaitable(done):
            await done

    def step(self, by: int) -> None:
        """Go to what is before or after."""

    def action_back(self) -> None:
        """To what is before."""
        self.step(-1)

    def action_forward(self) -> None:
        """To what is after, but to nothing that is still to come."""
        self.step(1)

    def action_today(self) -> None:
        """To what is of today."""

    async def follow(self, place: str, value: Value | None, shown: str = "") -> None:
        """Open the thread that a line is of, else the line alone: also where its thread is what is `shown`."""
        if not isinstance(value, (Entry, Event)):
            self.host.answer("there is nothing to follow in this line")
            return
        thread = f"+{value.tags[0]}" if len(value.tags) == 1 else ""
        is_there = shown.partition(" ")[0] == thread
        await self.host.open_view("people", f"{thread} {place}" if thread and not is_there else place)

    async def action_rate_next(self) -> None:
        """Go through the lines of the last days that are not rated."""
        from twohats.tui.writing.rating import walk_through_unrated

        if await self.host.queue.is_written():
            walk_through_unrated(self.host, self.host.queue)

    async def action_write_page(self) -> None:
        """Write on the page of the day that is looked at."""
        from twohats.tui.writing.page_writing import write_page

        if await self.host.queue.is_written():
            write_page(self.host, self.host.queue, self.day_inside(), self.line_of_cursor())

    async def action_why(self) -> None:
        """What the hours were spent for, in the weeks that the channels are of."""
        await self.host.open_view("channels", "?why")

    def action_move_down(self) -> None:
        """One line down."""
        self.widget.move(1)

    def action_move_up(self) -> None:
        """One line up."""
        self.widget.move(-1)

    def action_page_down(self) -> None:
        """One screen down."""
        self.widget.move_screen(1)

    def action_page_up(self) -> None:
        """One screen up."""
        self.widget.move_screen(-1)

    def action_first(self) -> None:
        """To the first line."""
        self.widget.move_to_end(last=False)

    def action_last(self) -> None:
        """To the last line."""
        self.widget.move_to_end(last=True)


async def soon(true: Callable[[], bool]) -> bool:
    """Wait until something is true, for at most five seconds; whether it is. Keys wait for it, in their order."""
    for _ in range(1000):
        if true():
            return True
        await asyncio.sleep(0.005)
    return true()


class LoadedPane(Pane):
    """A view that is worked out from the journal in a thread. A subclass says of what, in `of`, and how, in `loader`.

    What comes too late, for something that is no longer asked for, is not shown. Keys that are pressed before it is
    there wait for it, in their order; those that only say what it is to be of do not, unless others wait before them.
    """

    whole = True
    widget: BlockArea | CalendarArea
    needs_no_rows = frozenset({"back", "forward", "today", "longer", "shorter", "other_hat", "why"})
    """The actions that do not look at what is shown."""

    def __init__(self, host: PaneHost) -> None:
        super().__init__(host)
        self._waiting: list[str] = []
        self._loads = self._loaded = 0
        """How often it was asked for, and which of these times has been shown."""
        self._asked_at = 0.0

    def of(self) -> object:
        """What it is of just now."""
        raise NotImplementedError

    def loader(self) -> Callable[[], Callable[[int], Any]]:
        """What reads the journal and gives rows for a width, or what its widget draws them from.

        Called in a thread, when something else may be asked for.
        A TwohatsError that it raises is shown in place of the rows.
        """
        raise NotImplementedError

    def show(self) -> None:
        """It comes onto the screen: what it shows may have changed."""
        self._waiting.clear()
        self.reload()

    def pages_changed(self) -> None:
        """Work it out again, if one looks at it."""
        if self.host.is_shown(self):
            self.reload()

    def reload(self) -> None:
        """Work out the rows; those of before stand until they are there."""
        of, load = self.of(), self.loader()
        if self._loaded == self._loads:  # else one waits since what was asked for before
            self._asked_at = time.monotonic()
        self._loads += 1
        number = self._loads
        if self.widget.content is None:
            self.widget.content = Content(of)

        def work() -> Content:
            try:
                return Content(of, load())
            except TwohatsError as error:
                return Content(of, wrong=error.message)

        def take(content: Content) -> None:
            if number > self._loaded:  # else it was stopped
                self._loaded = number
                self._take(content)

        self.host.background.run(work, take, group=type(self).__name__, only_latest=True)

    def _take(self, content: Content) -> None:
        if content.of == self.of():
            self.widget.content = content
            if self._waiting:
                self.widget.screen.call_after_refresh(self._catch_up)

    def counts_for(self) -> float:
        """The seconds for which one has waited for what was asked for by now; 0 once it is there."""
        return time.monotonic() - self._asked_at if self._loaded != self._loads else 0.0

    def stop(self) -> bool:
        """Wait no longer for what takes long, and show nothing of it; whether anything did."""
        if self.counts_for() < LONG:
            return False
        self._loaded = self._loads
        self._waiting.clear()
        self.host.background.stop(type(self).__name__)
        if self.is_loading:
            key = self.host.services.key_of("move.today")
            self.widget.content = Content(self.of(), wrong=f"stopped; {key} counts again")
        return True

    async def is_fresh(self) -> bool:
        """Wait until what was asked for last is shown, but not for long; whether it is."""
        return await soon(lambda: self._loaded == self._loads)

    @property
    def is_loading(self) -> bool:
        """Whether what it is of is not there yet; an older state of the same is."""
        content = self.widget.content
        return content is None or content.of != self.of() or not (content.draw or content.wrong)

    async def do(self, action: str) -> None:
        """Do it, or have it wait for the rows."""
        ready = self.widget.is_laid_out and not self.is_loading
        if self._waiting or not (ready or action in self.needs_no_rows):
            self._waiting.append(action)
            if not self.is_loading:
                self._try_again()
        else:
            await super().do(action)

    def _try_again(self) -> None:
        """Its rows are known and not laid out: a view that has just been made has no size before it is drawn."""
        self.widget.set_timer(0.02, self._catch_up)

    async def _catch_up(self) -> None:
        """Do what waits, as far as it can be; what follows the opening of another view is for that one.

        Nothing is done to a view that was left meanwhile, or that a question has come in front of.
        """
        while self._waiting and not self.is_loading:
            screen = self.widget.screen
            if not (self.host.has_keys(self) and screen.is_active and screen.focused is self.widget):
                self._waiting.clear()
                return
            if not self.widget.is_laid_out:
                self._try_again()
                return
            await super().do(self._waiting.pop(0))
            if not self.host.has_keys(self):
                rest, self._waiting = self._waiting, []
                for action in rest:
                    await self.host.action_pane(action)
