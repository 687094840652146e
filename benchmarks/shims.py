"""The shims: libraries in C, loaded into every process of a command, that count its calls that change the disk."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import time
from pathlib import Path

NEVER = 0


def compiled(name: str, folder: Path) -> Path:
    """A shim, built with the C compiler of this machine."""
    shim = folder / f"{name}.so"
    source = Path(__file__).with_name(f"{name}.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(source), "-ldl"], check=True)
    return shim


def shared_numbers(path: Path, count: int) -> mmap.mmap:
    """The file of 64-bit numbers that a shim and we have in common, all 0."""
    path.write_bytes(bytes(8 * count))
    with open(path, "r+b") as file:
        return mmap.mmap(file.fileno(), 8 * count)


class Killer:
    """Runs a command and kills all its processes at a certain call, or at a certain time."""

    def __init__(self, shim: Path, folder: Path) -> None:
        self._path = folder / "kill-state"
        self._state = shared_numbers(self._path, 3)
        self._env = {"LD_PRELOAD": str(shim), "KILL_STATE": str(self._path), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(self, command: tuple[str, ...], at: int) -> tuple[bool, int]:
        """Run a command and kill it at this call (NEVER: not at all): whether it ended well, and its calls."""
        self._state[:] = struct.pack("3q", 0, at, 0)
        done = subprocess.run(command, env={**os.environ, **self._env}, capture_output=True, check=False)
        self._let_die()
        calls, _, dead = struct.unpack("3q", self._state[:])
        return not dead and done.returncode == 0, calls

    def run_until(self, command: tuple[str, ...], calls: int, *, alone: bool) -> bool:
        """Run a command and kill it some time after so many calls: all of it, or our process `alone`; whether it was.

        By calls and not by the clock: on a busy machine the first half second is Python's start.
        """
        self._state[:] = struct.pack("3q", 0, 0, 0)
        process = subprocess.Popen(
            command, env={**os.environ, **self._env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while struct.unpack("q", self._state[:8])[0] < calls:
            if process.poll() is not None:
                return False
            time.sleep(0.001)
        if not alone:
            self._state[16:24] = struct.pack("q", 1)
        process.kill()
        process.wait()
        self._let_die()
        return True

    def _let_die(self) -> None:
        """Wait until no process is left that has our mark in its environment."""
        mark = os.fsencode(f"KILL_STATE={self._path}\0")
        limit = time.monotonic() + 10
        while time.monotonic() < limit and any(_has_mark(name, mark) for name in os.listdir("/proc")):
            time.sleep(0.005)


def _has_mark(name: str, mark: bytes) -> bool:
    if not name.isdigit():
        return False
    try:
        with open(f"/proc/{name}/environ", "rb") as file:
            return mark in file.read()
    except OSError:
        return False
