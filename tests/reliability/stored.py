"""What the tests of the writer have in common: the page they write to, and an editor that saves it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from twohats.format.paths import page_path

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

DAY = "2026-11-22"
FIRST = "- 09:00-09:30 brand post: first\n"
EDITORS = "- 25m personal read: the editor's\n"
NEW = "10:00-10:30 brand read: new"


def page_of(journal: Journal, day: str = DAY) -> Path:
    return Path(journal.full_path(page_path(day)))


def left_over(journal: Journal) -> list[str]:
    return os.listdir(Path(journal.root) / ".twohats" / "tmp")


def exchange_works() -> bool:
    return sys.platform in ("linux", "darwin")


def save_by_rename(page: Path, text: str) -> None:
    new = page.with_name(".saving")
    new.write_text(text)
    new.replace(page)


TRADES = pytest.mark.skipif(not exchange_works(), reason="needs a call that trades names")
