"""`docs/sync.md` against the program: every outcome and every key of the JSON is explained there, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from twohats.sync import OUTCOMES, SyncReport, SyncStatus

PAGE = (Path(__file__).parents[2] / "docs" / "sync.md").read_text(encoding="utf-8")


def words_of(part: str) -> list[str]:
    """The words in code in the first column of the tables of a part."""
    rows = re.findall(r"^\| (`[^|]*) \|", part, re.MULTILINE)
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row)]


def test_every_outcome_is_explained_under_whether_it_is_finished():
    part = PAGE.partition("## How a sync can end")[2].partition("\n## ")[0]
    finished, _, others = part.partition("Finished, but")
    left_out, _, stopped = others.partition("Stopped before")

    for part, is_told in (
        (finished, lambda told: told.finished),
        (left_out, lambda told: not told.finished and told.error.exit_code == 5),
        (stopped, lambda told: not told.finished and told.error.exit_code == 4),
    ):
        assert sorted(words_of(part)) == sorted(word for word, told in OUTCOMES.items() if is_told(told))


@pytest.mark.parametrize(
    ("command", "keys"),
    [("hat sync --json", SyncReport("synced").json()), ("hat sync --status --json", SyncStatus().json())],
)
def test_every_key_of_the_json_is_explained(command, keys):
    part = PAGE.partition(f"\n`{command}`:\n")[2].partition("\n`hat")[0]

    assert sorted(words_of(re.sub(r"\|[^|]*\|$", "|", part, flags=re.MULTILINE))) == sorted(keys)


def test_every_outcome_reads_well():
    for told in OUTCOMES.values():
        assert told.message
        assert not told.message.endswith(".")
        assert told.finished or told.hint


def test_every_test_that_the_table_of_what_is_tried_names_is_there():
    part = PAGE.partition("### What is tried on us")[2].partition("\n## ")[0]
    rows = [row for row in part.splitlines() if row.startswith("| ")][1:]
    named = [re.findall(r"`(test_\w+\.py)::(\w+)`", row.rpartition("| `")[2].join(("`", ""))) for row in rows]

    assert len(rows) > 20
    assert all(named), "a row without a test"
    for file, name in (each for row in named for each in row):
        text = (Path(__file__).parent / file).read_text(encoding="utf-8")
        assert f"def test_{name}(" in text, f"{file}::{name}"
