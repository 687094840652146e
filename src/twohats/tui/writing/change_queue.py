"""The app's changes to the journal: made one after the other in threads, shown when made, handed back on failure.

Question screens are imported when needed: they would cost 2 ms of the first paint.
"""

from __future__ import annotations

from contextlib import suppress

from twohats.errors import ChangedMeanwhile, TwohatsError, came_after_saving
from twohats.system import machine
from twohats.tui.done import check_place
from twohats.tui.drafts import Saving, Typed
from twohats.tui.reading import ADD, CHANGE, TIME, Target, day_called, read_typed
from twohats.tui.saving import MANY, Job, Saver
from twohats.tui.sheet import edited_item, first_line, read_sheet
from twohats.tui.writing.entry_area import target_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from twohats.actions.timer import Forgotten
    from twohats.drafting.draft import Draft
    from twohats.tui.done import Done
    from twohats.tui.host import Host
    from twohats.tui.reading import Reading
    from twohats.tui.screens.ask import Chosen
    from twohats.tui.writing.draft_keeper import DraftKeeper
    from twohats.tui.writing.entry_area import EntryArea

WAIT = 1.0
"""Seconds that a key waits for what was begun before it."""


class ChangeQueue:
    """The changes of this app. Each is asked for with `change` or `save`, and undo takes it back."""

    def __init__(
        self,
        host: Host,
        entry_area: EntryArea,
        draft_keeper: DraftKeeper,
        run: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:

        self._host = host
        self._entry_area = entry_area
        self._draft_keeper = draft_keeper
        self._run = run
        self._saver = Saver()
        self.allowed = False
        """Whether a change of which nothing was typed may be made: not before there was something to see."""
        self.ask_about: Callable[[Forgotten], None] = host.services.tell
        """Asks about a timer that ran for very long."""

    def change(self, operation: Callable[[], Done], then: Callable[[Done], None] | None = None) -> None:
        """Make a change of which nothing was typed, as `save` does; `then` is told once it is made and shown."""
        if self.allowed:
            self._begin(Job(lambda: self._in_place(operation), then=then))

    def save(self, operation: Callable[[int], Done], *texts: Typed) -> None:
        """Make the change that saves these texts, one after the other, in a thread; it is called with its number.

        They are on the disk before it is begun, and until it is known to be made. If it fails, they are handed
        back for what they were for.
        """
        number = machine.nanoseconds()
        self._host.drafts.begin_saving(Saving(number, texts))
        keep = self._draft_keeper.prepare()

        def kept_first() -> Done:
            with suppress(TwohatsError, OSError):  # that it is saved matters more than that it is kept, too
                keep()
            return self._in_place(lambda: operation(number))

        self._begin(Job(kept_first, texts, number))

    def _in_place(self, operation: Callable[[], Done]) -> Done:
        check_place(self._host.journal)
        return operation()

    def _begin(self, job: Job) -> None:
        self._saver.add(job)
        if len(job.texts) >= MANY:
            self._host.answer(f"{job.says()}; go on meanwhile")
        self._run(self._make(job))

    async def _make(self, job: Job) -> None:
        from twohats.actions.timer import Forgotten

        async with self._saver.turn(job):
            show = self._host.begin_change()
            await job.run()
            try:
                done = job.done()
            except Forgotten as forgotten:
                self.ask_about(forgotten)
            except Exception as error:  # noqa: BLE001  # whatever it was, the app lives on and the text is kept
                self._failed(job, error)
            else:
                self._host.drafts.end_saving(job.number, saved=True)
                self._host.drafts.set_aside(*(job.texts[at] for at in done.refused))
                show(done)
                if job.then is not None:
                    job.then(done)

    # Whether it is made

    @property
    def jobs(self) -> Sequence[Job]:
        """The changes that are not made yet, in the order in which they were asked for."""
        return self._saver.jobs

    def says(self) -> str:
        """What is being saved, where that takes long enough to be told; else empty."""
        return self._saver.says()

    async def written(self, *, at_most: float | None = None) -> bool:
        """Wait until every change that was begun has been made or has failed, or so many seconds; whether so."""
        return await self._saver.idle(at_most)

    async def written_before_a_key(self) -> None:
        """Wait for the changes that were begun before a key; one that takes long holds up no key."""
        await self.written(at_most=max(0.0, WAIT - self._saver.waited()))

    async def is_written(self) -> bool:
        """Whether every change has been made, for what must not act on a page about to change; says so if not."""
        written = await self.written(at_most=WAIT)
        if not written:
            self._host.answer(f"not while {self.jobs[0].says()}")
        return written

    def _failed(self, job: Job, error: Exception) -> None:
        """Say what went wrong, and hand back what was to be saved, unless it has been."""
        services = self._host.services
        if came_after_saving(error):
            self._host.drafts.end_saving(job.number, saved=True)
            services.tell(error, "it came after your line was saved")
            self._host.reload()
            return
        if len(job.texts) > 1:
            services.tell(error)
            self.offer(Saving(job.number, job.texts), "not saved; Enter tries again")
            self._host.reload()
            return
        self._host.drafts.end_saving(job.number, saved=False)
        typed = job.texts[0] if job.texts else None
        if typed and typed.target.purpose == CHANGE and isinstance(error, ChangedMeanwhile):
            self._ask_which(typed)
            return
        handed_back = typed is None or self._entry_area.hand_back(typed)
        up = services.key_of("line.back")
        services.tell(error, "" if handed_back else f"{up} in the entry line brings yours back")
        self._host.reload()

    # What was typed

    def save_line(self, reading: Reading, target: Target) -> None:
        """Save what was typed, for what it was read for; the entry line takes the next."""
        from twohats.tui import changes

        draft, typed = reading.draft, Typed(reading.text, target)
        if draft is None:
            return
        if target.purpose == TIME:
            now = self._host.now()
            self.save(lambda _: changes.start_timer(self._host.journal, typed.text, now), typed)
        elif target.purpose == CHANGE:
            self._replace(draft, typed)
        else:
            self._add([draft], typed)
        self._entry_area.put(self._host.drafts.next_line())
        if target.purpose != ADD:
            self._host.focus_view()

    def _add(self, drafts: Sequence[Draft], *texts: Typed) -> None:
        from twohats.tui import changes

        self.save(lambda number: changes.add(self._host.journal, drafts, number), *texts)

    def _replace(self, new: Draft, typed: Typed) -> None:
        from twohats.tui import changes

        self.save(lambda number: changes.replace(self._host.journal, typed.target, new, number), typed)

    def _ask_which(self, typed: Typed) -> None:
        """The line that was being changed is another by now: ask which of the two is to stand."""
        from twohats.tui.screens.ask import ADD_MINE, PUT_MINE, AskChanged

        host, target = self._host, typed.target
        sheet = read_sheet(host.journal, target.day)
        number = edited_item(sheet, target)
        host.drafts.set_aside(typed)  # until there is an answer
        host.reload()
        there = target_of(sheet, number)
        draft = read_typed(typed.text, there, host.now(), host.hats).draft

        def answered(answer: str | None) -> None:
            host.drafts.forget({typed.text})
            if draft is not None and answer == PUT_MINE:
                self._replace(draft, Typed(typed.text, there))
            elif draft is not None and answer == ADD_MINE:
                self._add([draft], Typed(typed.text, Target(target.day, today=host.today)))
            else:
                self._entry_area.hand_back(Typed(typed.text, target._replace(number=number)))
                host.set_focus(self._entry_area.line)

        host.services.clear_notifications()  # the question says it
        host.services.ask(AskChanged(typed.text, first_line(there.was), number), answered)

    # Several lines

    def offer_pasted(self, lines: Sequence[str]) -> None:
        """Offer several pasted lines as several, for the day that the entry line is for."""
        day, today = self._entry_area.target.day, self._host.today
        target = Target(day, today=self._entry_area.target.today or today)
        texts = [Typed(line[1:].strip() if line.startswith("- ") else line, target) for line in lines]
        self._host.services.clear_notifications()  # they would cover the question
        self.offer(Saving(machine.nanoseconds(), tuple(texts)), f"pasted for {day_called(day, today)}")

    def offer(self, saving: Saving, why: str) -> None:
        """Ask whether lines are to be added; they are kept until they are, or are not wanted."""
        from twohats.tui.screens.ask import AskLines

        host = self._host

        def answered(answer: Chosen | None) -> None:
            if answer is not None and not answer.drafts:
                host.drafts.decline(saving.number)
                up = host.services.key_of("line.back")
                host.answer(f"kept for later: {up} in the entry line brings them back, one by one")
            else:
                host.drafts.end_saving(saving.number, saved=False)
                self._take_lines(answer, saving)
            host.set_focus(self._entry_area.line)

        host.drafts.begin_saving(saving)
        self._draft_keeper.keep()
        host.services.ask(AskLines(list(saving.texts), why, host.now(), host.hats), answered)

    def _take_lines(self, answer: Chosen | None, saving: Saving) -> None:
        """Save the lines that are understood and keep the others; or drop them all."""
        if answer is None:
            self._host.drafts.clear(*saving.texts)
            return
        self._host.drafts.set_aside(*answer.left)
        texts = [Typed(draft.item, Target(draft.day, today=self._host.today)) for draft in answer.drafts]
        self._add(answer.drafts, *texts)
