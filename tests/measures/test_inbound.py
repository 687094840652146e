"""Who got in touch of their own accord, and who did not (METHOD 5.1, 5.4)."""

from __future__ import annotations

import pytest
from tests.measures.logged import line_of

from twohats.measures.inbound import a_week, inbound, people_in, silent_regulars, usual_people


def _counts(days: dict[int, str], weeks: int = 4, hat: str = "brand") -> list[int]:
    return a_week(inbound(line_of(days), hat), range(weeks - 1, -1, -1))


def test_what_is_of_substance_counts_in_the_week_it_came() -> None:
    days = {
        -15: "brand got reply linkedin @anna",
        -8: "brand got conversation email @bo\nbrand got lead @carl",
        0: "brand got commented linkedin x2",
    }
    assert _counts(days) == [1, 2, 0, 2]


@pytest.mark.parametrize("kind", ["thanks x9", "likes x100", "pitch @hugh", "vanity x7", "noticed @priya"])
def test_noise_and_being_noticed_are_no_contact(kind: str) -> None:
    assert _counts({0: f"brand got {kind}"}) == [0, 0, 0, 0]


def test_what_another_hat_got_is_not_counted() -> None:
    assert _counts({0: "client-acme got lead @bo\npersonal got reply @anna"}) == [0, 0, 0, 0]


def test_a_person_counts_once_a_week_in_whatever_kind() -> None:
    days = {
        0: "brand got reply @anna\nbrand got lead @anna",
        2: "brand got conversation @anna x3",
        7 - 14: "brand got reply @anna",
    }
    assert _counts(days) == [0, 0, 1, 1]


def test_a_line_with_two_names_is_one_contact_and_hides_nobody() -> None:
    assert _counts({0: "brand got intro @anna @bo"}) == [0, 0, 0, 1]
    assert _counts({0: "brand got intro @anna @bo\nbrand got reply @anna"}) == [0, 0, 0, 2]
    assert _counts({0: "brand got reply x2 @anna @bo"}) == [0, 0, 0, 2]


@pytest.mark.parametrize("own", ["20m brand talk email @anna", "brand gave note @anna", "brand asked @anna"])
def test_an_answer_to_a_message_of_ones_own_is_not_begun_by_them(own: str) -> None:
    assert _counts({-14: own, 0: "brand got reply @anna"}) == [0, 0, 0, 0]
    assert _counts({-15: own, 0: "brand got reply @anna"}) == [0, 0, 0, 1]


@pytest.mark.parametrize(
    "own", ["20m brand post linkedin @anna", "20m brand read blogs @anna", "20m personal talk @anna"]
)
def test_posts_reading_and_talks_in_another_hat_are_no_message(own: str) -> None:
    assert _counts({-1: own, 0: "brand got reply @anna"}) == [0, 0, 0, 1]


def test_who_was_written_to_afterwards_had_begun() -> None:
    assert _counts({0: "09:00 brand got reply @anna\n10:00 20m brand talk @anna"}) == [0, 0, 0, 1]


def test_of_two_names_the_one_that_answers_is_left_out() -> None:
    found = inbound(line_of({-1: "brand gave note @bo", 0: "brand got reply x2 @anna @bo"}), "brand")
    assert [(each.people, each.count) for each in found] == [(("anna",), 1)]


def test_different_people_are_counted_in_windows() -> None:
    days = {
        -21: "brand got reply @anna\nbrand got reply @bo\nbrand got reply",
        -14: "brand got reply @anna",
        -7: "brand got reply @carl",
        0: "brand got reply @dina",
    }
    found = inbound(line_of(days), "brand")
    assert people_in(found, (3, 2)) == 2
    assert usual_people(found, [(3, 2, 1, 0)], 2) == 2.0
    assert usual_people(found, [(3, 2), (1, 0)], 1) == 1.0
    assert usual_people(found, [(3,), (2,)], 1) == 1.5
    assert usual_people(found, [(3, 2), (1, 0)], 3) is None


def test_a_regular_wrote_in_three_weeks_and_is_missed_when_silent() -> None:
    days = {
        -28: "brand got reply @anna\nbrand got reply @bo",
        -21: "brand got conversation @anna\n20m brand talk @bo",
        -14: "brand got lead @anna\nbrand got reply @bo",
    }
    assert silent_regulars(line_of(days), "brand", (4, 3, 2), (0,)) == ("anna",)
    assert silent_regulars(line_of(days), "brand", (4, 3), (0,)) == ()


@pytest.mark.parametrize(
    "there",
    [
        "personal got reply @anna",
        "15m personal talk phone @anna",
        "brand got thanks @anna",
        "brand got noticed @anna",
    ],
)
def test_a_regular_who_was_there_in_any_hat_is_not_missed(there: str) -> None:
    days = dict.fromkeys((-28, -21, -14), "brand got reply @anna") | {0: there}
    assert silent_regulars(line_of(days), "brand", (4, 3, 2), (0,)) == ()
