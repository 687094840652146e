"""Lines by person, and who is in live contact."""

from __future__ import annotations

import random

import pytest
from tests.measures.logged import MONDAY, whole

from twohats.measures.contacts import (
    LiveContact,
    contacts_of,
    conversations,
    exchanges,
    last_spoken,
    live_contact,
    live_people,
    live_spells,
)

FIRST = MONDAY.toordinal()


def ways(days: dict[int, str]) -> dict[str, list[str]]:
    return {person: [each.way for each in theirs] for person, theirs in contacts_of(whole(days)).items()}


@pytest.mark.parametrize(
    ("line", "way"),
    [("10m personal talk phone @bo", "both"), ("brand got conversation mastodon @bo", "both"),
     ("brand got reply @bo", "theirs"), ("brand got sale @bo 5GBP", "theirs"), ("brand got intro @bo", "theirs"),
     ("brand gave help @bo", "ours"), ("brand asked @bo", "ours"), ("2h brand do walk @bo", "present"),
     ("10m brand post linkedin met:fair: with @bo", "present"), ("brand got thanks @bo met:fair", "present"),
     ("10m brand post linkedin: as @bo says", "named"), ("10m brand read blog @bo", "named"),
     ("brand got thanks @bo", "named"), ("brand lost @bo", "lost")],
)  # fmt: skip
def test_each_line_says_whose_turn_it_was(line: str, way: str) -> None:
    assert ways({0: line}) == {"bo": [way]}


def test_an_introduction_is_the_first_ones_turn_and_the_others_have_not_written_yet() -> None:
    assert ways({0: "brand got intro email @marcus @dina @anna"}) == {
        "marcus": ["theirs"],
        "dina": ["present"],
        "anna": ["present"],
    }
    assert ways({0: "brand got reply email @marcus @dina"}) == {"marcus": ["theirs"], "dina": ["theirs"]}


def test_lines_are_in_the_order_they_happened_and_none_is_of_the_future() -> None:
    days = {-3: "15:00 brand got reply @bo\n10:00-10:10 brand talk phone @bo", 0: "brand asked @bo"}
    assert ways(days) == {"bo": ["both", "theirs", "ours"]}
    timeline = whole(days)._replace(until=MONDAY.replace(day=15))
    assert [each.way for each in contacts_of(timeline)["bo"]] == ["both", "theirs"]


def spells(days: dict[int, str]) -> list[tuple[int, int]]:
    found = live_spells(contacts_of(whole(days)).get("bo", []))
    return [(first - FIRST, until - FIRST) for first, until in found]


@pytest.mark.parametrize(
    ("days", "live"),
    [
        ({-100: "10m brand talk phone @bo"}, [(-100, -10)]),
        ({-100: "brand got conversation @bo"}, [(-100, -10)]),
        ({-100: "brand got reply @bo"}, []),
        ({-100: "brand gave note @bo", -60: "brand asked @bo"}, []),
        ({-100: "brand gave note @bo", -60: "brand got reply @bo"}, [(-60, -10)]),
        ({-100: "brand got reply @bo", -60: "brand asked @bo"}, [(-60, -10)]),
        ({-200: "brand got reply @bo", -110: "brand asked @bo"}, []),
        ({-200: "brand got reply @bo", -111: "brand asked @bo"}, [(-111, -110)]),
        ({-200: "10m brand talk @bo", -110: "10m brand talk @bo"}, [(-200, -20)]),
        ({-200: "10m brand talk @bo", -109: "10m brand talk @bo"}, [(-200, -110), (-109, -19)]),
        ({-100: "2h brand do walk @bo"}, []),
        ({-100: "10m brand talk @bo", -50: "brand lost @bo"}, [(-100, -50)]),
        ({-100: "10m brand talk @bo", -50: "brand lost @bo", -40: "brand got reply @bo"}, [(-100, -50)]),
        ({-100: "10m brand talk @bo", -50: "brand lost @bo", -40: "5m brand talk @bo"}, [(-100, -50), (-40, 50)]),
    ],
)  # fmt: skip
def test_live_is_something_of_theirs_and_something_of_ours_within_ninety_days(
    days: dict[int, str], live: list[tuple[int, int]]
) -> None:
    assert spells(days) == live


def on(days: dict[int, str], *when: int) -> list[LiveContact]:
    timeline = whole(days)
    return live_contact(timeline, contacts_of(timeline), [FIRST + day for day in when])


