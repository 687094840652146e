"""Small questions: about a timer that was forgotten, a line changed twice, several lines at once."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.format import times
from twohats.text import width as columns
from twohats.tui.reading import read_typed
from twohats.tui.widgets.plain_input import PlainInput
from twohats.tui.widgets.rows import RowArea, RowLines
from twohats.values import NamedTuple
from twohats.views.rows import BLANK, Row, Span, cut, user_text, width_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    from twohats.actions.timer import Forgotten
    from twohats.drafting.draft import Draft
    from twohats.format.times import Now
    from twohats.format.words import Hats
    from twohats.tui.drafts import Typed

ALL, NONE = -1, 0
_ROOM_FOR_WORDS = 12


class Question(RowArea, can_focus=False):
    """The rows of a question."""

    def __init__(self, asked: list[Row]) -> None:
        super().__init__()
        self.asked = asked

    def rows(self, width: int) -> Sequence[Row]:
        """The rows; what is too wide in one goes on below, and is cut where there is no room for that."""
        return [part for row in self.asked for part in _in_width(row, width)]


def _in_width(row: Row, width: int) -> list[Row]:
    *head, last = row or (Span("", "text"),)
    left = width_of(tuple(head))
    if width_of(row) <= width or width - left < _ROOM_FOR_WORDS:
        return [cut(row, width)]
    first, *more = columns.wrap(last.text, width - left)
    indent = Span(" " * left, "text")
    return [(*head, Span(first, last.role)), *((indent, Span(line, last.role)) for line in more)]


class Answers(RowLines):
    """Rows that stay in sight above or below those of a question."""

    def __init__(self, shown: list[Row]) -> None:
        super().__init__()
        self._shown = shown
        self.styles.height = len(shown) + 2

    def rows(self, width: int) -> Sequence[Row]:
        """The rows, cut to the width."""
        return [cut(row, width) for row in self._shown]


class AskForgotten(ModalScreen[int | None]):
    """A timer ran very long: how many of its minutes are to be kept? -1 all, 0 none, None goes on running."""

    BINDINGS = [Binding("escape", "answer('run')", "Let it run", priority=True)]

    def __init__(self, forgotten: Forgotten, now: Now) -> None:
        super().__init__()
        self._forgotten = forgotten
        self._now = now

    def compose(self) -> ComposeResult:
        """What is known, the answers, and a line for one."""
        timer = self._forgotten.timer
        answers = [("all", "keep all of it")] if self._forgotten.can_keep else []
        answers += [
            ("25m", "keep so much of it, 25m or 1h30"),
            ("drop", "keep nothing"),
            ("Esc", "let it run on"),
        ]
        asked: list[Row] = [
            (user_text(self._forgotten.message, "title"),),
            (Span(f"since {timer.since(self._now)}  ", "muted"), user_text(timer.item, "note")),
            BLANK,
            *((Span(f"  {key:<6}", "key"), Span(says, "text")) for key, says in answers),
        ]
        yield Question(asked)
        yield PlainInput(placeholder="all, 25m or drop", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer, or say why it is none."""
        word = event.value.strip().lower()
        if word in ("all", "a") and self._forgotten.can_keep:
            self.dismiss(ALL)
        elif word in ("drop", "d"):
            self.dismiss(NONE)
        else:
            self._take_minutes(f"{word}m" if word.isdigit() else word)

    def _take_minutes(self, word: str) -> None:
        try:
            minutes = times.read_duration(word)
            wrong = "" if minutes else "25m, 1h30, all or drop"
        except times.BadTime as bad:
            minutes, wrong = None, f"{bad.message}: {bad.hint}"
        if minutes:
            self.dismiss(minutes)
        else:
            question = self.query_one(Question)
            question.asked = [*question.asked[:7], (user_text(wrong, "problem"),)]
            question.lay_out()

    def action_answer(self, answer: str) -> None:
        """The timer runs on."""
        self.dismiss(None)


