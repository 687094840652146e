"""People minus tools: the difference of interest, and what it lacks."""

from __future__ import annotations

import pytest
from tests.measures.logged import line_of

from twohats.measures.figures import ABOUT, DAYS, MORE_RATINGS, SIDE_DAYS, UNEVEN, UNRATED, Missing
from twohats.measures.intervals.gaps import jackknife, pooled_interval
from twohats.measures.people_and_tools import Contrast, people_minus_tools


def contrast(days: dict[int, str], side: str = "brand") -> Contrast:
    return people_minus_tools(line_of(days).timed_entries, range(12))[side]


TALK, POST = "25m brand talk a @bo i5", "25m brand post a i3"


def test_the_difference_is_that_of_the_means_with_the_interval_of_a_gap() -> None:
    days = {
        -7 * n: f"25m brand talk a @bo i{4 + n % 2}\n25m brand post a i{2 + n % 2}\n25m brand read a i3"
        for n in range(9)
    }
    found = contrast(days)
    rated = [(n, "", False, 2 + n % 2) for n in range(9)] + [(n, "", False, 3) for n in range(9)]
    rated += [(n, "", True, 4 + n % 2) for n in range(9)]
    gap = jackknife(rated)
    assert gap
    interval = pooled_interval(gap)
    assert interval
    assert found[:3] == pytest.approx((gap.gap, interval.low, interval.high))
    assert found.n == {"talk": 9, "post and read": 18}
    assert found.enough


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        ({}, Missing(MORE_RATINGS, sides={"talk": 3, "post and read": 3})),
        ({0: f"{TALK}\n{POST}", 1: f"{TALK}\n{POST}", 2: TALK}, Missing(MORE_RATINGS, sides={"post and read": 1})),
        ({0: "\n".join([TALK] * 3), 1: POST, 2: POST, 3: POST}, Missing(SIDE_DAYS, sides={"talk": 1})),
        (dict.fromkeys(range(2), f"{TALK}\n{POST}\n{TALK}\n{POST}"), Missing(DAYS, 1)),
        ({n: f"{TALK}\n{POST}\n{POST.replace(' i3', '')}" for n in range(3)},
         Missing(UNRATED, rated={"post and read": (3, 6)})),
        ({n: f"{TALK}\n{POST}\n{POST}" + "\n25m brand read a" * (n == 0) * 3 for n in range(3)},
         Missing(UNEVEN, rated={"post and read": (6, 9), "talk": (3, 3)})),
    ],
)  # fmt: skip
def test_a_difference_keeps_what_it_lacks(days: dict[int, str], missing: Missing) -> None:
    found = contrast(days)
    assert found.missing == missing
    assert found[:3] == (None, None, None)


def test_a_wide_interval_is_silent_and_says_about_how_many_ratings_it_lacks() -> None:
    days = {
        n: f"25m brand talk a @bo i{5 if n % 2 else 1}\n25m brand post a i{1 if n % 2 else 5}"
        for n in range(4)
    }
    missing = contrast(days).missing
    assert missing
    assert missing.kind == ABOUT
    assert missing.number > 0


def test_who_was_asked_for_understanding_was_asked() -> None:
    days = dict.fromkeys(range(4), f"{TALK}\n{POST}\n25m brand talk a @bo u3\n25m brand post a u3")
    assert contrast(days).rated == {"talk": (8, 8), "post and read": (8, 8)}


def test_hours_of_do_and_of_the_other_side_are_not_compared() -> None:
    found = contrast({0: f"1h brand do service i1\n25m personal talk @bo i1\n{TALK}"})
    assert found.n == {"talk": 1, "post and read": 0}
