"""What a gap is by minutes and with missing ratings at their worst, against slow second computations with scipy."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.measures import second_opinion as slow
from tests.measures.logged import HATS, SUNDAY, WEEK, figures, line_of, pages_of

from twohats.measures.figures import ABOUT, MORE_RATINGS, SIDE_DAYS, UNRATED, Gap
from twohats.measures.gap_sensitivity import with_sensitivity
from twohats.measures.gaps import gaps_over
from twohats.measures.intervals.gaps import jackknife, weighted_jackknife

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.intervals.gaps import Weighted

WEEKS = range(4)
EVERY_DAY = range(-21, 7)
SEEDS = range(30)
Lines = dict[int, list[tuple[str, int, str, int]]]


def drawn(seed: int) -> Lines:
    """Four weeks of lines by lot, from so few ratings that nothing can be said to enough for everything."""
    rng = random.Random(seed)
    rated = rng.choice((0.5, 0.95, 0.95))
    return {
        day: [
            (
                rng.choice(("brand", "personal")),
                rng.choice((0, 10, 20, 25, 30, 45, 90)),
                rng.choice("mmmmmmmmmmiu") if rng.random() < rated else "",
                rng.choice((1, 2, 2, 3, 3, 4, 5)),
            )
            for _ in range(rng.randrange(1, 2 + seed // 2))
        ]
        for day in rng.sample(EVERY_DAY, rng.randrange(6, 28))
    }


def written(days: Lines) -> dict[int, str]:
    return {
        day: "\n".join(
            f"{minutes}m {hat} post" + (f" {letter}{value}" if letter else "")
            for hat, minutes, letter, value in lines
        )
        for day, lines in days.items()
    }


def gap(days: dict[int, str], rating: str = "motivation") -> Gap:
    (found,) = (each for each in figures(days).gaps if each.rating == rating)
    return found


# By minutes


def slow_interval(rated: Sequence[slow.RatedLine]) -> tuple[float, float, float] | None:
    """The gap of means by minutes and its interval, by taking out one day after the other, as METHOD 2.5 says it."""

    def weighted(lines: Sequence[slow.RatedLine]) -> tuple[float, float] | None:
        means, n = [], []
        for side in slow.SIDES:
            its = [line for line in lines if line.side == side]
            minutes = np.array([line.minutes for line in its], dtype=float)
            if not minutes.sum():
                return None
            means.append(np.average([line.value for line in its], weights=minutes))
            n.append(minutes.sum() ** 2 / (minutes**2).sum())
        return means[1] - means[0], n[0] * n[1] / (n[0] + n[1])

    whole = weighted(rated)
    days = {line.day for line in rated}
    left = [weighted([line for line in rated if line.day != day]) for day in days]
    without = [each[0] for each in left if each]
    if whole is None or len(without) < 2:
        return None
    df = len(without) - 1
    variance = df / len(without) * sum((each - whole[0]) ** 2 for each in without)
    spread = max(variance * whole[1], 1 / 12)
    if spread < 1.2:
        spread = (8 * 1.2 + df * spread) / (8 + df)
    half = stats.t.ppf(0.95, df) * math.sqrt(spread / whole[1])
    return whole[0], max(-4, whole[0] - half), min(4, whole[0] + half)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gap_by_minutes_is_that_of_a_second_computation(seed: int) -> None:
    days = drawn(seed)
    pages = pages_of(written(days))
    journal = slow.read(pages, HATS.sides, WEEK.last, SUNDAY)
    for found in figures(written(days)).gaps:
        if found.by_minutes is None or found.by_minutes.value is None:
            continue
        rated = [
            line for line in slow.rated_lines(journal, found.rating, WEEKS) if line.value and line.minutes
        ]
        expected = slow_interval(rated)
        assert found.by_minutes[:3] == pytest.approx(expected, abs=1e-9)
        assert found.by_minutes.n == {side: sum(line.side == side for line in rated) for side in slow.SIDES}


WEIGHTED = st.lists(
    st.tuples(st.integers(0, 9), st.booleans(), st.integers(1, 5), st.integers(0, 600)), max_size=40
)


@given(WEIGHTED)
def test_with_equal_minutes_it_is_the_gap_of_plain_means(ratings: list[Weighted]) -> None:
    equal = weighted_jackknife([(day, brand, value, 25) for day, brand, value, _ in ratings])
    plain = jackknife([(day, "", brand, value) for day, brand, value, _ in ratings])
    assert (equal is None) == (plain is None)
    if equal and plain:
        assert equal == pytest.approx(plain, abs=1e-9)


@given(WEIGHTED, st.integers(2, 7))
def test_only_the_proportions_of_the_minutes_count(ratings: list[Weighted], times: int) -> None:
    more = weighted_jackknife([(*each[:3], times * each[3]) for each in ratings])
    found = weighted_jackknife(ratings)
    assert (more is None) == (found is None)
    if more and found:
        assert more == pytest.approx(found, abs=1e-9)


DAY = "{long}m brand post m1\n20m brand post m4\n20m personal post m4\n20m personal post m3"


def test_long_entries_weigh_more_and_which_side_moved_is_kept() -> None:
    found = gap(dict.fromkeys(range(7), DAY.format(long=100)))
    assert found.four_weeks.value == pytest.approx(2.5 - 3.5)
    assert found.by_minutes
    assert found.by_minutes.value == pytest.approx((100 * 1 + 20 * 4) / 120 - 3.5)
    assert found.by_minutes_shift == pytest.approx({"brand": 1.5 - 2.5, "personal": 0.0})


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        ({0: "0m brand post m2\n20m brand post m2\n20m brand post m2\n" + "20m personal post m4\n" * 3}, MORE_RATINGS),
        ({0: "20m brand post m2\n" * 3 + "20m personal post m4\n" * 3}, SIDE_DAYS),
        (dict.fromkeys(range(4), "20m brand post m2\n20m brand post\n20m brand post\n20m personal post m4"), UNRATED),
        (dict.fromkeys(range(4), "9h brand post m2\n5m brand post m5\n9h personal post m4\n5m personal post m1"), ABOUT),
    ],
)  # fmt: skip
def test_by_minutes_keeps_silent_as_the_gap_does(days: dict[int, str], kind: str) -> None:
    found = gap(days).by_minutes
    assert found
    assert found[:3] == (None, None, None)
    assert found.missing
    assert found.missing.kind == kind


def test_over_other_weeks_it_is_of_those_weeks() -> None:
    days = {-7 * week + day: DAY.format(long=20 + 80 * (week < 4)) for week in range(8) for day in range(5)}
    entries = line_of(days).timed_entries
    found = with_sensitivity(gaps_over(entries, range(4, 8)), entries, range(4, 8))[0]
    assert found.by_minutes == found.four_weeks


# Missing ratings at their worst


def slow_bounds(lines: Sequence[slow.RatedLine]) -> tuple[float, float] | None:
    """Every missing rating replaced by an end of the scale, and plain means again."""
    ends = []
    for side, worst in (("brand", 1), ("personal", 5), ("brand", 5), ("personal", 1)):
        its = [line.value or worst for line in lines if line.side == side]
        if not its:
            return None
        ends.append(sum(its) / len(its))
    return ends[0] - ends[1], ends[2] - ends[3]


def test_the_drawn_lines_have_what_is_compared() -> None:
    found = [gap(written(drawn(seed))) for seed in SEEDS]
    assert sum(1 for each in found if each.by_minutes and each.by_minutes.enough) >= 8
    assert sum(1 for each in found if each.unrated_at_worst) >= 8


@pytest.mark.parametrize("seed", SEEDS)
def test_missing_motivation_at_its_worst_is_every_missing_rating_replaced(seed: int) -> None:
    days = drawn(seed)
    journal = slow.read(pages_of(written(days)), HATS.sides, WEEK.last, SUNDAY)
    found = gap(written(days)).unrated_at_worst
    if found:
        expected = slow_bounds(slow.rated_lines(journal, "motivation", WEEKS))
        assert found == pytest.approx(expected, abs=1e-9)


def test_what_is_asked_in_turn_is_missing_where_neither_was_answered() -> None:
    """A third of brand's lines have neither: two thirds of the mean, and a third of the end of the scale."""
    day = "20m brand post i2\n20m brand post u2\n20m brand post\n20m personal post i4\n20m personal post u4"
    found = gap(dict.fromkeys(range(6), day), "interest")
    assert found.unrated_at_worst == pytest.approx((2 / 3 * 2 + 1 / 3 - 4, 2 / 3 * 2 + 5 / 3 - 4))


