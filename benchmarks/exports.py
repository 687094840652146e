"""What writing a journal for other programs takes, and reading it again: CPU and memory, and how both grow.

`python benchmarks/exports.py [--lines 100000] [FORMAT…]`. For a quarter, half and all of the lines: CPU time of the
whole process, the lesser of two, in seconds and as a multiple of a bare interpreter's; the most memory above that of
a bare interpreter; and the largest factor by which CPU grows when the lines double. Reading goes through the reader
alone: no plan is made.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.installed import own_world
from benchmarks.journals import LAST, write_full_journal

PYTHON = sys.executable
HAT = str(Path(PYTHON).with_name("hat"))
FILES = {
    "jsonl": "journal.jsonl", "klog": "t.klg", "timeclock": "t.timeclock", "timedot": "t.timedot", "toggl": "t.csv",
    "timewarrior": "2026-11.data", "watson": "frames",
}  # fmt: skip
"""Formats that are read again, by the names that files of them have."""
ONLY_WRITTEN = ("csv", "md", "ics", "sqlite")
READ = """
import sys
from zoneinfo import ZoneInfo
from twohats.interchange.source import Options
from twohats.interchange.sources import source_named
from twohats.system.archive import tree_at
tree = tree_at(sys.argv[2])
reader = source_named(sys.argv[1]).reader()
(found,) = reader.recognise(tree)
print(sum(1 for _ in reader.read(tree, found, Options(ZoneInfo("Europe/London"), {}))))
"""
MOST_MEMORY = 60
"""MiB above the interpreter's that any of these may take."""
MOST_GROWTH = 2.6
"""Times the CPU when the lines double."""


def cost(words: list[str], world: dict[str, str]) -> tuple[float, float]:
    """Seconds of CPU and MiB of memory of a process."""
    child = subprocess.Popen(words, env=world, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, used = os.wait4(child.pid, 0)
    said = child.stderr.read().decode() if child.stderr else ""
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{words}: {said}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def lesser(words: list[str], world: dict[str, str]) -> tuple[float, float]:
    """The same of two runs, the second one's files written over the first one's."""
    return min(cost(words, world), cost(words, world))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    parser.add_argument("--lines", type=int, default=100_000)
    args = parser.parse_args()
    wanted = args.formats or [*FILES, *ONLY_WRITTEN]
    spent: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        bare = [cost([PYTHON, "-c", "pass"], dict(os.environ)) for _ in range(7)]
        cpu, memory = sorted(bare)[3]
        for part in (4, 2, 1):
            root = folder / f"journal-{part}"
            lines = args.lines // part
            write_full_journal(root, lines, max(1, lines // 10_000))
            world = own_world(
                folder, TWOHATS_JOURNAL=str(root), TWOHATS_NOW=f"{LAST}T18:00", TZ="Europe/London"
            )
            for name in wanted:
                target = folder / f"{part}-{name}" / FILES.get(name, "out")
                target.parent.mkdir()
                spent.setdefault(f"write {name}", []).append(
                    lesser([HAT, "export", name, "--force", "-o", str(target)], world)
                )
                if name in FILES:
                    source = {"jsonl": "twohats"}.get(name, name)
                    words = [
                        PYTHON,
                        "-c",
                        READ,
                        source,
                        str(target.parent if name == "timewarrior" else target),
                    ]
                    spent.setdefault(f"read {name}", []).append(lesser(words, world))
    print(f"a bare interpreter: {cpu * 1000:.0f} ms, {memory:.0f} MiB; {args.lines:,} lines")
    over = False
    for name, runs in spent.items():
        seconds, most = runs[-1]
        growth = max(later[0] / earlier[0] for earlier, later in pairwise(runs))
        is_over = most - memory > MOST_MEMORY or growth > MOST_GROWTH
        over = over or is_over
        mark = "  <- too much" if is_over else ""
        print(
            f"{name:<18} {seconds:6.2f} s {seconds / cpu:6.0f} x  {most - memory:5.1f} MiB  x {growth:.2f}{mark}"
        )
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
