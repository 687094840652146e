"""A disk that is full, and one whose calls fail: is the file whole, and is the line saved or given back?

`python benchmarks/full_disk.py [--errors ENOSPC,EIO,EDQUOT,EROFS] [--without-mount]`. First on a small file
system of its own (tmpfs, mounted where that is allowed, on Linux) that is filled to within some KB, bytes and
then inodes, with the machine's own state on it or elsewhere. Then with a shim that lets each call of a command
that changes the disk fail, once and from then on, and each write reach the disk by half; this needs a C compiler.
"""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.shims import compiled, shared_numbers

from twohats.format.paths import page_path

HAT = str(Path(sys.executable).with_name("hat"))
DAY = "2026-11-22"
PAGE = f"# {DAY} Sunday\n\nProse.\n\n" + "".join(
    f"- {9 + number // 4:02}:{number % 4}5 10m brand post linkedin: number {number}, so that a page takes two blocks\n"
    for number in range(50)
)
NEW = "21:15 20m personal talk phone @anna: typed by hand"
ADD = ("add", *NEW.split(" "))
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS")


@dataclass
class Kind:
    """A command that writes, and what was done before."""

    name: str
    words: tuple[str, ...]
    page: str = PAGE
    before: tuple[tuple[str, ...], ...] = ()


KINDS = (
    Kind("add, to a page", ADD),
    Kind("add, to a new page", ADD, ""),
    Kind("edit", ("edit", f"{DAY}:3", "30m", "brand", "read:", "typed by hand")),
    Kind("remove", ("remove", f"{DAY}:3")),
    Kind("undo", ("undo",), PAGE, (ADD,)),
)


@dataclass
class Found:
    """How commands ended."""

    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def says(self) -> str:
        """The counts in one line."""
        ends = ", ".join(f"{count} {name}" for name, count in sorted(self.ends.items()))
        return f"{sum(self.ends.values())} runs: {ends}; {len(self.faults)} faults"


class World:
    """A journal in `folder`, and this machine's state in `state`."""

    def __init__(self, folder: Path, state: Path, kind: Kind) -> None:
        self.kind = kind
        self.root = folder / "journal"
        self.state = state
        self.page = self.root / page_path(DAY)
        self.root.mkdir()
        (self.root / "hat.toml").write_text("format = 1\n")
        if kind.page:
            self.page.parent.mkdir(parents=True)
            self.page.write_text(kind.page)
        self.env = {
            "PATH": os.environ["PATH"], "HOME": str(state), "XDG_STATE_HOME": str(state / "state"), "LANG": "C.UTF-8",
            "TWOHATS_JOURNAL": str(self.root), "TWOHATS_NOW": f"{DAY}T22:00", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        for words in kind.before:
            assert self.run(words).returncode == 0
        self.old = self.text()

    def run(self, words: tuple[str, ...], **env: str) -> subprocess.CompletedProcess[str]:
        """Run a command."""
        return subprocess.run(
            [HAT, *words], env=self.env | env, capture_output=True, text=True, check=False, timeout=600
        )

    def text(self) -> str:
        """The page; empty if there is none."""
        return self.page.read_text() if self.page.exists() else ""

    def left_over(self) -> list[str]:
        """Temporary files."""
        scratch = self.root / ".twohats" / "tmp"
        return os.listdir(scratch) if scratch.exists() else []


def judge(world: World, done: subprocess.CompletedProcess[str], new: str, where: str, found: Found) -> None:
    """See how a command ended under a fault."""
    text, code = world.text(), done.returncode
    heading = text.strip() == f"# {DAY} Sunday"  # of a page that was to be made
    end = "new" if text == new else "old" if text == world.old or (not world.old and heading) else "torn"
    name = {
        (0, "new"): "saved", (3, "old"): "refused, the old file whole", (3, "new"): "there, and said to be uncertain",
    }.get((code, end), "wrong")  # fmt: skip
    found.ends[name] += 1
    typed = "typed by hand" in world.kind.words or "hand" in world.kind.words
    if name == "wrong":
        found.faults.append(f"{where}: exit code {code} and the page {end}; {done.stderr[-400:]}")
    elif code and not done.stderr.startswith("hat: "):
        found.faults.append(f"{where}: says {done.stderr[-400:]!r}")
    elif code and typed and "typed by hand" not in done.stderr:
        found.faults.append(f"{where}: the typed line was not given back; {done.stderr[-400:]!r}")
    elif code and (end == "new") != ("may be there all the same" in done.stderr):
        found.faults.append(f"{where}: says what is not so of whether it was saved; {done.stderr[-400:]!r}")


def judge_next(world: World, where: str, found: Found) -> None:
    """Whether the next command, with the disk mended, does its work and clears up."""
    before = world.text()
    done = world.run(("add", "21:45", "5m", "brand", "read:", "the next one"))
    wanted = [line for line in before.split("\n") if line.startswith("- ")]
    kept = [line for line in world.text().split("\n") if line.startswith("- ") and "the next one" not in line]
    if done.returncode or kept != wanted or "the next one" not in world.text():
        found.faults.append(f"{where}: the next command: {done.returncode} {done.stderr[-300:]!r}")
    if world.left_over():
        found.faults.append(f"{where}: the next command left {world.left_over()}")


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path | None]:
    """A file system of its own, None where none may be mounted."""
    place = folder / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if (
        not sys.platform.startswith("linux")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path, free: int, inodes: int) -> None:
    """Leave so many bytes and, where `inodes` is not negative, so many inodes free."""
    number = 0
    while inodes >= 0 and os.statvfs(disk).f_ffree > inodes:
        (disk / f"file-{number}").touch()
        number += 1
    about = os.statvfs(disk)
    with (disk / "filler").open("ab") as file:
        file.write(b"x" * max(about.f_bavail * about.f_bsize - free, 0))


