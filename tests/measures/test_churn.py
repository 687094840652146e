"""Channels started and dropped within 90 days."""

from __future__ import annotations

from tests.measures.logged import day, line_of, past

from twohats.measures.churn import Churn, churn

OLD = {-150: "1h brand post linkedin"}
LAST = 6  # the day that the timeline ends with, counted from its Monday


def found(days: dict[int, str]) -> Churn:
    return all_of(OLD | days)


def all_of(days: dict[int, str]) -> Churn:
    return churn(line_of(days), past(days).channels)


def test_nothing_started_in_an_empty_journal() -> None:
    assert all_of({}) == Churn((), ())


def test_a_first_entry_within_ninety_days_starts_a_channel() -> None:
    assert found({LAST - 89: "1m brand post a"}).started == (("a", day(LAST - 89)),)
    assert found({LAST - 90: "1m brand post a"}).started == ()
    assert found({-120: "1m brand read a", 0: "5h personal post a"}).started == ()
    assert found({0: "1h brand do service shop\n1h brand post"}).started == ()


def test_in_the_first_four_weeks_of_a_journal_nothing_is_started() -> None:
    days = {-40: "1h brand post a", -13: "1h brand post b", -12: "1h brand post c"}
    assert all_of(days).started == (("c", day(-12)),)


def test_a_channel_is_dropped_when_its_last_28_days_fall_under_half_an_hour() -> None:
    assert found({-40: "30m brand post a"}).dropped == (("a", day(-40)),)
    assert found({-40: "29m brand post a"}).dropped == ()
    assert found({-40: "30m brand post a", LAST - 27: "29m brand post a"}).dropped == (("a", day(LAST - 27)),)
    assert found({-40: "30m brand post a", LAST - 27: "30m brand post a"}).dropped == ()


def test_thirty_minutes_must_be_within_28_days() -> None:
    assert found({-67: "20m brand post a", -39: "20m brand post a"}).dropped == ()
    assert found({-66: "20m brand post a", -39: "20m brand post a"}).dropped == (("a", day(-39)),)


def test_what_was_dropped_over_ninety_days_ago_is_not_named_any_more() -> None:
    assert found({LAST - 90 - 27: "30m brand post a"}).dropped == ()
    assert found({LAST - 89 - 27: "30m brand post a"}).dropped == (("a", day(LAST - 89 - 27)),)
    assert found({LAST - 89 - 28: "20m brand post a", LAST - 89 - 27: "20m brand post a"}).dropped == ()


def test_a_channel_can_be_started_and_dropped() -> None:
    both = found({-60: "1h brand post a", -50: "1h personal post a"})
    assert both == Churn((("a", day(-60)),), (("a", day(-50)),))
