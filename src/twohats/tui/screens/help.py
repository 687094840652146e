"""The help screen: the words that are typed here, and the keys that work here, with their ids for `[keys]`."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.text import width as columns
from twohats.tui.keys import LINE, keys_of, shown
from twohats.tui.widgets.rows import RowArea
from twohats.views.rows import BLANK, Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from twohats.tui.keys import Key
    from twohats.views.language import Known

    Words = Callable[[int], list[Row]]
    """Rows for a width that explain what is typed."""


SHELL_KEYS = (
    ("^a ^e", "to the beginning, to the end"),
    ("^\N{LEFTWARDS ARROW} ^\N{RIGHTWARDS ARROW}", "a word back, a word on; also Alt-b, Alt-f"),
    ("^w Alt-d", "cut the word before, the word behind"),
    ("^k ^y", "cut the rest; put in what was cut last"),
    ("^t ^_", "exchange two signs; take back what was typed"),
)
"""Those of every line that is typed, as in a shell; they are in no table, since nobody need give them others."""


def words_of(place: str, known: Known) -> Words:
    """What explains the words that are typed in a place."""
    from twohats.views.language import line_rows, question_rows

    rows = line_rows if place == LINE else question_rows
    return lambda width: rows(known, width)


class KeyRows(RowArea):
    """What is typed in a place, and its keys."""

    def __init__(
        self, title: str, place: str, keys: Sequence[Key], own: Mapping[str, str], words: Words | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._listed = [(" ".join(map(shown, keys_of(key, own, place))), key) for key in keys]
        self._words = words

    def rows(self, width: int) -> Sequence[Row]:
        """The words, then one row for each thing that keys do; the ids where there is room."""
        shell_keys = SHELL_KEYS if self._words else ()
        left = max(columns.width(keys) for keys, _ in (*self._listed, *shell_keys)) + 2
        says = max((len(key.says) for _, key in self._listed), default=0) + 2
        rows: list[Row] = [(Span(self._title, "title"),), BLANK]
        if self._words:
            rows += [*self._words(width), BLANK, (Span("Keys", "heading"),)]
        for keys, key in self._listed:
            ids = Span(key.id, "muted")
            room = left + says + len(key.id) <= width
            rows += _row(
                keys, columns.pad(key.says, says) if room else key.says, left, width, ids if room else None
            )
        rows += [each for keys, says in shell_keys for each in _row(keys, says, left, width)]
        told = 'Other keys: [keys] in hat.toml or config.toml, for instance  "entry.add" = "n".'
        return [*rows, BLANK, *((Span(line, "muted"),) for line in columns.wrap(told, width))]


def _row(keys: str, says: str, left: int, width: int, behind: Span | None = None) -> list[Row]:
    """Keys and what they do, in more rows where it is long; what is `behind` has room in the first."""
    key = Span(columns.pad(user_text(keys).text, left), "key")
    if behind:
        return [(key, Span(says, "text"), behind)]
    first, *more = columns.wrap(says, width - left)
    return [(key, Span(first, "text")), *((Span(" " * left, "text"), Span(line, "text")) for line in more)]


class HelpScreen(ModalScreen[None]):
    """What is typed here, and what keys do; any of a few keys closes it."""

    BINDINGS = [
        Binding("escape", "dismiss", show=False, priority=True),  # a key sent with it is for the screen below
        Binding("q,question_mark,f1,enter", "dismiss", "Close"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,space,ctrl+f", "move_screen(1)", show=False),
        Binding("pageup,ctrl+b", "move_screen(-1)", show=False),
        Binding("g,home", "move_to_end(False)", show=False),
        Binding("G,end", "move_to_end(True)", show=False),
    ]

    def __init__(
        self, title: str, place: str, keys: Sequence[Key], own: Mapping[str, str], words: Words | None = None
    ) -> None:
        super().__init__()
        self._rows = KeyRows(title, place, keys, own, words)

    def compose(self) -> ComposeResult:
        """The rows."""
        yield self._rows

    def action_move(self, by: int) -> None:
        """Scroll."""
        self._rows.move(by)

    def action_move_screen(self, by: int) -> None:
        """Scroll a screen."""
        self._rows.move_screen(by)

    def action_move_to_end(self, last: bool) -> None:  # noqa: FBT001  # Textual passes it so
        """Scroll to the end, or to the beginning."""
        self._rows.move_to_end(last=last)

    def on_click(self) -> None:
        """A click closes it."""
        self.dismiss()
