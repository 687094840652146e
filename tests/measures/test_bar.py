"""The user's own bar: read exactly, or a problem."""

from __future__ import annotations

import pytest

from twohats.measures.bar import DEFAULT_AIM, per_hour_of, read_bars


@pytest.mark.parametrize(
    ("text", "per_hour"),
    [
        ("1 per 10h", 0.1),
        ("1 per 5 hours", 0.2),
        ("3 per hour", 3.0),
        ("3 per h", 3.0),
        ("0.5 per hour", 0.5),
        ("2 per 90m", 2 / 1.5),
        ("1 per 1h30", 1 / 1.5),
        ("1 per 1h30m", 1 / 1.5),
        ("1 per 2.5h", 0.4),
        ("  1  per  10 h ", 0.1),
        ("1 PER 10H", 0.1),
        ("1 per 45 minutes", 60 / 45),
    ],
)
def test_a_bar_is_a_number_and_a_time(text: str, per_hour: float) -> None:
    assert per_hour_of(text) == pytest.approx(per_hour, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    ["", "1", "per 10h", "1 per", "one per 10h", "1/10h", "1 each 10h", "1 per 10", "1 per 0h", "0 per 10h", "0.0 per h",
     "1 per 0m", "1 per 0h00", "-1 per 10h", "1,5 per 10h", "1 per 10h a week", "1 per 1h75", "1e3 per 10h", "nan per 1h",
     "1 per 0.0h", "\N{ARABIC-INDIC DIGIT ONE} per 10h", "1 per day", "9999999 per h"],
)  # fmt: skip
def test_anything_else_is_no_bar(text: str) -> None:
    assert per_hour_of(text) is None


def test_bars_are_by_kind_in_the_order_of_the_kinds() -> None:
    found = read_bars({"lead": "1 per 10h", "conversation": "1  per 2h"})
    assert [(bar.kind, bar.text, bar.per_hour) for bar in found.bars] == [
        ("conversation", "1 per 2h", 0.5),
        ("lead", "1 per 10h", 0.1),
    ]
    assert found.aim == ("conversation", "lead")
    assert found.of("lead") == found.bars[1]
    assert found.of("sale") is None


def test_what_is_not_understood_is_a_problem_and_no_bar() -> None:
    found = read_bars({"lead": "now and then", "sale": "1 per 20h"})
    assert found.aim == ("sale",)
    (problem,) = found.problems
    assert (problem.code, problem.path, problem.hint) == ("bad-setting", "hat.toml", "1 per 10h")
    assert problem.message == "bar.lead cannot be 'now and then'"


def test_a_kind_that_is_no_return_is_passed_over() -> None:
    assert read_bars({"likes": "1 per 1h"}) == read_bars({})


def test_without_a_bar_the_aim_is_conversation() -> None:
    assert read_bars({}).aim == DEFAULT_AIM == ("conversation",)
