"""The cases of `tests/cases/query`, which are data for any language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from twohats.actions.find import find_lines
from twohats.actions.select import select, understand
from twohats.errors import NotUnderstood
from twohats.format.times import Now
from twohats.journal.folder import Journal

CASES = Path(__file__).parents[1] / "cases" / "query"
NOW = Now("2026-11-22", 10 * 60 + 30)
OTHERS = ("refused", "find")


def cases(*names: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['says']}")
        for name in names
        for case in json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    ]


SELECTING = sorted(path.stem for path in CASES.glob("*.json") if path.stem not in OTHERS)


@pytest.fixture
def journal() -> Journal:
    return Journal(str(CASES / "journal"))


@pytest.mark.parametrize("case", cases(*SELECTING))
def test_the_words_select_these_lines(journal: Journal, case: dict[str, Any]) -> None:
    found = select(journal, understand(journal, case["words"], NOW))
    assert [line.place for line in found.lines] == case["finds"]
    assert not found.unread


@pytest.mark.parametrize("case", cases("find"))
def test_the_words_find_these_lines_in_this_order(journal: Journal, case: dict[str, Any]) -> None:
    found = find_lines(journal, understand(journal, case["words"], NOW, loose=True), 1000)
    assert [[line.place, round(score)] for line, score in found.best] == case["finds"]


@pytest.mark.parametrize("case", cases("refused"))
def test_the_words_are_refused_with_the_nearest_right_one(journal: Journal, case: dict[str, Any]) -> None:
    with pytest.raises(NotUnderstood) as caught:
        understand(journal, case["words"], NOW)
    error = caught.value
    assert error.line[error.column - 1 :][: error.length] == case["word"]
    assert error.message
    assert (
        (f"did you mean {case['nearest']}?" in error.hint)
        if "nearest" in case
        else "did you mean" not in error.hint
    )


def test_no_two_cases_say_or_ask_the_same() -> None:
    every = [case.values[0] for case in cases(*SELECTING, *OTHERS)]
    assert len(every) > 150
    assert len({case["says"] for case in every}) > len(every) - 10
