"""Ends the app on a signal, or when its terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import IO, Any

_LAST_SECONDS = 3.0
"""Seconds that leaving may take when the process is told to end."""


class Shutdown:
    """Leaves as one should: what is being typed is kept for the next start."""

    def __init__(self, leave: Callable[[int], Coroutine[Any, Any, None]], keep: Callable[[], object]) -> None:
        self._leave = leave
        self._keep = keep
        self._task: asyncio.Task[None] | None = None

    def install_signal_handlers(self) -> None:
        """Leave when the terminal is closed or the process is told to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
                    loop.add_signal_handler(number, self.end, number)

    def look_at_terminal(self) -> None:
        """Leave once the terminal is gone, also where no signal says so (`nohup`, a session without a terminal).

        Textual goes on reading from it then, as fast as it can.
        """
        if _is_hung_up(sys.__stdin__):
            self.end(getattr(signal, "SIGHUP", signal.SIGTERM))

    def end(self, number: int) -> None:
        """Keep what is being typed for the next start, and leave; if that hangs, end all the same."""
        self._keep()
        if self._task is not None:
            return
        deadline = threading.Timer(_LAST_SECONDS, os._exit, [128 + number])
        deadline.daemon = True  # a terminal that is gone may take no output for ever
        deadline.start()
        self._task = asyncio.get_running_loop().create_task(self._leave(128 + number))


def _is_hung_up(stream: IO[str] | None) -> bool:
    """Whether a terminal that was read from is not there any more."""
    import select

    if stream is None or sys.platform == "win32":  # where nothing is polled
        return False
    try:
        poll = select.poll()
        poll.register(stream, 0)  # what is gone is told without being asked for
        return any(events & (select.POLLHUP | select.POLLNVAL) for _, events in poll.poll(0))
    except (OSError, ValueError):  # closed
        return True
