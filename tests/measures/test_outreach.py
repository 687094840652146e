"""Own messages to one person, and their answers."""

from __future__ import annotations

import pytest
from scipy import stats
from tests.measures.logged import MONDAY, SUNDAY, whole

from twohats.measures.contacts import contacts_of
from twohats.measures.figures import Share
from twohats.measures.outreach import answered_share, attempts, messages, unanswered

FIRST = MONDAY.toordinal()
UNTIL = SUNDAY.toordinal()


def share(days: dict[int, str], look_back: int = 365) -> Share | None:
    return answered_share(contacts_of(whole(days)), UNTIL, look_back)


@pytest.mark.parametrize(
    ("line", "count"),
    [("brand asked @bo", 1), ("brand asked @bo x2", 2), ("brand gave note @bo", 1), ("brand gave congrats @bo", 1),
     ("brand asked @bo @anna x9", 1), ("brand gave note @bo expect:answer", 1), ("brand gave note @bo expect:none", 0),
     ("brand gave note @bo expect:no", 0), ("brand asked @bo expect:none", 0), ("brand asked @bo expect:answer x2", 2),
     ("brand gave help @bo", 0), ("brand gave intro @bo @anna", 0),
     ("10m brand post email @bo", 0), ("10m brand talk @bo", 0), ("brand got reply @bo", 0)],
)  # fmt: skip
def test_a_message_is_an_ask_or_words_of_ones_own_to_somebody_named_that_wait_for_an_answer(
    line: str, count: int
) -> None:
    assert sum(each.count for each in messages(contacts_of(whole({0: line}))["bo"])) == count


@pytest.mark.parametrize(
    ("answer", "part"),
    [("brand got reply @bo", 1), ("10m brand talk @bo", 1), ("brand got lead @bo", 1), ("brand got thanks @bo", 0),
     ("1h brand do walk @bo", 0), ("brand got intro @anna @bo", 0), ("10m brand post: for @bo", 0)],
)  # fmt: skip
def test_an_answer_is_a_talk_or_a_return_of_theirs(answer: str, part: int) -> None:
    assert share({-60: "brand asked @bo", -50: answer}) == Share(part, 1, None, None)


def test_an_answer_is_to_one_message_the_latest_without_one_and_not_older_than_forty_five_days() -> None:
    asked = {-80: "brand asked @bo", -70: "brand asked @bo"}
    assert share(asked | {-60: "brand got reply @bo"}) == Share(1, 2, None, None)
    assert share(asked | {-60: "brand got reply @bo\nbrand got reply @bo"}) == Share(2, 2, None, None)
    assert share(asked | {-35: "brand got reply @bo"}) == Share(1, 2, None, None)
    assert share(asked | {-25: "brand got reply @bo"}) == Share(1, 2, None, None)
    assert share(asked | {-24: "brand got reply @bo"}) == Share(0, 2, None, None)
    assert share({-81: "brand got reply @bo"} | asked) == Share(0, 2, None, None)
    one = messages(
        contacts_of(whole({-80: "brand asked @bo", -60: "brand got reply @bo\nbrand got reply @bo"}))["bo"]
    )
    assert [(each.count, each.answered) for each in one] == [(1, 1)]
    twice = messages(contacts_of(whole({-80: "brand asked @bo x2", -60: "brand got reply @bo"}))["bo"])
    assert [(each.count, each.answered) for each in twice] == [(2, 1)]


def test_a_message_that_is_not_fourteen_days_old_waits_and_is_in_no_number() -> None:
    assert share({-8: "brand asked @bo"}) == Share(0, 1, None, None)
    assert share({-7: "brand asked @bo"}) is None
    assert share({-7: "brand asked @bo", 0: "brand got reply @bo"}) is None
    assert share({-100: "brand asked @bo"}, look_back=106) is None
    assert share({-100: "brand asked @bo"}, look_back=107) == Share(0, 1, None, None)
    answered = {
        -110: "brand got reply @bo",
        -104: "brand asked @bo",
        -100: "brand asked @bo x2",
        -90: "brand got reply @bo",
    }
    assert share(answered, look_back=107) == Share(1, 2, None, None)
    asked = {
        -104: "brand asked @bo",
        -100: "brand asked @bo",
        -60: "brand got reply @bo\nbrand got reply @bo",
    }
    assert share(asked, look_back=107) == Share(1, 1, None, None)
    assert share({0: "nothing"}) is None


