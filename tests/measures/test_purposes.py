"""Aims, setting up, having to, late evenings."""

from __future__ import annotations

import pytest
from tests.measures.logged import line_of

from twohats.format.words import RETURNS
from twohats.measures.purposes import (
    Habits,
    Purpose,
    aims,
    habits,
    late_minutes,
    purposes,
    serving_no_aim,
    set_up_minutes,
)
from twohats.measures.returns import credits_of, trace_returns

LINES = """30m brand post a aim:leads serves:readers
    20m brand post a aim:leads
    10m brand post b aim:none
    40m brand read c
    50m brand read c serves:readers
    9h brand do make aim:leads
    1h personal post a"""


def test_shares_are_of_the_minutes_that_say_whether_there_was_an_aim() -> None:
    found = purposes(line_of({0: LINES}).timed_entries, range(1))
    assert found["brand"] == Purpose(150, 60, 50, 30, 5, 3)
    assert found["brand"].purposeful_share == 0.5
    assert found["brand"].winging_share == pytest.approx(1 / 6)
    assert found["personal"] == Purpose(60, 0, 0, 0, 1, 1)
    assert (found["personal"].purposeful_share, found["personal"].winging_share) == (None, None)


def test_an_aim_has_its_minutes_channels_and_returns() -> None:
    timeline = line_of({
        0: "30m brand post a aim:leads +t\n40m brand post b aim:leads,orders\n20m brand post aim:none\n1h personal post a aim:leads",
        1: "brand got reply +t\nbrand got lead b @bo\nbrand got sale c",
        2: "9m personal talk @zoe\n9m brand talk @zoe aim:orders\nbrand got reply @zoe",
        -7: "5h brand post a aim:leads",
    })  # fmt: skip
    traced = trace_returns(timeline)
    found = aims(
        timeline.timed_entries, {kind: credits_of(traced, kind) for kind in RETURNS}, "brand", range(1)
    )
    assert [(each.name, each.minutes, each.channels, each.came, each.shared) for each in found] == [
        ("leads", 70, ("b", "a"), {"reply": 1, "lead": 1}, {}),
        ("orders", 49, ("b", ""), {"lead": 1}, {"reply": 1}),
    ]
    assert [each.entry.minutes for each in found[0].entries] == [30, 40]


def test_channels_that_serve_no_aim_are_named_once_any_aim_is() -> None:
    lines = "30m brand post a aim:leads\n30m brand read a\n30m brand post b aim:none\n40m brand read c\n29m brand read d\n1h brand read"
    assert serving_no_aim(line_of({0: lines}).timed_entries, "brand", range(1)) == {"c": 40, "b": 30}
    assert list(serving_no_aim(line_of({0: lines}).timed_entries, "brand", range(1)) or ()) == ["c", "b"]
    assert serving_no_aim(line_of({0: "1h brand post a aim:none"}).timed_entries, "brand", range(1)) is None
    assert serving_no_aim(line_of({0: lines}).timed_entries, "personal", range(1)) is None


def test_what_was_set_up_is_counted_from_the_beginning() -> None:
    days = {
        -150: "1h brand post a how:setup",
        0: "5m brand do make how:setup,must\n5m brand post a how:craft",
    }
    assert set_up_minutes(line_of(days).timed_entries) == {"personal": 0, "brand": 65}


@pytest.mark.parametrize(
    ("start", "minutes", "late"),
    [
        (22 * 60, 30, 30),
        (21 * 60 + 45, 30, 15),
        (23 * 60 + 30, 60, 60),
        (24 * 60 + 40, 20, 20),
        (28 * 60 + 50, 30, 10),
        (29 * 60, 30, 0),
        (4 * 60 + 50, 30, 10),
        (0, 12 * 60, 5 * 60),
        (10 * 60, 600, 0),
        (17 * 60, 12 * 60, 7 * 60),
    ],
)
def test_late_is_from_ten_in_the_evening_to_five_in_the_morning(start: int, minutes: int, late: int) -> None:
    assert late_minutes(start, minutes) == late


def test_habits_are_counts_of_social_entries() -> None:
    lines = """22:30-23:00 brand post a how:must
        25m brand post a why:must,money how:craft
        09:00-09:20 brand read a why:told-to
        23:00-23:30 brand do make how:must
        23:00-23:30 personal read a"""
    found = habits(line_of({0: lines, -7: lines}).timed_entries, range(1))
    assert found["brand"] == Habits(2, 3, 30, 50, 1, 25, 1)
    assert found["personal"] == Habits(0, 1, 30, 30, 1, 0, 0)
