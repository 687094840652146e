"""The timer in the app: starting, stopping, and the question when it was forgotten."""

from __future__ import annotations

from twohats.actions.timer_file import running
from twohats.errors import TwohatsError
from twohats.tui.titles import timer_text
from twohats.tui.widgets.plain_input import TypedLine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.actions.timer import Forgotten
    from twohats.actions.timer_file import Timer
    from twohats.tui.done import Done
    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.tui.writing.entry_area import EntryArea


class TimerControl:
    """The timer as the app shows it."""

    def __init__(self, host: Host, entry_area: EntryArea, queue: ChangeQueue) -> None:
        self._host = host
        self._entry_area = entry_area
        self._queue = queue
        self._timer: Timer | None = None
        queue.ask_about = self._ask_about

    @property
    def runs(self) -> bool:
        """Whether it ran when it was last looked at."""
        return self._timer is not None

    def says(self) -> str:
        """How long it has run and what for; empty when it does not run."""
        return timer_text(self._timer, self._host.now()) if self._timer else ""

    def look(self) -> None:
        """Look whether it runs."""
        try:
            self._timer = running(self._host.journal)
        except TwohatsError:
            self._timer = None  # stopping it says why

    def start_or_stop(self) -> None:
        """Stop the timer that runs, or ask in the entry line what to start one for."""
        from twohats.tui import changes

        self.look()
        if self._timer is None:
            self._entry_area.begin_timer()
        else:
            now = self._host.now()
            self._queue.change(lambda: changes.stop_timer(self._host.journal, now), self._ask_for_rating)

    def drop(self) -> None:
        """Forget the timer that runs; nothing is saved."""
        from twohats.tui import changes

        self._queue.change(lambda: changes.drop_timer(self._host.journal))

    def _ask_about(self, forgotten: Forgotten) -> None:
        from twohats.tui.screens.ask import AskForgotten

        self._host.services.ask(AskForgotten(forgotten, self._host.now()), self._answer)

    def _answer(self, answer: int | None) -> None:
        """Minutes to keep, -1 for all of them, 0 for none; None lets the timer run on."""
        from twohats.tui import changes

        now = self._host.now()
        if answer == 0:
            self.drop()
        elif answer is not None:
            minutes, keep = max(answer, 0), answer < 0
            self._queue.change(
                lambda: changes.stop_timer(self._host.journal, now, minutes=minutes, keep=keep),
                self._ask_for_rating,
            )

    def _ask_for_rating(self, done: Done) -> None:
        """Ask how the time was that has just ended, unless one is typing by now."""
        from twohats.tui.writing.rating import ask_about_time

        if not self._host.journal.settings.ask_rating:
            return
        screen = self._entry_area.line.screen
        if screen.is_current and not isinstance(screen.focused, TypedLine):
            ask_about_time(self._host, self._queue, f"{done.day}:{done.number}")
