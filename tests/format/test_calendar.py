"""Weeks and their names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.calendar import Week, week_named, week_of
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
