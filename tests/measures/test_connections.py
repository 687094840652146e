"""Who was first talked to, what brought them, and what that took."""

from __future__ import annotations

import math

import pytest
from tests.measures.logged import day, line_of

from twohats.measures.connections import Connection, Cost, connections, cost_of
from twohats.measures.contacts import contacts_of
from twohats.measures.intervals.rates import rate_interval
from twohats.measures.returns import trace_returns

OLD = {-150: "1h brand post linkedin"}


def made(
    days: dict[int, str], met: dict[str, str] | None = None, weeks: range = range(12)
) -> list[Connection]:
    timeline = line_of(OLD | days)
    return connections(timeline, trace_returns(timeline), contacts_of(timeline), weeks, met=met or {})


def origin(days: dict[int, str], met: dict[str, str] | None = None) -> tuple[str, str, str]:
    (only,) = made(days, met)
    return only.person, only.side, only.channel


def test_a_first_talk_is_a_connection_where_the_first_contact_was() -> None:
    assert origin({0: "25m brand talk phone @bo"}) == ("bo", "brand", "phone")
    assert origin({-30: "1h personal do walk in-person @bo", 0: "25m brand talk phone @bo"}) == (
        "bo", "personal", "in-person")  # fmt: skip
    assert origin({-30: "brand gave note email @bo", 0: "25m personal talk phone @bo"}) == (
        "bo",
        "brand",
        "email",
    )


def test_a_first_contact_that_came_back_is_credited_to_what_brought_it() -> None:
    days = {
        -32: "25m brand post linkedin +a",
        -31: "personal got reply email @bo +a",
        0: "9m personal talk phone @bo",
    }
    assert origin(days) == ("bo", "brand", "linkedin")
    days[-31] = "personal got reply email @bo"
    assert origin(days) == ("bo", "personal", "email")


def test_where_somebody_was_met_is_what_the_line_says_then_what_people_toml_says() -> None:
    plain, said = "25m brand talk phone @bo", "25m brand talk phone @bo met:linkedin"
    assert origin({0: plain}, {"bo": "letter"}) == ("bo", "brand", "letter")
    assert origin({0: said}, {"bo": "letter"}) == ("bo", "brand", "linkedin")
    days = {-32: "25m brand post linkedin +a", -31: "personal got reply @bo +a met:mastodon", 0: plain}
    assert origin(days, {"bo": "letter"}) == ("bo", "brand", "mastodon")
    days = {-31: "personal got reply email @bo", 0: said}
    assert origin(days, {"bo": "letter"}) == ("bo", "personal", "linkedin")


def test_who_is_new_is_looked_for_in_all_the_journal_and_not_in_its_first_weeks() -> None:
    assert made({0: "25m brand talk @bo", -100: "25m personal talk @bo"}) == []
    assert made({-77: "25m brand talk @bo", -78: "25m brand talk @anna"}) == [
        Connection("bo", (line_of({}).week.first.toordinal() - 77, 0, 1), "brand", "", 11)
    ]
    timeline = line_of({-20: "25m brand talk @bo"})
    assert connections(timeline, [], contacts_of(timeline), range(12)) == []
    assert made({0: "25m brand post a @bo\nbrand got thanks @anna\nbrand asked @carl"}) == []


def test_connections_of_earlier_weeks_only_can_be_asked_for() -> None:
    days = {-14: "25m brand talk @bo", -6: "25m brand talk @anna", 0: "25m brand talk @carl"}
    assert [each.person for each in made(days, weeks=range(1, 12))] == ["bo", "anna"]


def cost(lines: str, people: int, *, more_weeks: int = 0) -> Cost:
    """Of as many people in the last week, and the same lines with nobody in some weeks before."""
    who = [Connection(f"p{n}", (n, 0, 1), "brand", "a", 0) for n in range(people)]
    days = {-7 * week: lines for week in range(1 + more_weeks)}
    return cost_of(line_of(days).timed_entries, who)


def test_no_connection_yet_is_said_with_the_minutes_and_no_number_each() -> None:
    assert cost("620m brand post a", 0) == Cost(620, (), None, None, {})
    assert cost("620m brand post a", 0).each is None
    assert cost("", 0) == Cost(0, (), None, None, {})


def test_money_is_added_up_and_hours_of_do_are_not_counted() -> None:
    found = cost(
        "1h brand post a cost:38GBP\n2h brand talk a cost:1.50GBP,x\n9h brand do make cost:100GBP", 2
    )
    assert (found.minutes, found.each, found.money) == (180, 90.0, {"GBP": "38"})


def test_the_interval_comes_with_five_people_in_four_weeks_and_is_that_of_the_rate_turned_over() -> None:
    assert cost("10h brand post a", 4, more_weeks=3)[2:4] == (None, None)
    assert cost("10h brand post a", 5, more_weeks=2)[2:4] == (None, None)
    found = cost("10h brand post a", 50, more_weeks=3)
    slow, fast = rate_interval([(50, 10.0), *[(0, 10.0)] * 3], 50, 50)
    assert found.each == 48
    assert found.low == pytest.approx(60 / fast)
    assert (slow, found.high) == (0, math.inf)
    assert cost("10h brand post a", 5, more_weeks=3).high == math.inf


def test_the_day_of_a_connection_is_that_of_the_talk() -> None:
    (only,) = made({-30: "brand got reply @bo", -2: "9m brand talk @bo"})
    assert line_of({}).week.first.toordinal() - 2 == only.talked[0]
    assert day(-2) == "2026-11-14"
