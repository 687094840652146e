"""Makes changes one after the other, each in a daemon thread, so that leaving the app need not wait for it.

The interpreter waits for the threads of an executor before it ends, but not for daemon threads. A change that is cut
off is complete or not made, and its text is kept (`drafts`).
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import asynccontextmanager, suppress
from threading import Thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from twohats.tui.done import Done
    from twohats.tui.drafts import Typed

MANY = 20
"""Lines from which on a change is announced before it is made."""
_SOON = 0.5
"""Seconds after which a change that is still being made is shown."""


class Job:
    """A change that was asked for: what does it, and the texts that it saves."""

    def __init__(
        self,
        operation: Callable[[], Done],
        texts: tuple[Typed, ...] = (),
        number: int = 0,
        then: Callable[[Done], None] | None = None,
    ) -> None:
        self.texts = texts
        self.then = then
        """Is told once it is made and shown."""
        self.number = number
        """The number of the change in the history; 0 where nothing that was typed depends on it."""
        self.error: BaseException | None = None
        self.since = time.monotonic()
        self._operation = operation
        self._done: Done | None = None
        self._thread: Thread | None = None

    def says(self) -> str:
        """What is being saved: `saving 2,571 lines`."""
        many = len(self.texts)
        return f"saving {many:,} lines" if many > 1 else "saving a line" if many else "saving"

    async def run(self) -> None:
        """Do it in a thread of its own, and wait for that."""
        ended, loop = asyncio.Event(), asyncio.get_running_loop()

        def work() -> None:
            self._do()
            with suppress(RuntimeError):  # the app has been left: there is no loop to tell any more
                loop.call_soon_threadsafe(ended.set)

        self._thread = Thread(target=work, name="change", daemon=True)
        self._thread.start()
        await ended.wait()

    def finish(self) -> None:
        """Do what is not done yet, or wait for the thread that does it."""
        if self._thread is None:
            self._do()
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(0.1)  # so that Ctrl+C is heard

    def _do(self) -> None:
        try:
            self._done = self._operation()
        except BaseException as error:  # noqa: BLE001  # told by whoever waits for it
            self.error = error

    @property
    def is_over(self) -> bool:
        """Whether it is made or has failed."""
        return self._done is not None or self.error is not None

    def done(self) -> Done:
        """What was done; raises what stopped it."""
        if self.error is not None:
            raise self.error
        assert self._done is not None
        return self._done


class Saver:
    """The changes that are being made, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._idle = asyncio.Event()
        self._idle.set()
        self.jobs: deque[Job] = deque()

    def add(self, job: Job) -> None:
        """Let a change wait for its turn."""
        self.jobs.append(job)
        self._idle.clear()

    @asynccontextmanager
    async def turn(self, job: Job) -> AsyncIterator[None]:
        """The turn of a change, which is made in the block, with all that is to come before the next change."""
        async with self._turn:
            try:
                yield
            finally:
                if job.is_over:  # not when the app is left meanwhile: then it is finished afterwards
                    self.jobs.remove(job)
                if not self.jobs:
                    self._idle.set()

    async def idle(self, at_most: float | None = None) -> bool:
        """Wait until every change has been made or has failed, or so many seconds; whether that is so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most):
                await self._idle.wait()
        return not self.jobs

    def waited(self) -> float:
        """The seconds since the oldest of the changes that are not made was asked for."""
        return time.monotonic() - self.jobs[0].since if self.jobs else 0.0

    def says(self) -> str:
        """What is being saved, where that takes long enough to be told; else empty."""
        return self.jobs[0].says() if self.jobs and self.waited() > _SOON else ""
