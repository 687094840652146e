"""The row of the entry line, with a label for what it is for unless that is obvious."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.reactive import reactive

from twohats.text import width as columns
from twohats.tui.widgets.rows import RowLines
from twohats.views.rows import user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from twohats.views.rows import Row

_SHARE, _NARROW_SHARE = 0.4, 0.45
"""The maximum share of the row for the label, and below 60 columns; where none is short enough, it is the shortest."""
_NARROW = 60


class EntryLabel(RowLines):
    """`edit line 3 of yesterday`: no columns at all where the line is for today's page."""

    label: reactive[tuple[str, ...]] = reactive(())
    """What it may say, the longest first; nothing if empty."""

    def watch_label(self) -> None:
        """Take the room that the words need."""
        self.fit(self.app.size.width)

    def fit(self, width: int) -> None:
        """Choose the words for a row of so many columns."""
        text = self._words(width)
        self.styles.width = columns.width(text) + 2 if text else 0
        self.refresh()

    def _words(self, width: int) -> str:
        room = width * (_NARROW_SHARE if width < _NARROW else _SHARE)
        fits = (each for each in self.label if columns.width(each) + 2 <= room)
        return next(fits, self.label[-1] if self.label else "")

    def rows(self, width: int) -> Sequence[Row]:
        """The one row."""
        text = self._words(self.app.size.width)
        return [(user_text(f" {text} ", "title"),)] if text else []


class EntryRow(Horizontal):
    """The label and the entry line."""

    def on_resize(self, event: events.Resize) -> None:
        """The label may have other words in another width."""
        self.query_one(EntryLabel).fit(event.size.width)
