"""How often the slopes of METHOD 4 say what is not so: weeks whose truth is known, through the gates of the product.

    python benchmarks/slopes.py [--journals 300] [--first 1]

108 designs for saturation: hours that vary by themselves by 35 or 60 %, or half and double in turn; 8, 12 or 26 weeks;
1, 3 or 10 returns a week; Poisson or negative binomial counts (variance mean + mean^2 / 2); steady demand, or one
that drifts. Hours are logged with an error of 15 %. 72 for fade: mean lags of 1.5, 7 and 20 days. So many journals of
each design; the command ends with code 1 if a row is outside of its limit. Two more designs go the whole way, from
written lines through tracing, with the journals of `simulator.py`: 28 weeks, hours uneven or high and low in turn.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.simulator import MONDAY, Wishes, simulate

from twohats.format.calendar import Week
from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
from twohats.measures.evidence import settle
from twohats.measures.returns import all_credits, trace_returns
from twohats.measures.slopes import (
    FELL,
    NO_SIGN,
    SATURATING,
    Worked,
    elasticity_of,
    fade_of,
    hours_by_week,
    settled_weeks,
    worked_weeks,
)
from twohats.measures.timeline import timeline_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HOURS = ("natural 35", "natural 60", "half-double")
WEEKS = (8, 12, 26)
RATES = (1.0, 3.0, 10.0)
COUNTS = ("poisson", "negative binomial")
LAGS = (1.5, 7.0, 20.0)
FADE_RATES = (3.0, 7.0)
USUAL_HOURS = 6.0
HOURS_ERROR = 0.15
RIPE_DAYS = 14
DRIFT = (0.7, 0.3)
"""How much of a week's demand stays in the next, and the standard deviation of its logarithm."""
MOST_SATURATING = 0.05
MOST_NO_SIGN = 0.05
MOST_FELL = 0.06
"""The most false statements that are asked for."""
MOST_DRIFTING = 0.10
"""The same for "fell" where demand drifts, over all such designs: what an hour brought did fall there, for a time, and
"fell" claims no more."""
_ERRORS = 2.0
"""How many standard errors of the simulation a mean over designs may be above what is asked for."""
_WORST_ERRORS = 3.0
"""The same for the worst of some dozens of designs."""
_ENOUGH = 100
"""Journals of a design from which on a single design is judged."""


@dataclass(frozen=True, slots=True)
class Design:
    """What the weeks are like."""

    hours: str
    weeks: int
    rate: float
    """Returns in a usual week."""
    counts: str
    drifting: bool = False
    power: float = 1.0
    """What the returns grow with the hours by: the true b."""
    change: float = 0.0
    """The true g: change a week of the logarithm of an hour's returns."""
    lag: float = 0.0
    """Mean days from the hour to the return; 0 for at once."""


@dataclass(slots=True)
class Said:
    """What was said of so many journals."""

    journals: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)

    def add(self, verdict: str) -> None:
        """Count one journal; the empty verdict is silence."""
        self.journals += 1
        self.verdicts[verdict] = self.verdicts.get(verdict, 0) + 1

    def share(self, *verdicts: str) -> float:
        """The share of the journals with one of the verdicts."""
        return sum(self.verdicts.get(each, 0) for each in verdicts) / self.journals if self.journals else 0.0

    @property
    def spoken(self) -> float:
        """The share that is not silent."""
        return 1 - self.share("")


def poisson(rng: random.Random, mean: float) -> int:
    """A Poisson number by counting exponential waits; the means here are small."""
    count, waited = 0, rng.expovariate(1)
    while waited < mean:
        count += 1
        waited += rng.expovariate(1)
    return count


def made_weeks(rng: random.Random, design: Design) -> list[Worked]:
    """The ripe weeks of a journal, as `measures.slopes.worked_weeks` gives them."""
    found = []
    stays, spread = DRIFT
    demand = rng.gauss(0, spread)
    for number in range(design.weeks):
        hours = _hours(rng, design, number)
        mean = design.rate * (hours / USUAL_HOURS) ** design.power * math.exp(design.change * number)
        if design.drifting:
            mean *= math.exp(demand)
            demand = stays * demand + math.sqrt(1 - stays**2) * rng.gauss(0, spread)
        if design.counts == "negative binomial":
            mean *= rng.gammavariate(2, 0.5)
        count = poisson(rng, mean)
        if design.lag:
            count = sum(rng.expovariate(1 / design.lag) <= RIPE_DAYS for _ in range(count))
        logged = hours * math.exp(rng.gauss(0, HOURS_ERROR))
        found.append(Worked(design.weeks - number + 1, logged, float(count)))
    return found


