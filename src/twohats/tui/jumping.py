"""Letters on the rows that can be gone to: one key shows them, the letter typed next goes there."""

from __future__ import annotations

from typing import Protocol

from twohats.tui.keys import sign_of
from twohats.tui.widgets.cursor_rows import CursorRows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.widget import Widget

    from twohats.tui.panes.pane import Pane

LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
"""The nearest to the fingers first."""


class JumpHost(Protocol):
    """What this needs of the screen."""

    def shown_panes(self) -> list[Pane]:
        """The views that are shown, that which has the keys first."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give the keys to a widget."""

    def answer(self, text: str, *, seconds: float = ...) -> None:
        """Say what was done."""


class Jumping:
    """The letters that are shown, while they are."""

    def __init__(self, host: JumpHost) -> None:
        self._host = host
        self._places: dict[str, tuple[CursorRows, int]] = {}

    @property
    def is_on(self) -> bool:
        """Whether the next key is a letter."""
        return bool(self._places)

    def begin(self) -> None:
        """Show a letter on each row in sight that the cursor could be put on."""
        lists = [pane.widget for pane in self._host.shown_panes() if isinstance(pane.widget, CursorRows)]
        places = [(rows, number) for rows in lists for number in rows.numbers_in_sight()]
        self._places = dict(zip(LETTERS, places, strict=False))
        for rows in lists:
            rows.letters = {number: letter for letter, (of, number) in self._places.items() if of is rows}
        if not places:
            self._host.answer("there is no row here to jump to")

    def take(self, key: str) -> None:
        """Go where the letter is; any other key only takes the letters away."""
        found = self._places.get(sign_of(key))
        for rows, _ in self._places.values():
            rows.letters = {}
        self._places = {}
        if found:
            rows, number = found
            self._host.set_focus(rows)
            rows.go_to(number)
