"""Bringing what other programs have recorded: which files, what they leave open, and what would be taken in."""

from __future__ import annotations

from itertools import accumulate
from typing import TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input

from twohats.text import width as columns
from twohats.tui.widgets.plain_input import PlainInput
from twohats.tui.widgets.rows import RowArea, RowLines
from twohats.values import NamedTuple
from twohats.views.rows import BLANK, Row, Span, cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

T = TypeVar("T")

LINES, TITLES, HAT, RULES = "lines", "titles", "hat", "rules"
"""What can be changed in a preview: all lines or a few, titles or none, the hat, the rules in the editor."""
_KEYS = (
    ("Enter", "take in"),
    ("l", "lines"),
    ("t", "titles"),
    ("h", "hat"),
    ("r", "rules"),
    ("Esc", "leave"),
)


class Step(NamedTuple):
    """What is shown and asked next."""

    rows: Callable[[int], Sequence[Row]]
    """What is shown, for a width."""
    question: str = ""
    """What is asked below it; empty for a preview, which is taken in or left."""
    example: str = ""
    wrong: str = ""
    """Why the answer before was none."""
    can_take: bool = False
    """Whether a preview has anything to take in."""


class BringRows(RowArea):
    """What is shown."""

    step: Step | None = None
    progress = ""

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the step, or how far reading is."""
        if self.progress or self.step is None:
            return [BLANK, cut((Span(" ", "text"), user_text(self.progress or "looking", "muted")), width)]
        wrong = columns.wrap(user_text(self.step.wrong).text, max(width - 2, 1)) if self.step.wrong else []
        said: list[Row] = [(Span(f" {line}", "problem"),) for line in wrong]
        return [*self.step.rows(width), *([BLANK, *said] if said else [])]


class BringAsked(RowLines):
    """The question that the line below answers, or the keys of a preview."""

    step: Step | None = None

    def rows(self, width: int) -> Sequence[Row]:
        """Two rows."""
        if self.step is None:
            return [BLANK, BLANK]
        if not self.step.question:
            keys = [each for each in _KEYS if self.step.can_take or each[0] != "Enter"]
            taken = list(accumulate(len(f" {key} {says}  ") for key, says in keys))
            fits = sum(end <= width for end in taken)
            parts = (keys[:fits], keys[fits:]) if fits < len(keys) else ([], keys)
            return [
                cut(
                    tuple(
                        part
                        for key, says in each
                        for part in (Span(f" {key} ", "key"), Span(f"{says}  ", "text"))
                    ),
                    width,
                )
                for each in parts
            ]
        lines = columns.wrap(self.step.question, max(width - 1, 1))[:2]
        rows: list[Row] = [cut((user_text(f" {line}", "heading"),), width) for line in lines]
        return rows if len(rows) > 1 else [BLANK, *rows]


class BringScreen(ModalScreen[T | None]):
    """Files, questions and the preview, one after the other; what was shown last if it is to be taken in, else None.

    `answer` is given what was typed, `change` what is to be other in the preview; both work in a thread and hand over
    the next step. `stop` ends what is being read, and `shown` is what was shown last.
    """

    BINDINGS = [
        Binding("escape", "leave", "Leave"),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("enter,y", "take", "Take in"),
        Binding("l", f"change('{LINES}')", "Lines"),
        Binding("t", f"change('{TITLES}')", "Titles"),
        Binding("h", f"change('{HAT}')", "Hat"),
        Binding("r", f"change('{RULES}')", "Rules"),
    ]

    def __init__(
        self,
        answer: Callable[[str, Callable[[Step], None]], None],
        change: Callable[[str, Callable[[Step], None]], None],
        stop: Callable[[], bool],
        shown: Callable[[], T | None],
    ) -> None:
        super().__init__()
        self._answer, self._change, self._stop, self._shown = answer, change, stop, shown
        self._step: Step | None = None
        self._is_waiting = True

    def compose(self) -> ComposeResult:
        """What is shown, the question, and a line for the answer."""
        yield BringRows()
        yield BringAsked()
        yield PlainInput(compact=True)

    def on_mount(self) -> None:
        """Begin: nothing is typed yet."""
        self._answer("", self._take)

    def show_progress(self, says: str) -> None:
        """Say how far reading is; empty where nothing is read."""
        if self.is_attached:
            rows = self.query_one(BringRows)
            rows.progress = says
            rows.lay_out()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer."""
        if not self._is_waiting:
            self._wait()
            self._answer(event.value.strip(), self._take)

    def _wait(self) -> None:
        self._is_waiting = True
        self.show_progress("reading (Esc stops)")

    def _take(self, step: Step) -> None:
        """Show the next step."""
        self._is_waiting = False
        if not self.is_attached:
            return
        self._step = step
        rows, asked, line = self.query_one(BringRows), self.query_one(BringAsked), self.query_one(Input)
        rows.step = asked.step = step
        rows.progress = ""
        rows.move_to_end(last=False)
        rows.lay_out()
        asked.refresh()
        line.display = bool(step.question)
        line.placeholder = step.example
        if not step.wrong:
            line.value = ""
        self.set_focus(line if step.question else rows)

    def action_change(self, what: str) -> None:
        """Change something of the preview."""
        if self._step is not None and not self._step.question and not self._is_waiting:
            self._wait()
            self._change(what, self._take)

    def action_move(self, by: int) -> None:
        """Scroll what is shown."""
        self.query_one(BringRows).move(by)

    def action_take(self) -> None:
        """Take in what is shown."""
        if self._step is not None and self._step.can_take and not self._is_waiting:
            self.dismiss(self._shown())  # the screen's answer

    def action_leave(self) -> None:
        """Stop reading; where nothing is read, leave all as it is."""
        if not (self._is_waiting and self._stop()):
            self.dismiss(None)  # the screen's answer
