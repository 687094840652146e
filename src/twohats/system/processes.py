"""Child processes with input and output, within limits, ended together with their own children."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

from twohats.system import machine

if sys.platform == "linux":
    import resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO

DYING_SECONDS = 3.0
"""How long a process may take to end after SIGTERM."""
MOST_MEMORY = 2 << 30
_MESSAGES = 16 << 10
"""Bytes of git's messages that are read from their beginning, and as many from their end."""


class TooMuch(Exception):
    """A process exceeded its output limit."""


class Talk:
    """Writes a process's input and reads its output, each in a thread, so that neither blocks the other."""

    def __init__(self, process: subprocess.Popen[bytes], stdin: bytes, most: int) -> None:
        self._process = process
        self._most = most
        self._parts: list[bytes] = []
        self._overflowed = False
        self._threads = [threading.Thread(target=self._read, daemon=True)]
        if process.stdin is not None:
            self._threads.append(threading.Thread(target=self._write, args=(stdin,), daemon=True))
        for thread in self._threads:
            thread.start()

    def out(self, seconds: float) -> bytes:
        """The whole output of the process; raises TimeoutExpired, TooMuch."""
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
            if self._overflowed:
                raise TooMuch
            if thread.is_alive():
                raise subprocess.TimeoutExpired("git", seconds)
        self._process.wait(max(0.0, until - time.monotonic()))
        return b"".join(self._parts)

    def close(self) -> None:
        """Close the pipes, except one that a process left behind by git still holds."""
        for thread in self._threads:
            thread.join(DYING_SECONDS)
            if thread.is_alive():
                return
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        size, pipe = 0, self._process.stdout
        while pipe and (part := os.read(pipe.fileno(), 1 << 16)):
            size += len(part)
            if size > self._most:
                self._overflowed = True
                return
            self._parts.append(part)

    def _write(self, stdin: bytes) -> None:
        try:
            if self._process.stdin:
                self._process.stdin.write(stdin)
                self._process.stdin.close()
        except OSError:  # it has ended without reading all of it, and its code says why
            pass


def limit(pid: int, written: int) -> None:
    """Limit the memory of a process and its children, and the size of a file they write, where the system can.

    `written` is the file limit in bytes; 0 is no limit.
    """
    if sys.platform == "linux":
        limits = {resource.RLIMIT_DATA: MOST_MEMORY, resource.RLIMIT_FSIZE: written}
        for kind, most in limits.items():
            try:
                _, hard = resource.prlimit(pid, kind)
                if most and (hard == resource.RLIM_INFINITY or most < hard):
                    resource.prlimit(pid, kind, (most, most))
            except OSError:  # it has ended already
                return


def text_of_messages(messages: IO[bytes]) -> str:
    """The stderr text of a process; of a very long one, its beginning and its end."""
    size = messages.seek(0, os.SEEK_END)
    messages.seek(0)
    data = messages.read(_MESSAGES)
    if size > _MESSAGES:
        messages.seek(max(_MESSAGES, size - _MESSAGES))
        data += messages.read(_MESSAGES)
    return data.decode("utf-8", "surrogateescape")


def end(process: subprocess.Popen[bytes], *, alone: bool) -> None:
    """End a process and all its children: SIGTERM first, so that git removes its locks, then SIGKILL."""
    kill = getattr(signal, "SIGKILL", signal.SIGTERM)
    # A group of its own is signalled as one. In ours, which is the terminal's, an ssh that asks for a password would
    # outlive git and take the next line that is typed for it.
    started = [] if alone else list(_started_by(process.pid))
    if alone and hasattr(os, "killpg"):
        _signal(os.killpg, [process.pid], signal.SIGTERM)
    _signal(os.kill, [*started, process.pid], signal.SIGTERM)
    try:
        process.wait(DYING_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    for _ in range(20):  # what asks turns the terminal's echo on again, and needs a moment for it
        if not _signal(os.kill, started, 0):
            break
        time.sleep(0.05)
    if alone and hasattr(os, "killpg"):
        _signal(os.killpg, [process.pid], kill)  # also what it started and what did not listen
    _signal(os.kill, started, kill)
    process.kill()
    process.wait()


def _signal(send: Callable[[int, int], None], targets: Iterable[int], number: int) -> bool:
    """Signal processes or groups; whether any of them was there."""
    found = False
    for target in targets:
        try:
            send(target, number)
            found = True
        except (ProcessLookupError, PermissionError):  # what macOS says of a group that is gone
            pass
    return found


def _started_by(pid: int) -> Iterator[int]:
    """The processes that a process has started, and theirs; none where there is no `ps`."""
    try:
        listed = subprocess.run(
            [machine.program("ps"), "-A", "-o", "pid=,ppid="],
            capture_output=True,
            check=False,
            timeout=DYING_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    pairs = [words for words in map(bytes.split, listed.stdout.splitlines()) if len(words) == 2]
    parents = [pid]
    for parent in parents:
        children = [int(child) for child, its in pairs if int(its) == parent]
        parents += children
        yield from children
