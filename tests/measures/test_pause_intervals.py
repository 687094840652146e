"""What a pause cost, against scipy as the oracle, and what it could show, against METHOD 5.3."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from twohats.measures.intervals.pauses import (
    MOST_PAIRS,
    coin_pause,
    drop_statistic,
    pause_dispersion,
    simple_pause,
)
from twohats.measures.intervals.power import Shows, coin_shows, simple_shows
from twohats.measures.intervals.rates import Dispersion

WEEKS = st.lists(st.integers(0, 12), min_size=1, max_size=10)
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8)


# The simple pause


def _oracle(normal: list[int], silent: list[int]) -> tuple[float, float, float]:
    """P, at least and at most of METHOD 5.2, with scipy's distributions."""
    pearson, df = 0.0, 4
    for weeks in (normal, silent):
        if sum(weeks):
            pearson += float(np.sum((np.array(weeks) - np.mean(weeks)) ** 2) / np.mean(weeks))
            df += len(weeks) - 1
    phi = max(1.0, (4 * 1.3 + pearson) / df)
    n, q = sum(normal) + sum(silent), len(silent) / (len(silent) + len(normal))
    t = (sum(silent) - n * q) / math.sqrt(phi * n * q * (1 - q)) if n else 0.0
    kb, kp = sum(normal), sum(silent)
    rb, rp = kb / len(normal), kp / len(silent)
    ub, lb = stats.gamma.ppf(0.9, kb + 1) / len(normal), stats.gamma.ppf(0.1, kb) / len(normal) if kb else 0
    up, lp = stats.gamma.ppf(0.9, kp + 1) / len(silent), stats.gamma.ppf(0.1, kp) / len(silent) if kp else 0
    s = math.sqrt(phi) * stats.t.ppf(0.9, df) / stats.norm.ppf(0.9)
    least = rb - rp - s * math.sqrt((rb - lb) ** 2 + (up - rp) ** 2)
    most = rb - rp + s * math.sqrt((ub - rb) ** 2 + (rp - lp) ** 2)
    return float(stats.t.cdf(t, df)), max(0.0, least), max(0.0, most)


@given(WEEKS, WEEKS)
def test_a_simple_pause_agrees_with_scipy(normal: list[int], silent: list[int]) -> None:
    loss = simple_pause(normal, silent)
    assert loss[2:] == pytest.approx(_oracle(normal, silent), rel=1e-9, abs=1e-9)


def test_a_pause_without_contacts_before_or_during_says_nothing() -> None:
    loss = simple_pause([0] * 8, [0, 0])
    assert (loss.normal, loss.silent, loss.at_least) == (0, 0, 0)
    assert loss.p == pytest.approx(0.5)
    assert loss.at_most > loss.normal


def test_a_pause_in_which_more_came_in_costs_at_least_and_at_most_nothing() -> None:
    loss = simple_pause([1, 0, 1, 1, 0, 1, 1, 1], [9, 11, 12, 8])
    assert not loss.fell
    assert (loss.at_least, loss.at_most) == (0, 0)


def test_a_drop_is_said_when_nearly_everything_is_lost() -> None:
    loss = simple_pause([5, 6, 4, 5, 5, 6, 4, 5], [0, 1])
    assert loss.fell
    assert 0 < loss.at_least < 4.5 < loss.at_most


def test_uneven_weeks_widen_what_is_said() -> None:
    even, uneven = simple_pause([3] * 8, [2, 2]), simple_pause([0, 6] * 4, [0, 4])
    assert (even.normal, even.silent) == (uneven.normal, uneven.silent)
    assert uneven.at_most > even.at_most
    assert uneven.p > even.p


def test_even_weeks_are_not_believed_at_once() -> None:
    """Four weeks' worth of a variance 1.3 times the mean is added to what the weeks show."""
    assert pause_dispersion([2, 2], [2, 2]) == Dispersion(1.0, 6)
    assert tuple(pause_dispersion([0, 0], [0, 0])) == pytest.approx((1.3, 4))
    assert tuple(pause_dispersion([1, 3])) == pytest.approx(((4 * 1.3 + 1) / 5, 5))


@pytest.mark.parametrize(("normal", "silent"), [([], [1]), ([1], [])])
def test_a_pause_needs_weeks_of_both(normal: list[int], silent: list[int]) -> None:
    with pytest.raises(ValueError, match="weeks"):
        simple_pause(normal, silent)


