"""Kill every kind of write at every one of its system calls, and look at what is left.

`python benchmarks/kill_writes.py [--every 1] [--only NAME]`, needs strace. Each command is traced once to find
its calls, from the first on that prepares to write; then it is run once for each of them, and gets SIGKILL on
entering it. After every kill: each file holds its old or its new text, whole; a line that was said to be saved
is there; the next command works and clears up; undo takes back what was done, or what was done before if
nothing was. `--every 7` tries every seventh call.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from twohats.journal.folder import Journal
from twohats.journal.undo import redo, undo

DAY = "2026-11-22"
MORE = "19:00-19:05 brand post: the next command"


@dataclass(frozen=True)
class Kind:
    """One kind of write: what is done before, and the command that is killed."""

    name: str
    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    done: bytes = b""
    """What it says on stderr when it is done, where it prints before that; else all that it prints says so."""

    def said(self, ran: subprocess.CompletedProcess[bytes]) -> bool:
        """Whether it said that its change was made."""
        return self.done in ran.stderr if self.done else bool(ran.stdout)


FIRST = ("add", "09:00-09:30", "brand", "post:", "first")
SECOND = ("add", "10:00-10:30", "personal", "read", "m4:", "second")
IMPORT = ("import", "{home}/brought.jsonl", "--yes")
OLDER = ("add", "yesterday", "25m", "brand", "post:", "older")
INBOX = "20 nov 25m b post: one\nyesterday 10m p read: two\n- 5m b read: three\nprose\n"
BROUGHT = "".join(
    f'{{"is": "span", {when}, "seconds": 1800, "activity": "do service", "hat": "brand"}}\n'
    for when in (
        '"at": "2026-11-02T09:00:00"',
        '"at": "2026-11-03T09:00:00"',
        '"day": "2026-11-03"',
        '"at": "2025-03-04T09:00:00"',
    )
)
MARKED = "# Title\n\n<<<<<<< a\n- 25m brand post: one\n=======\n- 25m brand read: two\n>>>>>>> b\n"
KINDS = (
    Kind("add, the first line of a journal", FIRST),
    Kind("add, to a page", SECOND, (FIRST,)),
    Kind("add, to a new page", OLDER, (FIRST,)),
    Kind("edit", ("edit", f"{DAY}:1", "30m", "brand", "read:", "other"), (FIRST, SECOND)),
    Kind("remove", ("remove", f"{DAY}:1"), (FIRST, SECOND)),
    Kind("undo an added line", ("undo",), (FIRST, SECOND)),
    Kind("undo that takes a page away", ("undo",), (FIRST, OLDER)),
    Kind("undo of a removal", ("undo",), (FIRST, SECOND, ("remove", f"{DAY}:1"))),
    Kind("redo", ("redo",), (FIRST, SECOND, ("undo",))),
    Kind("redo that makes a page again", ("redo",), (FIRST, OLDER, ("undo",))),
    Kind("edit in an editor", ("edit", DAY), (FIRST, SECOND)),
    Kind("timer", ("stop", "m4:", "late"), (FIRST, ("start", "16:00", "b", "post"))),
    Kind("inbox, lines for three pages", ("inbox",), (FIRST,)),
    Kind("undo of three pages", ("undo",), (FIRST, ("inbox",))),
    Kind("redo of three pages", ("redo",), (FIRST, ("inbox",), ("undo",))),
    Kind("import, lines for three pages", IMPORT, (FIRST,)),
    Kind("undo of an import", ("undo",), (FIRST, IMPORT)),
    Kind("an import taken back", ("import", "--take-back", "1"), (FIRST, IMPORT)),
    Kind("check --fix of two pages", ("check", "--fix", "--yes"), (FIRST,), b"files mended"),
)


@dataclass
class Found:
    """What the kills of one kind of write have left."""

    kills: int = 0
    torn: int = 0
    """Files that are neither the old nor the new text."""
    lost: int = 0
    """Lines that were there, or were said to be saved, and are gone."""
    stuck: int = 0
    """Next commands that failed, or left something behind."""
    undo_wrong: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class World:
    """A journal with its machine-local state, which can be put back to how it was."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.folder = folder
        self.kind = kind
        self.live = folder / "live"
        self.root = self.live / "journal"
        self.root.mkdir(parents=True)
        (self.root / "hat.toml").write_text("format = 1\n")
        (self.root / "inbox.md").write_text(INBOX)
        if "--fix" in kind.command:
            (self.root / "days" / "2026").mkdir(parents=True)
            for day in ("2026-11-19", "2026-11-20"):
                (self.root / "days" / "2026" / f"{day}.md").write_text(MARKED)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.live / "home"),
            "XDG_STATE_HOME": str(self.live / "state"),
            "TWOHATS_JOURNAL": str(self.root),
            "TWOHATS_NOW": f"{DAY}T18:00",
            "EDITOR": "sed -i s/second/other/",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        (self.live / "home").mkdir()
        (self.live / "home" / "brought.jsonl").write_text(BROUGHT)
        os.environ.update(self.env)
        for words in kind.before:
            subprocess.run(self.command(words), check=True, capture_output=True, env=self.env)
        self.first = self.texts()
        shutil.copytree(self.live, folder / "kept")

    def command(self, words: tuple[str, ...]) -> list[str]:
        """The command line of a command."""
        return [
            sys.executable,
            "-m",
            "twohats",
            *(word.replace("{home}", self.env["HOME"]) for word in words),
        ]

    def again(self) -> None:
        """Put everything back to how it was before the command."""
        shutil.rmtree(self.live)
        shutil.copytree(self.folder / "kept", self.live)

    def texts(self) -> dict[str, str]:
        """The files of the journal."""
        return {
            str(path.relative_to(self.root)): path.read_text()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".twohats" not in path.parts
        }

    def traced(self, *options: str) -> subprocess.CompletedProcess[bytes]:
        """Run the command under strace."""
        command = ["strace", "-f", "-qq", *options, *self.command(self.kind.command)]
        return subprocess.run(command, check=False, capture_output=True, env=self.env, timeout=60)


