"""What came back: by arrival in the week, by effort and only from ripe weeks in the ratio."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import MONDAY, SUNDAY, figures, line_of

from twohats.format.words import RETURNS
from twohats.measures.figures import FEW, RIPENING, WEEKS, Missing
from twohats.measures.intervals.rates import rate_interval, rate_ratio
from twohats.measures.returns import per_hour, ripe_weeks, trace_returns
from twohats.measures.week import WEEKS_BEFORE

if TYPE_CHECKING:
    from twohats.measures.figures import Ratio, Return

HOURS = "2h brand post linkedin\n1h personal post mastodon"


def came(days: dict[int, str], kind: str = "reply", *, today: date = SUNDAY) -> Return:
    (found,) = (each for each in figures(days, today=today).returns if each.kind == kind)
    return found


def weekly(lines: str, weeks: range = range(2, 8)) -> dict[int, str]:
    """The same lines on the Monday of some weeks before."""
    return {-7 * week: lines for week in weeks}


def test_every_kind_has_its_row_in_a_fixed_order() -> None:
    assert tuple(each.kind for each in figures({}).returns) == RETURNS


def test_a_week_shows_what_arrived_in_it_by_the_side_it_is_traced_to() -> None:
    found = came({
        -20: "25m brand talk phone @bo",
        -1: "25m personal post mastodon\nbrand got reply @bo",
        0: "personal got reply @bo\nbrand got reply mastodon\npersonal got reply mastodon x3\nbrand got thanks @bo",
    })  # fmt: skip
    assert (found.personal, found.brand, found.unattributed, found.both) == (3, 1, 1, 0)


def test_a_return_of_both_hats_is_in_neither_column() -> None:
    found = came({0: "25m brand talk phone @bo\n25m personal talk coffee @bo\nbrand got reply @bo x2"})
    assert (found.personal, found.brand, found.unattributed, found.both) == (0, 0, 0, 2)


def test_the_ratio_counts_by_effort_and_only_ripe_weeks() -> None:
    """A reply that arrives this week counts for the week of the talk five weeks ago; unripe weeks do not count."""
    days = weekly(HOURS + "\n10m brand talk @bo +a\n10m personal talk @anna +b\nbrand got reply @bo +a")
    days |= {-7: HOURS + "\nbrand got reply linkedin x9", 0: HOURS + "\npersonal got reply +b x5"}
    found = came(days).per_hour
    assert found.counts == {"personal": 5, "brand": 6}
    assert found.weeks == 6
    assert found.hours["brand"] == pytest.approx(6 * 130 / 60)


@pytest.mark.parametrize(
    ("days", "today", "first"),
    [(14, SUNDAY, 2), (14, MONDAY, 3), (14, SUNDAY + timedelta(days=300), 2), (42, SUNDAY, 6), (42, MONDAY, 7),
     (14, MONDAY + timedelta(days=5), 3)],
)  # fmt: skip
def test_a_week_is_ripe_when_its_last_day_is_long_enough_ago(days: int, today: date, first: int) -> None:
    found = ripe_weeks(line_of({}, today=today), days)
    assert found[0] == first
    assert len(found) == 12
    assert found[-1] + 45 / 7 <= WEEKS_BEFORE + 1


def test_intros_leads_and_sales_take_six_weeks_to_ripen() -> None:
    lines = HOURS + "\nbrand got lead linkedin\nbrand got conversation linkedin"
    days = weekly(lines, range(12))
    assert came(days, "lead").per_hour.counts["brand"] == 6
    assert came(days, "conversation").per_hour.counts["brand"] == 10


def test_a_person_counts_once_per_kind_per_week_and_a_nameless_x22_in_full() -> None:
    week = """2h brand post linkedin
        1h personal post mastodon
        5m brand talk phone @bo @anna
        brand got reply @bo
        brand got reply @bo x4
        brand got reply @anna
        brand got conversation @bo
        brand got reply linkedin x22
        personal got reply mastodon"""
    found = came(weekly(week, range(2, 6))).per_hour
    assert found.counts == {"personal": 4, "brand": 4 * (1 + 1 + 22)}
    assert came(weekly(week, range(2, 6)), "conversation").per_hour.counts["brand"] == 4


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("brand got reply @bo @anna", 1),
        ("brand got reply @bo @anna x2", 2),
        ("brand got reply @bo @anna x5", 2),
        ("brand got reply @bo @anna\nbrand got reply @anna", 2),
        ("brand got reply @anna\nbrand got reply @bo @anna", 2),
        ("brand got reply @bo @anna\nbrand got reply @bo", 2),
        ("brand got reply @bo @anna\nbrand got reply @bo\nbrand got reply @anna x3", 2),
        ("brand got reply @bo @anna\nbrand got reply @bo @anna", 2),
    ],
)
def test_two_people_on_one_line_are_one_return_unless_it_says_two(lines: str, count: int) -> None:
    """And whoever of them wrote again that week is still counted, in whichever order the lines are."""
    days = weekly(f"{HOURS}\n5m brand talk @bo @anna\n{lines}")
    assert came(days).per_hour.counts["brand"] == 6 * count


def test_hours_of_do_and_what_they_brought_are_not_in_the_ratio() -> None:
    base = weekly(HOURS + "\nbrand got reply linkedin")
    with_do = {n: text + "\n9h brand do service shop\nbrand got reply shop x7" for n, text in base.items()}
    assert came(with_do).per_hour == came(base).per_hour


def test_what_both_hats_share_counts_half_for_either() -> None:
    days = weekly(HOURS + "\n30m brand talk @bo\n30m personal talk @bo\nbrand got reply @bo\n"
                  "brand got reply linkedin\npersonal got reply mastodon x2")  # fmt: skip
    found = came(days).per_hour
    expected = rate_ratio([(2.5, 1.5)] * 6, [(1.5, 2.5)] * 6)
    assert expected
    assert (found.counts, found.shared) == ({"personal": 12, "brand": 6}, {"personal": 6, "brand": 6})
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected.value, expected.low, expected.high)
    )


def test_each_half_counts_in_the_week_of_its_own_entry() -> None:
    """Bo was met in the personal hat on a Sunday and in the brand hat the day after, in whose week there is no
    other personal hour.
    """
    days: dict[int, str] = {}
    for week in range(2, 13, 2):
        days |= {-7 * week: "1h brand talk @bo\nbrand got reply @bo", -7 * week - 1: "1h personal talk @bo"}
        days |= {-7 * week - 7: "1h brand post linkedin"}
    found = came(days).per_hour
    expected = rate_ratio([(0, 0), (0.5, 1)] * 6, [(0.5, 1), (0, 1)] * 6)
    assert expected
    assert (found.counts, found.shared) == ({"personal": 0, "brand": 0}, {"personal": 6, "brand": 6})
    assert found[:3] == pytest.approx(expected[:3])


def test_of_what_both_hats_brought_the_half_of_an_hour_of_do_is_left_out() -> None:
    base = HOURS + "\npersonal got reply mastodon\n30m brand talk @bo"
    days = weekly(base + "\n30m personal do walk @bo\nbrand got reply @bo x1")
    found = came(days).per_hour
    assert (found.counts, found.shared) == ({"personal": 6, "brand": 0}, {"personal": 0, "brand": 6})
    expected = rate_ratio([(1, 1)] * 6, [(0.5, 2.5)] * 6)
    assert expected
    assert found.value == pytest.approx(expected.value)


def test_the_interval_is_that_of_the_weekly_counts() -> None:
    counts = {2: (3, 0), 3: (0, 2), 4: (5, 1), 5: (1, 1), 6: (2, 0)}
    days = {
        -7 * week: HOURS + f"\npersonal got reply mastodon x{p}" * bool(p) + f"\nbrand got reply linkedin x{b}" * bool(b)
        for week, (p, b) in counts.items()
    }  # fmt: skip
    expected = rate_ratio([(p, 1.0) for p, _ in counts.values()], [(b, 2.0) for _, b in counts.values()])
    found = came(days).per_hour
    assert expected
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected.value, expected.low, expected.high)
    )
    assert found.enough
    assert found.missing is None


BOTH_HATS = HOURS + "\nbrand got reply linkedin"


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        ({}, Missing(WEEKS, 4)),
        (weekly(HOURS, range(2, 4)), Missing(WEEKS, 2)),
        (weekly(HOURS, range(2, 5)), Missing(WEEKS, 1)),
        (weekly("2h brand post linkedin\nbrand got reply linkedin x9"), Missing(WEEKS, 4)),
        (weekly(HOURS, range(2)), Missing(WEEKS, 2)),
        (weekly(HOURS, range(3)), Missing(WEEKS, 1)),
        (weekly(HOURS, range(4)), Missing(RIPENING, 14, day="2026-12-06")),
        (weekly(HOURS, range(5)), Missing(RIPENING, 14, day="2026-11-29")),
        (weekly(HOURS, range(1, 5)), Missing(RIPENING, 14, day="2026-11-29")),
        # The oldest week will have left the twelve by then.
        (weekly(HOURS, range(3)) | weekly(HOURS, range(13, 14)), Missing(WEEKS, 1)),
        (weekly(HOURS), Missing(FEW, 0, of=5)),
        (weekly(BOTH_HATS, range(2, 6)), Missing(FEW, 4, of=5)),
    ],
)
def test_a_ratio_keeps_what_it_lacks(days: dict[int, str], missing: Missing) -> None:
    found = came(days).per_hour
    assert found.missing == missing
    assert not found.enough
    assert (found.value, found.low, found.high, found.bounds) == (None,) * 4


def test_a_ratio_is_known_on_the_day_that_its_silence_names() -> None:
    """Leads take six weeks: of eight weeks with both hats two are ripe, and it is said when four will be."""
    days = weekly(HOURS + "\nbrand got lead linkedin x9", range(8))
    assert came(days, "lead").per_hour.missing == Missing(RIPENING, 42, day="2026-12-06")
    later = {n - 14: text for n, text in days.items()}
    assert came(later, "lead").per_hour.enough
    assert not came({n - 7: text for n, text in days.items()}, "lead").per_hour.enough


def test_a_hat_without_returns_makes_an_open_interval() -> None:
    found = came(weekly(HOURS + "\nbrand got reply linkedin")).per_hour
    assert found.value == found.high == math.inf
    assert found.low is not None
    assert found.low > 0
    turned = came(weekly(HOURS + "\npersonal got reply mastodon")).per_hour
    assert turned.value == turned.low == 0
    assert turned.high is not None
    assert turned.high < math.inf


def test_the_bounds_give_all_untraced_returns_to_one_hat_then_to_the_other() -> None:
    lines = HOURS + "\nbrand got reply linkedin x2\npersonal got reply mastodon x2\nbrand got reply x3"
    found = came(weekly(lines)).per_hour
    assert found.untraced == 18
    assert found.bounds == pytest.approx((2 / 5 / 2, 5 / 2 / 2))
    assert found.value == pytest.approx(1 / 2)
    assert came(weekly(lines.replace("\nbrand got reply x3", ""))).per_hour.bounds is None


def test_what_an_hour_brings_at_most_is_said_of_hats_with_hours() -> None:
    found = came(weekly("2h30 brand post linkedin\nbrand got lead linkedin", range(6, 11)), "lead").per_hour
    assert found.at_most == {"brand": pytest.approx(rate_interval([(1, 2.5)] * 5, 5, 5)[1])}
    nothing = came(weekly("2h30 brand post linkedin", range(2, 7))).per_hour
    assert nothing.at_most["brand"] * 10 == pytest.approx(2.4, abs=0.01)


def test_at_most_is_as_wide_as_the_weeks_are_uneven_and_not_said_of_too_few_of_them() -> None:
    even = weekly("1h brand post linkedin\nbrand got reply linkedin x10", range(2, 6))
    uneven = weekly("1h brand post linkedin", range(2, 6))
    uneven[-14] += "\nbrand got reply linkedin x40"
    ends = [came(each).per_hour.at_most["brand"] for each in (even, uneven)]
    assert ends[0] == pytest.approx(rate_interval([(10, 1.0)] * 4, 40, 40)[1])
    assert ends[1] == pytest.approx(rate_interval([(40, 1.0), *[(0, 1.0)] * 3], 40, 40)[1])
    assert ends[1] > 2 * ends[0]
    three = weekly("1h brand post linkedin\nbrand got reply linkedin", range(2, 5))
    assert came(three).per_hour.at_most == {}


LOGGED = st.lists(
    st.tuples(
        st.integers(-120, 6),
        st.sampled_from(["brand", "personal"]),
        st.sampled_from(["30m {} post a", "1h {} talk b @bo", "{} got reply a", "{} got reply @bo x3",
                         "{} got reply", "{} got lead heard:a", "2h {} do service c @bo"]),
    ),
    max_size=60,
)  # fmt: skip


def written(lines: list[tuple[int, str, str]]) -> dict[int, str]:
    days: dict[int, str] = {}
    for n, hat, line in lines:
        days[n] = days.get(n, "") + line.format(hat) + "\n"
    return days


@given(LOGGED)
def test_no_return_is_lost_or_counted_twice(lines: list[tuple[int, str, str]]) -> None:
    found = figures(written(lines))
    for kind in ("reply", "lead"):
        row = came(written(lines), kind)
        arrived = sum(3 if "x3" in line else 1 for n, _, line in lines if n >= 0 and f"got {kind}" in line)
        assert row.personal + row.brand + row.both + row.unattributed == arrived
    assert sum(found.trace.values()) == sum(
        each.personal + each.brand + each.both + each.unattributed for each in found.returns
    )


@given(LOGGED)
def test_a_ratio_has_its_interval_or_a_reason(lines: list[tuple[int, str, str]]) -> None:
    for row in figures(written(lines)).returns:
        found: Ratio = row.per_hour
        assert found.enough == (found.missing is None) == (found.value is not None)
        if found.value is not None:
            assert found.low is not None
            assert found.high is not None
            assert found.low <= found.value * (1 + 1e-9)
            assert found.value <= found.high * (1 + 1e-9)
            assert sum(found.counts.values()) + sum(found.shared.values()) / 2 >= 5
        if found.bounds and found.value is not None:
            assert found.bounds[0] <= found.value * (1 + 1e-9)
            assert found.value <= found.bounds[1] * (1 + 1e-9)


def test_a_window_is_an_argument_and_only_its_ripe_weeks_count() -> None:
    timeline = line_of(weekly(HOURS + "\nbrand got reply linkedin\npersonal got reply mastodon", range(12)))
    traced = trace_returns(timeline)
    assert per_hour(timeline, traced, ("reply",), weeks=range(12)).counts == {"personal": 10, "brand": 10}
    assert per_hour(timeline, traced, ("reply",), weeks=range(4, 9)).counts == {"personal": 5, "brand": 5}
    assert per_hour(timeline, traced, ("lead",), weeks=range(12)).weeks == 6
    unripe = per_hour(timeline, traced, ("reply",), weeks=range(2))
    assert (unripe.weeks, unripe.missing) == (0, Missing(WEEKS, 2))
    ripens = per_hour(timeline, traced, ("reply",), weeks=range(4))
    assert ripens.missing == Missing(RIPENING, 14, day="2026-12-06")


def test_a_window_of_long_ago_lacks_weeks_and_no_time() -> None:
    timeline = line_of(weekly(HOURS, range(12)))
    missing = per_hour(timeline, trace_returns(timeline), ("reply",), weeks=range(15, 20)).missing
    assert missing == Missing(WEEKS, 4)
