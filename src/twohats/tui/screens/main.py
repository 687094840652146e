"""The main screen: what can be looked at, and what can be done."""

from __future__ import annotations

from functools import partial

from textual.app import SuspendNotSupported

from twohats.actions.edit import edit_page
from twohats.tui import changes
from twohats.tui.drafts import Typed
from twohats.tui.keys import KEYS, LINE, WEEK
from twohats.tui.lending import lend_screen
from twohats.tui.reading import TIME, Place
from twohats.tui.screens.left import LeftScreen
from twohats.tui.syncing import advice_of, begin_sync, said_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Thread

    from twohats.actions.timer import Forgotten
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.keys import Key
    from twohats.tui.syncing import Synced
    from twohats.tui.widgets.bars import Pressed


class MainScreen(LeftScreen):
    """The one screen that is always there."""

    def __init__(self, journal: Journal, now: Callable[[], Now]) -> None:
        super().__init__(journal, now)
        self._sync: Thread | None = None

    # Lines

    async def action_delete(self) -> None:
        """Take out the line under the cursor."""
        if not await self._is_written():
            return
        number = self.page_list.cursor
        if self.sheet is None or self.sheet.item(number) is None:
            self.answer("there is no line here to delete")
            return
        day, was = self.day, self.sheet.block(number)
        self.change(lambda: changes.remove(self.journal, day, number, was))

    def action_undo(self) -> None:
        """Take back the last change."""
        self.change(lambda: changes.undo(self.journal))

    def action_redo(self) -> None:
        """Make the last change again that was taken back."""
        self.change(lambda: changes.redo(self.journal))

    # The timer

    def action_timer(self) -> None:
        """Stop the timer that runs, or ask in the entry line what to start one for."""
        self._look_at_timer()
        if self._timer is None:
            self._take_up_timer()
        else:
            now = self.now()
            self.change(lambda: changes.stop_timer(self.journal, now))

    def _take_up_timer(self) -> None:
        """Ask in the entry line what to start the timer for."""
        if self.place.purpose != TIME:
            self.interrupt()
            typed = self.drafts.for_timer()
            if typed is not None:
                self.drafts.take_out(typed)
            self.put(typed or Typed("", Place(self.day, TIME)))
        self.set_focus(self.entry)

    def action_drop_timer(self) -> None:
        """Forget the timer that runs; nothing is saved."""
        self.change(lambda: changes.drop_timer(self.journal))

    def _ask_about(self, forgotten: Forgotten) -> None:
        from twohats.tui.screens.ask import AskForgotten

        self.app.push_screen(AskForgotten(forgotten, self.now()), self._answer_timer)

    def _answer_timer(self, answer: int | None) -> None:
        """Minutes to keep, -1 for all of them, 0 for none; None lets the timer run on."""
        now = self.now()
        if answer == 0:
            self.change(lambda: changes.drop_timer(self.journal))
        elif answer is not None:
            minutes, keep = max(answer, 0), answer < 0
            self.change(lambda: changes.stop_timer(self.journal, now, minutes=minutes, keep=keep))

    # Elsewhere

    @property
    def is_syncing(self) -> bool:
        """Whether a sync is running, or what it came to is still to be said."""
        return self._sync is not None

    def action_sync(self) -> None:
        """Exchange what is new with the user's other machines; the app goes on meanwhile."""
        if self.is_syncing:
            self.answer("a sync is running")
            return
        self.answer("syncing ...")
        self._sync = begin_sync(self.journal, self.post_message)

    def on_synced(self, event: Synced) -> None:
        """Say what a sync came to, and show what it brought."""
        self._sync = None
        self.journal.forget_settings()
        self.reload()
        self.answer(said_of(event.report))
        advice = advice_of(event.report)
        if advice:
            self.app.say(advice, severity="warning", seconds=10)

    async def action_editor(self) -> None:
        """Open the page in the user's editor, at the line under the cursor; in a week, that of a day in it."""
        if not await self._is_written():
            return
        if self.view == WEEK:
            await self.action_show_page()
        item = self.sheet.item(self.page_list.cursor) if self.sheet else None
        changes.check_place(self.journal)
        try:
            edited = lend_screen(
                self.app, lambda: edit_page(self.journal, self.day, item.line if item else 0)
            )
        except SuspendNotSupported:
            self.app.say("an editor cannot be opened from here", severity="warning")
            return
        finally:
            self.refresh(layout=True)
            self.reload()
            self.gather()
        self.answer(f"{self.day} is {'changed' if edited.changed else 'as it was'}")
        if edited.problems:
            first, more = edited.problems[0], len(edited.problems) - 1
            others = f", and {more} more" if more else ""
            self.notices.append(f"line {first.line}: {first.message}{others}")
        self.say_notices()

    def action_help(self) -> None:
        """Show the keys that work here."""
        from twohats.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.key_place, self.keys))

    async def action_next_theme(self) -> None:
        """Put on the next theme."""
        self.answer(f"theme: {self.app.next_theme()}")

    async def action_leave(self) -> None:
        """Leave the app."""
        await self.app.action_quit()

    async def on_pressed(self, event: Pressed) -> None:
        """A click in one of the bars does what its key does."""
        if event.key.id.split(".")[0] == LINE:
            await self.entry.run_action(event.key.action)
        else:
            await self._do(event.key)

    def commands(self) -> Iterator[tuple[Key, Callable[[], object]]]:
        """What the palette offers here, each with how to do it."""
        for key in KEYS:
            if self.view in key.places and key.id != "app.palette" and not key.id.startswith("move."):
                yield key, partial(self._command, key)

    def _command(self, key: Key) -> None:
        self.run_worker(self._do(key))

    async def _do(self, key: Key) -> None:
        """What a key does, asked for without the key: where that is not for the entry line, it is left first."""
        if self.here not in key.places:
            self.on_entry_line_left()
        self.app.pressed = ""
        await self.run_action(key.action)
