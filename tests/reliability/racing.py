"""A folder of a journal that is traded for a link which leads out of it, in the midst of whatever is being done.

`at_each_call` trades it before one of the calls that look at the disk or change it, each in turn; `at_random` has a
process trade it again and again.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from twohats.cli.main import main
from twohats.errors import NothingFound, TwohatsError
from twohats.journal import writer
from twohats.journal.folder import Journal
from twohats.journal.undo import redo
from twohats.journal.undo import undo as undo_change
from twohats.system import swap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

DAY = "2026-11-22"
SECRET = f"# {DAY} Sunday\n\n- 5m brand read: nobody's business\n"
MARKED = "<<<<<<< a\n- 1m brand read: {0}\n=======\n- 2m brand read: {0}\n>>>>>>> b\n"
CALLS = (
    "access", "chmod", "fchmod", "lstat", "listdir", "mkdir", "open", "remove", "rename", "replace", "rmdir", "scandir",
    "stat", "unlink",
)  # fmt: skip
TRADER = """
import ctypes, os, random, sys, time
call = ctypes.CDLL(None).renameat2
one, other = map(os.fsencode, sys.argv[1:])
while os.getppid() != 1:
    for longest in (0.004, 0.0004):
        time.sleep(random.random() * longest)
        call(-100, one, -100, other, 2)
"""


class Tried(NamedTuple):
    """What came of some tries."""

    tries: int
    saved: int
    """In how many what was to be done was done."""
    outside: int
    """After how many something outside of the journal was another."""


class Race:
    """A journal, a folder outside of it that looks like one of its own, and a link to that."""

    def __init__(self, root: Path, folder: str = "days/2026") -> None:
        self.root = root
        self.real = root / folder
        self.real.mkdir(parents=True, exist_ok=True)
        self._folder = os.open(self.real, os.O_DIRECTORY)
        self._outside = root.parent / "outside"
        self._link = root.parent / "link"
        self._link.symlink_to(self._outside)
        self.counts = True
        """Whether calls are counted just now by `at_each_call`."""
        self._trade = ctypes.CDLL(None).renameat2
        self._lay_out()

    def trade(self) -> None:
        """Trade the folder for the link, or back."""
        assert self._trade(-100, os.fsencode(self.real), -100, os.fsencode(self._link), 2) == 0

    def write_page(self, text: str) -> None:
        """Write today's page, wherever its folder is just now."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with open(os.open(f"{DAY}.md", flags, 0o600, dir_fd=self._folder), "w", encoding="utf-8") as file:
            file.write(text)

    def at_each_call(
        self, work: Callable[[int], None], patch: pytest.MonkeyPatch, *, first: int = 0, every: int = 1
    ) -> Tried:
        """Do something again and again, the folder traded before a later one of its calls each time."""
        tries = saved = outside = left = 0

        def counted(call: Callable[..., object]) -> Callable[..., object]:
            def counting(*args: object, **more: object) -> object:
                nonlocal left
                left -= self.counts
                if left == -1 and self.counts:
                    self.trade()
                return call(*args, **more)

            return counting

        while left <= 0:
            left = first + tries * every
            with patch.context() as each:
                for name in CALLS:
                    each.setattr(os, name, counted(getattr(os, name)))
                for name in ("swap", "rename_if_free"):
                    each.setattr(writer, name, counted(getattr(swap, name)))
                saved += _done(work, tries)
            if left < 0:
                self.trade()
            tries += 1
            outside += self._went_astray()
        return Tried(tries, saved, outside)

    def at_random(self, tries: int, work: Callable[[int], None]) -> Tried:
        """Do something so many times while a process trades the folder to and fro."""
        saved = outside = 0
        trader = subprocess.Popen([sys.executable, "-c", TRADER, str(self.real), str(self._link)])
        try:
            for number in range(tries):
                saved += _done(work, number)
                outside += self._went_astray()
        finally:
            trader.kill()
            trader.wait()
            if self.real.is_symlink():
                self.trade()
        return Tried(tries, saved, outside)

    def _lay_out(self) -> None:
        subprocess.run(["rm", "-rf", self._outside], check=True)
        self._outside.mkdir()
        (self._outside / f"{DAY}.md").write_text(SECRET)

    def _went_astray(self) -> bool:
        found = {path.name: path.is_file() and path.read_text() for path in self._outside.iterdir()}
        if found == {f"{DAY}.md": SECRET}:
            return False
        self._lay_out()
        return True


def _done(work: Callable[[int], None], number: int) -> bool:
    try:
        work(number)
    except (TwohatsError, OSError):
        return False
    return True


def add(race: Race) -> Callable[[int], None]:
    """Adds a line."""
    journal = Journal(str(race.root))

    def work(number: int) -> None:
        journal.add(DAY, f"{number % 600 + 1}m brand post: {number}")

    return work


def add_to_a_new_page(race: Race) -> Callable[[int], None]:
    """Adds a line to a day that has no page yet."""
    journal = Journal(str(race.root))

    def work(number: int) -> None:
        journal.add(f"2026-{number % 12 + 1:02}-{number // 12 % 28 + 1:02}", f"1m brand post: {number}")

    return work


def edit(race: Race) -> Callable[[int], None]:
    """Edits the first line of the page, and takes it out now and then."""
    journal = Journal(str(race.root))
    race.write_page(f"# {DAY} Sunday\n\n- 1m brand post: 0\n")

    def work(number: int) -> None:
        text = journal.page_and_text(DAY)[1]
        assert "nobody" not in text
        line = text.partition("\n- ")[2].strip()
        if not line:
            journal.add(DAY, f"1m brand post: {number}")
        elif number % 5:
            journal.replace(DAY, 1, f"- {line}", f"1m brand post: {number}")
        else:
            journal.remove(DAY, 1, f"- {line}")

    return work


def undo(race: Race) -> Callable[[int], None]:
    """Takes a change back, or makes it again."""
    journal = Journal(str(race.root))
    journal.add(DAY, "1m brand post: this page comes and goes")

    def work(_: int) -> None:
        try:
            undo_change(journal)
        except NothingFound:
            redo(journal)

    return work


def inbox(race: Race) -> Callable[[int], None]:
    """Takes in a line of the inbox."""

    def work(number: int) -> None:
        (race.root / "inbox.md").write_text(f"{DAY} {number % 600 + 1}m b post: {number}\n")
        os.utime(race.root / "inbox.md", (1e9, 1e9))
        main(["inbox"])

    return work


def fix(race: Race) -> Callable[[int], None]:
    """Mends a page with marks of a conflict."""

    def work(number: int) -> None:
        race.write_page(f"# {DAY} Sunday\n\n" + MARKED.format(number))
        main(["check", "--fix", "--yes"])

    return work


OPERATIONS = {each.__name__: each for each in (add, add_to_a_new_page, edit, undo, inbox, fix)}


def race_for(folder: Path, traded: str = "days/2026") -> Race:
    """A race in a new journal, which is that of the commands as well."""
    root = folder / "journal"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n")
    os.environ.update(TWOHATS_JOURNAL=str(root), TWOHATS_NOW=f"{DAY}T18:00")
    return Race(root, traded)
