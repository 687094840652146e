"""A question that some words answer, and what they mean while they are typed."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.errors import NotUnderstood
from twohats.tui.screens.ask import Question
from twohats.tui.widgets.plain_input import PlainInput
from twohats.values import NamedTuple
from twohats.views.rows import BLANK, Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

MOST_ROWS = 4
"""Rows of what the words mean: as many are kept free, so that nothing moves while one types."""


class Meaning(NamedTuple):
    """What some words mean."""

    rows: Sequence[Row]
    is_right: bool = True
    """Whether they answer the question."""


def wrong(text: str) -> Meaning:
    """Words that are no answer, and why."""
    return Meaning([(user_text(text, "problem"),)], is_right=False)


def _nothing(text: str) -> str:
    del text
    return ""


class AskWords(ModalScreen[str | None]):
    """Asks for words, and says what they mean while they are typed; None to leave it.

    `read` is given words, and may raise NotUnderstood; `complete` gives them with the last one finished, which Tab
    takes, or nothing.
    """

    BINDINGS = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(
        self,
        asked: Sequence[Row],
        example: str,
        read: Callable[[str], Meaning],
        complete: Callable[[str], str] = _nothing,
    ) -> None:
        super().__init__()
        self._complete = complete
        self._asked = asked
        self._example = example
        self._read = read

    def compose(self) -> ComposeResult:
        """The question, what is typed means, and a line for it."""
        yield Question(self._rows(""))
        yield PlainInput(placeholder=self._example, compact=True)

    def _meaning(self, text: str) -> Meaning:
        if not text.strip():
            return Meaning([], is_right=False)
        try:
            return self._read(text)
        except NotUnderstood as error:
            return wrong(error.with_hint())

    def _rows(self, text: str, *, is_entered: bool = False) -> list[Row]:
        """The question, and what the words mean: while they are typed, what is wrong is not yet said aloud."""
        meaning = self._meaning(text)
        rows = list(meaning.rows)[:MOST_ROWS]
        if not meaning.is_right and not is_entered:
            rows = [tuple(Span(span.text, "muted") for span in row) for row in rows]
        return [*self._asked, BLANK, *rows, *[BLANK] * (MOST_ROWS - len(rows))]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the words mean so far."""
        self.query_one(PlainInput).finish_with(self._complete(event.value))
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the words, or say why they are no answer."""
        text = event.value.strip()
        if self._meaning(text).is_right:
            self.dismiss(text)
        else:
            self._show(text, is_entered=True)

    def _show(self, text: str, *, is_entered: bool = False) -> None:
        question = self.query_one(Question)
        question.asked = self._rows(text, is_entered=is_entered)
        question.lay_out()

    def action_complete(self) -> None:
        """Take what stands behind the cursor."""
        line = self.query_one(PlainInput)
        whole = self._complete(line.value)
        if whole and line.cursor_at_end:
            line.value = whole
            line.cursor_position = len(whole)

    def action_leave(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)
