"""What the commands typed all day cost, beside a bare interpreter, on small and large journals, and beside peers.

`python benchmarks/shell.py [--runs 20] [--peers]`. CPU time of the whole process (user and system, children
included), all commands interleaved in one run, medians. The ratios are what lasts; the milliseconds are this
machine's. Peers: jrnl and Watson from their packages, timewarrior and hledger where they are installed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.installed import install, install_wheel, own_world
from benchmarks.journals import LAST, SETTLED, write_journal
from benchmarks.timed import Timed, run_in_turn

SIZES = (100, 1_000, 100_000)
LINE = ("25m", "b", "post", "linkedin", "m2:", "launch", "thread")


def ours(folder: Path, bin_folder: Path) -> list[Timed]:
    """The short commands and `hat week` on journals of every size; a timer runs in the largest."""
    hat = str(bin_folder / "hat")
    found = [Timed("hat --version", [hat, "--version"], own_world(folder))]
    for size in SIZES:
        root = folder / f"journal-{size}"
        write_journal(root, size)
        world = own_world(folder, TWOHATS_JOURNAL=str(root), TWOHATS_NOW=f"{LAST}T18:00")
        add = partial(subprocess.run, [hat, "add", *LINE], env=world, check=True, stdout=subprocess.DEVNULL)
        if size == SIZES[-1]:
            subprocess.run([hat, "start", "b", "read"], env=world, check=True, stdout=subprocess.DEVNULL)
        found += [
            Timed(f"hat add, {size:,}", [hat, "add", *LINE], world),
            Timed(f"hat status, {size:,}", [hat, "status"], world, fine=(0, 1)),
            Timed(f"hat list, {size:,}", [hat, "list"], world),
            Timed(f"hat undo, {size:,}", [hat, "undo"], world, before=add),
            Timed(f"hat week, {size:,}", [hat, "week"], world),
        ]
    return found


def peers(folder: Path) -> list[Timed]:
    """One entry added and one week reported by other tools, on 1,000 and 10,000 entries."""
    found: list[Timed] = []
    bin_folder = install(folder / "peers", "jrnl", "td-watson", "setuptools<81")
    for size in (1_000, 10_000):
        found += _jrnl(folder, bin_folder, size) + _watson(folder, bin_folder, size) + _hledger(folder, size)
    return found


def _moments(size: int) -> list[datetime]:
    start = datetime(LAST.year, LAST.month, LAST.day, 8)
    return [start - timedelta(days=n // 7, minutes=-90 * (n % 7)) for n in reversed(range(size))]


def _jrnl(folder: Path, bin_folder: Path, size: int) -> list[Timed]:
    home = folder / f"jrnl-{size}"
    home.mkdir()
    text = "".join(f"[{at:%Y-%m-%d %H:%M}] Posted a launch thread. @linkedin\n\n" for at in _moments(size))
    (home / "journal.txt").write_text(text)
    config = home / "jrnl.yaml"
    config.write_text(
        "colors: {body: none, date: none, tags: none, title: none}\ndefault_hour: 9\ndefault_minute: 0\n"
        "editor: ''\nencrypt: false\nhighlight: false\nindent_character: '|'\nlinewrap: 79\n"
        f"journals: {{default: {{journal: {home / 'journal.txt'}}}}}\ntagsymbols: '@'\ntemplate: false\n"
        "timeformat: '%Y-%m-%d %H:%M'\nversion: v4.6\ndisplay_format: null\n"
    )
    base = [str(bin_folder / "jrnl"), "--config-file", str(config)]
    world = own_world(home)
    return [
        Timed(
            f"jrnl add, {size:,}", [*base, "2026-11-22", "18:00:", "Posted", "a", "launch", "thread."], world
        ),
        Timed(f"jrnl week, {size:,}", [*base, "-from", "2026-11-16", "--short"], world),
    ]


def _watson(folder: Path, bin_folder: Path, size: int) -> list[Timed]:
    home = folder / f"watson-{size}"
    home.mkdir()
    frames = [
        [
            int(at.timestamp()),
            int(at.timestamp()) + 1500,
            "brand",
            f"{n:032x}",
            ["linkedin"],
            int(at.timestamp()),
        ]
        for n, at in enumerate(_moments(size))
    ]
    (home / "frames").write_text(json.dumps(frames))
    world = own_world(home, WATSON_DIR=str(home))
    watson = str(bin_folder / "watson")
    times = ["--from", "2026-11-22 17:00", "--to", "2026-11-22 17:25"]
    return [
        Timed(f"watson add, {size:,}", [watson, "add", *times, "brand", "+linkedin"], world),
        Timed(f"watson week, {size:,}", [watson, "report", "--from", "2026-11-16", "--no-pager"], world),
    ]


def _hledger(folder: Path, size: int) -> list[Timed]:
    if not shutil.which("hledger"):
        return []
    file = folder / f"hledger-{size}.timedot"
    file.write_text("".join(f"{at:%Y-%m-%d}\nbrand:post:linkedin  0.5h\n\n" for at in _moments(size)))
    report = ["hledger", "-f", str(file), "balance", "-b", "2026-11-16"]
    return [Timed(f"hledger week, {size:,}", report, own_world(folder, LANG="C.UTF-8"))]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--peers", action="store_true", help="measure other tools in the same run")
    said = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bin_folder = install_wheel(folder)
        bare = Timed("python -c pass", [str(bin_folder / "python"), "-c", "pass"], own_world(folder))
        timed = [bare, *ours(folder, bin_folder), *(peers(folder) if said.peers else [])]
        time.sleep(SETTLED)
        run_in_turn(timed, said.runs)
        print(f"{'CPU of the whole process':28} {'median ms':>10} {'x python -c pass':>17}")
        for one in timed:
            print(f"{one.name:28} {one.median:10.1f} {one.median / bare.median:17.2f}")


if __name__ == "__main__":
    main()
