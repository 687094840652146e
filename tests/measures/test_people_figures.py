"""Everyone and one person, put together: windows, order, and whom nothing is said of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.measures.logged import MONDAY, SUNDAY, past, whole

from twohats.measures.contacts import contacts_of
from twohats.measures.people_figures import PeopleFigures, people_figures
from twohats.measures.person_figures import PersonFigures, person_figures
from twohats.measures.reconnecting import NOBODY, Aside
from twohats.measures.story import person_story_in

if TYPE_CHECKING:
    from twohats.measures.timeline import Timeline

FIRST = MONDAY.toordinal()
UNTIL = SUNDAY.toordinal()
EDGE = 6 - 89
"""The first of the last 90 days, counted from the Monday."""


def everyone(days: dict[int, str], aside: Aside = NOBODY) -> PeopleFigures:
    return people_figures(whole(days), past(days), met={}, aside=aside)


def one(days: dict[int, str], person: str, aside: Aside = NOBODY) -> PersonFigures:
    return of_person(whole(days), person, {}, aside)


def of_person(timeline: Timeline, person: str, met: dict[str, str], aside: Aside = NOBODY) -> PersonFigures:
    theirs = contacts_of(timeline)[person]
    return person_figures(timeline, person, theirs, person_story_in(timeline, person), met=met, aside=aside)


def test_lately_is_the_last_ninety_days() -> None:
    lines = "5m brand talk @bo\nbrand gave note @bo\nbrand asked @bo\nbrand lost @anna\nbrand got reply @carl"
    days = {-200: "nothing", EDGE - 1: lines, EDGE: lines, 0: "brand asked @carl"}
    found = everyone(days)
    assert (found.given.gives, found.given.asks, found.lost["brand"]) == (1, 2, 1)
    assert [each.person for each in found.lately] == ["bo", "carl"]
    (bo, carl) = found.lately
    assert (bo.conversations, bo.given.gives, bo.given.asks) == ({"personal": 0, "brand": 1}, 1, 1)
    assert (carl.they_began, carl.last, len(carl.places)) == (0, FIRST, 2)
    assert len(bo.places) == 3
    assert (
        everyone({-200: "nothing", EDGE: "brand got reply @bo", 0: "brand asked @bo"}).lately[0].they_began
        == 1
    )


def test_those_with_most_conversations_come_first_then_those_there_was_contact_with_last() -> None:
    days = {
        0: "5m brand talk @a\nbrand got conversation @b x2",
        1: "5m brand talk @c",
        2: "brand got reply @b",
    }
    assert [each.person for each in everyone(days).lately] == ["b", "c", "a"]
    assert everyone(days).lately[0].conversations["brand"] == 2


def test_a_journal_is_young_for_four_weeks() -> None:
    assert everyone({-21: "nothing"}).is_young
    assert not everyone({-22: "nothing"}).is_young
    assert (everyone({-22: "nothing"}).days, everyone({}).days) == (29, 0)
    future = whole({3: "nothing"})._replace(until=MONDAY)
    assert people_figures(future, past({3: "nothing"}), met={}).began == ""


def test_who_is_left_be_put_off_or_let_go_is_not_named() -> None:
    days = {
        -200: "nothing",
        -60: "\n".join(f"1h brand do walk @{name} met:fair" for name in "abcd"),
        -50: "brand asked @d x3",
    }
    aside = Aside(later={"a": UNTIL + 1}, let_go={"b": FIRST, "d": FIRST})
    found = everyone(days, aside)
    assert [each.follow.person for each in found.waiting] == ["c"]
    assert (found.put_aside, found.unanswered) == (2, ())
    assert [each.person for each in everyone(days).unanswered] == ["d"]
    assert [each.follow.person for each in everyone(days).waiting] == ["a", "b", "c"]


def test_a_waiting_person_has_the_line_of_the_first_contact() -> None:
    days = {
        -200: "nothing",
        -9: "brand got thanks @bo: early\nbrand got reply letter @bo: asks for the map\n  and more",
    }
    (waiting,) = everyone(days).waiting
    assert (waiting.channel, waiting.note, waiting.place) == ("letter", "asks for the map", "2026-11-07:2")


def test_asks_of_one_person_are_of_thirty_days() -> None:
    days = {
        -200: "nothing",
        -24: "brand asked @bo",
        -23: "brand asked @bo",
        0: "brand gave note @bo\nbrand asked @anna",
    }
    found = one(days, "bo")
    assert (found.asked_lately.asks, found.asked_lately.gives, found.given.asks, found.most_asked) == (
        1,
        1,
        2,
        2,
    )
    assert (found.sent, found.answered, found.unanswered) == (3, 0, 3)
    assert found.leave_be


def test_put_off_goes_before_let_go_and_ends_on_its_day() -> None:
    days = {-200: "nothing", 0: "5m brand talk @bo"}
    both = Aside(later={"bo": UNTIL + 1}, let_go={"bo": UNTIL})
    assert (one(days, "bo", both).later, one(days, "bo", both).let_go) == (UNTIL + 1, 0)
    over = Aside(later={"bo": UNTIL}, let_go={"bo": UNTIL})
    assert (one(days, "bo", over).later, one(days, "bo", over).let_go) == (0, UNTIL)


def test_their_returns_are_credited_as_everywhere_also_to_lines_without_their_name() -> None:
    days = {-200: "nothing", -3: "10m brand post linkedin +a", 0: "brand got lead @bo +a"}
    steps = one(days, "bo").story.steps
    assert [(step.is_named, step.trace.rung if step.trace else "") for step in steps] == [
        (False, ""),
        (True, "reference"),
    ]


def test_where_they_were_met_is_what_people_toml_says_too() -> None:
    found = of_person(whole({-200: "nothing", 0: "5m brand talk phone @bo"}), "bo", {"bo": "letter"})
    assert found.meeting is not None
    assert found.meeting.channel == "letter"


def test_what_is_dated_later_than_today_is_in_no_chain() -> None:
    days = {0: "20m brand talk phone @bo", 1: "brand got lead phone", 5: "brand got sale phone @bo 9GBP"}
    timeline = whole(days)._replace(until=MONDAY + timedelta(days=2))
    found = of_person(timeline, "bo", {})
    assert [step.line.when[0] for step in found.story.steps] == [MONDAY.toordinal()]
    assert [came.event.kind for came in found.story.steps[0].led_to] == ["lead"]
    assert not found.story.sales
