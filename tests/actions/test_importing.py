"""What a plan is told of the journal: since when there are lines by hand, and whom the lines name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from twohats.actions.bringing import brought
from twohats.actions.importing import Choices, plan_import
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from twohats.interchange.plan import Plan


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TWOHATS_NOW", "2026-11-22T18:00")
    root = tmp_path / "journal"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n")
    return Journal(str(root))


def write(journal: Journal, day: str, line: str) -> None:
    path = Path(journal.root) / f"days/{day[:4]}/{day}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {day}\n\n- {line}\n")


def planned(journal: Journal, folder: Path) -> Plan:
    path = folder / "calls.jsonl"
    at = '"at": "2020-06-01T10:00", "channel": "phone", "is_mine": true, "call_seconds": 1800'
    path.write_text(f'{{"is": "message", "id": "1", {at}, "other": {{"id": "k", "name": "Kit Farrow"}}}}\n')
    found, refused = brought([str(path)])
    assert not refused
    return plan_import(journal, found, Choices(hat="brand"), journal.now(), lambda _what, _count: None).plan


@pytest.mark.parametrize("imported", [1, 90])
def test_the_border_is_the_first_line_by_hand_however_many_were_imported_before(
    journal: Journal, tmp_path: Path, imported: int
) -> None:
    for number in range(imported):
        write(journal, f"20{21 + number // 28}-02-{number % 28 + 1:02d}", "10:00 ~4m brand post x src:x")
    assert planned(journal, tmp_path).border == ""
    write(journal, "2025-03-04", "10:00 ~4m brand post x src:x")
    write(journal, "2025-03-05", "10m brand post x")
    write(journal, "2025-03-06", "10m brand post x")
    assert planned(journal, tmp_path).border == "2025-03-05"


@pytest.mark.parametrize("days", [1, 90])
def test_a_name_that_any_line_has_is_taken(journal: Journal, tmp_path: Path, days: int) -> None:
    assert [one.name for one in planned(journal, tmp_path).people] == ["kit"]
    for number in range(days):
        write(journal, f"20{21 + number // 28}-02-{number % 28 + 1:02d}", f"10m brand talk x @kit @p{number}")
    assert [one.name for one in planned(journal, tmp_path).people] == ["kit-farrow"]
