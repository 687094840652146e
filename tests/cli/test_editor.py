"""`hat edit` with an editor that stays open while others write: real commands, a real editor, a real sync."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import HAT, TODAY, Shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST = "- 09:00-09:30 brand post: first\n"
PAGE = f"# {TODAY} Sunday\n\n{FIRST}"
SAVES = """
import os, pathlib, sys, time
page, told = pathlib.Path(sys.argv[-1]), pathlib.Path(sys.argv[1])
buffer, seen = page.read_text(), 0
(told / "open").touch()
while True:
    time.sleep(0.01)
    orders = sorted(told.glob("*.do"))[seen:]
    for order in orders:
        what, seen = order.read_text(), seen + 1
        if what == "read":
            buffer = page.read_text()
        elif what == "close":
            raise SystemExit
        elif what.startswith("save "):
            way = what.split()[1]
            if way == "rename":
                new = page.with_name(".saving")
                new.write_text(buffer)
                new.replace(page)
            elif way == "backup":
                backup = page.with_name(page.name + "~")
                page.replace(backup)
                page.write_text(buffer)
                backup.unlink()
            else:
                with page.open("r+") as file:
                    file.truncate(0)
                    file.write(buffer)
        else:
            old, new = what.split("=>")
            assert old in buffer, (old, buffer)
            buffer = buffer.replace(old, new, 1)
        order.with_suffix(".done").touch()
"""


class Opened:
    """`hat edit` with an editor that reads and saves when it is told to."""

    def __init__(self, hat: Shell, folder: Path) -> None:
        folder.mkdir()
        script = folder / "editor.py"
        script.write_text(SAVES)
        self._folder = folder
        self._orders = 0
        env = hat.environment({"EDITOR": f"{sys.executable} {script} {folder}"})
        self.process = subprocess.Popen([HAT, "edit"], env=env, cwd=hat.home, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
        self._until(folder / "open")

    def _until(self, path: Path) -> None:
        limit = time.monotonic() + 20
        while not path.exists():
            assert time.monotonic() < limit, path
            time.sleep(0.01)

    def do(self, *orders: str) -> None:
        """`read`, `save WAY`, or `OLD=>NEW` for a change in its buffer."""
        for order in orders:
            self._orders += 1
            new = self._folder / "order"
            new.write_text(order)
            name = self._folder / f"{self._orders:03}"
            new.rename(name.with_suffix(".do"))
            if order != "close":
                self._until(name.with_suffix(".done"))

    def close(self) -> str:
        """Close it; what `hat edit` says then."""
        self.do("close")
        return self.process.communicate(timeout=20)[1]


@pytest.fixture
def open_editor(hat: Shell, tmp_path: Path):
    """Opens an editor on today's page."""
    opened: list[Opened] = []

    def opens() -> Opened:
        opened.append(Opened(hat, tmp_path / f"editor-{len(opened)}"))
        return opened[-1]

    hat.write(PAGE)
    hat.at("20:00")
    yield opens
    for each in opened:
        each.do("close")
        each.process.communicate(timeout=20)


