"""Journals whose truth is known: what the figures say of them holds as often as is promised."""

from __future__ import annotations

import math
import random
from statistics import fmean

import pytest
from benchmarks.coverage import HIGHEST, LOWEST, Findings, study
from benchmarks.simulator import RATINGS, Wishes, mean_rating, simulate

from twohats.measures.tracing import BOTH, UNTRACED


@pytest.fixture(scope="module")
def findings() -> Findings:
    """Sixty journals of twelve weeks, read as text and looked at week by week."""
    total = Findings()
    for seed in range(1, 61):
        total.merge(study(seed, Wishes()))
    return total


def test_every_simulated_line_is_understood(findings: Findings) -> None:
    assert findings.problems == 0


@pytest.mark.parametrize("which", ["shown", "any"])
def test_the_weeks_interval_holds_the_truth_in_88_to_96_of_100(findings: Findings, which: str) -> None:
    """Over the three ratings: 800 shown and 2,000 in all, so a coverage of 92 % is known to 2 and 1.2 points
    (95 %, binomial). Bootstrapping the entries instead would hold 57 to 89 %.
    """  # fmt: skip
    tallies = [findings.tally(f"week {letter} {which}") for letter in RATINGS]
    spoken = sum(each.spoken for each in tallies)
    held = sum(each.held for each in tallies)
    assert spoken >= (600 if which == "shown" else 1900)
    assert LOWEST <= held / spoken <= HIGHEST
    assert held < spoken, "one interval in ten has to miss"


def test_intervals_over_four_weeks_hold_the_truth_too(findings: Findings) -> None:
    """540 of each kind; three binomial standard errors of a coverage of 91 % are 3.7 points."""
    for name in ("4 weeks {} any", "4 weeks {} shown", "alike {} any", "alike {} shown"):
        tallies = [findings.tally(name.format(letter)) for letter in RATINGS]
        coverage = sum(each.held for each in tallies) / sum(each.spoken for each in tallies)
        assert 0.86 <= coverage <= 0.97


def test_the_ratio_of_returns_holds_the_truth_and_is_not_off(findings: Findings) -> None:
    """60 ratios; three binomial standard errors of a coverage of 92 % are 10 points."""
    for name in ("ratio traced", "ratio known", "ratio conversation", "ratio reply"):
        tally = findings.tally(name)
        assert tally.spoken >= 58
        assert tally.coverage >= 0.82
        assert tally.open < 10
        assert abs(tally.error / (tally.spoken - tally.open)) < 0.15


def test_returns_are_traced_to_the_hat_they_came_from(findings: Findings) -> None:
    traced = {rung: count for rung, count in findings.rungs.items() if rung not in (BOTH, UNTRACED)}
    share = sum(traced.values()) / sum(findings.rungs.values())
    right = sum(findings.right_hat[rung] for rung in traced) / sum(traced.values())
    assert share > 0.9
    assert right > 0.95
    assert findings.right_hat["reference"] == findings.rungs["reference"]
    assert findings.right_channel["reference"] == findings.rungs["reference"]


def test_hats_felt_alike_are_seldom_said_to_differ() -> None:
    """Some 40 % of 1,440 weeks speak; a share of 10 % is then known to 3.8 points at three standard errors."""
    total = Findings()
    for seed in range(1, 41):
        total.merge(study(seed, Wishes(brand_effect=(0, 0, 0))))
    tallies = [total.tally(f"week {letter} shown") for letter in RATINGS]
    assert sum(each.off_zero for each in tallies) / sum(each.spoken for each in tallies) <= 0.14


def test_the_same_seed_gives_the_same_journal() -> None:
    assert simulate(7).pages == simulate(7).pages
    assert simulate(7).pages != simulate(8).pages


def test_the_true_mean_of_a_rating_is_that_of_many() -> None:
    wishes, rng = Wishes(), random.Random(1)
    for cell in (("brand", "post"), ("personal", "talk")):
        inner = wishes.base[0] + (-0.8 - 0.3 if cell[0] == "brand" else 0.4)
        many = fmean(min(5, max(1, math.floor(rng.gauss(inner, 1) + 0.5))) for _ in range(40_000))
        assert mean_rating(wishes, "m", cell) == pytest.approx(many, abs=0.02)
