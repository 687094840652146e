"""The example of people in `docs/method.md`, against the sample journal."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.shell import Shell

ROOT = Path(__file__).parents[2]


def test_the_example_is_what_the_sample_journal_gives(hat: Shell) -> None:
    shutil.rmtree(hat.journal)
    shutil.copytree(ROOT / "sample_journal", hat.journal)
    section = (ROOT / "docs" / "method.md").read_text(encoding="utf-8").partition("### 2.7 People\n")[2]
    lines = section.partition("```text\n")[2].partition("```")[0].splitlines()
    assert len(lines) > 4
    assert set(lines) <= set(hat("people", "--plain").out.splitlines())
