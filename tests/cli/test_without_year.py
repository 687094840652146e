"""Weeks and days said without their year, around the ends of years: read alike wherever one can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell


WEEK_53 = (
    "week W53", "week 53", "list W53", "list week 53", "list W53..W1", "find W53 post", "sum W53", "day 30 dec",
    "trend W53", "channels W53", "why W53", "report W53", "review W53", "check W53", "change W53 brand to m3 --yes",
)  # fmt: skip


@pytest.mark.parametrize("words", WEEK_53)
def test_a_week_of_last_year_needs_no_year(hat: Shell, words: str) -> None:
    hat.at("2027-01-05T10:00")
    hat("add", "2026-12-30 25m brand post linkedin: the last of the year")
    done = hat(*words.split())
    assert done.code == 0, done.err
    assert done.out


FAR = (
    "add 29 feb 25m b post: x", "add feb 29 9am 25m b post", "got 29 feb b reply", "start 29 feb 9:00 b post", "day 29 feb",
    "list 29 feb", "list since 29 feb", "list 28 feb..29 feb", "find 29 feb", "sum 29 feb by hat", "week 29 feb", "trend 29 feb",
    "channels 29 feb", "why 29 feb", "report 29 feb", "review 29 feb", "check 29 feb", "open 29 feb", "edit 2026-03-01:1 29 feb",
    "move 2026-03-01:1 29 feb", "change all brand to 29 feb", "people later @bo 29 feb", "trials plan linkedin from 29 feb",
    "list W53", "week 53",
)  # fmt: skip


@pytest.mark.parametrize("words", FAR)
def test_a_day_that_is_in_no_year_nearby_is_refused_and_its_year_asked_for(hat: Shell, words: str) -> None:
    hat.at("2026-03-01T10:00" if "feb" in words else "2025-03-01T10:00")
    hat("add", "25m brand talk linkedin @bo")
    before = {path.name: path.read_bytes() for path in hat.journal.rglob("*.md")}
    done = hat(*words.split())
    assert done.code == 2
    assert "needs its year" in done.err
    assert {path.name: path.read_bytes() for path in hat.journal.rglob("*.md")} == before


def test_of_many_lines_only_those_are_handed_back(hat: Shell) -> None:
    hat.at("2026-03-01T10:00")
    done = hat("add", "-", stdin="29 feb 25m b post: one\n28 feb 25m b post: two\n")
    assert done.code == 2
    assert done.out == "2026-02-28:1  25m brand post: two\n"
    assert "29 feb 25m b post: one" in done.err


def test_in_the_inbox_they_stay_with_the_reason(hat: Shell) -> None:
    hat.at("2026-03-01T10:00")
    inbox = hat.journal / "inbox.md"
    inbox.write_text("29.2. 25m b post\nSun 29 feb 25m b read\n\n29 Feb\n25m b do make\n")
    assert hat("inbox").code == 1
    assert inbox.read_text().count("needs its year: the last one was more than a year ago: 2024-02-29") == 3
    inbox.write_text("29.2.2024 25m b post\n29 feb 2024 25m b read\n")
    assert hat("inbox").code == 0
    assert hat.items("2024-02-29") == ["25m brand post", "25m brand read"]