def test_the_bounds_hold_the_gap_and_are_said_where_unrated_lines_alone_silence_it() -> None:
    few = dict.fromkeys(range(6), "20m brand post m2\n20m brand post\n20m brand post\n20m personal post m4")
    silent = gap(few)
    assert silent.four_weeks.missing
    assert silent.four_weeks.missing.kind == UNRATED
    assert silent.unrated_at_worst == pytest.approx((4 / 3 - 4, 12 / 3 - 4))
    some = gap(
        dict.fromkeys(
            EVERY_DAY, "20m brand post m2\n" * 4 + "20m brand post\n" + "20m personal post m4\n" * 3
        )
    )
    assert some.four_weeks.value
    assert some.unrated_at_worst
    assert some.unrated_at_worst.low <= some.four_weeks.value <= some.unrated_at_worst.high


@pytest.mark.parametrize(
    "days",
    [
        {},
        dict.fromkeys(range(6), "20m brand post m2\n20m personal post m4"),
        {0: "20m brand post m2\n20m brand post\n20m personal post m4"},
        dict.fromkeys(range(3), "20m brand post m1\n20m brand post m5\n20m personal post m1\n20m personal post m5\n"
                      "20m personal post m3\n20m personal post m3\n20m personal post"),
    ],
)  # fmt: skip
def test_nothing_is_said_where_nothing_is_missing_or_anything_else_is(days: dict[int, str]) -> None:
    assert gap(days).unrated_at_worst is None


def test_worth_is_asked_of_few_so_that_nothing_is_missing() -> None:
    days = dict.fromkeys(EVERY_DAY, "20m brand post w2\n20m brand post\n20m personal post w4")
    found = gap(days, "worth")
    assert found.four_weeks.value == -2
    assert found.by_minutes
    assert found.by_minutes.value == pytest.approx(-2)
    assert found.unrated_at_worst is None
