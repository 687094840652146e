"""Trade a folder of a journal for a link that leads out of it, as fast as that goes, while the journal is written to.

`python benchmarks/folder_race.py [--tries 600] [--syncs 100]`. After each command the folder that the link leads to is
compared with what it was.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.git_home import set_up_git
from tests.reliability.racing import OPERATIONS, Race, Tried, race_for
from tests.sync.machines import World, set_up

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    """Try, and print what came of it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--tries", type=int, default=600, help="of each operation and folder")
    options.add_argument("--syncs", type=int, default=100)
    said = options.parse_args()
    races = [(name, "days/2026") for name in OPERATIONS]
    races += [("add", folder) for folder in ("days", ".twohats", ".twohats/tmp")]
    print(f"{'operation':18} {'folder traded':14} {'tries':>6} {'done':>6} {'outside':>8}")
    for name, traded in races:
        with own_world() as folder:
            race = race_for(folder, traded)
            tried = race.at_random(said.tries, OPERATIONS[name](race))
        _show(name, traded, tried)
    with own_world() as folder:
        tried = race_of_syncs(folder, said.syncs)
    _show("sync", "days/2026", tried)


@contextlib.contextmanager
def own_world() -> Iterator[Path]:
    """A folder and a home of nobody's, for as long as it takes; what the commands say goes nowhere."""
    with (
        tempfile.TemporaryDirectory() as name,
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        folder = Path(name)
        set_up_git(folder / "home", folder / "state")
        yield folder


def race_of_syncs(folder: Path, tries: int) -> Tried:
    """Bring what another machine has written, while the folder it goes to is traded."""
    set_up(folder)
    world = World(folder)

    def work(number: int) -> None:
        world.b.add(f"{number % 600 + 1}m brand post: {number}")
        world.b.sync()
        report = world.a.sync()
        if report.outcome != "synced":
            raise OSError(report.outcome)

    return Race(world.a.root).at_random(tries, work)


def _show(name: str, traded: str, tried: Tried) -> None:
    print(f"{name:18} {traded:14} {tried.tries:6,} {tried.saved:6,} {tried.outside:8,}", flush=True)


if __name__ == "__main__":
    main()
