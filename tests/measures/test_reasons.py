"""Why, what else the hours could have been, and when that question opens by itself."""

from __future__ import annotations

import pytest
from tests.measures.logged import line_of

from twohats.measures.questions import QUESTIONS
from twohats.measures.reasons import (
    Motivation,
    Reasons,
    alternatives,
    brand_motivation,
    reason_entries,
    reasons,
    why_is_due,
)

LINES = """30m brand post a why:money
    20m brand post a why:money,tribe
    10m personal read b why:curious,art
    40m brand read c
    9h brand do make why:money"""


def test_minutes_by_reason_are_of_social_hours() -> None:
    entries = line_of({0: LINES, -7: "5h brand post a why:ego"}).timed_entries
    assert reasons(entries, range(1)) == Reasons(
        100, 60, {"money": 50, "tribe": 20, "art": 10, "curious": 10}, 30, 10, 1
    )
    assert reasons(entries, range(1), ("personal",)) == Reasons(10, 10, {"art": 10, "curious": 10}, 0, 10, 0)
    assert reasons([], range(1)) == Reasons(0, 0, {}, 0, 0, 0)


def test_the_entries_behind_a_reason() -> None:
    found = reason_entries(line_of({0: LINES}).timed_entries, range(1), ("brand",))
    assert {reason: [each.entry.minutes for each in entries] for reason, entries in found.items()} == {
        "money": [30, 20],
        "tribe": [20],
    }


def test_the_four_alternatives_have_their_question_and_the_minutes_that_went_there() -> None:
    lines = "1h brand do service\n2h personal do walk\n30m brand do lead\n20m brand do lead\n9h brand do make"
    found = alternatives(line_of({0: lines, -7: "1h brand do speak"}).timed_entries, range(1))
    assert {each.kind: each.minutes for each in found} == {"lead": 50, "speak": 0, "service": 60, "walk": 120}
    assert {each.question for each in found} == set(QUESTIONS)
    words = {"lead": "leading", "speak": "speaking", "service": "service", "walk": "walking"}
    assert all(words[each.kind] in each.question for each in found)


def low(week: int, rating: int = 2) -> dict[int, str]:
    return {
        -7 * week: f"1h brand post a m{rating}",
        -7 * week - 1: f"1h brand post a m{rating}\n1h brand read a m{rating}",
    }


def test_a_mean_needs_three_ratings_on_two_days() -> None:
    assert brand_motivation(line_of({0: "1h brand post a m2\n1h brand post a m3", 1: "1h brand talk m4"}).timed_entries,
                            range(1)) == Motivation(3.0, 3)  # fmt: skip
    assert brand_motivation(line_of({0: "\n".join(["1h brand post a m2"] * 9)}).timed_entries, range(1)) == (
        None,
        9,
    )
    assert brand_motivation(line_of({0: "1h brand post a m2", 1: "1h brand post a m2"}).timed_entries, range(1)) == (
        None, 2)  # fmt: skip
    others = {0: "1h personal post a m1\n1h brand do make m1", 1: "1h brand post a"}
    assert brand_motivation(line_of(others).timed_entries, range(1)) == Motivation(None, 0)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ({}, False),
        (low(1), False),
        (low(1) | low(5), True),
        (low(1) | low(5, 3), False),
        (low(1, 3) | low(5), False),
        (low(5) | low(9), False),
        (low(1) | low(9), False),
    ],
)
def test_the_question_opens_after_two_blocks_running_under_three(days: dict[int, str], due: bool) -> None:  # noqa: FBT001
    entries = line_of(days).timed_entries
    assert why_is_due(entries, (range(4), range(4, 8), range(8, 12))) is due
    assert not why_is_due(entries, (range(4),))
