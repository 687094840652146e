"""Posts about oneself, answered, and with nobody spoken to."""

from __future__ import annotations

from tests.measures.logged import line_of

from twohats.measures.posts import Answered, MeShare, StandWeeks, answered_posts, me_share, stand_weeks
from twohats.measures.returns import credits_of, trace_returns


def stands(days: dict[int, str], side: str = "brand") -> StandWeeks:
    return stand_weeks(line_of(days), range(12))[side]


def test_the_share_about_oneself_is_of_posts_that_say_whom_they_are_about() -> None:
    lines = "25m brand post a about:me\n25m brand post a about:others\n25m brand post a\n25m brand read a about:me"
    found = me_share(line_of({0: lines, -84: lines}).timed_entries, range(12))
    assert found == {"personal": MeShare(0, 0, 0), "brand": MeShare(1, 2, 3)}
    assert found["brand"].share is None
    assert MeShare(3, 5, 9).share == 0.6
    assert MeShare(3, 4, 9).share is None


def test_an_answer_that_is_neither_is_no_answer() -> None:
    found = me_share(
        line_of({0: "25m brand post a about:cats\n25m brand post a about:me,others"}).timed_entries, range(1)
    )
    assert found["brand"] == MeShare(1, 1, 2)


def test_posts_and_their_replies_are_of_the_weeks_whose_replies_are_in() -> None:
    timeline = line_of({
        0: "25m brand post a\nbrand got reply a x9",
        -14: "25m brand post a\n25m brand post b\nbrand got reply b x2\nbrand got commented b\n25m brand read c\nbrand got reply c",
        -21: "20m brand post a @bo\n20m personal post b @bo\nbrand got reply @bo",
    })  # fmt: skip
    found = answered_posts(timeline, credits_of(trace_returns(timeline), "reply"), range(12))
    assert found == {"brand": Answered(3, 2, 1), "personal": Answered(1, 0, 1)}


def test_a_week_of_posts_without_anybody_spoken_to_is_a_stand() -> None:
    assert stands({-14: "25m brand post a"}) == StandWeeks((2,), 1)
    assert stands({-14: "25m brand post a\n25m personal talk @bo"}) == StandWeeks((2,), 1)
    assert stands({-14: "25m brand read a\n25m personal post a"}) == StandWeeks((), 0)


def test_one_to_one_is_a_talk_a_give_or_a_conversation_from_the_post_to_seven_days_after() -> None:
    for line in ("25m brand talk @bo", "brand gave note @bo", "brand got conversation @bo"):
        assert stands({-14: "25m brand post a", -7: line}) == StandWeeks((), 1)
        assert stands({-14: "25m brand post a", -6: line}) == StandWeeks((2,), 1)
        assert stands({-14: "25m brand post a", -15: line}) == StandWeeks((2,), 1)
    assert stands({-14: "25m brand post a", -13: "brand got reply a\nbrand asked @bo"}) == StandWeeks((2,), 1)


def test_a_week_whose_days_are_not_over_counts_only_once_there_was_something() -> None:
    assert stands({0: "25m brand post a"}) == StandWeeks((), 0)
    assert stands({0: "25m brand post a\n25m brand talk @bo"}) == StandWeeks((), 1)
    assert stands({-1: "25m brand post a"}) == StandWeeks((1,), 1)
