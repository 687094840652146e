"""What we export is read by the programs it is for, and what they write by us: totals are equal.

Watson comes from the package index, so its tests are asked for: `TWOHATS_INSTALLERS=1`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.test_writers import exported, text_of

from twohats.format.model import Entry
from twohats.interchange.exported import Writing, account_of, tags_of
from twohats.interchange.record import Span
from twohats.interchange.source import LeftOut, Options
from twohats.interchange.sources import recognised, source_named
from twohats.system.archive import tree_at

if TYPE_CHECKING:
    from twohats.interchange.exported import Exported
    from twohats.interchange.source import Read

ZONE = "Europe/London"
OPTIONS = Options(ZoneInfo(ZONE), {})
CASES = Path(__file__).parent / "cases"
NOTES = [
    "", "Issue 14", "two  spaces", 'said "no"', "back\\slash \\", "semi;colon", "# hash #tag=1", "Zoë @bram", "a | b",
    "-1", "=1+1", "'", '"', '\\\\"', "2026-11-17", "tab\there", "[brackets] {braces} $1.00", "\x1b[31m", "😀 emoji",
]  # fmt: skip
"""Texts that another program may take for something else."""
HEADS = [
    "brand post linkedin",
    "p talk phone @zoë",
    "n do make +issue14",
    "b do walk",
    "p read in-person",
    "b post",
]


def journal(seed: int) -> list[Exported]:
    """Lines of twenty days, over nights on which clocks are put forward and back; minutes in threes, of which hundredths
    of an hour are exact.
    """
    rnd = random.Random(seed)
    lines: list[Exported] = []
    for day in [
        "2026-03-28",
        "2026-03-29",
        "2026-10-24",
        "2026-10-25",
        *(f"2026-11-{day:02d}" for day in range(1, 17)),
    ]:
        text, at = "", 0
        while at < 24 * 60:
            at += rnd.randint(1, 240)
            minutes = 3 * rnd.randint(1, 80)
            clock = f"{at // 60:02d}:{at % 60:02d} " if rnd.random() < 0.8 and at < 1800 else ""
            text += f"- {clock}{minutes}m {rnd.choice(HEADS)}: {rnd.choice(NOTES)}\n"
            at += minutes
        lines += exported(text + "- brand got reply\n- nothing\n", day)
    assert len([line for line in lines if isinstance(line.value, Entry)]) > 60
    return lines


def minutes_by(lines: list[Exported], what: str, *, timed: bool) -> Counter[str]:
    """The minutes of lines of time by hat or account."""
    found: Counter[str] = Counter()
    for line in lines:
        value = line.value
        if isinstance(value, Entry) and (value.start is not None or not timed):
            found[account_of(value) if what == "account" else value.hat] += value.minutes
    return found


def read(path: Path) -> list[Read]:
    """What our readers find in a file or folder."""
    (found,) = recognised(tree_at(str(path)))
    source = source_named(found.source)
    assert source
    return [*source.reader().read(tree_at(str(path)), found, OPTIONS)]


def spans_in(path: Path) -> list[Span]:
    spans = [one for one in read(path) if isinstance(one, Span)]
    assert len(spans) == len([one for one in read(path) if not isinstance(one, LeftOut)])
    return spans


def run(*command: str | Path, **variables: str) -> str:
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
        env={**os.environ, "TZ": ZONE, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **variables},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


needs_hledger = pytest.mark.skipif(not shutil.which("hledger"), reason="needs hledger")
needs_timew = pytest.mark.skipif(not shutil.which("timew"), reason="needs timew")
needs_index = pytest.mark.skipif(
    not os.environ.get("TWOHATS_INSTALLERS"),
    reason="takes packages from the index: TWOHATS_INSTALLERS=1 asks for it",
)


def hledger_minutes(path: Path) -> Counter[str]:
    """What hledger finds: minutes by account."""
    rows = run("hledger", "-f", path, "balance", "--flat", "-N", "-O", "json")
    return Counter(
        {row[0]: round(row[3][0]["aquantity"]["floatingPoint"] * 60) for row in json.loads(rows)[0]}
    )


@needs_hledger
@pytest.mark.parametrize("name", ["timeclock", "timedot"])
@pytest.mark.parametrize("seed", range(3))
def test_hledger_reads_what_we_export(tmp_path: Path, name: str, seed: int) -> None:
    lines = journal(seed)
    path = tmp_path / f"time.{name}"
    path.write_text(text_of(name, lines)[0])
    timed = name == "timeclock"
    assert hledger_minutes(path) == minutes_by(lines, "account", timed=timed)
    ours: Counter[str] = Counter()
    for span in spans_in(path):
        ours[dict(span.labels)["project"]] += span.seconds // 60
    assert ours == minutes_by(lines, "account", timed=timed)
    assert {span.hat for span in spans_in(path)} == {"brand", "personal", "novelist"}


@needs_hledger
@pytest.mark.parametrize("case", ["timeclock/time", "timedot/time"])
def test_we_find_in_a_file_what_hledger_finds(case: str) -> None:
    (path,) = (CASES / case / "in").iterdir()
    ours: Counter[str] = Counter()
    for one in read(path):
        if isinstance(one, Span):
            ours[dict(one.labels)["project"]] += one.seconds
    theirs = {account: minutes for account, minutes in hledger_minutes(path).items() if minutes}
    assert {account: round(seconds / 60) for account, seconds in ours.items()} == theirs


@pytest.fixture
def timew(tmp_path: Path) -> dict[str, str]:
    """An empty database of timewarrior, by the variables that name it."""
    folder = tmp_path / "timewarrior"
    (folder / "data").mkdir(parents=True)
    (folder / "timewarrior.cfg").write_text("")
    return {"TIMEWARRIORDB": str(folder), "HOME": str(tmp_path)}


@needs_timew
@pytest.mark.parametrize("seed", range(3))
def test_timewarrior_reads_what_we_export(tmp_path: Path, timew: dict[str, str], seed: int) -> None:
    lines = journal(seed)
    text, _ = text_of("timewarrior", lines, Writing(zone=ZoneInfo(ZONE)))
    data = Path(timew["TIMEWARRIORDB"]) / "data"
    for row in text.splitlines(keepends=True):
        with (data / f"{row[4:8]}-{row[8:10]}.data").open("a") as file:
            file.write(row)
    run("timew", "export", **timew)  # says that it makes its file of tags
    theirs = json.loads(run("timew", "export", **timew))
    entries = [line.value for line in lines if isinstance(line.value, Entry) and line.value.start is not None]
    assert len(theirs) == len(entries)
    form = "%Y%m%dT%H%M%SZ"
    found: Counter[tuple[str, ...]] = Counter()
    for each in theirs:
        seconds = (datetime.strptime(each["end"], form) - datetime.strptime(each["start"], form)).seconds
        found[tuple(sorted(each["tags"]))] += seconds // 60
    ours: Counter[tuple[str, ...]] = Counter()
    for entry in entries:
        ours[tuple(sorted({entry.hat, *tags_of(entry)}))] += entry.minutes
    assert found == ours
    # What it prints and what it keeps are the same records to us.
    exported_file = tmp_path / "all.json"
    exported_file.write_text(json.dumps(theirs))
    kept, printed = spans_in(Path(timew["TIMEWARRIORDB"])), spans_in(exported_file)
    assert {span.key for span in kept} == {span.key for span in printed}
    assert sum(span.seconds for span in kept) == 60 * ours.total()


@needs_timew
def test_we_read_what_timewarrior_writes(timew: dict[str, str]) -> None:
    for start, end, *words in (
        ("2026-11-17T09:02:11", "2026-11-17T10:31:40", "newsletter", "real talk"),
        ("2026-11-17T23:40:00", "2026-11-18T00:20:00", 'said "no"'),
        ("2026-10-25T00:30:00", "2026-10-25T03:30:00", "over the change"),
        ("2026-11-18T09:00:00", "2026-11-18T09:30:00"),
    ):
        run("timew", "track", start, "-", end, *words, ":yes", **timew)
    run("timew", "annotate", "@1", 'Issue 14; "first" draft', ":yes", **timew)
    run("timew", "start", "2026-11-19T09:00:00", "running", ":yes", **timew)
    spans = spans_in(Path(timew["TIMEWARRIORDB"]))
    assert sorted((span.at, span.seconds, span.labels) for span in spans) == [
        (datetime(2026, 10, 25, 0, 30), 4 * 3600, (("tag", "over the change"),)),
        (datetime(2026, 11, 17, 9, 2, 11), 5369, (("tag", "newsletter"), ("tag", "real talk"))),
        (datetime(2026, 11, 17, 23, 40), 2400, (("tag", 'said "no"'),)),
        (datetime(2026, 11, 18, 9, 0), 1800, ()),
    ]
    assert [span.title for span in spans if span.title] == ['Issue 14; "first" draft']
    assert [one for one in read(Path(timew["TIMEWARRIORDB"])) if isinstance(one, LeftOut)] == [
        LeftOut("entries that still run")
    ]


@pytest.fixture(scope="module")
def watson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Watson, in an environment of its own."""
    folder = tmp_path_factory.mktemp("watson") / "env"
    python = getattr(sys, "_base_executable", sys.executable)
    run(python, "-m", "venv", folder)
    run(
        folder / "bin" / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-q",
        "td-watson==2.1.0",
        "setuptools<81",
    )
    return folder / "bin" / "watson"


