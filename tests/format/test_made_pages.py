"""The pages that readers are compared on hold what there is to read, and ours keeps its promises on them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.format.made_pages import page_of
from tests.format.readings import hats_of, reading_of
from tests.format.test_cases import DAY, VALID
from tests.format.test_document import CODES

from twohats.format.merging.repair import repair_text, resolve_conflicts
from twohats.format.model import Problem
from twohats.format.page import lines_of
from twohats.format.reading import read_page
from twohats.text.encoding import text_of

if TYPE_CHECKING:
    from twohats.format.words import Hats

PAGES = 5000


def test_a_page_is_the_same_every_time() -> None:
    assert [page_of(seed) for seed in range(50)] == [page_of(seed) for seed in range(50)]


def test_the_pages_hold_every_kind_of_item_field_and_problem_many_times() -> None:
    held: Counter[str] = Counter()
    for seed in range(PAGES):
        reading = reading_of(*page_of(seed))
        held.update(item["type"] for item in reading["items"])
        held.update(name for item in reading["items"] for name in item)
        held.update(problem["code"] for problem in reading["problems"])
    fields = {
        name
        for path in VALID
        for item in json.loads(path.with_suffix(".json").read_text("utf-8"))["items"]
        for name in item
    }
    assert set(held) == {*CODES, *fields, "entry", "event", "nothing"} - {"empty"}
    assert [what for what, count in held.items() if count < 10] == []


@pytest.mark.parametrize("first", range(0, PAGES, 1000))
def test_a_page_is_read_as_it_is_mended_and_mending_again_changes_nothing(first: int) -> None:
    for seed in range(first, first + 1000):
        page = page_of(seed)
        text, hats = text_of(page.data), hats_of({"hats": page.hats})
        if "<<<<<<<" not in text:
            continue
        assert values_of(text, hats) == values_of(resolve_conflicts(text).text, hats)
        once = repair_text(text, DAY, hats).text
        assert repair_text(once, DAY, hats).text == once


@pytest.mark.parametrize("first", range(0, PAGES, 1000))
def test_every_item_and_every_problem_has_its_place_in_the_file(first: int) -> None:
    for seed in range(first, first + 1000):
        page = page_of(seed)
        lines = lines_of(text_of(page.data))
        reading = reading_of(*page)
        for problem in reading["problems"]:
            # What is missing is pointed out behind the last word, where a line may end.
            assert 1 <= problem["column"] <= len(lines[problem["line"] - 1]) + 1
            assert problem["length"] >= 1
        numbers = [one["number"] for what in reading.values() for one in what if "number" in one]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        places = [item["line"] for item in reading["items"]]
        assert places == sorted(places)
        assert all(lines[line - 1][:2] in ("- ", "-\t") for line in places)


def values_of(text: str, hats: Hats) -> Counter[Any]:
    """What a page reads as, wherever it stands: of equal blocks, the mended page may keep the other's spaces."""
    return Counter(
        value._replace(line=0, column=0, length=0, text=value.text.replace(" ", "").replace("\t", ""))
        if isinstance(value, Problem)
        else value
        for value in (item.value for item in read_page(text, DAY, hats).items)
    )
