"""What each day comes to: the same from the pages and from the index, whatever they hold."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.untidy_journal import untidy_journal

from twohats.actions.calendar import days_between
from twohats.actions.create import copy_sample
from twohats.format.calendar import MONTH, WEEK, YEAR, month_moved, stretch_of
from twohats.journal.folder import Journal
from twohats.measures.days import DayTally

if TYPE_CHECKING:
    from twohats.measures.days import Days

LINES = (
    "- 25m personal read mastodon m4", "- 1h30 brand post linkedin: carousel", "- novelist got lead linkedin @bo",
    "- 25m brnd post", "- nothing", "- personal got reply @anna x3", "- ~40m n talk phone @bo", "Only prose.",
    "- brand got sale @bo 1200GBP", "- 10m p do admin", "<<<<<<< HEAD", "\tx",
)  # fmt: skip


def both_ways(journal: Journal, first: str, last: str) -> Days:
    plain = days_between(journal, first, last, by_index=False)
    assert days_between(journal, first, last, by_index=True) == plain
    assert days_between(journal, first, last, by_index=True) == plain, "and when asked again"
    return plain


def test_a_day_comes_to_what_stands_on_its_page(tmp_path: Path) -> None:
    folder = tmp_path / "j"
    (folder / "days/2026").mkdir(parents=True)
    (folder / "hat.toml").write_text('format = 1\n[hats.novelist]\nside = "brand"\nshort = "n"\n')
    (folder / "days/2026/2026-11-22.md").write_text("\n".join(LINES[:5]) + "\n")
    (folder / "days/2026/2026-11-23.md").write_text("Nothing happened.\n")
    found = both_ways(Journal(str(folder)), "2026-11-01", "2026-11-30")
    assert found.of("2026-11-22") == DayTally(25, 90, 4, 1, 0)
    assert found.of("2026-11-23") == found.of("2026-11-24") == DayTally()
    assert found.logged == 1
    assert found.left_out().lines == 1


def test_of_the_sample_and_of_the_untidy_journal(tmp_path: Path) -> None:
    sample = copy_sample(str(tmp_path / "sample"))
    total = both_ways(sample, "2026-01-01", "2026-12-31").total()
    assert total.minutes == sum(
        entry.minutes for page in sample.pages("2026-01-01", "2026-12-31") for entry in page.entries()
    )
    untidy_journal(tmp_path / "untidy")
    untidy = both_ways(Journal(str(tmp_path / "untidy")), "0001-01-01", "9999-12-31")
    assert untidy.left_out().problems


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the user may read everything")
def test_a_page_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    sample = copy_sample(str(tmp_path / "sample"))
    Path(sample.full_path("days/2026/2026-11-17.md")).chmod(0)
    found = both_ways(sample, "2026-01-01", "2026-12-31")
    assert found.of("2026-11-17") == DayTally(files=1)


def test_a_page_that_is_a_folder_is_said(tmp_path: Path) -> None:
    sample = copy_sample(str(tmp_path / "sample"))
    page = Path(sample.full_path("days/2026/2026-11-17.md"))
    page.write_bytes(b"- 25m p read\n" * 1_000_000)
    found = both_ways(sample, "2026-01-01", "2026-12-31")
    assert found.of("2026-11-17") == DayTally(files=1), "too large to be a page"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pages=st.dictionaries(st.integers(0, 80), st.lists(st.sampled_from(LINES), max_size=8), max_size=12),
    first=st.integers(-5, 80), length=st.integers(0, 90),
)  # fmt: skip
def test_the_index_counts_what_the_pages_say(
    tmp_path_factory: pytest.TempPathFactory, pages: dict[int, list[str]], first: int, length: int
) -> None:
    folder = tmp_path_factory.mktemp("j")
    (folder / "hat.toml").write_text('format = 1\n[hats.novelist]\nside = "brand"\nshort = "n"\n')
    begin = date(2025, 11, 20)
    for offset, lines in pages.items():
        day = begin + timedelta(days=offset)
        path = folder / "days" / str(day.year) / f"{day}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n")
    start = begin + timedelta(days=first)
    both_ways(Journal(str(folder)), str(start), str(start + timedelta(days=length)))


@pytest.mark.parametrize(
    ("length", "day", "start", "first", "last"),
    [
        (WEEK, "2026-11-22", 0, "2026-11-16", "2026-11-22"),
        (WEEK, "2026-11-22", 6, "2026-11-22", "2026-11-28"),
        (MONTH, "2024-02-10", 0, "2024-02-01", "2024-02-29"),
        (MONTH, "9999-02-10", 0, "9999-02-01", "9999-02-28"),
        (MONTH, "9999-12-10", 0, "9999-12-01", "9999-12-31"),
        (YEAR, "2024-02-10", 0, "2024-01-01", "2024-12-31"),
    ],
)
def test_stretches(length: str, day: str, start: int, first: str, last: str) -> None:
    found = stretch_of(length, date.fromisoformat(day), start=start)
    assert [*map(str, found)] == [first, last]


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(-12, 12))
def test_months_are_as_far_apart_as_asked(day: date, by: int) -> None:
    there = month_moved(day, by)
    assert (there.year - day.year) * 12 + there.month - day.month == by
    assert there.day == day.day or (there + timedelta(days=1)).day == 1
