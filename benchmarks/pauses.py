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
    """`2 weeks`, `4 weeks`, `coin 5`, `coin 8`, `coin 6x2` (fortnights); `4 or less` is a pause of four weeks that is
    broken off after two or three if less than half of the usual came in them."""
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
    simple = product(("2 weeks", "4 weeks", "4 or less"), DEMANDS, RATES, LOSSES)
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
    lost = [cell.lost if 4 <= week < 4 + weeks else 0.0 for week in range(8 + weeks)]
    counts = [_count(mean * (1 - part), cell.demand, rng) for mean, part in zip(means, lost, strict=True)]
    if cell.design == "4 or less":
        usual = sum(counts[:4]) / 4
        weeks = next((n for n in (2, 3) if sum(counts[4 : 4 + n]) < n * usual / 2), weeks)
    truth = cell.lost * sum(means[4 : 4 + weeks]) / weeks
    return simple_pause([*counts[:4], *counts[-4:]], counts[4 : 4 + weeks]), truth


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


def summary(found: list[Result]) -> list[str]:
    """A line for each design and demand: the lowest and highest coverage, the most false drops, of what is judged."""
    lines = []
    for design, demand in dict.fromkeys((each.cell.design, each.cell.demand) for each in found):
        rows = [each for each in found if (each.cell.design, each.cell.demand) == (design, demand)]
        held = [each.held for each in rows if each.cell.a_week <= MOST_JUDGED]
        false = [each.fell for each in rows if not each.cell.lost]
        outside = sum(not each.kept for each in rows)
        lines.append(
            f"{design:9} {demand:8} at most holds {min(held):6.1%} to {max(held):6.1%}  false drops up to "
            f"{max(false):5.1%}{f'  {outside} outside' if outside else ''}"
        )
    return lines


def main() -> int:
    """Print what every design comes to; `--all` prints every cell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=1000, help="pauses a cell")
    parser.add_argument("--first", type=int, default=1, help="the seed")
    parser.add_argument("--all", action="store_true", help="every cell")
    args = parser.parse_args()
    found = results(args.runs, args.first)
    for each in found if args.all else ():
        cell = each.cell
        print(
            f"{cell.design:9} {cell.demand:8} {cell.a_week:4} a week, {cell.lost:4.0%} lost: holds {each.held:6.1%}, "
            f"falls {each.fell:6.1%}, at most {each.at_most:5.2f}{'' if each.kept else '  outside'}"
            f"{'' if each.judged else '  (not judged)'}"
        )
    print("\n".join(summary(found)))
    return int(not all(each.kept for each in found))


if __name__ == "__main__":
    sys.exit(main())
