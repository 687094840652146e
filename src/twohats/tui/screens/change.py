"""What becomes of some lines: words are typed, above them stands every line before and after, below what they do."""

from __future__ import annotations

from typing import Protocol

from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.tui.widgets.question_line import Below, QuestionLabel, QuestionLine, QuestionRow
from twohats.tui.widgets.rows import RowArea, RowLines
from twohats.views.rows import Row, Span, cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from twohats.drafting.offers import Offer
    from twohats.format.words import Hats

_KEYS = (("Enter", "make it"), ("Tab", "take a word"), ("\N{UPWARDS ARROW}\N{DOWNWARDS ARROW}", "scroll"),
         ("^u", "clear"), ("Esc", "leave it"), ("F1", "help"))  # fmt: skip


class Changing(Protocol):
    """A change to some lines while it is typed."""

    show: Callable[[], None]
    """Is told when there is something else to see."""

    @property
    def prompt(self) -> str:
        """What the line is for."""

    @property
    def hats(self) -> Hats:
        """The hats of the journal."""

    def offer(self, text: str) -> tuple[Offer, ...]:
        """What may come next."""

    def typed(self, text: str) -> None:
        """Other words."""

    def drawing(self) -> Callable[[int], Sequence[Row]]:
        """What draws, for a width, every line as it is and as it would be."""

    def says(self) -> tuple[Row, ...]:
        """What the words would do, and what is wrong with them."""

    def words(self, width: int) -> list[Row]:
        """What explains the words that are typed."""

    def make(self) -> bool:
        """Make the change that is shown; whether there is one."""


class BeforeAndAfter(RowArea, can_focus=False):
    """The lines as they are and as they would be."""

    drawing: Callable[[int], Sequence[Row]] | None = None

    def rows(self, width: int) -> Sequence[Row]:
        """Their rows, a column of margin at the left."""
        drawn = self.drawing(max(width - 2, 1)) if self.drawing else ()
        return [(Span(" ", "text"), *cut(row, width - 1)) for row in drawn]


class ChangeKeys(RowLines):
    """What can be pressed here."""

    def rows(self, width: int) -> Sequence[Row]:
        """One row."""
        keys = [(Span(f" {key} ", "key"), Span(f"{says} ", "muted")) for key, says in _KEYS]
        return [cut(tuple(span for each in keys for span in each), width)]


class ChangeScreen(ModalScreen[None]):
    """Types a change to lines, until it is made or left."""

    # With priority, since without it the keys that follow in one go would be dealt with before.
    BINDINGS = [
        Binding("enter", "make", priority=True),
        Binding("escape", "leave", priority=True),
        Binding("tab", "complete", priority=True),
        Binding("ctrl+u", "clear", priority=True),
        Binding("down", "scroll(1)", priority=True),
        Binding("up", "scroll(-1)", priority=True),
        Binding("pagedown", "scroll(10)", priority=True),
        Binding("pageup", "scroll(-10)", priority=True),
        Binding("f1", "help", priority=True),
    ]

    def __init__(self, changing: Changing) -> None:
        super().__init__()
        self._changing = changing
        self._area = BeforeAndAfter()
        self._line = QuestionLine(changing.offer, changing.typed, changing.hats)
        self._below = Below()
        changing.show = self._show

    def compose(self) -> ComposeResult:
        """The lines, what is typed, what it would do, and the keys."""
        label = QuestionLabel()
        label.says = self._changing.prompt
        yield self._area
        yield QuestionRow(label, self._line)
        yield self._line.offers
        yield self._below
        yield ChangeKeys()

    def on_mount(self) -> None:
        """Show the lines as they are."""
        self._show()

    def _show(self) -> None:
        self._area.drawing = self._changing.drawing()
        self._area.lay_out()
        self._below.says = self._changing.says()

    def on_key(self, event: events.Key) -> None:
        """A sign that was typed before the line had the keys."""
        if event.is_printable and event.character and self.focused is not self._line:
            event.stop()
            self._line.insert_text_at_cursor(event.character)

    def action_make(self) -> None:
        """Make the change that is shown."""
        if self._changing.make():
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    def action_complete(self) -> None:
        """Take the word that is offered."""
        self._line.take_offer()

    def action_help(self) -> None:
        """Explain the words that are typed here."""
        from twohats.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("Words of a change", "", (), {}, self._changing.words))

    def action_clear(self) -> None:
        """Empty the line."""
        self._line.put("")

    def action_scroll(self, by: int) -> None:
        """Scroll the lines."""
        self._area.move(by)
