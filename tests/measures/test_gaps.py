"""How far apart the hats are: what is compared, and every way there is to keep silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import figures, line_of

from twohats.intervals.gaps import jackknife, pooled_interval
from twohats.measures.gaps import as_lived

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
    found = gap({0: "9h brand post m1\n5m brand read m5", 1: "5m brand talk m3\n10m personal post m4",
                 2: "1h personal post m5\n1m personal read m3"})  # fmt: skip
    assert found.as_lived == pytest.approx(-1)
    assert found.n == {"personal": 3, "brand": 3}


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
    assert (found.as_lived, found.low, found.high) == (-2, expected.low, expected.high)


def test_ratings_more_than_seven_weeks_back_change_nothing_as_lived() -> None:
    now = dict.fromkeys(range(5), STEADY)
    old = {-7 * 8 + n: lines("1515", "1515") for n in range(5)}
    assert gap(now) == gap(now | old)


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        ({}, "3 more personal and 3 more brand ratings"),
        ({0: lines("2", "444")}, "2 more brand ratings"),
        ({0: lines("22", "444")}, "1 more brand rating"),
        ({0: lines("222", "4")}, "2 more personal ratings"),
        ({0: lines("2", "44")}, "1 more personal and 2 more brand ratings"),
        ({0: lines("222", "44"), 1: lines("", "4")}, "brand ratings on 1 more day"),
        ({0: lines("222", "444")}, "personal and brand ratings on 1 more day"),
        ({0: lines("22", "44"), 1: lines("2", "4")}, "ratings on 1 more day"),
        ({n: lines("2--", "44") for n in range(4)}, "only 33 % of brand lines are rated"),
        ({n: lines("22", "4--") for n in range(4)}, "only 33 % of personal lines are rated"),
        (
            {n: lines("223-", "444") for n in range(4)},
            "brand lines are rated less often: 100 % of personal and 75 % of brand",
        ),
        ({n: lines("25", "15") for n in range(4)}, "about 4 more ratings"),
    ],
)
def test_what_is_missing_is_said_with_numbers(days: dict[int, str], missing: str) -> None:
    found = gap(days)
    assert found.missing == missing
    assert not found.enough
    assert found.low is found.high is None


def test_a_number_appears_at_three_ratings_a_hat_even_while_its_interval_does_not() -> None:
    assert gap({0: lines("222", "444")}).as_lived == -2
    assert gap({0: lines("22", "444")}).as_lived is None


def test_without_the_least_data_not_even_a_wide_interval_is_computed() -> None:
    one_day = line_of({0: lines("222", "444"), -7: lines("24", "24"), -6: lines("24", "24")})
    found, interval = as_lived(one_day.sittings, "motivation")
    assert found is not None
    assert found.gap == -2
    assert interval is None


def test_enough_has_an_interval_and_nothing_missing() -> None:
    found = gap({n: lines("23", "45") for n in range(5)})
    assert found.enough
    assert found.missing == ""
    assert found.low is not None
    assert found.high is not None
    assert found.low < -2 < found.high


def test_interest_and_understanding_asked_in_turn_count_as_answered() -> None:
    turn = "\n".join(
        f"10m {hat} post m3 {letter}{digit}"
        for hat, digit in (("brand", 2), ("personal", 4))
        for letter in "iuiu"
    )
    found = gap(dict.fromkeys(range(5), turn), "interest")
    assert found.rated_share == {"personal": 1, "brand": 1}
    assert found.n == {"personal": 10, "brand": 10}
    assert found.enough


def test_worth_looks_back_four_weeks_and_needs_no_rated_share() -> None:
    """It is asked late and of a few entries drawn at random."""
    days = {-7 * week + n: f"{lines('3333', '3333')}\n5m brand post w2\n5m personal post w4"
            for week in range(4) for n in range(4)}  # fmt: skip
    found = gap(days, "worth")
    assert (found.weeks, found.n) == (4, {"personal": 16, "brand": 16})
    assert found.enough
    assert found.as_lived == -2
    assert found.rated_share["brand"] == pytest.approx(0.2)


def test_like_for_like_compares_the_same_activity_with_the_same() -> None:
    """Brand mostly posts and personal mostly reads; within each the gap is one point."""
    days = {
        -7 * week + n: lines("222", "3") + "\n" + lines("4", "555", "read")
        for week in range(4) for n in range(4)
    }  # fmt: skip
    found = gap(days)
    assert found.like_for_like == pytest.approx(-1)
    assert found.as_lived == pytest.approx(2.5 - 4.5)
    assert found.like_for_like_missing == ""
    assert found.like_for_like_low is not None
    assert found.like_for_like_low < -1


def test_an_activity_of_one_hat_only_drops_out_and_is_named() -> None:
    days = {-7 * week + n: lines("22", "44") + "\n" + lines("", "11", "talk")
            for week in range(4) for n in range(4)}  # fmt: skip
    found = gap({n: text.replace("talk", "talk @anna") for n, text in days.items()})
    assert found.like_for_like == pytest.approx(-2)
    assert found.one_hat_only == (("talk", "personal"),)


def test_hats_that_do_nothing_alike_are_not_compared() -> None:
    days = {n: lines("22", "") + "\n" + lines("", "44", "read") for n in range(5)}
    found = gap(days)
    assert found.as_lived == -2
    assert found.like_for_like is None
    assert found.like_for_like_missing == "nothing rated in both hats alike"
    assert found.one_hat_only == (("post", "brand"), ("read", "personal"))


def test_channels_are_held_fixed_too_once_every_cell_has_three_ratings() -> None:
    def days(per_day: str, count: int) -> dict[int, str]:
        return {-7 * week + n: per_day for week in range(4) for n in range(count)}

    both = "10m brand post a m2\n10m brand post b m4\n10m personal post a m3"
    full = days(both + "\n10m personal post b m5", 3)
    assert gap(full).like_for_like == pytest.approx(-1)
    thin = days(both, 3) | {6: "10m personal post b m5"}
    assert gap(thin).like_for_like == pytest.approx(3 - (12 * 3 + 5) / 13)


def test_like_for_like_keeps_silent_as_the_week_does_but_asks_for_more() -> None:
    found = gap(dict.fromkeys(range(4), lines("24", "24")))
    assert found.like_for_like is None
    assert found.like_for_like_missing.startswith("about ")
    assert found.like_for_like_missing.endswith(" more ratings")


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
    for found in figures(written(days)).gaps:
        assert found.enough == (not found.missing) == (found.low is not None)
        assert (found.like_for_like is None) == bool(found.like_for_like_missing)
        if found.low is not None:
            assert found.as_lived is not None
            assert found.high is not None
            assert -4 <= found.low <= found.as_lived <= found.high <= 4
            assert found.high - found.low <= 2.0001


@given(RATED_DAYS)
def test_swapping_the_hats_turns_every_gap_round(days: dict[int, list[tuple[str, str, str, int]]]) -> None:
    other = {"brand": "personal", "personal": "brand"}
    swapped = {n: [(other[hat], act, r, v) for hat, act, r, v in rows] for n, rows in days.items()}
    for one, turned in zip(figures(written(days)).gaps, figures(written(swapped)).gaps, strict=True):
        assert one.enough == turned.enough
        assert one.n["brand"] == turned.n["personal"]
        if one.low is not None and one.as_lived is not None:
            assert turned.as_lived == pytest.approx(-one.as_lived)
            assert turned.high == pytest.approx(-one.low)