def test_who_began_the_first_exchange_of_the_ninety_days_wrote_first() -> None:
    days = {
        -120: "nothing",
        -40: "brand got reply @bo\nbrand asked @carl",
        -30: "brand gave note @bo\nbrand got reply @carl\n10m personal talk phone @anna",
    }
    assert on(days, -40, -30, 0, 59, 60) == [
        LiveContact(0, 0, 81), LiveContact(3, 1, 90), LiveContact(3, 1, 90), LiveContact(1, 0, 90),
        LiveContact(0, 0, 90),
    ]  # fmt: skip
    assert on(days, 59) == [LiveContact(1, 0, 90)], "however few days are asked for"
    timeline = whole(days)
    assert live_people(contacts_of(timeline), FIRST) == ["anna", "bo", "carl"]
    assert live_people(contacts_of(timeline), FIRST + 59) == ["anna"]


def test_an_exchange_that_began_before_the_ninety_days_still_has_its_beginner() -> None:
    days = {-100: "brand got reply @bo", -91: "brand asked @bo", -80: "brand got reply @bo", 0: "nothing"}
    assert on(days, 0) == [LiveContact(0, 0, 90)]
    assert on(days | {-85: "brand asked @bo"}, 0) == [LiveContact(1, 1, 90)]
    assert on({-100: "brand asked @bo"} | {-80: "brand got reply @bo", -79: "brand asked @bo"}, 0) == [
        LiveContact(1, 1, 90)
    ], "their line more than 14 days after ours begins an exchange of its own"


def test_a_conversation_that_came_of_a_talk_is_one_with_it() -> None:
    days = {
        0: "10m brand talk phone @bo\nnovelist got conversation mastodon @bo",
        1: "novelist got conversation mastodon @bo\nbrand got reply @bo\n1h brand do walk @bo",
        2: "client-acme got conversation @bo x2",
    }
    had = contacts_of(whole(days))["bo"]
    assert [each.day - FIRST for each in conversations(had)] == [0, 1, 2]
    assert last_spoken(had) == {"brand": FIRST, "novelist": FIRST + 1, "client-acme": FIRST + 2}


def test_a_young_journal_says_how_many_days_it_has() -> None:
    assert on({-9: "10m brand talk @bo"}, -20, -9, 0) == [
        LiveContact(0, 0, 0), LiveContact(1, 0, 1), LiveContact(1, 0, 10)
    ]  # fmt: skip
    assert on({0: "nothing"}, 0) == [LiveContact(0, 0, 1)]


def test_an_exchange_ends_after_fourteen_days_without_a_line() -> None:
    days = {-60: "brand got reply @bo", -46: "brand asked @bo", -31: "brand asked @bo", -30: "brand lost @bo"}
    found = exchanges(contacts_of(whole(days))["bo"])
    assert [(each.first - FIRST, each.last - FIRST, each.began) for each in found] == [
        (-60, -46, "theirs"), (-31, -31, "ours")
    ]  # fmt: skip


LINES = ("10m brand talk {}", "brand got reply {}", "brand gave note {}", "brand asked {}", "brand lost {}",
         "1h brand do walk {}", "brand got thanks {}", "brand got conversation {}", "brand got intro {} @zoe")  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_a_day_counted_from_the_lines_of_its_ninety_days_says_the_same(seed: int) -> None:
    draw = random.Random(seed)
    days: dict[int, str] = {-400: "nothing"}
    for _ in range(draw.randrange(5, 60)):
        line = draw.choice(LINES).format(draw.choice(("@anna", "@bo", "@carl")))
        at = draw.randrange(-400, 7)
        days[at] = f"{days[at]}\n{line}" if at in days else line
    asked = sorted(draw.sample(range(-400, 7), 30))
    assert [each.people for each in on(days, *asked)] == [_counted(days, day) for day in asked]


def _counted(days: dict[int, str], day: int) -> int:
    people = 0
    contacts = contacts_of(whole(days))
    assert len(live_people(contacts, FIRST + day)) == on(days, day)[0].people
    for theirs in contacts.values():
        lines = [each for each in theirs if day - 90 < each.day - FIRST <= day]
        lost = [at for at, each in enumerate(lines) if each.way == "lost"]
        since = {each.way for each in lines[lost[-1] + 1 if lost else 0 :]}
        people += "both" in since or {"theirs", "ours"} <= since
    return people
