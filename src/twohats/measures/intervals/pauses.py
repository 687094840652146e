"""What a pause cost: the drop test, the least and most that was lost, and the flips of a coin (METHOD 5.2).

Counts are whole contacts of whole weeks. Losses are contacts a week, above 0 where fewer came in the pause.
"""

from __future__ import annotations

import math

from twohats.measures.intervals.distributions import (
    normal_quantile,
    poisson_lower,
    poisson_upper,
    t_cdf,
    t_quantile,
)
from twohats.measures.intervals.rates import Dispersion
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_PAIRS = 16
"""Of how many pairs all flips are looked at: 65,536 of them."""
DROP_LEVEL = 0.05
"""A drop is said when chance alone makes one at least as large no more often than this."""
BOUND_LEVEL = 0.90
"""The level of each of the two limits of a loss, one-sided."""
USUAL_VARIANCE = 1.3
"""Variance over mean that weeks are taken to have until they show their own."""
USUAL_WEEKS = 4
"""How many degrees of freedom that counts for."""


class Loss(NamedTuple):
    """What a pause cost a week, and how likely chance alone makes such a drop."""

    normal: float
    """Contacts in a week that was not silent."""
    silent: float
    """Contacts in a silent week."""
    p: float
    """One-sided: the chance of a drop at least as large where nothing is lost."""
    at_least: float
    at_most: float
    """One-sided 90 % limits of the loss; not below 0, and infinite where nothing can be said."""

    @property
    def fell(self) -> bool:
        """Whether there is a drop that chance hardly makes."""
        return self.p <= DROP_LEVEL


def pause_dispersion(*phases: Sequence[int]) -> Dispersion:
    """The unevenness of the weeks of each phase around its own mean, with a cautious start (METHOD 5.2).

    A phase without contacts says nothing about unevenness and adds neither to the sum nor to the degrees of freedom.
    """
    pearson = 0.0
    df = 0
    for counts in phases:
        total = sum(counts)
        if total:
            mean = total / len(counts)
            pearson += math.fsum((count - mean) ** 2 / mean for count in counts)
            df += len(counts) - 1
    phi = (USUAL_WEEKS * USUAL_VARIANCE + pearson) / (USUAL_WEEKS + df)
    return Dispersion(max(1.0, phi), USUAL_WEEKS + df)


def drop_statistic(normal: Sequence[int], silent: Sequence[int], phi: float) -> float:
    """Contacts of the silent weeks less their share of all, in standard deviations; 0 where there are none at all."""
    together = sum(normal) + sum(silent)
    share = len(silent) / (len(normal) + len(silent))
    if not together:
        return 0.0
    return (sum(silent) - together * share) / math.sqrt(phi * together * share * (1 - share))


def simple_pause(normal: Sequence[int], silent: Sequence[int]) -> Loss:
    """What a pause cost, from the contacts of each week before and after it, and of each silent week.

    The drop test takes the silent weeks' share of all contacts as binomial, widened by `phi` and with Student's t. The
    limits are MOVER's of a difference of two rates, from exact Poisson limits, widened alike. Raises ValueError without
    weeks of either.
    """
    if not normal or not silent:
        raise ValueError("a pause needs weeks with it and weeks without")
    phi, df = pause_dispersion(normal, silent)
    usual, paused = sum(normal) / len(normal), sum(silent) / len(silent)
    low, high = (_limits(weeks) for weeks in (normal, silent))
    stretch = math.sqrt(phi) * t_quantile(BOUND_LEVEL, df) / normal_quantile(BOUND_LEVEL)
    upwards = stretch * math.hypot(low[1] - usual, paused - high[0])
    downwards = stretch * math.hypot(usual - low[0], high[1] - paused)
    return Loss(
        usual,
        paused,
        t_cdf(drop_statistic(normal, silent, phi), df),
        max(0.0, usual - paused - downwards),
        max(0.0, usual - paused + upwards),
    )


def _limits(counts: Sequence[int]) -> tuple[float, float]:
    """The exact one-sided Poisson limits of the mean of a week."""
    total, weeks = sum(counts), len(counts)
    return poisson_lower(total, BOUND_LEVEL) / weeks, poisson_upper(total, BOUND_LEVEL) / weeks


def coin_pause(pairs: Sequence[tuple[int, int]], *, block_weeks: int = 1) -> Loss:
    """What silent blocks cost whose place in each pair a coin has drawn: (normal, silent) contacts of each pair.

    Exact whatever the demand does: under every loss c the signs of the differences less c are as the coin drew them.
    Flipping the pairs of a set S turns the sum round by their part, so a flip is at least as large exactly if the mean
    of S is at most c; the limits are order statistics of the means of all sets (Hartigan's typical values). Under 5
    pairs no drop can be said: B pairs never get below p = 1/2^B. Raises ValueError unless there are 1 to `MOST_PAIRS`.
    """
    if not 1 <= len(pairs) <= MOST_PAIRS:
        raise ValueError(f"1 to {MOST_PAIRS} pairs can be judged, not {len(pairs)}")
    sets = _sets([normal - silent for normal, silent in pairs])
    ways = 1 << len(pairs)
    # The set of no pairs is at least as large as what was seen under every loss, and at most as large too.
    as_large = 1 + sum(count for (_, part), count in sets.items() if part <= 0)
    wanted = int((1 - BOUND_LEVEL) * ways + 1e-9)
    means = sorted((part / size, count) for (size, part), count in sets.items())
    weeks = len(pairs) * block_weeks
    return Loss(
        sum(normal for normal, _ in pairs) / weeks,
        sum(silent for _, silent in pairs) / weeks,
        as_large / ways,
        max(0.0, _nth(means, wanted) / block_weeks) if wanted else 0.0,
        max(0.0, _nth(reversed(means), wanted) / block_weeks) if wanted else math.inf,
    )


def _sets(differences: Sequence[int]) -> dict[tuple[int, int], int]:
    """How many sets of pairs, that of none left out, have a size and a sum: 2^B sets, but few of these."""
    sets = {(0, 0): 1}
    for difference in differences:
        for (size, part), count in list(sets.items()):
            key = size + 1, part + difference
            sets[key] = sets.get(key, 0) + count
    del sets[0, 0]
    return sets


def _nth(means: Iterable[tuple[float, int]], wanted: int) -> float:
    """The mean at which so many sets are reached."""
    for mean, count in means:
        wanted -= count
        if wanted <= 0:
            return mean
    raise AssertionError("there are more sets than are wanted")
