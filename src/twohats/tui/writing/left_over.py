"""Restores the unsaved texts of an app that was ended."""

from __future__ import annotations

from twohats.tui.drafts import Typed, left_over
from twohats.tui.reading import ADD, CHANGE, TIME, Target
from twohats.tui.sheet import edited_item, read_sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.tui.drafts import Saving
    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.tui.writing.draft_keeper import DraftKeeper
    from twohats.tui.writing.entry_area import EntryArea

Left = tuple[Typed | None, tuple[Typed, ...], tuple["Saving", ...]]
"""What stood in the entry line, what waited beside it, and what was confirmed and is not saved."""


class LeftOver:
    """Looks for it, and shows it where it was."""

    def __init__(
        self, host: Host, entry_area: EntryArea, draft_keeper: DraftKeeper, queue: ChangeQueue
    ) -> None:
        self._host = host
        self._entry_area = entry_area
        self._draft_keeper = draft_keeper
        self._queue = queue

    def look(self) -> Left:
        """Look for what was not saved; waits for the disk."""
        from twohats.tui import changes

        now = self._host.now()
        found = self._draft_keeper.open()
        return left_over(found, lambda saving: changes.not_saved(self._host.journal, saving, now))

    def restore(self, left: Left) -> None:
        """Restore it: the line into the line, lines that were confirmed as an offer."""
        line, aside, savings = left
        self._host.drafts.set_aside(*aside)
        for saving in savings:
            self._queue.offer(saving, "not saved when the app was ended")
        if line is not None:
            self._restore_line(line, len(aside))
        elif aside:
            self._notify_aside(len(aside))
        self._draft_keeper.settle()

    def _notify_aside(self, many: int) -> None:
        texts, them = (f"{many:,} texts", "them") if many > 1 else ("a text", "it")
        self._host.answer(
            f"{texts} not saved when the app was ended: {self._up} in the entry line brings {them} back"
        )

    def _restore_line(self, typed: Typed, others: int) -> None:
        """Put a text into the line, and say how many others there are."""
        target = typed.target
        key = self._host.services.key_of(
            {ADD: "entry.add", CHANGE: "entry.edit", TIME: "timer.start"}[target.purpose]
        )
        says = f"not saved when the app was ended: the line below; {key} takes it up"
        if others:
            says = f"{others + 1:,} lines {says.replace('the line', 'one')}"
        if target.purpose == CHANGE:
            sheet = read_sheet(self._host.journal, target.day)
            number = edited_item(sheet, target)
            if not number:
                target = Target(target.day, today=self._host.today)
                says = "the line you were editing is gone; your text is below, as a new line"
            elif sheet.block(number) != target.was:
                says = f"the line you were editing has changed since; yours is below, {key} takes it up"
            self._host.go_to_line(target.day, number)
        if not self._entry_area.is_empty:
            self._host.drafts.set_aside(typed)
            self._notify_aside(others + 1)
            return
        self._entry_area.put(Typed(typed.text, target))
        if others:
            says += (
                f"; {self._up} in the entry line has the {f'{others:,} others' if others > 1 else 'other'}"
            )
        self._host.answer(says, seconds=10)

    @property
    def _up(self) -> str:
        return self._host.services.key_of("line.back")
