"""What a killed writer leaves, and what lies in the scratch folder: cleared away, put back, and never followed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reliability.stored import DAY, EDITORS, FIRST, NEW, TRADES, left_over, page_of, save_by_rename

from twohats.errors import JournalError
from twohats.journal import writer
from twohats.journal.folder import Journal
from twohats.system import swap

if TYPE_CHECKING:
    from twohats.system.folders import FileRef


class Killed(BaseException):
    """Stands for SIGKILL: nothing is cleared up."""


def killed_while(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, *, traded: bool, save: bool = False
) -> None:
    """A writer that is killed before or after its trade; with `save`, an editor has saved just before that."""
    page = page_of(journal)

    def trade(one: FileRef, other: FileRef) -> bool:
        if save:
            save_by_rename(page, page.read_text() + EDITORS)
        if traded:
            assert swap.swap(one, other)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(writer, "swap", trade)
        patch.setattr(writer, "_finish", lambda _, **__: None)
        with pytest.raises(Killed):
            journal.add(DAY, NEW)


@TRADES
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


@TRADES
def test_what_an_editor_saved_as_the_writer_was_killed_is_put_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_while(journal, monkeypatch, traded=True, save=True)
    assert EDITORS not in page_of(journal).read_text()

    journal.add(DAY, "12:00-12:10 brand post: after")

    assert left_over(journal) == []
    assert EDITORS in page_of(journal).read_text()


@TRADES
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


@TRADES
def test_in_a_copy_of_a_journal_nothing_that_was_removed_comes_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The writer was killed as it took a line out; then the folder was copied."""

    def trade(one: FileRef, other: FileRef) -> bool:
        assert swap.swap(one, other)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(writer, "swap", trade)
        patch.setattr(writer, "_finish", lambda _, **__: None)
        with pytest.raises(Killed):
            journal.remove(DAY, 1, FIRST.strip())
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
    left = writer.Leftover(7, new, old, path)
    parts = path.split("/")

    assert "/" not in left.name()
    if path.startswith("/") or any(part.startswith(".") for part in parts):
        assert writer.Leftover.read(left.name()) is None
    else:
        assert writer.Leftover.read(left.name()) == left


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
    outside, folder = tmp_path / "outside", Path(journal.root) / which
    outside.mkdir()
    shutil.rmtree(folder)
    folder.symlink_to(outside)

    with pytest.raises(JournalError):
        journal.add(DAY, NEW)

    assert os.listdir(outside) == []
