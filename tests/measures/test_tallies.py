"""What is counted: cover, minutes, gives and asks, money, channels and whys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import MONDAY, SUNDAY, day, figures

from twohats.format.calendar import week_of
from twohats.format.model import Event
from twohats.measures import tallies
from twohats.measures.figures import Money
from twohats.measures.questions import question_of
from twohats.measures.timeline import TimedEvent

if TYPE_CHECKING:
    from decimal import Decimal

WEDNESDAY = MONDAY + timedelta(days=2)


def test_cover_counts_days_lines_minutes_guesses_and_problems() -> None:
    cover = figures({
        0: "25m brand post linkedin m2\n~75m personal read",
        1: "nothing: hiking",
        2: "brand got reply",
        3: "25:99 brand post",
        -1: "3h brand post",
    }).cover  # fmt: skip
    assert (cover.days_logged, cover.days) == (3, 7)
    assert (cover.entries, cover.events, cover.minutes, cover.left_out.lines) == (2, 1, 100, 1)
    assert cover.estimated_share == 0.75


def test_a_running_week_has_the_days_that_have_begun() -> None:
    assert figures({0: "25m brand post"}, today=WEDNESDAY).cover.days == 3


def test_a_line_dated_ahead_counts_and_so_does_its_day() -> None:
    cover = figures({0: "25m brand post", 5: "10m brand read"}, today=WEDNESDAY).cover
    assert (cover.days_logged, cover.days, cover.minutes) == (2, 4, 35)


def test_minutes_are_summed_by_side_and_activity_with_every_hat_on_its_side() -> None:
    minutes = figures({
        0: "25m brand post\n35m client-acme post\n10m personal talk @anna\n20m novelist talk @bo\n1h personal do walk",
    }).minutes  # fmt: skip
    assert minutes == {
        "personal": {"post": 0, "read": 0, "talk": 30, "do": 60},
        "brand": {"post": 60, "read": 0, "talk": 0, "do": 0},
    }


def test_gives_asks_and_losses_of_the_week() -> None:
    found = figures({
        0: "personal gave note @anna\nbrand gave congrats x3\nbrand asked @bo\nbrand lost @carl @dora",
        6: "brand lost @carl: again\npersonal lost @erik",
        -1: "brand gave note\nbrand asked @bo",
    })  # fmt: skip
    assert (found.gives, found.asks, found.lost) == (4, 1, {"personal": 1, "brand": 2})


def test_money_is_kept_apart_by_currency_and_to_the_cent() -> None:
    found = figures({
        0: "brand got sale 1200GBP\nbrand got sale 0.10GBP\nbrand got sale x2 99.90EUR\nbrand got sale",
        1: "brand got lead 5000GBP",
    })  # fmt: skip
    assert found.money == (Money("EUR", "99.90", 2, ""), Money("GBP", "1200.10", 2, "1200"))


def test_an_amount_is_that_of_all_the_sales_of_its_line() -> None:
    found = figures({0: "brand got sale 1200GBP x3\nbrand got sale 100GBP"})
    assert found.money == (Money("GBP", "1300", 4, ""),)


@given(st.lists(st.decimals("0.01", 10**11, allow_nan=False, places=2), min_size=1, max_size=5))
def test_no_cent_is_lost_however_large_the_sales(amounts: list[Decimal]) -> None:
    lines = "\n".join(f"brand got sale {amount:f}GBP" for amount in amounts)
    (money,) = figures({0: lines}).money
    assert int(money.total.replace(".", "")) == sum(int(f"{amount:f}".replace(".", "")) for amount in amounts)


def test_a_number_of_thousands_of_digits_is_summed_too() -> None:
    """The reader would not let it through; the sum does not rely on that."""
    sales = [
        TimedEvent((1, 0, 1), 0, "brand", Event("brand", "got", "sale", amount=(number, "GBP")))
        for number in ("9" * 6000, "1")
    ]
    assert tallies.money(sales) == (Money("GBP", "1" + "0" * 6000, 2, "9" * 6000),)


def test_the_mix_looks_at_four_weeks_of_named_channels() -> None:
    found = figures({
        0: "60m brand post linkedin\n60m brand talk phone\n30m brand read\n9h brand do service phone",
        -21: "60m brand post linkedin\n1h30 personal read mastodon",
        -22: "9h brand post newsletter",
    })  # fmt: skip
    brand = found.mix["brand"]
    assert brand.minutes == {"linkedin": 120, "phone": 60, "": 30}
    assert brand.top_share == pytest.approx(2 / 3)
    assert brand.effective == pytest.approx(3 / 2 ** (2 / 3))
    assert found.mix["personal"].effective == 1
    assert found.mix_distance == 1


def test_two_equal_channels_are_effectively_two_and_equal_hats_are_not_apart() -> None:
    lines = "\n".join(f"30m {hat} post {channel}" for hat in ("brand", "personal") for channel in ("a", "b"))
    found = figures({0: lines})
    assert found.mix["brand"].effective == pytest.approx(2)
    assert found.mix_distance == 0


def test_under_an_hour_on_named_channels_the_mix_is_silent() -> None:
    found = figures({0: "59m brand post linkedin\n3h brand post\n2h personal read mastodon"})
    assert found.mix["brand"].effective is None
    assert found.mix["brand"].top_share is None
    assert found.mix_distance is None


def test_minutes_count_under_each_of_their_whys_once() -> None:
    found = figures({
        0: "20m brand post why:money,tribe why:Money\n30m brand read why:metoo\n40m personal talk @anna\n"
        "9h brand do make why:money",
        -1: "2h brand post why:ego",
    })  # fmt: skip
    assert found.why == {"metoo": 30, "money": 20, "tribe": 20}
    assert found.why_minutes == 50


def test_a_week_names_itself_and_asks_its_question() -> None:
    found = figures({})
    assert (found.week, found.first, found.last) == ("2026-W47", day(0), SUNDAY.isoformat())
    assert found.question == "Why social, and not speaking to a few more people?"


def test_no_question_comes_twice_in_four_weeks_not_even_at_the_end_of_a_year_of_53() -> None:
    for start in (0, 6):
        week = week_of(date(2026, 12, 1), start=start)
        asked = [question_of(week.back(-n)) for n in range(12)]
        assert all(len(set(asked[n : n + 4])) == 4 for n in range(9))
        assert question_of(week_of(MONDAY, start=start)) == question_of(week_of(MONDAY))
