"""The line that a question to the journal is typed into, in place of the entry line, and the two rows below it."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.geometry import Region
from textual.reactive import reactive

from twohats.text import width as columns
from twohats.tui.keys import ASKING
from twohats.tui.widgets.plain_input import TypedLine
from twohats.tui.widgets.rows import RowLines
from twohats.views.rows import cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from twohats.views.rows import Row

LONGEST = 2000
"""Characters of a question."""


class QuestionLine(TypedLine):
    """Where a question is typed; what it offers behind the cursor comes from `offer`."""

    place = ASKING

    def __init__(self, offer: Callable[[str], str], changed: Callable[[str], None]) -> None:
        super().__init__(compact=True, select_on_focus=False, max_length=LONGEST, id="question")
        self.cursor_blink = False
        self._offer, self._changed = offer, changed

    def watch_value(self, value: str) -> None:
        """Tell what is typed, and offer the rest of the word."""
        if self.cursor_position >= len(value) - 1:
            self._suggestion = self._offer(value)
        self._changed(value)

    def put(self, text: str) -> None:
        """Put a text into the line, the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)
        self._suggestion = ""

    def take_offer(self) -> bool:
        """Take the word that is offered; whether one was."""
        if not (self._suggestion and self.cursor_at_end):
            return False
        ends = "" if self._suggestion.endswith(":") else " "
        self.value = f"{self._suggestion}{ends}"
        self.cursor_position = len(self.value)
        return True

    def on_resize(self) -> None:
        """Keep the cursor in sight where there is less room now."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def on_paste(self, event: events.Paste) -> None:
        """Several lines are one question."""
        event.stop()
        event.prevent_default()
        room = LONGEST - len(self.value)
        self.replace(" ".join(event.text.split())[:room], *sorted(self.selection))


class QuestionLabel(RowLines):
    """What the line is for."""

    says: reactive[str] = reactive("/")

    def watch_says(self) -> None:
        """Take the room that the words need."""
        self.styles.width = columns.width(self.says) + 2

    def rows(self, width: int) -> Sequence[Row]:
        """The one row."""
        return [cut((user_text(f" {self.says} ", "title"),), width)]


class QuestionRow(Horizontal):
    """The label and the line."""


class Below(RowLines):
    """What the lines come to, and how the question was understood or what is wrong with it."""

    says: reactive[tuple[Row, ...]] = reactive(())

    def rows(self, width: int) -> Sequence[Row]:
        """The two rows."""
        return [cut(row, width) for row in self.says]
