"""How often the interval of one rate per hour holds the truth (METHOD 3.2): weekly counts whose truth is known.

    python benchmarks/rates.py [--journals 700] [--first 1]

Even weeks (Poisson), good and bad ones (the rate times a gamma of shape 2) and bursts (one occasion brings 1, 2, 3 … at
once, 2 on average). Hours vary by about two fifths. Ends with code 1 if any cell in which at least a third of the
journals show an interval is under 85 %.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from typing import TYPE_CHECKING, NamedTuple

from twohats.measures.intervals.rates import rate_interval
from twohats.measures.returns import LEAST_RETURNS

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("even", "good and bad", "bursts")
WEEKS = (4, 8, 12, 26)
RATES = (0.1, 0.3, 1.0, 2.0)
HOURS = (1.0, 4.0)
LEAST_SHOWN = 1 / 3
LEAST = 0.85


class Cell(NamedTuple):
    """One kind of journal, and how often its interval was shown and held the truth."""

    kind: str
    weeks: int
    rate: float
    hours: float
    shown: float
    held: float
    """Of those shown."""


def poisson(chance: random.Random, mean: float) -> int:
    """A Poisson count: the arrivals of a unit of time."""
    count, passed = 0, chance.expovariate(1.0)
    while passed < mean:
        count, passed = count + 1, passed + chance.expovariate(1.0)
    return count


def came(chance: random.Random, kind: str, mean: float) -> int:
    """The returns of one week."""
    if kind == "even":
        return poisson(chance, mean)
    if kind == "bursts":
        each = (
            1 + int(math.log(1 - chance.random()) / math.log(0.5)) for _ in range(poisson(chance, mean / 2))
        )
        return sum(each)
    return poisson(chance, mean * chance.gammavariate(2, 0.5))


def cell(kind: str, weeks: int, rate: float, hours: float, journals: int, first: int) -> Cell:
    """Many journals of one kind."""
    chance = random.Random(f"{kind} {weeks} {rate} {hours} {first}")
    shown = held = 0
    for _ in range(journals):
        spent = [hours * chance.lognormvariate(0, 0.4) for _ in range(weeks)]
        series = [(came(chance, kind, rate * each), each) for each in spent]
        count = sum(returns for returns, _ in series)
        if count >= LEAST_RETURNS:
            low, high = rate_interval(series, count, count)
            shown += 1
            held += low <= rate <= high
    return Cell(kind, weeks, rate, hours, shown / journals, held / shown if shown else math.nan)


def cells(journals: int, first: int) -> Iterator[Cell]:
    """Every kind of journal."""
    for kind in KINDS:
        for weeks in WEEKS:
            for rate in RATES:
                for hours in HOURS:
                    yield cell(kind, weeks, rate, hours, journals, first)


def main() -> int:
    """Print the table; 1 if any cell is outside of the limits."""
    parser = argparse.ArgumentParser(description="coverage of the interval of one rate per hour")
    parser.add_argument("--journals", type=int, default=700)
    parser.add_argument("--first", type=int, default=1)
    args = parser.parse_args()
    judged = []
    print(f"{'weeks':<14}{'n':>4}{'rate':>6}{'hours':>7}{'shown':>8}{'held':>8}")
    for each in cells(args.journals, args.first):
        print(
            f"{each.kind:<14}{each.weeks:>4}{each.rate:>6}{each.hours:>7}{each.shown:>8.0%}{each.held:>8.1%}"
        )
        judged += [each.held] if each.shown >= LEAST_SHOWN else []
    print(f"held, where at least a third is shown: {min(judged):.1%} to {max(judged):.1%}")
    return int(min(judged) < LEAST)


if __name__ == "__main__":
    sys.exit(main())
