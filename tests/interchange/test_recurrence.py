"""Rules of recurrence are read as `dateutil` reads them, and none is looked at beyond its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from twohats.interchange.recurrence import occurrences, parsed_rule

END = datetime(2026, 11, 20, 8)


def times(rule: str, start: datetime, end: datetime = END) -> list[datetime]:
    return [*occurrences(start, parsed_rule(rule, start, None), end)]


def few(least: int, most: int) -> st.SearchStrategy[str]:
    values = st.integers(least, most).filter(bool)
    return st.lists(values, min_size=1, max_size=4, unique=True).map(lambda each: ",".join(map(str, each)))


weekdays = st.lists(st.sampled_from("MO TU WE TH FR SA SU".split()), min_size=1, max_size=4, unique=True)
plain_days = weekdays.map(",".join)
numbered = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), st.sampled_from("MO WE FR SU".split())),
    min_size=1,
    max_size=3,
    unique=True,
).map(lambda each: ",".join(f"{nth}{day}" for nth, day in each))


@st.composite
def rules(draw: st.DrawFn) -> str:
    unit = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={unit}"]
    maybe = {
        "INTERVAL": st.integers(1, 5).map(str),
        "BYMONTH": few(1, 12),
        "WKST": st.sampled_from(["SU", "MO", "TH"]),
        "BYDAY": plain_days if unit in ("DAILY", "WEEKLY") else plain_days | numbered,
    }
    if unit != "WEEKLY":
        maybe["BYMONTHDAY"] = few(-31, 31)
    if unit == "YEARLY":
        maybe["BYYEARDAY"] = few(-366, 366)
    for name, values in maybe.items():
        if draw(st.integers(0, 2)) == 0:
            parts.append(f"{name}={draw(values)}")
    if len(parts) > 2 and unit in ("MONTHLY", "YEARLY") and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(few(-3, 3))}")
    ends = draw(st.sampled_from(["", "COUNT=7", "UNTIL=20240301T000000", "UNTIL=20230615"]))
    return ";".join(parts + ([ends] if ends else []))


@settings(max_examples=100, deadline=None)
@given(
    rules(),
    st.datetimes(datetime(2020, 1, 1), datetime(2024, 12, 31)).map(lambda at: at.replace(microsecond=0)),
)
def test_as_dateutil_has_them(rule: str, start: datetime) -> None:
    # dateutil takes a day without a time as its first moment; RFC 5545 as the day.
    theirs = rule.replace("UNTIL=20230615", "UNTIL=20230615T235959")
    if "COUNT" not in theirs and "UNTIL" not in theirs:
        theirs += ";UNTIL=20261120T080000"
    expected = [at for at in rrulestr(theirs, dtstart=start) if at <= END]

    assert times(rule, start) == expected


def test_the_end_in_utc_is_one_of_the_local_clock() -> None:
    start = datetime(2026, 3, 2, 9, 30)
    rule = parsed_rule("FREQ=WEEKLY;UNTIL=20260406T083000Z", start, ZoneInfo("Europe/London"))

    assert [*occurrences(start, rule, END)][-1] == datetime(2026, 4, 6, 9, 30)


def test_what_never_comes_true_ends() -> None:
    assert times("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", datetime(1900, 1, 1, 9)) == []
    assert times("FREQ=WEEKLY;BYSETPOS=9", datetime(1900, 1, 1, 9)) == []
    assert times("FREQ=YEARLY;INTERVAL=999999;COUNT=3", datetime(2020, 1, 1, 9)) == [datetime(2020, 1, 1, 9)]


def test_for_ever_is_until_the_end() -> None:
    found = times("FREQ=DAILY", datetime(2000, 1, 1, 9))
    assert len(found) == (END - datetime(2000, 1, 1, 9)) // timedelta(1) + 1


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ", "FREQ=", "FREQ=HOURLY", "FREQ=SECONDLY;COUNT=99999999", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;UNTIL=tomorrow", "FREQ=WEEKLY;WKST=1",
        "FREQ=YEARLY;BYWEEKNO=20", "FREQ=DAILY;BYHOUR=9,15", "FREQ=DAILY;BYMONTH=x", "FREQ=DAILY;UNTIL=99999999T999999Z",
    ],
)  # fmt: skip
def test_what_is_refused_is_said(rule: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        times(rule, datetime(2026, 1, 1, 9))


def test_a_start_before_all_meetings_is_refused() -> None:
    with pytest.raises(ValueError, match="1900"):
        times("FREQ=DAILY", datetime(1, 1, 1))
