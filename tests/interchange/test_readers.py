"""Every case in `cases/SOURCE/CASE`: the files in `in/` are read as `records.jsonl` says.

`case.toml` says where the form was seen (`seen`, needed), and may have `zone` (Europe/London), `answers`, `me` and `now`.
With `TWOHATS_ACCEPT=1` what is read is written: look at it before it is committed.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.records_text import plain, records_text

from twohats.interchange.source import Options
from twohats.interchange.sources import SOURCES, recognised, source_named
from twohats.system.archive import tree_at

CASES = Path(__file__).parent / "cases"
ALL = sorted(path.parent for path in CASES.glob("*/*/case.toml"))


def read_case(case: Path) -> str:
    """What is recognised in the files of a case, and what is read of it, as text."""
    about = tomllib.loads((case / "case.toml").read_text("utf-8"))
    brought = case / "in"
    inside = sorted(brought.iterdir())
    tree = tree_at(str(inside[0] if len(inside) == 1 else brought))
    answers = {key: str(value) for key, value in about.get("answers", {}).items()}
    options = Options(
        ZoneInfo(about.get("zone", "Europe/London")), answers, tuple(about.get("me", ())), about.get("now")
    )
    text = ""
    for found in recognised(tree):
        text += records_text([found])
        source = source_named(found.source)
        assert source is not None
        if not found.instead:
            text += records_text(source.reader().read(tree, found, options))
    return text


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_is_read_as_it_says(case: Path) -> None:
    got = read_case(case)
    expected = case / "records.jsonl"
    if os.environ.get("TWOHATS_ACCEPT"):
        expected.write_text(got, "utf-8")
    assert got == expected.read_text("utf-8")
    assert got


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