def try_small_disk(*, state_too: bool, by_inodes: bool, every: int = 1) -> Found | None:
    """Every command on a disk with ever more room; None where no file system may be mounted."""
    found = Found()
    rooms = range(0, 16, every) if by_inodes else range(0, 64 * 1024, every * 4096)
    for kind in KINDS:
        for room in rooms:
            with (
                tempfile.TemporaryDirectory() as name,
                small_disk(Path(name), "size=256k,nr_inodes=100") as disk,
            ):
                if disk is None:
                    return None
                state = disk / "state" if state_too else Path(name) / "state"
                state.mkdir()
                world = World(disk, state, kind)
                new = new_text(kind)
                (disk / "filler").touch()
                fill(disk, 128 * 1024 if by_inodes else room, room if by_inodes else -1)
                where = f"{kind.name}, {room} {'inodes' if by_inodes else 'bytes'} free"
                judge(world, world.run(kind.words), new, where, found)
                for path in disk.glob("fil*"):
                    path.unlink()
                judge_next(world, where, found)
    return found


def new_text(kind: Kind) -> str:
    """What a command makes of the page where nothing goes wrong."""
    with tempfile.TemporaryDirectory() as name:
        world = World(Path(name), Path(name), kind)
        assert world.run(kind.words).returncode == 0
        return world.text()


class Shim:
    """Lets calls of a command fail."""

    def __init__(self, folder: Path) -> None:
        self._library = compiled("error_shim", folder)
        self._path = folder / "error-state"
        self._state = shared_numbers(self._path, 5)

    def run(
        self, world: World, at: int, number: int = 0, *, on: bool = False, by_half: bool = False
    ) -> tuple[subprocess.CompletedProcess[str], int]:
        """Run the world's command with its call `at` failing (0: none); how it ended, and its calls."""
        self._state[:] = struct.pack("5q", 0, at, on, number, by_half)
        done = world.run(world.kind.words, LD_PRELOAD=str(self._library), ERROR_STATE=str(self._path))
        return done, struct.unpack("5q", self._state[:])[0]


def try_calls(kind: Kind, error: str, *, every: int = 1) -> Found:
    """Every so many of the calls of one command failing with one error, in three ways."""
    found = Found()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shim = Shim(folder)
        live, kept = folder / "live", folder / "kept"
        live.mkdir()
        world = World(live, live, kind)
        shutil.copytree(live, kept)
        done, calls = shim.run(world, 0)
        new = world.text()
        assert done.returncode == 0
        assert calls > 5
        for at in range(1, calls + 1, every):
            for on, by_half in ((False, False), (True, False), (True, True)):
                shutil.rmtree(live)
                shutil.copytree(kept, live)
                done, _ = shim.run(world, at, getattr(errno, error), on=on, by_half=by_half)
                how = "by half" if by_half else "from then on" if on else "once"
                where = f"{kind.name}, {error} at call {at} of {calls}, {how}"
                judge(world, done, new, where, found)
                judge_next(world, where, found)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", default=",".join(ERRORS))
    parser.add_argument("--without-mount", action="store_true")
    args = parser.parse_args()
    faults: list[str] = []
    for state_too in () if args.without_mount else (True, False):
        for by_inodes in (False, True):
            found = try_small_disk(state_too=state_too, by_inodes=by_inodes)
            name = f"a disk without {'inodes' if by_inodes else 'room'}"
            name += f", the state {'on it' if state_too else 'elsewhere'}"
            print(f"{name}: {found.says() if found else 'no file system may be mounted here'}", flush=True)
            faults += found.faults if found else []
    for error in filter(None, args.errors.split(",")):
        for kind in KINDS:
            found = try_calls(kind, error)
            print(f"{error}, {kind.name}: {found.says()}", flush=True)
            faults += found.faults
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
