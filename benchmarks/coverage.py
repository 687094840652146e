"""How often the intervals of the week hold the truth: `python benchmarks/coverage.py [--journals 300]`.

Simulated journals go the whole way that a real one goes (text, pages, figures), week after week, and what is
said is held against what is true. Exit code 1 if a row's 90 % intervals hold the truth less or more often than
the limits printed beside it, 0 otherwise. Journals are the seeds from `--first` on: a run can be had again.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.simulator import MONDAY, RATINGS, Journal, Wishes, simulate

from twohats.format.calendar import Week
from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
from twohats.measures import gaps
from twohats.measures.gaps import as_lived, like_for_like, over_weeks
from twohats.measures.intervals.gaps import pooled_interval
from twohats.measures.returns import RIPE_DAYS, per_hour, ripe_weeks, trace_returns
from twohats.measures.sums import untraced_share
from twohats.measures.timeline import Timeline, timeline_of
from twohats.measures.tracing import BOTH, UNTRACED, Trace
from twohats.measures.week import WEEKS_BEFORE, week_figures
from twohats.views.wording import minutes_matter

if TYPE_CHECKING:
    from twohats.format.model import Page
    from twohats.measures.figures import Estimate, Ratio
    from twohats.measures.intervals.gaps import GapInterval, Jackknife
    from twohats.measures.timeline import TimedEvent

LOWEST, HIGHEST = 0.88, 0.96
"""Of the week's intervals; those over four weeks are fewer, and keep the same promise less exactly."""
WIDER = (0.87, 0.97)
RATIOS = (0.88, 1.0)
"""What the ratio's interval is good for: it is on the side of caution where weeks are even (METHOD 3.2)."""
FEWEST = 100
"""Under so many intervals a row is printed and not judged: chance alone would move it by 6 points."""
KINDS = ("conversation", "reply")
SHOWN = ("conversation", "reply", "help", "lead")
"""The kinds that come often enough to be compared at all; each by itself, as the week shows it."""
MANY_UNTRACED = 0.3
"""Share of untraced returns from which on the bounds of the ratio are shown."""


Numbers = tuple[float | None, float | None, float | None]
"""Low end, high end and the value itself; None for a silence, infinite where there is no limit."""


@dataclass(slots=True)
class Tally:
    """Intervals held against the truth."""

    chances: int = 0
    """Times there could have been one."""
    spoken: int = 0
    held: int = 0
    off_zero: int = 0
    """Intervals that leave out 0: that say there is a difference."""
    open: int = 0
    """Intervals without a limit on one side; the width and the error are those of the others."""
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
        if not (math.isfinite(low) and math.isfinite(high) and math.isfinite(centre)):
            self.open += 1
            return
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
        closed = max(self.spoken - self.open, 1)
        return (
            f"{100 * self.coverage:5.1f} % +-{100 * doubt:.1f}   width {self.width / closed:4.2f}   "
            f"{'log ' if log else ''}bias {self.error / closed:+.3f}   "
            f"leaves out {'1' if log else '0'} in {100 * self.off_zero / self.spoken:3.0f} %   "
            f"speaks {100 * self.spoken / self.chances:3.0f} % of {self.chances}"
            + (f", {self.open} open" if self.open else "")
        )


