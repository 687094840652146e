"""Some rounds of `benchmarks/import_rounds.py`, which does 500: imports again and again on two machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks import import_rounds

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_STATE_HOME", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL"):
        monkeypatch.setenv(name, "")  # set by the rounds, put back afterwards
    monkeypatch.setenv("TWOHATS_NOW", "2026-11-22T10:30")


@pytest.mark.parametrize("seed", [1, 5])
def test_each_record_is_in_the_journal_once_or_never(tmp_path: Path, seed: int) -> None:
    faults, done = import_rounds.try_rounds(tmp_path, 12, seed)

    assert faults == []
    assert done["take in"] > 3
    assert done["undo"] + done["take back"] > 1
