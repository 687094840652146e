"""Known names among the returns, and what there was before a sale."""

from __future__ import annotations

import pytest
from tests.measures.logged import MONDAY, SUNDAY, past, whole

from twohats.measures.buyers import KnownNames, known_names, purchases, unnamed_sales
from twohats.measures.contacts import contacts_of
from twohats.measures.meetings import meetings

FIRST = MONDAY.toordinal()
OLD = {-150: "nothing"}


def bought(days: dict[int, str], look_back: int = 365) -> list[tuple[str, int, int, int, bool]]:
    timeline = whole(days)
    contacts = contacts_of(timeline)
    found = purchases(
        past(days).sales, contacts, meetings(timeline, contacts, {}), SUNDAY.toordinal(), look_back
    )
    return [
        (each.person, each.sale.days, each.sale.conversations, each.sale.minutes, each.is_new)
        for each in found
    ]


def test_a_sale_has_the_days_since_the_first_contact_and_the_conversations_before_it() -> None:
    days = OLD | {
        -60: "1h brand do walk @bo met:fair",
        -50: "30m brand talk phone @bo\nbrand got conversation @bo",
        -40: "brand got conversation @bo\n10:00-10:40 brand talk phone @bo",
        -21: "09:00 brand got sale @bo 900GBP\n10:00-10:40 brand talk phone @bo",
        0: "brand got sale @anna 5GBP",
    }
    assert bought(days) == [("bo", 39, 2, 130, True), ("anna", 0, 0, 0, True)]


def test_who_was_there_in_the_first_four_weeks_was_known_for_longer() -> None:
    assert bought({-150: "5m brand talk @bo", 0: "brand got sale @bo"}) == [("bo", 150, 1, 5, False)]


def test_a_sale_to_two_is_one_of_each_and_old_ones_are_left_out() -> None:
    days = OLD | {-100: "brand got sale @bo", -20: "brand got sale @bo @anna"}
    assert bought(days, 90) == [("anna", 0, 0, 0, True), ("bo", 80, 0, 0, True)]
    assert bought({-84: "brand got sale @bo"}, 90) == []
    assert bought({-83: "brand got sale @bo"}, 90) == [("bo", 0, 0, 0, False)]
    assert bought(OLD) == []


def test_sales_without_a_name_are_counted() -> None:
    days = {-100: "brand got sale", 0: "brand got sale x3 90GBP\nbrand got sale @bo\nbrand got lead"}
    assert unnamed_sales(past(days).sales, SUNDAY.toordinal(), 90) == 3
    assert unnamed_sales(past(days).sales, SUNDAY.toordinal(), 365) == 4


def known(days: dict[int, str], look_back: int = 90) -> KnownNames | None:
    timeline = whole(days)
    return known_names(timeline, meetings(timeline, contacts_of(timeline), {}), look_back)


def test_a_return_is_of_a_known_name_of_a_new_one_or_of_nobody_named() -> None:
    days = OLD | {
        -30: "5m brand talk @bo\nbrand got reply @bo",
        -20: "brand got reply @bo @anna\nbrand got lead @carl\nbrand got lead @carl x4\nbrand got reply x3",
        0: "brand got thanks @dina\nbrand asked @dina\nbrand got reply @dina",
    }
    found = known(days)
    assert found == KnownNames(6, 2, 3)
    assert found.share == 6 / 11
    assert known(days, 20) == KnownNames(0, 1, 0)
    assert KnownNames(4, 0, 0).share is None


@pytest.mark.parametrize(("young", "found"), [(-21, None), (-22, KnownNames(0, 0, 1))])
def test_in_the_first_four_weeks_everyone_is_a_stranger_and_nothing_is_said(
    young: int, found: KnownNames | None
) -> None:
    assert known({young: "nothing", 6: "brand got reply", 0: "brand got reply @bo"}) == found
    assert SUNDAY.toordinal() - FIRST == 6
