"""The writes that a power is cut in, and what must hold on the disk that is left (`power_cut`)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.disk_calls import Recorder
from benchmarks.disk_model import State
from benchmarks.kill_writes import DAY, FIRST, INBOX, MARKED, MORE, OLDER, SECOND
from benchmarks.power_disk import Marks, put

from twohats.actions import timer_file
from twohats.errors import NothingFound
from twohats.journal.folder import Journal
from twohats.journal.undo import redo, undo

Texts = dict[str, str]
Words = tuple[str, ...]
TIMER, CONFIG = "(the timer)", "(the settings)"


@dataclass(frozen=True)
class Scene:
    """Commands, one after the other, with the power cut at any moment of them or after."""

    name: str
    commands: tuple[Words, ...]
    done: bytes = b""
    """What the last one says on stderr when it is done, where it prints before that."""
    editor: str = ""


REMOVE = ("remove", f"{DAY}:1")
EDIT = ("edit", f"{DAY}:1", "30m", "brand", "read:", "other")
START = ("start", "16:00", "b", "post:", "timed")
TIMED = "brand post: timed"
# An editor as most are: it writes a new file, does not flush it, and renames it over the page.
EDITOR = "sed -i s/first/first-by-editor/"
SCENES = (
    Scene("add, the first line of a journal", (FIRST,)),
    Scene("add, to a page", (FIRST, SECOND)),
    Scene("add, to a new page", (FIRST, OLDER)),
    Scene("add, to another year", (FIRST, ("add", "2025-12-31", "25m", "brand", "post:", "older"))),
    Scene("edit", (FIRST, SECOND, EDIT)),
    Scene("remove", (FIRST, SECOND, REMOVE)),
    Scene("undo an added line", (FIRST, SECOND, ("undo",))),
    Scene("undo that takes a page away", (FIRST, OLDER, ("undo",))),
    Scene("undo of a removal", (FIRST, SECOND, REMOVE, ("undo",))),
    Scene("undo of an edit", (FIRST, SECOND, EDIT, ("undo",))),
    Scene("undo twice", (FIRST, SECOND, ("undo",), ("undo",))),
    Scene("redo", (FIRST, SECOND, ("undo",), ("redo",))),
    Scene("redo that makes a page again", (FIRST, OLDER, ("undo",), ("redo",))),
    Scene("timer, start", (FIRST, START)),
    Scene("timer, stop", (FIRST, START, ("stop", "m4:", "late"))),
    Scene("timer, switch", (FIRST, START, ("switch", "b", "read:", "next"))),
    Scene("timer, cancel", (FIRST, START, ("cancel",))),
    Scene("inbox, lines for three pages", (FIRST, ("inbox",))),
    Scene("undo of three pages", (FIRST, ("inbox",), ("undo",))),
    Scene("redo of three pages", (FIRST, ("inbox",), ("undo",), ("redo",))),
    Scene("check --fix of two pages", (FIRST, ("check", "--fix", "--yes")), b"files mended"),
    Scene(
        "config set", (FIRST, ("config", "set", "theme", "lamplight"), ("config", "set", "theme", "foolscap"))
    ),
    Scene("hat edit, by an editor", (FIRST, ("edit", DAY)), editor=EDITOR),
)


@dataclass
class Wrong:
    """What is wrong on the disks that power cuts have left."""

    torn: int = 0
    """Files that are neither the old nor the new text."""
    lost: int = 0
    """Lines that were there before and after, or were said to be saved, and are gone."""
    stuck: int = 0
    """Next commands that failed, or left something behind."""
    undo_wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, kind: str, fault: str) -> None:
        """Count one more."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.faults.append(f"{kind}: {fault}")


