"""The conditional slope of weekly counts: does an hour bring less in a longer week, or less than it did (METHOD 4).

The level is removed by conditioning on the sum of the counts, so that no logarithm of a zero is taken and nothing is
added to a count:

    p(week) proportional to base * exp(slope * x)        solved for: sum of count * x / N = sum of p * x

With base 1 and x = ln(hours) the slope is the elasticity b of the counts; with base = hours and x = the number of the
week it is the change g of the logarithm of an hour's returns, a week.
"""

from __future__ import annotations

import math

from twohats.measures.intervals.distributions import t_quantile
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_WEEKS = 3
"""Below that there is no degree of freedom left for the unevenness of the weeks."""
_MOST_DOUBLINGS = 200
_MOST_HALVINGS = 200


class Slope(NamedTuple):
    """A slope with what its limits are made of."""

    value: float
    error: float
    """Standard error, the unevenness of the weeks included."""
    phi: float
    """Variance over mean of the counts around the fitted ones, not under 1."""
    df: int

    def upper(self, level: float = 0.95) -> float:
        """The one-sided upper limit."""
        return self.value + t_quantile(level, self.df) * self.error

    def lower(self, level: float = 0.95) -> float:
        """The one-sided lower limit."""
        return self.value - t_quantile(level, self.df) * self.error


def elasticity(weeks: Sequence[tuple[float, float]]) -> Slope | None:
    """The power b of the hours that the returns grow with, from (returns, hours) a week (METHOD M15).

    It is also what the last hour brings, as a part of what the average hour does. Weeks without hours do not count.
    """
    worked = [(count, hours) for count, hours in weeks if hours > 0]
    return count_slope(
        [count for count, _ in worked], [1.0] * len(worked), [math.log(hours) for _, hours in worked]
    )


def fade(weeks: Sequence[tuple[float, float, float]]) -> Slope | None:
    """The change g a week of the logarithm of an hour's returns (METHOD M16).

    A week is (returns, hours, number of the week), numbers growing with time. Weeks without hours do not count.
    """
    worked = [each for each in weeks if each[1] > 0]
    return count_slope(
        [each[0] for each in worked], [each[1] for each in worked], [each[2] for each in worked]
    )


def count_slope(counts: Sequence[float], bases: Sequence[float], positions: Sequence[float]) -> Slope | None:
    """The slope of `counts` over `positions` beside `bases`, given their sum.

    None where there is no such slope: under three weeks, no returns, all positions equal, or all returns at one end
    of the positions, which a steeper slope always explains better. Raises ValueError for a count below 0 or a base
    that is not above 0.
    """
    if any(count < 0 for count in counts) or not all(base > 0 for base in bases):
        raise ValueError("counts are 0 or more, and bases above 0")
    total = math.fsum(counts)
    if len(counts) < LEAST_WEEKS or total <= 0:
        return None
    middle = math.fsum(positions) / len(positions)
    centred = [position - middle for position in positions]
    low, high = min(centred), max(centred)
    if low == high or all(count == 0 or x == low for count, x in zip(counts, centred, strict=True)):
        return None
    if all(count == 0 or x == high for count, x in zip(counts, centred, strict=True)):
        return None
    logs = [math.log(base) for base in bases]
    wanted = math.fsum(count / total * x for count, x in zip(counts, centred, strict=True))
    slope = _root(logs, centred, wanted)
    shares = _shares(logs, centred, slope)
    mean = math.fsum(share * x for share, x in zip(shares, centred, strict=True))
    variance = math.fsum(share * (x - mean) ** 2 for share, x in zip(shares, centred, strict=True))
    df = len(counts) - 2
    phi = max(1.0, _pearson(counts, shares, total) / df)
    if variance <= 0:
        return None
    return Slope(slope, math.sqrt(phi / (total * variance)), phi, df)


def _shares(logs: Sequence[float], positions: Sequence[float], slope: float) -> list[float]:
    """The share of every week under a slope; the largest term is 1, so that nothing overflows."""
    heights = [log + slope * x for log, x in zip(logs, positions, strict=True)]
    highest = max(heights)
    terms = [math.exp(height - highest) for height in heights]
    whole = math.fsum(terms)
    return [term / whole for term in terms]


def _root(logs: Sequence[float], positions: Sequence[float], wanted: float) -> float:
    """The slope under which the mean position is `wanted`, by bisection: the mean grows with the slope."""

    def short(slope: float) -> bool:
        shares = _shares(logs, positions, slope)
        return math.fsum(share * x for share, x in zip(shares, positions, strict=True)) < wanted

    high = 1.0 / (max(positions) - min(positions))
    if not short(0.0):
        high = -high
    grows = high > 0
    low = 0.0
    for _ in range(_MOST_DOUBLINGS):
        if short(high) != grows:
            break
        low, high = high, 2 * high
    low, high = min(low, high), max(low, high)
    for _ in range(_MOST_HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if short(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _pearson(counts: Sequence[float], shares: Sequence[float], total: float) -> float:
    """Pearson's statistic of the counts around their shares; a week of no share at all has no count either."""
    return math.fsum(
        (count - total * share) ** 2 / (total * share)
        for count, share in zip(counts, shares, strict=True)
        if share > 0
    )