def try_kind(folder: Path, kind: Kind, every: int) -> Found:
    """Kill one kind of write at every so many of its calls."""
    world = World(folder, kind)
    after, calls = traced_calls(world)
    found = Found()
    for name, nth, shown in calls[::every]:
        world.again()
        done = world.traced("-o", os.devnull, "-e", f"inject={name}:signal=KILL:when={nth}")
        if done.returncode == 0:
            continue  # it made a call less this time
        found.kills += 1
        judge(world, after, kind.said(done), found, shown)
    return found


def traced_calls(world: World) -> tuple[dict[str, str], list[tuple[str, int, str]]]:
    """The texts after the command, and its calls from the first on that prepares to write.

    Each call with its name, which of that name it is (strace counts them so), and how it looks.
    """
    trace = world.folder / "trace"
    if world.traced("-o", str(trace)).returncode:
        raise SystemExit(f"{world.kind.name}: fails without being killed")
    calls: list[tuple[str, int, str]] = []
    seen: Counter[str] = Counter()
    begun = False
    for line in trace.read_text(errors="replace").splitlines():
        _, _, call = line.partition(" ")
        name = call.strip().partition("(")[0]
        if not name.isidentifier():
            continue
        seen[name] += 1
        begun = begun or '".twohats"' in call
        if begun:
            calls.append((name, seen[name], call.strip()[:120]))
    return world.texts(), calls


def judge(world: World, after: dict[str, str], said: bool, found: Found, where: str) -> None:  # noqa: FBT001
    """Count what is wrong after a kill."""
    now = world.texts()
    states = {path: _state(path, now, world.first, after) for path in {**world.first, **after}}
    if "torn" in states.values():
        found.torn += 1
        found.faults.append(f"torn at {where}")
    if said and not set(states.values()) <= {"new", "same"}:
        found.lost += 1
        found.faults.append(f"said to be done, and is not, at {where}")
    kinds = set(states.values()) - {"same"}
    found.outcomes["old" if kinds <= {"old"} else "new" if kinds == {"new"} else "part"] += 1
    if world.kind.command[0] == "redo":  # a new line would end what can be made again
        _finish(world, after, found, where)
    if world.kind.command == IMPORT:
        _import_again(world, after, found, where)
        return
    _next_command(world, now, found, where)
    if world.kind.command[0] == "undo":
        _finish(world, after, found, where)
    elif world.kind.command[0] != "redo":
        _undo(world, kinds, found, where)


def _state(path: str, now: dict[str, str], old: dict[str, str], new: dict[str, str]) -> str:
    text = now.get(path)
    if old.get(path) == new.get(path):
        return "same" if text == old.get(path) else "torn"
    return "old" if text == old.get(path) else "new" if text == new.get(path) else "torn"


