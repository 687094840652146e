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
    """What is said last, wrapped, for so many seconds. What stands above it moves up and is not covered.

    A warning goes on standing below what is said after it: it is about a state, and no answer to a key.
    """

    notice: reactive[Notice | None] = reactive(None)
    warning: reactive[Notice | None] = reactive(None)
    """The last warning."""

    _most = 1

    def __init__(self) -> None:
        super().__init__(id="notice")
        self._ends: dict[str, Timer] = {}

    def say(self, notice: Notice, seconds: float) -> None:
        """Show this in place of what was said before."""
        kind = "warning" if notice.severity == "warning" else "notice"
        if kind == "warning":
            self.silence()
        self._end(kind)
        setattr(self, kind, notice)
        self._ends[kind] = self.set_timer(seconds, lambda: self._end(kind))

    def silence(self) -> None:
        """Show nothing."""
        self._end("notice")
        self._end("warning")

    def _end(self, kind: str) -> None:
        timer = self._ends.pop(kind, None)
        if timer is not None:
            timer.stop()
        setattr(self, kind, None)

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(each.text for each in (self.notice, self.warning) if each)

    def watch_notice(self) -> None:
        """Take the rows that it needs."""
        self.fit(*self.app.size)

    def watch_warning(self) -> None:
        """Take the rows that it needs."""
        self.fit(*self.app.size)

    def fit(self, width: int, height: int) -> None:
        """Take the rows that it needs on a screen of this size."""
        self._most = max(height // _SHARE, 1)
        rows = len(self.rows(width))
        # Set only where it is another: setting it lays out the screen, which may be what this was called for.
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
        self.refresh()

    def rows(self, width: int) -> Sequence[Row]:
        """The mark in front of each row; the last one says that there is more."""
        room = max(width - columns.width(_MARK) - 1, 1)
        lines = [
            (_ROLES[each.severity], part)
            for each in (self.notice, self.warning)
            if each
            for line in each.text.split("\n")
            for part in columns.wrap(line, room)
        ]
        if len(lines) > self._most:
            (role, last), (_, after) = lines[self._most - 1 : self._most + 1]
            lines[self._most - 1 :] = [(role, columns.fit(f"{last} {after}", room))]
        return [(Span(_MARK, role), user_text(line)) for role, line in lines]

    def on_click(self, event: events.Click) -> None:
        """A click puts it away."""
        event.stop()
        self.silence()
