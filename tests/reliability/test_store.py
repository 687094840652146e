"""The one writer: whole or not at all, never over what another program saved, and one at a time."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reliability.stored import (
    DAY,
    EDITORS,
    FIRST,
    NEW,
    TRADES,
    exchange_works,
    left_over,
    page_of,
    save_by_rename,
)

from twohats.actions import timer
from twohats.errors import JournalError
from twohats.format.paths import page_path
from twohats.format.times import Now
from twohats.journal import stable_read, writer
from twohats.journal.stable_read import SETTLED, read_stable
from twohats.journal.undo import undo
from twohats.system import lock, swap
from twohats.system.folders import FileRef, Folder, Root

if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.folder import Journal

OTHER = "2026-11-21"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="leases are Linux's")


@pytest.fixture(params=["traded", "renamed"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system's call that trades names, and where there is none."""
    if request.param == "renamed":
        monkeypatch.setattr(swap, "_rename", lambda _: -1)
    elif not exchange_works():
        pytest.skip("this file system cannot trade names")
    return str(request.param)


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


def test_a_folder_made_anew_before_a_page_is_replaced_is_looked_into_again(journal: Journal) -> None:
    page = page_of(journal)
    seen: list[str] = []

    def edit(text: str) -> str:
        seen.append(text)
        if len(seen) == 1:
            shutil.rmtree(page.parent)
            page.parent.mkdir()
            page.write_text(text + EDITORS)
            time.sleep(
                2 * SETTLED
            )  # else the folder that is gone looks as if an editor were about to save there
        return f"{text}- {NEW}\n"

    journal.change("add", page_path(DAY), edit)

    assert page.read_text() == f"# {DAY} Sunday\n\n{FIRST}{EDITORS}- {NEW}\n"


