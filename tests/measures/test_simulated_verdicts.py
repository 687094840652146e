"""Verdicts over simulated years: seldom false where there is nothing to find, and said where there is something.

A part of `benchmarks/verdicts.py`, of which `docs/method.md` has the whole: about a minute.
"""

from __future__ import annotations

import math

import pytest
from benchmarks.simulator import Wishes, simulate, simulate_lines
from benchmarks.verdicts import MOST_FALSE, Findings, reviews, study
from benchmarks.years import NO_BAR, Cell, all_bars, null_cells, power_cells, wishes

from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
from twohats.measures import verdict as rules
from twohats.measures.bar import Bars
from twohats.measures.timeline import timeline_of

YEARS = 6


def over(cell: Cell, years: int) -> Findings:
    total = Findings()
    for seed in range(1, years + 1):
        total.merge(study(cell, seed))
    return total


@pytest.mark.parametrize(
    ("seed", "made"),
    [
        (1, Wishes()),
        (2, wishes(15, "neg. binomial")),
        (3, wishes(30, "bursts", times={("brand", "linkedin"): 3.0})),
    ],
)
def test_the_lines_are_what_reading_the_text_would_give(seed: int, made: Wishes) -> None:
    pages = {day: read_page(text, day, DEFAULT_HATS) for day, text in simulate(seed, made).pages.items()}
    lines = simulate_lines(seed, made).timeline
    assert lines == timeline_of(pages, lines.week, DEFAULT_HATS, lines.until, weeks_before=made.weeks - 1)
    assert not any(page.all_problems() for page in pages.values())


@pytest.fixture(scope="module")
def null() -> dict[str, Findings]:
    """Six years of each of the nine ordinary journals with nothing to find."""
    return {cell.name: over(cell, YEARS) for cell in null_cells()[:9]}


@pytest.mark.parametrize("bars", all_bars())
def test_verdicts_are_seldom_false_where_there_is_nothing_to_find(
    null: dict[str, Findings], bars: str
) -> None:
    """54 years: a rate of 0.6 a year is known to about 0.15."""
    joint = math.fsum(each.joint(bars) for each in null.values()) / len(null)
    assert joint <= MOST_FALSE


def test_a_tool_that_never_speaks_is_never_wrong(null: dict[str, Findings]) -> None:
    """Of the same journals: what is far below a bar is said to be, and what is far above it."""
    for name in ("no sign, a quarter of the bar", "keep, true rate 4 times the bar"):
        weeks = [week for cell in null for week in null[cell].first[name]]
        assert sum(1 for week in weeks if week) / len(weeks) >= 0.7, name


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("15 gap -0.8", 0.9),
        ("15 understanding -0.8", 0.8),
        ("15 mix of the hats differs", 0.8),
        ("30 gap -0.8 and brand pays 0.4", 0.7),
        ("30 email 3 times", 0.7),
        ("15 all talk 3 times", 0.6),
        ("30 linkedin 0.3 times", 0.4),
        ("15 linkedin 3 times", 0.6),
        ("30 linkedin 3 times", 0.75),
        ("15 brand brings nothing, bar 0.4", 0.9),
        ("30 cap, 1 an hour", 0.5),
    ],
)
def test_what_is_there_is_said(name: str, least: float) -> None:
    """Ten years each; the limits are two standard errors below what the whole study finds."""
    (cell,) = (each for each in power_cells() if each.name.strip() == name)
    (right,) = cell.right
    percent, _ = over(cell, 10).power(right)
    assert percent >= 100 * least


def test_a_review_needs_only_the_lines_that_are_near() -> None:
    """The study leaves out older ones for speed; the answer is that of the whole journal."""
    from benchmarks import verdicts as study_of

    cell = Cell("near", wishes(15), {NO_BAR: Bars(())})
    near = [(known.evidence, known.saturated, gaps) for known, _, gaps in reviews(cell, 4)]
    kept = study_of._near
    try:
        study_of._near = lambda timeline, read, _: (timeline, [*read])  # type: ignore[assignment]
        whole = [(known.evidence, known.saturated, gaps) for known, _, gaps in reviews(cell, 4)]
    finally:
        study_of._near = kept
    assert near == whole


def test_a_false_verdict_is_one_that_contradicts_the_truth() -> None:
    cell = null_cells()[0]
    bar = all_bars()["conversations x 1"]
    gap = rules.Verdict(rules.GAP, rating="motivation")
    assert cell.is_false(gap, bar), "there is no gap"
    assert cell.is_false(rules.Verdict(rules.NO_SIGN, "linkedin"), bar), "an hour brings just what is asked"
    assert not cell.is_false(rules.Verdict(rules.NO_SIGN, "linkedin"), all_bars()["conversations x 2"])
    assert cell.is_false(rules.Verdict(rules.KEEP, "linkedin", kind="conversation"), bar)
    assert not cell.is_false(rules.Verdict(rules.CARRY_ON, "linkedin"), bar)
    (posts,) = (each for each in power_cells() if each.name.strip() == "15 linkedin 3 times")
    assert not posts.is_false(
        rules.Verdict(rules.SHIFT, "linkedin", kind="conversation", toward=True), Bars(())
    )
    assert posts.is_false(rules.Verdict(rules.SHIFT, "linkedin", kind="conversation", toward=False), Bars(()))
    assert posts.is_false(
        rules.Verdict(rules.SHIFT, activity="talk", kind="conversation", toward=True), Bars(())
    )
