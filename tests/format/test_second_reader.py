"""A second reader, written from `docs/format.md` by someone who had seen nothing else, reads what ours reads."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from benchmarks.second_reader import difference
from tests.format.made_pages import odd_page_of, page_of
from tests.format.readings import reading_of
from tests.format.second_reader import read
from tests.format.test_cases import INVALID, VALID, case_of

SOURCE = Path(__file__).parent / "second_reader.py"
PAGES = 5000
ODD = 1000


def test_it_is_small_and_takes_nothing_of_ours():
    text = SOURCE.read_text("utf-8")
    assert text.count("\n") <= 300
    taken: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            taken.update(one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level
            taken.add(node.module or "")
    assert {name.partition(".")[0] for name in taken} <= sys.stdlib_module_names - {"importlib"}
    assert "twohats" not in text


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=lambda path: path.stem)
def test_it_reads_every_case_as_it_must(path):
    case = case_of(path)
    reading = read(path.read_bytes(), case.get("hats", {}))
    assert reading == {"items": case["items"], "problems": case["problems"]}


@pytest.mark.parametrize("first", range(0, PAGES, 1000))
def test_both_read_pages_made_from_the_grammar_alike(first):
    assert differences(page_of, range(first, first + 1000)) == {}


def test_both_read_pages_alike_that_keep_to_no_grammar():
    assert differences(odd_page_of, range(ODD)) == {}


def differences(made, seeds):
    """What is read differently of the pages of these numbers."""
    found = {}
    for seed in seeds:
        page = made(seed)
        told = difference(reading_of(page.data, page.hats), read(page.data, page.hats))
        if told:
            found[seed] = told
    return found
