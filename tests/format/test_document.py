"""`docs/format.md` says what is so: its examples are run, its lists are those of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.format.readings import hats_of, items_of, problems_of

from twohats.format import review, words
from twohats.format.line import in_full
from twohats.format.reading import read_page
from twohats.format.trial import DESIGNS, Trial, read_trial

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "format.md").read_text("utf-8")
HATS = hats_of({"hats": {"novelist": {"side": "personal", "short": "n"}}})
EXAMPLES = re.findall(r"^```journal\n(.*?)^```\n(?:.*?)^```json\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
CODES = re.findall(
    r"^\| `([a-z0-9-]+)` \| (?:[^|`]|`[^`]*`)+ \|$",
    DOC.partition("## 8.")[2].partition("## 9.")[0],
    re.MULTILINE,
)


def section(number: int) -> str:
    """The text of a section of the document."""
    return DOC.partition(f"\n## {number}. ")[2].partition(f"\n## {number + 1}. ")[0]


def test_the_document_has_its_examples() -> None:
    assert len(EXAMPLES) == DOC.count("```journal") >= 7


@pytest.mark.parametrize(("page", "reading"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_reads_as_the_document_says(page: str, reading: str) -> None:
    expected = [json.loads(line) for line in reading.splitlines()]
    read = read_page(page, "2026-11-22", HATS)
    found = sorted([*items_of(read), *problems_of(read)], key=lambda one: one["line"])
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        assert without_place(one, wanted) == wanted


def without_place(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """An item without its number and lines, unless they are wanted."""
    return {
        key: value for key, value in found.items() if key in wanted or key not in ("number", "line", "lines")
    }


def test_the_table_of_what_is_saved_is_true() -> None:
    rows = re.findall(r"^\| `(.+?)` \| `(.+?)` \|$", section(9), re.MULTILINE)
    assert len(rows) >= 4
    for typed, saved in rows:
        assert in_full(typed, HATS) == saved


def test_every_must_has_its_reason() -> None:
    blocks = [block for part in DOC.split("\n\n") for block in re.split(r"\n(?=- )", part)]
    musts = [block for block in blocks if "MUST" in block and "RFC 2119" not in block]
    assert len(musts) > 20
    assert [block for block in musts if "*Why" not in block] == []


def test_every_code_of_a_problem_is_in_the_table_and_has_a_case() -> None:
    source = "".join(
        (ROOT / "src" / "twohats" / "format" / f"{name}.py").read_text("utf-8")
        for name in ("tokens", "line", "page", "merging/repair")
    )
    raised = set(re.findall(r"(?:Problem|WordError)\(\s*\"([a-z0-9-]+)\"", source))
    assert len(CODES) == len(set(CODES))
    assert set(CODES) == raised
    cases = (Path(__file__).parents[1] / "cases" / "invalid").glob("*.json")
    shown = {problem["code"] for case in cases for problem in json.loads(case.read_text("utf-8"))["problems"]}
    assert raised - shown == {"empty"}


def test_the_words_of_the_document_are_those_of_the_reader() -> None:
    kinds = dict(
        re.findall(r"^\| (`do`|`got`, a return|`got`, noise|`gave`) \| (.+) \|$", section(3), re.MULTILINE)
    )
    listed = {verb: tuple(re.findall(r"`(\w+)`", row)) for verb, row in kinds.items()}
    assert listed == {
        "`do`": words.KINDS["do"],
        "`got`, a return": words.RETURNS,
        "`got`, noise": words.NOISE,
        "`gave`": words.KINDS["gave"],
    }
    assert words.RESERVED_KEYS[-1] == "work"  # as section 4 has it: up to that one
    assert words.KEYS[: len(words.RESERVED_KEYS)] == words.RESERVED_KEYS
    assert " ".join(f"`{key}`" for key in words.KEYS) in section(4).replace("\n  ", " ")
    for verb in words.VERBS:
        assert f"`{verb}`" in section(3)
    codes = re.findall(r"```\n((?:[A-Z]{3}[ \n])+)```", section(4))
    assert [one.split() for one in codes] == [words.CURRENCIES.split()]


def test_the_values_of_keys_are_those_that_the_code_knows() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", section(12), re.MULTILINE)
    assert {key for key, _ in rows} == set(words.KEYS)
    for key, values in words.KEY_VALUES.items():
        said = [value for name, text in rows if name == key for value in re.findall(r"`([a-z-]+)`", text)]
        said = [*dict.fromkeys(said)]  # a key that other lines have too may say a value again
        assert key == "from" or said == list(values), key
    assert set(words.SEVERAL_VALUES) == {"why", "how"}


def test_the_tables_of_reviews_and_trials_are_those_of_the_code() -> None:
    items = re.findall(r"^\| `- ([a-z ]+): ", section(13), re.MULTILINE)
    assert set(items) == set(review.WORDS)
    keys = [
        key
        for cell in re.findall(r"^\| (`.+?) \|", section(14), re.MULTILINE)
        for key in re.findall(r"`(\w+)`", cell)
    ]
    trial = read_trial("".join(f"{key} = []\n" for key in keys), "trials/x.toml")
    assert isinstance(trial, Trial)
    assert [problem for problem in trial.problems if problem.code == "unknown-setting"] == []
    assert tuple(re.findall(r'`"([a-z-]+)"`: ', section(14))) == DESIGNS
