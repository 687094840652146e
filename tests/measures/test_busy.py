"""Hours that felt like work and to which nothing is traced, as a range."""

from __future__ import annotations

from tests.measures.logged import line_of

from twohats.measures.busy import Busy, busy_not_traced
from twohats.measures.returns import trace_returns


def busy(days: dict[int, str], side: str = "brand", weeks: range = range(12)) -> Busy:
    timeline = line_of(days)
    return busy_not_traced(timeline, trace_returns(timeline), weeks)[side]


def numbers(found: Busy) -> tuple[int, int, int, int, int]:
    return found.minutes, found.unlinked, found.least, found.unanswered, found.waiting


FELT = "40m brand post a felt:work"


def test_nothing_answered_is_nothing_known_and_is_counted() -> None:
    found = busy({-30: "40m brand post a\n1h brand read a\n1h brand talk a @bo", 0: "1h brand post a"})
    assert numbers(found) == (0, 0, 0, 100, 0)
    assert found.shares is None


def test_only_posting_and_reading_of_fourteen_days_ago_that_felt_like_work_is_looked_at() -> None:
    lines = f"{FELT}\n20m brand read a felt:play\n10m brand read a\n1h brand talk a @bo felt:work\n9h brand do make felt:work"
    assert numbers(busy({6 - 14: lines})) == (40, 40, 40, 10, 0)
    assert numbers(busy({6 - 13: lines})) == (0, 0, 0, 0, 40)
    assert numbers(busy({6 - 14: lines}, "personal")) == (0, 0, 0, 0, 0)
    assert numbers(busy({-84: FELT})) == (0, 0, 0, 0, 0)


def test_what_was_made_with_care_has_thirty_days() -> None:
    assert numbers(busy({6 - 29: FELT + " how:craft", -40: FELT})) == (40, 40, 40, 0, 40)
    assert numbers(busy({6 - 30: FELT + " how:craft"})) == (40, 40, 40, 0, 0)


def test_a_person_a_return_or_a_give_links_an_entry() -> None:
    for line in (
        FELT + " @bo",
        FELT + " +t\nbrand got reply +t",
        FELT + "\nbrand got reply a",
        FELT + " +t\nbrand gave note +t",
        FELT + "\nbrand gave help a @bo",
    ):
        assert numbers(busy({-30: line})) == (40, 0, 0, 0, 0)
    assert (
        numbers(busy({-30: FELT + "\nbrand got thanks a\nbrand asked a @bo\npersonal got reply a"}))[1] == 40
    )


def test_the_lower_end_gives_every_untraced_return_an_entry_of_its_own_longest_first() -> None:
    days = {
        -30: "10m brand post a felt:work\n30m brand post a felt:work\n20m brand read a felt:work",
        -9: "brand got reply",
    }
    assert numbers(busy(days)) == (60, 60, 30, 0, 0)
    days[-9] = "brand got reply x2"
    assert numbers(busy(days)) == (60, 60, 10, 0, 0)
    days[-9] = "brand got reply x22"
    assert numbers(busy(days)) == (60, 60, 0, 0, 0)
    assert [each.entry.minutes for each in busy(days).entries] == [10, 30, 20]


def test_there_is_a_share_from_five_entries_on() -> None:
    assert busy({-30: "\n".join([FELT] * 4)}).shares is None
    assert busy({-30: "\n".join([FELT] * 5)}).shares == (1.0, 1.0)
    assert busy({-30: "\n".join([FELT] * 5), -9: "brand got reply x2"}).shares == (0.6, 1.0)


def test_untraced_returns_of_other_weeks_are_not_given() -> None:
    assert numbers(busy({-30: FELT, -91: "brand got reply"})) == (40, 40, 40, 0, 0)