class World:
    """A journal with its machine-local state, recorded as commands change it, and put back to what a cut has left."""

    def __init__(self, folder: Path, scene: Scene) -> None:
        self.scene = scene
        self.live = folder / "live"
        self.root = self.live / "journal"
        self.root.mkdir(parents=True)
        (self.root / "hat.toml").write_text("format = 1\n")
        (self.root / "inbox.md").write_text(INBOX)
        if any("--fix" in words for words in scene.commands):
            (self.root / "days" / "2026").mkdir(parents=True)
            for day in ("2026-11-19", "2026-11-20"):
                (self.root / "days" / "2026" / f"{day}.md").write_text(MARKED)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.live / "home"),
            "XDG_STATE_HOME": str(self.live / "home" / "state"),
            "TWOHATS_JOURNAL": str(self.root),
            "TWOHATS_NOW": f"{DAY}T18:00",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "EDITOR": scene.editor,
        }
        self.config = self.live / "home" / ".config" / "twohats" / "config.toml"
        (self.live / "home").mkdir()
        os.environ.update(self.env)
        self.recorder = Recorder(self.live)
        self.marks = Marks(self.recorder)
        self.after = [self.texts()]
        """The texts before the first command, and after each."""
        for number, words in enumerate(scene.commands, 1):
            done = scene.done if number == len(scene.commands) else b""
            ran = self.recorder.run([sys.executable, "-m", "twohats", *words], env=self.env, done=done)
            if ran.returncode not in (0, 1):
                raise SystemExit(f"{scene.name}: {' '.join(words)} fails: {ran.stderr.decode()}")
            self.recorder.check()
            self.marks.look()
            self.after.append(self.texts())

    @staticmethod
    def in_order(_: str) -> str:
        """No names of ours are taken to reach the disk in order (`disk_model.Cut`)."""
        return ""

    def texts(self) -> Texts:
        """The files of the journal, the timer and the user's settings."""
        found = {
            str(path.relative_to(self.root)): path.read_text()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".twohats" not in path.parts
        }
        beside = {TIMER: Path(Journal(str(self.root)).state, "timer"), CONFIG: self.config}
        return found | {name: _bare(name, path.read_text()) for name, path in beside.items() if path.exists()}

    def pages(self) -> Texts:
        """The files of the journal."""
        return _pages(self.texts())

    def judge(self, state: State, wrong: Wrong, *, really: bool = False) -> None:
        """Put a state on the disk and count what is wrong with it; `really` by real processes."""
        put(state.nodes, self.live, self.marks)
        if self.root.is_dir():
            _Judge(self, state, wrong, Outside(self) if really else Inside(self)).all()
        else:
            wrong.add("lost", "the journal is gone")


def _bare(name: str, text: str) -> str:
    """The text of a file; the timer's without the number of the change that is stopping it."""
    moment, newline, rest = text.partition("\n")
    return " ".join(moment.split(" ")[:2]) + newline + rest if name == TIMER else text


def _pages(texts: Texts) -> Texts:
    return {path: text for path, text in texts.items() if path not in (TIMER, CONFIG)}


