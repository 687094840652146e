"""A change of very many pages: made with few open files allowed, taken back as one, or refused before anything."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest

from twohats.actions.undo import undo
from twohats.errors import JournalError
from twohats.format.paths import page_path
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = 300
ALLOWED = 128


@pytest.fixture
def few_files() -> Iterator[None]:
    """As many open files as the smallest limit of a system allows, to begin with."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (ALLOWED, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "hat.toml").touch()
    (tmp_path / "journal" / "days" / "2026").mkdir(parents=True)
    for at in range(PAGES):
        day = f"2026-{1 + at // 28:02d}-{1 + at % 28:02d}"
        (tmp_path / "journal" / page_path(day)).write_text("- 25m brand post linkedin\n")
    return Journal(str(tmp_path / "journal"))


def change(journal: Journal) -> list[str]:
    edits = {page_path(day): lambda text: text.replace("linkedin", "fedi") for day in journal.days()}
    return list(journal.change_all("to fedi", edits).values())


@pytest.mark.usefixtures("few_files")
def test_more_pages_than_files_may_be_open_are_one_change(journal: Journal) -> None:
    seen: list[tuple[int, int]] = []
    journal.rewriter.on_progress = lambda done, of: seen.append((done, of))
    assert change(journal) == ["- 25m brand post fedi\n"] * PAGES
    assert seen == [(at + 1, PAGES) for at in range(PAGES)]
    undo(journal)
    assert {journal.read_text(page_path(day)) for day in journal.days()} == {"- 25m brand post linkedin\n"}


@pytest.mark.usefixtures("few_files")
def test_where_the_system_allows_no_more_nothing_is_changed(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_what: int, _limits: tuple[int, int]) -> None:
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr(resource, "setrlimit", refuse)
        with pytest.raises(JournalError) as error:
            change(journal)
    assert (
        error.value.message
        == f"{PAGES} files would be changed at once, and this system lets a program open 128"
    )
    assert {journal.read_text(page_path(day)) for day in journal.days()} == {"- 25m brand post linkedin\n"}
