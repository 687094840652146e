"""Every name of the untidy journal renamed: all counts as it would by `[renamed]` alone, and undo gives back every byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.untidy_journal import untidy_journal

from twohats.actions.rename import make_renaming, plan_renaming
from twohats.actions.select import every_name
from twohats.actions.undo import undo
from twohats.errors import JournalError, NotUnderstood
from twohats.format.model import Entry, Event
from twohats.format.one_name import with_one_name
from twohats.format.renaming import Renaming
from twohats.format.renaming_toml import with_renamed
from twohats.format.times import Now
from twohats.journal.folder import Journal
from twohats.journal.names import SIGNS
from twohats.journal.people import people_of, read_people

if TYPE_CHECKING:
    from pathlib import Path

NOW = Now("2025-03-30", 1200)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "journal"
    untidy_journal(root)
    return root


def counted(root: Path) -> list[object]:
    """Every line as it is counted, notes left out."""
    journal = Journal(str(root))
    names = people_of(journal).one_name
    return [
        value._replace(note="") if isinstance(value := item.value, (Entry, Event)) else type(value)
        for page in journal.pages()
        for item in with_one_name(page, names).items
    ]


@pytest.mark.parametrize("what", SIGNS)
@pytest.mark.parametrize("joins", [False, True])
def test_all_counts_as_by_renamed_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch, what: str, *, joins: bool
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(root.parent / "state"))
    names = sorted(every_name(Journal(str(root)))[what])
    before, settings = texts_of(root), (root / "hat.toml").read_bytes()
    people = (root / "people.toml").read_text()
    done = refused = 0
    for at, old in enumerate(names):
        journal = Journal(str(root))
        renaming = Renaming(SIGNS[what], old, names[at - 1] if joins else "new-name")
        try:
            plan = plan_renaming(journal, renaming, NOW)
        except (NotUnderstood, JournalError):
            refused += 1
            continue
        if renaming.before() not in journal.settings.renamed:
            (root / "hat.toml").write_text(with_renamed(settings.decode(), renaming))
        expected = counted(root)
        (root / "hat.toml").write_bytes(settings)
        make_renaming(journal, plan)
        if old not in read_people(people).same:  # an alias stays one under its new name
            assert counted(root) == expected, renaming
        undo(journal)
        assert texts_of(root) == before, renaming
        done += 1
    assert done >= 2 * refused


def texts_of(root: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".twohats" not in path.parts
    }
