"""Days that begin later than at midnight: what is typed in the night, and where it is then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.drafting.draft import AHEAD, draft
from twohats.drafting.inbox import read_inbox
from twohats.drafting.timed import repeat_now, split_start
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment
from twohats.format.line import read_item
from twohats.format.model import Entry, Event
from twohats.format.times import (
    A_DAY,
    A_PAGE,
    LATEST_START,
    Now,
    calendar_day,
    day_after,
    read_time,
    time_text,
    with_day_start,
)
from twohats.format.words import DEFAULT_HATS

FRIDAY = "2026-11-27"
THURSDAY, WEDNESDAY = "2026-11-26", "2026-11-25"
STARTS = st.integers(0, LATEST_START)
MINUTES = st.integers(0, A_DAY - 1)


def at(clock: str, day_start: str = "04:00", day: str = FRIDAY) -> Now:
    """A moment of the calendar by a journal's days."""
    minute, start = read_time(clock), read_time(day_start)
    assert minute is not None
    assert start is not None
    return with_day_start(Now(day, minute), start)


def instant(day: str, minute: int) -> tuple[str, int]:
    """A minute of a page as the date and the minute of the calendar."""
    return with_day_start(Now(day, minute), 0)[:2]


@given(MINUTES, STARTS, STARTS)
def test_a_moment_is_the_same_by_the_days_of_any_journal(minute: int, start: int, other: int) -> None:
    clock = Now(FRIDAY, minute, 7, 1_795_000_000)
    by_days = with_day_start(clock, start)
    assert start <= by_days.minute < start + A_DAY
    assert by_days.minute < A_PAGE
    assert (by_days.day == FRIDAY) is (minute >= start)
    assert by_days[2:4] == clock[2:4]
    assert calendar_day(by_days) == FRIDAY
    assert with_day_start(by_days, 0) == clock
    assert with_day_start(by_days, other) == with_day_start(clock, other)
    assert moment(by_days).date().isoformat() == by_days.day


@given(MINUTES, MINUTES, STARTS, st.integers(1, 720), st.sampled_from(["time", "range", "event"]))
def test_a_time_of_the_clock_is_saved_as_the_latest_such_moment_on_the_page_of_its_day(
    typed: int, minute: int, start: int, minutes: int, form: str
) -> None:
    now = with_day_start(Now(FRIDAY, minute), start)
    when, end = time_text(typed), time_text((typed + minutes) % A_DAY)
    words = {
        "time": f"{when} {minutes}m b post",
        "range": f"{when}-{end} b post",
        "event": f"{when} b got reply",
    }
    try:
        made = draft([words[form]], now, DEFAULT_HATS)
    except NotUnderstood:
        latest = typed if typed <= minute + AHEAD else typed - A_DAY
        assert latest + minutes > minute + AHEAD  # it would still be going on
        return
    assert read_item(made.item, DEFAULT_HATS, strict=True) == made.value
    if isinstance(made.value, Entry):
        assert made.value.minutes == minutes
        begun = made.value.start
    else:
        assert isinstance(made.value, Event)
        begun = made.value.at
    assert begun is not None
    day, clock = instant(made.day, begun)
    assert clock == typed
    since = [WEDNESDAY, THURSDAY, FRIDAY, day_after(FRIDAY, 1)].index(day) * A_DAY + clock
    assert since <= 2 * A_DAY + minute + AHEAD  # an hour ahead at most, as by the calendar
    assert with_day_start(Now(day, clock), start)[:2] == (made.day, begun)
    if (
        start <= typed and start <= minute and typed + minutes <= A_DAY
    ):  # what no night touches is as by the calendar
        plain = draft([words[form]], Now(FRIDAY, minute), DEFAULT_HATS)
        assert (made.day, made.item) == (plain.day, plain.item)


@given(MINUTES, STARTS)
def test_what_is_added_with_the_time_that_the_clock_shows_reads_back_to_that_instant(
    minute: int, start: int
) -> None:
    now = with_day_start(Now(FRIDAY, minute), start)
    made = draft([f"{time_text(minute)} 1m b post"], now, DEFAULT_HATS)
    value = read_item(made.item, DEFAULT_HATS)
    assert isinstance(value, Entry)
    assert value.start is not None
    assert made.day == now.day
    assert instant(made.day, value.start) == (FRIDAY, minute)
    assert bool(made.remark) is (minute < start)