class Inside:
    """Commands made in this process, as the shell makes them: quick."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def _journal(self) -> Journal:
        return Journal(str(self._world.root))

    def add(self) -> None:
        """One more line."""
        self._journal.add(DAY, MORE)

    def undo(self) -> None:
        """The last change taken back; raises NothingFound."""
        undo(self._journal)

    def redo(self) -> None:
        """The same for what was taken back last."""
        redo(self._journal)

    def timer(self) -> str:
        """What the timer runs for, if one does."""
        running = timer_file.running(self._journal)
        return running.item if running else ""


class Outside(Inside):
    """The same by real processes: some 50 times slower."""

    def _run(self, *words: str) -> str:
        command = [sys.executable, "-m", "twohats", *words]
        ran = subprocess.run(command, env=self._world.env, capture_output=True, check=False, text=True)
        if ran.returncode and "there is nothing to" in ran.stderr:
            raise NothingFound(ran.stderr)
        if ran.returncode:
            raise RuntimeError(f"{words} ends with {ran.returncode}: {ran.stderr}")
        return ran.stdout

    def add(self) -> None:
        """One more line."""
        self._run("add", DAY, *MORE.split())

    def undo(self) -> None:
        """The last change taken back; raises NothingFound."""
        self._run("undo")

    def redo(self) -> None:
        """The same for what was taken back last."""
        self._run("redo")

    def timer(self) -> str:
        """What the timer runs for, if one does."""
        try:
            return self._run("status").partition("  ")[2].strip()
        except RuntimeError as error:
            if "no timer is running" not in str(error):
                raise
            return ""


class _Judge:
    """What must hold for one state: as `kill_writes.judge`, for a cut amid any of several commands."""

    def __init__(self, world: World, state: State, wrong: Wrong, hat: Inside) -> None:
        self._world = world
        self._hat = hat
        self._wrong = wrong
        self._where = f"event {state.end}, {state.said} said: {'; '.join(state.lost)[:400]}"
        self._said = state.said
        self._before = world.after[state.said]
        ended = state.said == len(world.scene.commands)
        self._under_way = "" if ended else world.scene.commands[state.said][0]
        self._after = self._before if ended else world.after[state.said + 1]
        self._now = world.texts()

    def _add(self, kind: str, fault: str) -> None:
        self._wrong.add(kind, f"{fault} after {self._where}")

    def all(self) -> None:
        """All that must hold."""
        if self._world.scene.editor and self._under_way == "edit":
            self._readable()  # what it has left of the page is the editor's own
            return
        self._texts()
        self._timer()
        done, undone = self._stacks()
        now, old, new = (_pages(texts) for texts in (self._now, self._before, self._after))
        if self._under_way in ("undo", "redo"):
            if now != new:  # else it is done, though it had not said so: another may be the next
                self._run(self._under_way, new)
            self._next_command()
            return
        if self._has_undone:
            self._run("redo", undone[-1])
            self._run("undo", now)
        self._next_command()
        if now != old:
            self._run("undo", old)
        for before in reversed(done):
            self._run("undo", before)
        self._run("undo", None)

    @property
    def _has_undone(self) -> bool:
        """Whether the last command was an undo, and has said that it is done."""
        return not self._under_way and self._world.scene.commands[-1][0] == "undo"

    def _texts(self) -> None:
        now, before, after = self._now, self._before, self._after
        for path in {**now, **before, **after}:
            if now.get(path) not in (before.get(path), after.get(path)):
                self._add("torn" if self._under_way else "lost", f"{path} is {now.get(path)!r}")
        both = _words(before) & _words(after)
        if gone := both - _words(now):
            self._add("lost", f"{sorted(gone)} are gone")

    def _stacks(self) -> tuple[list[Texts], list[Texts]]:
        """What undo leads back to, and redo, after the commands that have said that they are done; last first."""
        done: list[Texts] = []
        undone: list[Texts] = []
        for number, (name, *_) in enumerate(self._world.scene.commands[: self._said]):
            before = _pages(self._world.after[number])
            if name == "undo":
                done.pop()
                undone.append(before)
            elif name == "redo":
                done.append(before)
                undone.pop()
            elif before != _pages(self._world.after[number + 1]):
                done.append(before)
                undone.clear()
        return done, undone

    def _run(self, name: str, wanted: Texts | None) -> None:
        """Undo or redo must lead to these texts; None: there is nothing to take back."""
        try:
            getattr(self._hat, name)()
        except NothingFound as error:
            if wanted is not None:
                self._add("undo_wrong", f"{name} says {error}")
            return
        except Exception as error:  # noqa: BLE001  # whatever it is, it is counted
            self._add("undo_wrong", f"{name} says {error!r}")
            return
        if self._world.pages() != wanted:
            self._add("undo_wrong", f"{name} leaves another text")

    def _next_command(self) -> None:
        """The next line is added, nothing else changes or is left behind, and undo takes it out again."""
        world = self._world
        before = world.pages()
        try:
            self._hat.add()
            now, left = world.pages(), os.listdir(world.root / ".twohats" / "tmp")
            self._hat.undo()
        except Exception as error:  # noqa: BLE001
            self._add("stuck", f"the next command says {error!r}")
            return
        page = f"days/2026/{DAY}.md"
        added = Counter([f"- {MORE}"]) + (Counter() if page in before else Counter([f"# {DAY} Sunday", ""]))
        if left:
            self._add("stuck", f"{left} left")
        if {**now, page: ""} != {**before, page: ""} or Counter(now[page].splitlines()) != (
            Counter(before.get(page, "").splitlines()) + added
        ):
            self._add("lost", "the next command changed other lines")
        if world.pages() != before:
            self._add("undo_wrong", "undo of the next command leaves another text")

    def _readable(self) -> None:
        """The next command works."""
        try:
            self._hat.add()
        except Exception as error:  # noqa: BLE001
            self._add("stuck", f"the next command says {error!r}")

    def _timer(self) -> None:
        try:
            runs = self._hat.timer()
        except Exception as error:  # noqa: BLE001
            self._add("stuck", f"the timer says {error!r}")
            return
        if runs == TIMED and "16:00-18:00 " in "".join(_pages(self._now).values()):
            self._add("undo_wrong", f"{runs} is saved and runs on, to be saved once more")


def _words(texts: Texts) -> set[str]:
    return {word for text in texts.values() for word in re.findall(r"\w+", text)}
