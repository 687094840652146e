"""The folder of cases, one by one: what each file reads as, and what each edit makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.format.readings import hats_of, items_of, problems_of

from twohats.errors import ChangedMeanwhile, JournalError, NotUnderstood
from twohats.format.edit import EditedText, add_item, remove_item, replace_item
from twohats.format.line import in_full, read_item
from twohats.format.page import block_of
from twohats.format.reading import read_page

CASES = Path(__file__).parents[1] / "cases"
DAY = "2026-11-22"
VALID = sorted((CASES / "valid").glob("*.md"))
INVALID = sorted((CASES / "invalid").glob("*.md"))
EDITS = sorted((CASES / "edits").iterdir())
IN_FULL = json.loads((CASES / "in_full" / "lines.json").read_text("utf-8"))
REFUSALS = {"not-understood": NotUnderstood, "changed": ChangedMeanwhile, "other-lines": JournalError}


def text_of(path: Path) -> str:
    """A file as the store reads it: bytes that are not UTF-8 become lone surrogates, endings stay."""
    return path.read_bytes().decode("utf-8", "surrogateescape")


def case_of(path: Path) -> dict[str, Any]:
    """What the JSON beside a file says."""
    case: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return case


def test_no_folder_of_cases_is_empty_and_none_has_a_file_too_many() -> None:
    assert len(VALID) >= 100
    assert len(INVALID) >= 100
    assert len(EDITS) >= 30
    assert len(IN_FULL["lines"]) >= 30
    for folder in ("valid", "invalid"):
        names = sorted(path.name for path in (CASES / folder).iterdir())
        stems = sorted({name.rpartition(".")[0] for name in names})
        assert names == sorted(f"{stem}.{end}" for stem in stems for end in ("md", "json"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_page_is_read_without_a_problem(path: Path) -> None:
    case = case_of(path)
    page = read_page(text_of(path), DAY, hats_of(case))
    assert items_of(page) == case["items"]
    assert problems_of(page) == case["problems"] == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_page_has_its_problems_and_keeps_its_other_lines(path: Path) -> None:
    case = case_of(path)
    page = read_page(text_of(path), DAY, hats_of(case))
    assert problems_of(page) == case["problems"] != []
    assert items_of(page) == case["items"]


@pytest.mark.parametrize("folder", EDITS, ids=lambda folder: folder.name)
def test_an_edit_gives_the_bytes_it_should(folder: Path) -> None:
    change = json.loads((folder / "change.json").read_text("utf-8"))
    before = text_of(folder / "before.md")
    if "refused" in change:
        with pytest.raises(REFUSALS[change["refused"]]):
            edited(before, change)
        assert not (folder / "after.md").exists()
    else:
        after = edited(before, change).text.encode("utf-8", "surrogateescape")
        assert after == (folder / "after.md").read_bytes()


def edited(text: str, change: dict[str, Any]) -> EditedText:
    """The text after the change of a case."""
    hats = hats_of(change)
    if "add" in change:
        return add_item(text, DAY, change["add"], hats)
    number = change.get("replace") or change["remove"]
    items = read_page(text, DAY, hats).items
    was = change["was"] if "was" in change else block_of(text, items[number - 1])
    if "replace" in change:
        return replace_item(text, DAY, number, was, change["text"], hats)
    return remove_item(text, DAY, number, was, hats)


@pytest.mark.parametrize("line", IN_FULL["lines"], ids=lambda line: ascii(line["typed"]))
def test_a_line_is_saved_in_full_and_says_the_same(line: dict[str, str]) -> None:
    hats = hats_of(IN_FULL)
    assert in_full(line["typed"], hats) == line["saved"]
    assert in_full(line["saved"], hats) == line["saved"]
    assert read_item(line["saved"], hats) == read_item(line["typed"], hats)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("25m brand post: " + "x" * 100_000, ""),
        ("25m brand post why:" + "a" * 196, ""),
        ("25m brand post " + "x" * 100_000, "bad-word"),
        ("25m brand post x" + "9" * 5_000, "bad-word"),
        ("brand got sale " + "9" * 5_000 + "GBP", "bad-word"),
        ("9" * 5_000 + "h brand post", "bad-word"),
    ],
)
def test_a_line_of_any_length_is_read(line: str, code: str) -> None:
    """Too long to be stored as files."""
    page = read_page(f"- {line}\n", DAY)
    assert [problem["code"] for problem in problems_of(page)] == ([code] if code else [])
    assert len(page.items) == 1