@pytest.mark.parametrize(
    ("now", "typed", "day", "item", "says"),
    [
        ("00:50", "25m b post", THURSDAY, "25m brand post", f"on Thursday's page, {THURSDAY}: the next day begins at 04:00"),
        ("00:50", "00:40 b got reply", THURSDAY, "24:40 brand got reply",
         "00:40 is before 04:00, when a day begins: on Thursday's page, 24:40"),
        ("00:50", "0:40 5m b post: at 0:40", THURSDAY, "24:40 5m brand post: at 0:40", "24:40"),
        ("00:50", "12:40am 5m b post", THURSDAY, "24:40 5m brand post", "24:40"),
        ("00:50", "00:10-00:40 b post", THURSDAY, "24:10-24:40 brand post", "24:10"),
        ("00:50", "23:30-00:15 b post", THURSDAY, "23:30-00:15 brand post", "on Thursday's page"),
        ("00:50", "24:10-00:40 b post", THURSDAY, "24:10-00:40 brand post", "on Thursday's page"),
        ("00:50", "14:00 25m b post", THURSDAY, "14:00 25m brand post", "on Thursday's page"),
        ("00:50", "00:50 5m b post", THURSDAY, "24:50 5m brand post", "24:50"),
        ("00:50", "01:40 5m b post", THURSDAY, "25:40 5m brand post", "25:40"),
        ("00:50", "03:30 5m b post", WEDNESDAY, "27:30 5m brand post", "on Wednesday's page, 27:30"),
        ("00:50", "yesterday 25m b post", WEDNESDAY, "25m brand post", ""),
        ("00:50", "today 25m b post", THURSDAY, "25m brand post", ""),
        ("00:50", "today 00:40 5m b post", THURSDAY, "24:40 5m brand post", "24:40"),
        ("00:50", "thu at 00:40 5m b post", THURSDAY, "24:40 5m brand post", "24:40"),
        ("00:50", "30m ago 5m b post", THURSDAY, "24:20 5m brand post", ""),
        ("00:50", "2h ago 5m b post", THURSDAY, "22:50 5m brand post", ""),
        ("00:50", "22h ago 5m b post", WEDNESDAY, "26:50 5m brand post", ""),
        ("00:50", "1 day ago 5m b post", WEDNESDAY, "5m brand post", ""),
        ("00:50", "last night 1am 5m b post", WEDNESDAY, "25:00 5m brand post", ""),
        ("00:50", f"{FRIDAY} 00:40 5m b post", FRIDAY, "00:40 5m brand post", "24:40 is of the night after it"),
        ("00:50", f"{WEDNESDAY} 00:40 5m b post", WEDNESDAY, "00:40 5m brand post", "24:40 is of the night after it"),
        ("00:50", "nothing", THURSDAY, "nothing", "on Thursday's page"),
        ("03:59", "03:59 1m b post", THURSDAY, "27:59 1m brand post", "27:59"),
        ("04:00", "03:59 1m b post", THURSDAY, "27:59 1m brand post", "27:59"),
        ("04:00", "1m b post", FRIDAY, "1m brand post", ""),
        ("04:00", "04:00 1m b post", FRIDAY, "04:00 1m brand post", ""),
        ("05:00", "03:30-04:30 b post", THURSDAY, "27:30-28:30 brand post", "27:30"),
        ("12:00", "00:40 5m b post", THURSDAY, "24:40 5m brand post", "00:40 is before 04:00"),
        ("12:00", "today 00:40 5m b post", FRIDAY, "00:40 5m brand post", "00:40 is of the night before that day"),
        ("23:00", "23:30-00:15 b post", FRIDAY, "23:30-00:15 brand post", ""),
        ("23:00", "23:30-04:30 b post", THURSDAY, "23:30-04:30 brand post", "today's would end at 04:30 tomorrow"),
        ("12:00", "23:00 25m b post", THURSDAY, "23:00 25m brand post", "still ahead today"),
        ("12:00", "24:40 5m b post", THURSDAY, "24:40 5m brand post", "24:40 is 00:40 of today"),
        ("12:00", "25m b post", FRIDAY, "25m brand post", ""),
        ("12:00", "last night at 1am 5m b post", THURSDAY, "25:00 5m brand post", ""),
    ],
)  # fmt: skip
def test_words_typed_in_the_night_and_after(now: str, typed: str, day: str, item: str, says: str) -> None:
    made = draft(typed.split(), at(now), DEFAULT_HATS)
    assert (made.day, made.item) == (day, item)
    assert says in made.remark
    assert bool(says) is bool(made.remark)
    assert read_item(made.item, DEFAULT_HATS, strict=True) == made.value


