"""Weeks whose truth is known: the gates of METHOD 4 let through few false statements, and some true ones."""

from __future__ import annotations

from benchmarks.slopes import (
    MOST_FELL,
    MOST_SATURATING,
    Design,
    fade_designs,
    fading,
    over,
    said_from_lines,
    saturation,
    saturation_designs,
    written,
)

from twohats.measures.slopes import FELL, NO_SIGN, SATURATING

JOURNALS = 25


def test_false_saturation_is_rare() -> None:
    """108 designs of 25 journals: a share of 1 % is known to 0.6 points at three standard errors."""
    row = over(saturation_designs(), saturation, SATURATING, JOURNALS)
    assert row.mean <= 0.02
    assert row.within(MOST_SATURATING + 0.02), row


def test_where_there_is_saturation_no_sign_of_it_is_seldom_said() -> None:
    designs = [each for each in saturation_designs(0.5) if each.weeks == 26]
    assert over(designs, saturation, NO_SIGN, JOURNALS).mean <= 0.03


def test_false_fell_is_no_more_frequent_than_promised() -> None:
    """36 designs of 25 journals with steady demand: a share of 4 % is known to 2 points at three standard errors."""
    designs = [each for each in fade_designs() if not each.drifting]
    assert over(designs, fading, FELL, JOURNALS).mean <= MOST_FELL


def test_half_and_double_weeks_show_a_strong_saturation() -> None:
    said = saturation(Design("half-double", 12, 10.0, "poisson", power=0.25), 60)
    assert said.share(SATURATING) >= 0.85


def test_a_fast_fade_is_found_and_a_month_is_silent() -> None:
    assert fading(Design("natural 35", 12, 7.0, "poisson", change=-0.3, lag=1.5), 40).share(FELL) >= 0.9
    assert fading(Design("natural 35", 5, 7.0, "poisson", change=-0.3), 10).share("") == 1
    assert saturation(Design("half-double", 6, 10.0, "poisson", power=0.0), 10).share("") == 1


def test_from_lines_to_verdicts_little_is_said_that_is_not_so() -> None:
    """20 journals of 28 weeks and two kinds: a share of 5 % is known to 10 points at three standard errors."""
    saturated, faded = said_from_lines(written(in_turn=True), 20)
    assert saturated.share(SATURATING) <= 0.15
    assert faded.share(FELL) <= 0.16
    assert saturated.spoken > 0.5
    strong, _ = said_from_lines(written(in_turn=True, power=0.2), 10)
    assert strong.share(SATURATING) >= 0.3
