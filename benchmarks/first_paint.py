"""How long until there is text on screen: the app beside a bare Textual app, in one run.

`python benchmarks/first_paint.py [--runs 15]`. Each program is started in a terminal of its own (a pty of 80
by 24) and killed at the first bytes that hold a text known to be on its first screen: for the bare app (header,
footer, 100 rows) a row, for ours the last word of the day's page. Wall time and CPU time from exec to then,
interleaved, medians and their ratio to the bare app's. The ratios are what lasts.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.journals import LAST, write_full_journal, write_journal

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 20
BARE = """
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Footer, Header, Static

class Bare(App):
    BINDINGS = [("a", "add", "Add"), ("e", "edit", "Edit"), ("d", "delete", "Delete"), ("q", "quit", "Quit")]
    def compose(self):
        yield Header()
        with VerticalScroll():
            yield Static("\\n".join(f"this is row-{number}" for number in range(100)))
        yield Footer()

Bare().run()
"""


@dataclass
class Program:
    """Something that draws a screen, and how long each run took, in milliseconds."""

    name: str
    command: list[str]
    text: str
    world: dict[str, str]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Start it, wait for the text, kill it."""
        begun = time.perf_counter()
        child, screen = pty.fork()
        if child == 0:
            os.execve(self.command[0], self.command, self.world)
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        found = _wait_for(self.text.encode(), screen)
        took = time.perf_counter() - begun
        os.kill(child, signal.SIGKILL)
        _, _, used = os.wait4(child, 0)
        os.close(screen)
        if not found:
            sys.exit(f"{self.name}: {self.text!r} did not appear within {SECONDS} seconds")
        self.wall.append(took * 1000)
        self.cpu.append((used.ru_utime + used.ru_stime) * 1000)


def _wait_for(text: bytes, screen: int) -> bool:
    seen = b""
    limit = time.monotonic() + SECONDS
    while time.monotonic() < limit:
        if not select.select([screen], [], [], 1)[0]:
            continue
        try:
            seen += os.read(screen, 65536)
        except OSError:
            return False
        if text in seen:
            return True
    return False


def _last_word(journal: Path) -> str:
    page = journal / "days" / f"{LAST.year}" / f"{LAST}.md"
    return page.read_text(encoding="utf-8").split()[-1]


def programs(folder: Path) -> list[Program]:
    """The bare app, and ours on the sample, on ten years of seven lines a day, and on 100,000 full lines."""
    sample, years, full = folder / "sample", folder / "years", folder / "full"
    shutil.copytree(ROOT / "sample_journal", sample)
    write_journal(years, 10 * 365 * 7)
    write_full_journal(full, 100_000, 10)
    world = {
        **{name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ},
        "HOME": str(folder), "TERM": "xterm-256color", "COLORTERM": "truecolor",
        "TWOHATS_NOW": f"{LAST}T18:00",
    }  # fmt: skip
    ours = [sys.executable, "-m", "twohats"]
    return [
        Program("bare Textual app, 100 rows", [sys.executable, "-c", BARE], "row-7", world),
        Program("hat, sample journal", ours, _last_word(sample), {**world, "TWOHATS_JOURNAL": str(sample)}),
        Program("hat, ten years", ours, _last_word(years), {**world, "TWOHATS_JOURNAL": str(years)}),
        Program("hat, 100,000 lines", ours, _last_word(full), {**world, "TWOHATS_JOURNAL": str(full)}),
    ]


def main() -> None:
    """Run all in turn and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        found = programs(Path(folder))
        for turn in range(runs + 1):
            for program in found:
                program.run()
                if not turn:  # the first run fills caches: compiled modules, what the journal remembers
                    program.wall.clear()
                    program.cpu.clear()
        bare = found[0]
        print(f"{'':28}  wall ms  ratio   cpu ms  ratio   ({runs} runs, medians)")
        for each in found:
            wall, cpu = statistics.median(each.wall), statistics.median(each.cpu)
            ratios = wall / statistics.median(bare.wall), cpu / statistics.median(bare.cpu)
            print(f"{each.name:28} {wall:8.0f} {ratios[0]:6.2f} {cpu:8.0f} {ratios[1]:6.2f}")


if __name__ == "__main__":
    main()
