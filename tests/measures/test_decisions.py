"""Limits decided before: which hold in a week, what takes their place, and what counts for them."""

from __future__ import annotations

import pytest
from tests.measures.logged import WEEK, line_of

from twohats.format.review import read_review
from twohats.measures.decisions import WEEKS_IN_FORCE, Decided, in_force, standings


def decided(*said: tuple[int, str]) -> list[Decided]:
    """Decisions as they stand in reviews of so many weeks ago."""
    return [
        Decided(WEEK.back(ago).name, one)
        for ago, text in said
        for one in read_review(f"- decided: {text}").decisions
    ]


def holding(*said: tuple[int, str]) -> list[str]:
    return [each.decision.text for each in in_force(decided(*said), WEEK)]


LINKEDIN, BRAND = "linkedin at most 2h a week", "brand linkedin at most 1h a week"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(1, LINKEDIN)], [LINKEDIN]),
        ([(0, LINKEDIN)], []),
        ([(-1, LINKEDIN)], []),
        ([(WEEKS_IN_FORCE, LINKEDIN)], [LINKEDIN]),
        ([(WEEKS_IN_FORCE + 1, LINKEDIN)], []),
        ([(1, "a letter instead")], []),
        ([(3, LINKEDIN), (2, "linkedin at most 3h a week")], ["linkedin at most 3h a week"]),
        ([(2, "linkedin at most 3h a week"), (3, LINKEDIN)], ["linkedin at most 3h a week"]),
        ([(3, LINKEDIN), (2, BRAND)], [BRAND, LINKEDIN]),
        ([(3, LINKEDIN), (2, "linkedin as it comes")], []),
        ([(3, LINKEDIN), (2, "LinkedIn, no more of it")], []),
        ([(3, BRAND), (2, "brand linkedin as it comes")], []),
        ([(3, BRAND), (2, "linkedin as it comes")], [BRAND]),
        ([(3, LINKEDIN), (2, "as it comes: linkedin")], [LINKEDIN]),
        ([(3, LINKEDIN), (2, "linkedin as it comes"), (1, LINKEDIN)], [LINKEDIN]),
        ([], []),
    ],
)
def test_a_limit_holds_from_the_next_week_on_until_another_takes_its_place(
    said: list[tuple[int, str]], expected: list[str]
) -> None:
    assert holding(*said) == expected


@pytest.mark.parametrize(
    ("limit", "minutes"),
    [
        ("linkedin at most 2h a week", 115),
        ("personal linkedin at most 2h a week", 15),
        ("brand linkedin at most 2h a week", 100),
        ("phone at most 2h a week", 0),
    ],
)
def test_the_minutes_of_the_week_count(limit: str, minutes: int) -> None:
    timeline = line_of({
        -1: "9h brand post linkedin",
        0: "40m brand post linkedin\n60m client-acme read linkedin\n15m novelist post linkedin\n5m brand post",
    })  # fmt: skip
    (found,) = standings(decided((1, limit)), timeline)
    assert (found.minutes, found.limit.minutes, found.week) == (minutes, 120, "2026-W46")
