"""Commands that are run again and again in turn, and what CPU each takes: user and system, of the whole process."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class Timed:
    """A command, and what each run took in milliseconds of CPU, its children included."""

    name: str
    command: list[str]
    world: dict[str, str]
    before: Callable[[], object] | None = None
    """What is done before each run."""
    fine: tuple[int, ...] = (0,)
    """What it may end with."""
    took: list[float] = field(default_factory=list)
    memory: int = 0
    """MiB at most; no less than the benchmark itself has when it starts a command."""

    def run(self) -> None:
        """Run once, and note what it took."""
        if self.before:
            self.before()
        with subprocess.Popen(
            self.command,
            env=self.world,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        ) as process:
            assert process.stderr
            said = process.stderr.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in self.fine:
            raise RuntimeError(f"{self.command} ended with {process.returncode}: {said.decode()}")
        self.took.append((used.ru_utime + used.ru_stime) * 1000)
        self.memory = max(self.memory, used.ru_maxrss // 1024)

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.took)


def run_in_turn(timed: Sequence[Timed], runs: int) -> None:
    """Run all of them so many times, one after the other; first once to warm caches, which is not counted."""
    for one in timed:
        one.run()
        one.took.clear()
    for _ in range(runs):
        for one in timed:
            one.run()
