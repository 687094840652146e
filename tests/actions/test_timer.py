from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.actions.timer import Forgotten, line_of, read_start
from twohats.actions.timer_file import Timer
from twohats.errors import NotUnderstood
from twohats.format.line import read_item
from twohats.format.model import Entry
from twohats.format.times import LONGEST, Now
from twohats.format.words import DEFAULT_HATS

TIMER = Timer("2026-11-21", 23 * 60 + 30, "brand post linkedin: x")


@given(st.integers(0, 24 * 60 - 1), st.integers(1, LONGEST))
def test_the_line_of_a_timer_has_exactly_the_minutes_that_passed(begin: int, minutes: int) -> None:
    timer = TIMER._replace(minute=begin)
    day, minute = divmod(begin + minutes, 24 * 60)
    now = Now("2026-11-22" if day else "2026-11-21", minute)
    line = line_of(timer, now, ["m4"], DEFAULT_HATS)
    assert isinstance(line.value, Entry)
    assert (line.day, line.value.start, line.value.minutes, line.value.motivation) == (
        "2026-11-21",
        begin,
        minutes,
        4,
    )
    assert read_item(line.item, strict=True) == line.value
    assert line_of(timer, Now("2027-01-01", 0), ["m4"], DEFAULT_HATS, minutes=minutes) == line


@pytest.mark.parametrize(
    ("day", "minute", "longest", "can_keep"),
    [("2026-11-22", 4 * 60, 240, True), ("2026-11-22", 12 * 60, 240, False), ("2026-11-22", 12 * 60, LONGEST, False), ("2026-11-21", 0, 240, False),
     ("2020-01-01", 0, 240, False), ("2096-01-01", 0, LONGEST, False)],
)  # fmt: skip
def test_minutes_that_cannot_be_right_must_be_said(
    day: str, minute: int, longest: int, *, can_keep: bool
) -> None:
    with pytest.raises(Forgotten) as caught:
        line_of(TIMER, Now(day, minute), [], DEFAULT_HATS, longest=longest)
    assert caught.value.can_keep is can_keep
    assert ("--keep" in caught.value.hint) is can_keep


@pytest.mark.parametrize(("day", "minute"), [("2026-11-21", 23 * 60 + 30), ("2026-11-21", 23 * 60 + 29)])
def test_less_than_a_minute_is_one(day: str, minute: int) -> None:
    assert line_of(TIMER, Now(day, minute), [], DEFAULT_HATS).item.startswith("23:30-23:31 ")


@pytest.mark.parametrize("minutes", [-1, LONGEST + 1, 10**9])
def test_a_line_has_no_other_minutes_than_a_line_can_have(minutes: int) -> None:
    with pytest.raises(NotUnderstood):
        line_of(TIMER, Now("2026-11-22", 0), [], DEFAULT_HATS, minutes=minutes)


@given(st.lists(st.one_of(st.sampled_from(["b", "p", "post", "talk", "got", "9:10", "20m", "ago", "yesterday", "fri", "9am", "25m", "@anna", "x:", "m2", "note:"]),
                          st.text(max_size=6)), max_size=7))  # fmt: skip
def test_any_words_start_a_timer_that_can_be_stopped_or_an_error(words: list[str]) -> None:
    now = Now("2026-11-22", 10 * 60 + 30)
    try:
        timer = read_start(words, now, DEFAULT_HATS)
    except NotUnderstood:
        return
    assert timer.elapsed(now) >= 0
    line = line_of(timer, now, [], DEFAULT_HATS, minutes=5)
    assert isinstance(line.value, Entry)
    assert (line.value.minutes, line.value.start, line.day) == (5, timer.minute, timer.day)


@pytest.mark.parametrize(
    ("minute", "typed", "says"),
    [(22 * 60 + 45, "9:10 b post", "09:10 is 13h35 ago"), (10 * 60 + 30, "11:00 b post", "11:00 is still to come"),
     (10 * 60 + 30, "23 nov 9:00 b post", "still to come")],
)  # fmt: skip
def test_a_beginning_that_cannot_be_is_refused_for_its_own_reason(minute: int, typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        read_start([typed], Now("2026-11-22", minute), DEFAULT_HATS)


def test_a_beginning_is_taken_as_far_back_as_a_line_may_last() -> None:
    assert read_start(["6:00 b post"], Now("2026-11-22", 18 * 60), DEFAULT_HATS).minute == 6 * 60
    with pytest.raises(NotUnderstood, match="05:59 is 12h01 ago"):
        read_start(["5:59 b post"], Now("2026-11-22", 18 * 60), DEFAULT_HATS)
