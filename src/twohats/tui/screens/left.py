"""What was typed and not saved when an app was ended, put back by the next one."""

from __future__ import annotations

from contextlib import suppress

from twohats.errors import TwohatsError
from twohats.tui import changes
from twohats.tui.drafts import Typed, left_over
from twohats.tui.keys import PAGE
from twohats.tui.messages import LeftOver
from twohats.tui.reading import ADD, CHANGE, TIME, Place
from twohats.tui.screens.entering import EnteringScreen
from twohats.tui.sheet import edited_item, read_sheet

KEEP_SECONDS = 0.75
"""Between two looks at whether something was typed that the disk has not got."""


class LeftScreen(EnteringScreen):
    """The main screen as it is found by who comes back to it."""

    def _seen(self) -> None:
        super()._seen()
        self.run_worker(self._look_for_left, thread=True, exit_on_error=False)

    def _look_for_left(self) -> None:
        """Look, in a thread, for what was not saved when an app was ended."""
        found = self._draft_file.open(self.today)
        now = self.now()
        self.post_message(
            LeftOver(*left_over(found, lambda saving: changes.not_saved(self.journal, saving, now)))
        )

    def on_left_over(self, left: LeftOver) -> None:
        """Put back what was left: the line into the line, lines that were confirmed as an offer."""
        self.drafts.set_aside(*left.aside)
        for saving in left.saving:
            self._offer(saving, "not saved when the app was ended")
        if left.line is not None:
            self._put_back_line(left.line, len(left.aside))
        elif left.aside:
            self._say_aside(len(left.aside))
        with suppress(TwohatsError, OSError):
            self._draft_file.settle(self.unsaved())
        self.set_interval(KEEP_SECONDS, self._keep)

    def _say_aside(self, many: int) -> None:
        texts, them = (f"{many:,} texts", "them") if many > 1 else ("a text", "it")
        self.answer(
            f"{texts} not saved when the app was ended: {self._up} in the entry line brings {them} back"
        )

    def _put_back_line(self, typed: Typed, others: int) -> None:
        """Put a text into the line, and say how many others there are."""
        place = typed.place
        key = self.app.key_of({ADD: "entry.add", CHANGE: "entry.edit", TIME: "timer.start"}[place.purpose])
        says = f"not saved when the app was ended: the line below; {key} takes it up"
        if others:
            says = f"{others + 1:,} lines {says.replace('the line', 'one')}"
        if place.purpose == CHANGE:
            sheet = read_sheet(self.journal, place.day)
            number = edited_item(sheet, place)
            if not number:
                place = Place(place.day, today=self.today)
                says = "the line you were editing is gone; your text is below, as a new line"
            elif sheet.block(number) != place.was:
                says = f"the line you were editing has changed since; yours is below, {key} takes it up"
            if self.view == PAGE:
                self.go_to_day(place.day)
                self.page_list.go_to(number)
        if self.entry.value.strip():
            self.drafts.set_aside(typed)
            self._say_aside(others + 1)
            return
        self.put(Typed(typed.text, place))
        if others:
            says += (
                f"; {self._up} in the entry line has the {f'{others:,} others' if others > 1 else 'other'}"
            )
        self.answer(says, seconds=10)
