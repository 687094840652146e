"""Returns per hour of groups: the interval, "at most", and what is missing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.measures.logged import SUNDAY, line_of

from twohats.format.words import BRAND
from twohats.measures import group_rates
from twohats.measures.figures import FEW, HOURS, RIPENING, WEEKS, WEEKS_WITH_HOURS, Missing
from twohats.measures.group_rates import NO_CHANNEL, Rate
from twohats.measures.intervals.rates import at_least, at_most, rate_interval
from twohats.measures.returns import RIPE_DAYS, compare, credits_of, trace_returns

if TYPE_CHECKING:
    from datetime import date

    from twohats.measures.returns import Grouping


def rates(
    days: dict[int, str],
    group: Grouping = group_rates.by_channel,
    kind: str = "reply",
    *,
    weeks: range = range(12),
    today: date = SUNDAY,
    side: str = BRAND,
) -> dict[str, Rate]:
    timeline = line_of(days, today=today)
    found = credits_of(trace_returns(timeline), kind)
    return group_rates.group_rates(
        timeline, found, group_rates.of_side(side, group), days=RIPE_DAYS[kind], weeks=weeks
    )


def weekly(lines: str, weeks: range = range(2, 8)) -> dict[int, str]:
    return {-7 * week: lines for week in weeks}


@pytest.mark.parametrize("count", [1, 2, 5, 9, 40, 1000])
@pytest.mark.parametrize("hours", [0.5, 4.0, 123.4])
def test_the_lower_limit_is_the_exact_one_stretched_for_bursts(count: int, hours: float) -> None:
    exact = stats.gamma.ppf(0.05, count)
    assert at_least(count, hours) == pytest.approx(
        max(0.0, count - math.sqrt(1.5) * (count - exact)) / hours, rel=1e-9, abs=1e-12
    )


def test_no_returns_have_the_lower_limit_nothing_and_no_hours_have_none() -> None:
    assert at_least(0, 3.0) == 0
    with pytest.raises(ValueError, match="hours"):
        at_least(1, 0.0)


WEEKS_OF = [
    [(2, 2.0)] * 6,
    [(0, 1.0), (7, 1.5), (1, 2.0), (0, 0.5), (9, 3.0)],
    [(1, 1.0), (0, 30.0)],
    [(40, 10.0), (55, 10.0), (3, 1.0)],
]


@pytest.mark.parametrize("weeks", WEEKS_OF)
@pytest.mark.parametrize("level", [0.8, 0.9, 0.95])
def test_the_interval_of_a_rate_is_that_of_its_count_stretched_by_what_the_weeks_vary(
    weeks: list[tuple[float, float]], level: float
) -> None:
    count, hours = sum(int(k) for k, _ in weeks), sum(h for _, h in weeks)
    rate, df, side = count / hours, len(weeks) - 1, (1 + level) / 2
    phi = max(1.5, sum((k - rate * h) ** 2 / (rate * h) for k, h in weeks) / df)
    stretch = math.sqrt(phi) * stats.t.ppf(side, df) / stats.norm.ppf(side)
    lower, upper = stats.gamma.ppf(1 - side, count), stats.gamma.ppf(side, count + 1)
    expected = max(0, count - stretch * (count - lower)) / hours, (count + stretch * (upper - count)) / hours
    assert rate_interval(weeks, count, count, level=level) == pytest.approx(expected, rel=1e-9)


def test_where_nothing_came_the_upper_end_is_the_exact_one() -> None:
    low, high = rate_interval([(0, 2.0), (0, 3.0)], 0, 0)
    assert low == 0
    assert high == pytest.approx(-math.log(0.05) / 5, rel=1e-12)
    with pytest.raises(ValueError, match="hours"):
        rate_interval([(0, 0.0)], 0, 0)


def test_uneven_weeks_are_known_less_well() -> None:
    even, uneven = (
        rate_interval([(3, 1.0)] * 8, 24, 24),
        rate_interval([(12, 1.0), (0, 1.0)] * 2 + [(0, 1.0)] * 4, 24, 24),
    )
    assert uneven[0] < even[0]
    assert uneven[1] > even[1]


@given(st.integers(0, 500), st.floats(0.1, 1e4))
def test_the_limits_are_around_the_rate(count: int, hours: float) -> None:
    assert at_least(count, hours) <= count / hours < at_most(count, hours)


def test_a_rate_has_its_interval_from_five_returns_on() -> None:
    found = rates(weekly("2h brand post linkedin\nbrand got reply linkedin x2\n1h brand read email"))
    assert set(found) == {"linkedin", "email"}
    rate = found["linkedin"]
    assert (rate.alone, rate.shared, rate.hours, rate.missing) == (12, 0, 12.0, None)
    assert rate[3:6] == pytest.approx((1.0, *rate_interval([(2, 2.0)] * 6, 12, 12)))
    assert rate.at_most == rate.high


def test_five_returns_are_enough_and_four_are_not() -> None:
    lines = weekly("1h brand post a\nbrand got reply a", range(2, 7)) | {-49: "1h brand post a"}
    assert rates(lines)["a"].enough
    assert rates(lines | {-42: "1h brand post a"})["a"].missing == Missing(FEW, 4, of=5)


def test_earlier_weeks_are_these_weeks_and_no_later_ones() -> None:
    days = weekly("1h brand post a", range(14)) | {-7 * week: "2h brand post a" for week in range(5, 9)}
    assert rates(days, weeks=range(5, 9))["a"].hours == 8
    assert rates(days, kind="lead", weeks=range(5, 9))["a"].hours == 7, (
        "one week further back: six of them must be over"
    )


def test_few_returns_have_only_what_they_are_at_most() -> None:
    found = rates(
        weekly("2h brand post linkedin", range(3, 8))
        | {-14: "2h brand post linkedin\nbrand got reply linkedin"}
    )
    rate = found["linkedin"]
    assert (rate.value, rate.low, rate.high, rate.missing) == (None, None, None, Missing(FEW, 1, of=5))
    assert rate.at_most == pytest.approx(rate_interval([(1, 2.0), *[(0, 2.0)] * 5], 1, 1)[1])
    nothing = rates(weekly("2h brand post linkedin"))["linkedin"]
    assert nothing.at_most == pytest.approx(3.0 / 12, abs=0.001)


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        (weekly("2h brand post a", range(2, 5)), Missing(WEEKS_WITH_HOURS, 1)),
        (weekly("30m brand post a", range(2, 8)), Missing(HOURS, 60)),
        (weekly("59m brand post a", range(2, 6)), Missing(HOURS, 4)),
        (weekly("2h brand post a", range(4)), Missing(RIPENING, 14, day="2026-12-06")),
        (weekly("2h brand post a", range(1, 5)), Missing(RIPENING, 14, day="2026-11-29")),
        (weekly("2h brand post a", range(2)), Missing(WEEKS_WITH_HOURS, 2)),
    ],
)
def test_a_rate_keeps_what_it_lacks(days: dict[int, str], missing: Missing) -> None:
    rate = rates(days)["a"]
    assert rate.missing == missing
    assert rate[3:7] == (None,) * 4


def test_a_rate_is_known_on_the_day_that_its_silence_names() -> None:
    days = weekly("2h brand post a\nbrand got lead a x9", range(8))
    assert rates(days, kind="lead")["a"].missing == Missing(RIPENING, 42, day="2026-12-06")
    assert rates({n - 14: text for n, text in days.items()}, kind="lead")["a"].enough
    assert not rates({n - 7: text for n, text in days.items()}, kind="lead")["a"].enough


def test_hours_of_the_other_side_and_of_do_and_of_earlier_weeks_are_not_counted() -> None:
    base = weekly("2h brand post a\nbrand got reply a x2")
    more = {
        n: text + "\n9h brand do service a\n5h personal post a\npersonal got reply a x9"
        for n, text in base.items()
    }
    assert rates(more)["a"] == rates(base)["a"]
    assert rates(base | weekly("7h brand post a", range(14, 16)))["a"] == rates(base)["a"]
    assert rates(base | weekly("7h brand post a", range(14, 16)), weeks=range(20))["a"].hours == 26


def test_groups_add_up_to_the_hat() -> None:
    """Whoever answered twice in a week is counted once, for the same group in every grouping."""
    lines = """1h brand post linkedin voice:self
        1h brand talk phone @bo
        1h brand read email how:faceless
        30m brand read
        brand got reply @bo
        brand got reply linkedin @bo
        brand got reply email x3"""
    timeline = line_of(weekly(lines))
    found = credits_of(trace_returns(timeline), "reply")
    ratio = compare(timeline, found, group_rates.by_activity, ("post", "read"), days=14)
    for group in (group_rates.by_channel, group_rates.by_activity, group_rates.by_face):
        each = rates(weekly(lines), group)
        assert sum(rate.alone for rate in each.values()) == 6 * 4
        assert sum(rate.hours for rate in each.values()) == pytest.approx(6 * 3.5)
    assert set(rates(weekly(lines))) == {"linkedin", "phone", "email", NO_CHANNEL}
    assert ratio.counts == {"post": 0, "read": 18}
    assert rates(weekly(lines), group_rates.by_voice).keys() == {"self"}
    assert (
        rates(
            weekly("1h brand post a by:agency cost:90GBP\n2h brand post a\nbrand got reply a x9"),
            group_rates.by_doer,
        )["agency"].hours
        == 6.0
    )
    assert rates(weekly(lines), group_rates.by_face)["faceless"].alone == 18


def test_halves_are_in_the_upper_end_in_full_and_in_the_lower_one_not_at_all() -> None:
    lines = "1h brand talk a @bo\n1h personal talk b @bo\nbrand got reply @bo\nbrand got reply a x2"
    rate = rates(weekly(lines))["a"]
    assert (rate.alone, rate.shared) == (12, 6)
    assert rate[3:6] == pytest.approx((15 / 6, *rate_interval([(2.5, 1.0)] * 6, 12, 18)))


def test_any_pair_of_groups_can_be_compared_at_any_level() -> None:
    lines = "2h brand post a\n1h brand talk a @bo\nbrand got reply @bo\nbrand got reply a x2"
    timeline = line_of(weekly(lines))
    found = credits_of(trace_returns(timeline), "reply")
    narrow, wide = (
        compare(timeline, found, group_rates.by_activity, ("post", "talk"), days=14, level=level)
        for level in (0.90, 0.95)
    )
    assert narrow.counts == {"post": 0, "talk": 18}
    assert (narrow.value, narrow.high) == (math.inf, math.inf)
    assert wide.low is not None
    assert narrow.low is not None
    assert wide.low < narrow.low
    assert compare(timeline, found, group_rates.by_activity, ("post", "read"), days=14).missing == Missing(
        WEEKS, 4
    )
