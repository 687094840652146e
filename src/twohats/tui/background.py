"""Runs work in threads, and shows the results in the screen's own thread."""

from __future__ import annotations

from contextlib import suppress
from typing import TypeVar

from textual.message import Message
from textual.worker import get_current_worker

from twohats.system.stopping import Stopped, stoppable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.dom import DOMNode

T = TypeVar("T")


class Finished(Message):
    """Work in a thread has come to something, which is shown by calling `show`."""

    def __init__(self, show: Callable[[], None]) -> None:
        super().__init__()
        self.show = show


class Background:
    """The threads of a screen, which is sent `Finished`; what they raise it hears of as a worker's state."""

    def __init__(self, screen: DOMNode) -> None:
        self._screen = screen

    def run(
        self, work: Callable[[], T], show: Callable[[T], None], *, group: str, only_latest: bool = False
    ) -> None:
        """Do some work in a thread, then show what came of it; the latest of a group alone counts if so asked.

        The work only reads: that of a group which is stopped, or which is not the latest, ends soon.
        """

        def in_thread() -> None:
            worker = get_current_worker()
            with suppress(Stopped), stoppable(lambda: worker.is_cancelled):
                found = work()
                if not worker.is_cancelled:
                    self.show(lambda: show(found))

        self._screen.run_worker(
            in_thread, thread=True, exclusive=only_latest, group=group, exit_on_error=False
        )

    def stop(self, group: str) -> None:
        """Nobody waits for the work of a group any more: it ends, and nothing of it is shown."""
        self._screen.workers.cancel_group(self._screen, group)

    def show(self, show: Callable[[], None]) -> None:
        """Have something shown: called in any thread."""
        self._screen.post_message(Finished(show))
