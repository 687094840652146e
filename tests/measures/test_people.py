"""Whom one met and whom to write to."""

from __future__ import annotations

import pytest
from scipy import stats
from tests.measures.logged import MONDAY, day, figures, whole

from twohats.measures.figures import Share
from twohats.measures.people import acquaintances, new_people

SETTLED = {-150: "nothing"}
"""The journal is old enough for whoever turns up to be new."""


def due(days: dict[int, str]) -> list[tuple[str, int]]:
    return [(each.person, each.days) for each in figures(SETTLED | days).follow_up]


@pytest.mark.parametrize(
    "line",
    ["2h personal do speak fair @bo", "brand got reply @bo", "brand got lead linkedin @bo",
     "10m brand post linkedin met:fair: with @bo", "brand got congrats @bo met:fair", "brand asked @bo met:fair"],
)  # fmt: skip
def test_someone_met_without_a_word_since_is_to_be_written_to(line: str) -> None:
    (found,) = figures(SETTLED | {0: line}).follow_up
    assert (found.person, found.met, found.days, found.overdue) == ("bo", day(0), 6, False)
    assert found.is_declared == ("met:" in line)


@pytest.mark.parametrize(
    "line",
    ["10m brand post linkedin: quoting @bo", "10m personal read blog: @bo on hats", "brand got congrats @bo x22",
     "brand asked @bo", "brand lost @bo", "10m personal talk phone @bo", "personal gave note @bo",
     "personal got conversation @bo"],
)  # fmt: skip
def test_a_name_alone_is_no_contact_and_a_talk_a_give_or_a_conversation_is_already_one_to_one(
    line: str,
) -> None:
    assert due({0: line}) == []


@pytest.mark.parametrize(
    "line",
    ["10m personal talk phone @bo", "brand gave intro @anna @bo", "brand got conversation @bo", "brand got reply @bo",
     "brand got help @bo"],
)  # fmt: skip
def test_a_talk_a_give_or_a_return_after_the_meeting_is_enough(line: str) -> None:
    assert due({-9: "1h brand do walk @bo met:fair", 0: line}) == []


@pytest.mark.parametrize("line", ["brand asked @bo", "10m brand post: for @bo", "brand got thanks @bo"])
def test_an_ask_a_mention_or_thanks_is_not(line: str) -> None:
    assert due({-9: "1h brand do walk @bo met:fair", 0: line}) == [("bo", 15)]


def test_a_second_return_on_the_first_day_is_the_same_contact() -> None:
    assert due({0: "brand got reply @bo\nbrand got lead @bo"}) == [("bo", 6)]


def test_those_waiting_longest_come_first_and_fourteen_days_make_it_overdue() -> None:
    found = figures(SETTLED | {
        0: "brand got reply @zoe", -8: "brand got reply @dan\nbrand got reply @carl", -7: "brand got reply @erik",
    }).follow_up  # fmt: skip
    assert [(each.person, each.days, each.overdue) for each in found] == [
        ("carl", 14, True), ("dan", 14, True), ("erik", 13, False), ("zoe", 6, False),
    ]  # fmt: skip


def test_who_was_lost_is_back_with_a_return_or_a_talk_and_not_with_a_give() -> None:
    lost = {-9: "1h brand do walk @bo", -5: "brand lost @bo"}
    assert due(lost | {-3: "brand gave note @bo\n1h brand do walk @bo\nbrand asked @bo"}) == []
    back = acquaintances(whole(lost | {-3: "brand got reply @bo"}))["bo"]
    assert (back.met[0], back.followed and back.followed[0]) == (
        MONDAY.toordinal() - 9,
        MONDAY.toordinal() - 3,
    )
    assert "bo" in acquaintances(whole(lost | {-3: "10m brand talk @bo"}))
    assert (
        acquaintances(whole({-5: "brand lost @bo met:fair", 0: "10m brand talk @bo"}))["bo"].met[0]
        == MONDAY.toordinal()
    )


def test_new_people_of_some_days_are_those_first_talked_to_in_them() -> None:
    timeline = whole(
        SETTLED | {-83: "5m brand talk @anna", -84: "5m brand talk @bo", 0: "5m brand talk @anna @carl"}
    )
    known = acquaintances(timeline)
    assert new_people(timeline, known) == ("carl",)
    assert new_people(timeline, known, days=90) == ("anna", "carl")


def test_people_lost_are_not_listed_nor_those_met_long_ago() -> None:
    assert due({-5: "brand got reply @bo", 0: "brand lost @bo"}) == []
    assert due({-98: "brand got reply @bo"}) == [("bo", 104)]
    assert due({-99: "brand got reply @bo"}) == []


def test_in_a_running_week_the_days_run_to_today() -> None:
    (found,) = figures(SETTLED | {-14: "brand got reply @bo"}, today=MONDAY).follow_up
    assert (found.days, found.overdue) == (14, True)


def test_new_people_are_those_first_talked_with_this_week() -> None:
    found = figures({
        -30: "10m brand talk @anna\nbrand got reply @bo",
        0: "10m brand talk @anna @dora",
        2: "10m personal talk @bo\n10m brand talk @dora",
        3: "personal gave note @carl\nbrand got conversation @erik",
    })  # fmt: skip
    assert found.new_people == ("dora", "bo")


def test_nobody_is_new_to_a_journal_younger_than_four_weeks() -> None:
    talk = "10m brand talk @anna"
    assert figures({-27: "nothing", 0: talk}).new_people == ()
    assert figures({-28: "nothing", 0: talk}).new_people == ("anna",)


def test_in_the_first_four_weeks_only_those_a_line_says_were_met_are_newly_met() -> None:
    """Whoever begins a journal has old acquaintances, and each of them is there for the first time."""
    days = {
        -28: "nothing",
        -1: "brand got reply @sister\nbrand got lead @bo met:fair",
        0: "brand got reply @carl",
    }
    assert [(each.person, each.is_declared) for each in figures(days).follow_up] == [
        ("bo", True),
        ("carl", False),
    ]
    first = {-60: "\n".join(f"brand got reply @{name}" for name in "abcdef"), -20: "brand got reply @zoe"}
    assert figures(first).followed_up == Share(0, 1, None, None)


def test_the_share_followed_up_counts_people_met_long_enough_ago() -> None:
    met = "\n".join(f"brand got reply @{name}" for name in ("anna", "bo", "carl", "dora"))
    days = SETTLED | {-30: met, -20: "10m brand talk @anna", -16: "personal gave note @bo", -15: "10m brand talk @carl",
            0: "brand got reply @zoe"}  # fmt: skip
    assert figures(days).followed_up == Share(2, 4, None, None)
    assert figures(days | {-29: "10m brand talk @erik"}).followed_up == Share(2, 4, None, None), "needs none"
    share = figures(days | {-29: "brand got help @erik\n10m brand talk @erik"}).followed_up
    assert share is not None
    assert (share.part, share.whole) == (3, 5)
    oracle = stats.binomtest(3, 5).proportion_ci(0.90, method="wilson")
    assert (share.low, share.high) == pytest.approx((oracle.low, oracle.high))
    assert figures({0: "brand got reply @zoe"}).followed_up is None
