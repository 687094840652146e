"""What was typed and not saved when an app was ended, restored by the next one."""

from __future__ import annotations

from twohats.tui import changes
from twohats.tui.drafts import Typed, left_over
from twohats.tui.reading import ADD, CHANGE, TIME, Place
from twohats.tui.sheet import edited_item, read_sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.tui.drafts import Saving
    from twohats.tui.host import Host
    from twohats.tui.writing.entering import Entering
    from twohats.tui.writing.keeping import Keeping
    from twohats.tui.writing.making import Making

Left = tuple[Typed | None, tuple[Typed, ...], tuple["Saving", ...]]
"""What stood in the entry line, what waited beside it, and what was confirmed and is not saved."""


class LeftOver:
    """Looks for it, and shows it where it was."""

    def __init__(self, host: Host, entering: Entering, keeping: Keeping, making: Making) -> None:
        self._host = host
        self._entering = entering
        self._keeping = keeping
        self._making = making

    def look(self) -> Left:
        """Look for what was not saved; waits for the disk."""
        now = self._host.now()
        found = self._keeping.open()
        return left_over(found, lambda saving: changes.not_saved(self._host.journal, saving, now))

    def restore(self, left: Left) -> None:
        """Restore it: the line into the line, lines that were confirmed as an offer."""
        line, aside, savings = left
        self._host.drafts.set_aside(*aside)
        for saving in savings:
            self._making.offer(saving, "not saved when the app was ended")
        if line is not None:
            self._restore_line(line, len(aside))
        elif aside:
            self._say_aside(len(aside))
        self._keeping.settle()

    def _say_aside(self, many: int) -> None:
        texts, them = (f"{many:,} texts", "them") if many > 1 else ("a text", "it")
        self._host.answer(
            f"{texts} not saved when the app was ended: {self._up} in the entry line brings {them} back"
        )

    def _restore_line(self, typed: Typed, others: int) -> None:
        """Put a text into the line, and say how many others there are."""
        place = typed.place
        key = self._host.services.key_of(
            {ADD: "entry.add", CHANGE: "entry.edit", TIME: "timer.start"}[place.purpose]
        )
        says = f"not saved when the app was ended: the line below; {key} takes it up"
        if others:
            says = f"{others + 1:,} lines {says.replace('the line', 'one')}"
        if place.purpose == CHANGE:
            sheet = read_sheet(self._host.journal, place.day)
            number = edited_item(sheet, place)
            if not number:
                place = Place(place.day, today=self._host.today)
                says = "the line you were editing is gone; your text is below, as a new line"
            elif sheet.block(number) != place.was:
                says = f"the line you were editing has changed since; yours is below, {key} takes it up"
            self._host.go_to_line(place.day, number)
        if not self._entering.is_empty:
            self._host.drafts.set_aside(typed)
            self._say_aside(others + 1)
            return
        self._entering.put(Typed(typed.text, place))
        if others:
            says += (
                f"; {self._up} in the entry line has the {f'{others:,} others' if others > 1 else 'other'}"
            )
        self._host.answer(says, seconds=10)

    @property
    def _up(self) -> str:
        return self._host.services.key_of("line.back")
