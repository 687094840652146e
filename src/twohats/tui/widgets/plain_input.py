"""Lines to type in, of which no character can command a terminal, whoever wrote it."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Input, TextArea

from twohats.text import width as columns
from twohats.text.visible import is_plain, signs_of


def one_cell_each(text: str) -> str:
    """The text with every character that could command a terminal, or hide, replaced by one that is seen."""
    if is_plain(text):
        return text
    signs = signs_of(text.replace("\t", " "))
    return "".join([sign if len(sign) == 1 else "\N{REPLACEMENT CHARACTER}" for sign in signs])


class PlainInput(Input):
    """Textual's, which would send the text to the terminal as it is."""

    @property
    def _value(self) -> Text:
        return Text(one_cell_each(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return columns.width(one_cell_each(self.value)[:position])  # as `_value` draws it


class TypedLine(PlainInput):
    """A line of the main screen, with keys of its own."""

    place = ""
    """What `keys` calls it as a place where keys work."""


class PlainTextArea(TextArea):
    """Several lines; Textual's would send them to the terminal as they are, too."""

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn: every character of it takes the place of the one that it stands for."""
        return Text(one_cell_each(self.document.get_line(line_index)), end="", no_wrap=True)
