"""An editor that knows no lock saves a page again and again while lines are added to it: who loses what?

`python benchmarks/editors.py [--saves 300] [--writers ours,checked,blind] [--styles ...]`. Editors of five styles,
and vim and nano where they are installed. Each save reads the page, adds a line and saves it, at once: a buffer
that has gone stale overwrites whatever was added since, which no other program can prevent, so it is counted
in a column of its own. `blind` and `checked` (text compared just before the rename) are there for comparison.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Event, Process
from multiprocessing.synchronize import Event as Flag
from pathlib import Path

from twohats.journal import writer as store
from twohats.journal.folder import Journal
from twohats.system.files import read_bytes, replace_bytes
from twohats.system.folders import FileRef, plain
from twohats.system.swap import swap

DAY = "2026-11-22"
EDITORS = "- 11:00-11:05 brand read: editor {}\n"
OURS = "12:00-12:05 brand post: ours {}"


@dataclass
class Editor:
    """A program that saves a page in its own way."""

    path: Path
    chance: random.Random
    text: bytes = b""
    """What it read, and is about to save with a line more."""
    inode: int = 0
    """Of the file that it read."""
    old_buffers: list[tuple[float, list[str]]] = field(default_factory=list)
    """When it saved over a file that it had not read, and the lines of ours it did know then."""

    def read(self) -> None:
        """Read the page; one that another editor has moved away will be back."""
        while True:
            try:
                with self.path.open("rb") as file:
                    self.text, self.inode = file.read(), os.fstat(file.fileno()).st_ino
                return
            except FileNotFoundError:
                time.sleep(0.001)

    def pause(self) -> None:
        """What passes between two calls of an editor: mostly nothing, now and then it is starved."""
        time.sleep(self.chance.choice((0, 0, 0.0005, 0.002)) if self.chance.random() < 0.95 else 0.12)

    def rename(self, line: str) -> None:
        """A new file, renamed over the page (gedit, Kate, Sublime Text, `sed -i`)."""
        new = self.path.with_name(".saving")
        new.write_bytes(self.text + line.encode())
        if not swap(plain(str(new)), plain(str(self.path))):  # a rename that lets us see what was replaced
            raise OSError
        self.saved_over(new.stat().st_ino)
        new.unlink()

    def in_place(self, line: str) -> None:
        """The page emptied as it is opened, and written anew (nano, Obsidian)."""
        with self.path.open("wb") as file:
            self.saved_over(os.fstat(file.fileno()).st_ino)
            self.pause()
            file.write(self.text + line.encode())

    def in_pieces(self, line: str) -> None:
        """The same, with the page reaching the disk in two parts."""
        cut = self.chance.randrange(len(self.text))
        with self.path.open("wb", buffering=0) as file:
            self.saved_over(os.fstat(file.fileno()).st_ino)
            file.write(self.text[:cut])
            self.pause()
            file.write(self.text[cut:] + line.encode())

    def shortened(self, line: str) -> None:
        """The page opened as it is, then emptied, then written (VS Code)."""
        with self.path.open("r+b") as file:
            self.pause()
            self.saved_over(os.fstat(file.fileno()).st_ino)
            file.truncate(0)
            self.pause()
            file.write(self.text + line.encode())

    def moved_away(self, line: str) -> None:
        """The page renamed to its backup, and a new one written (vim, Emacs)."""
        backup = self.path.with_name(f"{self.path.name}~")
        os.replace(self.path, backup)
        self.saved_over(backup.stat().st_ino)
        self.pause()
        with self.path.open("wb") as file:
            self.pause()
            file.write(self.text + line.encode())
        backup.unlink()

    def vim(self, line: str) -> None:
        """The real vim, told to add a line, and again if it says that the page has changed under it."""
        backup = self.path.with_name(f"{self.path.name}~")
        command = [
            "vim",
            "-u",
            "NONE",
            "-i",
            "NONE",
            "-es",
            "-c",
            "set nocompatible backup backupskip= backupcopy=no",
            "-c",
        ]
        for _ in range(50):
            backup.unlink(missing_ok=True)
            put = [*command, f"$put ='{line.strip()}'", "-c", "w", "-c", "q!", str(self.path)]
            subprocess.run(put, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=20)
            if backup.exists():
                saved = backup.read_bytes().splitlines()
                now = set(self.path.read_bytes().splitlines())
                if any(one not in now for one in saved if b"ours" in one):
                    self.old_buffers.append((time.monotonic(), [one.decode() for one in now]))
                return

    def saved_over(self, inode: int) -> None:
        """Note it if what is being saved over is not what was read."""
        if inode != self.inode:
            self.old_buffers.append((time.monotonic(), self.text.decode().splitlines()))


STYLES = ("rename", "in_place", "in_pieces", "shortened", "moved_away", "vim")


def edit(path: Path, style: str, saves: int, seed: int, results: Path) -> None:
    """Save so many times, each time with one line more; leave what is known to have been overwritten."""
    editor = Editor(path, random.Random(seed))
    save: Callable[[str], None] = getattr(editor, style)
    for number in range(saves):
        editor.read()
        save(EDITORS.format(number))
        time.sleep(editor.chance.random() ** 2 * 0.03)
    results.write_text(json.dumps(editor.old_buffers))


def blind(journal: Journal, line: str) -> None:
    """Read, add, rename over: what most programs do."""
    _rename(journal, line, checked=False)


def checked(journal: Journal, line: str) -> None:
    """The same, with the text compared once more just before."""
    _rename(journal, line, checked=True)


def _rename(journal: Journal, line: str, *, checked: bool) -> None:
    path = journal.full_path(f"days/2026/{DAY}.md")
    with journal.lock():
        while True:
            was = read_bytes(path, journal.root) or b""
            scratch = os.path.join(journal.root, ".twohats", "tmp")
            if checked:
                time.sleep(0.0005)  # the time that flushing the new text takes
                if read_bytes(path, journal.root) != was:
                    continue
            replace_bytes(path, was + f"- {line}\n".encode(), journal.root, scratch)
            return


def ours(journal: Journal, line: str) -> None:
    """As twohats does it."""
    journal.add(DAY, line)


WRITERS: dict[str, Callable[[Journal, str], None]] = {"ours": ours, "checked": checked, "blind": blind}


def write(root: Path, writer: str, stop: Flag, results: Path) -> None:
    """Add lines until told to stop, and leave when each came into the page."""
    journal = Journal(str(root))
    saved: list[float] = []
    came = 0.0

    def noted(one: FileRef, other: FileRef) -> bool:
        nonlocal came
        came = time.monotonic()
        return swap(one, other)

    vars(store)["swap"] = noted  # looked in on, for the time of the race
    while not stop.is_set():
        WRITERS[writer](journal, OURS.format(len(saved)))
        saved.append(came or time.monotonic())
        time.sleep(0.001)
    results.write_text(json.dumps(saved))


@dataclass
class Outcome:
    """What a race has left."""

    saves: int
    writes: int
    editors_lost: int
    ours_lost: int
    ours_overwritten: int
    twice: int
    left_over: int

    def row(self) -> str:
        """The counts as columns."""
        return (
            f"{self.saves:6} {self.writes:7} {self.editors_lost:13} {self.ours_lost:10} {self.ours_overwritten:17} "
            f"{self.twice:6} {self.left_over:10}"
        )


HEAD = (
    f"{'style':12}{'writer':9} {'saves':>6} {'writes':>7} {'editor’s lost':>13} {'ours lost':>10} "
    f"{'ours, old buffer':>17} {'twice':>6} {'left over':>10}"
)


def race(folder: Path, style: str, writer: str, saves: int, seed: int = 1) -> Outcome:
    """Let an editor and a writer at one page of a new journal in `folder`."""
    root = folder / f"{style}-{writer}"
    page = root / "days" / "2026" / f"{DAY}.md"
    page.parent.mkdir(parents=True)
    (root / "hat.toml").write_text("format = 1\n")
    page.write_text(f"# {DAY} Sunday\n\n- 09:00-09:30 brand post: first\n")
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    stop, buffers, times = Event(), folder / "buffers", folder / "times"
    saver = Process(target=edit, args=(page, style, saves, seed, buffers))
    adder = Process(target=write, args=(root, writer, stop, times))
    adder.start()
    saver.start()
    saver.join()
    stop.set()
    adder.join()
    if writer == "ours":
        Journal(str(root)).add(
            DAY, OURS.format("the last")
        )  # what was saved over is put back by the next write
    lines = Counter(page.read_text().splitlines())
    saved = json.loads(times.read_text())
    missing = [number for number in range(len(saved)) if not lines[f"- {OURS.format(number)}"]]
    stale = [(at, set(known)) for at, known in json.loads(buffers.read_text())]
    by_editor = [number for number in missing if _overwritten(number, saved[number], stale)]
    return Outcome(
        saves,
        len(saved),
        sum(not lines[EDITORS.format(number).strip()] for number in range(saves)),
        len(missing) - len(by_editor),
        len(by_editor),
        sum(count > 1 for count in lines.values()),
        len(os.listdir(root / ".twohats" / "tmp")),
    )


def _overwritten(number: int, saved: float, stale: list[tuple[float, set[str]]]) -> bool:
    """Whether a line stood in the page when an editor that did not know it saved over it."""
    return any(saved <= at and f"- {OURS.format(number)}" not in known for at, known in stale)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--writers", default="ours,checked,blind")
    parser.add_argument("--styles", default=",".join(STYLES))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print(HEAD)
    for style in args.styles.split(","):
        if style == "vim" and not shutil.which("vim"):
            print("vim is not installed", file=sys.stderr)
            continue
        for writer in args.writers.split(","):
            with tempfile.TemporaryDirectory() as folder:
                outcome = race(Path(folder), style, writer, args.saves, args.seed)
            print(f"{style:12}{writer:9} {outcome.row()}", flush=True)


if __name__ == "__main__":
    main()
