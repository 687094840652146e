"""Every case in `cases/SOURCE/CASE`: the files in `in/` are read as `records.jsonl` says, and planned as `lines.md` and
`left_out.md` say.

`case.toml` says where the form was seen (`seen`, needed), and may have `zone` (Europe/London), `answers`, `me` and
`now`; and for the plan `hat` (brand), `rules` (the text of `imports/SOURCE.toml`, instead of the hat), `since`, `until`,
`titles`, `today` (2026-12-01) and `border`, the day of the first line by hand. With `TWOHATS_ACCEPT=1` what is read and
planned is written: look at it before it is committed. A case without `lines.md` gets one then.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.records_text import left_out_text, lines_text, plain, records_text

from twohats.interchange.interpreting.here import Here, Stream, Wish
from twohats.interchange.interpreting.planning import planned
from twohats.interchange.rules import read_rules
from twohats.interchange.source import Options
from twohats.interchange.sources import SOURCES, recognised, source_named
from twohats.system.archive import tree_at

if TYPE_CHECKING:
    from twohats.interchange.plan import Plan
    from twohats.interchange.source import Tree

CASES = Path(__file__).parent / "cases"
ALL = sorted(path.parent for path in CASES.glob("*/*/case.toml"))


def brought(case: Path) -> tuple[dict[str, Any], Tree, Options]:
    """What a case says of itself, its files, and the options of its readers."""
    about = tomllib.loads((case / "case.toml").read_text("utf-8"))
    inside = sorted((case / "in").iterdir())
    tree = tree_at(str(inside[0] if len(inside) == 1 else case / "in"))
    answers = {key: str(value) for key, value in about.get("answers", {}).items()}
    return (
        about,
        tree,
        Options(
            ZoneInfo(about.get("zone", "Europe/London")),
            answers,
            tuple(about.get("me", ())),
            about.get("now"),
        ),
    )


def read_case(case: Path) -> str:
    """What is recognised in the files of a case, and what is read of it, as text."""
    _, tree, options = brought(case)
    text = ""
    for found in recognised(tree):
        text += records_text([found])
        source = source_named(found.source)
        assert source is not None
        if not found.instead:
            text += records_text(source.reader().read(tree, found, options))
    return text


def plan_case(case: Path) -> Plan:
    """What the records of a case would become in an empty journal."""
    about, tree, options = brought(case)
    all_found = [found for found in recognised(tree) if not found.instead]
    rules = {
        found.source: read_rules(about.get("rules", f'hat = "{about.get("hat", "brand")}"'), found.source)
        for found in all_found
    }
    assert not [problem for each in rules.values() for problem in each.problems]
    streams = []
    for found in all_found:
        source = source_named(found.source)
        assert source is not None
        streams.append(Stream(found, source.reader().read(tree, found, options)))
    wish = Wish(about.get("since", ""), about.get("until", ""), titles=about.get("titles", False))
    here = Here(about.get("today", "2026-12-01"), border=about.get("border", ""))
    return planned(streams, rules, here, wish)


def accepted(file: Path, got: str) -> str:
    """What a file of a case says; with `TWOHATS_ACCEPT` what it is to say from now on."""
    if os.environ.get("TWOHATS_ACCEPT"):
        file.write_text(got, "utf-8")
    return file.read_text("utf-8")


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_is_read_as_it_says(case: Path) -> None:
    got = read_case(case)
    assert got == accepted(case / "records.jsonl", got)
    assert got


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_is_planned_as_it_says(case: Path) -> None:
    if not (case / "lines.md").exists() and not os.environ.get("TWOHATS_ACCEPT"):
        pytest.skip("a case of its records alone")
    plan = plan_case(case)
    assert lines_text(plan) == accepted(case / "lines.md", lines_text(plan))
    assert left_out_text(plan) == accepted(case / "left_out.md", left_out_text(plan))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_every_source_has_three_cases_that_say_where_their_form_was_seen(source: object) -> None:
    cases = [case for case in ALL if case.parent.name == getattr(source, "name", "")]
    assert len(cases) >= 3
    for case in cases:
        assert tomllib.loads((case / "case.toml").read_text("utf-8"))["seen"]


def test_the_text_of_a_record_has_no_key_and_no_defaults() -> None:
    from datetime import datetime

    from twohats.interchange.record import Message, Party

    one = Message("k", datetime(2026, 11, 18, 9, 2), "t", "linkedin", is_mine=True, other=Party("u", "Bo"))
    assert plain(one) == {
        "is": "Message",
        "at": "2026-11-18 09:02:00",
        "thread": "t",
        "channel": "linkedin",
        "is_mine": True,
        "other": ["u", "Bo"],
    }
