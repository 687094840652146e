"""How often a pause is judged rightly where its truth is known: `python benchmarks/pauses.py [--runs 1000]`.

Weeks of contacts are drawn, a share of them lost in the silent weeks, and what `measures.intervals.pauses` says is held
against that (METHOD 5.2). Exit code 1 if a "cost you at most" up to 5 contacts a week holds less often than `LOWEST`,
or a drop is said more often than `FALSE_DROPS` where nothing is lost; drifting demand is printed and not judged,
since no pause can be told from it (which is what the coin is for). `cells` is for other programs.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from typing import NamedTuple

from twohats.measures.intervals.pauses import Loss, coin_pause, simple_pause

LOWEST = 0.85
MOST_JUDGED = 5.0
"""Contacts a week up to which a simple pause is to keep `LOWEST`; above, the planner offers the coin."""
FALSE_DROPS = 0.06
LEAST_COIN = 2.0
"""Contacts a week from which on the coin's bound is to keep `LOWEST`, up to half of them lost."""

DEMANDS = ("poisson", "uneven", "drift", "decline")
"""Even weeks; a variance of m + m^2/3; a mean that wanders by 15 % a week; one that falls by 6 % a week."""
RATES = (0.5, 1.0, 2.0, 5.0, 10.0)
LOSSES = (0.0, 0.5, 1.0)


class Cell(NamedTuple):
    """One kind of pause in one kind of weeks."""

    design: str
    """`2 weeks`, `4 weeks`, `coin 5`, `coin 8`, `coin 6x2` (fortnights)."""
    demand: str
    a_week: float
    lost: float
    """The share of contacts that are lost in silent weeks."""


class Result(NamedTuple):
    """What was said in one cell."""

    cell: Cell
    runs: int
    held: float
    """Share of "at most" that hold the true loss."""
    fell: float
    """Share with a drop said; where nothing is lost, a false one."""
    at_most: float
    """The middle "at most", contacts a week."""

    @property
    def judged(self) -> bool:
        """Whether it must keep the limits."""
        cell = self.cell
        if cell.demand in ("drift", "decline"):
            return cell.design.startswith("coin") and not cell.lost
        if cell.design.startswith("coin"):
            return cell.a_week >= LEAST_COIN and cell.lost <= 0.5
        return cell.a_week <= MOST_JUDGED

    @property
    def kept(self) -> bool:
        """Whether it keeps them; those of fewer runs with as much more room as chance may take."""
        room = 2 * math.sqrt(LOWEST * (1 - LOWEST) / self.runs)
        if not self.judged:
            return True
        bound = self.held >= LOWEST - room or self.cell.demand in ("drift", "decline")
        return bound and (self.cell.lost > 0 or self.fell <= FALSE_DROPS + room / 2)


def cells() -> list[Cell]:
    """Every cell of the study."""
    simple = product(("2 weeks", "4 weeks"), DEMANDS, RATES, LOSSES)
    coin = product(("coin 5", "coin 8", "coin 6x2"), DEMANDS, RATES, LOSSES)
    return [Cell(*each) for each in (*simple, *coin)]


def study(cell: Cell, runs: int, first: int = 1) -> Result:
    """Pauses of one cell, judged. The same seeds give the same result."""
    rng = random.Random(f"{cell} {first}")
    held = fell = 0
    bounds = []
    for _ in range(runs):
        loss, truth = _coin(cell, rng) if cell.design.startswith("coin") else _simple(cell, rng)
        held += loss.at_most >= truth - 1e-9
        fell += loss.fell
        bounds.append(loss.at_most)
    return Result(cell, runs, held / runs, fell / runs, sorted(bounds)[runs // 2])


def _simple(cell: Cell, rng: random.Random) -> tuple[Loss, float]:
    """Four weeks, the pause, four weeks; and what the pause really cost a week."""
    weeks = int(cell.design[0])
    means = _means(cell, rng, 8 + weeks)
    silent = range(4, 4 + weeks)
    counts = [
        _count(mean * (1 - cell.lost * (week in silent)), cell.demand, rng) for week, mean in enumerate(means)
    ]
    truth = cell.lost * sum(means[week] for week in silent) / weeks
    return simple_pause(
        [counts[w] for w in range(8 + weeks) if w not in silent], [counts[w] for w in silent]
    ), truth


def _coin(cell: Cell, rng: random.Random) -> tuple[Loss, float]:
    number, _, long = cell.design.removeprefix("coin ").partition("x")
    pairs, block = int(number), int(long or 1)
    means = _means(cell, rng, 2 * pairs * block)
    found, truth = [], 0.0
    for pair in range(pairs):
        blocks = [range((2 * pair + half) * block, (2 * pair + half + 1) * block) for half in (0, 1)]
        rng.shuffle(blocks)
        normal = sum(_count(means[week], cell.demand, rng) for week in blocks[0])
        silent = sum(_count(means[week] * (1 - cell.lost), cell.demand, rng) for week in blocks[1])
        truth += cell.lost * sum(means[week] for week in blocks[1])
        found.append((normal, silent))
    return coin_pause(found, block_weeks=block), truth / (pairs * block)


def _means(cell: Cell, rng: random.Random, weeks: int) -> list[float]:
    """What would come each week if nothing were paused."""
    means, level = [], math.log(cell.a_week)
    for _ in range(weeks):
        means.append(math.exp(level))
        level += rng.gauss(0, 0.15) if cell.demand == "drift" else math.log(0.94) * (cell.demand == "decline")
    return means


def _count(mean: float, demand: str, rng: random.Random) -> int:
    if demand == "uneven":
        mean *= rng.gammavariate(3, 1 / 3)
    count, waited = 0, rng.expovariate(1)
    while waited < mean:
        count += 1
        waited += rng.expovariate(1)
    return count


def results(runs: int, first: int = 1, wanted: list[Cell] | None = None) -> list[Result]:
    """The whole study, on two cores."""
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(partial(study, runs=runs, first=first), wanted or cells(), chunksize=4))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=1000, help="pauses a cell")
    parser.add_argument("--first", type=int, default=1, help="the seed")
    args = parser.parse_args()
    found = results(args.runs, args.first)
    print(f"{'pause':9} {'weeks':8} {'a week':>6} {'lost':>5} {'holds':>6} {'falls':>6} {'at most':>8}")
    for each in found:
        cell = each.cell
        mark = "" if each.kept else "  outside"
        print(
            f"{cell.design:9} {cell.demand:8} {cell.a_week:6} {cell.lost:5.0%} {each.held:6.1%} {each.fell:6.1%}"
            f" {each.at_most:8.2f}{mark}{'' if each.judged else '  (not judged)'}"
        )
    return int(not all(each.kept for each in found))


if __name__ == "__main__":
    sys.exit(main())
