"""The one writer, step by step: what it waits for, and in which order the disk is asked to keep what it did."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from twohats.errors import JournalError, TooLarge
from twohats.format.paths import page_path
from twohats.journal import stable_read, writer
from twohats.journal.folder import Journal
from twohats.system import swap
from twohats.system.folders import FileRef, Folder

DAY, LAST_YEARS = "2026-11-22", "2025-12-31"


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal with a line in this year and one in the last."""
    monkeypatch.setenv("TWOHATS_NOW", f"{DAY}T18:00")
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "hat.toml").touch()
    journal = Journal(str(tmp_path / "journal"))
    journal.add_all([(DAY, "25m brand post"), (LAST_YEARS, "25m brand post")])
    return journal


def test_a_file_may_be_as_large_as_can_be_read_again_and_no_larger(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LARGEST", 100)

    journal.change("write", "inbox.md", lambda _: "x" * 99 + "\n")
    with pytest.raises(TooLarge):
        journal.change("write", "inbox.md", lambda text: f"x{text}")

    assert journal.read_text("inbox.md") == "x" * 99 + "\n"


def test_the_names_of_one_folder_are_kept_before_those_of_another_change(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk may keep a later name and lose an earlier one: a line that is moved would then be on neither page."""
    done: list[str] = []
    flush = Folder.flush

    def trade(one: FileRef, other: FileRef) -> bool:
        done.append(f"swap in {os.path.basename(other.folder.path)}")
        return swap.swap(one, other)

    def flushed(folder: Folder, *, strict: bool = False) -> None:
        done.append(f"flush {os.path.basename(folder.path)}")
        flush(folder, strict=strict)

    monkeypatch.setattr(writer, "swap", trade)
    monkeypatch.setattr(Folder, "flush", flushed)
    journal.add_all([(DAY, "5m brand read"), (LAST_YEARS, "5m brand read")])

    swaps = [at for at, what in enumerate(done) if what.startswith("swap")]
    first, second = (done[at].rpartition(" ")[2] for at in swaps)
    assert {first, second} == {"2025", "2026"}
    assert f"flush {first}" in done[swaps[0] : swaps[1]]
    assert {f"flush {first}", f"flush {second}"} <= set(done[swaps[1] :])


@pytest.mark.skipif(sys.platform != "linux", reason="leases are Linux's")
def test_a_page_that_is_kept_open_from_the_moment_of_its_replacing_is_left_after_a_while(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SECONDS", 0.1)
    monkeypatch.setattr(stable_read, "PATIENCE", 0.05)
    page = Path(journal.full_path(page_path(DAY)))
    before, tries = page.read_text(), 0

    def trade(one: FileRef, other: FileRef) -> bool:
        nonlocal tries
        tries += 1
        assert tries < 100, "it goes on for ever"
        if tries == 1:
            editor.enter_context(page.open("a"))
        return swap.swap(one, other)

    monkeypatch.setattr(writer, "swap", trade)
    with ExitStack() as editor, pytest.raises(JournalError, match="another program is writing to it"):
        journal.add(DAY, "5m brand read")

    assert page.read_text() == before
