"""The index is what the pages are, whatever has happened to either."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.index.settled import LATER, Clock

from twohats.actions.find import find_lines
from twohats.actions.select import Selected, select
from twohats.actions.sum import sum_of
from twohats.index import coding, files, renewal, stamps
from twohats.index.files import FOLDER
from twohats.index.form import form_of_journal, form_of_month
from twohats.index.loading import names_of
from twohats.index.upkeep import Index
from twohats.journal.folder import Journal
from twohats.query import by
from twohats.query.by import By
from twohats.query.selection import Clause, Selection, Terms
from twohats.system.files import file_to_read

ANNA = Selection((Clause(Terms(people=("anna",))),))
OCTOBER = Selection((Clause(Terms(days=(("2026-10-01", "2026-10-31"),))),))
EVERYTHING = Selection()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """By default the pages have been left alone for long."""
    clock = Clock()
    monkeypatch.setattr(stamps, "machine", clock)
    return clock


@pytest.fixture
def journal(tmp_path):
    root = tmp_path / "journal"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n")
    for day in ("2026-09-30", "2026-10-01", "2026-10-02", "2026-10-31", "2026-11-22"):
        write(root, day, f"- 10m brand post linkedin @anna: on {day}\n- 5m personal read\n")
    return Journal(str(root))


def write(root: Path | str, day: str, text: str) -> Path:
    path = page(root, day)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def page(root: Path | str, day: str) -> Path:
    return Path(root) / "days" / day[:4] / f"{day}.md"


def index_file(journal: Journal, month: str = "2026-10") -> Path:
    return Path(journal.state) / FOLDER / month


def ask(journal: Journal, selection: Selection = ANNA) -> Selected:
    """What the index answers; it has to be what the pages answer."""
    found = select(journal, selection, by_index=True)
    assert found == select(journal, selection, by_index=False)
    return found


def read_again(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are read for the next answer."""
    read: list[str] = []
    before = file_to_read

    def note(path, root):
        read.append(Path(path).stem)
        return before(path, root)

    with monkeypatch.context() as patched:
        patched.setattr(stamps, "file_to_read", note)
        Index(journal)
        assert len({*Index(journal).each(lambda current: current.month.name, journal.days())}) == 3
    return read


def test_a_page_that_is_settled_is_not_read_again(journal, monkeypatch):
    assert len(ask(journal).lines) == 5

    assert read_again(journal, monkeypatch) == []


def test_only_a_page_that_has_changed_is_read_again(journal, monkeypatch):
    ask(journal)
    write(journal.root, "2026-10-02", "- 10m brand post linkedin @ben: not her\n")

    assert read_again(journal, monkeypatch) == ["2026-10-02"]
    assert read_again(journal, monkeypatch) == []
    assert len(ask(journal).lines) == 4


def test_a_page_just_written_is_read_each_time_until_it_is_settled(journal, monkeypatch, clock):
    clock.ahead = 0
    ask(journal)
    assert len(read_again(journal, monkeypatch)) == 5

    clock.ahead = LATER
    assert len(read_again(journal, monkeypatch)) == 5  # once more: it was not settled when it was read
    assert read_again(journal, monkeypatch) == []


def test_pages_just_changed_are_read_beside_their_month_which_is_left_as_it_is(journal, monkeypatch, clock):
    write(journal.root, "2026-10-02", "- 10m brand read mastodon @mara +old\n")
    ask(journal)
    before = index_file(journal).read_bytes()
    clock.ahead = 0
    write(
        journal.root, "2026-10-02", "- 10m brand post linkedin @anna: other\n- 5m personal read +new\n- odd\n"
    )
    write(journal.root, "2026-10-20", "- 1h brand talk phone @anna @ben: launch\n")

    for selection in (ANNA, OCTOBER, EVERYTHING):
        ask(journal, selection)
        for groups in ((), (By(by.PERSON),), (By(by.CHANNEL), By(by.DAY)), (By(by.TAG), By(by.PERSON))):
            sums = sum_of(journal, selection, groups, by_index=True)
            assert sums == sum_of(journal, selection, groups, by_index=False)
    launch = Selection((Clause(Terms(loose=("launhc",))),))
    assert find_lines(journal, launch, 3, by_index=True) == find_lines(journal, launch, 3, by_index=False)
    assert index_file(journal).read_bytes() == before
    assert names_of(journal, journal.days()) == {
        "@anna", "@ben", "+new", "channel linkedin", "channel phone",
    }  # fmt: skip

    before = index_file(journal).read_bytes()
    clock.ahead = LATER
    ask(journal)
    assert index_file(journal).read_bytes() != before
    assert read_again(journal, monkeypatch) == []


def test_many_pages_just_changed_are_kept_to_be_compared(journal, monkeypatch, clock):
    ask(journal)
    clock.ahead = 0
    days = ("2026-10-01", "2026-10-02", "2026-10-31")
    for day in days:
        write(journal.root, day, "- 10m brand post linkedin @ben: on another\n")
    ask(journal)
    read: list[str] = []
    monkeypatch.setattr(renewal, "read_page", lambda *_, **__: read.append(""))

    assert len(ask(journal).lines) == 2
    assert read == []