def _next_command(world: World, before: dict[str, str], found: Found, where: str) -> None:
    """The next line is added, nothing else changes or is left behind, and undo takes it out again."""
    journal = Journal(str(world.root))
    try:
        before = before if world.kind.command[0] != "redo" else world.texts()
        journal.add(DAY, MORE)
        now, left = world.texts(), os.listdir(world.root / ".twohats" / "tmp")
        undo(journal)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is counted
        found.stuck += 1
        found.faults.append(f"the next command says {error} after {where}")
        return
    page = f"days/2026/{DAY}.md"
    added = Counter([f"- {MORE}"]) + (Counter() if page in before else Counter([f"# {DAY} Sunday", ""]))
    lines = Counter(before.get(page, "").splitlines()) + added
    if left:
        found.stuck += 1
        found.faults.append(f"{left} left after {where}")
    if {**now, page: ""} != {**before, page: ""} or Counter(now[page].splitlines()) != lines:
        found.lost += 1
        found.faults.append(f"the next command changed other lines after {where}")
    if world.texts() != before:
        found.undo_wrong += 1
        found.faults.append(f"undo of the next command leaves another text after {where}")


def _import_again(world: World, after: dict[str, str], found: Found, where: str) -> None:
    """The same import brings what is missing and nothing twice; or undo first takes the part away."""
    kept = world.folder / "half"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(world.live, kept)
    for first in ((), ("undo",)):
        if first:
            shutil.rmtree(world.live)
            shutil.copytree(kept, world.live)
            if world.texts() == world.first:
                return
            subprocess.run(world.command(first), check=False, capture_output=True, env=world.env)
            if world.texts() != world.first:
                found.undo_wrong += 1
                found.faults.append(f"undo leaves another text after {where}")
        subprocess.run(world.command(IMPORT), check=False, capture_output=True, env=world.env)
        now = world.texts()
        # Without the undo a line that was left is taken for one of the person's: it stays, and its record unknown.
        parts = [path for path in {**now, **after} if first or not path.endswith(".seen")]
        if any(now.get(path) != after.get(path) for path in parts):
            found.lost += 1
            found.faults.append(f"importing again {first} leaves another text after {where}")


def _undo(world: World, kinds: set[str], found: Found, where: str) -> None:
    """Undo must lead back to before the killed command if it did anything, and never half-way."""
    try:
        undo(Journal(str(world.root)))
    except Exception as error:  # noqa: BLE001
        if kinds <= {"old"} and not world.kind.before:
            return
        found.undo_wrong += 1
        found.faults.append(f"undo says {error} after {where}")
        return
    if not kinds <= {"old"} and world.texts() != world.first:
        found.undo_wrong += 1
        found.faults.append(f"undo leaves another text after {where}")


def _finish(world: World, after: dict[str, str], found: Found, where: str) -> None:
    """An undo or redo that was killed is finished by the next one, or was done."""
    done = world.texts() == after
    try:
        again = undo if world.kind.command[0] == "undo" else redo
        again(Journal(str(world.root)))
    except Exception as error:  # noqa: BLE001
        if not done:
            found.undo_wrong += 1
            found.faults.append(f"{world.kind.command[0]} says {error} after {where}")
        return
    if not done and world.texts() != after:
        found.undo_wrong += 1
        found.faults.append(f"{world.kind.command[0]} leaves another text after {where}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    total = Found()
    print(f"{'killed':36} {'kills':>6} {'torn':>5} {'lost':>5} {'stuck':>6} {'undo wrong':>11}  old/part/new")
    for kind in KINDS:
        if args.only not in kind.name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = try_kind(Path(folder), kind, args.every)
        shares = "/".join(str(found.outcomes[name]) for name in ("old", "part", "new"))
        counts = f"{found.kills:6} {found.torn:5} {found.lost:5} {found.stuck:6} {found.undo_wrong:11}"
        print(f"{kind.name:36} {counts}  {shares}", flush=True)
        for fault in found.faults[:5]:
            print(f"    {fault}")
        for name in ("kills", "torn", "lost", "stuck", "undo_wrong"):
            setattr(total, name, getattr(total, name) + getattr(found, name))
    print(f"{'all':36} {total.kills:6} {total.torn:5} {total.lost:5} {total.stuck:6} {total.undo_wrong:11}")
    raise SystemExit(1 if total.torn or total.lost or total.stuck or total.undo_wrong else 0)


if __name__ == "__main__":
    main()
