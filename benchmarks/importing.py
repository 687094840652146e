"""What `hat import` costs: time, memory and growth for each source, the lines taken in, and a long journal beside none.

`python benchmarks/importing.py [--part 1.0] [--tries 2] [--only WORD …]`. It makes its own inputs
(`import_inputs.py`): 100,000 messages of LinkedIn, Facebook and WhatsApp, a mailbox of 500 MB, 130 MB of posts of X,
500,000 events of ActivityWatch; `--part 0.1` a tenth of each. Each preview (`--dry-run`) runs in a process of its own:
CPU of user and system, the clock, and peak memory above that of `python -c pass`. A mailbox and posts are read by the
fastest sound reading too (`import_floors.py`), in the same run. Each size is measured at a quarter, a half and the
whole, less the cost of an empty archive: twice as much may take GROWTH times as long. Ends with 1 if a bound is broken.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.installed import own_world

GROWTH = 2.6
MEMORY = 60
"""MiB above the interpreter's."""
TIMES = 3.0
"""As long as the fastest sound reading a preview may take."""
LINES = (10_000, 100_000)
HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
HAT = str(Path(sys.executable).parent / "hat")


class Shape(NamedTuple):
    """Something to import."""

    name: str
    make: str
    """An expression of `import_inputs` with `folder` and `many`."""
    many: int
    floor: str = ""
    """Which of `import_floors` reads the same."""
    is_bounded: bool = True
    """Whether the bound of memory is for it."""


SHAPES = (
    Shape("LinkedIn, 100,000 messages", "linkedin(folder, talks(many))", 100_000),
    Shape("Facebook, 100,000 messages", "meta(folder, talks(many))", 100_000),
    Shape("WhatsApp, 100,000 messages in 20 chats", "whatsapp(folder, talks(many, people=20))", 100_000),
    Shape("mail, 500 MB", "mbox(folder, many * MIB)", 500, "mbox"),
    Shape("X, 130 MB of posts", "tweets(folder, many * MIB)", 130, "json"),
    Shape("ActivityWatch, 500,000 events", "activitywatch(folder, many)", 500_000),
    Shape("timewarrior, 100,000 intervals", "timewarrior(folder, many)", 100_000, is_bounded=False),
    Shape("LinkedIn: one sentence from 100,000", "linkedin(folder, all_alike(many))", 100_000, "", False),
    Shape("LinkedIn: nearly one sentence", "linkedin(folder, nearly_alike(many))", 100_000, "", False),
    Shape("LinkedIn: six words in any order", "linkedin(folder, one_block(many))", 100_000, "", False),
    Shape("LinkedIn: 100,000 threads", "linkedin(folder, many_threads(many))", 100_000, "", False),
    Shape("LinkedIn: one thread", "linkedin(folder, one_thread(many))", 100_000, "", False),
    Shape("LinkedIn: 25,000 of one name", "linkedin(folder, namesakes(many))", 100_000, "", False),
)


class Ran(NamedTuple):
    """What a process took."""

    cpu: float
    """Seconds of user and system."""
    wall: float
    memory: float
    """MiB at most."""
    said: str