def test_a_page_of_the_future_is_read_each_time(journal, monkeypatch, clock):
    clock.ahead = -(10**15)
    ask(journal)

    assert len(read_again(journal, monkeypatch)) == 5
    assert len(read_again(journal, monkeypatch)) == 5


def test_a_page_with_its_old_size_and_time_is_seen_to_have_changed(journal):
    ask(journal)
    path = page(journal.root, "2026-10-01")
    about = path.stat()
    path.write_text(path.read_text().replace("@anna", "@anne"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert path.stat().st_size == about.st_size
    assert len(ask(journal).lines) == 4


def test_a_page_written_twice_within_a_tick_is_seen_to_have_changed(journal, monkeypatch, clock):
    clock.ahead = 0
    fine = stamps.stamp_of

    def slow(about):
        modified, changed, *rest = fine(about)
        return (modified // 10**10 * 10**10, changed // 10**10 * 10**10, *rest)

    monkeypatch.setattr(stamps, "stamp_of", slow)
    ask(journal)
    path = page(journal.root, "2026-10-01")
    path.write_text(path.read_text().replace("@anna", "@anne"))

    assert len(ask(journal).lines) == 4


def test_pages_come_go_and_change_places(journal):
    ask(journal)
    write(journal.root, "2026-10-15", "- 10m brand post @anna\n")
    assert len(ask(journal).lines) == 6
    page(journal.root, "2026-10-01").unlink()
    assert len(ask(journal).lines) == 5
    page(journal.root, "2026-10-02").rename(page(journal.root, "2026-12-02"))
    assert [line.day for line in ask(journal).lines] == [
        "2026-09-30", "2026-10-15", "2026-10-31", "2026-11-22", "2026-12-02",
    ]  # fmt: skip


def test_part_of_a_month_leaves_the_rest_as_it_was(journal, monkeypatch):
    ask(journal)
    write(journal.root, "2026-09-30", "- 10m brand post @anna\n- 20m brand post @anna\n")
    write(journal.root, "2026-10-31", "- 10m brand post @anna\n- 20m brand post @anna\n")
    middle = Selection((Clause(Terms(days=(("2026-10-01", "2026-10-02"),))),))

    assert len(ask(journal, middle).lines) == 4
    assert sorted(read_again(journal, monkeypatch)) == ["2026-09-30", "2026-10-31"]
    assert len(ask(journal).lines) == 7


def test_a_file_of_a_month_without_pages_is_removed(journal):
    ask(journal)
    assert index_file(journal, "2026-11").is_file()
    page(journal.root, "2026-11-22").unlink()
    ask(journal)

    assert not index_file(journal, "2026-11").exists()


def test_what_a_killed_process_left_is_removed_in_time(journal):
    ask(journal)
    left = index_file(journal, "2026-10.4711")
    left.write_bytes(b"half")
    fresh = index_file(journal, "2026-10.4712")
    fresh.write_bytes(b"half")
    os.utime(left, (0, 0))
    ask(journal)

    assert (left.exists(), fresh.exists()) == (False, True)


def test_a_hat_that_is_declared_makes_its_lines_entries(journal):
    write(journal.root, "2026-10-15", "- 10m club post @anna\n")
    assert len(ask(journal).lines) == 5
    (Path(journal.root) / "hat.toml").write_text('format = 1\n[hats.club]\nside = "personal"\n')

    assert len(ask(Journal(journal.root)).lines) == 6


def test_a_name_that_is_renamed_needs_no_page_to_be_read(journal, monkeypatch):
    ask(journal)
    (Path(journal.root) / "hat.toml").write_text('format = 1\n[renamed]\n"@anna" = "@anna.k"\n')
    again = Journal(journal.root)

    assert read_again(again, monkeypatch) == []
    assert len(ask(again, Selection((Clause(Terms(people=("anna.k",))),))).lines) == 5


def test_what_cannot_be_read_is_said_and_not_kept(journal):
    ask(journal)
    page(journal.root, "2026-10-01").unlink()
    page(journal.root, "2026-10-01").mkdir()
    found = ask(journal)
    assert [problem.code for problem in found.unread] == ["unreadable"]
    page(journal.root, "2026-10-01").rmdir()
    write(journal.root, "2026-10-01", "- 10m brand post @anna\n")

    assert len(ask(journal).lines) == 5


def test_what_is_wrong_with_a_whole_page_is_said_of_the_days_that_are_asked(journal):
    page(journal.root, "2026-10-02").write_bytes(b"prose \xff\n")
    page(journal.root, "2026-11-22").write_bytes(b"prose \xff\n")

    assert len(ask(journal, EVERYTHING).unread) == 2
    assert [problem.path[-13:-3] for problem in ask(journal, OCTOBER).unread] == ["2026-10-02"]


def test_a_link_to_a_page_is_followed_each_time(journal):
    target = page(journal.root, "2026-10-01")
    page(journal.root, "2026-10-15").symlink_to(target)
    assert len(ask(journal).lines) == 6
    write(journal.root, "2026-10-01", "- 10m personal post\n")

    assert len(ask(journal).lines) == 4


@pytest.mark.parametrize("kept", [0, 1, 20, 60, 500, -1])
def test_a_file_that_is_cut_off_is_made_again(journal, kept):
    ask(journal)
    whole = index_file(journal).read_bytes()
    index_file(journal).write_bytes(whole[:kept])

    assert len(ask(journal, EVERYTHING).lines) == 10
    assert index_file(journal).read_bytes() == whole


def test_no_byte_of_a_file_can_change_an_answer(journal):
    expected = ask(journal, EVERYTHING)
    whole = index_file(journal).read_bytes()
    for at in range(0, len(whole), 7):
        index_file(journal).write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])

        assert select(journal, EVERYTHING, by_index=True) == expected
        assert len(select(journal, ANNA, by_index=True).lines) == 5


@pytest.mark.parametrize(
    "sections",
    [
        [],
        [coding.packed(None)] * 5,
        [coding.packed(None)] * 6,
        [coding.packed(([], [], [0], [], [], [])), *[coding.packed(())] * 5],
        [
            coding.packed((["2026-10-01"] * 9, [()], [0, 10**9], [], [], [7])),
            *[coding.packed(({}, 1, 2))] * 5,
        ],
    ],
)
def test_sections_that_nobody_here_has_written_are_made_again(journal, sections):
    form = form_of_month(form_of_journal(journal), "2026-10")
    ask(journal)
    index_file(journal).write_bytes(coding.encoded(form, sections))

    assert len(ask(journal, EVERYTHING).lines) == 10


def hostile_link(path):
    path.symlink_to("/dev/zero")


def hostile_loop(path):
    path.symlink_to(path)


@pytest.mark.parametrize("hostile", [hostile_link, hostile_loop, os.mkfifo, os.mkdir])
def test_what_is_no_file_in_its_place_is_neither_read_nor_waited_for(journal, hostile):
    ask(journal)
    index_file(journal).unlink()
    hostile(index_file(journal))

    assert len(ask(journal).lines) == 5


def test_a_file_in_place_of_the_folder_costs_time_alone(journal):
    Path(journal.state).mkdir(parents=True)
    index_file(journal).parent.write_text("a file")

    assert len(ask(journal).lines) == 5
    assert len(ask(journal).lines) == 5


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_disk_that_takes_nothing_costs_time_alone(journal, monkeypatch, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files, "write_cache", refuse)

    assert len(ask(journal).lines) == 5
    assert not index_file(journal).exists()


def test_another_version_makes_its_own(journal, monkeypatch):
    ask(journal)
    before = index_file(journal).read_bytes()
    with monkeypatch.context() as newer:
        newer.setattr(coding, "LAYOUT", coding.LAYOUT + 1)
        assert len(ask(journal).lines) == 5
        assert index_file(journal).read_bytes() != before
    assert len(ask(journal).lines) == 5
    assert index_file(journal).read_bytes() == before


def test_the_file_of_another_month_is_not_taken_for_this_one(journal, monkeypatch):
    ask(journal)
    index_file(journal).write_bytes(index_file(journal, "2026-09").read_bytes())

    assert len(ask(journal, EVERYTHING).lines) == 10
    assert read_again(journal, monkeypatch) == []


def test_a_journal_that_is_moved_has_an_index_of_its_own(journal, tmp_path):
    ask(journal)
    other = tmp_path / "other"
    (tmp_path / "journal").rename(other)
    moved = Journal(str(other))
    Path(moved.state).mkdir(parents=True)
    (Path(journal.state) / FOLDER).rename(Path(moved.state) / FOLDER)
    write(moved.root, "2026-10-01", "- 10m brand post\n")

    assert len(ask(moved).lines) == 4


ASKING = """
import sys
from twohats.actions.select import select
from twohats.journal.folder import Journal
from twohats.query import by
from twohats.query.by import By
from twohats.query.selection import Clause, Selection, Terms
journal = Journal(sys.argv[1])
anna = Selection((Clause(Terms(people=("anna",))),))
for _ in range(15):
    assert select(journal, anna, by_index=True) == select(journal, anna, by_index=False)
    sys.stdin.readline()
"""


def test_processes_that_keep_it_up_at_once_answer_right(journal):
    asking = [
        subprocess.Popen([sys.executable, "-c", ASKING, journal.root], stdin=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for number in range(15):
        write(journal.root, "2026-10-01", f"- {number + 1}m brand post @anna\n")
        for process in asking:
            assert process.stdin
            process.stdin.write("\n")
            process.stdin.flush()
    for process in asking:
        process.communicate(timeout=60)
    ask(journal)


def test_nothing_of_it_is_in_the_journal(journal):
    before = sorted(path.name for path in Path(journal.root).rglob("*"))
    ask(journal)

    assert sorted(path.name for path in Path(journal.root).rglob("*")) == before
    assert index_file(journal).stat().st_mode & 0o077 == 0
