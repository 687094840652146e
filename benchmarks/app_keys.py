"""How long until a key is answered in the app: a terminal of its own, 100,000 lines over ten years.

`python benchmarks/app_keys.py [--lines 100000] [--journal FOLDER] [--rounds 3]` takes two to three minutes. The app
runs in a pty of 80 by 24. Of each key it is measured when the first bytes come (of a key of a question: those that draw
on its results), when none come any more for a while, what CPU the thread that draws took, and what all threads took
(`schedstat`, so Linux only). Keys come every 0.15 seconds, or once all is drawn where that is later. Medians and 99th
percentiles in milliseconds, with a mark where the first bytes took longer than is asked. The index is made before, by
a command, as it is on any day but the first. Memory beside a bare Textual app: at the start, once every view was looked
at, at the end, and of an app that makes the index itself.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.first_paint import BARE
from benchmarks.journals import LAST, made_words, write_full_journal

PACE = 0.15
"""Seconds between keys: a quick typist's, so that what rests between two of them is not measured as one."""
QUIET = 0.1
"""Seconds without a byte after which a key counts as drawn."""
LONGEST = 5.0
ASKED = 50
"""Milliseconds within which a key is to be answered."""
_PLACE = re.compile(rb"\x1b\[(\d+);\d+H")
RESULTS = range(2, 20)
"""Rows of the screen that have the results of a question; its line is below."""
DOWN, UP, LEFT, RIGHT = b"\x1b[B", b"\x1b[A", b"\x1b[D", b"\x1b[C"


@dataclass
class Times:
    """What some keys of one kind took."""

    name: str
    first: list[float] = field(default_factory=list)
    """Milliseconds until the first bytes."""
    drawn: list[float] = field(default_factory=list)
    """Milliseconds until the last."""
    drawing: list[float] = field(default_factory=list)
    """Milliseconds of CPU of the thread that draws."""
    cpu: list[float] = field(default_factory=list)
    """And of all threads."""

    def row(self) -> str:
        """`kind of key   many`, then median and 99th percentile of each, and `!` where the first bytes came late."""
        cells = "".join(
            f"{statistics.median(each):8.0f} {_worst(each):6.0f}"
            for each in (self.first, self.drawn, self.drawing, self.cpu)
        )
        late = [
            name
            for name, took in (("median", statistics.median(self.first)), ("99 %", _worst(self.first)))
            if took > ASKED
        ]
        return f"{self.name:34}{len(self.first):5}{cells}{'  ! ' + ', '.join(late) if late else ''}"


