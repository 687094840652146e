"""Runs work in threads, and shows the results in the screen's own thread."""

from __future__ import annotations

from typing import TypeVar

from textual.message import Message
from textual.worker import get_current_worker

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
        """Do some work in a thread, then show what came of it; the latest of a group alone counts if so asked."""

        def in_thread() -> None:
            found = work()
            if not get_current_worker().is_cancelled:
                self.show(lambda: show(found))

        self._screen.run_worker(
            in_thread, thread=True, exclusive=only_latest, group=group, exit_on_error=False
        )

    def show(self, show: Callable[[], None]) -> None:
        """Have something shown: called in any thread."""
        self._screen.post_message(Finished(show))
