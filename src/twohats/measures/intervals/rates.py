"""Returns per hour: the ratio of two hats, a share, and the limits of one rate (METHOD 3.2).

Returns come in bursts and weeks differ, so every interval here is widened by the overdispersion of the weeks.
"""

from __future__ import annotations

import math

from twohats.measures.intervals.distributions import (
    normal_quantile,
    poisson_lower,
    poisson_upper,
    t_quantile,
)
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

BURST_VARIANCE = 1.5
"""Variance over mean that a single rate is taken to have, where there are no weeks to see it from."""


class Dispersion(NamedTuple):
    """The overdispersion of the weeks: their variation compared with pure chance."""

    phi: float
    """Variance over mean, not under 1."""
    df: int
    """Degrees of freedom it rests on; 0 or less when it rests on nothing."""


class RatioInterval(NamedTuple):
    """Returns per hour of the second hat over those of the first."""

    value: float
    """Infinite when the first hat has no returns."""
    low: float
    high: float
    """Infinite when the first hat has no returns."""
    dispersion: Dispersion


def dispersion(*hats: Sequence[tuple[float, float]]) -> Dispersion:
    """Pearson's statistic over its degrees of freedom, over the weeks with hours of all `hats` together.

    A hat without returns says nothing about unevenness and adds neither to the one nor to the other.
    """
    pearson = 0.0
    df = 0
    for weeks in hats:
        worked = [(count, hours) for count, hours in weeks if hours > 0]
        returns = math.fsum(count for count, _ in worked)
        if returns <= 0:
            continue
        rate = returns / math.fsum(hours for _, hours in worked)
        pearson += math.fsum((count - rate * hours) ** 2 / (rate * hours) for count, hours in worked)
        df += len(worked) - 1
    return Dispersion(max(1.0, pearson / df) if df > 0 else 1.0, df)


def share_interval(part: float, whole: float, z2: float) -> tuple[float, float]:
    """Wilson's interval of the share `part` of `whole`.

    `z2` is the square of the quantile: z * z for a plain count, phi * t * t where weeks are uneven. Raises
    ValueError unless 0 <= part <= whole and whole > 0.
    """
    if not (0 <= part <= whole and whole > 0):
        raise ValueError(f"{part} is not a part of {whole}")
    p = part / whole
    centre = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    half = math.sqrt(z2) / (1 + z2 / whole) * math.sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole))
    low = centre - half if part > 0 else 0.0
    high = centre + half if part < whole else 1.0
    return max(0.0, low), min(1.0, high)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def rate_ratio(
    first: Sequence[tuple[float, float]],
    second: Sequence[tuple[float, float]],
    *,
    level: float = 0.90,
    least_phi: float = 1.0,
) -> RatioInterval | None:
    """Returns per hour of `second` over `first`, each a list of (returns, hours) a week (METHOD 3.2).

    The interval is Wilson's for the share of returns that are the second hat's, z * z widened to phi * t * t,
    turned into a ratio by the hours. `least_phi` is a dispersion known from elsewhere than the weeks. None where a
    hat has no hours, nothing came back, or nothing is known about the unevenness of weeks.
    """
    hours_1, hours_2 = (math.fsum(hours for _, hours in weeks if hours > 0) for weeks in (first, second))
    count_1, count_2 = (math.fsum(k for k, hours in weeks if hours > 0) for weeks in (first, second))
    spread = dispersion(first, second)
    if hours_1 <= 0 or hours_2 <= 0 or count_1 + count_2 <= 0 or spread.df <= 0:
        return None
    z2 = max(spread.phi, least_phi) * t_quantile((1 + level) / 2, spread.df) ** 2
    low, high = share_interval(count_2, count_1 + count_2, z2)
    per_hour = hours_1 / hours_2
    value = count_2 / count_1 * per_hour if count_1 else math.inf
    return RatioInterval(value, _odds(low) * per_hour, _odds(high) * per_hour, spread)


def at_most(count: int, hours: float, *, level: float = 0.95, variance: float = BURST_VARIANCE) -> float:
    """The upper limit of the rate per hour: the exact one-sided Poisson limit over the hours.

    Beyond `count` the limit is stretched by the root of `variance` (over mean) for bursts; where nothing came there was
    no burst to allow for, and the limit is the exact one (3.0 / hours at 95 %). Raises ValueError without hours.
    """
    if not hours > 0:
        raise ValueError("a rate needs hours")
    limit = poisson_upper(count, level)
    if count:
        limit = count + math.sqrt(variance) * (limit - count)
    return limit / hours


def at_least(count: int, hours: float, *, level: float = 0.95, variance: float = BURST_VARIANCE) -> float:
    """The lower limit of the rate per hour: the exact one-sided Poisson limit, stretched as in `at_most`.

    Both limits at 95 % are the ends of a 90 % interval. Raises ValueError without hours.
    """
    if not hours > 0:
        raise ValueError("a rate needs hours")
    limit = count - math.sqrt(variance) * (count - poisson_lower(count, level))
    return max(0.0, limit) / hours


def rate_interval(
    weeks: Sequence[tuple[float, float]], least: int, most: int, *, level: float = 0.90
) -> tuple[float, float]:
    """The rate per hour of one group over weeks of (returns, hours): both ends of its interval.

    The exact Poisson limits of a count, stretched by the root of the variance over mean that the weeks have, and by
    Student's t over z for the weeks it is known from. It is never taken to be under 1.5: few weeks look even by
    chance. The lower end is that of the count `least`, the upper one of `most`; they differ where it is not known of
    some returns whether they are the group's. No returns have no bursts, and their limit is the exact one. Raises
    ValueError without hours.
    """
    side = (1 + level) / 2
    high = rate_at_most(weeks, most, level=side)
    if not least:
        return 0.0, high
    low = least - _stretch(weeks, side) * (least - poisson_lower(least, side))
    return max(0.0, low) / math.fsum(spent for _, spent in weeks), high


def rate_at_most(weeks: Sequence[tuple[float, float]], most: int, *, level: float = 0.95) -> float:
    """The upper end of `rate_interval` by itself, one-sided: 0.95 is that of a 90 % interval."""
    hours = math.fsum(spent for _, spent in weeks)
    if not hours > 0:
        raise ValueError("a rate needs hours")
    above = poisson_upper(most, level) - most
    return (most + (_stretch(weeks, level) if most else 1.0) * above) / hours


def _stretch(weeks: Sequence[tuple[float, float]], side: float) -> float:
    """How much wider the limits are than those of even weeks."""
    spread = dispersion(weeks)
    stretch = math.sqrt(max(BURST_VARIANCE, spread.phi))
    return stretch * t_quantile(side, spread.df) / normal_quantile(side) if spread.df > 0 else stretch