def ran(command: list[str], world: dict[str, str], fine: tuple[int, ...] = (0, 1)) -> Ran:
    """Run a command; of memory, what a process has in any case is that of this one when it was started."""
    begun = time.monotonic()
    with subprocess.Popen(
        command, env=world, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout
        said = process.stdout.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise RuntimeError(f"{command} ended with {process.returncode}: {said[-2000:]}")
    wall = time.monotonic() - begun
    return Ran(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, said)


def least(act: Callable[[], Ran], tries: int) -> Ran:
    """The one of several runs that took least CPU."""
    return min((act() for _ in range(tries)), key=lambda one: one.cpu)


def made(shape: Shape, folder: Path, many: int) -> Path:
    """The input, made by a process of its own, so that this one stays small."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from benchmarks.import_inputs import *\n"
        f"folder, many = Path(sys.argv[2]), {many}\n"
        f"print({shape.make})"
    )
    said = ran([PYTHON, "-c", code, str(HERE.parent), str(folder)], dict(os.environ), (0,)).said
    return Path(said.strip())


def journal(folder: Path, lines: int = 0) -> dict[str, str]:
    """A world with a journal of so many lines over ten years."""
    root = folder / "journal"
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from benchmarks.journals import write_full_journal\n"
        f"write_full_journal(Path(sys.argv[2]), {lines}, {10 if lines else 0})"
    )
    ran([PYTHON, "-c", code, str(HERE.parent), str(root)], dict(os.environ), (0,))
    return own_world(folder, TWOHATS_JOURNAL=str(root), TWOHATS_NOW="2026-11-22T18:00", LANG="C.UTF-8")


def preview(source: Path, world: dict[str, str]) -> Ran:
    """`hat import --dry-run`."""
    return ran([HAT, "import", str(source), "--hat", "brand", "--dry-run"], world)


def reading(form: str, source: Path, world: dict[str, str]) -> Ran:
    """The fastest sound reading of the same."""
    file = source / "data" / "tweets.js" if source.is_dir() else source
    return ran([PYTHON, str(HERE / "import_floors.py"), form, str(file)], world)


def measured(
    shape: Shape, part: float, tries: int, folder: Path, world: dict[str, str], bare: Ran
) -> list[str]:
    """One row of the table, and the names of the bounds that it breaks."""
    whole = max(int(shape.many * part), 4)
    took: list[Ran] = []
    start = ran(
        [
            HAT,
            "import",
            str(made(SHAPES[0], folder / f"none {shape.name}", 1)),
            "--hat",
            "brand",
            "--dry-run",
        ],
        world,
    )
    wrong, beside = [], ""
    for share in (4, 2, 1):
        with tempfile.TemporaryDirectory(dir=folder) as name:
            source = made(shape, Path(name), whole // share)
            took.append(least(lambda source=source: preview(source, world), tries))  # type: ignore[misc]
            if share == 1 and shape.floor:
                floor = least(lambda source=source: reading(shape.floor, source, world), tries)  # type: ignore[misc]
                times = took[-1].cpu / floor.cpu
                beside = f"{times:6.1f} x {floor.cpu:.2f} s, {floor.memory - bare.memory:.0f} MiB"
                wrong += ["time"] if times > TIMES else []
    own = [max(one.cpu - start.cpu, 0.02) for one in took]
    growth = max(own[1] / own[0], own[2] / own[1])
    memory = took[-1].memory - bare.memory
    wrong += ["growth"] if growth > GROWTH and own[0] > 0.1 else []
    wrong += ["memory"] if memory > MEMORY and shape.is_bounded else []
    print(
        f"{shape.name:42}{took[-1].cpu:7.2f}{took[-1].wall:7.1f}{memory:7.0f}"
        f"{growth:7.2f} {beside}{'   TOO MUCH: ' + ', '.join(wrong) if wrong else ''}",
        flush=True,
    )
    return wrong


def taken_in(lines: int, folder: Path) -> None:
    """Take so many lines in, the same again, and undo it; each in seconds of CPU."""
    world = journal(folder)
    source = made(SHAPES[6], folder / "in", lines)
    yes = [HAT, "import", str(source), "--hat", "brand", "--yes"]
    shown = preview(source, world)
    first = ran(yes, world)
    root = Path(world["TWOHATS_JOURNAL"])
    pages = len([*root.glob("days/*/*.md")])
    again = ran(yes, world)
    undone = ran([HAT, "undo"], world)
    left = len([*root.glob("days/*/*.md")])
    print(
        f"{lines:>7} lines, {pages} pages: preview {shown.cpu:.2f}, taken in {first.cpu:.2f} (all of it, "
        f"{first.memory:.0f} MiB), again {again.cpu:.2f}, hat undo {undone.cpu:.2f} ({undone.memory:.0f} MiB; "
        f"{left} pages left)",
        flush=True,
    )


def beside_a_journal(folder: Path, lines: int, part: float) -> None:
    """The preview of one archive in an empty journal, and in one of so many lines."""
    source = made(SHAPES[0], folder / "in", int(10_000 * part))
    empty, full = journal(folder / "empty"), journal(folder / "full", lines)
    ran([HAT, "list", "@nobody"], full)
    none = least(lambda: preview(source, empty), 3)
    long = least(lambda: preview(source, full), 3)
    print(
        f"LinkedIn, {int(10_000 * part):,} messages: empty journal {none.cpu:.2f} s, {none.memory:.0f} MiB; "
        f"{lines:,} lines {long.cpu:.2f} s, {long.memory:.0f} MiB",
        flush=True,
    )


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--part", type=float, default=1.0, help="of each size")
    options.add_argument("--tries", type=int, default=2, help="of each run, of which the least counts")
    options.add_argument("--only", nargs="*", default=[""], metavar="WORD", help="rows with one of these")
    said = options.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = journal(folder)
        bare = least(lambda: ran([PYTHON, "-c", "pass"], world), 5)
        print(f"{'preview':42}{'CPU s':>7}{'clock':>7}{'+ MiB':>7}{'growth':>7} times the fastest reading")
        for shape in SHAPES:
            if any(word in shape.name for word in said.only):
                wrong += bool(measured(shape, said.part, said.tries, folder, world, bare))
        for lines in LINES:
            if any(word in "taken in" for word in said.only):
                taken_in(int(lines * said.part), folder / f"{lines}")
        if any(word in "a journal" for word in said.only):
            beside_a_journal(folder / "beside", int(100_000 * said.part), said.part)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
