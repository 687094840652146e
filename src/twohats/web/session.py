"""One app behind one page: its process, started without a shell and ended with the page."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Awaitable, Callable

    from aiohttp.web import WebSocketResponse

TO_LEAVE = 12
"""Seconds that the app has to leave by itself when its page is closed."""


class Session(AppService):
    """The app's process, which speaks the protocol of textual-serve with one socket."""

    def __init__(self, journal: str, socket: WebSocketResponse) -> None:
        self._arguments = (sys.executable, "-P", "-m", "twohats.web.app_process", journal)
        # The app hands out no files, so whatever this manager is told of is never asked for.
        super().__init__(
            "hat", write_bytes=socket.send_bytes, write_str=socket.send_str, close=_closing(socket),
            download_manager=DownloadManager(),
        )  # fmt: skip

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the process; by its arguments, where textual-serve gives a shell a line to read."""
        process = self._process = await asyncio.create_subprocess_exec(
            *self._arguments, env=self._build_environment(width, height),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._stdin = process.stdin
        return process

    async def end(self) -> None:
        """Ask the app to leave, wait for that, and end it if it does not."""
        process = self._process
        try:
            async with asyncio.timeout(TO_LEAVE):
                await self.stop()
                if process is not None:
                    await process.wait()
        except (TimeoutError, ConnectionError, RuntimeError):
            pass
        finally:
            if process is not None and process.returncode is None:
                process.kill()
                await process.wait()


def _closing(socket: WebSocketResponse) -> Callable[[], Awaitable[None]]:
    """What closes a socket, without telling whether it had to."""

    async def close() -> None:
        await socket.close()

    return close
