"""The one writer: whole or not at all, never over what another program saved, and nothing left lying about."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats import exchange, files, store
from twohats.errors import JournalError
from twohats.journal import Journal
from twohats.paths import page_path
from twohats.seen import see

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2026-11-22"
OTHER = "2026-11-21"
FIRST = "- 09:00-09:30 brand post: first\n"
EDITORS = "- 25m personal read: the editor's\n"
NEW = "10:00-10:30 brand read: new"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="leases are Linux's")


def page_of(journal: Journal, day: str = DAY) -> Path:
    return Path(journal.full_path(page_path(day)))


def left_over(journal: Journal) -> list[str]:
    return os.listdir(Path(journal.root) / ".twohats" / "tmp")


@pytest.fixture(params=["traded", "renamed"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system's call that trades names, and where there is none."""
    if request.param == "renamed":
        monkeypatch.setattr(exchange, "_rename", lambda _: -1)
    elif not exchange_works():
        pytest.skip("this file system cannot trade names")
    return str(request.param)


def exchange_works() -> bool:
    return sys.platform in ("linux", "darwin")


def save_by_rename(page: Path, text: str) -> None:
    new = page.with_name(".saving")
    new.write_text(text)
    new.replace(page)


def save_in_place(page: Path, text: str) -> None:
    page.write_text(text)


def move_away_and_save(page: Path, text: str) -> None:
    backup = page.with_name(f"{page.name}~")
    page.replace(backup)
    page.write_text(text)
    backup.unlink()


SAVING = (save_by_rename, save_in_place, move_away_and_save)


@pytest.mark.usefixtures("either_way")
def test_the_new_text_is_there_and_nothing_beside_it(journal: Journal) -> None:
    page = page_of(journal)

    journal.add(DAY, NEW)

    assert page.read_text() == f"# {DAY} Sunday\n\n{FIRST}- {NEW}\n"
    assert os.listdir(page.parent) == [page.name]
    assert left_over(journal) == []


@pytest.mark.usefixtures("either_way")
def test_a_new_page_is_open_to_its_owner_alone_and_a_page_keeps_its_mode(journal: Journal) -> None:
    page = page_of(journal)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    page.chmod(0o640)

    journal.add(DAY, NEW)

    assert stat.S_IMODE(page.stat().st_mode) == 0o640


@pytest.mark.usefixtures("either_way")
def test_a_page_that_is_a_link_within_the_journal_stays_one(journal: Journal) -> None:
    page, real = page_of(journal), Path(journal.root) / "real.md"
    page.replace(real)
    page.symlink_to(real)

    journal.add(DAY, NEW)

    assert page.is_symlink()
    assert real.read_text().endswith(f"- {NEW}\n")


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("save", SAVING)
def test_a_page_saved_before_it_is_replaced_is_read_again(
    journal: Journal, save: Callable[[Path, str], None]
) -> None:
    page = page_of(journal)
    seen: list[str] = []

    def edit(text: str) -> str:
        seen.append(text)
        if len(seen) == 1:
            save(page, text + EDITORS)
        return f"{text}- {NEW}\n"

    journal.change("add", page_path(DAY), edit)

    assert len(seen) == 2
    assert page.read_text() == f"# {DAY} Sunday\n\n{FIRST}{EDITORS}- {NEW}\n"
    assert left_over(journal) == []


