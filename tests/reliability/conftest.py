from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import Shell

from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-22"


@pytest.fixture
def hat(tmp_path: Path) -> Shell:
    """The command `hat` in a home of its own."""
    return Shell(tmp_path)


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal with one line."""
    monkeypatch.setenv("TWOHATS_NOW", f"{DAY}T18:00")
    root = tmp_path / "journal"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n")
    journal = Journal(str(root))
    journal.add(DAY, "09:00-09:30 brand post: first")
    return journal
