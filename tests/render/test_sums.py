"""Sums for other programs: JSON against its document, CSV that a spreadsheet reads as it was meant, Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import whole
from tests.views.made_trends import full_days
from tests.views.test_sums import BYS, DAYS, LINES, NAMING, VALUES, Dated, summed

from twohats.format.model import Entry
from twohats.measures.selected import selected_gaps
from twohats.measures.timeline import LeftOut
from twohats.render.sums_json import FORMAT, gap_data, shared, sums_data, sums_json
from twohats.render.sums_text import sums_csv, table_markdown
from twohats.views.sums import Shape, sums_table

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sum.json.md").read_text(encoding="utf-8")
KEYS, FIGURES, GAP = (
    set(re.findall(r"(?m)^\| `([^`]+)` \|", part)) for part in re.split(r"(?m)^\| key", DOCUMENT)[1:]
)
SPAN = ("2026-11-16", "2026-12-01")
LEFT_OUT = LeftOut(1, 1, ("2026-11-16:9",))
TRICKY = ["=1+1", "+49", "-x", "@a", "\tb", "\rc", 'say "no"', "a,b", "a|b", " pad ", "plain"]  # fmt: skip


def keys_of(data: Any, path: str = "") -> set[str]:
    """Every key as a path, lists by their items, figures left out."""
    found: set[str] = set()
    if isinstance(data, list):
        return found.union(*(keys_of(each, f"{path}[]") for each in data))
    if not isinstance(data, dict):
        return found
    if "guessed_minutes" in data:
        data = {key: value for key, value in data.items() if key not in FIGURES}
    for key, value in data.items():
        place = f"{path}.{key}" if path else key
        found |= {place} | keys_of(value, place)
    return found


def test_every_key_is_documented_and_every_documented_key_is_there() -> None:
    data = sums_data(summed("channel verb"), SPAN, "all days", LEFT_OUT)
    assert keys_of(data) == KEYS
    assert {*data["total"], "amounts.CURRENCY"} == FIGURES
    assert FORMAT == 1
    timeline = whole(full_days(12))
    chosen = {(each.when[0], each.when[2]) for each in timeline.timed_entries}
    gap = gap_data(selected_gaps(timeline, chosen, range(12)), "")
    assert {key for key in GAP if "." not in key} == set(gap)
    assert {key.rpartition(".")[2] for key in GAP if key.startswith("returns.KIND.")} == set(
        gap["returns"]["reply"]
    )
    assert set(gap["ratings"]) == {"motivation", "interest", "understanding"}
    assert gap_data(None, "nothing") == {"missing": "nothing"}


def test_json_has_the_words_of_the_lines_and_is_ascii() -> None:
    text = sums_json(summed("channel"), SPAN, "caf\N{LATIN SMALL LETTER E WITH ACUTE}", LEFT_OUT)
    assert text.isascii()
    said = json.loads(text)
    assert [(row["key"], row["share"]) for row in said["rows"]] == [
        ("linkedin", 0.333),
        ("email", 0.167),
        (None, 0.5),
    ]
    assert said["total"]["amounts"] == {"EUR": "1000", "GBP": "0.10"}
    assert said["cover"]["problems"] == 2
    assert said["gap"] is None


def test_what_is_handed_on_names_nobody() -> None:
    lines: list[Dated] = [
        *LINES,
        (
            "2026-12-02",
            Entry("novelist", "talk", 5, channel="annas-cafe", fields=(("why", "money"), ("why", "anna"))),
        ),
    ]
    for by in ("person tag", "channel hat", "why person", "tag channel"):
        data = sums_data(shared(summed(by, lines), {"anna", "bo"}), SPAN, "", LEFT_OUT)
        text = json.dumps(data)
        assert not re.search('anna|bo"|launch|novelist', text)
        assert data["total"] == sums_data(summed(by, lines), SPAN, "", LEFT_OUT)["total"]
        assert len(data["cells"]) == len(summed(by, lines).cells)
    assert '"money"' in json.dumps(sums_data(shared(summed("why", lines), {"anna"}), SPAN, "", LEFT_OUT))


def read(text: str) -> list[list[str]]:
    return [*csv.reader(io.StringIO(text, newline=""), strict=True)]


def test_csv_has_a_line_for_each_group_and_numbers_stay_numbers() -> None:
    assert sums_csv(summed("channel")) == (
        "channel,minutes,guessed_minutes,lines,returns,noise,people,EUR,GBP\r\n"
        "linkedin,60,0,3,1,22,1,0,0\r\n"
        "email,30,30,3,2,0,2,1000,0.10\r\n"
        ",90,0,1,0,0,1,0,0\r\n"
    )
    assert read(sums_csv(summed("channel side")))[1] == [
        "linkedin",
        "brand",
        "60",
        "0",
        "3",
        "1",
        "22",
        "1",
        "0",
        "0",
    ]
    assert read(sums_csv(summed("")))[1] == ["180", "30", "7", "3", "22", "2", "1000", "0.10"]


def test_no_cell_of_csv_is_a_formula() -> None:
    lines: list[Dated] = [
        ("2026-11-16", Entry("brand", "post", 5, fields=(("src", text),))) for text in TRICKY
    ]
    found = [row[0] for row in read(sums_csv(summed("src:", lines)))[1:]]
    assert sorted(found) == sorted(f"'{text}" if text[0] in "=+-@\t\r" else text for text in (
        "\N{SYMBOL FOR CARRIAGE RETURN}c" if text == "\rc" else text for text in TRICKY
    ))  # fmt: skip


@given(st.lists(st.tuples(DAYS, VALUES), min_size=1, max_size=20), BYS)
def test_any_csv_can_be_read_back(lines: list[Dated], by: str) -> None:
    sums = summed(by, lines)
    head, *rows = read(sums_csv(sums))
    assert len(rows) == len(sums.cells or sums.rows)
    assert all(len(row) == len(head) for row in rows)
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
        assert all(number.isdecimal() for number in row[len(sums.by) :])


def test_markdown_is_one_table_whatever_is_in_it() -> None:
    lines: list[Dated] = [
        ("2026-11-16", Entry("brand", "post", 5, fields=(("src", text),))) for text in TRICKY
    ]
    table = sums_table(summed("src: side", lines), NAMING, Shape())
    text = table_markdown(table)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(table.records)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert r"| a\|b | 5m | 5m |" in rows
    assert rows[0] == "| src:, hours | brand | all |"