def test_of_counts_without_unevenness_the_drop_test_is_close_to_the_binomial_one() -> None:
    """Both condition on all contacts; by the normal curve it comes within 5 points of the mid-p value."""
    for usual, silent in product(range(8, 60, 7), range(9)):
        t = drop_statistic([usual // 8] * 8, [silent, 0], 1.0)
        together = usual // 8 * 8 + silent
        exact = stats.binomtest(silent, together, 0.2, alternative="less").pvalue
        below = stats.binomtest(silent - 1, together, 0.2, alternative="less").pvalue if silent else 0.0
        assert stats.norm.cdf(t) == pytest.approx((exact + below) / 2, abs=0.05)


# Pairs drawn by a coin


@given(PAIRS)
def test_the_flips_agree_with_scipy(pairs: list[tuple[int, int]]) -> None:
    normal, silent = np.array(pairs).T

    def more(a: Any, b: Any, axis: int) -> Any:
        return np.sum(a - b, axis=axis)

    if len(pairs) > 1:
        exact = stats.permutation_test(
            (normal, silent), more, permutation_type="samples", n_resamples=np.inf, alternative="greater"
        )
        assert coin_pause(pairs).p == pytest.approx(exact.pvalue, abs=1e-9)


@given(PAIRS)
def test_the_limits_are_where_the_flips_leave_ten_in_a_hundred(pairs: list[tuple[int, int]]) -> None:
    """By brute force: just inside of a limit more than 10 % of the flips are as large, just outside no more."""
    loss = coin_pause(pairs)
    d = np.array([normal - silent for normal, silent in pairs], dtype=float)
    signs = np.array(list(product((1, -1), repeat=len(d))))

    def as_small(c: float) -> float:
        return float(np.mean(signs @ (d - c) <= np.sum(d - c) + 1e-9))

    def as_large(c: float) -> float:
        return float(np.mean(signs @ (d - c) >= np.sum(d - c) - 1e-9))

    if len(pairs) < 4:
        assert (loss.at_least, loss.at_most) == (0, math.inf)
        return
    if loss.at_most > 0:
        assert as_small(loss.at_most - 1e-6) > 0.1 >= as_small(loss.at_most + 1e-6)
    if loss.at_least > 0:
        assert as_large(loss.at_least + 1e-6) > 0.1 >= as_large(loss.at_least - 1e-6)


def test_five_pairs_that_all_fell_are_one_chance_in_thirty_two() -> None:
    loss = coin_pause([(3, 1), (2, 0), (4, 1), (3, 2), (5, 2)])
    assert loss.p == 1 / 32
    assert loss.fell
    assert 0 < loss.at_least < loss.at_most


def test_four_pairs_cannot_show_a_drop() -> None:
    assert not coin_pause([(50, 0)] * 4).fell


def test_fortnights_are_given_a_week() -> None:
    weeks = coin_pause([(3, 1), (2, 0), (4, 1), (3, 2), (5, 2)])
    fortnights = coin_pause([(3, 1), (2, 0), (4, 1), (3, 2), (5, 2)], block_weeks=2)
    for a_week, of_two in zip(weeks, fortnights, strict=True):
        assert of_two == pytest.approx(a_week / 2 if a_week != weeks.p else a_week)


def test_more_pairs_than_can_be_looked_at_are_refused() -> None:
    assert coin_pause([(7**n % 10_000, 11**n % 10_000) for n in range(MOST_PAIRS)]).p > 0
    for pairs in ([], [(1, 0)] * (MOST_PAIRS + 1)):
        with pytest.raises(ValueError, match="pairs"):
            coin_pause(pairs)


# What a pause could show: METHOD 5.3, whose figures are known to about 3 in 100 themselves

NEAR = 0.05


@pytest.mark.parametrize(
    ("a_week", "weeks", "loss", "at_most"),
    [
        (0.5, 1, None, 0.9),
        (0.5, 4, None, 0.65),
        (1, 2, None, 1.1),
        (2, 2, None, 1.55),
        (2, 4, 0.89, 1.3),
        (5, 1, 0.97, 3.4),
        (5, 2, 0.81, 2.6),
        (5, 4, 0.65, 2.1),
        (10, 1, 0.75, 4.8),
        (10, 2, 0.63, 3.7),
        (10, 4, 0.48, 2.9),
    ],
)
def test_what_a_simple_pause_shows_is_what_the_method_found(
    a_week: float, weeks: int, loss: float | None, at_most: float
) -> None:
    shows = simple_shows(a_week, weeks)
    assert shows.loss == (None if loss is None else pytest.approx(loss, abs=NEAR))
    assert shows.at_most == pytest.approx(at_most, rel=0.1)


@pytest.mark.parametrize(
    ("a_week", "pairs", "block_weeks", "loss"),
    [
        (0.5, 8, 1, None),
        (2, 5, 1, None),
        (2, 8, 1, 0.85),
        (2, 6, 2, 0.76),
        (10, 5, 1, 0.68),
        (10, 8, 1, 0.43),
        (10, 6, 2, 0.42),
    ],
)
def test_what_a_coin_shows_is_what_the_method_found(
    a_week: float, pairs: int, block_weeks: int, loss: float | None
) -> None:
    shows = coin_shows(a_week, pairs, block_weeks=block_weeks)
    assert shows.loss == (None if loss is None else pytest.approx(loss, abs=NEAR))


@pytest.mark.parametrize(
    ("a_week", "shows", "loss"),
    [
        (2, "simple", 0.95),
        (5, "simple", 0.79),
        (10, "simple", 0.69),
        (2, "coin", 0.91),
        (10, "coin", 0.68),
    ],
)
def test_uneven_weeks_show_less(a_week: float, shows: str, loss: float) -> None:
    """A variance of m + m^2/3, as the method's negative binomial weeks had it."""
    variance = 1 + a_week / 3
    found = (
        simple_shows(a_week, 4, variance=variance)
        if shows == "simple"
        else coin_shows(a_week, 8, variance=variance)
    )
    assert found.loss == pytest.approx(loss, abs=NEAR + 0.01)


def test_four_pairs_show_nothing_and_very_many_contacts_a_good_deal() -> None:
    assert coin_shows(1000, 4).loss is None
    assert coin_shows(1000, 3) == Shows(None, math.inf)
    many = simple_shows(2000, 2)
    assert many.loss is not None
    assert many.loss < 0.1


def test_counts_without_measure_cost_no_memory() -> None:
    """A line may say x1000000; what it says of the future is what a thousand a week says, in proportion."""
    for shows in (simple_shows(1e8, 4, variance=1e8), coin_shows(1e8, 8, variance=1e6)):
        assert shows.loss is None or 0 < shows.loss <= 1
        assert 0 < shows.at_most < 1e9
    assert simple_shows(5000, 4).loss == simple_shows(1000, 4).loss


def test_without_contacts_nothing_can_show() -> None:
    assert simple_shows(0, 4).loss is None


def test_the_same_question_has_the_same_answer() -> None:
    assert simple_shows(3.3, 2) == simple_shows(3.3, 2)
