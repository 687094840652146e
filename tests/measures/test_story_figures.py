"""What a story says of a thread, a person and a line, and the entries that a return could be credited to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import HATS, SUNDAY, WEEK, day, line_of, pages_of, whole

from twohats.measures.returns import trace_returns
from twohats.measures.story import Stories, line_at, up_to
from twohats.measures.story_figures import LINE, PERSON, THREAD, Subject, origins, story_figures
from twohats.measures.timeline import TimedEvent, TimedLine, timeline_of

DAYS = {
    -60: "20m brand post blog +old\n1h brand talk phone @zoe",
    -30: "30m brand post linkedin @bo +launch: the book",
    -28: "brand got reply linkedin @bo +launch x2",
    -20: "40m brand talk phone @bo +clinic",
    -9: "15m personal read mastodon\n20m brand post linkedin",
    -7: "brand got likes linkedin x90 +launch\nbrand got sale @bo 900GBP +launch\nbrand got lead from:none +launch",
    -6: "brand got help linkedin",
}


def test_a_thread_counts_what_came_back_and_how_it_was_credited() -> None:
    figures = story_figures(line_of(DAYS), Subject(THREAD, "launch"))
    story = figures.story
    assert (story.named, story.days, story.minutes) == (5, 23, 30)
    assert story.returns() == {"reply": 2, "sale": 1, "lead": 1}
    assert story.rungs() == {"reference": 3, "untied": 1}
    assert story.tags() == (("launch", 5),)
    assert story.people() == (("bo", 3),)


def test_a_line_has_what_came_of_it_alone() -> None:
    figures = story_figures(line_of(DAYS), Subject(LINE, f"{day(-9)}:2"))
    assert [step.line.place for step in figures.story.steps] == [f"{day(-9)}:2", f"{day(-6)}:1"]
    assert figures.story.returns() == {"help": 1}


@pytest.mark.parametrize(
    "subject",
    [
        Subject(THREAD, "none"),
        Subject(PERSON, "nobody"),
        Subject(LINE, "2026-11-18:99"),
        Subject(LINE, "x"),
        Subject(LINE, ""),
    ],
)
def test_of_what_there_is_not_there_is_no_story(subject: Subject) -> None:
    assert not story_figures(line_of(DAYS), subject).story.steps


def test_what_is_dated_later_than_today_waits() -> None:
    days = {-2: "25m brand post +x", 3: "brand got reply +x"}
    today = SUNDAY.replace(day=SUNDAY.day - 5)
    timeline = timeline_of(pages_of(days), WEEK, HATS, today, weeks_before=2)
    story = story_figures(timeline, Subject(THREAD, "x")).story
    assert [step.line.place for step in story.steps] == [f"{day(-2)}:1"]
    assert story.steps[0].led_to == ()


def test_a_return_could_come_from_what_it_shares_something_with_and_from_all_of_late() -> None:
    timeline = line_of(DAYS)
    line = line_at(timeline, f"{day(-7)}:2")
    assert isinstance(line, TimedEvent)
    found = origins(timeline, line)
    assert [each.place for each in found.related] == [f"{day(-20)}:1", f"{day(-30)}:1"]
    assert [each.place for each in found.others] == [f"{day(-9)}:2", f"{day(-9)}:1"]
    assert found.trace.touches == (found.related[1],)


def test_what_it_is_credited_to_is_among_them_and_nothing_later() -> None:
    days = {-300: "25m brand post", 0: f"brand got reply from:{day(-300)} linkedin\n10m brand post linkedin"}
    timeline = whole(days)
    line = line_at(timeline, f"{day(0)}:1")
    assert isinstance(line, TimedEvent)
    assert [each.place for each in origins(timeline, line).related] == [f"{day(-300)}:1"]
    assert origins(timeline, line).others == ()


# Of a person, a thread or a line alone, as among all lines

_WORDS = st.tuples(
    st.sampled_from(("10m brand post", "10m personal talk", "10m brand do walk", "brand got reply", "personal got sale", "brand got likes")),
    st.sampled_from(("", " linkedin", " mail")),
    st.sets(st.sampled_from((" @anna", " @bo"))),
    st.sets(st.sampled_from((" +a", " +b"))),
    st.sampled_from(("", "", " heard:linkedin", " from:none", *(f" from:{day(-each)}" for each in range(1, 60, 9)))),
).map(lambda parts: parts[0] + parts[1] + "".join(sorted(parts[2] | parts[3])) + parts[4])  # fmt: skip


@given(st.dictionaries(st.integers(-60, 6), st.lists(_WORDS, min_size=1, max_size=3), max_size=14))
def test_alone_a_story_is_what_it_is_among_all_lines(days: dict[int, list[str]]) -> None:
    timeline = up_to(whole({each: "\n".join(lines) for each, lines in days.items()}), SUNDAY.toordinal())
    stories = Stories(timeline, trace_returns(timeline))
    for name in ("anna", "bo"):
        assert story_figures(timeline, Subject(PERSON, name)).story == stories.of_person(name)
    for name in ("a", "b"):
        assert story_figures(timeline, Subject(THREAD, name)).story == stories.of_thread(name)
    lines: list[TimedLine] = [*timeline.timed_entries, *timeline.timed_events]
    for line in lines:
        assert story_figures(timeline, Subject(LINE, line.place)).story == stories.of_line(line.place)


@pytest.mark.parametrize(("days", "came"), [(14, 1), (15, 0)])
def test_a_line_has_what_came_to_its_place_within_a_fortnight(days: int, came: int) -> None:
    timeline = line_of({-days: "10m brand post mail", 0: "brand got reply mail"})
    story = story_figures(timeline, Subject(LINE, f"{day(-days)}:1")).story
    assert sum(story.returns().values()) == came
