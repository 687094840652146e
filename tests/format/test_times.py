"""Times and durations: every one that may be written is read, and written back as it is read."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.times import (
    A_PAGE,
    LONGEST,
    BadTime,
    clock_text,
    duration_text,
    range_ends,
    read_duration,
    read_range,
    read_time,
    time_text,
)


def test_every_duration_of_a_line_survives_being_written_and_read() -> None:
    assert [read_duration(duration_text(minutes)) for minutes in range(1, LONGEST + 1)] == list(
        range(1, LONGEST + 1)
    )


def test_every_minute_of_a_page_survives_being_written_and_read() -> None:
    assert [read_time(time_text(minute)) for minute in range(A_PAGE)] == list(range(A_PAGE))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25m", 25),
        ("25M", 25),
        ("2h", 120),
        ("1h30", 90),
        ("1h30m", 90),
        ("1h5", 65),
        ("1h05", 65),
        ("0h30", 30),
        ("1.5h", 90),
        ("0.25h", 15),
        ("1.33h", 80),
        ("12h", 720),
        ("720m", 720),
        ("000025m", 25),
        ("0000025m", 25),
        ("00001h", 60),
        ("0.50000h", 30),
        ("0.375h", 23),
        ("0.125h", 8),
        ("0.3749999h", 22),
        ("0." + "3" * 190 + "h", 20),
    ],
)
def test_a_duration_is_read(text: str, minutes: int) -> None:
    assert read_duration(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "m",
        "h",
        "25",
        "25min",
        "h30",
        "1h30s",
        "1:30",
        "1.5m",
        "1.h",
        ".5h",
        "1.5h30",
        "-25m",
        "٢٥m",
        "²m",
    ],
)
def test_text_in_another_shape_is_no_duration(text: str) -> None:
    assert read_duration(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "0m",
        "0h",
        "0h00",
        "0.001h",
        "1h60",
        "1h100",
        "721m",
        "12h01",
        "25h",
        "12.1h",
        "9" * 5000 + "m",
        "9" * 5000 + "h",
    ],
)
def test_a_duration_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadTime):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("00:00", 0),
        ("0:00", 0),
        ("9:05", 545),
        ("09:05", 545),
        ("23:59", 1439),
        ("24:00", 1440),
        ("24:40", 1480),
        ("29:59", 1799),
    ],
)
def test_a_time_of_day_is_read(text: str, minute: int) -> None:
    assert read_time(text) == minute


@pytest.mark.parametrize("text", ["30:00", "25:99", "24:60", "12:60", "9:5", "99:00"])
def test_a_time_of_day_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadTime):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        ("23:00-24:00", 1380, 60),
        ("23:00-00:00", 1380, 60),
        ("24:00-00:30", 1440, 30),
        ("23:30-24:15", 1410, 45),
        ("24:10-24:40", 1450, 30),
        ("24:10-00:40", 1450, 30),
        ("24:10-12:10", 1450, 720),
        ("29:30-06:15", 1770, 45),
        ("17:59-29:59", 1079, 720),
    ],
)
def test_a_range_may_begin_and_end_after_midnight(text: str, start: int, minutes: int) -> None:
    assert read_range(text) == (start, minutes)


@pytest.mark.parametrize(
    "text",
    [
        "24:10-24:10",
        "24:10-00:10",
        "24:10-00:09",
        "24:40-24:10",
        "00:10-24:40",
        "17:58-29:59",
        "24:10-12:11",
        "23:30-30:15",
    ],
)
def test_a_range_after_midnight_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadTime):
        read_range(text)


@given(st.integers(0, 1439), st.integers(1, LONGEST))
def test_a_range_of_up_to_twelve_hours_is_read_across_midnight_too(start: int, minutes: int) -> None:
    text = f"{time_text(start)}-{clock_text(start + minutes)}"
    assert read_range(text) == (start, minutes)


@given(st.integers(0, A_PAGE - 2), st.integers(1, LONGEST))
def test_the_end_of_a_range_may_be_an_hour_after_midnight_either_way(start: int, minutes: int) -> None:
    end = start + minutes
    assert read_range(f"{time_text(start)}-{clock_text(end)}") == (start, minutes)
    if end < A_PAGE:
        assert read_range(f"{time_text(start)}-{time_text(end)}") == (start, minutes)


@given(st.integers(0, 1439), st.integers(LONGEST + 1, 1440))
def test_a_longer_range_is_refused(start: int, minutes: int) -> None:
    with pytest.raises(BadTime):
        read_range(f"{time_text(start)}-{clock_text(start + minutes)}")


def test_a_range_may_have_an_en_dash() -> None:
    assert range_ends("09:10–09:35") == ("09:10", "09:35")
    assert read_range("9:10–9:35") == (550, 25)


@given(st.text(alphabet="0123456789:-–~hm.²٢ \x00", max_size=12) | st.text(max_size=12))
def test_nothing_but_bad_time_is_raised(text: str) -> None:
    for read in (read_time, read_duration, read_range):
        with suppress(BadTime):
            read(text)