def _hours(rng: random.Random, design: Design, number: int) -> float:
    if design.hours == "half-double":
        return USUAL_HOURS * (2.0 if number % 2 else 0.5)
    varies = 0.35 if design.hours == "natural 35" else 0.60
    sigma = math.sqrt(math.log(1 + varies**2))
    return USUAL_HOURS * rng.lognormvariate(-(sigma**2) / 2, sigma)


def saturation(design: Design, journals: int, first: int = 1) -> Said:
    """What is said of saturation in so many journals of a design."""
    said = Said()
    for weeks in _journals(design, journals, first):
        said.add(elasticity_of(weeks).verdict)
    return said


def fading(design: Design, journals: int, first: int = 1) -> Said:
    """What is said of fade in so many journals of a design."""
    said = Said()
    for weeks in _journals(design, journals, first):
        said.add(fade_of(weeks).verdict)
    return said


def _journals(design: Design, journals: int, first: int) -> Iterator[list[Worked]]:
    for seed in range(first, first + journals):
        yield made_weeks(random.Random(f"{seed} {design}"), design)


def saturation_designs(power: float = 1.0) -> list[Design]:
    """The designs for a true b."""
    return [
        Design(hours, weeks, rate, counts, drifting, power=power)
        for hours, weeks, rate, counts, drifting in product(HOURS, WEEKS, RATES, COUNTS, (False, True))
    ]


def fade_designs(change: float = 0.0) -> list[Design]:
    """The designs for a true g."""
    return [
        Design("natural 35", weeks, rate, counts, drifting, change=change, lag=lag)
        for weeks, rate, counts, lag, drifting in product(WEEKS, FADE_RATES, COUNTS, LAGS, (False, True))
    ]


