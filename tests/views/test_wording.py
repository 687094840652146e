"""The phrases of the week: numbers rounded honestly, silences with their reasons."""

from __future__ import annotations

import pytest
from tests.views import made
from tests.views.made import replace

from twohats.measures import sums
from twohats.measures.figures import (
    ABOUT,
    DAYS,
    MORE_RATINGS,
    NOTHING_ALIKE,
    RIPENING,
    SIDE_DAYS,
    UNEVEN,
    UNRATED,
    WEEKS,
    Missing,
    Money,
    Noise,
)
from twohats.views import wording
from twohats.views.dates import day_text, span_text, week_text
from twohats.views.silences import silence

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
        (made.ratio(0.4, 0.1, 1.3), "0.4 × (0.1 to 1.3), 8 weeks"),
        (made.ratio(INF, 0.9, INF), "0.9 or more ×, 8 weeks"),
        (made.silent_ratio(Missing(WEEKS, 2)), "not enough yet: 2 more weeks of both hats"),
        (made.silent_ratio(made.TWO_OF_FIVE), "too few to compare: 2 of 5 returns"),
        (
            made.silent_ratio(Missing(RIPENING, 14, day="2026-12-06")),
            "not before 6 Dec: returns take 2 weeks to come in",
        ),
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
    assert sums.side_minutes(minutes, "brand") == 460
    assert sums.activity_minutes(minutes, "talk") == 155
    assert sums.talk_share(minutes) == pytest.approx(155 / 760)
    assert sums.talk_share(minutes, "personal") == pytest.approx(105 / 300)
    assert sums.receive_share(minutes) == pytest.approx(275 / 605)
    assert sums.talk_share(made.EMPTY.minutes) is sums.receive_share(made.EMPTY.minutes) is None
    assert sums.shown_activities(minutes) == ["post", "read", "talk"]


def test_an_estimate_is_known_only_with_both_ends_and_enough() -> None:
    numbers = made.estimate((-1.0, -2.0, 0.0))
    assert wording.known(numbers)
    for lacking in ({"missing": made.TWO_BRAND}, {"low": None}, {"high": None}, {"value": None}):
        assert not wording.known(replace(numbers, **lacking))
        assert wording.estimate_says(replace(numbers, **lacking)) == ""


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        (
            Missing(MORE_RATINGS, sides={"personal": 3, "brand": 3}),
            "3 more personal and 3 more brand ratings",
        ),
        (
            Missing(MORE_RATINGS, sides={"personal": 1, "brand": 2}),
            "1 more personal and 2 more brand ratings",
        ),
        (Missing(MORE_RATINGS, sides={"brand": 1}), "1 more brand rating"),
        (Missing(SIDE_DAYS, sides={"brand": 1}), "brand ratings on 1 more day"),
        (Missing(SIDE_DAYS, sides={"personal": 1, "brand": 1}), "personal and brand ratings on 1 more day"),
        (Missing(DAYS, 1), "ratings on 1 more day"),
        (Missing(DAYS), "ratings on more days"),
        (Missing(UNRATED, rated={"brand": (29, 50)}), "only 58 % of brand lines are rated"),
        (Missing(UNRATED, rated={"brand": (599, 1000)}), "only 59 % of brand lines are rated"),
        (Missing(ABOUT, 4), "about 4 more ratings"),
        (Missing(NOTHING_ALIKE), "nothing rated in both hats alike"),
        (Missing(WEEKS, 1), "1 more week of both hats"),
    ],
)
def test_a_silence_says_what_is_missing_with_numbers(missing: Missing, text: str) -> None:
    assert silence(missing) == f"not enough yet: {text}"


def test_uneven_shares_say_for_themselves_that_they_are_a_silence() -> None:
    uneven = Missing(UNEVEN, rated={"brand": (9, 12), "personal": (12, 12)})
    assert silence(uneven) == "brand lines are rated less often: 100 % of personal and 75 % of brand"


SPIKE = Noise(2, 23, 0.77, "2026-11-18", 22, "congrats", 0.36, 0, 23)


@pytest.mark.parametrize(
    ("noise", "noticed", "says"),
    [
        (SPIKE, 0, ["22 of them congrats, Wed 18 Nov", "77 % of all that came, 36 % without Wed"]),
        (
            replace(SPIKE, spike_kind="noise"),
            0,
            ["22 of them on Wed 18 Nov", "77 % of all that came, 36 % without Wed"],
        ),
        (Noise(5, 0, 0.5, "", 0, "", None), 2, ["50 % of all that came but noticed"]),
        (
            Noise(5, 0, 0.5, "", 0, "", None, 70),
            1,
            ["50 % of all that came but noticed", "likes, followers and views apart: 70"],
        ),
    ],
)
def test_noise_says_what_its_share_is_of(noise: Noise, noticed: int, says: list[str]) -> None:
    assert wording.noise_says(noise, noticed) == says


def test_the_largest_sale_is_said_only_where_it_is_known() -> None:
    assert wording.money_says(Money("GBP", "1450", 2, "1200")) == "2 sales, 1450 GBP, the largest 1200"
    assert wording.money_says(Money("GBP", "1200", 3, "")) == "3 sales, 1200 GBP"


def test_one_does_not_say_and_more_do_not() -> None:
    assert (wording.unsaid_says(1), wording.unsaid_says(2)) == ("1 does not say", "2 do not say")