@needs_index
def test_watson_reads_what_we_export_and_we_what_it_writes(watson: Path, tmp_path: Path) -> None:
    lines = journal(4)
    text, left_out = text_of("watson", lines, Writing(zone=ZoneInfo(ZONE)))
    (tmp_path / "frames").write_text(text)
    world = {"WATSON_DIR": str(tmp_path), "HOME": str(tmp_path)}
    log = run(watson, "log", "--all", "--json", "--from", "2026-01-01", "--to", "2026-12-31", **world)
    theirs: Counter[str] = Counter()
    for frame in json.loads(log):
        lasted = datetime.fromisoformat(frame["stop"]) - datetime.fromisoformat(frame["start"])
        theirs[frame["project"]] += int(lasted.total_seconds()) // 60
    assert theirs == minutes_by(lines, "hat", timed=True)
    assert left_out["lines without a time of the clock"] > 0
    run(
        watson,
        "add",
        "--from",
        "2026-12-01 23:40",
        "--to",
        "2026-12-02 00:20",
        "osei",
        "+real talk",
        "+call",
        **world,
    )
    (tmp_path / "log.json").write_text(
        run(watson, "log", "--all", "--json", "--from", "2026-01-01", "--to", "2026-12-31", **world)
    )
    kept, printed = spans_in(tmp_path / "frames"), spans_in(tmp_path / "log.json")
    assert {span.key for span in kept} == {span.key for span in printed}
    assert sum(span.seconds for span in kept) == 60 * (theirs.total() + 40)
    assert kept[-1].labels == (("project", "osei"), ("tag", "real talk"), ("tag", "call"))


@pytest.mark.parametrize(("name", "file"), [("klog", "t.klg"), ("toggl", "t.csv"), ("timedot", "t.timedot")])
def test_we_read_what_we_export_for_others(tmp_path: Path, name: str, file: str) -> None:
    lines = journal(7)
    (tmp_path / file).write_text(text_of(name, lines)[0])
    timed = name == "toggl"
    spans = spans_in(tmp_path / file)
    assert sum(span.seconds for span in spans) == 60 * minutes_by(lines, "hat", timed=timed).total()
    if not timed:
        ours: Counter[str] = Counter()
        for span in spans:
            ours[span.hat] += span.seconds // 60
        assert ours == minutes_by(lines, "hat", timed=False)
