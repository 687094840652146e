"""Channels and reasons of whole weeks, read from a journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from twohats.actions.channels import channel_named, channels_of, last_weeks, weeks_between
from twohats.actions.why import blocks_before, why_of
from twohats.format.calendar import week_named, week_of
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 20)
SETTINGS = """format = 1
[bar]
lead = "1 per 10h"
[channels.letter]
name = "The Back Stairs"
[channels.phone]
name = "Telephone"
social = false
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "hat.toml").write_text(SETTINGS)
    pages = {
        "2025-12-31": "- 1h brand post letter",
        "2026-10-12": "- 1h brand post letter +t\n- 20m brand talk phone @bo",
        "2026-11-19": "- brand got reply letter +t\n- 25m brand post linkedin why:money",
    }
    for day, lines in pages.items():
        page = tmp_path / "days" / day[:4] / f"{day}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(lines + "\n")
    return Journal(str(tmp_path))


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        ("2026-11-16", "2026-11-22", ("2026-W47", 1)),
        ("2026-11-20", "2026-11-20", ("2026-W47", 1)),
        ("2026-10-01", "2026-10-31", ("2026-W44", 5)),
        ("2026-11-01", "2026-11-30", ("2026-W47", 3)),
        ("2026-01-01", "2026-12-31", ("2026-W47", 47)),
        ("2026-08-31", "2026-11-22", ("2026-W47", 12)),
        ("0001-01-01", "9999-12-31", ("2026-W47", 0)),
        ("2027-01-01", "2027-02-01", ("2026-W47", 1)),
        ("2020-01-06", "2020-01-07", ("2020-W02", 1)),
    ],
)
def test_a_period_is_the_weeks_that_have_most_of_their_days_in_it(
    journal: Journal, first: str, last: str, weeks: tuple[str, int]
) -> None:
    found = weeks_between(journal, date.fromisoformat(first), date.fromisoformat(last), TODAY)
    assert (found.last.name, found.number) == weeks


def test_what_came_of_earlier_weeks_until_today_counts(journal: Journal) -> None:
    october = weeks_between(journal, date(2026, 10, 1), date(2026, 10, 31), TODAY)
    read = channels_of(journal, october, TODAY)
    letter = read.figures.channels[0]
    assert (letter.channel, letter.came, read.figures.last) == ("letter", {"reply": 1}, "2026-11-01")
    assert read.figures.ripe["reply"] == ("2026-09-28", "2026-11-01")
    assert read.bar == ("lead",)
    assert read.figures.connections[0].person == "bo"


def test_where_people_were_met_is_what_people_toml_says(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text('[bo]\nmet = "linkedin"\n')
    october = weeks_between(journal, date(2026, 10, 1), date(2026, 10, 31), TODAY)
    assert channels_of(journal, october, TODAY).figures.connections[0].channel == "linkedin"


def test_all_of_a_journal_is_from_its_first_line_on(journal: Journal) -> None:
    read = channels_of(journal, weeks_between(journal, date.min, date.max, TODAY), TODAY)
    assert (read.figures.first, read.figures.weeks) == ("2025-12-29", 47)
    assert read.figures.channels[0].minutes == 120


def test_weeks_still_to_come_are_empty(journal: Journal) -> None:
    read = channels_of(journal, last_weeks(journal, date(2027, 3, 1), 2), TODAY)
    assert (read.figures.channels, read.figures.days) == ((), 0)


@pytest.mark.parametrize(
    ("word", "channel"),
    [("letter", "letter"), ("Letter", "letter"), ("the back stairs", "letter"), ("telephone", "phone"),
     ("linkedin", "linkedin"), ("nowhere", None), ("", None)],
)  # fmt: skip
def test_a_channel_is_named_as_lines_or_hat_toml_have_it(
    journal: Journal, word: str, channel: str | None
) -> None:
    assert channel_named(channels_of(journal, last_weeks(journal, TODAY), TODAY), word) == channel


def test_the_last_review_before_the_end_of_the_weeks_speaks_of_the_brand_channels(
    journal: Journal, tmp_path: Path
) -> None:
    page = tmp_path / "days" / "2026" / "2026-09-01.md"
    page.write_text("- 1h brand post letter\n- 30m brand talk phone @bo\n")
    read = channels_of(journal, last_weeks(journal, TODAY), TODAY)
    assert [(each.channel, each.rule) for each in read.verdicts] == [
        ("letter", "not-enough"),
        ("phone", "not-enough"),
    ]
    assert channels_of(journal, last_weeks(journal, TODAY), TODAY, side="personal").verdicts == ()
    assert channels_of(journal, last_weeks(journal, date(2025, 12, 28)), TODAY).verdicts == ()
    week = tmp_path / "weeks" / "2026"
    week.mkdir(parents=True)
    (week / "2026-W44.md").write_text("- no: brand letter not-enough\n")
    assert [each.channel for each in channels_of(journal, last_weeks(journal, TODAY), TODAY).verdicts] == [
        "phone"
    ]


def test_the_personal_side_has_its_channels(journal: Journal) -> None:
    assert channels_of(journal, last_weeks(journal, TODAY), TODAY, side="personal").figures.channels == ()


@pytest.mark.parametrize(
    ("week", "today", "blocks"),
    [
        ("2026-W47", "2026-11-20", [(3, 7), (7, 11)]),
        ("2026-W48", "2026-11-28", [(4, 8), (8, 12)]),
        ("2026-W48", "2026-11-29", [(0, 4), (4, 8)]),
        ("2026-W53", "2027-01-02", [(1, 5), (5, 9)]),
        ("2027-W01", "2027-01-05", [(2, 6), (6, 10)]),
    ],
)
def test_review_blocks_are_those_that_have_come_to_their_last_day(
    week: str, today: str, blocks: list[tuple[int, int]]
) -> None:
    found = blocks_before(week_named(week), date.fromisoformat(today))
    assert [(each.start, each.stop) for each in found] == blocks


def test_the_reasons_of_some_weeks(journal: Journal) -> None:
    found = why_of(journal, last_weeks(journal, TODAY), TODAY)
    assert (found.all.by_reason, found.weeks, found.is_due) == ({"money": 25}, 12, False)
    every = why_of(journal, weeks_between(journal, date.min, date.max, TODAY), TODAY)
    assert (every.first, every.all.minutes) == ("2025-12-29", 165)
    assert why_of(journal, last_weeks(journal, date(2026, 10, 18), 1), TODAY).all.minutes == 80


def test_the_question_opens_after_two_low_reviews(journal: Journal, tmp_path: Path) -> None:
    for block in ("2026-10-05", "2026-10-06", "2026-09-07", "2026-09-08"):
        page = tmp_path / "days" / "2026" / f"{block}.md"
        page.write_text("- 1h brand post letter m1\n- 1h brand post letter m2\n")
    assert why_of(journal, last_weeks(journal, TODAY), TODAY).is_due
    assert week_of(date(2026, 10, 5)).name == "2026-W41"
