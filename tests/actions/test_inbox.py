"""What was taken in of the inbox is known again for a short while, and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twohats.actions.inbox import import_inbox
from twohats.format.times import Now
from twohats.journal.cache import SHORT_WHILE, ImportedBefore
from twohats.journal.folder import Journal
from twohats.system import machine

if TYPE_CHECKING:
    from pathlib import Path

NOW = Now("2026-11-22", 600)
SECOND = 1_000_000_000


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "hat.toml").touch()
    return Journal(str(tmp_path / "journal"))


@pytest.mark.parametrize(
    ("seconds", "lines"), [(1, 1), (SHORT_WHILE - 1, 1), (SHORT_WHILE + 1, 2), (-3600, 2)]
)
def test_the_same_line_is_another_one_after_a_while_and_where_the_clock_was_set_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, seconds: int, lines: int
) -> None:
    inbox = journal.full_path("inbox.md")
    real = machine.nanoseconds
    for shift in (0, seconds):
        monkeypatch.setattr(machine, "nanoseconds", lambda shift=shift: real() + shift * SECOND)
        with open(inbox, "w") as file:
            file.write("25m b post\n")
        import_inbox(journal, NOW)
    assert (
        journal.read_text("days/2026/2026-11-22.md")
        == "# 2026-11-22 Sunday\n\n" + lines * "- 25m brand post\n"
    )


def test_what_is_remembered_can_be_lost_at_any_time(journal: Journal, tmp_path: Path) -> None:
    inbox = journal.full_path("inbox.md")
    for damage in (b"", b"\0\0", b"\xff" * 100, None):
        with open(inbox, "w") as file:
            file.write("25m b post\n")
        import_inbox(journal, NOW)
        (memory,) = (tmp_path / "state").rglob("taken")
        if damage is None:
            memory.unlink()
        else:
            memory.write_bytes(damage)
    assert (journal.read_text("days/2026/2026-11-22.md") or "").count("- 25m brand post\n") == 4


@pytest.mark.parametrize(("standing", "left"), [(5, 2), (4, 2), (3, 1), (2, 0), (1, 0), (0, 0)])
def test_only_those_are_known_that_still_stand_on_their_page(standing: int, left: int) -> None:
    """Two were taken in, beside two that were there."""
    assert ImportedBefore(0, "2026-11-22", 2, 4).left(standing) == left
