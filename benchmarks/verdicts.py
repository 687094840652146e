"""How often verdicts are wrong and how soon right: `python benchmarks/verdicts.py [--years 300] [--part NAME]`.

A year of a simulated journal (`benchmarks/years.py`) has thirteen reviews, each worked out by the product's measures
from what stood there by then. In journals with nothing to find a verdict is false when it contradicts that, at every
review that prints it; in the others what counts is how often, and how soon, the right one is said. The other promises
of the method are asked in the same run: intervals (`benchmarks/coverage.py`), pauses, saturation and fade. Exit code 1
if any limit is broken.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.first_rules import First, FirstKnown, Held, last_touch
from benchmarks.first_rules import said as said_first
from benchmarks.simulator import Wishes, simulate_lines
from benchmarks.years import (
    ASKED,
    CONVERSATION,
    GUARDED,
    KINDS,
    NO_BAR,
    RATINGS,
    WEEKS,
    Cell,
    all_bars,
    null_cells,
    power_cells,
    stress_cells,
)  # fmt: skip

from twohats.measures import verdict as rules
from twohats.measures.channel_rules import Known
from twohats.measures.evidence import settle
from twohats.measures.hat_rules import gap_verdicts
from twohats.measures.intervals import distributions, rates
from twohats.measures.returns import trace_returns
from twohats.measures.verdicts import Asked, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twohats.measures.bar import Bars
    from twohats.measures.evidence import Traced
    from twohats.measures.timeline import TimedEntry, Timeline
    from twohats.measures.verdict import Verdict

REVIEWS = 13
BLOCK = 4
LOOK_BACK = 45
"""Weeks before a review in which anything can matter for it."""
MOST_FALSE = 1.0
"""False verdicts a year, all rules together, where there is nothing to find."""
ENOUGH_YEARS = 100
"""Years of a cell from which on the limit is held to the letter; before, two standard errors are let through."""
POINTS_BELOW = 5
"""How far the power may be below what is asked for."""


# Reviews of a year


@dataclass(slots=True)
class Findings:
    """What some years of a cell showed."""

    years: int = 0
    false: dict[str, Counter[str]] = field(default_factory=dict)
    """False verdicts, by bars and then by rule."""
    any_false: Counter[str] = field(default_factory=Counter)
    """Years with any, by bars."""
    squares: Counter[str] = field(default_factory=Counter)
    """Sum over years of the square of the false verdicts, by bars: for the simulation's own error."""
    first: dict[str, list[int]] = field(default_factory=dict)
    """Week of the first right verdict in each year, or 0, by the name of what is right."""
    untraced: list[float] = field(default_factory=list)
    false_before: Counter[str] = field(default_factory=Counter)
    """False verdicts of the first rules, by bars."""
    first_before: dict[str, list[int]] = field(default_factory=dict)
    """As `first`, by the first rules."""

    def merge(self, other: Findings) -> None:
        """Add what other years showed."""
        self.years += other.years
        for bars, counts in other.false.items():
            self.false.setdefault(bars, Counter()).update(counts)
        self.any_false.update(other.any_false)
        self.squares.update(other.squares)
        self.false_before.update(other.false_before)
        for mine, theirs in ((self.first, other.first), (self.first_before, other.first_before)):
            for name, weeks in theirs.items():
                mine.setdefault(name, []).extend(weeks)
        self.untraced += other.untraced

    def joint(self, bars: str) -> float:
        """False verdicts a year."""
        return self.false[bars].total() / self.years if bars in self.false else 0.0

    def error(self, bars: str) -> float:
        """The simulation's standard error of `joint`."""
        return math.sqrt(max(self.squares[bars] / self.years - self.joint(bars) ** 2, 0.0) / self.years)

    def power(self, name: str, *, before: bool = False) -> tuple[float, int | None]:
        """Share of years in which the right verdict was said, in percent, and the median week of the first.

        With `before`, by the first rules.
        """
        weeks = (self.first_before if before else self.first)[name]
        found = sorted(week or WEEKS + 1 for week in weeks)
        middle = found[(len(found) - 1) // 2]
        return 100 * sum(1 for week in weeks if week) / len(weeks), middle if middle <= WEEKS else None


def study(cell: Cell, seed: int) -> Findings:
    """One year of a cell, by the product's rules and by the first ones."""
    findings = Findings(years=1)
    for name in cell.bars:
        findings.false[name] = Counter()
    for name in cell.right:
        findings.first[name], findings.first_before[name] = [0], [0]
    earlier: dict[str, Asked] = {}
    earlier_first: dict[str, First] = {}
    last: Known | None = None
    for number, (known, first, gaps) in enumerate(reviews(cell, seed), 1):
        last = known
        for name, bars in cell.bars.items():
            now = Asked(known, gaps, bars)
            said = verdicts(now, earlier.get(name)).all()
            earlier[name] = now
            findings.false[name].update(each.rule for each in said if cell.is_false(each, bars))
            _note_right(findings.first, cell, name, said, number)
            then = First(first, gaps, bars)
            held = said_first(then, earlier_first.get(name))
            earlier_first[name] = then
            findings.false_before[name] += sum(_contradicts(cell, each, bars) for each in held)
            views = [view for each in held for view in each.views]
            _note_right(findings.first_before, cell, name, views, number)
    for name in cell.bars:
        count = findings.false[name].total()
        findings.any_false[name] = int(count > 0)
        findings.squares[name] = count * count
    if last:
        findings.untraced = [last.evidence[CONVERSATION].untraced_share]
    return findings


def _note_right(
    first: dict[str, list[int]], cell: Cell, bars: str, said: Sequence[Verdict], number: int
) -> None:
    """Keep the week of a review at which what is right is said for the first time."""
    for what, (asked, right) in cell.right.items():
        if asked == bars and not first[what][0] and any(map(right.fits, said)):
            first[what] = [number * BLOCK]


def _contradicts(cell: Cell, held: Held, bars: Bars) -> bool:
    """Whether what one of the first rules claims is not so."""
    if held.rule == rules.SHIFT:
        better, worse = (cell.times_of(each) for each in held.views)
        return better <= worse
    return cell.is_false(held.views[0], bars)


def reviews(cell: Cell, seed: int) -> Iterator[tuple[Known, FirstKnown, list[Verdict]]]:
    """What each of the thirteen reviews of a year knows, by the product's rules and by the first ones."""
    timeline = simulate_lines(seed, cell.wishes).timeline
    traced = trace_returns(timeline)
    settled, touched = settle(timeline, traced), last_touch(timeline)
    for review in range(1, REVIEWS + 1):
        back = WEEKS - BLOCK * review
        near, (lately, read, last) = _near(timeline, (traced, settled, touched), back)
        first = FirstKnown(near, last, KINDS, back)
        yield Known(near, lately, read, KINDS, back), first, gap_verdicts(near, back)


def _near(timeline: Timeline, read: Sequence[Traced], back: int) -> tuple[Timeline, list[Traced]]:
    """Only the lines that can matter for a review: the same answer sooner."""
    weeks = range(back, back + LOOK_BACK)
    entries: list[TimedEntry] = [each for each in timeline.timed_entries if each.week in weeks]
    events = [each for each in timeline.timed_events if each.week in weeks]
    near = timeline._replace(timed_entries=entries, timed_events=events)
    return near, [[each for each in some if each[0].week in weeks] for some in read]


def _chunk(job: tuple[Cell, range]) -> Findings:
    """Some years of a cell. The limits of the same few counts are asked for over and over: they are kept."""
    cell, seeds = job
    for name in ("poisson_upper", "poisson_lower", "t_quantile"):
        setattr(rates, name, cache(getattr(distributions, name)))
    total = Findings()
    for seed in seeds:
        total.merge(study(cell, seed))
    return total


# The run


def run(cells: Sequence[Cell], years: int, first: int = 1, workers: int = 2) -> dict[str, Findings]:
    """What so many years of each cell showed, seeds from `first` on."""
    chunk = 25
    jobs = [
        (cell, range(start, min(start + chunk, first + years)))
        for cell in cells
        for start in range(first, first + years, chunk)
    ]
    found = {cell.name: Findings() for cell in cells}
    if workers < 2:
        for job in jobs:
            found[job[0].name].merge(_chunk(job))
        return found
    with ProcessPoolExecutor(workers) as pool:
        for at, (job, findings) in enumerate(zip(jobs, pool.map(_chunk, jobs), strict=True), 1):
            found[job[0].name].merge(findings)
            if sys.stderr.isatty():
                print(f"\r  {at} of {len(jobs)}", end="\r", file=sys.stderr, flush=True)
    return found


def print_null(cells: Sequence[Cell], found: dict[str, Findings], *, judged: bool = True) -> bool:
    """False verdicts a year, rule by rule, at the worst bars; whether all are within the limit."""
    shown = (
        rules.GAP,
        rules.GUESSING,
        rules.QUADRANT,
        rules.MIX,
        rules.NO_SIGN,
        rules.KEEP,
        rules.SHIFT,
        rules.CAP,
    )
    heads = "".join(f"{rules.CODES[rule]:>6}" for rule in shown)
    print(f"  {'':38}{heads}   joint (1 SE)  any   first rules  worst bars, no bar, untraced")
    kept = True
    for cell in cells:
        each = found[cell.name]
        worst = max(all_bars(), key=each.joint)
        most = {rule: max(each.false[bars][rule] for bars in all_bars()) / each.years for rule in shown}
        row = "".join(f"{most[rule]:6.2f}" for rule in shown)
        joint = each.joint(worst)
        chance = 2 * each.error(worst) if each.years < ENOUGH_YEARS else 0.0
        good = joint <= MOST_FALSE + chance or not judged
        kept &= good
        before = max(each.false_before[bars] for bars in all_bars()) / each.years
        untraced = 100 * sum(each.untraced) / max(len(each.untraced), 1)
        print(
            f"  {cell.name:38}{row}   {joint:5.2f} ({each.error(worst):.2f})"
            f"  {100 * each.any_false[worst] / each.years:3.0f} %  {before:11.2f}"
            f"  {worst}, {each.joint(NO_BAR):.2f}, {untraced:.0f} %"
            f"{'' if good else '   OUTSIDE'}",
            flush=True,
        )
    return kept


def print_power(found: dict[str, Findings]) -> bool:
    """How often and how soon the right verdict is said; whether it is as often as asked.

    What is asked is what the first study had reached, less `POINTS_BELOW`; or if the same rules reach less in these
    years, that. What is guarded is what these rules have reached beyond it.
    """
    kept = True
    for name, asked in ASKED.items():
        row = []
        for ratings, wanted, guarded in zip(RATINGS, asked, GUARDED.get(name, (0, 0, 0)), strict=True):
            keys = (f"{ratings:2} {name}", f"{ratings:2} neg. binomial")
            cell = next((key for key in keys if name in _first(found, key)), None)
            if cell is None:  # `--cells` has left it out
                continue
            percent, week = found[cell].power(name)
            before, _ = found[cell].power(name, before=True)
            least = max(min(wanted, before), guarded)
            good = percent >= least - POINTS_BELOW - _doubt(least, found[cell].years)
            kept &= good
            short = percent < wanted - POINTS_BELOW
            row.append(
                f"{percent:4.0f} % / {week or '-':>2} ({wanted}; {before:.0f}){' *' if short else ''}"
                f"{'' if good else ' OUTSIDE'}"
            )
        if row:
            print(f"  {name:38}{'   '.join(f'{each:<26}' for each in row)}")
    return kept


def _doubt(percent: float, years: int) -> float:
    """Two standard errors of a share that so many years showed, so that a run is not failed by chance."""
    return 200 * math.sqrt(percent * (100 - percent) / 10_000 / years)


def _first(found: dict[str, Findings], cell: str) -> dict[str, list[int]]:
    return found[cell].first if cell in found else {}


def print_false_beside(found: dict[str, Findings], cells: Sequence[Cell]) -> None:
    """False verdicts where there is something to find: said beside the right ones."""
    worst = max(cells, key=lambda cell: found[cell.name].joint(NO_BAR))
    print(
        f"  false beside what is right: at most {found[worst.name].joint(NO_BAR):.2f} a year ({worst.name.strip()})"
    )


PARTS = ("null", "power", "stress", "intervals", "pauses", "slopes")


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for and print what it found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--years",
        type=int,
        default=300,
        help="years of each cell, half of them where there is something to find (300)",
    )
    parser.add_argument("--first", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be repeated")
    parser.add_argument("--cells", default="", help="only cells whose name has this in it")
    chosen = parser.parse_args(arguments)
    parts = chosen.part or PARTS
    kept, began = True, time.monotonic()

    def only(cells: list[Cell]) -> list[Cell]:
        return [cell for cell in cells if chosen.cells in cell.name]

    null = only(null_cells())
    found: dict[str, Findings] = {}
    if "null" in parts or "power" in parts:
        found = run(null, chosen.years, chosen.first)
        print(
            f"Nothing to find: false verdicts a year, {chosen.years} years a cell, at most {MOST_FALSE:g} asked for"
        )
        kept &= print_null(null, found)
    if "stress" in parts:
        print("\nThe same in worlds that the rules were not made for")
        stress = only(stress_cells())
        print_null(stress, run(stress, max(chosen.years // 3, 1), chosen.first), judged=False)
    if "power" in parts:
        power = only(power_cells())
        half = max(chosen.years // 2, 1)
        found |= run(power, half, chosen.first)
        print(
            "\nSomething to find: % of years in which the right verdict is said / median week of the first "
            "(asked for; the first rules in the same years)"
        )
        print(f"  {half} years a cell; at 8, 15 and 30 ratings a week; * is over {POINTS_BELOW} points below")
        kept &= print_power(found)
        if power:
            print_false_beside(found, power)
    kept &= others(parts, chosen.years, chosen.first)
    print(
        f"\n{'Every limit is kept.' if kept else 'A limit is BROKEN.'}  {(time.monotonic() - began) / 60:.0f} minutes"
    )
    return 0 if kept else 1


def others(parts: Sequence[str], journals: int, first: int) -> bool:
    """The other promises of the method, by their own commands' parts."""
    kept = True
    if "intervals" in parts:
        from benchmarks import coverage

        print(f"\nIntervals of gaps and ratios ({journals} journals, benchmarks/coverage.py)")
        kept &= coverage.print_findings(coverage.run(journals, first, Wishes()))
    if "pauses" in parts:
        from benchmarks import pauses

        runs = max(10 * journals // 3, 2)
        judged = [each for each in pauses.results(runs, first) if each.judged]
        print(f"\nWhat a pause cost at most (nominal 90 %), {len(judged)} cells, {runs} pauses each")
        print(f"  holds the truth in {100 * min(each.held for each in judged):.0f} % at the least")
        kept &= all(each.kept for each in judged)
    if "slopes" in parts:
        from benchmarks import slopes

        kept &= slopes.print_slopes(max(journals // 3, 1), first)
    return kept


if __name__ == "__main__":
    sys.exit(main())