def test_from_five_messages_on_there_is_wilsons_interval() -> None:
    asked = {
        -60: "\n".join(f"brand asked @p{n}" for n in range(5)),
        -50: "brand got reply @p1\nbrand got lead @p2",
    }
    found = share(asked)
    assert found is not None
    expected = stats.binomtest(2, 5).proportion_ci(0.9, method="wilson")
    assert (found.part, found.whole) == (2, 5)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


def tried(days: dict[int, str]) -> tuple[tuple[int, ...], tuple[int, ...], float | None, bool]:
    found = attempts(contacts_of(whole(days)))
    return (found.answered, found.waiting, found.median, found.is_least)


def test_attempts_are_the_messages_up_to_the_first_answer() -> None:
    days = {
        -90: "brand asked @anna\nbrand asked @bo\n10m brand talk @carl\nbrand gave help @dina\n1h brand do walk @edith",
        -80: "brand asked @bo\nbrand asked @carl\nbrand got reply @dina\nbrand gave note @edith",
        -70: "brand got reply @bo\nbrand asked @anna\n10m brand talk @edith",
        -60: "brand asked @bo\nbrand asked @anna",
    }
    assert tried(days) == ((1, 2), (3,), None, False), "carl talked and dina wrote first"
    assert tried({0: "nothing"}) == ((), (), None, False)


@pytest.mark.parametrize(
    ("answered", "waiting", "median", "is_least"),
    [((1, 1, 2, 3, 4), (), 2, False), ((1, 1, 2), (1, 1), 1, True), ((1, 1, 1), (5, 6), 1, False),
     ((1, 1, 3), (3, 3), 3, False), ((1, 1, 4), (2, 2), 2, True), ((1, 1, 2, 3), (9, 9), 2.5, False),
     ((1, 1, 1), (4, 4, 4), 2.5, True), ((), (1, 1, 1, 1, 2), 1, True), ((1, 1, 1, 1), (), None, False)],
)  # fmt: skip
def test_the_median_says_whether_those_waiting_can_still_raise_it(
    answered: tuple[int, ...], waiting: tuple[int, ...], median: float | None, *, is_least: bool
) -> None:
    lines = [f"brand asked @a{at} x{count}" for at, count in enumerate(answered)]
    lines += [f"brand asked @w{at} x{count}" for at, count in enumerate(waiting)]
    answers = "\n".join(f"brand got reply @a{at}" for at in range(len(answered))) or "nothing"
    assert tried({-60: "\n".join(lines), -50: answers}) == (answered, waiting, median, is_least)


def left(days: dict[int, str]) -> list[tuple[str, int, int, bool]]:
    return [
        (each.person, each.messages, each.last - FIRST, each.leave_be)
        for each in unanswered(contacts_of(whole(days)), UNTIL)
    ]


def test_who_has_not_answered_for_fourteen_days_is_listed_and_left_be_after_three() -> None:
    days = {
        -60: "brand asked @anna\nbrand asked @bo\nbrand asked @carl",
        -50: "brand asked @anna\nbrand got reply @bo",
        -40: "brand gave note @anna\nbrand got thanks @carl",
        0: "brand asked @dina",
    }
    assert left(days) == [("anna", 3, -40, True), ("carl", 1, -60, False)]


def test_an_answer_a_loss_and_a_quarter_of_a_year_end_it() -> None:
    asked = {-60: "brand asked @bo x3"}
    assert left(asked) == [("bo", 3, -60, True)]
    for end in ("brand got reply @bo", "10m brand talk @bo", "brand lost @bo"):
        assert left(asked | {-50: end}) == []
    assert left({-98: "brand asked @bo"}) == [("bo", 1, -98, False)]
    assert left({-99: "brand asked @bo"}) == []
    assert left({-8: "brand asked @bo"}) == [("bo", 1, -8, False)]
    assert left({-7: "brand asked @bo"}) == []
    assert left({-120: "brand asked @bo", -3: "brand asked @bo"}) == [("bo", 2, -3, False)]
