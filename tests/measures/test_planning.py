"""What a pause could show at the user's own numbers (METHOD 5.1, 5.3)."""

from __future__ import annotations

import math
from datetime import date

import pytest
from tests.measures.logged import HATS, WEEK, pages_of

from twohats.measures.intervals.power import coin_shows, simple_shows
from twohats.measures.planning import (
    LONGER,
    Design,
    OwnNumbers,
    own_numbers,
    prospect,
    share_seen,
    shows_of,
)
from twohats.measures.returns import trace_returns
from twohats.measures.timeline import timeline_of

TODAY = date(2026, 11, 18)


def _own(days: dict[int, str], channel: str = "linkedin", activity: str = "post") -> OwnNumbers:
    timeline = timeline_of(pages_of(days), WEEK, HATS, TODAY, weeks_before=25)
    return own_numbers(timeline, trace_returns(timeline), "brand", channel, activity, today=TODAY)


def test_of_an_empty_journal_nothing_is_known() -> None:
    assert _own({}).weeks == 0


def test_the_running_week_and_weeks_without_a_line_are_left_out() -> None:
    own = _own(
        {
            0: "brand got reply x9\n60m brand post linkedin",
            -7: "brand got reply\n40m brand post linkedin",
            -28: "nothing",
        }
    )
    assert (own.weeks, own.contacts, own.minutes) == (2, 0.5, 20.0)


def test_no_more_than_eight_weeks_are_looked_at() -> None:
    own = _own(dict.fromkeys(range(-7, -175, -7), "brand got reply x2"))
    assert (own.weeks, own.contacts, own.variance) == (8, 2.0, 1.0)


def test_the_minutes_are_those_of_what_would_be_paused() -> None:
    day = (
        "10m brand post linkedin\n20m brand read linkedin\n40m brand post letter\n80m personal post linkedin"
    )
    assert _own({-7: day}).minutes == 10
    assert _own({-7: day}, activity="").minutes == 30
    assert _own({-7: day}, channel="").minutes == 50


def test_uneven_weeks_show_in_the_variance() -> None:
    days = {-7 * n: "brand got reply x8" if n % 2 else "nothing" for n in range(1, 9)}
    assert _own(days).variance == pytest.approx((4 * 1.3 + 8 * 16 / 4) / (4 + 7))


def test_the_lag_is_the_middle_one_of_returns_with_a_tag() -> None:
    days = {
        -40: "20m brand post linkedin +a", -38: "brand got reply +a",
        -30: "20m brand post linkedin +b", -23: "brand got lead +b", -14: "20m brand post linkedin +c",
        -11: "brand got reply linkedin +c", -10: "brand got reply linkedin",
    }  # fmt: skip
    assert _own(days).lag == 3
    assert _own(days, channel="letter").lag is None
    assert _own({day: text for day, text in days.items() if day != -38}).lag is None


@pytest.mark.parametrize(
    ("days", "lag", "seen"),
    [
        (7, 3, 0.61),
        (7, 7, 0.37),
        (7, 14, 0.21),
        (14, 3, 0.79),
        (14, 7, 0.57),
        (14, 14, 0.37),
        (28, 7, 0.75),
        (28, 14, 0.57),
    ],
)
def test_the_share_of_a_loss_that_is_felt_is_that_of_the_method(days: int, lag: float, seen: float) -> None:
    assert share_seen(Design("simple", days // 7), lag) == pytest.approx(seen, abs=0.006)


def test_of_a_coin_the_share_is_that_of_one_block() -> None:
    assert share_seen(Design("coin", pairs=8), 7) == pytest.approx(1 - (1 - math.exp(-1)))
    assert share_seen(Design("coin", pairs=8, block_weeks=2), 7) == pytest.approx(0.57, abs=0.006)
    assert share_seen(LONGER, None) is None
    assert share_seen(LONGER, 0.0) == 1.0


def test_a_prospect_is_at_the_own_numbers() -> None:
    own = OwnNumbers(8, 4.0, 1.5, 60.0, None)
    assert prospect(own, LONGER).shows == simple_shows(4.0, 4, variance=1.5)
    coin = Design("coin", pairs=6, block_weeks=2)
    assert shows_of(coin, 4.0, 1.5) == coin_shows(4.0, 6, block_weeks=2, variance=1.5)


def test_how_long_a_design_takes() -> None:
    assert (LONGER.all_weeks, LONGER.silent_days) == (4, 28)
    coin = Design("coin", pairs=6, block_weeks=2)
    assert (coin.all_weeks, coin.silent_days) == (24, 14)
