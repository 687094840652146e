"""The gap between two hats in a rating, and its confidence interval (METHOD 3.1).

A gap is brand minus personal. Its interval is a delete-one-day jackknife (the ratings of a day are correlated, so days
and not ratings are the units) and uses the spread, never the gap, of earlier weeks.
"""

from __future__ import annotations

import math

from twohats.measures.intervals.distributions import t_quantile
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROUNDING_VARIANCE = 1 / 12
"""Variance of rounding to whole points: a week of straight 4s is not known exactly either."""

USUAL_SPREAD = 1.2
"""Usual variance of one rating, including the correlation within days (simulated journals: 1.3)."""

CAUTION_DAYS = 8
"""A spread below the usual one is averaged with so many days of the usual one.

Intervals wider than a limit are not shown, so those shown would otherwise be the ones whose spread was underestimated
by chance: at 9 ratings a week 84 to 86 % of them contained the true value. With this prior it is 91 %, and a week of
few and equal ratings does not look exact."""

WIDEST = 4.0
"""The largest gap a scale of 1 to 5 can have."""

Rated = tuple[int, str, bool, int]
"""One rating: its day (any number that tells days apart), its stratum, whether it is brand's, its value."""
Weighted = tuple[int, bool, int, int]
"""One rating with a weight: its day, whether it is brand's, its value, and the weight: its minutes."""


class Jackknife(NamedTuple):
    """A gap with what taking out one day at a time says about its spread."""

    gap: float
    variance: float
    """Jackknife variance of the gap; 0 when fewer than two days can be taken out."""
    days: int
    """Days that can be taken out and leave a gap."""
    weight: float
    """Sum over strata of nB nP / (nB + nP): variance of one rating = variance of the gap times this. Of
    weighted ratings n is their effective number."""


class GapInterval(NamedTuple):
    """An interval of a gap, in points."""

    low: float
    high: float
    half_width: float
    """Before the ends are clipped to what the scale can show."""
    spread: float
    """Variance of one rating, pooled, on the side of caution."""
    t: float
    """The Student quantile used."""


_Cells = dict[str, list[int]]
"""Stratum to its personal ratings and their sum, brand ratings and their sum."""
_NOTHING = (0, 0, 0, 0)


def jackknife(ratings: Iterable[Rated]) -> Jackknife | None:
    """The gap of `ratings` and its delete-one-day jackknife; None if no stratum has ratings of both hats.

    With one stratum the gap is the plain difference of means (as lived); with several, the differences within
    each, averaged by overlap (like for like). Strata with one hat only drop out.
    """
    days: dict[int, _Cells] = {}
    for day, stratum, brand, value in ratings:
        cells = days.get(day)
        if cells is None:
            cells = days[day] = {}
        cell = cells.get(stratum)
        if cell is None:
            cell = cells[stratum] = [0, 0, 0, 0]
        at = 2 if brand else 0
        cell[at] += 1
        cell[at + 1] += value
    whole: _Cells = {}
    for cells in days.values():
        for stratum, (n_p, sum_p, n_b, sum_b) in cells.items():
            all_p, all_sum_p, all_b, all_sum_b = whole.get(stratum, _NOTHING)
            whole[stratum] = [all_p + n_p, all_sum_p + sum_p, all_b + n_b, all_sum_b + sum_b]
    found = _gap_without(whole, {})
    if found is None:
        return None
    return _spread(found, [left[0] for each in days.values() if (left := _gap_without(whole, each))])


def _gap_without(whole: _Cells, day: _Cells) -> tuple[float, float] | None:
    """The gap and its weight, a day's ratings taken out; None if no stratum has both hats left."""
    gap = weight = 0.0
    for stratum, (all_p, all_sum_p, all_b, all_sum_b) in whole.items():
        off_p, off_sum_p, off_b, off_sum_b = day.get(stratum, _NOTHING)
        n_p, n_b = all_p - off_p, all_b - off_b
        if n_p and n_b:
            overlap = n_p * n_b / (n_p + n_b)
            gap += overlap * ((all_sum_b - off_sum_b) / n_b - (all_sum_p - off_sum_p) / n_p)
            weight += overlap
    return (gap / weight, weight) if weight else None


def _spread(found: tuple[float, float], without: Sequence[float]) -> Jackknife:
    """A gap and its weight, with the variance that the gaps without one day each tell of."""
    gap, weight = found
    count = len(without)
    variance = 0.0
    if count > 1:
        variance = (count - 1) / count * math.fsum((each - gap) ** 2 for each in without)
    return Jackknife(gap, variance, count, weight)


def weighted_jackknife(ratings: Iterable[Weighted]) -> Jackknife | None:
    """The difference of weighted means and its delete-one-day jackknife; None if a hat has no weight.

    `weight` is formed of the effective numbers of ratings, (sum of weights)^2 / sum of their squares. With equal
    weights this is `jackknife` of one stratum.
    """
    whole = [0] * 6
    days: dict[int, list[int]] = {}
    for day, brand, value, weight in ratings:
        at = 3 if brand else 0
        for sums in (whole, days.setdefault(day, [0] * 6)):
            sums[at] += weight
            sums[at + 1] += weight * value
            sums[at + 2] += weight * weight
    found = _weighted_gap(whole)
    if found is None:
        return None
    left = (
        _weighted_gap([one - part for one, part in zip(whole, day, strict=True)]) for day in days.values()
    )
    return _spread(found, [each[0] for each in left if each])


def _weighted_gap(sums: Sequence[int]) -> tuple[float, float] | None:
    """The gap and its weight, of weights, weighted values and squared weights: personal's three, then brand's."""
    w_p, sum_p, squares_p, w_b, sum_b, squares_b = sums
    if not w_p or not w_b:
        return None
    n_p, n_b = w_p * w_p / squares_p, w_b * w_b / squares_b
    return sum_b / w_b - sum_p / w_p, n_p * n_b / (n_p + n_b)


def pooled_interval(
    now: Jackknife, earlier: Sequence[Jackknife] = (), *, level: float = 0.90, caution: int = CAUTION_DAYS
) -> GapInterval | None:
    """The interval of the gap `now`, its spread pooled with that of `earlier` weeks (METHOD 3.1).

    `caution` days of the usual spread are added to a spread that looks smaller; 0 gives the bare formula.
    None where no week has two days to compare: then nothing is known about the spread.
    """
    freedom = 0
    summed = 0.0
    for week in (now, *earlier):
        if week.days > 1:
            freedom += week.days - 1
            summed += (week.days - 1) * week.variance * week.weight
    if not freedom:
        return None
    spread = max(summed / freedom, ROUNDING_VARIANCE)
    if spread < USUAL_SPREAD:
        spread = (caution * USUAL_SPREAD + freedom * spread) / (caution + freedom)
    t = t_quantile((1 + level) / 2, freedom)
    half = t * math.sqrt(spread / now.weight)
    return GapInterval(max(-WIDEST, now.gap - half), min(WIDEST, now.gap + half), half, spread, t)


def ratings_missing(interval: GapInterval, half_width: float, ratings: int) -> int:
    """About how many more ratings would bring the half-width down to `half_width`; at least 1.

    Counted as if both hats were rated equally often from now on; `ratings` is how many there are.
    """
    needed = 4 * interval.spread * interval.t**2 / half_width**2
    return max(1, math.ceil(needed - ratings))
