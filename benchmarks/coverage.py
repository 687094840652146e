"""How often the intervals of the week hold the truth: `python benchmarks/coverage.py [--journals 300]`.

Simulated journals go the whole way that a real one goes (text, pages, figures), week after week, and what is
said is held against what is true. Exit code 1 if the week's 90 % interval holds the truth in less than 88 or
more than 96 % of the weeks, 0 otherwise. Journals are the seeds from `--first` on: a run can be had again.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.simulator import MONDAY, RATINGS, Journal, Wishes, simulate

from twohats.measures.gaps import as_lived, like_for_like, over_weeks
from twohats.measures.periods import Week
from twohats.measures.returns import per_hour, ripe_weeks, trace_returns
from twohats.measures.timeline import Timeline, timeline_of
from twohats.measures.tracing import BOTH, UNTRACED, Trace
from twohats.measures.week import WEEKS_BEFORE, week_figures
from twohats.page import read_page
from twohats.words import DEFAULT_HATS

if TYPE_CHECKING:
    from twohats.intervals.gaps import GapInterval, Jackknife
    from twohats.measures.figures import Ratio
    from twohats.measures.timeline import Happening
    from twohats.model import Page

LOWEST, HIGHEST = 0.88, 0.96
KINDS = ("conversation", "reply")
STUDIED = ("shown", "any")
MANY_UNTRACED = 0.3
"""Share of untraced returns from which on the bounds of the ratio are shown."""


Numbers = tuple[float | None, float | None, float | None]
"""Low end, high end and the value itself; None for a silence."""


@dataclass(slots=True)
class Tally:
    """Intervals held against the truth."""

    chances: int = 0
    """Times there could have been one."""
    spoken: int = 0
    held: int = 0
    off_zero: int = 0
    """Intervals that leave out 0: that say there is a difference."""
    width: float = 0.0
    error: float = 0.0

    def add(self, numbers: Numbers, truth: float) -> None:
        """Count one interval, or a silence if it is None."""
        low, high, centre = numbers
        self.chances += 1
        if low is None or high is None or centre is None:
            return
        self.spoken += 1
        self.held += low <= truth <= high
        self.off_zero += low > 0 or high < 0
        self.width += high - low
        self.error += centre - truth

    def merge(self, other: Tally) -> None:
        """Add what another tally counted."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def coverage(self) -> float:
        """Share of the intervals that hold the truth."""
        return self.held / self.spoken if self.spoken else math.nan

    def text(self, *, log: bool = False) -> str:
        """One row of the table; widths and errors of ratios are those of their logarithms."""
        if not self.spoken:
            return f"silent in all {self.chances}"
        # Half the width of a 95 % interval of the coverage, were all intervals independent.
        doubt = 1.96 * math.sqrt(self.coverage * (1 - self.coverage) / self.spoken)
        return (
            f"{100 * self.coverage:5.1f} % +-{100 * doubt:.1f}   width {self.width / self.spoken:4.2f}   "
            f"{'log ' if log else ''}bias {self.error / self.spoken:+.3f}   "
            f"leaves out {'1' if log else '0'} in {100 * self.off_zero / self.spoken:3.0f} %   "
            f"speaks {100 * self.spoken / self.chances:3.0f} % of {self.chances}"
        )


