"""Every oddity of every source is shown by a case or a test, and the list of them (`oddities.tsv`) holds.

A case is named as `SOURCE/CASE`, a test as `FILE::TEST` from this folder.
"""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from twohats.interchange.sources import SOURCES

if TYPE_CHECKING:
    from twohats.interchange.sources import Source

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "oddities.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
CASES = {f"{path.parent.parent.name}/{path.parent.name}" for path in (HERE / "cases").glob("*/*/case.toml")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['source']}: {row['oddity'][:50]}")
def test_an_oddity_is_shown_by_what_its_row_names(row: dict[str, str]) -> None:
    assert row["oddity"]
    for shown in row["shown by"].split(" "):
        file, is_test, test = shown.partition("::")
        if is_test:
            assert re.search(rf"^def {test}\(", (HERE / file).read_text("utf-8"), re.MULTILINE), shown
        else:
            assert shown in CASES


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_the_page_for_users_says_what_is_only_assumed(source: Source) -> None:
    text = (HERE.parents[1] / "docs/import.md").read_text("utf-8")
    (section,) = [each for each in text.split("\n## ") if f"`{source.name}`" in each.partition("\n")[0]]
    seen = [
        tomllib.loads(path.read_text("utf-8"))["seen"]
        for path in (HERE / "cases" / source.name).glob("*/case.toml")
    ]
    # What somebody edited by hand, or what is damaged, is no form that could be assumed.
    forms = [
        each
        for each in seen
        if each.startswith("assumed") and "by hand" not in each and "broke off" not in each
    ]
    assert not forms or "Assumed:" in section


def test_every_source_and_every_case_is_in_the_list() -> None:
    assert {source.name for source in SOURCES} <= {row["source"] for row in ROWS}
    named = {shown for row in ROWS for shown in row["shown by"].split(" ")}
    assert CASES - named == set()
