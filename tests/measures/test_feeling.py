"""Feeling beside counting: an arrow only where the interval tells, else what is missing (METHOD M17)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.measures.logged import line_of

from twohats.measures import figures
from twohats.measures.feeling import Feeling, feelings, rate_change
from twohats.measures.figures import Missing
from twohats.measures.intervals.rates import rate_ratio
from twohats.measures.returns import all_credits, trace_returns
from twohats.measures.slopes import Worked


def felt(days: dict[int, str], side: str = "brand") -> Feeling:
    timeline = line_of(days)
    (found,) = (
        each for each in feelings(timeline, all_credits(trace_returns(timeline))) if each.side == side
    )
    return found


def worth(earlier: str, later: str, *, hat: str = "brand") -> dict[int, str]:
    """One entry a day with a worth each: the later four weeks are 2 to 5 before the week, the earlier 6 to 9."""
    days = {-63 + at: f"30m {hat} post linkedin w{digit}" for at, digit in enumerate(earlier)}
    return days | {-35 + at: f"30m {hat} post linkedin w{digit}" for at, digit in enumerate(later)}


@pytest.mark.parametrize(
    ("earlier", "later", "direction"),
    [("554455", "112211", -1), ("112211", "554455", 1), ("334343", "343433", 0), ("151515", "242424", 0)],
)
def test_worth_has_a_direction_only_where_its_interval_leaves_out_zero(
    earlier: str, later: str, direction: int
) -> None:
    found = felt(worth(earlier, later)).worth
    assert found.direction == direction
    assert found.value == pytest.approx(np.mean([*map(int, later)]) - np.mean([*map(int, earlier)]))
    assert found.low is not None
    assert found.high is not None
    assert ((found.low > 0) - (found.high < 0)) == direction
    assert found.counts == {"earlier": 6, "later": 6}
    assert found.missing is None


@pytest.mark.parametrize(
    ("earlier", "later", "missing"),
    [
        ("", "", Missing(figures.MORE_RATINGS, sides={"earlier": 3, "later": 3})),
        ("55", "111", Missing(figures.MORE_RATINGS, sides={"earlier": 1})),
    ],
)
def test_worth_needs_three_ratings_in_either_four_weeks(earlier: str, later: str, missing: Missing) -> None:
    found = felt(worth(earlier, later)).worth
    assert found.missing == missing
    assert (found.value, found.low, found.high, found.direction) == (None, None, None, 0)


def test_worth_needs_two_days_in_either_four_weeks() -> None:
    days = worth("", "111") | {-60: "30m brand post linkedin w5\n" * 3}
    assert felt(days).worth.missing == Missing(figures.SIDE_DAYS, sides={"earlier": 1})


def test_unripe_weeks_the_other_side_and_hours_of_do_are_no_part_of_it() -> None:
    days = worth("554455", "112211")
    days |= {
        -6: "30m brand post w5\n" * 9,
        -34: "30m personal post w5\n" * 9 + "30m brand do service w5\n" * 9,
    }
    days[-34] += "30m brand post linkedin w1"
    assert felt(days).worth.counts == {"earlier": 6, "later": 6}


def came(earlier: int, later: int, *, kind: str = "reply") -> dict[int, str]:
    """Two hours a week, and the returns of every one of its eight weeks."""
    return {-7 * 20: "nothing"} | {
        -7 * week: "2h brand post linkedin\n" + (f"brand got {kind} linkedin x{count}" if count else "")
        for week in range(2, 10)
        for count in [later if week < 6 else earlier]
    }


@pytest.mark.parametrize(("earlier", "later", "direction"), [(12, 3, -1), (3, 12, 1), (5, 6, 0)])
def test_returns_per_hour_have_a_direction_only_where_their_interval_leaves_out_one(
    earlier: int, later: int, direction: int
) -> None:
    found = felt(came(earlier, later))
    assert found.kind == "reply"
    assert found.counted.direction == direction
    expected = rate_ratio([(earlier, 2.0)] * 4, [(later, 2.0)] * 4)
    assert expected is not None
    assert (found.counted.value, found.counted.low, found.counted.high) == expected[:3]
    assert found.worth.missing is not None, "the one speaks without the other"


def test_nothing_before_is_a_rise_without_an_upper_end() -> None:
    found = felt(came(0, 9)).counted
    assert (found.value, found.high) == (math.inf, math.inf)
    assert found.direction == 1


def test_returns_need_weeks_with_hours_and_five_of_a_kind() -> None:
    assert felt({}).counted.missing == Missing(figures.WEEKS_WITH_HOURS, 6)
    assert felt({}).kind == ""
    assert felt(came(0, 1)).counted.missing == Missing(figures.FEW, 4, of=5)
    weeks = [Worked(week, 2.0, 9.0) for week in range(4)]
    assert rate_change(weeks[:2], weeks).missing == Missing(figures.WEEKS_WITH_HOURS, 1)


def test_a_lead_has_its_own_eight_weeks() -> None:
    days = {-7 * week: "2h brand post linkedin\nbrand got lead linkedin x3" for week in range(6, 14)}
    days[-7 * 20] = "nothing"
    found = felt(days)
    assert found.kind == "lead"
    assert found.counted.counts == {"earlier": 12, "later": 12}


def test_the_lines_of_a_feeling_are_the_entries_whose_worth_was_compared() -> None:
    days = worth("55", "1") | {-6: "30m brand post w5", -34: "30m personal post w5"}
    assert felt(days).lines == ("2026-09-14:1", "2026-09-15:1", "2026-10-12:1")


def test_the_first_45_days_of_a_journal_are_not_held_against_later_ones() -> None:
    days = came(9, 9)
    assert felt(days).counted.missing is None
    del days[-7 * 20]
    assert felt(days).counted.missing == Missing(figures.WEEKS_WITH_HOURS, 5)
