"""Faults that have no test of their own elsewhere; the table of docs/reliability.md names them all."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from twohats.errors import JournalError
from twohats.format.paths import page_path
from twohats.system import lock

ROOT = Path(__file__).parents[2]
DAY = "2026-11-22"
LINE = "25m brand post: a line"
unix = pytest.mark.skipif(sys.platform == "win32", reason="locks, links and modes as on Unix")


@unix
def test_a_file_system_that_cannot_lock_is_not_written_to(journal, monkeypatch):
    import fcntl

    def cannot(_, __):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    before = journal.read_text(page_path(DAY))
    monkeypatch.setattr(fcntl, "flock", cannot)
    with pytest.raises(JournalError, match="cannot lock") as caught:
        journal.add(DAY, LINE)

    assert "local disk" in caught.value.hint
    assert journal.read_text(page_path(DAY)) == before


# `hat` with less patience than its ten seconds.
IMPATIENT = """
import functools, sys
from twohats.journal import rewriting
from twohats.system import lock
from twohats.__main__ import main
rewriting.Lock = functools.partial(lock.Lock, seconds=0.3)
sys.exit(main())
"""


@unix
def test_a_holder_of_the_lock_that_has_stopped_is_named_and_nothing_is_written(hat):
    hat("add", *LINE.split(" "))
    before = hat.page()
    words = ("add", "30m", "brand", "read:", "while it is stuck")
    with lock.Lock(str(hat.journal / ".twohats" / "lock"), str(hat.journal)):
        done = subprocess.run(
            [sys.executable, "-c", IMPATIENT, *words],
            env=hat.environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    assert lock.SECONDS == 10
    assert done.returncode == 3
    assert "busy" in done.stderr
    assert f"process {os.getpid()} may be stuck" in done.stderr
    assert "30m brand read: while it is stuck" in done.stderr
    assert hat.page() == before


@unix
def test_a_page_with_two_names_gets_the_line_under_its_own_and_the_other_keeps_the_old_text(journal):
    page = Path(journal.full_path(page_path(DAY)))
    before = page.read_text()
    other = page.with_name("copy.md")
    os.link(page, other)
    journal.add(DAY, LINE)

    assert LINE in page.read_text()
    assert other.read_text() == before


def test_a_clock_that_was_put_back_loses_and_reorders_nothing(hat):
    hat.at("12:00")
    hat("add", "11:00-11:30", "brand", "post:", "before")
    hat.at("2026-11-21T09:00")
    hat("add", "20m", "brand", "read:", "after the clock was put back")
    hat.at("2031-01-01T09:00")
    hat("add", "20m", "brand", "read:", "far ahead")

    assert hat.items() == ["11:00-11:30 brand post: before"]
    assert hat.items("2026-11-21") == ["20m brand read: after the clock was put back"]
    assert hat.items("2031-01-01") == ["20m brand read: far ahead"]


def test_undo_goes_by_the_order_of_the_changes_and_not_by_the_clock(hat):
    hat.at("12:00")
    hat("add", "11:00-11:30", "brand", "post:", "before")
    hat.at("09:00")
    hat("add", "20m", "brand", "read:", "later, by a clock that was put back")
    hat("undo")

    assert hat.items() == ["11:00-11:30 brand post: before"]


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "Nowhere/At_all"])
def test_the_hour_that_is_there_twice_and_odd_time_zones_change_no_line(hat, zone):
    hat.env["TZ"] = zone
    hat.at("2026-11-01T02:30")
    done = hat("add", "01:10-01:50", "brand", "post:", "in the doubled hour")

    assert done.code == 0
    assert hat.items("2026-11-01") == ["01:10-01:50 brand post: in the doubled hour"]
    assert hat.page("2026-11-01").count("\n") == 3


@unix
def test_a_page_that_nobody_may_read_is_a_problem_and_is_not_overwritten(hat):
    if os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    hat("add", *LINE.split(" "))
    hat.path().chmod(0)
    try:
        done = hat("add", "30m", "brand", "read")
        listed = hat("check")
    finally:
        hat.path().chmod(0o600)

    assert done.code == 3
    assert listed.code == 1
    assert hat.items() == [LINE]


def test_copies_that_a_sync_program_or_an_editor_leaves_are_not_read(hat):
    hat("add", *LINE.split(" "))
    for name in (
        f"{DAY} (conflicted copy).md", f"{DAY}.sync-conflict-20261122-101010-ABCDEFG.md", f"{DAY}.md~", f".{DAY}.md.swp",
    ):  # fmt: skip
        hat.path().with_name(name).write_text(f"- {LINE} of a copy\n")

    listed = hat("list").out
    checked = hat("check")
    assert listed.count("a line") == 1
    assert checked.code == 0
    assert "conflicted copy" in checked.out + checked.err


def rows():
    """The rows of the table of faults, each as its cells."""
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    table = text.partition("\n## Faults and bad inputs")[2].partition("\n## ")[0]
    found = [line.strip("|").split(" | ") for line in table.split("\n") if re.match(r"\| *\d+ ", line)]
    return [[cell.strip() for cell in row] for row in found]


def test_the_table_of_faults_has_its_rows_and_each_names_tests_that_are_there():
    named = []
    for row in rows():
        assert len(row) == 5, row
        places = re.findall(r"`([^`]+)`", row[4])
        assert places or "not tested" in row[4], row
        named += places
    for place in named:
        path, _, test = place.partition("::")
        folder = ROOT if path.startswith("benchmarks/") else ROOT / "tests"
        assert (ROOT / path if folder == ROOT else folder / path).exists(), place
        if test:
            assert f"def test_{test}(" in (folder / path).read_text(encoding="utf-8"), place

    assert [int(row[0]) for row in rows()] == list(range(1, len(rows()) + 1))
    assert len(rows()) >= 60
