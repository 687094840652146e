"""Many processes add lines at once, the app open, and an editor saving the same page: is every line there, once?

`python benchmarks/many_writers.py [--writers 50] [--lines 20] [--by command,library] [--styles rename,...]`. Each
writer runs the installed `hat add`, or `Journal.add`, so many times. The app runs on a terminal of its own. The
editor knows no lock: it reads the page, adds a line and saves it by renaming a new file over it, in place, or as
vim does. It looks once more just before it saves, as careful editors do; what it overwrites in the moment that is
left, no other program can prevent, and is counted apart.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Barrier, Event, Process
from multiprocessing.synchronize import Barrier as Start
from multiprocessing.synchronize import Event as Flag
from pathlib import Path

from twohats.errors import TwohatsError
from twohats.format.paths import page_path
from twohats.journal.folder import Journal
from twohats.system.folders import plain
from twohats.system.swap import swap

HAT = str(Path(sys.executable).with_name("hat"))
DAY = "2026-11-22"
FIRST = "- 09:00-09:30 brand post: there from the first\n"


def line_of(writer: int, number: int) -> str:
    """A line that nobody else writes."""
    return f"{10 + number % 8}:{writer % 60:02} 5m brand post: line {number} of writer {writer}"


def by_command(line: str) -> str:
    """Add a line as at the shell; what was wrong, empty if it was saved."""
    command = [HAT, "add", *line.split(" ")]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return done.stderr or f"exit code {done.returncode}" if done.returncode else ""


def by_library(line: str) -> str:
    """Add a line within this process."""
    try:
        Journal(os.environ["TWOHATS_JOURNAL"]).add(DAY, line)
    except TwohatsError as error:
        return error.message
    return ""


WAYS: dict[str, Callable[[str], str]] = {"command": by_command, "library": by_library}


def write(writer: int, lines: int, way: str, start: Start, results: Path) -> None:
    """Add the lines of one writer, and leave what was said of each."""
    start.wait()
    saved = [WAYS[way](line_of(writer, number)) for number in range(lines)]
    (results / f"writer-{writer}").write_text(json.dumps(saved))


class Editor:
    """Saves a page in one of three ways, and knows what it has overwritten."""

    def __init__(self, page: Path, style: str) -> None:
        self._page = page
        self._save: Callable[[bytes], bytes] = getattr(self, f"_{style}")
        self.saves = 0
        self.overwritten: list[str] = []

    def save(self) -> None:
        """Read the page and save it with a line more."""
        text = b""
        while not text or self._read() != text:
            text = self._read()
        replaced = self._save(text + f"- 9:45 5m brand read: save {self.saves} of the editor\n".encode())
        self.saves += 1
        known = set(text.decode().splitlines())
        self.overwritten += [line for line in replaced.decode().splitlines() if line not in known]

    def _read(self) -> bytes:
        return self._page.read_bytes()

    def _rename(self, text: bytes) -> bytes:
        """A new file, renamed over the page; traded, so as to see what was replaced."""
        new = self._page.with_name(".saving")
        new.write_bytes(text)
        swap(plain(str(new)), plain(str(self._page)))
        replaced = new.read_bytes()
        new.unlink()
        return replaced

    def _in_place(self, text: bytes) -> bytes:
        """The page emptied, and written anew."""
        with self._page.open("r+b") as file:
            replaced = file.read()
            file.seek(0)
            file.truncate()
            file.write(text)
        return replaced

    def _moved_away(self, text: bytes) -> bytes:
        """The page renamed to its backup, and a new one written: the way of vim."""
        backup = self._page.with_name(f"{self._page.name}~")
        os.replace(self._page, backup)
        self._page.write_bytes(text)
        replaced = backup.read_bytes()
        backup.unlink()
        return replaced


STYLES = ("rename", "in_place", "moved_away")


def edit(page: Path, style: str, stop: Flag, results: Path) -> None:
    """Save two times a second until told to stop, and leave what was saved and what was overwritten."""
    editor = Editor(page, style)
    while not stop.is_set():
        editor.save()
        stop.wait(0.5)
    (results / "editor").write_text(json.dumps([editor.saves, editor.overwritten]))


class App:
    """The app, open on a terminal of its own."""

    def __init__(self) -> None:
        self._child, self._terminal = pty.fork()
        if not self._child:
            os.execve(HAT, [HAT], {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"})
        self.seen = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._terminal, 65536)
            except OSError:  # what Linux says when the other end is closed
                return
            if not data:
                return
            self.seen += data

    def close(self) -> bool:
        """End it; whether it was still there and had painted."""
        there = os.waitpid(self._child, os.WNOHANG) == (0, 0)
        if there:
            os.kill(self._child, 9)
            os.waitpid(self._child, 0)
        self._reader.join(5)
        os.close(self._terminal)
        return there and b"there from the first" in self.seen


@dataclass
class Outcome:
    """What is in the page in the end."""

    lines: int
    """That all writers together wanted to add."""
    refused: int
    """That `hat` said were not saved."""
    there: int
    """That are in the page, once each."""
    lost: int
    """That were said to be saved and are not there, and that no editor has overwritten."""
    overwritten: int
    """That the editor had saved an older text over."""
    twice: int
    saves: int
    """Of the editor."""
    editors_lost: int
    reasons: list[str]
    """Why lines were refused."""
    app: bool
    """Whether the app was there all the time."""
    seconds: float

    def says(self) -> str:
        """The figures in one line."""
        return (
            f"{self.lines} lines, {self.refused} refused: {self.there} there once, {self.lost} lost, "
            f"{self.overwritten} overwritten by the editor, {self.twice} twice; {self.saves} saves of the editor, "
            f"{self.editors_lost} of its lines lost; app {'open' if self.app else 'not open'}; {self.seconds:.0f} s"
        )


def run(folder: Path, writers: int, lines: int, way: str, style: str, *, with_app: bool) -> Outcome:
    """Let them all at one page of a new journal in `folder`."""
    root = folder / "journal"
    page = root / page_path(DAY)
    page.parent.mkdir(parents=True)
    (root / "hat.toml").write_text("format = 1\n")
    page.write_text(f"# {DAY} Sunday\n\n{FIRST}")
    os.environ.update(
        HOME=str(folder), XDG_STATE_HOME=str(folder / "state"), XDG_CONFIG_HOME=str(folder / "config"),
        TWOHATS_JOURNAL=str(root), TWOHATS_NOW=f"{DAY}T20:00",
    )  # fmt: skip
    start, stop = Barrier(writers + 1), Event()
    adders = [Process(target=write, args=(number, lines, way, start, folder)) for number in range(writers)]
    editor = Process(target=edit, args=(page, style, stop, folder))
    for process in (*adders, editor):
        process.start()
    app = App() if with_app else None
    while app and b"there from the first" not in app.seen:
        time.sleep(0.05)
    started = time.monotonic()
    start.wait()
    for process in adders:
        process.join()
    seconds = time.monotonic() - started
    stop.set()
    editor.join()
    time.sleep(1)  # the app looks at the page four times a second, and puts back what was saved over
    if not app:
        Journal(str(root)).restore_overwritten(DAY)
    return _judge(folder, page, (writers, lines), app is not None and app.close(), seconds)


def _judge(folder: Path, page: Path, counts: tuple[int, int], app: bool, seconds: float) -> Outcome:  # noqa: FBT001
    writers, lines = counts
    there = Counter(line.removeprefix("- ") for line in page.read_text().splitlines())
    saves, overwritten = json.loads((folder / "editor").read_text())
    gone = {line.removeprefix("- ") for line in overwritten}
    saved = [json.loads((folder / f"writer-{writer}").read_text()) for writer in range(writers)]
    ours = {
        line_of(writer, number): saved[writer][number] for writer in range(writers) for number in range(lines)
    }
    missing = [line for line, wrong in ours.items() if not wrong and not there[line]]
    return Outcome(
        lines=len(ours),
        refused=sum(bool(wrong) for wrong in ours.values()),
        reasons=sorted({wrong for wrong in ours.values() if wrong}),
        there=sum(there[line] == 1 for line in ours),
        lost=sum(line not in gone for line in missing),
        overwritten=sum(line in gone for line in missing),
        twice=sum(count > 1 for line, count in there.items() if line),
        saves=saves,
        editors_lost=sum(
            not there[f"9:45 5m brand read: save {number} of the editor"] for number in range(saves)
        ),
        app=app,
        seconds=seconds,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--lines", type=int, default=20)
    parser.add_argument("--by", default="command,library")
    parser.add_argument("--styles", default=",".join(STYLES))
    parser.add_argument("--without-app", action="store_true")
    args = parser.parse_args()
    for way in args.by.split(","):
        for style in args.styles.split(","):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                outcome = run(
                    Path(folder), args.writers, args.lines, way, style, with_app=not args.without_app
                )
            print(f"{way:8} {style:11} {outcome.says()}", *outcome.reasons[:3], sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