def test_undo_takes_back_the_editors_lines_and_none_that_others_wrote_meanwhile(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    editor = open_editor()
    hat("add", "10:00", "5m", "p", "read:", "ours")
    editor.do("read", "first=>first, edited", "save rename")
    hat("add", "11:00", "5m", "p", "read:", "later")
    assert editor.close() == ""
    assert hat.items() == ["09:00-09:30 brand post: first, edited", "10:00 5m personal read: ours",
                           "11:00 5m personal read: later"]  # fmt: skip
    assert hat("undo").out == f"took back: edit {TODAY} in an editor\n"
    assert hat.items() == [
        "09:00-09:30 brand post: first",
        "10:00 5m personal read: ours",
        "11:00 5m personal read: later",
    ]
    hat("redo")
    assert hat.items()[0].endswith("edited")
    hat("undo", "3")
    assert hat.page() == PAGE


def test_an_editor_that_changed_nothing_has_nothing_to_undo(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    editor = open_editor()
    hat("add", "10:00", "5m", "p", "read:", "ours")
    assert editor.close() == f"hat: {TODAY} is as it was\n"
    assert hat("undo").out == "took back: add 2026-11-22 10:00 5m personal read: ours\n"
    assert hat.page() == PAGE


@pytest.mark.parametrize("way", ["rename", "place", "backup"])
def test_a_line_added_while_the_editor_was_open_is_kept_when_it_saves_its_older_text(
    hat: Shell, open_editor: Callable[[], Opened], way: str
) -> None:
    editor = open_editor()
    hat("add", "10:00", "5m", "p", "read:", "ours")
    time.sleep(2.2)  # longer than what any other program saves is taken for stale
    editor.do("first=>first, edited", f"save {way}")
    assert "ours" not in hat.page()
    said = editor.close()
    assert (
        said
        == f"hat: the editor has saved days/2026/{TODAY}.md from an older text; put back: - 10:00 5m personal read: ours\n"
    )
    assert hat.page() == PAGE.replace("first", "first, edited") + "- 10:00 5m personal read: ours\n"
    hat("undo")
    assert hat.page() == PAGE + "- 10:00 5m personal read: ours\n"
    hat("undo")
    assert hat.page() == PAGE


def test_an_editor_that_saves_an_older_text_again_and_again_doubles_nothing(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    editor = open_editor()
    for number in range(4):
        hat("add", f"1{number}:00", "5m", "p", "read:", f"ours-{number}")
        editor.do(f"first=>{number} first", "save place")
    done = hat("add", "15:00", "5m", "p", "read:", "the last")
    assert "the editor has saved" in done.err
    assert "ours-2" in hat.page()
    editor.do("save rename")
    editor.close()
    ours = [f"1{number}:00 5m personal read: ours-{number}" for number in range(4)]
    assert hat.items() == ["09:00-09:30 brand post: 0 1 2 3 first", *ours, "15:00 5m personal read: the last"]
    hat("undo")
    assert hat.items() == ["09:00-09:30 brand post: first", *ours, "15:00 5m personal read: the last"]


def test_a_line_that_is_edited_here_and_deleted_in_the_editor_stays_as_edited(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    editor = open_editor()
    hat("edit", "1", "09:00-09:45", "b", "post:", "first")
    editor.do(f"{FIRST}=>- 5m personal read: the editor's\n", "save rename")
    assert "put back: - 09:00-09:45 brand post: first" in editor.close()
    assert sorted(hat.items()) == ["09:00-09:45 brand post: first", "5m personal read: the editor's"]


def test_what_is_taken_out_here_stays_out_when_the_editor_saves_its_older_text(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    hat("add", "10:00", "5m", "p", "read:", "ours")
    editor = open_editor()
    hat("add", "10:00", "5m", "p", "read:", "ours")
    hat("remove", "1")
    editor.do("# 2026=># A day\n\n# 2026", "save rename")
    assert "taken out again: - 09:00-09:30 brand post: first" in editor.close()
    assert hat.items() == ["10:00 5m personal read: ours"]


def test_two_editors_on_one_page_lose_nothing_of_each_other(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    one, other = open_editor(), open_editor()
    one.do("first=>first\n- 5m brand read: of the one", "save rename")
    one.close()
    hat("add", "10:00", "5m", "p", "read:", "ours")
    other.do("# 2026=># Of the other\n\n# 2026", "save place")
    other.close()
    assert sorted(hat.items()) == [
        "09:00-09:30 brand post: first",
        "10:00 5m personal read: ours",
        "5m brand read: of the one",
    ]
    assert hat.page().startswith("# Of the other\n")
    hat("undo")
    assert not hat.page().startswith("# Of the other\n")
    assert len(hat.items()) == 3
    hat("undo", "2")
    assert hat.page() == PAGE


def test_when_the_command_is_killed_the_editor_goes_on_and_nothing_is_lost(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    editor = open_editor()
    hat("add", "10:00", "5m", "p", "read:", "ours")
    os.kill(editor.process.pid, signal.SIGKILL)
    editor.process.wait()
    hat("add", "11:00", "5m", "p", "read:", "after the kill")
    editor.do("first=>first, edited", "save rename")
    editor.close()
    time.sleep(0.3)  # until the editor has ended too
    ours = ["10:00 5m personal read: ours", "11:00 5m personal read: after the kill"]
    assert hat("undo").out == f"took back: edit {TODAY} in an editor\n"
    assert hat.items() == ["09:00-09:30 brand post: first", *ours]
    assert not (hat.state() / "editing").exists()
    hat("undo", "2")
    assert hat.page() == PAGE
    assert hat("undo").code == 1


def test_a_version_of_the_page_that_a_sync_brings_while_the_editor_is_open_is_kept(
    hat: Shell, open_editor: Callable[[], Opened], tmp_path: Path
) -> None:
    remote, other = tmp_path / "remote.git", tmp_path / "other"

    def git(*words: str) -> None:
        subprocess.run(["git", *words], check=True, capture_output=True, env=hat.environment())

    git("init", "-q", "--bare", str(remote))
    git("-C", str(hat.journal), "init", "-q")
    git("-C", str(hat.journal), "remote", "add", "origin", str(remote))
    editor = open_editor()
    synced = hat("sync")
    assert synced.code == 0, synced.err
    git("clone", "-q", str(remote), str(other))
    elsewhere = {"TWOHATS_JOURNAL": str(other)}
    hat("add", "12:00", "5m", "b", "read:", "elsewhere", env=elsewhere)
    assert hat("sync", env=elsewhere).code == 0
    synced = hat("sync")
    assert "elsewhere" in hat.page(), synced
    editor.do("first=>first, edited", "save place")
    assert "elsewhere" not in hat.page()
    editor.close()
    assert hat.items() == ["09:00-09:30 brand post: first, edited", "12:00 5m brand read: elsewhere"]
    hat("undo")
    assert hat.items() == ["09:00-09:30 brand post: first", "12:00 5m brand read: elsewhere"]
    hat("sync")
    hat("sync", env=elsewhere)
    assert "elsewhere" in (other / "days" / "2026" / f"{TODAY}.md").read_text()


def test_a_page_made_for_an_editor_and_written_to_by_others_is_theirs_when_the_editor_wrote_nothing(
    hat: Shell, open_editor: Callable[[], Opened]
) -> None:
    hat.path().unlink(missing_ok=True)
    editor = open_editor()
    hat.path().unlink()
    hat("add", "10:00", "5m", "p", "read:", "ours")
    assert editor.close() == f"hat: {TODAY} is as it was\n"
    assert hat.items() == ["10:00 5m personal read: ours"]
