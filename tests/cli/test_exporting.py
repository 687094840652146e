"""`hat export` at a shell: files that are there, pipes, what is handed on, and what cannot be read."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import HAT

from twohats.interchange.formats import FORMATS

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGE = """# 2026-11-22 Sunday

Prose about @hermione.

- 09:00-09:25 brand post linkedin m2 +hermione-book why:hermione why:money: with @hermione and Nobody
- 10:00-10:45 personal talk phone @hermione m5: =HYPERLINK("x")
- brand got lead hermione-mail @bo: Secretive
- 25m brand pots: Secretive
- nothing: Secretive
"""
NAMES = [form.name for form in FORMATS]


@pytest.fixture
def written(hat: Shell) -> Shell:
    hat.write(PAGE)
    return hat


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_not_written_over_unasked(written: Shell, name: str) -> None:
    target = written.home / "out"
    target.write_text("mine")
    words = () if name == "html" else ("today",)
    ran = written("export", name, *words, "-o", "out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "hat: out is there already\n     --force writes over it\n"
    assert target.read_text() == "mine"
    ran = written("export", name, *words, "-o", "out", "--force")
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert target.read_bytes() != b"mine"
    assert os.listdir(written.home).count("out") == 1
    assert not [each for each in os.listdir(written.home) if each.startswith("out.")]


@pytest.mark.parametrize("name", [each for each in NAMES if each != "html"])
def test_stdout_and_a_file_have_the_same(written: Shell, name: str) -> None:
    assert written("export", name, "-o", "out").code == 0
    done = subprocess.run([HAT, "export", name], env=written.environment(), capture_output=True, check=True)
    data = (written.home / "out").read_bytes()
    if name == "sqlite":
        (written.home / "again").write_bytes(done.stdout)
        assert [*sqlite3.connect(written.home / "again").iterdump()] == [
            *sqlite3.connect(written.home / "out").iterdump()
        ]
    else:
        assert data == done.stdout
    assert stat.S_IMODE((written.home / "out").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", NAMES)
def test_what_is_handed_on_names_nobody(written: Shell, name: str) -> None:
    if name == "sqlite":
        written("export", name, "--share", "-o", "out")
        text = "\n".join(sqlite3.connect(written.home / "out").iterdump())
    else:
        text = written("export", name, "--share").out
    assert "hermione" not in text.lower()
    assert "Secretive" not in text
    if name not in ("html", "timeclock", "timedot", "watson", "toggl", "ics", "timewarrior", "md"):
        assert "money" in text  # a word of the method, where fields have a place
    if name == "jsonl":
        lines = [json.loads(line) for line in text.splitlines()]
        assert [line["type"] for line in lines] == ["entry", "entry", "event", "nothing"]
        assert [line.get("people_count") for line in lines] == [1, 1, 1, None]
        assert not any("raw" in line or "text" in line for line in lines)


def test_nothing_is_left_where_writing_fails(written: Shell) -> None:
    assert written("export", "csv", "-o", "/nowhere/out").code == 3
    assert written("export", "csv", "-o", "/dev/full").code == 3
    assert written("export", "csv", "-o", ".").code == 2
    assert written("export", "csv", "since", "2030", "-o", "out").code == 1
    assert os.listdir(written.home) == [".local"] or "out" not in os.listdir(written.home)
    full = subprocess.run(
        f"{HAT} export csv > /dev/full",
        shell=True,
        env=written.environment(),
        capture_output=True,
        check=False,
    )
    assert full.returncode == 3
    assert b"Traceback" not in full.stderr
    assert written("export", "csv", "-o", "/dev/null").code == 0


def test_a_reader_that_has_seen_enough_is_no_error(written: Shell) -> None:
    for number in range(400):
        written.write(PAGE, f"2025-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}")
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {HAT} export csv | head -1"],
        env=written.environment(),
        capture_output=True,
        check=False,
    )
    assert done.stdout.startswith(b"date,start")
    assert done.stderr == b""


def test_a_page_that_cannot_be_read_is_said_and_the_code_is_1(written: Shell) -> None:
    written.write(PAGE, "2026-11-21")
    written.path("2026-11-21").unlink()
    written.path("2026-11-21").mkdir()
    ran = written("export", "jsonl")
    assert ran.code == 1
    assert "2026-11-21" in ran.err
    assert len(ran.out.splitlines()) == 5


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("cvs",), "FORMAT cannot be cvs"),
        ((), "FORMAT is missing"),
        (("klog", "--excel"), "--excel is for csv, not for klog"),
        (("csv", "--email", "a@b"), "--email is for toggl"),
        (("watson", "--zone", "Nowhere/City"), "is not a time zone"),
        (("watson", "--zone", "../../etc/passwd"), "is not a time zone"),
        (("csv", "gibberish"), "gibberish"),
    ],
)  # fmt: skip
def test_words_that_are_not_understood(written: Shell, words: tuple[str, ...], says: str) -> None:
    ran = written("export", *words)
    assert ran.code == 2
    assert says in ran.err
    assert ran.out == ""


def test_a_database_is_not_written_to_a_terminal(written: Shell) -> None:
    ran = written.on_terminal("export", "sqlite")
    assert ran.code == 2
    assert "nothing to look at" in ran.out


def test_instants_are_those_of_the_zone(written: Shell) -> None:
    assert "inc 20261122T090000Z" in written("export", "timewarrior", "--zone", "Europe/London").out
    assert "inc 20261122T140000Z" in written("export", "timewarrior", "--zone", "America/New_York").out
    assert "inc 20261121T200000Z" in written("export", "timewarrior", env={"TZ": "Pacific/Auckland"}).out


def test_the_lines_of_a_journal_come_back_in_an_empty_one(hat: Shell) -> None:
    sample = Path(__file__).parents[2] / "sample_journal"
    (hat.journal / "hat.toml").write_text((sample / "hat.toml").read_text())
    assert hat("--journal", str(sample), "export", "jsonl", "-o", "all.jsonl").code == 0
    assert "took in 471 lines on 91 days" in hat("import", "all.jsonl", "--yes").out
    assert hat("export", "jsonl", "-o", "again.jsonl").code == 0
    before, after = (
        Counter(
            (line["day"], line["raw"]) for line in map(json.loads, (hat.home / name).read_text().splitlines())
        )
        for name in ("all.jsonl", "again.jsonl")
    )
    assert after == before
    assert hat("import", "all.jsonl", "--yes").code == 1  # nothing new
    assert hat("undo").code == 0
    assert hat("export", "jsonl").code == 1


def test_lines_come_in_through_a_pipe_and_need_their_source(hat: Shell) -> None:
    big = "".join(
        json.dumps({"is": "span", "at": f"2026-11-{day:02d}T{hour:02d}:00", "seconds": 600, "hat": "brand", "activity": "read", "title": "x" * 3000}) + "\n"
        for day in range(1, 21) for hour in range(1, 24)
    )  # fmt: skip
    assert len(big) > 1_300_000  # more than can be read twice
    assert hat("import", "-", "--yes", stdin=big).code != 0
    ran = hat("import", "--from", "records", "-", "--yes", stdin=big)
    assert "took in 460 lines on 20 days" in ran.out, ran.err
    assert hat("import", "--from", "records", "-", "--yes", stdin="").code == 1
    lines = hat("export", "jsonl").out
    hat("undo")
    assert "took in 460 lines on 20 days" in hat("import", "--from", "twohats", "-", "--yes", stdin=lines).out
    assert hat("import", "--from", "toggl", "-", "--yes", stdin=lines).code == 1


def test_formats_and_words_are_completed(written: Shell) -> None:
    assert "klog" in written("_complete", "export", "k").out.split()
    assert "brand" in written("_complete", "export", "csv", "br").out.split()
