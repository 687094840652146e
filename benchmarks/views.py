"""What every view of the shell costs, on a year of a full journal and on ten years of it.

`python benchmarks/views.py [--runs 7] [--here] [VIEW…]`. CPU time of the whole process beside a bare interpreter, all
interleaved in one run, medians. The journals have 10,000 lines a year, with people, threads, ratings and fields. A
view may take half a second of CPU on a year and three seconds on ten; what takes longer is marked, and the exit code
says so. `--here` measures this checkout in place of a wheel built from it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.installed import install_wheel, own_world
from benchmarks.journals import LAST, SETTLED, write_full_journal
from benchmarks.timed import Timed, run_in_turn

A_YEAR = 10_000
YEARS = {1: 500, 10: 3_000}
"""Years of journal to the milliseconds of CPU that a view may take on them."""
REPORT = "report"
"""Shows five views, so it may take as long as two of them."""
VIEWS = {
    "week": ("week",),
    "trend": ("trend",),
    "trend year": ("trend", "year"),
    "trend all": ("trend", "all"),
    "channels": ("channels",),
    "channels all": ("channels", "all"),
    "a channel": ("channels", "linkedin"),
    "why": ("why",),
    "people": ("people",),
    "a person": ("people", "p2"),
    "trials": ("trials",),
    "review": ("review", "--plain"),
    "report": ("report",),
    "report year": ("report", "year"),
}
"""What is measured: a name, and the words after `hat`."""


def views(folder: Path, hat: str, wanted: list[str]) -> list[tuple[Timed, int]]:
    """The commands, each with the milliseconds that it may take."""
    found = []
    for years, most in YEARS.items():
        root = folder / f"journal-{years}"
        write_full_journal(root, A_YEAR * years, years)
        world = own_world(folder, TWOHATS_JOURNAL=str(root), TWOHATS_NOW=f"{LAST}T18:00")
        found += [
            (
                Timed(f"hat {name}, {A_YEAR * years:,}", [hat, *words], world),
                most * (2 if words[0] == REPORT else 1),
            )
            for name, words in VIEWS.items()
            if not wanted or name in wanted
        ]
    return found


def main() -> int:
    """Measure and print; 1 if a view takes longer than it may."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--here", action="store_true", help="this checkout, not a wheel built from it")
    options.add_argument("views", nargs="*", metavar="VIEW", help=f"of {', '.join(VIEWS)}; all by default")
    said = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bin_folder = Path(sys.executable).parent if said.here else install_wheel(folder)
        bare = Timed("python -c pass", [str(bin_folder / "python"), "-c", "pass"], own_world(folder))
        timed = views(folder, str(bin_folder / "hat"), said.views)
        time.sleep(SETTLED)
        run_in_turn([bare, *(one for one, _ in timed)], said.runs)
    print(f"{'CPU of the whole process':30} {'median ms':>10} {'x python -c pass':>17}")
    print(f"{bare.name:30} {bare.median:10.1f} {1:17.2f}")
    slow = 0
    for one, most in timed:
        mark = f"  over {most} ms" if one.median > most else ""
        slow += bool(mark)
        print(f"{one.name:30} {one.median:10.1f} {one.median / bare.median:17.2f}{mark}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
