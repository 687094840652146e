"""The app's status display: the top row, the row of sums and messages, and notices of changes."""

from __future__ import annotations

from typing import Protocol

from twohats.text import width as columns
from twohats.tui.host import Host
from twohats.tui.panes.pane import LONG
from twohats.tui.titles import Title
from twohats.tui.widgets.bars import KeyBar, TitleBar
from twohats.tui.widgets.notice_rows import NoticeRows
from twohats.views.rows import user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.timer import Timer as TextualTimer

    from twohats.tui.panes.pane import Pane
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.tui.writing.entry_area import EntryArea
    from twohats.tui.writing.timer_control import TimerControl

ANSWER_SECONDS = 12


class StatusHost(Host, Protocol):
    """What this needs of the screen."""

    entry_area: EntryArea
    queue: ChangeQueue
    timer: TimerControl

    @property
    def place(self) -> str:
        """The view whose keys work, and whose tab is lit."""

    def shown_panes(self) -> list[Pane]:
        """The views that are shown, that which has the keys first."""

    @property
    def pane(self) -> Pane:
        """Its pane."""

    @property
    def is_whole(self) -> bool:
        """Whether the view has the rows of the entry line, too."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> TextualTimer:
        """Have something done later."""


class Status:
    """The two bars, and the rows under the entry line while nothing is typed."""

    def __init__(self, host: StatusHost) -> None:
        self._host = host
        self.title_bar = TitleBar(host.services.panes, host.services.all_keys)
        self.key_bar = KeyBar(host.services.all_keys)
        self.notice = NoticeRows()
        self.notices: list[str] = []
        """What is still to be said of a change; it may have been made in a thread."""
        host.journal.on_notice = self.notices.append
        self._answer = ""
        self._answer_ends: TextualTimer | None = None

    def refresh(self) -> None:
        """Work out the top row and the row of sums again."""
        host = self._host
        counting = max(pane.counts_for() for pane in host.shown_panes())
        counts = f"counting for {counting:.0f} s, Esc stops" if counting > LONG else ""
        running = host.queue.says() or counts or host.timer.says()
        shown = host.shown_panes()
        said = next((title for pane in shown if any(title := pane.title())), ("", ""))
        if host.services.is_sample:
            long, short = said
            said = (f"Sample: {long}", f"Sample: {short}") if short else ("Sample journal", "Sample")
        sums = next((row for pane in shown if (row := pane.sums())), ())
        self.title_bar.title = Title(host.place, *said, running)
        self.key_bar.timing, self.key_bar.lines = host.timer.runs, host.pane.has_lines
        host.entry_area.below.idle = (sums, (user_text(self._answer, "note"),))

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Keys of the user's own, by the ids of their actions."""
        self.title_bar.keys = self.key_bar.keys = keys

    def answer(self, text: str, *, seconds: float = 5) -> None:
        """Say what was done: in the row that is free while nothing is typed, or where it does not fit in a notice."""
        area = self._host.entry_area
        row = text.split("\n", 1)[0]
        is_free = area.is_empty and not self._host.is_whole and columns.width(row) <= area.below.size.width
        self._answer = row if is_free else ""
        self.refresh()
        if self._answer_ends is not None:
            self._answer_ends.stop()  # that of the answer before
        self._answer_ends = self._host.set_timer(ANSWER_SECONDS, self._forget_answer)
        if text and not is_free:
            self._host.services.say(text, seconds=seconds)

    def _forget_answer(self) -> None:
        self._answer = ""
        self.refresh()

    def say_notices(self) -> None:
        """Say what changes had to do beside what was asked."""
        if self.notices:
            self._host.services.say("\n".join(self.notices), severity="warning", seconds=10)
            self.notices.clear()
