"""The statistics against scipy and numpy as oracles, and against what must hold whatever the data."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import special, stats

import twohats
from twohats.measures.intervals.distributions import (
    betainc,
    binomial_cdf,
    normal_quantile,
    poisson_lower,
    poisson_upper,
    t_cdf,
    t_quantile,
)
from twohats.measures.intervals.gaps import (
    CAUTION_DAYS,
    ROUNDING_VARIANCE,
    USUAL_SPREAD,
    Jackknife,
    Rated,
    jackknife,
    pooled_interval,
    ratings_missing,
)
from twohats.measures.intervals.rates import at_most, dispersion, rate_ratio, share_interval

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Path(twohats.__file__).parents[1]
LEVELS = (0.5, 0.8, 0.9, 0.95, 0.975, 0.995)


def test_the_incomplete_beta_function_agrees_with_scipy() -> None:
    x = np.linspace(0, 1, 81)
    for a in (0.5, 1, 2, 3.5, 10, 15.9, 16, 50, 200, 500):
        for b in (0.5, 1, 2, 7, 16, 30, 100, 500):
            own = [betainc(a, b, float(each)) for each in x]
            np.testing.assert_allclose(own, special.betainc(a, b, x), rtol=0, atol=1.4e-13)


def test_student_quantiles_agree_with_scipy() -> None:
    p = np.array([0.55, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9995, 0.05, 0.2, 1e-6])
    for df in (*range(1, 61), 2.5, 75, 100, 200, 500, 1000):
        own = [t_quantile(float(each), df) for each in p]
        np.testing.assert_allclose(own, stats.t.ppf(p, df), rtol=2e-13)


def test_student_probabilities_agree_with_scipy() -> None:
    t = np.array([-50, -5, -1, -0.1, 0, 0.3, 2, 9, 80])
    for df in (1, 2, 3, 10, 30, 100, 1000):
        np.testing.assert_allclose(
            [t_cdf(float(each), df) for each in t], stats.t.cdf(t, df), rtol=1e-12, atol=1e-15
        )


@pytest.mark.parametrize("p", [1e-300, 1e-20, 1e-5, 0.01, 0.3, 0.5, 0.7, 0.9, 0.95, 0.975, 0.999999])
def test_normal_quantiles_agree_with_scipy(p: float) -> None:
    assert normal_quantile(p) == pytest.approx(stats.norm.ppf(p), rel=1e-14, abs=0)


def test_poisson_limits_agree_with_scipy() -> None:
    counts = np.array([*range(200), 500, 1000, 5000, 20_000, 1_000_000])
    for level in LEVELS:
        upper = [poisson_upper(int(k), level) for k in counts]
        lower = [poisson_lower(int(k), level) for k in counts[1:]]
        np.testing.assert_allclose(upper, stats.gamma.ppf(level, counts + 1), rtol=3e-14)
        np.testing.assert_allclose(lower, stats.gamma.ppf(1 - level, counts[1:]), rtol=3e-14)
        assert poisson_lower(0, level) == 0


def test_binomial_probabilities_agree_with_scipy() -> None:
    p = np.linspace(0.01, 0.99, 25)
    for n in (1, 2, 5, 20, 100):
        for k in range(-1, n + 2):
            own = [binomial_cdf(k, n, float(each)) for each in p]
            np.testing.assert_allclose(own, stats.binom.cdf(k, n, p), rtol=0, atol=5e-14)
    assert [binomial_cdf(3, 5, p) for p in (0.0, 1.0)] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (normal_quantile, (0,)), (normal_quantile, (1,)), (t_quantile, (1.5, 3)), (t_quantile, (0.9, 0)),
        (t_cdf, (1, -1)), (betainc, (0, 1, 0.5)), (betainc, (1, 1, 2)), (binomial_cdf, (1, -1, 0.5)),
        (binomial_cdf, (1, 3, 1.1)), (poisson_upper, (-1, 0.9)), (poisson_lower, (-1, 0.9)),
        (poisson_upper, (1, 1)), (share_interval, (2, 1, 1)), (share_interval, (0, 0, 1)), (at_most, (1, 0)),
    ],
)  # fmt: skip
def test_what_is_outside_the_domain_is_refused(
    function: Callable[..., float], arguments: tuple[float, ...]
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(*arguments)


# --- rating gaps ---

RATING = st.integers(1, 5)
RATINGS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["post", "read", "talk"]), st.booleans(), RATING),
    max_size=40,
)
WEEK = st.builds(
    Jackknife, st.floats(-4, 4), st.floats(0, 4), st.integers(0, 7), st.floats(0.5, 50)
)  # fmt: skip


def loop_gap(ratings: list[Rated]) -> tuple[float, float] | None:
    """Gap and weight the long way round, with numpy."""
    parts = []
    for stratum in {each[1] for each in ratings}:
        brand = np.array([value for _, s, is_brand, value in ratings if s == stratum and is_brand])
        personal = np.array([value for _, s, is_brand, value in ratings if s == stratum and not is_brand])
        if brand.size and personal.size:
            overlap = brand.size * personal.size / (brand.size + personal.size)
            parts.append((brand.mean() - personal.mean(), overlap))
    if not parts:
        return None
    gaps, weights = (np.array(each) for each in zip(*parts, strict=True))
    return float((gaps * weights).sum() / weights.sum()), float(weights.sum())


@given(RATINGS)
def test_the_jackknife_takes_out_one_day_after_the_other(ratings: list[Rated]) -> None:
    whole = loop_gap(ratings)
    found = jackknife(ratings)
    if whole is None:
        assert found is None
        return
    days = {each[0] for each in ratings}
    without = [loop_gap([each for each in ratings if each[0] != day]) for day in days]
    left = np.array([each[0] for each in without if each])
    variance = (left.size - 1) / left.size * ((left - whole[0]) ** 2).sum() if left.size > 1 else 0
    assert found is not None
    assert found.days == left.size
    assert found.gap == pytest.approx(whole[0], abs=1e-12)
    assert found.weight == pytest.approx(whole[1])
    assert found.variance == pytest.approx(variance, abs=1e-12)


def test_the_pooled_interval_is_the_formula_of_the_method() -> None:
    """Worked by hand: three weeks, spreads pooled by their days, Student t, no caution added."""
    now = Jackknife(-0.5, 0.40, 4, 3.0)
    earlier = [Jackknife(0.2, 0.30, 6, 5.0), Jackknife(-2, 9, 1, 4.0), Jackknife(1, 0.5, 3, 2.0)]
    spread = (3 * 0.40 * 3 + 5 * 0.30 * 5 + 2 * 0.5 * 2) / 10
    half = stats.t.ppf(0.95, 10) * math.sqrt(spread / 3)
    found = pooled_interval(now, earlier, caution=0)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((-0.5 - half, -0.5 + half))
    assert found.half_width == pytest.approx(half)
    assert found.spread == pytest.approx(spread)


def test_equal_ratings_are_not_known_exactly() -> None:
    """A week of straight 4s: the bare formula still allows for rounding, and caution for much more."""
    ratings = [(day, "", brand, 4) for day in range(5) for brand in (True, False)]
    found = jackknife(ratings)
    assert found is not None
    bare = pooled_interval(found, caution=0)
    careful = pooled_interval(found)
    assert bare is not None
    assert careful is not None
    assert bare.spread == ROUNDING_VARIANCE
    expected = (CAUTION_DAYS * USUAL_SPREAD + 4 * ROUNDING_VARIANCE) / (CAUTION_DAYS + 4)
    assert careful.spread == pytest.approx(expected)


@given(WEEK, st.lists(WEEK, max_size=7))
def test_caution_never_narrows_and_never_touches_a_large_spread(
    now: Jackknife, earlier: list[Jackknife]
) -> None:
    bare, careful = pooled_interval(now, earlier, caution=0), pooled_interval(now, earlier)
    assert (bare is None) == (careful is None)
    if bare and careful:
        assert careful.spread >= bare.spread
        assert careful.spread == bare.spread or bare.spread < USUAL_SPREAD


@given(WEEK, st.lists(WEEK, max_size=7), st.sampled_from([0.5, 0.9, 0.95]))
def test_a_gap_lies_in_its_interval_and_both_on_the_scale(
    now: Jackknife, earlier: list[Jackknife], level: float
) -> None:
    found = pooled_interval(now, earlier, level=level)
    if found is None:
        assert all(each.days < 2 for each in (now, *earlier))
        return
    assert -4 <= found.low <= now.gap <= found.high <= 4
    assert found.high - found.low <= 2 * found.half_width * (1 + 1e-12)


@given(RATINGS)
def test_swapping_the_hats_turns_the_interval_round(ratings: list[Rated]) -> None:
    found = jackknife(ratings)
    assume(found is not None)
    turned = jackknife([(day, stratum, not brand, value) for day, stratum, brand, value in ratings])
    assert found is not None
    assert turned is not None
    assert turned.gap == pytest.approx(-found.gap, abs=1e-12)
    one, other = pooled_interval(found), pooled_interval(turned)
    assert (one is None) == (other is None)
    if one and other:
        assert (other.low, other.high) == pytest.approx((-one.high, -one.low), abs=1e-9)


@given(RATINGS, st.integers(-3, 3))
def test_the_day_names_do_not_matter(ratings: list[Rated], shift: int) -> None:
    moved = [(day * 17 + shift, stratum, brand, value) for day, stratum, brand, value in ratings]
    assert jackknife(moved) == jackknife(ratings)


@given(st.floats(0.1, 4), st.integers(4, 60), st.floats(0.3, 1.5), st.integers(1, 40))
def test_the_ratings_said_to_be_missing_would_do(spread: float, df: int, wanted: float, ratings: int) -> None:
    """With that many more, shared equally by the hats, the half-width comes down to what is wanted."""
    now = Jackknife(0.0, 0.0, df + 1, ratings / 4)
    found = pooled_interval(now)
    assert found is not None
    found = found._replace(spread=spread)
    more = ratings_missing(found, wanted, ratings)
    assert more >= 1
    half = found.t * math.sqrt(spread / ((ratings + more) / 4))
    assert half <= wanted * (1 + 1e-9)
    if more > 1:
        assert found.t * math.sqrt(spread / ((ratings + more - 1) / 4)) > wanted * (1 - 1e-9)


# --- returns per hour ---

Weeks = list[tuple[float, float]]
COUNTS = st.lists(st.tuples(st.integers(0, 12), st.floats(0.1, 30)), min_size=4, max_size=12)


@given(st.integers(0, 60), st.integers(1, 60), st.sampled_from([0.8, 0.9, 0.95]))
def test_the_share_of_a_plain_count_is_wilsons(part: int, whole: int, level: float) -> None:
    assume(part <= whole)
    found = share_interval(part, whole, normal_quantile((1 + level) / 2) ** 2)
    oracle = stats.binomtest(part, whole).proportion_ci(level, method="wilson")
    assert found == pytest.approx((oracle.low, oracle.high), abs=1e-14)
    assert 0 <= found[0] <= part / whole <= found[1] <= 1


def test_dispersion_is_pearsons_and_leaves_out_a_hat_without_returns() -> None:
    weeks = [(0, 2.0), (5, 4.0), (1, 3.0), (8, 1.0), (3, 0.0)]
    count, hours = 14, 10.0
    pearson = sum((k - count / hours * h) ** 2 / (count / hours * h) for k, h in weeks if h)
    none = [(0, 1.0)] * 6
    assert tuple(dispersion(weeks)) == pytest.approx((pearson / 3, 3))
    assert dispersion(weeks, none) == dispersion(weeks)
    assert tuple(dispersion(weeks, weeks)) == pytest.approx((pearson / 3, 6))
    assert dispersion(none) == (1.0, 0)
    assert dispersion([(2, 2.0)] * 5) == (1.0, 4)


def test_the_rate_ratio_is_the_formula_of_the_method() -> None:
    personal = [(2, 3.0), (0, 2.0), (4, 3.0), (1, 2.0)]
    brand = [(1, 5.0), (3, 6.0), (0, 5.0), (2, 4.0)]
    phi, df = dispersion(personal, brand)
    k, n = 6, 13
    z2 = phi * stats.t.ppf(0.95, df) ** 2
    centre = (k / n + z2 / 2 / n) / (1 + z2 / n)
    half = math.sqrt(z2) / (1 + z2 / n) * math.sqrt(k / n * (1 - k / n) / n + z2 / 4 / n**2)
    odds = [share / (1 - share) * 10 / 20 for share in (centre - half, centre + half)]
    found = rate_ratio(personal, brand)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(tuple(odds))
    assert found.value == pytest.approx(6 / 20 / (7 / 10))


@given(COUNTS, COUNTS)
def test_a_ratio_lies_in_its_interval_and_turns_over_with_the_hats(first: Weeks, second: Weeks) -> None:
    found, turned = rate_ratio(first, second), rate_ratio(second, first)
    assert (found is None) == (turned is None) == (not sum(k for k, _ in (*first, *second)))
    if found is None or turned is None:
        return
    slack = 1 + 1e-9
    assert 0 <= found.low <= found.value * slack
    assert found.value <= found.high * slack
    assert turned.low == pytest.approx(1 / found.high if math.isfinite(found.high) else 0, abs=1e-12)
    assert turned.high == pytest.approx(1 / found.low if found.low else math.inf)


@given(COUNTS, COUNTS, st.floats(0.1, 10))
def test_counting_hours_in_other_units_changes_no_ratio(first: Weeks, second: Weeks, unit: float) -> None:
    found = rate_ratio(first, second)
    scaled = rate_ratio([(k, h * unit) for k, h in first], [(k, h * unit) for k, h in second])
    assert (found is None) == (scaled is None)
    if found and scaled:
        assert scaled[:3] == pytest.approx(found[:3])


@pytest.mark.parametrize(
    ("first", "second"),
    [([], []), ([(3, 1.0)], [(2, 1.0)]), ([(1, 0.0)] * 5, [(1, 1.0)] * 5), ([(0, 1.0)] * 5, [(0, 1.0)] * 5)],
)
def test_without_hours_returns_or_weeks_there_is_no_ratio(first: Weeks, second: Weeks) -> None:
    assert rate_ratio(first, second) is None


def test_nothing_in_thirty_hours_is_at_most_one_in_ten() -> None:
    assert at_most(0, 30) * 10 == pytest.approx(0.9986, abs=1e-4)


def test_at_most_stretches_what_lies_beyond_the_count() -> None:
    exact = stats.gamma.ppf(0.95, 4)
    assert at_most(3, 2.0) == pytest.approx((3 + math.sqrt(1.5) * (exact - 3)) / 2)


@given(st.integers(0, 1000), st.floats(0.1, 1000))
def test_at_most_is_above_the_rate_and_grows_with_the_count(count: int, hours: float) -> None:
    assert count / hours < at_most(count, hours) < at_most(count + 1, hours)


def test_the_statistics_import_nothing_but_math() -> None:
    """`hat week` pays for every import; `statistics` alone would cost 14 ms."""
    code = (
        "import sys; before = set(sys.modules); import twohats.measures.intervals.gaps, twohats.measures.intervals.rates;"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('twohats')))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(SOURCE)})  # fmt: skip
    heavy = {"statistics", "re", "typing", "dataclasses", "random", "decimal", "fractions", "numpy", "scipy"}
    assert "math" in done.stdout.split()
    assert not heavy & set(done.stdout.split())
