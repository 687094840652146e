"""The questions of a trial: what is to be silent, what it could show, what is expected; and why one is broken off."""

from __future__ import annotations

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

WORDS = "brand linkedin post 2 weeks"
"""An example of what is typed first."""
_ABOUT = (
    "What is to be silent? A hat, a channel, what you do there. Then, if you know,",
    "2 weeks, 4 weeks, coin 8, coin 6 fortnights, half-double 4; and from 30 nov.",
    "What it could show is said before anything is written.",
)


class Shown(NamedTuple):
    """A plan that was worked out: its rows for a width, or what is wrong with the words."""

    rows: Callable[[int], Sequence[Row]]
    wrong: str = ""


class PlanRows(RowArea, can_focus=False):
    """What the plan could show, or what can be typed."""

    shown: Shown | None = None

    def rows(self, width: int) -> Sequence[Row]:
        """The view's rows."""
        if self.shown is None or self.shown.wrong:
            wrong = [BLANK, (user_text(f" {self.shown.wrong}", "problem"),)] if self.shown else []
            return [cut(row, width) for row in (*((Span(f" {each}", "text"),) for each in _ABOUT), *wrong)]
        return self.shown.rows(width)


class Asked(RowLines):
    """The question that the line below answers."""

    question = ""

    def rows(self, width: int) -> Sequence[Row]:
        """The last of two rows; both where it is long."""
        lines = columns.wrap(self.question, max(width - 1, 1))[:2]
        rows: list[Row] = [cut((Span(f" {line}", "heading"),), width) for line in lines]
        return rows if len(rows) > 1 else [BLANK, *rows]


class Answers(NamedTuple):
    """What was answered; the plan is written as it was shown last."""

    expect: str
    interest: str
    stop_if: str


_QUESTIONS = (
    "A launch, holiday or fair in these weeks or the four around them? y or n",
    "What do you expect to happen?  (Enter leaves it out)",
    "What would you like to come out of it?  (Enter leaves it out)",
    "You break it off if?  (Enter leaves it out)",
    "Enter writes it down; Esc does not",
)
SHOCK, EXPECT, INTEREST, STOP_IF, WRITE = range(len(_QUESTIONS))
_SHOCKED = "That would be taken for the pause. Another day: from ..."


class AskPlan(ModalScreen[Answers | None]):
    """Words for a trial, what it could show, then the questions; None if it is not to be written.

    `show` works out what the words mean, in a thread, and calls the function it is given.
    """

    BINDINGS = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("pagedown,down", "move(5)", show=False),
        Binding("pageup,up", "move(-5)", show=False),
    ]

    def __init__(self, words: str, show: Callable[[str, Callable[[Shown], None]], None]) -> None:
        super().__init__()
        self._words = words
        self._work_out = show
        self._at = -1
        """Which question is asked; -1 for the words."""
        self._answers = [""] * len(_QUESTIONS)
        self._is_waiting = False

    def compose(self) -> ComposeResult:
        """The plan, the question, and a line for the answer."""
        yield PlanRows()
        yield Asked()
        yield PlainInput(self._words, placeholder=WORDS, compact=True)

    def on_mount(self) -> None:
        """Ask for the words."""
        self._ask(-1)

    def _ask(self, at: int, question: str = "Plan") -> None:
        """Ask a question; for the words, those of before can be changed."""
        self._at = at
        asked = self.query_one(Asked)
        asked.question = question if at < 0 else _QUESTIONS[at]
        asked.refresh()
        line = self.query_one(Input)
        line.placeholder = WORDS if at < 0 else ""
        line.value = self._words if at < 0 else ""
        line.cursor_position = len(line.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer, and ask what comes next."""
        text = event.value.strip()
        if self._is_waiting:
            return
        if self._at < 0:
            self._is_waiting = True
            self._work_out(text, self._take)
        elif self._at == SHOCK and text.lower() in ("y", "yes"):
            self._ask(-1, _SHOCKED)
        elif self._at == WRITE:
            self.dismiss(Answers(*self._answers[EXPECT:WRITE]))
        else:
            self._answers[self._at] = text
            self._ask(self._at + 1)

    def _take(self, shown: Shown) -> None:
        """Show what the words mean, and go on if they are understood."""
        self._is_waiting = False
        if not self.is_attached:
            return
        rows = self.query_one(PlanRows)
        rows.shown = shown
        rows.move_to_end(last=False)
        rows.lay_out()
        if not shown.wrong:
            self._words = self.query_one(Input).value
            self._ask(SHOCK)

    def action_move(self, by: int) -> None:
        """Scroll what is shown."""
        self.query_one(PlanRows).move(by)

    def action_leave(self) -> None:
        """Nothing is written."""
        self.dismiss(None)


class AskWhy(ModalScreen[str | None]):
    """A trial is to be broken off: why? None to let it go on."""

    BINDINGS = [Binding("escape", "leave", "Go on", priority=True)]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._trial = name

    def compose(self) -> ComposeResult:
        """The question, and a line for the answer."""
        asked = Asked()
        asked.question = (
            f"Why do you break off {user_text(self._trial).text}? Enter breaks it off, Esc lets it go on"
        )
        yield asked
        yield PlainInput(placeholder="because ...", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Break it off for this reason, or for none."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """It goes on."""
        self.dismiss(None)