def test_a_range_that_would_end_behind_the_last_time_of_a_page_has_the_end_that_the_clock_shows() -> None:
    made = draft(["05:50-06:30 b post"], at("06:40", "05:59"), DEFAULT_HATS)
    assert (made.day, made.item) == (THURSDAY, "29:50-06:30 brand post")
    assert read_item(made.item, DEFAULT_HATS) == made.value


@pytest.mark.parametrize("typed", ["2026-11-28 5m b post", "28 nov 5m b post"])
def test_a_date_is_still_to_come_only_by_the_calendar(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="still to come"):
        draft([typed], at("00:50"), DEFAULT_HATS)


def test_a_line_for_a_page_is_as_it_is_typed() -> None:
    made = draft(["00:40 5m b post"], at("00:50"), DEFAULT_HATS, day=THURSDAY)
    assert (made.day, made.item) == (THURSDAY, "00:40 5m brand post")


@pytest.mark.parametrize(
    ("now", "typed", "day", "minute", "rest"),
    [
        ("00:50", "00:40 b post", "", 24 * 60 + 40, "b post"),
        ("00:50", "24:40 b post", "", 24 * 60 + 40, "b post"),
        ("00:50", "today 00:40 b post", THURSDAY, 24 * 60 + 40, "b post"),
        ("00:50", "23:30 b post", "", 23 * 60 + 30, "b post"),
        ("09:00", "yesterday 24:40 b post", THURSDAY, 24 * 60 + 40, "b post"),
        ("09:00", "last night 1am b post", THURSDAY, 25 * 60, "b post"),
        ("09:00", "yesterday 28:40 b post", THURSDAY, 28 * 60 + 40, "b post"),
    ],
)
def test_when_a_timer_began(now: str, typed: str, day: str, minute: int, rest: str) -> None:
    assert split_start(typed, at(now))[:3] == (day, minute, rest)


def test_a_line_said_again_in_the_night_is_of_the_evening() -> None:
    entry = Entry("brand", "post", 30, 600)
    now = at("00:10")
    assert repeat_now(entry, "brand post", now, now._replace(minute=now.minute - 30), DEFAULT_HATS)[:2] == (
        THURSDAY, "23:40-00:10 brand post",
    )  # fmt: skip
    now = at("00:50")
    assert repeat_now(entry, "brand post", now, now._replace(minute=now.minute - 30), DEFAULT_HATS)[:2] == (
        THURSDAY, "24:20-24:50 brand post",
    )  # fmt: skip
    event = Event("brand", "got", "reply", 600)
    assert repeat_now(event, "brand got reply", now, now, DEFAULT_HATS)[:2] == (
        THURSDAY,
        "24:50 brand got reply",
    )


def test_the_inbox_knows_what_day_it_is_and_leaves_what_stands_below_a_date() -> None:
    text = "5m b post\n00:40 5m p read\nyesterday 5m b post\n\n25.11.2026\n00:40 5m b talk\n24:40 5m b read\n"
    inbox = read_inbox(text, at("00:50"))
    assert [each.draft[:2] for each in inbox.accepted] == [
        (THURSDAY, "5m brand post"), (THURSDAY, "24:40 5m personal read"), (WEDNESDAY, "5m brand post"),
        (WEDNESDAY, "00:40 5m brand talk"), (WEDNESDAY, "24:40 5m brand read"),
    ]  # fmt: skip


def test_a_line_that_stayed_in_the_inbox_is_of_the_whole_day_on_which_it_was_read_first() -> None:
    inbox = read_inbox(f"02:00 5m b post\n  ! read {WEDNESDAY}: it was wrong\n", at("12:00"))
    assert [each.draft[:2] for each in inbox.accepted] == [(WEDNESDAY, "26:00 5m brand post")]


@given(st.dates(date(1, 2, 1), date(9999, 11, 30)), st.integers(-28, 28))
def test_days_are_counted_over_months_and_years(day: date, days: int) -> None:
    assert day_after(day.isoformat(), days) == (day + timedelta(days)).isoformat()
