"""Forecasts: expected and actual answers, off by a factor."""

from __future__ import annotations

import math

import pytest
from tests.measures.logged import line_of

from twohats.measures.forecasts import Forecasts, forecast_gap, forecasts
from twohats.measures.returns import trace_returns

WEEKS = range(12)


def forecast(days: dict[int, str]) -> dict[str, Forecasts]:
    timeline = line_of(days)
    return forecasts(timeline, trace_returns(timeline), WEEKS)


def test_without_a_forecast_there_is_none() -> None:
    assert forecast({0: "25m brand post linkedin expect:none\n25m brand post linkedin expect:lots"}) == {
        "personal": Forecasts((), 0, None),
        "brand": Forecasts((), 0, None),
    }


def test_answers_are_replies_conversations_and_comments_within_fourteen_days() -> None:
    found = forecast({
        -35: "25m brand post linkedin expect:3 +a",
        -34: "brand got reply +a x2\nbrand got lead +a\nbrand got noticed +a\nbrand got thanks +a",
        -22: "brand got conversation +a",
        -21: "brand got commented +a",
        -20: "brand got reply +a",
    })["brand"]  # fmt: skip
    (only,) = found.matured
    assert (only.expected, only.actual) == (3, 4.0)
    assert only.log_error == pytest.approx(math.log(4.5 / 3.5))
    assert found.off_by is None


def test_an_entry_is_mature_on_its_fourteenth_day() -> None:
    found = forecast({6 - 14: "25m brand post a expect:0", 6 - 13: "25m brand post a expect:1"})["brand"]
    assert [each.expected for each in found.matured] == [0]
    assert found.waiting == 1


def test_five_mature_forecasts_are_off_by_the_middle_factor_whichever_way() -> None:
    days = {
        -20 - n: f"25m brand post a expect:{n} +t{n}" + f"\nbrand got reply +t{n} x{came}" * bool(came)
        for n, came in enumerate((0, 3, 2, 0, 9))
    }
    found = forecast(days)
    errors = sorted(abs(math.log((came + 0.5) / (n + 0.5))) for n, came in enumerate((0, 3, 2, 0, 9)))
    assert found["brand"].off_by == pytest.approx(math.exp(errors[2]))
    assert found["personal"].off_by is None
    even = forecast(days | {-40: "25m brand post a expect:1 +t9\nbrand got reply +t9"})["brand"].off_by
    # Six errors now, the least of them 0: the middle is that of the second and the third of the five.
    assert even == pytest.approx(math.exp((errors[1] + errors[2]) / 2))


def test_an_answer_of_both_hats_is_half_an_answer_to_each() -> None:
    found = forecast({
        -30: "25m brand talk a @bo expect:1\n25m personal talk b @bo expect:1\nbrand got reply @bo",
    })  # fmt: skip
    assert [each.actual for side in found.values() for each in side.matured] == [0.5, 0.5]


def test_forecasts_of_other_weeks_are_not_looked_at() -> None:
    assert forecast({-7 * 12: "25m brand post a expect:1"})["brand"] == Forecasts((), 0, None)


def test_the_gap_is_the_quotient_of_both_once_both_are_known() -> None:
    brand, personal = "25m brand post a expect:3", "25m personal post b expect:0"
    days = dict.fromkeys(range(-30, -25), f"{brand}\n{personal}")
    assert forecast_gap(forecast(days)) == pytest.approx(7.0)
    days[-26] = brand
    assert forecast_gap(forecast(days)) is None
