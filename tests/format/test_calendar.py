"""Weeks and their names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.calendar import Week, block_of, last_block, review_weeks, week_named, week_of
from twohats.measures.questions import QUESTIONS, question_of

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 6))
def test_a_week_holds_its_day_and_begins_where_weeks_begin(day: date, start: int) -> None:
    week = week_of(day, start=start)
    assert week.first <= day <= week.last
    assert week.first.weekday() == start
    assert day.isoformat() in week.days()
    assert week.back(-1).first - week.last == timedelta(days=1)


@given(DAYS)
def test_a_week_from_monday_is_called_as_iso_calls_it(day: date) -> None:
    year, number, _ = day.isocalendar()
    assert week_of(day).name == f"{year}-W{number:02d}"


@given(DAYS, st.sampled_from([0, 6]))
def test_a_name_leads_back_to_its_week(day: date, start: int) -> None:
    week = week_of(day, start=start)
    assert week_named(week.name.lower(), start=start) == week


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-W", "2026-W54", "2026-W00", "x-W1", "2026-W1-2", "२०२६-W01"]
)
def test_what_names_no_week_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        week_named(name)


def test_four_questions_take_turns_by_the_number_of_the_week() -> None:
    first = Week(date(2026, 1, 5))
    asked = [question_of(first.back(-n)) for n in range(8)]
    assert set(asked[:4]) == set(QUESTIONS)
    assert asked[:4] == asked[4:]
    assert all(question.startswith("Why social, and not ") for question in QUESTIONS)


@pytest.mark.parametrize(
    ("week", "name"),
    [("2026-W01", "2026-W04"), ("2026-W04", "2026-W04"), ("2026-W05", "2026-W08"), ("2026-W47", "2026-W48"),
     ("2026-W52", "2026-W52"), ("2025-W49", "2025-W52")],
)  # fmt: skip
@pytest.mark.parametrize("start", [0, 5, 6])
def test_a_week_is_in_the_block_of_its_four(week: str, name: str, start: int) -> None:
    block = block_of(week_named(week, start=start))
    assert block is not None
    assert block.name == name
    assert week in [each.name for each in block.weeks()]
    assert (block.first, block.last) == (block.weeks()[0].first, block.weeks()[-1].last)


def test_a_week_53_is_in_no_block_and_blocks_pass_over_it() -> None:
    assert block_of(week_named("2026-W53")) is None
    last = block_of(week_named("2026-W52"))
    assert last is not None
    assert last.after().name == "2027-W04"
    assert last.after().before() == last
    assert last_block(date(2027, 1, 2)) == last


def test_only_the_last_week_of_a_block_has_a_review() -> None:
    found = [name for name in range(1, 53) if review_weeks(week_named(f"2026-W{name:02d}"))]
    assert found == list(range(4, 53, 4))
    assert review_weeks(week_named("2026-W53")) is None


def test_a_review_is_due_from_the_last_day_of_its_block_on() -> None:
    assert last_block(date(2026, 10, 31)).name == "2026-W40"
    assert last_block(date(2026, 11, 1)).name == "2026-W44"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from([0, 5, 6]))
def test_blocks_follow_each_other_without_overlapping(day: date, start: int) -> None:
    block = last_block(day, start=start)
    assert block.last <= day
    assert block.after().last > day
    assert block.after().before() == block
    assert block.before().last < block.first
    assert (block.first - block.before().last).days in (1, 8)
