"""The main screen: what can be looked at, and what can be done."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial

from textual.app import SuspendNotSupported

from twohats.editor import edit_page
from twohats.errors import ChangedMeanwhile
from twohats.keys import KEYS, LINE, PAGE, WEEK
from twohats.timer import Forgotten
from twohats.tui import changes
from twohats.tui.changes import UNDO_KEY
from twohats.tui.lending import lend_screen
from twohats.tui.reading import ADD, CHANGE, TIME, Place, read_typed
from twohats.tui.screens.journal import JournalScreen
from twohats.tui.sheet import first_line, followed_item, read_sheet, touched_item
from twohats.tui.syncing import advice_of, begin_sync, said_of
from twohats.tui.unsaved import take_unsaved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Thread

    from twohats.journal import Journal
    from twohats.keys import Key
    from twohats.machine import Now
    from twohats.tui.changes import Done
    from twohats.tui.sheet import Sheet
    from twohats.tui.syncing import Synced
    from twohats.tui.widgets.bars import Pressed
    from twohats.tui.widgets.entry_line import EntryLine


class MainScreen(JournalScreen):
    """The one screen that is always there."""

    def __init__(self, journal: Journal, now: Callable[[], Now]) -> None:
        super().__init__(journal, now)
        self._writing = asyncio.Lock()
        self._begun = 0
        """How many changes have been begun and not made yet."""
        self._all_made = asyncio.Event()
        self._all_made.set()
        self._sync: Thread | None = None

    # Every change

    def _seen(self) -> None:
        super()._seen()
        left = take_unsaved(self.journal)
        for line in left:
            self.entry.keep(line)
        if left and not self.entry.value:
            self.entry.put(left[-1])
            key = self.app.key_of("entry.add")
            self.answer(f"not saved when the app was ended: the line below; {key} takes it up")

    def change(self, deed: Callable[[], Done], *, typed: str = "", place: Place | None = None) -> None:
        """Make a change in a thread, one after the other.

        If it fails, `typed` goes back into the line, which is for `place` again.
        """
        if not self.seen:
            return
        self._begun += 1
        self._all_made.clear()
        self.run_worker(self._make(deed, typed, place), exit_on_error=False)

    async def _make(self, deed: Callable[[], Done], typed: str, place: Place | None) -> None:
        async with self._writing:
            before = self.sheet  # the page may be looked at again before the change is known here to be made
            try:
                done = await asyncio.to_thread(self._in_place, deed)
            except Forgotten as forgotten:
                self._ask_about(forgotten)
            except Exception as error:  # noqa: BLE001  # whatever it was, the app lives on and the line is kept
                if place is not None and isinstance(error, ChangedMeanwhile):
                    self._ask_which(typed, place)
                else:
                    self.app.tell(error)
                    self._hand_back(typed, place)
                    self.reload()
            else:
                self._made(done, before)
            finally:
                self._begun -= 1
                if not self._begun:
                    self._all_made.set()

    async def written(self, *, at_most: float | None = None) -> None:
        """Wait until every change that was begun has been made or has failed, or so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most):
                await self._all_made.wait()

    def _in_place(self, deed: Callable[[], Done]) -> Done:
        changes.check_place(self.journal)
        return deed()

    def _hand_back(self, typed: str, place: Place | None) -> None:
        """Put a line that could not be saved back where it was typed, or behind what is typed there now."""
        if typed and not self.entry.value:
            if place is not None:
                self.place = place
            self.entry.put(typed)
            self.set_focus(self.entry)
        elif typed:
            self.entry.keep(typed)

    def _made(self, done: Done, before: Sheet | None) -> None:
        """Show what a change did: the page it touched, the line, and in words what cannot be seen."""
        if done.day and (self.view == PAGE or done.day == self.day) and done.moves:
            self.go_to_day(done.day)
        else:
            self.reload()
        if done.day == self.day and before is not None and self.sheet is not None:
            number = done.number or touched_item(before, self.sheet)
            if number:
                self.page_list.go_to(number)
        self.answer(done.says.replace(UNDO_KEY, self.app.key_of("change.undo")))
        if done.remarks:
            self.app.say("\n".join(done.remarks), severity="warning", seconds=8)
        self._look_at_timer()
        self._retitle()
        self.gather()

    # The entry line

    def action_add(self) -> None:
        """Go to the entry line; in a week, to write for a day in it."""
        self._go_into_week()
        if self.place.purpose == TIME:
            self._begin(Place(self.day, ADD), "")
        self.set_focus(self.entry)

    def _begin(self, place: Place, text: str) -> None:
        self.place = place
        if text or self.entry.value:
            self.entry.put(text)
        self.set_focus(self.entry)

    async def action_edit(self) -> None:
        """Take the line under the cursor into the entry line."""
        await self.written()
        number = self.page_list.cursor
        if self.sheet is None or self.sheet.item(number) is None:
            self.answer("there is no line here to change")
            return
        place = Place(self.day, CHANGE, number, self.sheet.block(number))
        self._begin(place, self.sheet.first_line(number))

    async def on_page_list_chosen(self) -> None:
        """A double click changes the line."""
        await self.action_edit()

    def on_entry_line_read(self, event: EntryLine.Read) -> None:
        """Show how the line will be read."""
        self.reading = event.reading

    def on_entry_line_left(self) -> None:
        """Back to the list. What is typed stays, but not a line taken for changing and not changed."""
        untouched = self.place.purpose == CHANGE and self.entry.value == first_line(self.place.was)
        if untouched or not self.entry.value:
            self.entry.value = ""
            self.place = Place(self.day)
        self.set_focus(self.area)

    def on_entry_line_entered(self, event: EntryLine.Entered) -> None:
        """Save what was typed."""
        place, draft, typed = self.place, event.reading.draft, event.reading.text
        journal = self.journal
        if draft is None:
            return
        if place.purpose == TIME:
            now = self.now()
            self.change(lambda: changes.start_timer(journal, typed, now), typed=typed, place=place)
        elif place.purpose == CHANGE:
            self._replace(place, draft.item, typed)
        else:
            self.change(lambda: changes.add(journal, [draft]), typed=typed)
            return
        self.place = Place(self.day)
        self.set_focus(self.area)

    def _replace(self, place: Place, item: str, typed: str) -> None:
        self.change(
            lambda: changes.replace(self.journal, place.day, place.number, place.was, item),
            typed=typed,
            place=place,
        )

    def _ask_which(self, typed: str, place: Place) -> None:
        """The line that was being changed is another by now: ask which of the two is to stand."""
        from twohats.tui.screens.ask import ADD_MINE, PUT_MINE, AskChanged

        before, sheet = self.sheet, read_sheet(self.journal, place.day)
        number = place.number
        if before is not None and before.day == place.day and before.block(number) == place.was:
            number = followed_item(before, sheet, number)
        self.reload()
        there = Place(place.day, CHANGE, number, sheet.block(number))
        draft = read_typed(typed, there, self.now(), self.hats).draft

        def answered(answer: str | None) -> None:
            if draft is not None and answer == PUT_MINE:
                self._replace(there, draft.item, typed)
            elif draft is not None and answer == ADD_MINE:
                self.change(lambda: changes.add(self.journal, [draft]), typed=typed)
            else:
                self._hand_back(typed, place._replace(number=number))

        self.app.clear_notifications()  # the question says it
        self.app.push_screen(AskChanged(typed, first_line(there.was), number), answered)

    def on_entry_line_pasted(self, event: EntryLine.Pasted) -> None:
        """Offer several pasted lines as several."""
        from twohats.tui.screens.ask import AskPasted

        self.app.clear_notifications()  # they would cover the question
        self.app.push_screen(AskPasted(event.lines, self.place, self.now(), self.hats), self._add_pasted)

    def _add_pasted(self, answer: object) -> None:
        from twohats.tui.screens.ask import Pasted

        if isinstance(answer, Pasted):
            for line in reversed(answer.left):
                self.entry.keep(line)
            if answer.drafts:
                self.change(lambda: changes.add(self.journal, answer.drafts))
        self.set_focus(self.entry)

    # Lines

    async def action_delete(self) -> None:
        """Take out the line under the cursor."""
        await self.written()
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
            self._begin(Place(self.day, TIME), "")
        else:
            now = self.now()
            self.change(lambda: changes.stop_timer(self.journal, now))

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
        await self.written()
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
            self.app.say(f"line {first.line}: {first.message}{others}", severity="warning", seconds=8)

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