@dataclass(slots=True)
class Findings:
    """What some journals showed."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    rungs: Counter[str] = field(default_factory=Counter)
    right_hat: Counter[str] = field(default_factory=Counter)
    right_channel: Counter[str] = field(default_factory=Counter)
    bounds: Counter[bool] = field(default_factory=Counter)
    silent: Counter[bool] = field(default_factory=Counter)
    """Silent weeks, by whether their four weeks speak."""
    by_minutes: Counter[bool] = field(default_factory=Counter)
    """Gaps of four weeks, by whether the week mentions that they are others by minutes. The length of the entries has
    nothing to do with their ratings here."""
    problems: int = 0

    def tally(self, name: str) -> Tally:
        """The tally of that name, made when first asked for."""
        return self.tallies.setdefault(name, Tally())

    def merge(self, other: Findings) -> None:
        """Add what other journals showed."""
        for name, tally in other.tallies.items():
            self.tally(name).merge(tally)
        for name in ("rungs", "right_hat", "right_channel", "bounds", "silent", "by_minutes"):
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
        findings.tally(f"week {letter} shown").add(_shown(gap.lived), truth)
        if not gap.lived.enough:
            findings.silent[gap.four_weeks.enough] += 1
        findings.tally(f"week {letter} any").add(_numbers(*as_lived(line.timed_entries, rating)), truth)
        if number % 4 == 3:
            weeks = range(number - 3, number + 1)
            truth = journal.truth.gap(letter, weeks)
            findings.tally(f"4 weeks {letter} shown").add(_shown(gap.four_weeks), truth)
            findings.tally(f"4 weeks {letter} any").add(
                _numbers(*over_weeks(line.timed_entries, rating)), truth
            )
            truth = journal.truth.gap(letter, weeks, by_minutes=True)
            findings.tally(f"minutes {letter} shown").add(_shown(gap.by_minutes), truth)
            findings.by_minutes[minutes_matter(gap)] += 1
            truth = journal.truth.like_for_like(letter, weeks)
            findings.tally(f"alike {letter} shown").add(_shown(gap.alike), truth)
            findings.tally(f"alike {letter} any").add(
                _numbers(*like_for_like(line.timed_entries, rating)), truth
            )


def _shown(estimate: Estimate | None) -> Numbers:
    return (estimate.low, estimate.high, estimate.value) if estimate else (None, None, None)


def _numbers(found: Jackknife | None, interval: GapInterval | None) -> Numbers:
    if found is None or interval is None:
        return None, None, None
    return interval.low, interval.high, found.gap


def _study_returns(findings: Findings, journal: Journal, line: Timeline) -> None:
    traced = trace_returns(line)
    known = [(timed_event, _true_trace(journal, line, timed_event)) for timed_event, _ in traced]
    for (_, trace), (_, cause) in zip(traced, known, strict=True):
        findings.rungs[trace.rung] += 1
        findings.right_hat[trace.rung] += trace.side == cause.side
        findings.right_channel[trace.rung] += trace.channel == cause.channel
    truth = _true_ratio(journal, line, KINDS)
    ratio = per_hour(line, traced, KINDS)
    findings.tally("ratio traced").add(_logarithms(ratio), math.log(truth))
    findings.tally("ratio known").add(_logarithms(per_hour(line, known, KINDS)), math.log(truth))
    if ratio.bounds and (untraced_share(ratio) or 0) > MANY_UNTRACED:
        findings.bounds[ratio.bounds[0] <= truth <= ratio.bounds[1]] += 1
    for kind in SHOWN:
        truth = _true_ratio(journal, line, (kind,))
        findings.tally(f"ratio {kind}").add(_logarithms(per_hour(line, traced, (kind,))), math.log(truth))


def _true_ratio(journal: Journal, line: Timeline, kinds: tuple[str, ...]) -> float:
    """The ratio that is true of the weeks that are ripe for `kinds`."""
    ripe = ripe_weeks(line, max(RIPE_DAYS[kind] for kind in kinds))
    last = journal.truth.wishes.weeks - 1
    return journal.truth.ratio(kinds, range(max(0, last - ripe[-1]), last - ripe[0] + 1))


def _true_trace(journal: Journal, line: Timeline, timed_event: TimedEvent) -> Trace:
    """The trace an all-knowing tracer would find."""
    cause = journal.truth.causes[_place(timed_event.when)]
    sitting = next(each for each in line.timed_entries if _place(each.when) == cause.place)
    return Trace("known", cause.side, (sitting,))


def _place(when: tuple[int, int, int]) -> tuple[str, int]:
    return MONDAY.fromordinal(when[0]).isoformat(), when[2]


def _logarithms(ratio: Ratio) -> Numbers:
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return None, None, None
    return _logarithm(ratio.low), _logarithm(ratio.high), _logarithm(ratio.value)


def _logarithm(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf


def _without_caution() -> None:
    """Let intervals be what the bare formula gives: what the caution is there for shows in the weeks shown."""
    gaps.pooled_interval = partial(pooled_interval, caution=0)  # type: ignore[attr-defined]


def run(journals: int, first: int, wishes: Wishes, *, workers: int = 2, caution: bool = True) -> Findings:
    """The findings over `journals` seeds from `first` on."""
    total = Findings()
    seeds = range(first, first + journals)
    start = None if caution else _without_caution
    with ProcessPoolExecutor(workers, initializer=start) as pool:
        for findings in pool.map(study, seeds, [wishes] * journals, chunksize=8):
            total.merge(findings)
    return total


GAPS = (
    ("Week's gap as lived, as shown", "week {} shown", (LOWEST, HIGHEST)),
    ("Week's gap as lived, wide ones included", "week {} any", (LOWEST, HIGHEST)),
    ("Four weeks as lived, as shown", "4 weeks {} shown", WIDER),
    ("Four weeks as lived, wide ones included", "4 weeks {} any", WIDER),
    ("Four weeks by minutes, as shown", "minutes {} shown", WIDER),
    ("Four weeks like for like, as shown", "alike {} shown", WIDER),
    ("Four weeks like for like, wide ones included", "alike {} any", WIDER),
)


def print_findings(total: Findings) -> bool:
    """The tables; whether every row keeps its promise."""
    kept = True
    for title, name, limits in GAPS:
        print(f"\n{title}, {_limits(limits)}")
        for letter in RATINGS:
            kept &= print_row(letter, total.tally(name.format(letter)), limits)
    if silent := sum(total.silent.values()):
        print(
            f"\nWhere the week is silent, its four weeks speak in {100 * total.silent[True] / silent:.0f} %"
        )
    if spans := sum(total.by_minutes.values()):
        print(f"\nOther by minutes, so that the week says so, {100 * total.by_minutes[True] / spans:.1f} %")
    print(f"\nReturns per hour, brand over personal, by kind as shown, {_limits(RATIOS)}")
    for kind in SHOWN:
        kept &= print_row(f"{kind:12}", total.tally(f"ratio {kind}"), RATIOS, log=True)
    print(f"\nConversations and replies together, 10 ripe weeks, {_limits(RATIOS)}")
    for name in ("traced", "known"):
        kept &= print_row(f"{name:12}", total.tally(f"ratio {name}"), RATIOS, log=True)
    if spoken := sum(total.bounds.values()):
        share = 100 * total.bounds[True] / spoken
        print(f"  bounds, where over 30 % are untraced, hold the truth in {share:.0f} % of {spoken}")
    print_tracing(total)
    print(f"\n{'Every row is within its limits.' if kept else 'A row is OUTSIDE of its limits.'}")
    return kept


def _limits(limits: tuple[float, float]) -> str:
    return f"{100 * limits[0]:.0f} to {100 * limits[1]:.0f} % asked for"


def print_row(name: str, tally: Tally, limits: tuple[float, float], *, log: bool = False) -> bool:
    """One row; whether it is within its limits, or too short to tell."""
    kept = tally.spoken < FEWEST or limits[0] <= tally.coverage <= limits[1]
    short = "   too few to judge" if 0 < tally.spoken < FEWEST else ""
    print(f"  {name}   {tally.text(log=log)}{short}{'' if kept else '   OUTSIDE'}")
    return kept


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
    parser.add_argument(
        "--without-caution", action="store_true", help="intervals of gaps by the bare formula"
    )
    chosen = parser.parse_args(arguments)
    wishes = Wishes(
        sittings={cell: count * chosen.sittings for cell, count in Wishes().sittings.items()},
        brand_effect=(0.0, 0.0, 0.0) if chosen.no_gap else Wishes().brand_effect,
        in_turn=chosen.in_turn,
        skip_low=chosen.skip_low,
        same_place=0.0 if chosen.scattered else Wishes().same_place,
    )
    total = run(chosen.journals, chosen.first, wishes, caution=not chosen.without_caution)
    print(f"{chosen.journals} journals of {wishes.weeks} weeks, {total.problems} lines not understood")
    kept = print_findings(total)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
