"""The cards of a sitting, one at a time: keys for the answers, a line or some lines where one is typed."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from twohats.tui.widgets.plain_input import PlainInput
from twohats.tui.widgets.plain_text_area import PlainTextArea
from twohats.tui.widgets.rows import RowArea, RowLines
from twohats.views.cards import LINE, PROSE
from twohats.views.rows import Row, Span, cut
from twohats.views.sunday import card_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from twohats.format.words import Hats
    from twohats.views.cards import Card

KEEP_SECONDS = 0.4
"""An answer being typed is kept at most so much later."""
LONGEST = 20_000
_ROWS_OF_PROSE = 8


class CardRows(RowArea, can_focus=False):
    """The card that is asked."""

    def __init__(self, name: Row, hats: Hats) -> None:
        super().__init__()
        self._title, self._hats = name, hats
        self.card: tuple[Card, int, int] | None = None

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the card."""
        if self.card is None:
            return ()
        card, at, many = self.card
        return card_rows(card, (at, many), self._title, self._hats, width)


class SittingKeys(RowLines):
    """What can be pressed here."""

    typing = ""

    def rows(self, width: int) -> Sequence[Row]:
        """One row."""
        keys = [("Enter", "skip"), ("\N{LEFTWARDS ARROW}", "back"), ("u", "undo"), ("Esc", "leave the rest")]
        if self.typing:
            save = ("^s", "save") if self.typing == PROSE else ("Enter", "save, or skip")
            keys = [save, ("Esc", "leave the rest")]
            if self.typing == PROSE:
                keys.insert(1, ("^n", "skip"))
        row: Row = (Span(" ", "text"),)
        for key, says in keys:
            row = (*row, Span(key, "key"), Span(f" {says}   ", "muted"))
        return [cut(row, width)]


def _nothing(*_: object) -> str:
    """Where cards are neither typed nor passed by."""
    return ""


class SittingScreen(ModalScreen[None]):
    """Asks card by card. What is answered is handed to `answered`, what is passed by to `passed`."""

    AUTO_FOCUS = ""  # what is typed into is shown for the cards that need it
    BINDINGS = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("ctrl+n", "skip", "Skip", priority=True),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(
        self,
        cards: Sequence[Card],
        name: Row,
        hats: Hats,
        *,
        answered: Callable[[Card, str], None],
        undo: Callable[[Card], None],
        wrong_with: Callable[[Card, str], str] = _nothing,
        passed: Callable[[Card], object] = _nothing,
        begun: Callable[[Card], str] = _nothing,
        keep: Callable[[Card, str], object] = _nothing,
    ) -> None:
        """`name` stands above the cards; `wrong_with` says what is wrong with an answer, if anything; `begun` gives a
        prose answer kept from before, and `keep` keeps it.
        """
        super().__init__()
        self._cards = list(cards)
        self._at = 0
        self._given: list[int] = []
        """The places of the cards that were answered here, the last one last."""
        self._answered, self._wrong_with, self._passed, self._undo = answered, wrong_with, passed, undo
        self._begun, self._keep = begun, keep
        self._kept = ""
        self._area = CardRows(name, hats)
        self._line = PlainInput(compact=True, max_length=LONGEST, select_on_focus=False)
        self._prose = PlainTextArea(compact=True)
        self._says = SittingKeys()

    def compose(self) -> ComposeResult:
        """The card, what is typed, the keys."""
        with Vertical():
            yield self._area
            yield self._line
            yield self._prose
            yield self._says

    def on_mount(self) -> None:
        """Show the first card."""
        self._prose.styles.height = _ROWS_OF_PROSE
        self.set_interval(KEEP_SECONDS, self._keep_prose)
        self._show()

    @property
    def _card(self) -> Card:
        return self._cards[self._at]

    def _show(self) -> None:
        """Show the card that one is at; the screen closes behind the last."""
        if self._at >= len(self._cards):
            self.action_leave()
            return
        card = self._card
        self._area.card = (card, self._at + 1, len(self._cards))
        self._area.scroll_home(animate=False)
        self._area.lay_out()
        self._line.value = card.lines[0].text if card.typed == LINE and card.kind == "problem" else ""
        if card.typed == PROSE:
            self._kept = self._begun(card)
            self._prose.text = self._kept
        self._type(card.typed if not card.choices else "")

    def _type(self, what: str) -> None:
        """Show what one types into: a line, some lines, or nothing."""
        self._line.display = what == LINE
        self._prose.display = what == PROSE
        self._says.typing = what
        self._says.refresh()
        self._line.cursor_position = len(self._line.value)
        self._prose.move_cursor(self._prose.document.end)
        self.set_focus({LINE: self._line, PROSE: self._prose}.get(what))

    # Answers

    def on_key(self, event: events.Key) -> None:
        """A key that is an answer, or one that goes on; any other begins a word where one may be typed."""
        if self.focused is not None:
            self._key_while_typing(event)
            return
        event.stop()
        card = self._card
        pressed = event.character or ""
        if pressed in [choice.key for choice in card.choices]:
            self._answer(pressed)
        elif event.key == "enter":
            self.action_skip()
        elif event.key in ("left", "backspace"):
            self._go(-1)
        elif event.key == "down":
            self._area.move(1)
        elif event.key == "up":
            self._area.move(-1)
        elif card.typed and pressed.isprintable() and pressed.strip():
            self._line.value = pressed
            self._type(card.typed)
        elif pressed == "u":
            self._take_back()

    def _key_while_typing(self, event: events.Key) -> None:
        """A key that the widget did not take: it was pressed before the widget had the focus."""
        pressed = event.character or ""
        if event.key == "left" and self.focused is self._line and not self._line.value:
            self._go(-1)
        elif event.key == "enter" and self.focused is self._line:
            self._submit(self._line.value)
        elif event.is_printable and self.focused is self._line:
            self._line.insert_text_at_cursor(pressed)
        elif event.is_printable:
            self._prose.insert(pressed)
        else:
            return
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A line is answered, or passed by if there is nothing in it, or nothing was changed."""
        event.stop()
        self._submit(event.value)

    def _submit(self, typed: str) -> None:
        word = typed.strip()
        if not word or (self._card.lines and word == self._card.lines[0].text):
            self.action_skip()
        else:
            self._answer(word)

    def action_save(self) -> None:
        """Save the prose."""
        if self.focused is self._prose:
            if self._prose.text.strip():
                self._answer(self._prose.text)
            else:
                self.action_skip()

    def _answer(self, word: str) -> None:
        wrong = self._wrong_with(self._card, word)
        if wrong:
            self.notify(wrong, severity="warning", markup=False)
            return
        self._keep_prose()  # until it is saved
        self._given.append(self._at)
        self._answered(self._card, word)
        self._go(1)

    def _take_back(self) -> None:
        """Take back the last answer that was given here, and ask its card again."""
        if not self._given:
            self.notify("nothing was answered yet", markup=False)
            return
        self._at = self._given.pop()
        self._undo(self._card)
        self._show()

    def action_skip(self) -> None:
        """Go on without an answer."""
        self._passed(self._card)
        self._go(1)

    def _go(self, by: int) -> None:
        self._keep_prose()
        self._at = max(self._at + by, 0)
        self._show()

    def action_leave(self) -> None:
        """The rest is there the next time."""
        self._keep_prose()
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Scroll the card."""
        self._area.move(by)

    def _keep_prose(self) -> None:
        text = self._prose.text
        if self._at < len(self._cards) and self._card.typed == PROSE and text != self._kept:
            self._kept = text
            self._keep(self._card, text)