PUT_MINE, ADD_MINE = "put", "add"


class AskChanged(ModalScreen[str | None]):
    """A line was changed here, and meanwhile elsewhere: which is to stand? None to think again."""

    BINDINGS = [
        Binding("r", "answer('put')", "Replace"),
        Binding("a", "answer('add')", "Add"),
        Binding("escape,q", "answer('')", "Back", priority=True),
    ]

    def __init__(self, mine: str, now: str, number: int) -> None:
        super().__init__()
        self._mine, self._now, self._number = mine, now, number

    def compose(self) -> ComposeResult:
        """Both lines, and the answers."""
        what = f"Line {self._number} has been changed" if self._number else "The line has been deleted"
        asked: list[Row] = [(user_text(f"{what} since you took it.", "title"),), BLANK]
        if self._number:
            asked.append((Span("now    ", "muted"), user_text(self._now, "note")))
        asked += [(Span("yours  ", "muted"), user_text(self._mine, "note")), BLANK]
        answers = [("r", "put yours in its place")] if self._number else []
        answers += [("a", "add yours as a new line"), ("Esc", "back to the entry line")]
        asked += [(Span(f"  {key:<6}", "key"), Span(says, "text")) for key, says in answers]
        yield Question(asked)

    def action_answer(self, answer: str) -> None:
        """Close with an answer; a line that is gone cannot be replaced."""
        if answer != PUT_MINE or self._number:
            self.dismiss(answer or None)


class Chosen(NamedTuple):
    """What is to become of several lines."""

    drafts: tuple[Draft, ...]
    left: tuple[Typed, ...]
    """Those that are not wanted, or not understood."""


class AskLines(ModalScreen[Chosen | None]):
    """Several lines were pasted, or are there from before: shall they be added? None if they are not wanted."""

    BINDINGS = [
        Binding("enter,y", "add", "Add"),
        Binding("escape,n,q", "leave", "Leave", priority=True),
        Binding("ctrl+u", "drop", "Drop"),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown,space", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, texts: list[Typed], why: str, now: Now, hats: Hats) -> None:
        super().__init__()
        self._texts = texts
        self._why = why
        self._readings = [read_typed(typed.text, typed.target, now, hats) for typed in texts]

    def compose(self) -> ComposeResult:
        """Every line, and what is wrong with those that are not understood."""
        good = sum(reading.draft is not None for reading in self._readings)
        many = len(self._readings)
        title: Row = (
            user_text(f"{many:,} lines {self._why}", "title"),
            Span(f", {good:,} understood", "title"),
        )
        asked: list[Row] = []
        for reading in self._readings:
            wrong = reading.problem.message if reading.problem else ""
            asked.append(
                (
                    user_text(reading.text, "text" if not wrong else "problem"),
                    user_text(f"  {wrong}", "muted"),
                )
            )
        keys: Row = (
            Span("Enter ", "key"),
            Span(f"adds {good:,}   ", "text"),
            Span("Esc ", "key"),
            Span("keeps   ", "text"),
            Span("^u ", "key"),
            Span("drops", "text"),
        )
        others = "Up in the entry line brings the others back" if good < len(self._readings) else ""
        yield Answers([title])
        yield Question(asked)
        yield Answers([keys, (Span(others, "muted"),)] if others else [keys])

    def action_move(self, by: int) -> None:
        """Scroll the lines; what can be answered stays in sight."""
        self.query_one(Question).move(by)

    def action_add(self) -> None:
        """Add those that are understood."""
        read = list(zip(self._texts, self._readings, strict=True))
        drafts = tuple(reading.draft for _, reading in read if reading.draft is not None)
        self.dismiss(Chosen(drafts, tuple(typed for typed, reading in read if reading.draft is None)))

    def action_leave(self) -> None:
        """Add none now; they are kept."""
        self.dismiss(Chosen((), tuple(self._texts)))

    def action_drop(self) -> None:
        """They are not wanted."""
        self.dismiss(None)