WRITTEN_WEEKS = 28
_HIGH_AND_LOW = (1.7, 0.45) * (WRITTEN_WEEKS // 2)


def written(*, in_turn: bool, power: float = 1.0) -> Wishes:
    """A journal with posting enough on linkedin for the gates to open, and no fade."""
    usual = Wishes()
    often = {
        key: rate * 6 if key[:2] == ("brand", "post") and key[2] in WRITTEN_KINDS else rate
        for key, rate in usual.rates.items()
    }
    return replace(
        usual,
        weeks=WRITTEN_WEEKS,
        sittings={**usual.sittings, ("brand", "post"): 10.0},
        rates=often,
        push=_HIGH_AND_LOW if in_turn else (),
        pause=(),
        saturation=power,
        fade=0.0,
    )


WRITTEN_KINDS = ("conversation", "reply")


def from_lines(seed: int, wishes: Wishes) -> list[tuple[str, str]]:
    """What is said of linkedin's saturation and fade, of either kind, in a journal that is read as text and traced."""
    pages = {day: read_page(text, day, DEFAULT_HATS) for day, text in simulate(seed, wishes).pages.items()}
    week = Week(MONDAY).back(1 - wishes.weeks)
    timeline = timeline_of(pages, week, DEFAULT_HATS, week.last, weeks_before=wishes.weeks)
    credited = all_credits(settle(timeline, trace_returns(timeline)))
    hours = hours_by_week(timeline).get(("brand", "linkedin"), {})
    found = []
    for kind in WRITTEN_KINDS:
        weeks = worked_weeks(timeline, hours, credited[kind], kind, side="brand", channel="linkedin")
        found.append((elasticity_of(weeks).verdict, fade_of(settled_weeks(timeline, weeks)).verdict))
    return found


def said_from_lines(wishes: Wishes, journals: int, first: int = 1) -> tuple[Said, Said]:
    """The same of so many journals, each kind counted: saturation, and fade."""
    saturated, faded = Said(), Said()
    for seed in range(first, first + journals):
        for one, other in from_lines(seed, wishes):
            saturated.add(one)
            faded.add(other)
    return saturated, faded


@dataclass(slots=True)
class Row:
    """One verdict over many designs."""

    mean: float
    """Share of all journals with the verdict."""
    worst: float
    design: Design
    """The design with the largest share."""
    journals: int
    """Of each design."""
    designs: int = 1

    def within(self, limit: float) -> bool:
        """Whether the mean keeps the limit, and the worst design, but for the chance of the simulation."""
        one = _error(limit, self.journals)
        mean = self.mean <= limit + _ERRORS * _error(limit, self.journals * self.designs)
        return mean and (self.journals < _ENOUGH or self.worst <= limit + _WORST_ERRORS * one)


def _error(share: float, judged: int) -> float:
    """The standard error of a share of so many."""
    return math.sqrt(share * (1 - share) / judged)


def over(
    designs: Iterable[Design],
    study: Callable[[Design, int, int], Said],
    verdict: str,
    journals: int,
    first: int = 1,
) -> Row:
    """How often a verdict is said, over some designs."""
    shares = [(study(design, journals, first).share(verdict), design) for design in designs]
    worst, design = max(shares, key=lambda each: each[0])
    return Row(sum(share for share, _ in shares) / len(shares), worst, design, journals, len(shares))


def print_slopes(journals: int, first: int = 1) -> bool:
    """Print how often saturation and fade are said; whether every false statement is within its limit."""
    kept = True
    print(f"\nSaturation and fade, {journals} journals a design: mean over the designs, worst design")
    kept &= _print("false saturating, b = 1", saturation_designs(), saturation, SATURATING, journals, first,
                   MOST_SATURATING)  # fmt: skip
    kept &= _print("false no sign, b = 0.5", saturation_designs(0.5), saturation, NO_SIGN, journals, first,
                   MOST_NO_SIGN)  # fmt: skip
    for counts in COUNTS:
        steady = [each for each in fade_designs() if each.counts == counts and not each.drifting]
        kept &= _print(f"false fell, {counts}", steady, fading, FELL, journals, first, MOST_FELL)
    drifting = over([each for each in fade_designs() if each.drifting], fading, FELL, journals, first)
    fine = drifting.mean <= MOST_DRIFTING + _ERRORS * _error(MOST_DRIFTING, journals * drifting.designs)
    kept &= fine
    _show("false fell where demand drifts", drifting, MOST_DRIFTING, fine)
    kept &= _print_written(journals, first)
    often = [each for each in saturation_designs(0.25) if each.hours == "half-double" and each.rate == 10.0]
    _print(
        "right saturating, b = 0.25, half and double, 10 a week",
        often,
        saturation,
        SATURATING,
        journals,
        first,
    )
    falls = [
        each for each in fade_designs(-0.15) if each.weeks == 12 and each.rate == 7.0 and each.lag == 1.5
    ]
    _print("right fell, 14 % a week, 12 weeks, 7 a week", falls, fading, FELL, journals, first)
    return kept


def _print_written(journals: int, first: int) -> bool:
    """The false statements of journals that are read as text."""
    shares = [said_from_lines(written(in_turn=in_turn), journals, first) for in_turn in (False, True)]
    kept = True
    for at, (name, verdict, limit) in enumerate(
        (("saturating, b = 1", SATURATING, MOST_SATURATING), ("fell", FELL, MOST_FELL))
    ):
        found = [each[at].share(verdict) for each in shares]
        mean, worst = sum(found) / len(found), max(found)
        fine = mean <= limit + _ERRORS * _error(limit, journals * len(WRITTEN_KINDS) * len(found))
        asked = f"   at most {100 * limit:.0f} % asked for{'' if fine else '   OUTSIDE'}"
        print(f"  {'from lines: false ' + name:56}{100 * mean:5.1f} %  {100 * worst:5.1f} %{asked}")
        kept &= fine
    return kept


def _print(
    name: str,
    designs: Iterable[Design],
    study: Callable[[Design, int, int], Said],
    verdict: str,
    journals: int,
    first: int,
    limit: float = 1.0,
) -> bool:
    row = over(designs, study, verdict, journals, first)
    kept = row.within(limit)
    _show(name, row, limit, kept)
    return kept


def _show(name: str, row: Row, limit: float, kept: bool) -> None:  # noqa: FBT001  a private printer
    asked = f"   at most {100 * limit:.0f} % asked for" if limit < 1 else ""
    print(
        f"  {name:56}{100 * row.mean:5.1f} %  {100 * row.worst:5.1f} %{asked}{'' if kept else '   OUTSIDE'}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the studies and print what they found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--journals", type=int, default=300, help="how many journals of each design (300)")
    parser.add_argument("--first", type=int, default=1, help="the first seed (1)")
    chosen = parser.parse_args(arguments)
    return 0 if print_slopes(chosen.journals, chosen.first) else 1


if __name__ == "__main__":
    sys.exit(main())