@dataclass(slots=True)
class Findings:
    """What some journals showed."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    rungs: Counter[str] = field(default_factory=Counter)
    right_hat: Counter[str] = field(default_factory=Counter)
    right_channel: Counter[str] = field(default_factory=Counter)
    bounds: Counter[bool] = field(default_factory=Counter)
    problems: int = 0

    def tally(self, name: str) -> Tally:
        """The tally of that name, made when first asked for."""
        return self.tallies.setdefault(name, Tally())

    def merge(self, other: Findings) -> None:
        """Add what other journals showed."""
        for name, tally in other.tallies.items():
            self.tally(name).merge(tally)
        for name in ("rungs", "right_hat", "right_channel", "bounds"):
            getattr(self, name).update(getattr(other, name))
        self.problems += other.problems


def study(seed: int, wishes: Wishes) -> Findings:
    """One journal: every week of it, its four-week windows, and all its returns."""
    journal = simulate(seed, wishes)
    pages = {day: read_page(text, day, DEFAULT_HATS) for day, text in journal.pages.items()}
    findings = Findings(problems=sum(len(page.all_problems()) for page in pages.values()))
    for number in range(wishes.weeks):
        week = Week(MONDAY).back(-number)
        _study_week(findings, journal, pages, week, number)
    _study_returns(findings, journal, _line(pages, Week(MONDAY).back(1 - wishes.weeks)))
    return findings


def _line(pages: dict[str, Page], week: Week) -> Timeline:
    return timeline_of(pages, week, DEFAULT_HATS, week.last, weeks_before=WEEKS_BEFORE)


def _study_week(
    findings: Findings, journal: Journal, pages: dict[str, Page], week: Week, number: int
) -> None:
    figures = week_figures(pages, week, hats=DEFAULT_HATS, today=week.last)
    line = _line(pages, week)
    for gap, (letter, rating) in zip(figures.gaps, RATINGS.items(), strict=False):
        truth = journal.truth.gap(letter, range(number, number + 1))
        findings.tally(f"week {letter} shown").add((gap.low, gap.high, gap.as_lived), truth)
        findings.tally(f"week {letter} any").add(_numbers(*as_lived(line.sittings, rating)), truth)
        if number % 4 == 3:
            weeks = range(number - 3, number + 1)
            truth = journal.truth.gap(letter, weeks)
            findings.tally(f"4 weeks {letter} any").add(_numbers(*over_weeks(line.sittings, rating)), truth)
            truth = journal.truth.like_for_like(letter, weeks)
            shown = (gap.like_for_like_low, gap.like_for_like_high, gap.like_for_like)
            findings.tally(f"alike {letter} shown").add(shown, truth)
            findings.tally(f"alike {letter} any").add(_numbers(*like_for_like(line.sittings, rating)), truth)


def _numbers(found: Jackknife | None, interval: GapInterval | None) -> Numbers:
    if found is None or interval is None:
        return None, None, None
    return interval.low, interval.high, found.gap


def _study_returns(findings: Findings, journal: Journal, line: Timeline) -> None:
    traced = trace_returns(line)
    known = [(happening, _true_trace(journal, line, happening)) for happening, _ in traced]
    for (_, trace), (_, cause) in zip(traced, known, strict=True):
        findings.rungs[trace.rung] += 1
        findings.right_hat[trace.rung] += trace.side == cause.side
        findings.right_channel[trace.rung] += trace.channel == cause.channel
    ripe = ripe_weeks(line, 14)
    last = journal.truth.wishes.weeks - 1
    truth = journal.truth.ratio(KINDS, range(max(0, last - ripe[-1]), last - ripe[0] + 1))
    ratio = per_hour(line, traced, KINDS)
    findings.tally("ratio traced").add(_logarithms(ratio), math.log(truth))
    findings.tally("ratio known").add(_logarithms(per_hour(line, known, KINDS)), math.log(truth))
    if ratio.bounds and ratio.untraced > MANY_UNTRACED * (sum(ratio.counts.values()) + ratio.untraced):
        findings.bounds[ratio.bounds[0] <= truth <= ratio.bounds[1]] += 1


def _true_trace(journal: Journal, line: Timeline, happening: Happening) -> Trace:
    """The trace an all-knowing tracer would find."""
    cause = journal.truth.causes[_place(happening.when)]
    sitting = next(each for each in line.sittings if _place(each.when) == cause.place)
    return Trace("known", cause.side, sitting, cause.channel)


def _place(when: tuple[int, int, int]) -> tuple[str, int]:
    return MONDAY.fromordinal(when[0]).isoformat(), when[2]


def _logarithms(ratio: Ratio) -> Numbers:
    if ratio.value is None or ratio.low is None or ratio.high is None or not 0 < ratio.value < math.inf:
        return None, None, None
    return math.log(ratio.low), math.log(ratio.high), math.log(ratio.value)


def run(journals: int, first: int, wishes: Wishes, *, workers: int = 2) -> Findings:
    """The findings over `journals` seeds from `first` on."""
    total = Findings()
    seeds = range(first, first + journals)
    with ProcessPoolExecutor(workers) as pool:
        for findings in pool.map(study, seeds, [wishes] * journals, chunksize=8):
            total.merge(findings)
    return total


def print_findings(total: Findings) -> None:
    """The tables."""
    rows = [
        ("Week's gap as lived, as shown", "week {} shown"),
        ("Week's gap as lived, wide ones included", "week {} any"),
        ("Four weeks as lived, wide ones included", "4 weeks {} any"),
        ("Four weeks like for like, as shown", "alike {} shown"),
        ("Four weeks like for like, wide ones included", "alike {} any"),
    ]
    for title, name in rows:
        print(f"\n{title}")
        for letter in RATINGS:
            print(f"  {letter}   {total.tally(name.format(letter)).text()}")
    print("\nConversations and replies per hour, brand over personal, 10 ripe weeks")
    print(f"  traced        {total.tally('ratio traced').text(log=True)}")
    print(f"  causes known  {total.tally('ratio known').text(log=True)}")
    if spoken := sum(total.bounds.values()):
        share = 100 * total.bounds[True] / spoken
        print(f"  bounds, where over 30 % are untraced, hold the truth in {share:.0f} % of {spoken}")
    print_tracing(total)


def print_tracing(total: Findings) -> None:
    """How the returns were traced, rung by rung."""
    everything = sum(total.rungs.values())
    traced = {rung: count for rung, count in total.rungs.items() if rung not in (BOTH, UNTRACED)}
    print("\nTracing: share of all returns, then right hat and right channel")
    for rung, count in sorted(total.rungs.items(), key=lambda each: -each[1]):
        right = (
            f"{100 * total.right_hat[rung] / count:5.1f} %  {100 * total.right_channel[rung] / count:5.1f} %"
        )
        print(f"  {rung:13} {100 * count / everything:5.1f} %   {'' if rung in (BOTH, UNTRACED) else right}")
    whole = sum(traced.values())
    hat, channel = (sum(right[rung] for rung in traced) for right in (total.right_hat, total.right_channel))
    print(f"  {'to one hat':13} {100 * whole / everything:5.1f} %   "
          f"{100 * hat / whole:5.1f} %  {100 * channel / whole:5.1f} %")  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run the studies that were asked for and print what they found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--journals", type=int, default=300, help="how many journals to simulate (300)")
    parser.add_argument("--first", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--no-gap", action="store_true", help="hats felt alike: to say otherwise is false")
    parser.add_argument("--in-turn", action="store_true", help="interest and understanding asked in turn")
    parser.add_argument("--skip-low", type=float, default=0.0, help="chance that a bad sitting goes unrated")
    parser.add_argument("--scattered", action="store_true", help="where returns arrive tells nothing")
    parser.add_argument("--sittings", type=float, default=1.0, help="times the usual number of sittings (1)")
    chosen = parser.parse_args(arguments)
    wishes = Wishes(
        sittings={cell: count * chosen.sittings for cell, count in Wishes().sittings.items()},
        brand_effect=(0.0, 0.0, 0.0) if chosen.no_gap else Wishes().brand_effect,
        in_turn=chosen.in_turn,
        skip_low=chosen.skip_low,
        same_place=0.0 if chosen.scattered else Wishes().same_place,
    )
    total = run(chosen.journals, chosen.first, wishes)
    print(f"{chosen.journals} journals of {wishes.weeks} weeks, {total.problems} lines not understood")
    print_findings(total)
    return print_verdict(total)


def print_verdict(total: Findings) -> int:
    """Whether the week's interval keeps its promise; 1 if not."""
    print("\nThe week's gap: nominal 90 %, 88 to 96 % is asked for")
    kept = True
    for letter in RATINGS:
        for kind in STUDIED:
            coverage = total.tally(f"week {letter} {kind}").coverage
            good = LOWEST <= coverage <= HIGHEST
            kept &= good
            print(f"  {letter} {kind:5}  {100 * coverage:.1f} %  {'within' if good else 'OUTSIDE'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
