"""What can be done in every view: the actions of the screen that are none of a view's own."""

from __future__ import annotations

from textual.app import SuspendNotSupported
from textual.screen import Screen

from twohats.tui.keys import ASKING, LINE, TYPING, in_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.tui.first_run import FirstRun
    from twohats.tui.host import AppServices
    from twohats.tui.jumping import Jumping
    from twohats.tui.navigation import Navigation
    from twohats.tui.refresher import Refresher
    from twohats.tui.status import Status
    from twohats.tui.syncing import BackgroundSync
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.tui.writing.entry_area import EntryArea
    from twohats.tui.writing.timer_control import TimerControl


class CommonActions(Screen[None]):
    """What keys do that mean the same in every view. The screen has the parts that do it."""

    journal: Journal
    today: str
    first_run: FirstRun
    services: AppServices
    entry_area: EntryArea
    queue: ChangeQueue
    timer: TimerControl
    sync: BackgroundSync
    refresher: Refresher
    status: Status
    navigation: Navigation
    jumping: Jumping
    day: str

    @property
    def here(self) -> str:
        """The place that keys are for."""
        raise NotImplementedError

    def answer(self, text: str, *, seconds: float = 5) -> None:
        """Say what was done."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    async def open_view(self, name: str, subject: str) -> None:
        """Show a view at a subject; one can come back."""
        await self.navigation.open(name, subject)

    def open_soon(self, name: str, subject: str) -> None:
        """The same from outside of any view: where one is in the entry line, that is left first."""
        if self.here == LINE:
            self.entry_area.leave()
        self.run_worker(self.open_view(name, subject))

    def action_undo(self) -> None:
        """Take back the last change."""
        from twohats.tui import changes

        self.queue.change(lambda: changes.undo(self.journal))

    def action_redo(self) -> None:
        """Make the last change again that was taken back."""
        from twohats.tui import changes

        self.queue.change(lambda: changes.redo(self.journal))

    async def action_come_back(self) -> None:
        """Stop what takes long; go back to where one was before a row was opened; leave the first steps."""
        stopped = [pane.stop() for pane in self.navigation.shown()]
        if any(stopped):
            self.status.refresh()
            return
        if not await self.navigation.come_back() and self.first_run.leave():
            self.reload()

    def first_steps(self) -> tuple[tuple[str, str], ...]:
        """What a new user is told below the page."""
        return tuple(self.first_run.rows())

    def show_first_steps(self) -> None:
        """Show the first steps on today's page."""
        self.first_run.begin()
        self.open_soon(self.services.panes[0].name, f"{self.today}:0")

    def action_jump(self) -> None:
        """Show letters on the rows; the one typed next goes there."""
        self.jumping.begin()

    def action_copy_line(self) -> None:
        """Copy what the cursor is on."""
        from twohats.tui.copying import copy_line

        copy_line(self.app, self.navigation.pane, self.answer)

    def action_copy_view(self) -> None:
        """Copy the view as Markdown."""
        from twohats.tui.copying import copy_view

        copy_view(self.app, self.navigation.pane, self.answer)

    def action_timer(self) -> None:
        """Stop the timer that runs, or ask in the entry line what to start one for."""
        self.timer.start_or_stop()

    def action_drop_timer(self) -> None:
        """Forget the timer that runs; nothing is saved."""
        self.timer.drop()

    def action_sync(self) -> None:
        """Exchange what is new with the user's other machines; the app goes on meanwhile."""
        self.sync.begin()

    async def action_editor(self) -> None:
        """Open the page in the user's editor, at the line under the cursor; from a week, that of a day in it."""
        from twohats.tui.lending import edit_in_editor

        if not await self.queue.is_written():
            return
        page = self.services.panes[0].name
        if self.navigation.view != page:
            await self.navigation.show(page)  # where what came of it is seen
        try:
            says, wrong = edit_in_editor(
                self.app, self.journal, self.day, self.navigation.pane.line_of_cursor()
            )
        except SuspendNotSupported:
            self.services.say("an editor cannot be opened from here", severity="warning")
            return
        finally:
            self.refresh(layout=True)
            self.reload()
            self.refresher.gather()
        self.answer(says)
        self.status.notices += wrong
        self.status.say_notices()

    def action_help(self) -> None:
        """Explain the words that are typed here, and the keys that work here."""
        from twohats.tui.screens.help import HelpScreen, words_of

        typing = {LINE: "in the entry line", ASKING: "while you ask"}
        where = typing.get(self.here) or self.navigation.row.where
        keys = in_place(self.here, self.services.all_keys)
        words = None
        if self.here in TYPING:
            words = words_of(self.here, self.entry_area.known_names())
        title = f"Words and keys {where}" if words else f"Keys {where}"
        self.app.push_screen(HelpScreen(title, self.here, keys, self.status.key_bar.keys, words))

    async def action_next_theme(self) -> None:
        """Switch to the next theme."""
        self.answer(f"theme: {self.services.next_theme()}")

    async def action_leave(self) -> None:
        """Leave the app."""
        await self.services.action_quit()
