"""The words of `hat trials plan`."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from twohats.drafting.trial_words import PlanWords, first_of_week, plan_words
from twohats.errors import NotUnderstood
from twohats.format.words import Hats

NOW = datetime(2026, 11, 22, 10, 30)  # a Sunday
HATS = Hats({"novelist": ("brand", "n")})


def _read(text: str) -> PlanWords:
    return plan_words(text.split(), NOW, HATS)


@pytest.mark.parametrize(
    ("text", "hat", "channel", "activity"),
    [
        ("brand linkedin post", "brand", "linkedin", "post"),
        ("linkedin", "brand", "linkedin", ""),
        ("post", "brand", "", "post"),
        ("b linkedin", "brand", "linkedin", ""),
        ("n Mastodon POST", "novelist", "mastodon", "post"),
        ("post linkedin novelist", "novelist", "linkedin", "post"),
        ("personal brand", "personal", "brand", ""),
    ],
)
def test_hat_channel_and_activity_in_any_order(text: str, hat: str, channel: str, activity: str) -> None:
    assert _read(text) == PlanWords(hat, channel, activity)


@pytest.mark.parametrize(
    ("text", "design", "weeks", "pairs", "block_weeks"),
    [
        ("linkedin 2 weeks", "simple", 2, 0, 1),
        ("2 weeks linkedin", "simple", 2, 0, 1),
        ("linkedin 1 week", "simple", 1, 0, 1),
        ("linkedin coin", "coin", 0, 5, 1),
        ("linkedin coin 8", "coin", 0, 8, 1),
        ("linkedin coin 8 pairs", "coin", 0, 8, 1),
        ("linkedin coin 6 fortnights", "coin", 0, 6, 2),
        ("coin fortnights linkedin", "coin", 0, 5, 2),
        ("linkedin half-double", "half-double", 0, 4, 1),
        ("linkedin half-double 6 weeks", "half-double", 0, 6, 1),
    ],
)
def test_the_design(text: str, design: str, weeks: int, pairs: int, block_weeks: int) -> None:
    read = _read(text)
    assert read.channel == "linkedin"
    assert (read.design, read.weeks, read.pairs, read.block_weeks) == (design, weeks, pairs, block_weeks)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-30", "2026-11-30"),
        ("30 nov", "2026-11-30"),
        ("5 oct", "2027-10-05"),
        ("mon", "2026-11-23"),
        ("monday", "2026-11-23"),
        ("sunday", "2026-11-29"),
        ("next week", "2026-11-29"),
        ("today", "2026-11-22"),
        ("2026-10-05", "2026-10-05"),
    ],
)
def test_the_first_day_is_one_to_come_unless_a_year_says_otherwise(text: str, day: str) -> None:
    assert _read(f"linkedin from {text}").first == date.fromisoformat(day)


def test_the_29th_of_february_needs_its_year_where_it_is_far_ahead() -> None:
    with pytest.raises(NotUnderstood, match="needs its year"):
        plan_words(["linkedin", "from", "29", "feb"], datetime(2028, 3, 5, 9, 0), HATS)
    assert plan_words(["linkedin", "from", "29", "feb"], datetime(2027, 12, 5, 9, 0), HATS).first == date(
        2028, 2, 29
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "which channel"),
        ("brand", "which channel"),
        ("2 weeks", "which channel"),
        ("linkedin 0 weeks", "1 to 12 weeks"),
        ("linkedin 13 weeks", "1 to 12 weeks"),
        ("linkedin coin 4", "5 to 12 pairs"),
        ("linkedin coin 13", "5 to 12 pairs"),
        ("linkedin half-double 3", "4 to 12 pairs"),
        ("linkedin mastodon", "one word too many"),
        ("linkedin!", "cannot be a channel"),
        ("7", "cannot be a channel"),
        ("linkedin from", "is not a date"),
        ("linkedin from soon", "is not a date"),
        ("linkedin from mon 9am", "is not a date"),
    ],
)
def test_what_is_not_understood(text: str, message: str) -> None:
    with pytest.raises(NotUnderstood, match=message):
        _read(text)


def test_a_trial_begins_with_the_next_whole_week() -> None:
    assert first_of_week(date(2026, 11, 23), 0) == date(2026, 11, 23)
    assert first_of_week(date(2026, 11, 24), 0) == date(2026, 11, 30)
    assert first_of_week(date(2026, 11, 23), 6) == date(2026, 11, 29)
