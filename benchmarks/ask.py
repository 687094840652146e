"""What it costs to ask a whole journal, beside a bare interpreter and beside peers that report their whole history.

`python benchmarks/ask.py [--lines 100000] [--runs 9] [--here] [--peers]`. CPU of the whole process (user and system),
all commands interleaved in one run, medians. The journal has so many lines over ten years; its notes are of 20,000
words, as frequent as words are. First the index is made from nothing; then, since pages just written are not trusted,
a minute passes. Each question is asked of the journal as it is, and of a copy in which one page is changed before each
run. Peers (`--peers`) get the lines of it that took time: Watson from its package, hledger and timewarrior where they
are installed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.installed import install, install_wheel, own_world
from benchmarks.journals import LAST, SETTLED, made_words, write_full_journal
from benchmarks.timed import Timed, run_in_turn

from twohats.format.model import Entry
from twohats.journal.folder import Journal

WORDS = made_words(20_000)
SELDOM, OFTEN = WORDS[300], WORDS[3]
"""A word of some three hundred lines, and one of every third."""
CHANGED = LAST - timedelta(days=400)
ANSWERED = (0, 1)
"""What a question may end with: 1 is that there is nothing."""
QUESTIONS = {
    "hat list @p300": ("list", "@p300"),
    "hat list @p2": ("list", "@p2"),
    "hat find, a word of few lines": ("find", SELDOM),
    "hat find, the same with a slip": ("find", f"{SELDOM[:-2]}{SELDOM[-1]}{SELDOM[-2]}"),
    "hat find, a word of many lines": ("find", OFTEN),
    "hat sum by channel": ("sum", "all", "by", "channel"),
    "hat sum by person": ("sum", "all", "by", "person"),
    "hat sum brand by kind month": ("sum", "all", "brand", "by", "kind", "month"),
}
"""What is asked."""


def questions(hat: str, world: dict[str, str], copy: Path) -> list[Timed]:
    """Ours, of a journal as it is, and of its copy with one page changed before each."""
    of_copy = {**world, "TWOHATS_JOURNAL": str(copy)}
    found = []
    for name, words in QUESTIONS.items():
        found += [
            Timed(name, [hat, *words], world, fine=ANSWERED),
            Timed(f"{name}, one page changed", [hat, *words], of_copy, lambda: change(copy), ANSWERED),
        ]
    return found


def change(root: Path) -> None:
    """Change one page, as an editor does."""
    path = root / "days" / f"{CHANGED.year}" / f"{CHANGED}.md"
    line = f"- 5m brand read linkedin: {time.monotonic_ns()}\n"
    path.write_text("".join([*path.read_text().splitlines(keepends=True)[:20], line]))


def entries(root: Path) -> Iterator[tuple[datetime, timedelta, Entry]]:
    """What took time, in order: each begins when the one before has ended."""
    for page in Journal(str(root)).pages():
        midnight, end = datetime.fromisoformat(page.day), 0
        for value in page.entries():
            start = max(value.start or 0, end)
            end = start + min(value.minutes, 20)
            if end < 24 * 60:
                yield midnight + timedelta(minutes=start), timedelta(minutes=end - start), value


def peers(folder: Path, root: Path) -> list[Timed]:
    """Other tools that report all of their history, by project, account or tag."""
    lines = [*entries(root)]
    found = [_watson(folder, lines)]
    if shutil.which("hledger"):
        found.append(_hledger(folder, lines))
    if shutil.which("timew"):
        found.append(_timewarrior(folder, lines))
    return found


def _watson(folder: Path, lines: list[tuple[datetime, timedelta, Entry]]) -> Timed:
    bin_folder = install(folder / "peers", "td-watson", "setuptools<81")
    home = folder / "watson"
    home.mkdir()
    frames = []
    for number, (start, length, value) in enumerate(lines):
        first = int(start.timestamp())
        frames.append(
            [first, first + int(length.total_seconds()), value.hat, f"{number:032x}", [value.channel], first]
        )
    (home / "frames").write_text(json.dumps(frames))
    world = own_world(home, WATSON_DIR=str(home))
    return Timed("watson report --all", [str(bin_folder / "watson"), "report", "--all", "--no-pager"], world)


def _hledger(folder: Path, lines: list[tuple[datetime, timedelta, Entry]]) -> Timed:
    file = folder / "all.timedot"
    text, day = [], ""
    for start, length, value in lines:
        if day != f"{start:%Y-%m-%d}":
            day = f"{start:%Y-%m-%d}"
            text.append(f"\n{day}\n")
        text.append(f"{value.hat}:{value.activity}:{value.channel}  {length.total_seconds() / 3600:.2f}h\n")
    file.write_text("".join(text))
    return Timed(
        "hledger balance", ["hledger", "-f", str(file), "balance"], own_world(folder, LANG="C.UTF-8")
    )


def _timewarrior(folder: Path, lines: list[tuple[datetime, timedelta, Entry]]) -> Timed:
    home = folder / "timewarrior"
    (home / "data").mkdir(parents=True)
    (home / "timewarrior.cfg").write_text("")
    months: dict[str, list[str]] = {}
    for start, length, value in lines:
        span = f"{start:%Y%m%dT%H%M%SZ} - {start + length:%Y%m%dT%H%M%SZ}"
        months.setdefault(f"{start:%Y-%m}", []).append(f"inc {span} # {value.hat} {value.channel}\n")
    for month, spans in months.items():
        (home / "data" / f"{month}.data").write_text("".join(spans))
    world = own_world(home, TIMEWARRIORDB=str(home))
    return Timed("timew summary :all", ["timew", "summary", ":all"], world)


def built(hat: str, world: dict[str, str], lines: int) -> None:
    """Make the index from nothing, and say what that cost."""
    first = Timed("first", [hat, "list", "@p300"], world, fine=ANSWERED)
    first.run()
    size = sum(path.stat().st_size for path in Path(world["XDG_STATE_HOME"]).rglob("index/*"))
    print(
        f"index from nothing: {first.median / lines * 1000:.1f} us a line, {size / 2**20:.1f} MiB, "
        f"at most {first.memory} MiB of memory",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--lines", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--here", action="store_true", help="this checkout, not a wheel built from it")
    options.add_argument("--peers", action="store_true", help="measure other tools in the same run")
    said = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bin_folder = Path(sys.executable).parent if said.here else install_wheel(folder)
        hat, root = str(bin_folder / "hat"), folder / "journal"
        write_full_journal(root, said.lines, 10, words=WORDS)
        copy = folder / "copy"
        shutil.copytree(root, copy)
        world = own_world(folder, TWOHATS_JOURNAL=str(root), TWOHATS_NOW=f"{LAST}T18:00")
        built(hat, world, said.lines)
        bare = Timed("python -c pass", [str(bin_folder / "python"), "-c", "pass"], own_world(folder))
        asked = [bare, *questions(hat, world, copy), *(peers(folder, root) if said.peers else [])]
        time.sleep(SETTLED)
        for journal in (root, copy):  # trusted from now on
            Timed(
                "once", [hat, "list", "@p300"], {**world, "TWOHATS_JOURNAL": str(journal)}, fine=ANSWERED
            ).run()
        run_in_turn(asked, said.runs)
        print(f"{'CPU of the whole process':48} {'median ms':>10} {'x python -c pass':>17} {'MiB':>5}")
        for one in asked:
            print(f"{one.name:48} {one.median:10.1f} {one.median / bare.median:17.2f} {one.memory:5}")


if __name__ == "__main__":
    main()
