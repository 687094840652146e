"""Saturation and fade through their gates: from written lines to a verdict, or to what is missing (METHOD 4, M15, M16)."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from benchmarks.simulator import simulate
from benchmarks.slopes import written as wishes
from tests.measures.logged import HATS, MONDAY, SUNDAY, WEEK, day, pages_of

from twohats.format.calendar import Week
from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS, RETURNS
from twohats.measures import figures
from twohats.measures.channel_rules import saturated
from twohats.measures.evidence import settle
from twohats.measures.figures import Missing
from twohats.measures.intervals.slopes import elasticity
from twohats.measures.returns import credits_of, trace_returns
from twohats.measures.slopes import (
    FELL,
    NO_SIGN,
    ROSE,
    SATURATING,
    UNDECIDED,
    Slopes,
    Worked,
    elasticity_of,
    fade_of,
    hours_by_week,
    settled_weeks,
    slopes,
    worked_weeks,
)
from twohats.measures.timeline import timeline_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def weeks_of(hours: Sequence[float], counts: Sequence[float]) -> list[Worked]:
    """Weeks without a gap, oldest first."""
    last = len(hours) + 1
    return [
        Worked(last - at, spent, count) for at, (spent, count) in enumerate(zip(hours, counts, strict=True))
    ]


def read(days: dict[int, str], *, weeks_before: int = 40, today: date = SUNDAY) -> tuple[Slopes, ...]:
    timeline = timeline_of(pages_of(days), WEEK, HATS, today, weeks_before=weeks_before)
    return slopes(timeline, trace_returns(timeline))


ALTERNATING = [2.0, 8.0] * 6


def test_counts_that_stay_the_same_while_hours_vary_are_saturation() -> None:
    found = elasticity_of(weeks_of(ALTERNATING, [10] * 12))
    assert found.verdict == SATURATING
    assert found.value == pytest.approx(0, abs=1e-9)
    assert found.high is not None
    assert found.low is not None
    assert found.low < 0 < found.high < 0.85
    assert found.missing == ()
    assert found.half_double is None
    assert found.median_hours == 5.0
    assert (found.weeks, found.returns) == (12, 120)


def test_counts_in_step_with_the_hours_show_no_sign() -> None:
    found = elasticity_of(weeks_of(ALTERNATING, [4, 16] * 6))
    assert found.verdict == NO_SIGN
    assert found.value == pytest.approx(1)


def test_between_the_two_it_is_undecided_with_its_interval() -> None:
    found = elasticity_of(weeks_of(ALTERNATING, [3, 9] * 6))
    assert found.verdict == UNDECIDED
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 0.6
    assert found.high >= 0.85


@pytest.mark.parametrize(
    ("hours", "counts", "missing"),
    [
        pytest.param([], [], [Missing(figures.WEEKS_WITH_HOURS, 8), Missing(figures.FEW, 0, of=30)], id="nothing"),
        pytest.param([2, 8] * 3 + [2], [10] * 7, [Missing(figures.WEEKS_WITH_HOURS, 1)], id="7 weeks"),
        pytest.param(ALTERNATING, [2, 2] * 5 + [4, 5], [Missing(figures.FEW, 29, of=30)], id="29 returns"),
        pytest.param(
            ALTERNATING, [2.5] * 11 + [2], [Missing(figures.FEW, 29, of=30)], id="halves are rounded down"
        ),
        pytest.param([4, 5] * 6, [10] * 12, [Missing(figures.SAME_HOURS)], id="hours alike"),
        pytest.param(
            [4, 4, 4], [1, 1, 1],
            [Missing(figures.WEEKS_WITH_HOURS, 5), Missing(figures.FEW, 3, of=30), Missing(figures.SAME_HOURS)],
            id="everything",
        ),
        pytest.param([2] * 6 + [8] * 6, [0] * 6 + [10] * 6, [Missing(figures.ONE_END)], id="all in long weeks"),
        pytest.param([2] * 6 + [8] * 6, [10] * 6 + [0] * 6, [Missing(figures.ONE_END)], id="all in short weeks"),
        pytest.param(
            ALTERNATING, [20, 0, 0, 30, 0, 0, 0, 40, 20, 0, 0, 20], [Missing(figures.UNEVEN_WEEKS, 34)], id="uneven"
        ),
    ],
)  # fmt: skip
def test_the_gate_says_all_that_it_lacks(
    hours: list[float], counts: list[float], missing: list[Missing]
) -> None:
    found = elasticity_of(weeks_of(hours, counts))
    assert list(found.missing) == missing
    assert (found.value, found.low, found.high, found.verdict) == (None, None, None, "")


@pytest.mark.parametrize(("spread", "speaks"), [(0.39, False), (0.41, True)])
def test_hours_have_to_vary_by_a_standard_deviation_of_point_four(spread: float, *, speaks: bool) -> None:
    step = spread * math.sqrt(11 / 12)
    hours = [4 * math.exp(-step), 4 * math.exp(step)] * 6
    found = elasticity_of(weeks_of(hours, [20] * 12))
    assert found.spread == pytest.approx(spread)
    assert (not found.missing) is speaks


def test_a_standard_error_of_point_three_is_the_most() -> None:
    weeks = weeks_of(ALTERNATING, [2, 3] * 6)
    slope = elasticity([(each.returns, each.hours) for each in weeks])
    assert slope is not None
    assert slope.error == pytest.approx(0.26, abs=0.01)
    assert not elasticity_of(weeks).missing
    weeks = weeks_of([2.6, 6.2] * 6, [2, 3] * 6)
    assert elasticity_of(weeks).error == pytest.approx(0.42, abs=0.01)
    assert elasticity_of(weeks).missing == (Missing(figures.UNEVEN_WEEKS, 13),)


def test_half_and_double_weeks_are_counted_until_they_would_open_the_gate() -> None:
    assert elasticity_of(weeks_of([4, 4.5] * 6, [5] * 12)).half_double == 8
    assert elasticity_of(weeks_of([4, 4.5] * 3, [5] * 6)).half_double == 8
    assert elasticity_of(weeks_of([4, 4.5] * 2, [2] * 4)).half_double == 14
    rare = elasticity_of(weeks_of([4, 4.5] * 6, [1, 0] * 6))
    assert rare.half_double is None, "24 weeks would bring 16 returns"
    assert elasticity_of([]).half_double is None


STEADY = [4.0] * 12


def test_returns_that_halve_every_few_weeks_fell_and_the_other_way_round_rose() -> None:
    counts = [round(40 * math.exp(-0.2 * week)) for week in range(12)]
    found = fade_of(weeks_of(STEADY, counts))
    assert found.verdict == FELL
    assert found.value == pytest.approx(math.expm1(-0.2), abs=0.01)
    assert found.high is not None
    assert found.high < 0
    rose = fade_of(weeks_of(STEADY, counts[::-1]))
    assert rose.verdict == ROSE
    assert rose.value == pytest.approx(math.expm1(0.2), abs=0.01)
    assert fade_of(weeks_of(STEADY, [3] * 12)).verdict == UNDECIDED


def test_hours_that_fall_with_the_returns_are_no_fade() -> None:
    hours = [10 * math.exp(-0.2 * week) for week in range(12)]
    found = fade_of(weeks_of(hours, [each * 3 for each in hours]))
    assert found.value == pytest.approx(0, abs=1e-9)
    assert found.verdict == UNDECIDED


@pytest.mark.parametrize(
    ("hours", "counts", "missing"),
    [
        pytest.param([], [], [Missing(figures.WEEKS_WITH_HOURS, 6), Missing(figures.FEW, 0, of=8)], id="nothing"),
        pytest.param([4] * 5, [9] * 5, [Missing(figures.WEEKS_WITH_HOURS, 1)], id="5 weeks"),
        pytest.param([4] * 6, [1] * 6, [Missing(figures.FEW, 6, of=8)], id="6 returns"),
        pytest.param([4] * 6, [9, 0, 0, 0, 0, 0], [Missing(figures.ONE_END)], id="all in the first week"),
    ],
)  # fmt: skip
def test_fade_is_silent_below_six_weeks_and_eight_returns(
    hours: list[float], counts: list[float], missing: list[Missing]
) -> None:
    found = fade_of(weeks_of(hours, counts))
    assert list(found.missing) == missing
    assert (found.value, found.low, found.high, found.verdict) == (None, None, None, "")


OLDEST = 40
"""Weeks before the last one in which the journals below begin: long before the weeks that count."""


def written(
    counts: Sequence[int], hours: Sequence[int], *, kind: str = "reply", lag: int = 0
) -> dict[int, str]:
    """Weeks that end with the last ripe one: so many hours on the Monday, and `lag` days later what they brought."""
    days: dict[int, str] = {-7 * OLDEST: "nothing"}
    first = 7 if kind in ("lead", "sale", "intro") else 3
    for back, (count, spent) in enumerate(zip(reversed(counts), reversed(hours), strict=True), first - 1):
        tag = f"+week{back}"
        days.setdefault(-7 * back, "")
        days[-7 * back] += f"\n{spent}h brand post linkedin {tag}"
        if count:
            came = -7 * back + lag
            days[came] = days.get(came, "") + f"\nbrand got {kind} x{count} {tag}"
    return days


def of(found: tuple[Slopes, ...], side: str, channel: str = "") -> Slopes:
    (one,) = (each for each in found if (each.side, each.channel) == (side, channel))
    return one


def test_from_lines_to_the_side_and_to_its_channels() -> None:
    found = read(written([10] * 12, [2, 8] * 6))
    assert [(each.side, each.channel) for each in found] == [
        ("personal", ""), ("brand", ""), ("brand", "linkedin"),
    ]  # fmt: skip
    for one in (of(found, "brand"), of(found, "brand", "linkedin")):
        assert one.kind == "reply"
        assert one.elasticity.verdict == SATURATING
        assert one.elasticity.weeks == 12
    assert of(found, "personal").kind == ""
    assert of(found, "personal").elasticity.missing[0] == Missing(figures.WEEKS_WITH_HOURS, 8)


def test_it_is_the_kind_with_most_returns() -> None:
    days = written([3] * 12, [2, 8] * 6)
    for at, text in written([2] * 12, [2, 8] * 6, kind="conversation").items():
        days[at] = days.get(at, "") + "\n" + "\n".join(text.strip().splitlines()[1:])
    assert of(read(days), "brand").kind == "reply"


def test_unripe_weeks_and_weeks_beyond_half_a_year_are_left_out() -> None:
    days = written([10] * 40, [2, 8] * 20) | {0: "9h brand post linkedin +now\nbrand got reply +now x99"}
    found = of(read(days), "brand").elasticity
    assert found.weeks == 26
    assert found.returns == 260
    days = written([4] * 12, [2, 8] * 6, kind="lead")
    assert of(read(days), "brand").elasticity.weeks == 12
    assert of(read(days, today=MONDAY), "brand").elasticity.weeks == 11


def test_a_return_that_took_longer_than_its_kind_takes_is_left_out() -> None:
    """Only old weeks can have it yet: with it every journal would seem to fade."""
    assert of(read(written([10] * 12, [4] * 12, lag=14)), "brand").elasticity.returns == 120
    assert of(read(written([10] * 12, [4] * 12, lag=15)), "brand").kind == ""
    assert of(read(written([10] * 12, [4] * 12, kind="lead", lag=42)), "brand").elasticity.returns == 120


def test_weeks_without_hours_do_not_count_and_hours_of_do_are_no_hours() -> None:
    days = written([10, 10, 10, 10] * 3, [2, 8] * 6)
    days = {at: text for at, text in days.items() if at not in (day_of_week(4), day_of_week(7))}
    days[day_of_week(4)] = "9h brand do service\nbrand got reply x50"
    assert of(read(days), "brand").elasticity.weeks == 10
    assert of(read(days), "brand").elasticity.returns == 100


def day_of_week(back: int) -> int:
    return -7 * back


def test_weeks_come_oldest_first() -> None:
    timeline = timeline_of(pages_of(written([1, 2, 3], [4, 5, 6])), WEEK, HATS, SUNDAY, weeks_before=9)
    credited = credits_of(trace_returns(timeline), "reply")
    hours = hours_by_week(timeline)["brand", "linkedin"]
    assert worked_weeks(timeline, hours, credited, "reply", side="brand", channel="linkedin") == [
        Worked(4, 4, 1), Worked(3, 5, 2), Worked(2, 6, 3),
    ]  # fmt: skip


def test_all_brand_hours_on_a_channel_count_whatever_was_done_there() -> None:
    found = hours_by_week(
        timeline_of(
            pages_of({0: "1h brand post linkedin\n30m brand talk linkedin\n1h personal read linkedin\n2h brand read"}),
            WEEK, HATS, SUNDAY, weeks_before=1,
        )
    )  # fmt: skip
    assert found == {
        ("brand", ""): {0: 3.5},
        ("brand", "linkedin"): {0: 1.5},
        ("personal", ""): {0: 1.0},
        ("personal", "linkedin"): {0: 1.0},
    }


def test_channels_come_with_most_hours_first() -> None:
    days = {
        -28: "1h brand post a\n3h brand post b\n2h brand talk c\n9h personal post d",
        -7 * 35: "9h brand post old",
    }
    assert [each.channel for each in read(days)] == ["", "", "b", "c", "a"]


def test_the_oldest_week_is_the_first_in_time() -> None:
    counts = [round(60 * math.exp(-0.25 * week)) for week in range(12)]
    assert of(read(written(counts, [4] * 12)), "brand", "linkedin").fade.verdict == FELL


def test_the_dates_of_these_tests_are_what_they_say() -> None:
    assert day(-7 * 2) == (MONDAY - timedelta(weeks=2)).isoformat()


def test_the_lines_of_a_slope_are_the_returns_that_it_counts() -> None:
    days = written([2, 2], [2, 8]) | {-7 * 20: "brand got reply x9"}
    found = of(read(days), "brand", "linkedin")
    assert found.lines == (f"{day(-21)}:2", f"{day(-14)}:2")
    assert of(read(days), "personal").lines == ()


def test_weeks_of_the_first_45_days_of_a_journal_are_in_no_fade() -> None:
    """Returns look back 45 days for a person: before that the credit still shifts from one rung to another."""
    days = written([10] * 12, [2, 8] * 6)
    assert of(read(days), "brand").fade.weeks == 12
    young = {at: text for at, text in days.items() if at != -7 * OLDEST}
    found = of(read(young), "brand")
    assert found.elasticity.weeks == 12
    assert found.fade.weeks == 12 - 7
    assert found.fade.missing == (Missing(figures.WEEKS_WITH_HOURS, 1),)
    timeline = timeline_of(pages_of({-45: "nothing"}), WEEK, HATS, SUNDAY, weeks_before=9)
    weeks = [Worked(1, 1, 1), Worked(0, 1, 1)]
    assert settled_weeks(timeline, weeks) == weeks[1:]
    assert (
        settled_weeks(timeline_of(pages_of({-44: "nothing"}), WEEK, HATS, SUNDAY, weeks_before=9), weeks)
        == []
    )


def test_what_arrives_on_a_channel_whatever_was_done_there_does_not_saturate_it() -> None:
    """By the ladder all of it is the last talk's on email. A verdict does not read it so, nor does the trend."""
    days = {
        -7 * week: f"{(2, 8)[week % 2]}h brand talk email\n" + "\n".join(["brand got reply email"] * 10)
        for week in range(2, 28)
    }
    timeline = timeline_of(pages_of(days), WEEK, HATS, SUNDAY, weeks_before=40)
    traced = trace_returns(timeline)
    hours = hours_by_week(timeline)["brand", "email"]
    ladder = credits_of(traced, "reply")
    by_ladder = elasticity_of(worked_weeks(timeline, hours, ladder, "reply", side="brand", channel="email"))
    assert by_ladder.verdict == SATURATING
    assert of(slopes(timeline, traced), "brand", "email").elasticity.verdict == ""
    assert saturated(timeline, settle(timeline, traced), RETURNS, 0) == {}


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_trend_calls_saturating_what_rule_4_does(seed: int) -> None:
    journal = wishes(in_turn=True, power=0.2)
    pages = {at: read_page(text, at, DEFAULT_HATS) for at, text in simulate(seed, journal).pages.items()}
    week = Week(date(2025, 1, 6)).back(1 - journal.weeks)
    timeline = timeline_of(pages, week, DEFAULT_HATS, week.last, weeks_before=40)
    traced = trace_returns(timeline)
    ruled = {
        key: verdict.slope
        for key, verdict in saturated(timeline, settle(timeline, traced), RETURNS, 0).items()
    }
    shown = {(each.channel, each.kind): each.elasticity for each in slopes(timeline, traced) if each.channel}
    assert {key: each for key, each in shown.items() if each.verdict == SATURATING} == {
        key: each for key, each in ruled.items() if key in shown
    }
    assert ruled
