"""The half of the main screen that writes: the entry line, what is typed and not saved, and every change."""

from __future__ import annotations

from contextlib import suppress

from textual.css.query import NoMatches

from twohats.actions.timer import Forgotten
from twohats.errors import ChangedMeanwhile, TwohatsError, came_after_saving
from twohats.system import machine
from twohats.tui import changes
from twohats.tui.changes import UNDO_KEY
from twohats.tui.draft_file import DraftFile
from twohats.tui.drafts import Saving, Typed, was_changed
from twohats.tui.keys import PAGE
from twohats.tui.messages import NotKept
from twohats.tui.reading import ADD, CHANGE, TIME, Place, day_called, read_typed
from twohats.tui.saving import MANY, Job
from twohats.tui.screens.journal import JournalScreen
from twohats.tui.sheet import edited_item, first_line, read_sheet, touched_item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.drafting.draft import Draft
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.changes import Done
    from twohats.tui.drafts import Unsaved
    from twohats.tui.screens.ask import Chosen
    from twohats.tui.sheet import Sheet
    from twohats.tui.widgets.entry_line import EntryLine

WAIT = 1.0
"""Seconds that a key waits for what was begun before it."""


class EnteringScreen(JournalScreen):
    """The entry line, and changes to the journal made one after the other."""

    def __init__(self, journal: Journal, now: Callable[[], Now]) -> None:
        super().__init__(journal, now)
        self._draft_file = DraftFile(journal)
        self._last = Typed("", self.place)
        self._not_kept = ""

    # Every change

    def change(self, deed: Callable[[], Done]) -> None:
        """Make a change of which nothing was typed; as `save` does."""
        if self.seen:
            self._begin_job(Job(lambda: self._in_place(deed)))

    def save(self, deed: Callable[[int], Done], *texts: Typed) -> None:
        """Make the change that saves these texts, one after the other, in a thread; `deed` gets its number.

        They are on the disk before it is begun, and until it is known to be made. If it fails, they are handed
        back for what they were for.
        """
        number = machine.nanoseconds()
        self.drafts.begin_saving(Saving(number, texts))
        keep = self._draft_file.prepare(self.unsaved())

        def kept_first() -> Done:
            with suppress(TwohatsError, OSError):  # that it is saved matters more than that it is kept, too
                keep()
            return self._in_place(lambda: deed(number))

        self._begin_job(Job(kept_first, texts, number))

    def _begin_job(self, job: Job) -> None:
        self.saver.add(job)
        if len(job.texts) >= MANY:
            self.answer(f"{job.says()}; go on meanwhile")
        self.run_worker(self._make(job), exit_on_error=False)

    async def _make(self, job: Job) -> None:
        async with self.saver.turn(job):
            before = self.sheet  # the page may be looked at again before the change is known here to be made
            await job.run()
            try:
                done = job.done()
            except Forgotten as forgotten:
                self._ask_about(forgotten)
            except Exception as error:  # noqa: BLE001  # whatever it was, the app lives on and the text is kept
                self._failed(job, error)
            else:
                self.drafts.end_saving(job.number, saved=True)
                self.drafts.set_aside(*(job.texts[at] for at in done.refused))
                self._made(done, before)

    def _in_place(self, deed: Callable[[], Done]) -> Done:
        changes.check_place(self.journal)
        return deed()

    async def written(self, *, at_most: float | None = None) -> bool:
        """Wait until every change that was begun has been made or has failed, or so many seconds; whether so."""
        return await self.saver.idle(at_most)

    async def _is_written(self) -> bool:
        """The same for what must not act on a page that is about to change; says so if it takes long."""
        written = await self.written(at_most=WAIT)
        if not written:
            self.answer(f"not while {self.saver.jobs[0].says()}")
        return written

    def _failed(self, job: Job, error: Exception) -> None:
        """Say what went wrong, and hand back what was to be saved, unless it has been."""
        if came_after_saving(error):
            self.drafts.end_saving(job.number, saved=True)
            self.app.tell(error, "it came after your line was saved")
            self.reload()
            return
        if len(job.texts) > 1:
            self.app.tell(error)
            self._offer(Saving(job.number, job.texts), "not saved; Enter tries again")
            self.reload()
            return
        self.drafts.end_saving(job.number, saved=False)
        typed = job.texts[0] if job.texts else None
        if typed and typed.place.purpose == CHANGE and isinstance(error, ChangedMeanwhile):
            self._ask_which(typed)
            return
        handed_back = typed is None or self._hand_back(typed)
        self.app.tell(error, "" if handed_back else f"{self._up} in the entry line brings yours back")
        self.reload()

    def _hand_back(self, typed: Typed) -> bool:
        """Put a text that could not be saved back into the line, or aside if there is one by now; which of them.

        Who has gone on to the page meanwhile stays there: the next key would be typed into the text.
        """
        if self.entry.value.strip():
            self.drafts.set_aside(typed)
            return False
        self.put(typed)
        return True

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

    def _ask_about(self, forgotten: Forgotten) -> None:
        raise NotImplementedError

    # The entry line

    def typed(self) -> Typed:
        """What stands in the entry line, and what it is for."""
        return Typed(self.entry.value, self.place)

    def put(self, typed: Typed | None) -> None:
        """Put a text into the line, for what it is for; None empties it for the page on the screen."""
        typed = typed or Typed("", self.new_place())
        self.place = self._placed(typed.place)
        self.entry.put(typed.text)

    def _placed(self, place: Place) -> Place:
        """What a text is for, an edit being at the number that its line has now."""
        if place.purpose != CHANGE:
            return place
        return place._replace(number=edited_item(read_sheet(self.journal, place.day), place))

    def _leave_aside(self, typed: Typed) -> bool:
        """Set a text aside if it is worth keeping; whether it is."""
        worth = was_changed(typed, first_line(typed.place.was))
        if worth:
            self.drafts.set_aside(typed)
        return worth

    def interrupt(self) -> None:
        """Something else wants the line: a new line comes back to it afterwards, what is for a place waits there."""
        typed = self.typed()
        if typed.place.purpose == ADD:
            self.drafts.put_under(typed)
        else:
            self._leave_aside(typed)

    def action_add(self) -> None:
        """Go to the entry line to add a line; in a week, to write for a day in it."""
        self._go_into_week()
        if self.place.purpose != ADD:
            self._leave_aside(self.typed())
            self.put(self.drafts.next_line())
        self.set_focus(self.entry)

    async def action_edit(self) -> None:
        """Take the line under the cursor into the entry line, as it was left there if it was being changed."""
        if not await self._is_written():
            return
        number = self.page_list.cursor
        if self.sheet is None or self.sheet.item(number) is None:
            self.answer("there is no line here to change")
            return
        place = place_of(self.sheet, number)
        if not self._is_in_line(place):
            self.interrupt()
            self.put(self._edit_of(self.sheet, place) or Typed(self.sheet.first_line(number), place))
        self.set_focus(self.entry)

    def _is_in_line(self, place: Place) -> bool:
        mine = self.place
        return (mine.purpose, mine.day, mine.number) == (CHANGE, place.day, place.number)

    def _edit_of(self, sheet: Sheet, place: Place) -> Typed | None:
        """An edit of this line that was left, taken out; one of what the line was before asks when it is saved."""
        for typed in self.drafts.edits_of(place.day):
            mine = typed.place
            if edited_item(sheet, mine) == place.number:
                self.drafts.take_out(typed)
                if mine.was != place.was:
                    self.app.say("the line has changed since you edited it", severity="warning", seconds=8)
                return Typed(typed.text, mine._replace(number=place.number))
        return None

    async def on_page_list_chosen(self) -> None:
        """A double click changes the line."""
        await self.action_edit()

    def on_entry_line_too_long(self) -> None:
        """Nothing of it is put in: half a text is worse than none."""
        key = self.app.key_of("editor.open")
        self.app.say(
            f"that is more than a line takes; {key} opens the page in your editor", severity="warning"
        )

    def on_entry_line_read(self, event: EntryLine.Read) -> None:
        """Show how the line will be read; an empty one is for the page on the screen."""
        self.reading = event.reading
        self.follow_screen()

    def on_entry_line_recalled(self, event: EntryLine.Recalled) -> None:
        """A text comes back with what it was for."""
        self.place = self._placed(event.place)

    def on_entry_line_left(self) -> None:
        """Back to the list. A new line stays in the entry line; what is for another place waits for it there."""
        typed = self.typed()
        if typed.place.purpose != ADD:
            if self._leave_aside(typed):
                self.answer(self._waits(typed.place))
            self.put(self.drafts.next_line())
        self.set_focus(self.area)

    def _waits(self, place: Place) -> str:
        if place.purpose == TIME:
            return f"not started; {self.app.key_of('timer.start')} takes it up again"
        where = f"line {place.number} of {day_called(place.day, self.today)}"
        return f"not saved: your edit of {where}; {self.app.key_of('entry.edit')} there takes it up again"

    def on_entry_line_entered(self, event: EntryLine.Entered) -> None:
        """Save what was typed."""
        place, draft, typed = event.place, event.reading.draft, Typed(event.reading.text, event.place)
        if draft is None:
            return
        if place.purpose == TIME:
            now = self.now()
            self.save(lambda _: changes.start_timer(self.journal, typed.text, now), typed)
        elif place.purpose == CHANGE:
            self._replace(draft, typed)
        else:
            self._add([draft], typed)
        self.put(self.drafts.next_line())
        if place.purpose != ADD:
            self.set_focus(self.area)

    def _add(self, drafts: Sequence[Draft], *texts: Typed) -> None:
        self.save(lambda number: changes.add(self.journal, drafts, number), *texts)

    def _replace(self, new: Draft, typed: Typed) -> None:
        self.save(lambda number: changes.replace(self.journal, typed.place, new, number), typed)

    def _ask_which(self, typed: Typed) -> None:
        """The line that was being changed is another by now: ask which of the two is to stand."""
        from twohats.tui.screens.ask import ADD_MINE, PUT_MINE, AskChanged

        place = typed.place
        sheet = read_sheet(self.journal, place.day)
        number = edited_item(sheet, place)
        self.drafts.set_aside(typed)  # until there is an answer
        self.reload()
        there = place_of(sheet, number)
        draft = read_typed(typed.text, there, self.now(), self.hats).draft

        def answered(answer: str | None) -> None:
            self.drafts.forget({typed.text})
            if draft is not None and answer == PUT_MINE:
                self._replace(draft, Typed(typed.text, there))
            elif draft is not None and answer == ADD_MINE:
                self._add([draft], Typed(typed.text, Place(place.day, today=self.today)))
            else:
                self._hand_back(Typed(typed.text, place._replace(number=number)))
                self.set_focus(self.entry)

        self.app.clear_notifications()  # the question says it
        self.app.push_screen(AskChanged(typed.text, first_line(there.was), number), answered)

    # Several lines

    def on_entry_line_pasted(self, event: EntryLine.Pasted) -> None:
        """Offer several pasted lines as several, for the day that the entry line is for."""
        place = Place(self.place.day, today=self.place.today or self.today)
        texts = [Typed(line[1:].strip() if line.startswith("- ") else line, place) for line in event.lines]
        self.app.clear_notifications()  # they would cover the question
        why = f"pasted for {day_called(place.day, self.today)}"
        self._offer(Saving(machine.nanoseconds(), tuple(texts)), why)

    def _offer(self, saving: Saving, why: str) -> None:
        """Ask whether lines are to be added; they are kept until they are, or are not wanted."""
        from twohats.tui.screens.ask import AskLines

        def answered(answer: Chosen | None) -> None:
            if answer is not None and not answer.drafts:
                self.drafts.decline(saving.number)
                self.answer(f"kept for later: {self._up} in the entry line brings them back, one by one")
            else:
                self.drafts.end_saving(saving.number, saved=False)
                self._take_lines(answer, saving)
            self.set_focus(self.entry)

        self.drafts.begin_saving(saving)
        self._keep()
        self.app.push_screen(AskLines(list(saving.texts), why, self.now(), self.hats), answered)

    def _take_lines(self, answer: Chosen | None, saving: Saving) -> None:
        """Save the lines that are understood and keep the others; or drop them all."""
        if answer is None:
            self.drafts.clear(*saving.texts)
            return
        self.drafts.set_aside(*answer.left)
        texts = [Typed(draft.item, Place(draft.day, today=self.today)) for draft in answer.drafts]
        self._add(answer.drafts, *texts)

    # What is typed and not saved

    def unsaved(self) -> Unsaved:
        """All that is typed and not saved."""
        with suppress(NoMatches):  # the screen is gone
            self._last = self.typed()
        return self.drafts.unsaved(self._last)

    @property
    def _up(self) -> str:
        return self.app.key_of("line.back")

    def _keep(self) -> None:
        """Keep what was typed since the last look for the next start."""
        unsaved = self.unsaved()
        if not self._draft_file.is_written(unsaved):
            self._draft_file.write_soon(unsaved, lambda error: self.post_message(NotKept(error)))

    def on_not_kept(self, event: NotKept) -> None:
        """Say it, once for each thing that is wrong: it is tried again all the time."""
        if str(event.error) != self._not_kept:
            self._not_kept = str(event.error)
            self.app.tell(event.error, "what you type is saved with Enter, but not kept before that")

    def keep_now(self) -> Unsaved:
        """The same, waiting for the disk: the app is about to end. Gives what there is."""
        unsaved = self.unsaved()
        with suppress(TwohatsError, OSError):
            self._draft_file.write(unsaved)
        return unsaved

    def is_kept(self, unsaved: Unsaved) -> bool:
        """Whether this is on the disk for the next start."""
        return not unsaved.texts() or self._draft_file.is_written(unsaved)

    def let_go(self) -> None:
        """The app has ended: what is kept is for the next one."""
        self._draft_file.close()


def place_of(sheet: Sheet, number: int) -> Place:
    """An edit of a line that begins now."""
    return Place(sheet.day, CHANGE, number, sheet.block(number), page=sheet.blocks(), at=number)