def _worst(times: Sequence[float]) -> float:
    """The 99th percentile: of fewer than a hundred the greatest."""
    return sorted(times)[min(len(times) - 1, len(times) * 99 // 100)]


class Screen:
    """A program in a terminal of its own."""

    def __init__(self, command: list[str], world: dict[str, str]) -> None:
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.execve(command[0], command, world)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def settle(self, quiet: float = 1.0) -> None:
        """Wait until nothing is drawn any more."""
        while select.select([self._terminal], [], [], quiet)[0]:
            os.read(self._terminal, 65536)

    def press(self, keys: bytes, times: Times | None = None, rows: range = range(1, 25)) -> None:
        """Press a key, and note what it took if it draws on these rows at all."""
        begun, cpu, drawing = time.perf_counter(), self._cpu(), self._cpu_of(self.process)
        os.write(self._terminal, keys)
        first = last = 0.0
        while select.select([self._terminal], [], [], QUIET if last else LONGEST / 10)[0]:
            drawn = os.read(self._terminal, 65536)
            last = time.perf_counter() - begun
            if not first and any(int(row) in rows for row in _PLACE.findall(drawn)):
                first = last
            if last > LONGEST:
                break
        if times is not None and first:
            times.first.append(first * 1000)
            times.drawn.append(last * 1000)
            times.drawing.append((self._cpu_of(self.process) - drawing) * 1000)
            times.cpu.append((self._cpu() - cpu) * 1000)
        time.sleep(max(0.0, PACE - (time.perf_counter() - begun)))

    def _cpu(self) -> float:
        """Seconds of CPU that all of its threads have had."""
        threads = Path(f"/proc/{self.process}/task").iterdir()
        return sum(self._cpu_of(int(thread.name)) for thread in threads)

    def _cpu_of(self, thread: int) -> float:
        try:
            return int(Path(f"/proc/{self.process}/task/{thread}/schedstat").read_text().split()[0]) / 1e9
        except OSError:  # it has ended meanwhile
            return 0.0

    def memory(self, *, most: bool = False) -> int:
        """MiB that it has to itself or shares (RSS), or the most it ever had."""
        status = Path(f"/proc/{self.process}/status").read_text()
        found = re.search(rf"{'VmHWM' if most else 'VmRSS'}:\s+(\d+)", status)
        return int(found.group(1)) // 1024 if found else 0

    def end(self) -> None:
        """End it."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)


def session(screen: Screen, questions: Sequence[str], rounds: int) -> list[Times]:
    """What somebody does in a few minutes."""
    typed, moved = Times("a sign of a question"), Times("j, k in its results")
    marked = Times("Space, * in its results")
    lines, days = Times("j, k on a page"), Times("another day")
    opened, back = Times("Enter: the day of a result"), Times("Esc: back to the results")
    views = [Times(f"view {number}") for number in range(1, 9)]
    for _ in range(15):
        screen.press(b"k", lines)
        screen.press(b"j", lines)
    for _ in range(20):
        screen.press(LEFT, days)
    for _ in range(5):
        screen.press(RIGHT, days)
    for question in questions:
        screen.press(b"/")
        for sign in question:
            screen.press(sign.encode(), typed, RESULTS)
        screen.settle(0.6)
        screen.press(DOWN)
        for key in b"jjjjjjjkkkjjjjjjjjjjjjjjjjjjjj":
            screen.press(bytes([key]), moved)
        for key in b"  *V":
            screen.press(bytes([key]), marked)
        screen.press(b"\r", opened)
        screen.press(b"\x1b", back)
        screen.press(b"/")
        screen.press(b"\x15")
        screen.press(b"\x1b")
    for _ in range(rounds):
        for number, view in enumerate(views, 1):
            screen.press(str(number).encode(), view)
            screen.settle(0.3)
    return [typed, moved, marked, opened, back, lines, days, *views]


def main() -> None:
    """Run it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--journal", help="a journal that is there, not changed by this")
    parser.add_argument("--rounds", type=int, default=3, help="how often every view is shown")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(asked.journal) if asked.journal else Path(folder) / "journal"
        words = made_words(20_000)
        if not asked.journal:
            write_full_journal(root, asked.lines, 10, words=words)
        world = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ},
            "HOME": folder, "TERM": "xterm-256color", "COLORTERM": "truecolor",
            "TWOHATS_JOURNAL": str(root), "TWOHATS_NOW": f"{LAST}T18:00",
        }  # fmt: skip
        making_index = [sys.executable, "-m", "twohats", "sum", "all", "by", "channel"]
        subprocess.run(making_index, env=world, check=True, stdout=subprocess.DEVNULL)
        bare = Screen([sys.executable, "-c", BARE], world)
        bare.settle()
        arrows = Times("(a bare app: an arrow)")
        for _ in range(10):
            bare.press(DOWN, arrows)
            bare.press(UP, arrows)
        without = bare.memory()
        bare.end()
        app = Screen([sys.executable, "-m", "twohats"], world)
        app.settle(2.0)  # what it reads after its first frame
        at_start = app.memory()
        for view in b"12345678":
            app.press(bytes([view]))
            app.settle(1.0)
        with_views = app.memory()
        app.press(b"1")
        questions = ("brand post linkedin m1-2", words[300], "since oct reading", "@a", words[9])
        found = session(app, questions, asked.rounds)
        heads = ("first bytes", "all drawn", "CPU, drawing", "CPU, all")
        print(f"{'':34}{'keys':>5}{''.join(f'{head:>15}' for head in heads)}   (median, 99 %; ms)")
        for times in (arrows, *found):
            if times.first:
                print(times.row())
        at_end = app.memory()
        app.end()
        making = Screen([sys.executable, "-m", "twohats"], {**world, "XDG_STATE_HOME": f"{folder}/other"})
        making.settle(2.0)
        for keys in (b"/", b"@a"):
            making.press(keys)
        making.settle(5.0)
        print(f"memory, MiB: a bare app {without}; this one {at_start} at the start, {with_views} after every view, "
              f"{at_end} at the end; where it makes the index itself at most {making.memory(most=True)}")  # fmt: skip
        making.end()


if __name__ == "__main__":
    main()
