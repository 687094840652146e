"""Several lines to type in, of which no character can command a terminal.

A module of its own, since Textual's area takes longer to import than the first frame has: 6 ms.
"""

from __future__ import annotations

from rich.text import Text
from textual.widgets import TextArea

from twohats.tui.widgets.plain_input import one_cell_each


class PlainTextArea(TextArea):
    """Several lines; Textual's would send them to the terminal as they are, too."""

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn: every character of it takes the place of the one that it stands for."""
        return Text(one_cell_each(self.document.get_line(line_index)), end="", no_wrap=True)
