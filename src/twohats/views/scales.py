"""Axes for estimates of any size: around no difference, with round numbers on it, logarithmic for ratios."""

from __future__ import annotations

from math import ceil, floor, isfinite, isnan, log10

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RATIO = 1.0
"""Around this value an axis is logarithmic: half as much and twice as much are equally far from it."""
BEYOND = 9.0
"""Where what has no end is placed: beyond every axis."""

_STEPS_A_SIDE = 3
_HALF_TENS = (2, 6)  # of a logarithmic axis: at least to a tenth and ten times, at most to a thousand times
_SPREAD = 4  # an interval may make the axis so many times longer than the estimates alone do
_ENDS_ROUNDED = 0.025  # of the reach: what ends so little beyond the axis ends on it
_SMALLEST, _LARGEST = 1e-9, 1e12


class Scale(NamedTuple):
    """An axis from -1 to 1, with no difference at 0."""

    around: float
    reach: float
    """How far it goes either way: in the unit of the values, or in powers of ten."""
    ticks: tuple[tuple[float, str], ...]
    """Places on it and the numbers that stand there, in order."""

    def place(self, value: float) -> float:
        """Where a value is, beyond -1 or 1 for one outside the axis, `BEYOND` for an infinite one."""
        if self.around == RATIO:
            distance = (
                log10(value) if 0 < value < float("inf") else BEYOND * self.reach * (1 if value > 0 else -1)
            )
        else:
            distance = value - self.around
        return min(max(distance / self.reach, -BEYOND), BEYOND)

    def is_beyond(self, place: float) -> bool:
        """Whether a place is not on the axis, apart from rounding."""
        return abs(place) > 1 + _ENDS_ROUNDED


def scale_of(
    estimates: Iterable[tuple[float | None, float | None, float | None]], around: float, least: float = 0.0
) -> Scale:
    """The axis for estimates (value, low, high); it goes at least `least` either way.

    Every estimate is on it, and every interval that is not many times as wide as they are far from no difference.
    """
    known = [estimate for estimate in estimates if None not in estimate]
    if around == RATIO:
        powers = [
            abs(log10(each)) for estimate in known for each in estimate if each and 0 < each < float("inf")
        ]
        lowest, highest = _HALF_TENS
        return _of_ratios(min(max(lowest, ceil(2 * max(powers, default=0.0) - 0.05)), highest))
    values = _distances([estimate[:1] for estimate in known], around)
    ends = _distances([estimate[1:] for estimate in known], around)
    inner = max(values, default=0.0)
    far = max(inner, min(max(ends, default=0.0), _SPREAD * inner or _LARGEST), least, _SMALLEST)
    return _of_differences(min(far, _LARGEST), around)


def _distances(numbers: Sequence[Sequence[float | None]], around: float) -> list[float]:
    return [abs(each - around) for some in numbers for each in some if each is not None and isfinite(each)]


def _of_ratios(half_tens: int) -> Scale:
    ticks = range(-half_tens, half_tens + 1)
    named = tuple((tick / half_tens, f"{float(f'{10 ** (tick / 2):.0e}'):g}") for tick in ticks)
    return Scale(RATIO, half_tens / 2, named)


def _of_differences(far: float, around: float) -> Scale:
    """Steps of 1, 2 or 5 and as many noughts as it takes, at most three either way."""
    power = 10.0 ** floor(log10(far / _STEPS_A_SIDE))
    step = next(each * power for each in (1, 2, 5, 10, 20) if far <= each * power * _STEPS_A_SIDE * 1.0125)
    count = max(ceil(far / step - 0.05), 1)
    ticks = tuple((at / count, f"{around + at * step:g}") for at in range(-count, count + 1))
    return Scale(around, count * step, ticks)


def has_interval(low: float | None, high: float | None) -> bool:
    """Whether there is something to draw: an interval, whatever its ends."""
    return low is not None and high is not None and not isnan(low) and not isnan(high)
