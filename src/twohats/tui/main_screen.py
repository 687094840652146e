"""The one screen that is always there: it shows one view at a time, the entry line below it, and the two bars."""

from __future__ import annotations

from functools import partial

from textual.binding import Binding, BindingsMap
from textual.worker import WorkerState

from twohats.tui.background import Background, Finished
from twohats.tui.common_actions import CommonActions
from twohats.tui.done import UNDO_KEY
from twohats.tui.drafts import Drafts
from twohats.tui.first_run import FirstRun
from twohats.tui.jumping import Jumping
from twohats.tui.kept import NOWHERE, LastSpot
from twohats.tui.keys import ENTRY, LINE, PANE, SCREEN, TYPING, Key, sign_of
from twohats.tui.navigation import Navigation
from twohats.tui.refresher import SECONDS, Refresher
from twohats.tui.status import Status
from twohats.tui.syncing import BackgroundSync
from twohats.tui.widgets.entry_row import EntryRow
from twohats.tui.widgets.plain_input import TypedLine
from twohats.tui.writing.change_queue import ChangeQueue
from twohats.tui.writing.draft_keeper import KEEP_SECONDS, DraftKeeper
from twohats.tui.writing.entry_area import EntryArea
from twohats.tui.writing.left_over import LeftOver
from twohats.tui.writing.timer_control import TimerControl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from textual.app import ComposeResult
    from textual.events import DescendantFocus, Resize
    from textual.worker import Worker

    from twohats.drafting.offers import Names
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.done import Done
    from twohats.tui.host import AppServices
    from twohats.tui.panes.pane import Pane
    from twohats.tui.widgets.bars import Pressed
    from twohats.tui.widgets.entry_line import EntryLine
    from twohats.tui.widgets.offer_row import OfferRow
    from twohats.tui.writing.left_over import Left

    T = TypeVar("T")

WHOLE = "-whole"
"""The class of the screen while the view has all of it and the entry line is away."""
TALL = "-tall"
"""The class of the screen where there are rows to spare."""
ROWS_TO_SPARE = 30
WRITING = "-writing"
"""The class of the screen while one types into the entry line."""


