"""What was given and what was asked."""

from __future__ import annotations

import pytest
from tests.measures.logged import MONDAY, whole

from twohats.measures.contacts import contacts_of
from twohats.measures.giving import Expectation, GiveAsk, expectation, give_ask, given_and_asked, most_asked

FIRST = MONDAY.toordinal()


def test_gives_and_asks_are_counted_with_their_numbers_and_per_person() -> None:
    days = {
        -1: "brand gave note @bo",
        0: "brand gave congrats x22\nbrand gave intro @bo @anna x2\nbrand asked @bo x3\nbrand asked @bo @anna",
        6: "brand gave help @bo x2\nbrand got reply @bo\n10m brand talk @bo",
    }
    timeline = whole(days)
    assert give_ask(timeline.timed_events, FIRST, FIRST + 6) == GiveAsk(26, 4)
    assert give_ask(timeline.timed_events, FIRST, FIRST + 5) == GiveAsk(24, 4)
    contacts = contacts_of(timeline)
    assert given_and_asked(contacts["bo"], FIRST, FIRST + 6) == GiveAsk(3, 4)
    assert given_and_asked(contacts["bo"], FIRST - 1, FIRST) == GiveAsk(2, 4)
    assert given_and_asked(contacts["anna"], FIRST, FIRST) == GiveAsk(1, 1)


@pytest.mark.parametrize(
    ("gives", "asks", "share"),
    [(0, 0, None), (4, 0, None), (0, 5, 0.0), (5, 0, 1.0), (14, 3, 14 / 17), (2, 2, None)],
)
def test_below_five_there_are_counts_only(gives: int, asks: int, share: float | None) -> None:
    assert GiveAsk(gives, asks).share == share


def test_the_most_asks_of_one_person_within_thirty_days() -> None:
    days = {-60: "brand asked @bo", -32: "brand asked @bo", -30: "brand asked @bo", -2: "brand asked @bo x2"}
    contacts = contacts_of(whole(days))
    assert most_asked(contacts["bo"]) == 3
    assert most_asked(contacts_of(whole({0: "brand gave note @bo"}))["bo"]) == 0
    assert most_asked(contacts_of(whole({-30: "brand asked @bo", 0: "brand asked @bo"}))["bo"]) == 1


def test_gives_say_themselves_whether_anything_was_expected() -> None:
    days = {
        0: "brand gave note @bo expect:none\nbrand gave help x3 expect:no\nbrand gave help expect:lead\n"
        "brand gave intro @bo @anna\nbrand asked @bo expect:none",
        3: "brand gave note expect:\nbrand gave note expect:none",
    }
    found = expectation(whole(days).timed_events, FIRST, FIRST + 2)
    assert found == Expectation(4, 1, 1)
    assert found.share == 4 / 5
    assert expectation(whole({0: "brand gave note expect:none"}).timed_events, FIRST, FIRST).share is None
