"""What a pause could show, worked out before it is begun (METHOD 5.3).

Not a table but a computation, since design, rate and unevenness are the user's own: pauses are drawn with one fixed
seed, so that the same question has the same answer. A power drawn so is known to 1.3 points, a loss to about 2 in 100.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from random import Random

from twohats.measures.intervals.distributions import t_quantile
from twohats.measures.intervals.pauses import (
    DROP_LEVEL,
    coin_pause,
    drop_statistic,
    pause_dispersion,
    simple_pause,
)
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUNS = 1000
BOUND_RUNS = 200
"""Of how many of the runs the middle "at most" is taken."""
SEED = 53
POWER = 0.8
"""The share of pauses that must find a loss."""
MOST_CONTACTS = 1000.0
"""Contacts a week above which no more are drawn: every loss that could matter shows long before."""
BASE_WEEKS = 8
"""Weeks that a simple pause is held against: four before, four after."""


class Shows(NamedTuple):
    """What a design could show at so many contacts a week."""

    loss: float | None
    """The smallest loss that is found 4 times in 5, as a share of the contacts; None where not even the loss of
    all would be."""
    at_most: float
    """The middle "at most" (contacts a week) where nothing is lost; infinite where none could be said."""


def simple_shows(a_week: float, weeks: int, *, variance: float = 1.0) -> Shows:
    """What a simple pause of so many weeks could show; `variance` is that of the weeks over their mean."""
    scale = max(1.0, a_week / MOST_CONTACTS)
    draw = _Weeks(a_week / scale, max(1.0, variance / scale))
    base = [draw.luck(BASE_WEEKS) for _ in range(RUNS)]
    luck = [draw.luck(weeks) for _ in range(RUNS)]
    normal = [draw.counts(each) for each in base]
    critical = {df: t_quantile(DROP_LEVEL, df) for df in range(1, BASE_WEEKS + weeks + 5)}

    def power(loss: float) -> float:
        runs = zip(normal, (draw.counts(each, loss) for each in luck), strict=True)
        return sum(_falls(usual, silent, critical) for usual, silent in runs) / RUNS

    bounds = [simple_pause(normal[run], draw.counts(luck[run])).at_most for run in range(BOUND_RUNS)]
    return Shows(_smallest(power), scale * _middle(bounds))


def coin_shows(a_week: float, pairs: int, *, block_weeks: int = 1, variance: float = 1.0) -> Shows:
    """What so many pairs of blocks could show, one of each pair silent as a coin has drawn."""
    scale = max(1.0, a_week / MOST_CONTACTS)
    draw = _Weeks(a_week / scale * block_weeks, max(1.0, variance / scale))
    base = [draw.luck(pairs) for _ in range(RUNS)]
    luck = [draw.luck(pairs) for _ in range(RUNS)]
    normal = [draw.counts(each) for each in base]
    most = DROP_LEVEL * (1 << pairs)

    def power(loss: float) -> float:
        silent = (draw.counts(each, loss) for each in luck)
        return sum(_as_large(usual, less) <= most for usual, less in zip(normal, silent, strict=True)) / RUNS

    bounds = [
        coin_pause(
            list(zip(normal[run], draw.counts(luck[run]), strict=True)), block_weeks=block_weeks
        ).at_most
        for run in range(BOUND_RUNS)
    ]
    return Shows(_smallest(power) if most >= 1 else None, scale * _middle(bounds))


def _falls(normal: Sequence[int], silent: Sequence[int], critical: dict[int, float]) -> bool:
    """Whether the drop test of a simple pause speaks."""
    phi, df = pause_dispersion(normal, silent)
    return drop_statistic(normal, silent, phi) <= critical[df]


def _as_large(normal: Sequence[int], silent: Sequence[int]) -> int:
    """How many flips of the pairs give a sum at least as large: a hundred times as fast as `coin_pause`.

    They are the sets of pairs whose sum is 0 or less. The sets of each sum are the coefficients of a product of
    (1 + x^d), kept as the digits of one long number; the remainder by digit - 1 adds the digits up.
    """
    digit = len(normal) + 1
    product, zero = 1, 0
    for usual, less in zip(normal, silent, strict=True):
        product += product << abs(usual - less) * digit
        zero += max(0, less - usual)
    return (product & ((1 << (zero + 1) * digit) - 1)) % ((1 << digit) - 1)


def _smallest(power: Callable[[float], float]) -> float | None:
    """The smallest loss, to 1 in 100, that is found often enough. More loss must be found more often."""
    low, high = 0, 100
    if power(1.0) < POWER:
        return None
    while high - low > 1:
        half = (low + high) // 2
        low, high = (low, half) if power(half / 100) >= POWER else (half, high)
    return high / 100


def _middle(bounds: list[float]) -> float:
    return sorted(bounds)[len(bounds) // 2]


class _Weeks:
    """Counts of weeks: Poisson, or negative binomial where they vary more than that.

    Every count is the quantile of one number of luck, so that of two losses the larger one never leaves more.
    """

    def __init__(self, mean: float, variance: float) -> None:
        self._mean = mean
        self._variance = variance
        self._random = Random(SEED)
        self._tables: dict[float, list[float]] = {}

    def luck(self, weeks: int) -> list[float]:
        return [self._random.random() for _ in range(weeks)]

    def counts(self, luck: Sequence[float], loss: float = 0.0) -> list[int]:
        if loss not in self._tables:
            self._tables[loss] = _distribution(self._mean * (1 - loss), self._variance)
        return [bisect_left(self._tables[loss], each) for each in luck]


def _distribution(mean: float, variance: float) -> list[float]:
    """P(count <= k) for k = 0, 1, … until what is left no longer matters."""
    if mean <= 0:
        return [1.0]
    spread = math.sqrt(mean * variance)
    first = max(0, int(mean - 12 * spread))
    if variance > 1:
        size, failure = mean / (variance - 1), 1 - 1 / variance
        log_term = math.lgamma(size + first) - math.lgamma(size) + first * math.log(failure)
        log_term -= size * math.log(variance)
    else:
        size, failure = 0.0, 0.0
        log_term = first * math.log(mean) - mean
    term = math.exp(log_term - math.lgamma(first + 1))
    total, table, k = 0.0, [0.0] * first, first
    while total < 1 - 1e-12 and k < mean + 40 * (spread + variance):
        total += term
        table.append(total)
        term *= ((size + k) * failure if failure else mean) / (k + 1)
        k += 1
    return [*table, 1.0]
