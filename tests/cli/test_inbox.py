"""`hat inbox` on a journal: one change, one undo, nothing lost or doubled by a kill."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

SAMPLE = Path(__file__).parents[2] / "sample_journal" / "inbox.md"
LINES = (
    "# Inbox\r\n\r\n* 25 Min Brand Post\r\nfri 9am 10m p read\r\n  a note\r\nb psot 20m\r\nmilk\r\n5m n read"
)


def write(hat: Shell, text: str) -> Path:
    path = hat.journal / "inbox.md"
    path.write_bytes(text.encode())
    return path


def files(hat: Shell) -> dict[str, bytes]:
    """The journal's files, byte for byte."""
    return {
        str(path.relative_to(hat.journal)): path.read_bytes()
        for path in hat.journal.rglob("*")
        if path.is_file() and ".twohats" not in path.parts
    }


def test_the_sample_journals_inbox(hat: Shell) -> None:
    write(hat, SAMPLE.read_text("utf-8"))
    hat.at("21:30")
    done = hat("inbox")
    assert done.code == 1
    assert done.out.startswith(
        "2026-11-22:1  20m personal talk phone @anna m5: on the bus, about Christmas\ninbox.md:2: b linkdin"
    )
    assert hat.items() == ["20m personal talk phone @anna m5: on the bus, about Christmas"]
    left = (hat.journal / "inbox.md").read_text("utf-8").split("\n")
    assert [line[:14] for line in left] == ["b linkdin abt ", "  ! read 2026-", "tell sol YES r", ""]


def test_lines_go_to_their_days_and_one_undo_brings_all_back(hat: Shell) -> None:
    write(hat, LINES)
    hat.write("# 2026-11-20 Friday\n\n- 10:00 5m brand read\n", "2026-11-20")
    before = files(hat)
    done = hat("inbox")
    assert done.code == 1
    assert hat.items() == ["25m brand post"]
    assert hat.page("2026-11-20").endswith("- 09:00 10m personal read\n  a note\n- 10:00 5m brand read\n")
    assert "2026-11-20:1  09:00 10m personal read" in done.out
    after = (hat.journal / "inbox.md").read_bytes()
    assert after.startswith(b"# Inbox\r\n\r\nb psot 20m\r\n  ! read 2026-11-22: psot")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert hat("undo").out == "took back: take in 2 lines of inbox.md\n"
    assert files(hat) == before
    assert hat("redo").code == 0
    assert (hat.journal / "inbox.md").read_bytes() == after


def test_a_second_run_changes_nothing(hat: Shell) -> None:
    write(hat, LINES)
    hat("inbox")
    before = files(hat)
    done = hat("inbox")
    assert (done.code, files(hat)) == (1, before)
    assert done.out.startswith("inbox.md:3: b psot 20m\n    psot is not a verb")


@pytest.mark.parametrize("text", [None, "", "\n", "milk\n", "# Inbox\n"])
def test_an_inbox_with_nothing_to_take_in_is_fine(hat: Shell, text: str | None) -> None:
    if text is not None:
        write(hat, text)
    before = files(hat)
    assert hat("inbox") == (0, "", "hat: nothing waits in inbox.md\n")
    assert files(hat) == before


def test_a_dry_run_says_the_same_and_changes_nothing(hat: Shell) -> None:
    write(hat, LINES)
    before = files(hat)
    done = hat("inbox", "--dry-run")
    assert done.code == 1
    assert files(hat) == before
    assert "2026-11-22  25m brand post\n" in done.out
    assert "inbox.md:6: b psot 20m\n" in done.out


def test_the_json_has_what_was_taken_and_what_stayed(hat: Shell) -> None:
    write(hat, LINES)
    told = json.loads(hat("inbox", "--json").out)
    assert [(one["line"], one["place"], one["was_there"]) for one in told["taken"]] == [
        (3, "2026-11-22:1", False),
        (4, "2026-11-20:1", False),
    ]
    assert [(one["line"], one["text"]) for one in told["stayed"]] == [(6, "b psot 20m"), (8, "5m n read")]
    assert (told["format"], told["dry_run"]) == (1, False)


def test_a_line_at_a_clock_time_that_stands_there_is_not_put_there_again(hat: Shell) -> None:
    hat.write("# 2026-11-22 Sunday\n\n- 09:00-09:25 brand post: x\n- 25m brand post\n")
    write(hat, "9:00-9:25 b post: x\n25m b post\n9:00-9:25 b post: y\n")
    done = hat("inbox")
    assert hat.items() == [
        "09:00-09:25 brand post: x",
        "09:00-09:25 brand post: y",
        "25m brand post",
        "25m brand post",
    ]
    assert "2026-11-22:1  09:00-09:25 brand post: x  (was there already)\n" in done.out
    assert done.code == 0


def test_check_says_what_waits(hat: Shell) -> None:
    write(hat, "25m b post\n10m p read\nb psot 1\nmilk\n")
    done = hat("check")
    assert done.code == 0
    assert "inbox.md: 2 lines wait to be taken in\n    hat inbox" in done.out
    assert "inbox.md:3:1: psot is not a verb" in done.out