class MainScreen(CommonActions):
    """Hosts the views (`panes`) and what writes (`writing`), and tells each what has changed."""

    VERTICAL_BREAKPOINTS = []  # its styles do not ask for them, and to be given one is to be styled again

    def __init__(
        self,
        services: AppServices,
        journal: Journal,
        now: Callable[[], Now],
        at: str = "",
        spot: LastSpot = NOWHERE,
    ) -> None:
        """`at` is the day and the line that are looked at first, empty for where one was last, which `spot` says."""
        super().__init__()
        self._at = at or (
            f"{spot.day}:{spot.line}" if spot.day and spot.view == services.panes[0].name else ""
        )
        self.services = services
        self.journal = journal
        self.now = now
        self.today = now().day
        self.day = at.partition(":")[0] or spot.day or self.today
        self.hats = journal.hats
        self.drafts = Drafts()
        self.first_run = FirstRun(self)
        self.background = Background(self)
        self._bind_keys()
        # The first frame shows the first view, so that is made before there is a screen.
        self.entry_area = EntryArea(self)
        self.draft_keeper = DraftKeeper(self, self.entry_area)
        self.queue = ChangeQueue(
            self, self.entry_area, self.draft_keeper, partial(self.run_worker, exit_on_error=False)
        )
        self.timer = TimerControl(self, self.entry_area, self.queue)
        self._left = LeftOver(self, self.entry_area, self.draft_keeper, self.queue)
        self.sync = BackgroundSync(self)
        self.refresher = Refresher(self)
        self.status = Status(self)
        self.navigation = Navigation(self, spot.view)
        self.jumping = Jumping(self)
        self.timer.look()
        self.retitle()

    def _bind_keys(self) -> None:
        """Bind the keys of the table that are not the app's or the entry line's.

        With priority a key is dealt with before the next one is looked at, so that of `a25m`, typed ahead, all but
        the first sign reaches the entry line. `check_action` says where a key counts.
        """
        self._by_action = {
            action_of(key): key for key in self.services.all_keys if key.owner in (SCREEN, PANE)
        }
        ours = BindingsMap(
            Binding(key.keys, action, key.short or key.says, id=key.id, show=bool(key.short), priority=True)
            for action, key in self._by_action.items()
        )
        self._bindings.key_to_bindings.update(ours.key_to_bindings)

    def bring(self) -> None:
        """Bring what other programs have recorded."""
        from twohats.tui.writing.bringing import bring

        bring(self, self.queue)

    def compose(self) -> ComposeResult:
        """Few widgets, each drawn line by line; that of another view comes when it is first asked for."""
        yield self.status.title_bar
        self.navigation.make_room(self.app.size.width)
        self.set_class(self.app.size.height >= ROWS_TO_SPARE, TALL)
        yield self.navigation.columns
        yield self.status.notice
        with EntryRow():
            yield self.entry_area.label
            yield self.entry_area.line
        yield self.entry_area.offers
        yield self.entry_area.below
        yield self.status.key_bar

    def on_mount(self) -> None:
        """Begin to watch the files, and gather in the background what the first frame does not need."""
        self.status.show_keys(self.services.apply_keys())
        self.entry_area.relabel()
        if self._at:
            self.pane.open_at(self._at)
        self.set_interval(SECONDS, self.refresher.look)
        self.call_after_refresh(self._seen)

    def _seen(self) -> None:
        """The first frame has been drawn."""
        self.queue.allowed = True
        self.run_worker(self.navigation.arrange())
        self.refresher.say_problems()
        self.refresher.gather()
        self.background.run(self._left.look, self._restore_left, group="left")
        self.background.run(self.journal.remembered.begun_pages, self._say_begun, group="begun")

    def _restore_left(self, left: Left) -> None:
        self._left.restore(left)
        self.set_interval(KEEP_SECONDS, self.draft_keeper.keep)

    def _say_begun(self, days: list[str]) -> None:
        if days:
            from twohats.tui.writing.page_writing import say_begun

            say_begun(self, days)

    # Views

    @property
    def view(self) -> str:
        """The name of the view that is shown."""
        return self.navigation.view

    @property
    def pane(self) -> Pane:
        """Its pane."""
        return self.navigation.pane

    @property
    def place(self) -> str:
        """The view whose keys work, and whose tab is lit."""
        return self.navigation.place

    def shown_panes(self) -> list[Pane]:
        """The views that are shown, that which has the keys first."""
        return [self.pane, *(pane for pane in self.navigation.shown() if pane is not self.pane)]

    def open_panes(self) -> Iterable[Pane]:
        """The panes that have been made."""
        return self.navigation.panes()

    def is_shown(self, pane: Pane) -> bool:
        """Whether this is the view that one looks at, or one beside it."""
        return pane in self.navigation.shown()

    def has_keys(self, pane: Pane) -> bool:
        """Whether this is the view that keys are for."""
        return pane is self.pane

    def day_beside(self, day: str) -> None:
        """Show a day where its page stands beside the view."""
        if self.navigation.is_shown(self.services.panes[0].name):
            self.go_to_day(day)

    def cursor_moved(self) -> None:
        """What is beside the view may follow its cursor."""
        self.navigation.follow()

    def on_cursor_rows_moved(self) -> None:
        """The cursor is on another row, or other rows are there."""
        self.cursor_moved()

    def on_resize(self, event: Resize) -> None:
        """There is room for more, or for less."""
        self.status.notice.fit(*event.size)
        self.set_class(event.size.height >= ROWS_TO_SPARE, TALL)
        # A worker ends with the screen being laid out, and that can be what this was called for.
        if self.navigation.is_other(event.size.width):
            self.run_worker(self.navigation.arrange())

    async def action_show_view(self, name: str) -> None:
        """Show the view of this name as it is by itself."""
        await self.navigation.show(name)

    async def action_next_view(self, by: int = 1) -> None:
        """Go to the view beside; where there is none, show the next one."""
        await self.navigation.show_next(by)

    def action_go_date(self) -> None:
        """Ask for a day, and show its page; one can come back."""
        from twohats.tui.writing.rearranging import ask_for_day

        page = self.services.panes[0].name
        ask_for_day(self, lambda day: self.open_soon(page, f"{day}:0"))

    def remember_spot(self) -> None:
        """What the view shows is about to be left for something else in it; one can come back."""
        self.navigation.remember_spot()

    def view_changed(self) -> None:
        """Another view is shown: what is around it follows."""
        self.entry_area.relabel()
        self.retitle()
        self.refresh_bindings()
        self.focus_changed()

    def go_to_day(self, day: str) -> None:
        """Look at another day, or at this one again."""
        self.day = day
        for pane in self.open_panes():
            pane.day_changed()
        self.entry_area.follow_day()
        self.retitle()

    def go_to_line(self, day: str, number: int) -> None:
        """Put the cursor on a line where the view shows that day."""
        for pane in self.open_panes():
            pane.go_to_line(day, number)

    def reload(self) -> None:
        """Read again what is shown; it stays as it is while the journal's folder is away."""
        if self.refresher.in_place():
            self.go_to_day(self.day)

    def begin_change(self) -> Callable[[Done], None]:
        """A change is about to be made; gives what shows it once it is made."""
        shows = [pane.begin_change() for pane in self.open_panes()]

        def show(done: Done) -> None:
            for each in shows:
                each(done)
            if done.of_marked:
                self.pane.unmark()
            self.answer(done.says.replace(UNDO_KEY, self.services.key_of("change.undo")))
            if done.remarks:
                self.services.say("\n".join(done.remarks), severity="warning", seconds=8)
            self.timer.look()
            self.retitle()
            self.refresher.gather()

        return show

    # Messages

    @property
    def shown_day(self) -> str:
        """The day that one takes a line to be for unless told otherwise."""
        days = [pane.shown_day for pane in self.navigation.shown()]
        return next((day for day in days if day != self.today), self.today)

    def retitle(self) -> None:
        """Work out the top row and the row of sums again."""
        self.status.refresh()

    def answer(self, text: str, *, seconds: float = 5) -> None:
        """Say what was done."""
        self.status.answer(text, seconds=seconds)

    def on_finished(self, event: Finished) -> None:
        """Show what came of work in a thread."""
        event.show()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What went wrong in a thread becomes a notice."""
        if event.worker.error is not None and event.state is WorkerState.ERROR:
            self.services.tell(event.worker.error)

    # The entry line

    @property
    def entry(self) -> EntryLine:
        """The entry line."""
        return self.entry_area.line

    @property
    def names(self) -> Names:
        """The names that it offers."""
        return self.entry.names

    def action_add(self) -> None:
        """Go to the entry line to add a line; in a week, to write for a day in it."""
        self.navigation.go_inside()
        self.entry_area.begin_line()

    def on_entry_line_read(self, event: EntryLine.Read) -> None:
        """Something is typed."""
        self.entry_area.show_read(event.reading, event.offering)

    def on_offer_row_clicked(self, event: OfferRow.Clicked) -> None:
        """A word that is offered was clicked."""
        self.entry.take(event.at)

    def on_entry_line_recalled(self, event: EntryLine.Recalled) -> None:
        """A text comes back with what it was for."""
        self.entry_area.recall(event.target)

    def on_entry_line_left(self) -> None:
        """The line was left with Escape."""
        self.entry_area.leave()

    def on_entry_line_entered(self, event: EntryLine.Entered) -> None:
        """Save what was typed."""
        self.queue.save_line(event.reading, event.target)

    def on_entry_line_pasted(self, event: EntryLine.Pasted) -> None:
        """Offer several lines."""
        self.queue.offer_pasted(event.lines)

    def on_entry_line_too_long(self) -> None:
        """More was pasted than the line takes."""
        self.entry_area.refuse_paste()

    async def on_row_area_chosen(self) -> None:
        """A row of the view was clicked twice."""
        await self.pane.chosen()

    # Keys

    @property
    def is_whole(self) -> bool:
        """Whether the view has the rows of the entry line, too."""
        return self.has_class(WHOLE)

    @property
    def here(self) -> str:
        """The place that keys are for."""
        return self.focused.place if isinstance(self.focused, TypedLine) else self.navigation.place

    def focus_view(self) -> None:
        """Leave the entry line for the view."""
        self.set_focus(self.pane.widget)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A click may have given the focus to what is beside."""
        self.navigation.follow_focus(event.widget)
        self.focus_changed()

    def focus_changed(self) -> None:
        """The key bar follows the focus."""
        self.entry_area.relabel()
        self.status.key_bar.place = self.here
        self.set_class(self.here == LINE, WRITING)
        takes_rows = all(pane.whole for pane in self.navigation.shown())
        away = self.pane.has_own_line or (takes_rows and not self.entry.value)
        self.set_class(self.here != LINE and away, WHOLE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had where one is; while typing not by a key that types a sign."""
        called = f"{action}({', '.join(map(repr, parameters))})" if parameters else action
        key = self._by_action.get(called)
        if key is None:
            return True
        return self.here in key.places and not (self.here in TYPING and sign_of(self.services.pressed))

    async def action_pane(self, name: str) -> None:
        """Do what a key does in the view that is shown."""
        await self.pane.do(name)
        await self.navigation.arrange_if_other()

    async def on_pressed(self, event: Pressed) -> None:
        """A click in one of the bars does what its key does."""
        if event.key.owner == ENTRY:
            await self.entry.run_action(event.key.action)
        else:
            await self._do(event.key)

    def press(self, key: Key) -> None:
        """Do what a key does, without the key."""
        self.run_worker(self._do(key))

    async def _do(self, key: Key) -> None:
        """What a key does, asked for without the key: where that is not for the entry line, it is left first."""
        if self.here not in key.places:
            self.entry_area.leave()
        self.services.pressed = ""
        await self.run_action(action_of(key))


def action_of(key: Key) -> str:
    """What a key does, as Textual calls it; the screen passes on what the view does."""
    return f"pane('{key.action}')" if key.owner == PANE else key.action
