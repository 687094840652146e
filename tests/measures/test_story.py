"""The story of a person, a thread or a line: its steps in order, what each is credited to, and what came of each."""

from __future__ import annotations

import pytest
from tests.measures.logged import day, line_of

from twohats.measures.returns import trace_returns
from twohats.measures.story import EMPTY, Stories, Story
from twohats.measures.timeline import TimedEntry

DAYS = {
    -30: "30m brand post linkedin +launch: the book",
    -28: "brand got reply linkedin @bo +launch",
    -20: "40m brand talk phone @bo\npersonal gave help @bo",
    -12: "20m personal talk coffee @bo @anna",
    -11: "brand got conversation email @bo\n15m brand read linkedin",
    -10: "brand got sale @bo 900GBP +launch",
    -5: "brand got reply linkedin @anna",
}


def stories(days: dict[int, str]) -> Stories:
    """The stories of some days."""
    timeline = line_of(days)
    return Stories(timeline, trace_returns(timeline))


def told(story: Story) -> list[tuple[str, int, str, list[str], bool]]:
    """Every step: its place, the days before it, its rung, the places of what came of it, whether it is named."""
    return [
        (
            each.line.place,
            each.days,
            each.trace.rung if each.trace else "",
            [came.place for came in each.led_to],
            each.is_named,
        )
        for each in story.steps
    ]


def test_a_person_has_every_line_and_what_its_returns_are_credited_to() -> None:
    story = stories(DAYS).of_person("bo")
    assert told(story) == [
        (f"{day(-30)}:1", 0, "", [f"{day(-28)}:1", f"{day(-10)}:1"], False),
        (f"{day(-28)}:1", 2, "reference", [], True),
        (f"{day(-20)}:1", 8, "", [], True),
        (f"{day(-20)}:2", 0, "", [], True),
        (f"{day(-12)}:1", 8, "", [f"{day(-11)}:1", f"{day(-5)}:1"], True),
        (f"{day(-11)}:1", 1, "person", [], True),
        (f"{day(-10)}:1", 1, "reference", [], True),
    ]


def test_from_first_contact_to_sale() -> None:
    """The reply is the first contact; two talks and what came back on a day without one are three conversations."""
    story = stories(DAYS).of_person("bo")
    assert story.began == story.steps[1].line.when
    assert (story.conversations, story.minutes) == (3, 60)
    sale = story.sales[0]
    assert (sale.line.place, sale.days, sale.conversations, sale.minutes) == (f"{day(-10)}:1", 18, 3, 60)


def test_a_thread_has_what_came_of_its_entries_too() -> None:
    days = {-3: "25m brand talk phone @bo +deal", -1: "personal got intro @bo", 0: "brand got lead @carl"}
    story = stories(days).of_thread("deal")
    assert told(story) == [
        (f"{day(-3)}:1", 0, "", [f"{day(-1)}:1"], True),
        (f"{day(-1)}:1", 2, "person", [], False),
    ]
    assert (story.began, story.conversations, story.minutes) == (story.steps[0].line.when, 1, 25)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (f"{day(-12)}:1", [f"{day(-12)}:1", f"{day(-11)}:1", f"{day(-5)}:1"]),
        (f"{day(-5)}:1", [f"{day(-12)}:1", f"{day(-5)}:1"]),
        (f"{day(-20)}:2", [f"{day(-20)}:2"]),
        (f"{day(-11)}:2", [f"{day(-11)}:2"]),
        (f"{day(-11)}:3", []),
        ("", []),
    ],
)
def test_a_line_has_what_it_is_credited_to_or_what_came_of_it(place: str, expected: list[str]) -> None:
    assert [each.line.place for each in stories(DAYS).of_line(place).steps] == expected


def test_what_both_hats_brought_came_of_both_entries() -> None:
    found = stories(
        {-2: "25m brand talk phone @bo", -1: "26m personal talk coffee @bo", 0: "brand got reply @bo"}
    )
    steps = found.of_person("bo").steps
    assert [len(each.led_to) for each in steps] == [1, 1, 0]
    entries = [each.line for each in steps if isinstance(each.line, TimedEntry)]
    assert [found.led_to(each) for each in entries] == [(steps[2].line,)] * 2


def test_what_is_untied_came_of_nothing() -> None:
    found = stories({-1: "25m brand talk phone @bo", 0: "brand got sale @bo from:none"}).of_person("bo")
    assert told(found) == [
        (f"{day(-1)}:1", 0, "", [], True),
        (f"{day(0)}:1", 1, "untied", [], True),
    ]
    assert found.sales[0].days == 1


def test_a_person_without_a_contact_has_no_beginning() -> None:
    story = stories({-1: "25m brand post linkedin: about @bo"}).of_person("bo")
    assert (story.began, len(story.steps), story.minutes) == (None, 1, 25)


def test_who_and_what_is_in_no_line_has_no_story() -> None:
    found = stories(DAYS)
    assert found.of_person("nobody") == found.of_thread("nothing") == EMPTY == stories({}).of_person("bo")
