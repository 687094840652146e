"""The notice above the entry line: rows of its own while there is something to say, and none otherwise."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.text import width as columns
from twohats.tui.widgets.rows import RowLines
from twohats.values import NamedTuple
from twohats.views.rows import Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.timer import Timer

    from twohats.views.rows import Row

_MARK = "\N{LEFT HALF BLOCK} "
_ROLES = {"information": "key", "warning": "warn", "error": "problem"}
_SHARE = 3
"""It takes at most this part of the screen, so that what it is about stays in sight."""


class Notice(NamedTuple):
    """Something said."""

    text: str
    severity: str = "information"
    """`information`, `warning` or `error`."""


class NoticeRows(RowLines):
    """What is said last, wrapped, for so many seconds. What stands above it moves up and is not covered."""

    notice: reactive[Notice | None] = reactive(None)

    _ends: Timer | None = None

    def say(self, notice: Notice, seconds: float) -> None:
        """Show this in place of what was there."""
        self.silence()
        self.notice = notice
        self._ends = self.set_timer(seconds, self.silence)

    def silence(self) -> None:
        """Show nothing."""
        if self._ends is not None:
            self._ends.stop()
            self._ends = None
        self.notice = None

    def watch_notice(self) -> None:
        """Take the rows that it needs."""
        self.fit(self.app.size.width, self.app.size.height)

    def fit(self, width: int, height: int) -> None:
        """Take the rows that it needs on a screen of this size."""
        self._most = max(height // _SHARE, 1)
        self.styles.height = len(self.rows(width))
        self.refresh()

    _most = 1

    def rows(self, width: int) -> Sequence[Row]:
        """The mark in front of each row; the last one says that there is more."""
        if self.notice is None or width < 1:
            return []
        role = _ROLES.get(self.notice.severity, "key")
        room = max(width - columns.width(_MARK) - 1, 1)
        lines = [part for line in self.notice.text.split("\n") for part in columns.wrap(line, room)]
        if len(lines) > self._most:
            lines[self._most - 1 :] = [columns.fit(f"{lines[self._most - 1]} {lines[self._most]}", room)]
        return [(Span(_MARK, role), user_text(line)) for line in lines]

    def on_click(self, event: events.Click) -> None:
        """A click puts it away."""
        event.stop()
        self.silence()
