"""Three names not spoken to for long."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.measures.logged import MONDAY, SUNDAY, whole

from twohats.measures.contacts import contacts_of
from twohats.measures.reconnecting import NOBODY, Aside, Quiet, quiet, three_names

FIRST = MONDAY.toordinal()
UNTIL = SUNDAY.toordinal()


def names(days: dict[int, str], until: int = UNTIL, aside: Aside = NOBODY) -> list[str]:
    return [each.person for each in three_names(contacts_of(whole(days)), until, aside)]


def test_who_was_talked_to_ninety_days_ago_and_no_later_is_named() -> None:
    assert names({-84: "10m brand talk @bo"}) == ["bo"]
    assert names({-83: "10m brand talk @bo"}) == []
    assert names({-84: "brand got conversation @bo"}) == ["bo"]
    assert names({-84: "brand got reply @bo\nbrand gave note @bo\n1h brand do walk @bo"}) == []
    found = quiet(
        contacts_of(whole({-200: "9m brand talk @bo", -90: "9m brand talk @bo", 0: "brand got lead @bo"})),
        UNTIL,
    )
    assert found == [Quiet("bo", FIRST - 90, 2)], "who only wrote has not been spoken to"


def test_a_line_is_as_many_conversations_as_it_says_and_one_with_each_of_several() -> None:
    said = "brand got conversation @bo x3\nbrand got conversation @anna @carl x3"
    found = quiet(
        contacts_of(whole({-200: said, -190: "9m brand talk @bo\nbrand got conversation @bo x2"})), UNTIL
    )
    assert [(each.person, each.conversations) for each in found] == [("anna", 1), ("bo", 4), ("carl", 1)]


@pytest.mark.parametrize(
    "since",
    ["brand gave note @bo", "brand gave help @bo expect:none", "brand asked @bo", "brand lost @bo"],
)
def test_who_was_written_to_meanwhile_or_is_lost_is_not(since: str) -> None:
    assert names({-100: "10m brand talk @bo", -20: since}) == []


def test_who_was_written_to_meanwhile_and_answered_is_not() -> None:
    answered = {-150: "10m brand talk @bo", -20: "brand gave note @bo", -10: "brand got reply @bo"}
    assert names(answered) == []
    answered[-100] = answered.pop(-20)
    assert names(answered) == ["bo"], "longer ago"


def test_who_came_back_after_being_lost_is_named_again() -> None:
    days = {-150: "10m brand talk @bo", -140: "brand lost @bo"}
    assert names(days) == []
    assert names(days | {-130: "brand got reply @bo"}) == ["bo"]


def test_who_left_three_messages_unanswered_is_left_be() -> None:
    days = {-300: "10m brand talk @bo", -200: "brand asked @bo", -150: "brand gave note @bo"}
    assert names(days) == ["bo"]
    assert names(days | {-120: "brand asked @bo"}) == []
    assert names(days | {-120: "brand asked @bo", -110: "brand got reply @bo"}) == ["bo"]


def test_later_holds_until_its_day_and_let_go_until_they_turn_up_again() -> None:
    days = {-100: "10m brand talk @bo"}
    assert names(days, aside=Aside(later={"bo": UNTIL + 1})) == []
    assert names(days, aside=Aside(later={"bo": UNTIL})) == ["bo"]
    gone = Aside(let_go={"bo": FIRST - 90})
    assert names(days, aside=gone) == []
    assert names(days | {-90: "brand got reply @bo"}, aside=gone) == [], "of the day itself"
    assert names(days | {-89: "brand got thanks @bo"}, aside=gone) == []
    assert names(days | {-89: "brand got reply @bo"}, aside=gone) == ["bo"]


MANY = {-100: "\n".join(f"10m brand talk @p{n}" for n in range(20))}


def test_there_are_three_the_same_all_day_and_others_on_other_days() -> None:
    days = [names(MANY, until) for until in range(UNTIL, UNTIL + 30)]
    assert all(len(each) == 3 and each == sorted(each) for each in days)
    assert names(MANY) == names(MANY)
    assert len({tuple(each) for each in days}) > 25
    assert names({0: "nothing"}) == []


def test_those_with_more_conversations_are_drawn_more_often() -> None:
    often = MANY | {-110: "\n".join(["10m brand talk @p7"] * 9)}
    contacts = contacts_of(whole(often))
    drawn = Counter(
        each.person for until in range(UNTIL, UNTIL + 400) for each in three_names(contacts, until, NOBODY)
    )
    assert 265 < drawn["p7"] < 323, "1 - 19/29 * 18/28 * 17/27 of 400 days: 294"
    assert len(drawn) == 20