@pytest.mark.skipif(not exchange_works(), reason="needs a call that trades names")
@pytest.mark.parametrize("save", SAVING)
def test_a_page_saved_at_the_very_moment_keeps_both_texts(
    journal: Journal, save: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves when nothing but the trade itself is left to do."""
    page = page_of(journal)
    saved: list[int] = []

    def trade(one: str, other: str) -> bool:
        if not saved:
            saved.append(1)
            save(page, page.read_text() + EDITORS)
        return exchange.trade(one, other)

    monkeypatch.setattr(store, "trade", trade)
    journal.add(DAY, NEW)

    assert saved
    assert sorted(page.read_text().splitlines(keepends=True)[2:]) == sorted([FIRST, f"- {NEW}\n", EDITORS])
    assert left_over(journal) == []
    journal.undo()
    assert page.read_text() == f"# {DAY} Sunday\n\n{FIRST}{EDITORS}"


@pytest.mark.skipif(not exchange_works(), reason="needs a call that trades names")
def test_a_page_saved_twice_around_that_moment_keeps_all_three(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once before the trade, and once on top of what was traded in."""
    page = page_of(journal)
    calls: list[int] = []

    def trade(one: str, other: str) -> bool:
        calls.append(1)
        if len(calls) <= 2:
            save_by_rename(page, page.read_text() + f"- 5m brand read: editor {len(calls)}\n")
        return exchange.trade(one, other)

    monkeypatch.setattr(store, "trade", trade)
    journal.add(DAY, NEW)

    assert sorted(page.read_text().splitlines()[2:]) == sorted(
        [FIRST.strip(), f"- {NEW}", "- 5m brand read: editor 1", "- 5m brand read: editor 2"]
    )
    assert left_over(journal) == []


@LINUX
def test_an_editor_half_way_through_saving_is_waited_for(journal: Journal) -> None:
    page = page_of(journal)
    text = page.read_text()

    def edit() -> None:
        with page.open("w") as file:  # emptied now, written later
            opened.set()
            time.sleep(0.3)
            file.write(text + EDITORS)

    opened = threading.Event()
    editor = threading.Thread(target=edit)
    editor.start()
    opened.wait()
    journal.add(DAY, NEW)
    editor.join()

    assert page.read_text() == f"# {DAY} Sunday\n\n{FIRST}- {NEW}\n{EDITORS}"


@pytest.mark.usefixtures("either_way")
def test_a_page_moved_away_by_an_editor_is_waited_for(journal: Journal) -> None:
    page = page_of(journal)
    text = page.read_text()

    def edit() -> None:
        backup = page.with_name(f"{page.name}~")
        page.replace(backup)
        moved.set()
        time.sleep(0.3)
        page.write_text(text + EDITORS)
        backup.unlink()

    moved = threading.Event()
    editor = threading.Thread(target=edit)
    editor.start()
    moved.wait()
    journal.add(DAY, NEW)
    editor.join()

    assert page.read_text() == f"# {DAY} Sunday\n\n{FIRST}- {NEW}\n{EDITORS}"


@LINUX
def test_a_page_that_a_program_holds_open_to_write_is_refused_whole(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SECONDS", 0.1)
    monkeypatch.setattr("twohats.seen.PATIENCE", 0.05)
    page = page_of(journal)
    before = page.read_text()

    with page.open("a"), pytest.raises(JournalError, match="held open"):
        journal.add(DAY, NEW)

    assert page.read_text() == before
    assert left_over(journal) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_a_failing_call_leaves_the_old_pages_whole_and_nothing_beside_them(
    journal: Journal, call: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two pages in one change, the call failing each time from the second on."""
    journal.add(OTHER, NEW)
    before = {day: page_of(journal, day).read_text() for day in (DAY, OTHER)}
    real = getattr(os, call)
    count: list[int] = []

    def failing(*args: object, **more: object) -> object:
        count.append(1)
        if len(count) >= 2:
            raise OSError(code, os.strerror(code))
        return real(*args, **more)

    monkeypatch.setattr(os, call, failing)
    monkeypatch.setattr(journal.history, "intend", lambda _: None)
    with pytest.raises(JournalError, match="cannot be written"):
        journal.add_all([(DAY, "11:00-11:10 brand post: a"), (OTHER, "11:00-11:10 brand post: b")])
    monkeypatch.undo()

    assert {day: page_of(journal, day).read_text() for day in (DAY, OTHER)} == before
    journal.add(DAY, "12:00-12:10 brand post: after")
    assert left_over(journal) == []


def test_a_folder_that_cannot_be_flushed_takes_the_change_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(journal)
    before, real = page.read_text(), os.fsync

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(JournalError, match="input/output error"):
        journal.add(DAY, NEW)
    with pytest.raises(JournalError, match="input/output error"):
        journal.add(OTHER, NEW)

    assert page.read_text() == before
    assert not page_of(journal, OTHER).exists()
    assert left_over(journal) == []


def test_an_interrupted_change_of_two_pages_changes_neither(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(OTHER, NEW)
    before = {day: page_of(journal, day).read_text() for day in (DAY, OTHER)}

    def flush(_: str, **__: bool) -> None:
        assert page_of(journal).read_text() != before[DAY]  # it is in place by now
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "flush_folder", flush)
    with pytest.raises(KeyboardInterrupt):
        journal.add_all([(DAY, "11:00-11:10 brand post: a"), (OTHER, "11:00-11:10 brand post: b")])
    monkeypatch.undo()

    assert {day: page_of(journal, day).read_text() for day in (DAY, OTHER)} == before
    assert journal.undo().label == f"add {OTHER} {NEW}"


class Killed(BaseException):
    """Stands for SIGKILL: nothing is cleared up."""


def killed_while(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, *, traded: bool, save: bool = False
) -> None:
    """A writer that is killed before or after its trade; with `save`, an editor has saved just before that."""
    page = page_of(journal)

    def trade(one: str, other: str) -> bool:
        if save:
            save_by_rename(page, page.read_text() + EDITORS)
        if traded:
            assert exchange.trade(one, other)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(store, "trade", trade)
        patch.setattr(store, "_finish", lambda _, **__: None)
        with pytest.raises(Killed):
            journal.add(DAY, NEW)


@pytest.mark.skipif(not exchange_works(), reason="needs a call that trades names")
@pytest.mark.parametrize("traded", [False, True])
def test_what_a_killed_writer_leaves_is_cleared_away_by_the_next(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, *, traded: bool
) -> None:
    killed_while(journal, monkeypatch, traded=traded)
    assert len(left_over(journal)) == 1

    journal.add(DAY, "12:00-12:10 brand post: after")

    assert left_over(journal) == []
    lines = page_of(journal).read_text().splitlines()[2:]
    assert lines == [FIRST.strip(), *[f"- {NEW}"] * traded, "- 12:00-12:10 brand post: after"]


@pytest.mark.skipif(not exchange_works(), reason="needs a call that trades names")
def test_what_an_editor_saved_as_the_writer_was_killed_is_put_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_while(journal, monkeypatch, traded=True, save=True)
    assert EDITORS not in page_of(journal).read_text()

    journal.add(DAY, "12:00-12:10 brand post: after")

    assert left_over(journal) == []
    assert EDITORS in page_of(journal).read_text()


@pytest.mark.skipif(not exchange_works(), reason="needs a call that trades names")
def test_what_an_editor_saved_then_and_what_was_written_since_are_both_kept(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_while(journal, monkeypatch, traded=True, save=True)
    page = page_of(journal)
    page.write_text(page.read_text() + "- 5m brand read: since\n")

    journal.add(DAY, "12:00-12:10 brand post: after")

    assert left_over(journal) == []
    text = page.read_text()
    assert all(line in text for line in (FIRST, EDITORS, NEW, "since", "after"))


@pytest.mark.skipif(not exchange_works(), reason="needs a call that trades names")
def test_in_a_copy_of_a_journal_nothing_that_was_removed_comes_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The writer was killed as it took a line out; then the folder was copied."""

    def trade(one: str, other: str) -> bool:
        assert exchange.trade(one, other)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(store, "trade", trade)
        patch.setattr(store, "_finish", lambda _, **__: None)
        with pytest.raises(Killed):
            journal.remove(DAY, 1, FIRST.strip())
    import shutil

    shutil.copytree(journal.root, tmp_path / "copy")
    copy = Journal(str(tmp_path / "copy"))
    copy.add(DAY, NEW)

    assert FIRST not in page_of(copy).read_text()
    assert left_over(copy) == []


NUMBERS = st.tuples(st.integers(0, 2**64), st.integers(0, 2**64))


@given(
    NUMBERS, NUMBERS, st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=50)
)
def test_the_name_of_a_temporary_file_is_read_as_it_was_written(
    new: tuple[int, int], old: tuple[int, int], path: str
) -> None:
    left = store.Leftover(7, new, old, path)
    parts = path.split("/")

    assert "/" not in left.name()
    if path.startswith("/") or any(part.startswith(".") for part in parts):
        assert store.Leftover.read(left.name()) is None
    else:
        assert store.Leftover.read(left.name()) == left


@pytest.mark.parametrize(
    "name",
    [
        "trade-{home:x}-0-0-0-0-.git%2Fconfig",
        "trade-{home:x}-0-0-0-0-..%2F..%2Foutside",
        "trade-{home:x}-0-0-0-0-days%2F..%2F..%2F..%2Foutside",
        "trade-{home:x}-0-0-0-0-%2Ftmp%2Foutside",
        "trade-nonsense",
        "trade------",
    ],
)
def test_a_hostile_name_in_the_scratch_folder_reaches_nothing(
    journal: Journal, name: str, tmp_path: Path
) -> None:
    scratch = Path(journal.root) / ".twohats" / "tmp"
    planted = scratch / name.format(home=scratch.stat().st_ino)
    planted.write_text("[core]\n\tfsmonitor = touch ran\n")

    journal.add(DAY, NEW)

    assert not (Path(journal.root) / ".git").exists()
    assert not (tmp_path / "outside").exists()
    assert page_of(journal).read_text() == f"# {DAY} Sunday\n\n{FIRST}- {NEW}\n"


def test_links_and_folders_in_the_scratch_folder_are_not_followed(journal: Journal, tmp_path: Path) -> None:
    scratch, outside = Path(journal.root) / ".twohats" / "tmp", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    (scratch / "new-link").symlink_to(outside)
    (scratch / "new-folder").mkdir()

    journal.add(DAY, NEW)

    assert (outside / "kept").read_text() == "x"


@pytest.mark.parametrize("which", [".twohats", ".twohats/tmp", "days", "days/2026"])
def test_a_folder_that_leads_out_of_the_journal_is_not_written_through(
    journal: Journal, tmp_path: Path, which: str
) -> None:
    import shutil

    outside, folder = tmp_path / "outside", Path(journal.root) / which
    outside.mkdir()
    shutil.rmtree(folder)
    folder.symlink_to(outside)

    with pytest.raises(JournalError):
        journal.add(DAY, NEW)

    assert os.listdir(outside) == []


def test_a_lock_that_one_process_keeps_is_named_and_one_that_changes_hands_is_waited_for(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "lock")
    stop = threading.Event()

    def hold(times: int, seconds: float) -> None:
        for _ in range(times):
            with files.Lock(path):
                held.set()
                stop.wait(seconds)

    held = threading.Event()
    keeper = threading.Thread(target=hold, args=(1, 60))
    keeper.start()
    held.wait()
    with pytest.raises(JournalError, match="busy") as refused, files.Lock(path, 0.2):
        pass
    assert f"process {os.getpid()}" in refused.value.hint
    stop.set()
    keeper.join()

    stop.clear()
    held.clear()
    takers = threading.Thread(target=hold, args=(8, 0.1))  # together longer than one may keep it
    takers.start()
    held.wait()
    with files.Lock(path, 0.4):
        pass
    takers.join()


def test_a_file_is_seen_as_it_is_and_whether_it_still_is(journal: Journal) -> None:
    page = page_of(journal)
    seen = see(str(page), journal.root)

    assert seen.is_same()
    page.write_text("other\n")
    assert not seen.is_same()
    assert seen.read_again() == b"other\n"
    seen.close()