@TRADES
@pytest.mark.parametrize("save", SAVING)
def test_a_page_saved_at_the_very_moment_keeps_both_texts(
    journal: Journal, save: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves when nothing but the trade itself is left to do."""
    page = page_of(journal)
    saved: list[int] = []

    def trade(one: FileRef, other: FileRef) -> bool:
        if not saved:
            saved.append(1)
            save(page, page.read_text() + EDITORS)
        return swap.swap(one, other)

    monkeypatch.setattr(writer, "swap", trade)
    journal.add(DAY, NEW)

    assert saved
    assert sorted(page.read_text().splitlines(keepends=True)[2:]) == sorted([FIRST, f"- {NEW}\n", EDITORS])
    assert left_over(journal) == []
    undo(journal)
    assert page.read_text() == f"# {DAY} Sunday\n\n{FIRST}{EDITORS}"


@TRADES
def test_a_page_saved_twice_around_that_moment_keeps_all_three(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once before the trade, and once on top of what was traded in."""
    page = page_of(journal)
    calls: list[int] = []

    def trade(one: FileRef, other: FileRef) -> bool:
        calls.append(1)
        if len(calls) <= 2:
            save_by_rename(page, page.read_text() + f"- 5m brand read: editor {len(calls)}\n")
        return swap.swap(one, other)

    monkeypatch.setattr(writer, "swap", trade)
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


@TRADES
def test_a_page_opened_before_it_is_replaced_and_saved_only_afterwards_keeps_both_texts(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor has found the old file by its name, and writes to it while the new name is flushed."""
    page = page_of(journal)
    old = page.stat().st_ino
    saved: list[Path] = []
    real = Folder.flush

    def flush(folder: Folder, *, strict: bool = False) -> None:
        real(folder, strict=strict)
        aside = Path(journal.root) / ".twohats" / "tmp"
        for file in aside.iterdir() if not saved else ():
            if file.stat().st_ino == old:
                saved.append(file)
                file.write_text(file.read_text() + EDITORS)

    monkeypatch.setattr(Folder, "flush", flush)
    journal.add(DAY, NEW)

    assert saved
    assert sorted(page.read_text().splitlines(keepends=True)[2:]) == sorted([FIRST, f"- {NEW}\n", EDITORS])
    assert left_over(journal) == []


def test_an_editor_half_way_through_saving_is_waited_for_where_there_are_no_leases(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stable_read, "_is_open_for_writing", lambda _: None)
    page = page_of(journal)
    text = page.read_text()
    page.write_text(text[:-5])
    editor = threading.Timer(0.3, lambda: page.write_text(text + EDITORS))
    editor.start()
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
    monkeypatch.setattr(writer, "SECONDS", 0.1)
    monkeypatch.setattr("twohats.journal.stable_read.PATIENCE", 0.05)
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
    monkeypatch.setattr(journal.history, "record_intent", lambda _: None)
    with pytest.raises(JournalError, match="cannot be written"):
        journal.add_all([(DAY, "11:00-11:10 brand post: a"), (OTHER, "11:00-11:10 brand post: b")])
    monkeypatch.undo()

    assert {day: page_of(journal, day).read_text() for day in (DAY, OTHER)} == before
    journal.add(DAY, "12:00-12:10 brand post: after")
    assert left_over(journal) == []


@pytest.fixture
def unflushed_folders(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails at every flush of a folder, once there is a journal."""
    assert page_of(journal).exists()
    real = os.fsync

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)


@pytest.mark.usefixtures("unflushed_folders")
def test_a_folder_that_cannot_be_flushed_takes_the_change_back(journal: Journal) -> None:
    page = page_of(journal)
    before = page.read_text()

    with pytest.raises(JournalError, match="input/output error"):
        journal.add(DAY, NEW)
    with pytest.raises(JournalError, match="input/output error"):
        journal.add(OTHER, NEW)

    assert page.read_text() == before
    assert not page_of(journal, OTHER).exists()
    assert left_over(journal) == []


@pytest.mark.usefixtures("unflushed_folders")
def test_a_timer_that_the_disk_may_not_keep_is_not_said_to_run(journal: Journal) -> None:
    with pytest.raises(JournalError, match="input/output error"):
        timer.start(journal, ["b", "post:", "timed"], Now(DAY, 18 * 60))


def test_an_interrupted_change_of_two_pages_changes_neither(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(OTHER, NEW)
    before = {day: page_of(journal, day).read_text() for day in (DAY, OTHER)}

    def flush(_: Folder, **__: bool) -> None:
        assert page_of(journal).read_text() != before[DAY]  # it is in place by now
        raise KeyboardInterrupt

    monkeypatch.setattr(Folder, "flush", flush)
    with pytest.raises(KeyboardInterrupt):
        journal.add_all([(DAY, "11:00-11:10 brand post: a"), (OTHER, "11:00-11:10 brand post: b")])
    monkeypatch.undo()

    assert {day: page_of(journal, day).read_text() for day in (DAY, OTHER)} == before
    assert undo(journal).label == f"add {OTHER} {NEW}"


def test_a_lock_that_one_process_keeps_is_named_and_one_that_changes_hands_is_waited_for(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "lock")
    stop = threading.Event()

    def hold(times: int, seconds: float) -> None:
        for _ in range(times):
            with lock.Lock(path, str(tmp_path)):
                held.set()
                stop.wait(seconds)

    held = threading.Event()
    keeper = threading.Thread(target=hold, args=(1, 60))
    keeper.start()
    held.wait()
    with pytest.raises(JournalError, match="busy") as refused, lock.Lock(path, str(tmp_path), 0.2):
        pass
    assert f"process {os.getpid()}" in refused.value.hint
    stop.set()
    keeper.join()

    stop.clear()
    held.clear()
    takers = threading.Thread(target=hold, args=(8, 0.1))  # together longer than one may keep it
    takers.start()
    held.wait()
    with lock.Lock(path, str(tmp_path), 0.4):
        pass
    takers.join()


def test_a_file_is_seen_as_it_is_and_whether_it_still_is(journal: Journal) -> None:
    page = page_of(journal)
    seen = read_stable(str(page), Root(journal.root))

    assert seen.is_same()
    page.write_text("other\n")
    assert not seen.is_same()
    assert seen.read_again() == b"other\n"
    seen.close()
