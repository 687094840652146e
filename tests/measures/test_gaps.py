"""How far apart the hats are: what is compared, and every way there is to keep silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import figures, line_of

from twohats.measures.figures import (
    ABOUT,
    DAYS,
    MORE_RATINGS,
    NOTHING_ALIKE,
    SIDE_DAYS,
    UNEVEN,
    UNRATED,
    Missing,
)
from twohats.measures.gaps import as_lived, gaps, gaps_over
from twohats.measures.intervals.gaps import jackknife, pooled_interval

if TYPE_CHECKING:
    from twohats.measures.figures import Gap

STEADY = "10m brand post m2\n10m brand post m3\n10m personal post m4\n10m personal post m5"


def gap(days: dict[int, str], rating: str = "motivation") -> Gap:
    (found,) = (each for each in figures(days).gaps if each.rating == rating)
    return found


def lines(brand: str = "", personal: str = "", activity: str = "post") -> str:
    """One line a digit: `lines("23", "4")` is two brand posts and a personal one; `-` leaves the rating out."""
    return "\n".join(
        f"10m {hat} {activity}" + (f" m{digit}" if digit != "-" else "")
        for hat, digits in (("brand", brand), ("personal", personal))
        for digit in digits
    )


def test_the_gaps_come_in_a_fixed_order() -> None:
    assert [each.rating for each in figures({}).gaps] == ["motivation", "interest", "understanding", "worth"]


def test_as_lived_is_the_difference_of_plain_means_however_long_the_entries() -> None:
    day = """9h brand post m1
        5m brand read m5
        5m brand talk m3
        10m personal post m4
        1h personal post m5
        1m personal read m3"""
    found = gap(dict.fromkeys(range(5), day))
    assert found.lived.n == {"personal": 15, "brand": 15}
    assert found.lived.value == pytest.approx(-1)


def test_hours_of_do_are_in_no_gap_and_in_no_rated_share() -> None:
    days = dict.fromkeys(range(5), STEADY)
    assert gap(days) == gap(
        {n: text + "\n9h brand do service m5\n1h brand do walk" for n, text in days.items()}
    )


def test_the_interval_borrows_the_spread_of_earlier_weeks_but_not_their_gap() -> None:
    now = dict.fromkeys(range(5), STEADY)
    earlier = {-7 * week + n: lines("1133", "1155") for week in (1, 2) for n in range(3)}
    found = gap(now | earlier)
    weeks = [
        jackknife([(n, "", brand, value) for n in range(count) for brand, values in week for value in values])
        for count, week in (
            (5, ((True, (2, 3)), (False, (4, 5)))),
            (3, ((True, (1, 1, 3, 3)), (False, (1, 1, 5, 5)))),
            (3, ((True, (1, 1, 3, 3)), (False, (1, 1, 5, 5)))),
        )
    ]
    assert weeks[0]
    expected = pooled_interval(weeks[0], [week for week in weeks[1:] if week])
    assert expected
    assert found.lived[:3] == (-2, expected.low, expected.high)


def test_ratings_more_than_seven_weeks_back_change_nothing_as_lived() -> None:
    now = dict.fromkeys(range(5), STEADY)
    old = {-7 * 8 + n: lines("1515", "1515") for n in range(5)}
    assert gap(now) == gap(now | old)


def test_ratings_seven_weeks_back_lend_their_spread() -> None:
    now = dict.fromkeys(range(5), STEADY)
    oldest = {-7 * 7 + n: lines("1515", "1515") for n in range(5)}
    assert gap(now).lived.low != gap(now | oldest).lived.low


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        ({}, Missing(MORE_RATINGS, sides={"personal": 3, "brand": 3})),
        ({0: lines("2", "444")}, Missing(MORE_RATINGS, sides={"brand": 2})),
        ({0: lines("22", "444")}, Missing(MORE_RATINGS, sides={"brand": 1})),
        ({0: lines("222", "4")}, Missing(MORE_RATINGS, sides={"personal": 2})),
        ({0: lines("2", "44")}, Missing(MORE_RATINGS, sides={"personal": 1, "brand": 2})),
        ({0: lines("222", "44"), 1: lines("", "4")}, Missing(SIDE_DAYS, sides={"brand": 1})),
        ({0: lines("222", "444")}, Missing(SIDE_DAYS, sides={"personal": 1, "brand": 1})),
        ({0: lines("22", "44"), 1: lines("2", "4")}, Missing(DAYS, 1)),
        ({n: lines("2--", "44") for n in range(4)}, Missing(UNRATED, rated={"brand": (4, 12)})),
        ({n: lines("22", "4--") for n in range(4)}, Missing(UNRATED, rated={"personal": (4, 12)})),
        (
            {n: lines("223-", "444") for n in range(4)},
            Missing(UNEVEN, rated={"brand": (12, 16), "personal": (12, 12)}),
        ),
        ({n: lines("25", "15") for n in range(4)}, Missing(ABOUT, 4)),
    ],
)
def test_what_is_missing_is_kept_with_its_numbers(days: dict[int, str], missing: Missing) -> None:
    found = gap(days).lived
    assert found.missing == missing
    assert not found.enough
    assert found[:3] == (None, None, None)
    if missing.kind == UNEVEN:
        assert next(iter(found.missing.rated)) == "brand", "the side in question comes first"


def test_without_the_least_data_not_even_a_wide_interval_is_computed() -> None:
    one_day = line_of({0: lines("222", "444"), -7: lines("24", "24"), -6: lines("24", "24")})
    found, interval = as_lived(one_day.timed_entries, "motivation")
    assert found is not None
    assert found.gap == -2
    assert interval is None


def test_enough_has_an_interval_and_nothing_missing() -> None:
    found = gap({n: lines("23", "45") for n in range(5)}).lived
    assert found.enough
    assert found.missing is None
    assert found.low is not None
    assert found.high is not None
    assert found.low < -2 < found.high


def test_interest_and_understanding_asked_in_turn_count_as_answered() -> None:
    turn = "\n".join(
        f"10m {hat} post m3 {letter}{digit}"
        for hat, digit in (("brand", 2), ("personal", 4))
        for letter in "iuiu"
    )
    found = gap(dict.fromkeys(range(5), turn), "interest").lived
    assert found.rated == {"personal": (20, 20), "brand": (20, 20)}
    assert found.n == {"personal": 10, "brand": 10}
    assert found.enough


def test_worth_looks_back_four_weeks_and_needs_no_rated_share() -> None:
    """It is asked late and of a few entries drawn at random."""
    days = {-7 * week + n: f"{lines('3333', '3333')}\n5m brand post w2\n5m personal post w4"
            for week in range(4) for n in range(4)}  # fmt: skip
    found = gap(days, "worth")
    assert (found.weeks, found.lived.n) == (4, {"personal": 16, "brand": 16})
    assert found.lived.enough
    assert found.lived.value == -2
    assert found.lived.rated["brand"] == (16, 80)
    assert found.lived == found.four_weeks


def test_like_for_like_compares_the_same_activity_with_the_same() -> None:
    """Brand mostly posts and personal mostly reads; within each the gap is one point."""
    days = {
        -7 * week + n: lines("222", "3") + "\n" + lines("4", "555", "read")
        for week in range(4) for n in range(4)
    }  # fmt: skip
    found = gap(days)
    assert found.alike.value == pytest.approx(-1)
    assert found.lived.value == found.four_weeks.value == pytest.approx(2.5 - 4.5)
    assert found.alike.missing is None
    assert found.alike.low is not None
    assert found.alike.low < -1


def test_an_activity_of_one_hat_only_drops_out_and_is_named() -> None:
    days = {-7 * week + n: lines("22", "44") + "\n" + lines("", "11", "talk")
            for week in range(4) for n in range(4)}  # fmt: skip
    found = gap({n: text.replace("talk", "talk @anna") for n, text in days.items()})
    assert found.alike.value == pytest.approx(-2)
    assert found.alike.n == {"personal": 32, "brand": 32}
    assert found.one_hat_only == (("talk", "personal"),)


def test_hats_that_do_nothing_alike_are_not_compared() -> None:
    days = {n: lines("22", "") + "\n" + lines("", "44", "read") for n in range(5)}
    found = gap(days)
    assert found.lived.value == -2
    assert found.alike[:3] == (None, None, None)
    assert found.alike.missing == Missing(NOTHING_ALIKE)
    assert found.one_hat_only == (("post", "brand"), ("read", "personal"))


def test_channels_are_no_strata() -> None:
    """They were, where every cell had 3 ratings. With one channel in common and others that only one hat has, three
    quarters of the brand ratings dropped out without a word and the gap turned round (-2.1 to +0.5).
    """
    brand = "\n".join(f"10m brand post b{n} m1" for n in range(3))
    day = f"{brand}\n10m brand post both m4\n10m personal post both m3\n10m personal post p m5"
    found = gap({-7 * week + n: day for week in range(4) for n in range(3)})
    assert found.alike.value == found.four_weeks.value == pytest.approx(7 / 4 - 4)
    assert found.alike.n == {"personal": 24, "brand": 48}
    assert found.one_hat_only == ()


def test_four_weeks_look_at_four_weeks() -> None:
    four = {-7 * week + n: lines("23", "45") for week in range(4) for n in range(3)}
    older = {-7 * 4 + n: lines("55", "11") + "\n10m brand talk @bo m1" for n in range(7)}
    found, other = gap(four), gap(four | older)
    assert (found.four_weeks, found.alike) == (other.four_weeks, other.alike)
    assert other.one_hat_only == ()
    oldest = {-7 * 3 + n: lines("55", "11") for n in range(3, 7)}
    assert gap(four | oldest).four_weeks != found.four_weeks


def test_like_for_like_keeps_silent_as_the_week_does_but_asks_for_more() -> None:
    found = gap(dict.fromkeys(range(4), lines("24", "24"))).alike
    assert found.value is None
    assert found.missing
    assert found.missing.kind == ABOUT


def test_four_weeks_have_to_be_narrower_than_a_week() -> None:
    """Half a width between 0.8 and 1.0 is enough for a week and too wide for four."""
    found = gap({n: lines("14", "25") for n in range(5)})
    assert found.lived.low is not None
    assert found.lived.high is not None
    assert 0.8 < (found.lived.high - found.lived.low) / 2 <= 1.0
    assert found.four_weeks.missing
    assert found.four_weeks.missing.kind == ABOUT


def test_like_for_like_and_four_weeks_keep_silent_over_unrated_lines_too() -> None:
    days = {-7 * week + n: lines("22" + "----" * (week > 0), "44") for week in range(4) for n in range(5)}
    found = gap(days)
    assert found.lived.enough
    rated = {"brand": (40, 100)}
    assert found.four_weeks.missing == found.alike.missing == Missing(UNRATED, rated=rated)


RATED_DAYS = st.dictionaries(
    st.integers(-60, 6),
    st.lists(st.tuples(st.sampled_from(["brand", "personal"]), st.sampled_from(["post", "read", "do make"]),
                       st.sampled_from("miuw"), st.integers(1, 5)), max_size=8),
    max_size=25,
)  # fmt: skip


def written(days: dict[int, list[tuple[str, str, str, int]]]) -> dict[int, str]:
    return {n: "\n".join(f"5m {hat} {act} {r}{v}" for hat, act, r, v in rows) for n, rows in days.items()}


@given(RATED_DAYS)
def test_an_estimate_has_its_interval_or_a_reason(days: dict[int, list[tuple[str, str, str, int]]]) -> None:
    for gap in figures(written(days)).gaps:
        for found in (gap.lived, gap.four_weeks, gap.alike):
            assert (found.missing is None) == found.enough == (found.low is not None)
            if found.low is None:
                assert found[:3] == (None, None, None)
                continue
            assert found.value is not None
            assert found.high is not None
            assert -4 <= found.low <= found.value <= found.high <= 4
            assert found.high - found.low <= 2.0001


@given(RATED_DAYS)
def test_swapping_the_hats_turns_every_gap_round(days: dict[int, list[tuple[str, str, str, int]]]) -> None:
    other = {"brand": "personal", "personal": "brand"}
    swapped = {n: [(other[hat], act, r, v) for hat, act, r, v in rows] for n, rows in days.items()}
    for one, turned in zip(figures(written(days)).gaps, figures(written(swapped)).gaps, strict=True):
        for this, that in ((one.lived, turned.lived), (one.alike, turned.alike)):
            assert this.enough == that.enough
            assert this.n["brand"] == that.n["personal"]
            if this.low is not None and this.value is not None:
                assert that.value == pytest.approx(-this.value)
                assert that.high == pytest.approx(-this.low)


def test_gaps_over_some_weeks_are_those_of_a_week_four_weeks_long() -> None:
    days = {-7 * week: f"25m personal post m5\n25m brand post m{week % 3 + 1}" for week in range(12)}
    days |= {-7 * week + 1: "25m personal post m4\n25m brand post m1" for week in range(12)}
    line = line_of(days)
    now = gaps(line.timed_entries)[0]
    over = gaps_over(line.timed_entries, range(4))[0]
    assert (over.lived, over.four_weeks, over.alike) == (now.four_weeks, now.four_weeks, now.alike)
    assert (now.weeks, over.weeks) == (1, 4)
    whole = gaps_over(line.timed_entries, range(12))[0]
    assert whole.lived.n == {"personal": 24, "brand": 24}
    assert whole.lived.rated == {"personal": (24, 24), "brand": (24, 24)}
    shifted = gaps(line_of({at + 28: text for at, text in days.items()}).timed_entries)[0]
    assert gaps_over(line.timed_entries, range(4, 8))[0].lived == shifted.four_weeks
