"""Asks for a rating: one key says how much, and before it another may say of what."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.tui.widgets.rows import RowArea
from twohats.views.cards import SCALES
from twohats.views.layout import flow, hanging
from twohats.views.rows import BLANK, Row, Span, cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

DEFAULT = "m"
"""What is rated by a digit alone."""
_NONE = "-"
_LOW = 16
"""Rows of a screen on which the answers stand beside each other."""


class RateRows(RowArea, can_focus=False):
    """What is rated, and the answers."""

    def __init__(self, subject: Row, *, capitals: bool) -> None:
        super().__init__()
        self._subject = subject
        self._capitals = capitals
        self.letter = DEFAULT

    def rows(self, width: int) -> Sequence[Row]:
        """The rows, all of which fit on a screen of 40 columns and 12 rows."""
        question, labels = SCALES[self.letter]
        letters: Row = ()
        for letter in SCALES:
            key = letter.upper() if self._capitals else letter
            letters = (*letters, Span(key, "title" if letter == self.letter else "key"), Span("  ", "text"))
        answers: list[Row] = [
            (Span(f"{point} ", "key"), Span(says, "text")) for point, says in enumerate(labels, 1)
        ]
        answers.append((Span(f"{_NONE} ", "key"), Span("no rating", "muted")))
        answers.append((Span("Esc ", "key"), Span("leaves it", "muted")))
        if self.screen.size.height < _LOW:
            below = flow((), answers, width, most=len(answers))
            return [cut(self._subject, width), letters, *hanging((), question, width, "title"), *below]
        start: Row = (Span("  ", "text"),)
        below = [*((*start, *each) for each in answers[:-2]), *flow(start, answers[-2:], width)]
        return [cut(self._subject, width), BLANK, *hanging(letters, question, width, "title"), *below]


class RateScreen(ModalScreen[str | None]):
    """Of which rating, and how much: `m4`, `w-` to take it out; None to leave it. Any other key leaves it and then does
    what it does elsewhere.
    """

    # With priority, since without it a key that follows in one go would not reach what comes after.
    BINDINGS = [
        *(Binding(str(point), f"rate('{point}')", priority=True) for point in range(1, 6)),
        *(Binding(f"{letter},{letter.upper()}", f"of('{letter}')", priority=True) for letter in SCALES),
        Binding("minus,0", f"rate('{_NONE}')", priority=True),
        Binding("escape,enter,q", "leave", priority=True),
    ]

    def __init__(self, subject: Row, letter: str = DEFAULT, *, by_itself: bool = False) -> None:
        """`subject` is what is rated: a line, or how many. Asked `by_itself`, small letters keep their meaning."""
        super().__init__()
        self._by_itself = by_itself
        self._area = RateRows(subject, capitals=by_itself)
        self._area.letter = letter

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        yield self._area

    def action_of(self, letter: str) -> None:
        """Another rating is meant."""
        pressed = getattr(self.app, "pressed", "")
        if self._by_itself and pressed == letter:
            self._pass_on(pressed, pressed)
            return
        self._area.letter = letter
        self._area.lay_out()

    def action_rate(self, point: str) -> None:
        """So much."""
        self.dismiss(f"{self._area.letter}{point}")

    def action_leave(self) -> None:
        """It stays as it is."""
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Any other key is for what is behind this."""
        event.stop()
        self._pass_on(event.key, event.character)

    def _pass_on(self, key: str, character: str | None) -> None:
        self.dismiss(None)
        self.app.post_message(events.Key(key, character))