KILLED = """
import os, signal, sys
from twohats.journal.writer import _Job
do, left = _Job.do, int(sys.argv.pop(1))
def killing(job):
    global left
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    do(job)
_Job.do = killing
from twohats.__main__ import main
sys.argv = ["hat", *sys.argv[1:]]
raise SystemExit(main())
"""


@pytest.mark.parametrize("files_written", [0, 1, 2, 3])
def test_killed_between_its_files_the_next_run_neither_loses_nor_doubles(
    hat: Shell, files_written: int
) -> None:
    """Lines without a clock time included, which look the same whether they are new or not."""
    hat.write("# 2026-11-20 Friday\n\n- 25m brand post\n", "2026-11-20")
    hat("add", "5m", "b", "read")
    write(hat, "fri 25m b post\n25m b post\n25m b post\n9:00 5m p read\nmilk\n")
    done = subprocess.run([sys.executable, "-c", KILLED, str(files_written), "inbox"], env=hat.environment(), cwd=hat.home,
                          capture_output=True, check=False)  # fmt: skip
    assert done.returncode == (-signal.SIGKILL if files_written < 3 else 0)
    assert ("milk" in (hat.journal / "inbox.md").read_text()) is True
    hat("inbox")
    assert hat.items("2026-11-20") == ["25m brand post"] * 2
    assert sorted(hat.items()) == [
        "09:00 5m personal read",
        "25m brand post",
        "25m brand post",
        "5m brand read",
    ]
    assert (hat.journal / "inbox.md").read_text() == "milk\n"
    hat("undo")
    assert hat.items() == ["5m brand read"]


def test_what_a_kill_left_is_not_taken_back_once_its_lines_were_changed(hat: Shell) -> None:
    write(hat, "9:00 25m b post\n10m p read\n")
    subprocess.run([sys.executable, "-c", KILLED, "1", "inbox"], env=hat.environment(), cwd=hat.home, capture_output=True,
                   check=False)  # fmt: skip
    hat.write(hat.page().replace("10m personal read", "12m personal read"))
    hat("inbox")
    assert hat.items() == ["09:00 25m brand post", "12m personal read", "10m personal read"]


def test_what_a_sync_program_writes_back_is_counted_once_and_what_is_new_below_is_taken_in(
    hat: Shell,
) -> None:
    """It had not seen yet that the lines were gone; this was refused as "being written by another program" for good."""
    hat.write("# 2026-11-22 Sunday\n\n- 25m brand post\n")
    write(hat, "25m b post\n25m b post\n10m p read: new\n")
    assert hat("inbox").code == 0
    once = ["25m brand post", "25m brand post", "25m brand post", "10m personal read: new"]
    for _ in range(2):
        write(hat, "25m b post\n25m b post\n10m p read: new\n")
        done = hat("inbox")
        assert done.code == 0
        assert hat.items() == once
        assert done.out.count("  (was taken in a moment ago, and has come back the same)\n") == 3
        assert (hat.journal / "inbox.md").read_text() == ""
    write(hat, "25m b post\n25m b post\n25m b post\n10m p read: new\n5m p read: below\n")
    told = json.loads(hat("inbox", "--json").out)
    assert [(one["place"], one["was_there"]) for one in told["taken"]] == [
        ("2026-11-22:1", True), ("2026-11-22:1", True), ("2026-11-22:5", False), ("2026-11-22:4", True), ("2026-11-22:6", False),
    ]  # fmt: skip
    assert hat.items() == [*once, "25m brand post", "5m personal read: below"]


def test_what_was_written_back_comes_back_by_undo(hat: Shell) -> None:
    """Whoever meant it a second time."""
    write(hat, "25m b post\n")
    hat("inbox")
    write(hat, "25m b post\n")
    assert hat("inbox", "--dry-run").out == (
        "2026-11-22  25m brand post  (was taken in a moment ago, and has come back the same)\n"
    )
    hat("inbox")
    assert hat("undo").out == "took back: take out of inbox.md what was there already\n"
    assert (hat.journal / "inbox.md").read_text() == "25m b post\n"


@pytest.mark.parametrize("also", ["", "more below\n"])
def test_undo_of_an_inbox_that_was_written_back_takes_its_lines_from_the_page_and_leaves_the_inbox(
    hat: Shell, also: str
) -> None:
    """Refused as "that is how it is already"; the lines stood on the page and in the inbox, to be taken in again."""
    hat("add", "20m", "b", "post")
    path = write(hat, "5m p read: a\n9am 5m p read: b\n")
    hat("inbox")
    write(hat, "5m p read: a\n9am 5m p read: b\n" + also)
    assert hat("undo") == (0, "took back: take in 2 lines of inbox.md\n", "")
    assert (hat.items(), path.read_text()) == (["20m brand post"], "5m p read: a\n9am 5m p read: b\n" + also)
    assert hat("redo").code == 0
    assert (len(hat.items()), path.read_text()) == (3, also)
    assert "20m brand post" in (hat("undo").out, hat("undo").out)[1]


