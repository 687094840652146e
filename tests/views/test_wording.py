"""The phrases of the week: numbers rounded honestly, silences with their reasons."""

from __future__ import annotations

import pytest
from tests.views import made
from tests.views.made import replace

from twohats.views import tallies, wording
from twohats.views.dates import day_text, span_text, week_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.figures import Ratio

INF = float("inf")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "-"),
        (0, "0 %"),
        (0.001, "under 1 %"),
        (0.2, "20 %"),
        (0.7049, "70 %"),
        (0.999, "over 99 %"),
        (1, "100 %"),
    ],
)
def test_percent_never_rounds_to_none_or_all(share: float | None, text: str) -> None:
    assert wording.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(-1.1, "-1.1"), (0.4, "+0.4"), (0.04, "0.0"), (-0.04, "0.0"), (-0.06, "-0.1"), (4, "+4.0")],
)
def test_points_carry_their_sign_and_zero_none(value: float, text: str) -> None:
    assert wording.points(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.0"),
        (0.001, "under 0.01"),
        (0.04, "0.04"),
        (0.4, "0.4"),
        (1, "1.0"),
        (9.94, "9.9"),
        (9.96, "10"),
        (12.6, "13"),
        (1e9, "1000000000"),
    ],
)
def test_factors_have_two_digits_that_mean_something(value: float, text: str) -> None:
    assert wording.factor(value) == text


def test_interval_without_an_upper_limit_says_so() -> None:
    assert wording.factors(0.4, INF) == "0.4 or more"


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (made.ratio(0.4, 0.1, 1.3), "0.4 x (0.1 to 1.3), 8 weeks"),
        (made.ratio(INF, 0.9, INF), "0.9 or more x, 8 weeks"),
        (made.silent_ratio("2 more weeks of both hats"), "not enough yet: 2 more weeks of both hats"),
        (made.silent_ratio("too few to compare: 2 of 5 returns"), "too few to compare: 2 of 5 returns"),
        (made.silent_ratio(""), "not enough yet"),
    ],
)
def test_ratio_is_said_with_its_interval_or_not_at_all(ratio: Ratio, text: str) -> None:
    assert wording.ratio_says(ratio) == text


def test_cover_says_what_is_guessed_only_when_some_is() -> None:
    assert wording.cover_text(made.ORDINARY.cover) == "6 of 7 days, 41 lines, 12h40, 10 % guessed"
    assert wording.cover_text(made.EMPTY.cover) == "0 of 7 days, 0 lines, 0m"


def test_worth_stays_away_until_somebody_rated_it() -> None:
    assert not wording.gap_is_rated(made.silent_gap("worth"))
    assert wording.gap_is_rated(made.silent_gap("worth", n=(1, 0)))
    assert wording.gap_is_rated(made.silent_gap("motivation"))


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-11-16", "2026-11-22", "16-22 November 2026"),
        ("2026-09-28", "2026-10-04", "28 Sep - 4 Oct 2026"),
        ("2025-12-29", "2026-01-04", "29 Dec 2025 - 4 Jan 2026"),
        ("not", "dates", "not - dates"),
    ],
)
def test_span_says_months_and_years_twice_only_where_they_differ(first: str, last: str, text: str) -> None:
    assert span_text(first, last) == text


def test_dates_are_english_whatever_the_locale() -> None:
    assert day_text("2026-03-08", weekday=True) == "Sun 8 Mar"
    assert week_text("2026-W07") == "Week 7"
    assert (day_text("soon"), week_text("soon")) == ("soon", "soon")


def test_tallies_of_a_week() -> None:
    minutes = made.ORDINARY.minutes
    assert tallies.side_minutes(minutes, "brand") == 460
    assert tallies.activity_minutes(minutes, "talk") == 155
    assert tallies.talk_share(minutes) == pytest.approx(155 / 760)
    assert tallies.talk_share(minutes, "personal") == pytest.approx(105 / 300)
    assert tallies.receive_share(minutes) == pytest.approx(275 / 605)
    assert tallies.talk_share(made.EMPTY.minutes) is tallies.receive_share(made.EMPTY.minutes) is None
    assert tallies.shown_activities(minutes) == ["post", "read", "talk"]


def test_a_gap_is_known_only_with_both_ends_and_enough() -> None:
    known = made.gap("motivation", (-1.0, -2.0, 0.0), (9, 9))
    assert wording.gap_known(known)
    for lacking in ({"enough": False}, {"low": None}, {"high": None}, {"as_lived": None}):
        gap = replace(known, **lacking)
        assert not wording.gap_known(gap)
        assert wording.gap_says(gap) == "not enough yet"
