"""Spoken days that are still to come."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from twohats.drafting.coming import coming_day
from twohats.errors import NotUnderstood

SUNDAY = datetime(2026, 11, 22, 10, 30)


@pytest.mark.parametrize(
    ("words", "day"),
    [("2 weeks", "2026-12-06"), ("in a week", "2026-11-29"), ("2w", "2026-12-06"), ("10d", "2026-12-02"),
     ("for 3 months", "2027-02-22"), ("next month", "2026-12-22"), ("one year", "2027-11-22"), ("1 day", "2026-11-23"),
     ("tomorrow", "2026-11-23"), ("fri", "2026-11-27"), ("sunday", "2026-11-29"), ("until 6 dec", "2026-12-06"),
     ("Dec 6", "2026-12-06"), ("1 may", "2027-05-01"), ("20 nov", "2027-11-20"),
     ("30 sep", "2027-09-30"), ("2026-12-06", "2026-12-06"), ("6 dec 2027", "2027-12-06"), ("UNTIL 2027-01-01", "2027-01-01")],
)  # fmt: skip
def test_a_day_to_come_is_understood(words: str, day: str) -> None:
    assert coming_day(words.split(), SUNDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    ["", "until", "today", "yesterday", "2026-11-22", "2026-11-01", "6 dec 2025", "2 days ago", "0 weeks", "weeks", "soon",
     "99999 days", "9999 years", "fri 9am", "fri soon", "6 dec or so", "2 fridays", "a b c", "-2 weeks"],
)  # fmt: skip
def test_what_is_none_is_none(words: str) -> None:
    assert coming_day(words.split(), SUNDAY) is None


@pytest.mark.parametrize(("today", "day"), [("2027-03-01", "2028-02-29"), ("2027-12-01", "2028-02-29")])
def test_the_29th_of_february_within_a_year(today: str, day: str) -> None:
    assert coming_day(["29", "feb"], datetime.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize("today", ["2026-11-22", "2024-03-05"])
def test_the_29th_of_february_in_more_than_a_year_needs_its_year(today: str) -> None:
    with pytest.raises(NotUnderstood, match="needs its year"):
        coming_day(["29", "feb"], datetime.fromisoformat(today))