def test_the_same_after_a_second_run_that_took_it_out_again(hat: Shell) -> None:
    path = write(hat, "5m p read: a\n9am 5m p read: b\n")
    hat("inbox")
    write(hat, "5m p read: a\n9am 5m p read: b\n")
    hat("inbox")
    assert hat("undo").out == "took back: take out of inbox.md what was there already\n"
    assert hat("undo").out == "took back: take in 2 lines of inbox.md\n"
    assert not hat.path().exists()
    assert path.read_text() == "5m p read: a\n9am 5m p read: b\n"


def test_undo_of_an_inbox_whose_line_was_changed_on_its_page_is_still_refused(hat: Shell) -> None:
    write(hat, "5m p read: a\n")
    hat("inbox")
    write(hat, "5m p read: a\n")
    hat.write(hat.page().replace("5m", "6m"))
    done = hat("undo")
    assert (done.code, "changed since" in done.err) == (3, True)
    assert hat.items() == ["6m personal read: a"]


def test_what_an_undone_inbox_lost_since_comes_back_to_its_page_by_redo(hat: Shell) -> None:
    write(hat, "5m p read: a\n")
    hat("inbox")
    hat("undo")
    write(hat, "")
    assert hat("redo").code == 0
    assert hat.items() == ["5m personal read: a"]


def test_nobody_waits_for_an_inbox_that_was_just_emptied_here(hat: Shell) -> None:
    """An empty file that is young is mostly one that an editor is about to write: for 1.5 s."""
    write(hat, "5m p read: a\n")
    hat("inbox")
    begun = time.monotonic()
    assert hat("undo").code == 0
    took = time.monotonic() - begun
    write(hat, "5m p read: a\n")
    hat("inbox")
    write(hat, "")
    begun = time.monotonic()
    assert hat("undo").code == 0
    assert time.monotonic() - begun > took + 0.7, "another program has emptied this one"


@pytest.mark.parametrize("words", [["undo"], ["rm", "1"]])
def test_what_was_taken_in_and_taken_back_is_taken_in_again(hat: Shell, words: list[str]) -> None:
    write(hat, "25m b post\n")
    hat("inbox")
    hat("list")
    assert hat(*words).code == 0
    write(hat, "25m b post\n")
    assert hat("inbox").out == "2026-11-22:1  25m brand post\n"
    assert hat.items() == ["25m brand post"]


def test_an_inbox_that_comes_back_after_midnight_is_of_the_day_it_was_taken_in_on(hat: Shell) -> None:
    hat.at("23:59")
    write(hat, "25m b post\n")
    hat("inbox")
    hat.at("2026-11-23T00:01")
    write(hat, "25m b post\n10m p read\n")
    hat("inbox")
    assert hat.items() == ["25m brand post"]
    assert hat.items("2026-11-23") == ["10m personal read"]


def test_an_inbox_held_open_is_waited_for_and_then_named(hat: Shell) -> None:
    path = write(hat, "25m b post\n")
    with path.open("a"):
        done = hat("inbox")
    assert (done.code, done.err.split(" is held open")[0]) == (3, f"hat: {path}")
    assert not hat.path().exists()
    assert hat("inbox").code == 0
    assert hat.items() == ["25m brand post"]


def test_a_line_that_is_appended_while_it_is_taken_in_is_taken_in_too_or_stays(hat: Shell) -> None:
    """A program of another machine appends without a pause; none of its lines is lost or there twice."""
    path = write(hat, "")
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import time\nfor n in range(59):\n open({str(path)!r}, 'a').write(f'{{n + 1}}m b post\\n')\n time.sleep(0.01)",
        ]
    )
    while writer.poll() is None:
        hat("inbox")
    hat("inbox")
    assert sorted(hat.items()) == sorted(f"{n}m brand post" for n in range(1, 60))


def test_two_machines_whose_folders_a_program_keeps_alike(hat: Shell, tmp_path: Path) -> None:
    """The newer file wins on both: one machine takes the inbox in, the other appends to the old one."""
    (tmp_path / "other").mkdir()
    other = type(hat)(tmp_path / "other")

    def copy_files() -> None:
        for path in {*files(hat), *files(other)}:
            one, two = hat.journal / path, other.journal / path
            old, new = sorted((one, two), key=lambda each: each.stat().st_mtime_ns if each.exists() else 0)
            old.parent.mkdir(parents=True, exist_ok=True)
            old.write_bytes(new.read_bytes())

    write(hat, "25m b post\n")
    copy_files()
    hat("inbox")
    write(other, "25m b post\n10m p read\n")
    copy_files()
    assert "(was taken in a moment ago" in hat("inbox").out
    copy_files()
    assert hat.items() == other.items() == ["25m brand post", "10m personal read"]
    assert other("inbox").err == "hat: nothing waits in inbox.md\n"
