"""Lines to type in, of which no character can command a terminal, whoever wrote it; with the keys of readline."""

from __future__ import annotations

from rich.text import Text
from textual.binding import Binding
from textual.widgets import Input
from textual.widgets.input import Selection

from twohats.text import width as columns
from twohats.text.visible import is_plain, signs_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from textual import events

_MOST_UNDONE = 200
"""Steps of typing that can be taken back."""


def one_cell_each(text: str) -> str:
    """The text with every character that could command a terminal, or hide, replaced by one that is seen."""
    if is_plain(text):
        return text
    signs = signs_of(text.replace("\t", " "))
    return "".join([sign if len(sign) == 1 else "\N{REPLACEMENT CHARACTER}" for sign in signs])


def word_start(text: str, at: int) -> int:
    """Where the word before a place begins. A word is what stands between spaces: `09:17-09:47`, `@anna`."""
    return max(text.rfind(sign, 0, len(text[:at].rstrip(" \t"))) for sign in " \t") + 1


def word_end(text: str, at: int) -> int:
    """Where the word behind a place ends."""
    begun = len(text) - len(text[at:].lstrip(" \t"))
    return min((end for sign in " \t" if (end := text.find(sign, begun)) >= 0), default=len(text))


class PlainInput(Input):
    """Textual's, which would send the text to the terminal as it is, and has other words and keys than a shell."""

    # With priority, as all keys that act on a line: else those that follow in one go would be put in first.
    BINDINGS = [
        Binding(keys, action, show=False, priority=True)
        for keys, action in (
            ("alt+b,alt+left,ctrl+left", "cursor_left_word"),
            ("alt+f,alt+right,ctrl+right", "cursor_right_word"),
            ("left,ctrl+b", "cursor_left"),
            ("right,ctrl+f", "cursor_right"),
            ("shift+left", "cursor_left(True)"),
            ("shift+right", "cursor_right(True)"),
            ("home,ctrl+a", "home"),
            ("end,ctrl+e", "end"),
            ("shift+home", "home(True)"),
            ("shift+end", "end(True)"),
            ("backspace", "delete_left"),
            ("delete,ctrl+d", "delete_right"),
            ("alt+d,ctrl+delete", "delete_right_word"),
            ("ctrl+w,alt+backspace,ctrl+backspace", "delete_left_word"),
            ("ctrl+k", "delete_right_all"),
            ("ctrl+u,super+backspace", "delete_left_all"),
            ("ctrl+y", "put_back"),
            ("ctrl+t", "exchange"),
            ("ctrl+underscore", "undo_typing"),
        )
    ]

    _cut: ClassVar[tuple[str, tuple[PlainInput, str, int] | None]] = ("", None)
    """What was cut last, for whichever line; the line that it was cut from, with its text and cursor behind that."""

    def __init__(self, *args: Any, **named: Any) -> None:
        self._text_before = ""
        self._steps: list[tuple[str, int]] = []
        """The texts and cursors of before, the newest last."""
        self._typed_to = -1
        """Where the cursor is if a sign was typed last."""
        super().__init__(*args, **named)  # which may set a text, and that is not typed
        self._text_before = self.value
        self._steps.clear()
        self._typed_to = -1

    @property
    def _value(self) -> Text:
        return Text(one_cell_each(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return columns.width(one_cell_each(self.value)[:position])  # as `_value` draws it

    async def _on_key(self, event: events.Key) -> None:
        if event.key.startswith("alt+"):  # with Alt no sign is typed
            event.prevent_default()

    def finish_with(self, whole: str) -> None:
        """Show behind the cursor how what is typed would go on, whole; nothing where that is empty."""
        self._suggestion = whole

    # Words

    def action_cursor_left_word(self, select: bool = False) -> None:  # noqa: FBT001, FBT002  # as Textual has it
        """Go to the beginning of the word before."""
        self._go(word_start(self.value, self.cursor_position), select)

    def action_cursor_right_word(self, select: bool = False) -> None:  # noqa: FBT001, FBT002
        """Go to the end of the word behind."""
        self._go(word_end(self.value, self.cursor_position), select)

    def _go(self, at: int, select: bool) -> None:  # noqa: FBT001
        self.selection = Selection(self.selection.start if select else at, at)

    def action_delete_left_word(self) -> None:
        """Cut the word before."""
        self._cut_out(word_start(self.value, self.cursor_position), self.cursor_position)

    def action_delete_right_word(self) -> None:
        """Cut the word behind."""
        self._cut_out(self.cursor_position, word_end(self.value, self.cursor_position))

    def action_delete_left_all(self) -> None:
        """Cut all before."""
        self._cut_out(0, self.cursor_position)

    def action_delete_right_all(self) -> None:
        """Cut all behind."""
        self._cut_out(self.cursor_position, len(self.value))

    def _cut_out(self, start: int, end: int) -> None:
        if not self.selection.is_empty:
            start, end = sorted(self.selection)
        if start == end:
            return
        was, piece = (self, self.value, self.cursor_position), self.value[start:end]
        self.delete(start, end)
        last, cut_from = PlainInput._cut
        if cut_from == was:  # one after the other: they come back as one
            piece = piece + last if start < was[2] else last + piece
        self.keep_cut(piece)

    def keep_cut(self, piece: str) -> None:
        """Keep what was cut out of this line, for `action_put_back`."""
        PlainInput._cut = (piece, (self, self.value, self.cursor_position))

    def action_put_back(self) -> None:
        """Put in what was cut last."""
        text = PlainInput._cut[0]
        if self.max_length is None or len(self.value) + len(text) <= self.max_length:
            self.replace(text, *sorted(self.selection))

    def action_exchange(self) -> None:
        """Exchange the sign before the cursor with that behind it; at the end of the line, the last two."""
        at = min(self.cursor_position, len(self.value) - 1)
        if at > 0:
            text = self.value
            self.replace(text[at] + text[at - 1], at - 1, at + 1)
            self.cursor_position = at + 1

    # Taken back

    def _watch_value(self, value: str) -> None:
        at = self.cursor_position  # still where it was before
        super()._watch_value(value)
        before, self._text_before = self._text_before, value
        if before == value:
            return
        is_sign = len(value) == len(before) + 1 and value[:at] + value[at + 1 :] == before
        if not (is_sign and self._typed_to == at and value[at].strip()):
            self._steps = [*self._steps[1 - _MOST_UNDONE :], (before, at)]
        self._typed_to = at + 1 if is_sign else -1

    def action_undo_typing(self) -> None:
        """Take back what was done to this line last; of what was typed, a word."""
        if self._steps:
            value, at = self._steps[-1]
            steps = self._steps[:-1]
            self.value = value
            self.cursor_position = at
            self._steps, self._typed_to = steps, -1

    def forget_typing(self) -> None:
        """What stands here now is begun with: nothing before it can be had back."""
        self._steps, self._typed_to = [], -1


class TypedLine(PlainInput):
    """A line of the main screen, with keys of its own."""

    place = ""
    """What `keys` calls it as a place where keys work."""
