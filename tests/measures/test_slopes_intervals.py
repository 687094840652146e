"""The conditional slope of weekly counts against scipy's root finder, and at its edges (METHOD 4)."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from twohats.measures.intervals.slopes import Slope, count_slope, elasticity, fade


def _oracle(counts: list[float], bases: list[float], positions: list[float]) -> tuple[float, float, float]:
    """Slope, standard error and phi, with numpy and scipy."""
    y, base, x = np.array(counts), np.array(bases), np.array(positions)
    x = x - x.mean()

    def shares(slope: float) -> np.ndarray:
        heights = np.log(base) + slope * x
        terms = np.exp(heights - heights.max())
        return np.asarray(terms / terms.sum())

    reach = 1e4 / (x.max() - x.min())
    slope = brentq(lambda b: (shares(b) * x).sum() - (y * x).sum() / y.sum(), -reach, reach, xtol=1e-14)
    p, n = shares(slope), y.sum()
    variance = (p * x**2).sum() - (p * x).sum() ** 2
    phi = max(1.0, ((y - n * p) ** 2 / (n * p)).sum() / (len(y) - 2))
    return slope, math.sqrt(phi / (n * variance)), phi


def _made(seed: int, largest: float) -> tuple[list[float], list[float]]:
    rng = random.Random(seed)
    weeks = rng.randrange(3, 27)
    hours = [rng.lognormvariate(1.5, 0.6) for _ in range(weeks)]
    counts = [float(round(rng.random() ** 2 * largest)) for _ in hours]
    counts[rng.randrange(weeks)] += 1
    counts[hours.index(min(hours))] += 1
    counts[hours.index(max(hours))] += 1
    return counts, hours


@pytest.mark.parametrize("largest", [0, 3, 30, 1e6, 1e12])
def test_both_slopes_agree_with_scipy(largest: float) -> None:
    for seed in range(60):
        counts, hours = _made(seed, largest)
        found = elasticity(list(zip(counts, hours, strict=True)))
        assert found is not None
        expected = _oracle(counts, [1.0] * len(counts), [math.log(each) for each in hours])
        np.testing.assert_allclose([found.value, found.error, found.phi], expected, rtol=1e-9, atol=1e-9)
        assert found.df == len(counts) - 2
        assert found.upper() == pytest.approx(
            expected[0] + stats.t.ppf(0.95, found.df) * expected[1], rel=1e-9
        )
        assert found.lower(0.9) == pytest.approx(
            expected[0] - stats.t.ppf(0.9, found.df) * expected[1], rel=1e-9, abs=1e-9
        )
        counts[0] += 1
        counts[-1] += 1
        numbered = [
            (count, spent, float(week)) for week, (count, spent) in enumerate(zip(counts, hours, strict=True))
        ]
        slope = fade(numbered)
        assert slope is not None
        expected = _oracle(counts, hours, [each[2] for each in numbered])
        np.testing.assert_allclose([slope.value, slope.error, slope.phi], expected, rtol=1e-9, atol=1e-9)


def test_counts_that_follow_the_hours_exactly_have_the_slope_they_were_made_with() -> None:
    hours = [1.0, 2.0, 4.0, 9.0]
    found = elasticity([(100 * each**0.5, each) for each in hours])
    assert found is not None
    assert found.value == pytest.approx(0.5, abs=1e-12)
    assert found.phi == 1
    faded = fade([(1000 * each * math.exp(-0.2 * week), each, week) for week, each in enumerate(hours)])
    assert faded is not None
    assert faded.value == pytest.approx(-0.2, abs=1e-12)


@pytest.mark.parametrize(
    "weeks",
    [
        pytest.param([], id="nothing"),
        pytest.param([(3, 2.0)], id="one week"),
        pytest.param([(3, 2.0), (4, 3.0)], id="two weeks"),
        pytest.param([(3, 2.0), (4, 3.0), (9, 0.0)], id="a week without hours does not count"),
        pytest.param([(0, 2.0), (0, 3.0), (0, 4.0)], id="no returns"),
        pytest.param([(1, 2.0), (5, 2.0), (9, 2.0)], id="all hours equal"),
        pytest.param([(0, 2.0), (0, 3.0), (9, 4.0)], id="all in the longest week"),
        pytest.param([(9, 2.0), (0, 3.0), (0, 4.0)], id="all in the shortest week"),
        pytest.param([(9, 2.0), (7, 2.0), (0, 4.0), (0, 5.0)], id="all in the two shortest weeks"),
    ],
)
def test_where_there_is_no_slope_there_is_none(weeks: list[tuple[float, float]]) -> None:
    assert elasticity(weeks) is None


def test_counts_below_zero_and_bases_of_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="counts"):
        count_slope([1, -1, 2], [1, 1, 1], [1, 2, 3])
    with pytest.raises(ValueError, match="bases"):
        count_slope([1, 1, 2], [1, 0, 1], [1, 2, 3])


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.floats(1 / 60, 168)), min_size=3, max_size=30),
    st.floats(0.1, 10),
)
def test_whatever_the_weeks_a_slope_is_finite_and_does_not_depend_on_the_unit(
    weeks: list[tuple[int, float]], unit: float
) -> None:
    found = elasticity(weeks)
    if found is None:
        return
    assert all(math.isfinite(each) for each in (found.value, found.error, found.phi))
    assert found.phi >= 1
    assert found.error > 0
    again = elasticity([(count, hours * unit) for count, hours in weeks])
    if max(math.log(hours) for _, hours in weeks) - min(math.log(hours) for _, hours in weeks) > 0.01:
        assert isinstance(again, Slope)
        assert again.value == pytest.approx(found.value, rel=1e-6, abs=1e-6)
