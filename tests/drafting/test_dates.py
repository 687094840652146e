from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.drafting.dates import (
    SPOKEN_MONTHS,
    SPOKEN_WEEKDAYS,
    not_a_date,
    spoken_date,
    spoken_period,
    spoken_week,
    time_of_day,
)
from twohats.drafting.yearless import NeedsYear
from twohats.format.calendar import week_of

NOW = datetime(2026, 11, 22, 10, 30)  # a Sunday; the clock on the wall has no zone
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 12, 31))


def day(text: str, now: datetime = NOW) -> tuple[str, int | None, int] | None:
    found = spoken_date(text.split(), now)
    return (found.day.isoformat(), found.minute, found.used) if found else None


SPOKEN = [
    ("today", "2026-11-22", None), ("now", "2026-11-22", None), ("yesterday", "2026-11-21", None), ("Yesterday", "2026-11-21", None),
    ("sun", "2026-11-22", None), ("sat", "2026-11-21", None), ("fri", "2026-11-20", None), ("Monday", "2026-11-16", None),
    ("last sunday", "2026-11-15", None), ("last fri", "2026-11-20", None), ("this fri", "2026-11-20", None), ("last night", "2026-11-21", None),
    ("2 days ago", "2026-11-20", None), ("a week ago", "2026-11-15", None), ("two weeks ago", "2026-11-08", None), ("2d ago", "2026-11-20", None),
    ("a month ago", "2026-10-22", None), ("1 year ago", "2025-11-22", None), ("3h ago", "2026-11-22", 450), ("90m ago", "2026-11-22", 540),
    ("11 hours ago", "2026-11-21", 1410), ("20 nov", "2026-11-20", None), ("nov 20", "2026-11-20", None), ("20 november", "2026-11-20", None),
    ("Nov. 20th, 2025", "2025-11-20", None), ("20th of nov", "2026-11-20", None), ("20th of nov 2025", "2025-11-20", None), ("24 dec", "2025-12-24", None),
    ("1 jan 2026", "2026-01-01", None), ("2026-11-20", "2026-11-20", None), ("fri 9am", "2026-11-20", 540), ("yesterday at 21:15", "2026-11-21", 1275),
    ("2 days ago 9am", "2026-11-20", 540), ("20 nov noon", "2026-11-20", 720), ("nov 20th 2026 at 9am", "2026-11-20", 540),
    ("2027-01-01", "2027-01-01", None), ("20 nov 2027", "2027-11-20", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "iso", "minute"), SPOKEN, ids=[text for text, _, _ in SPOKEN])
def test_a_spoken_day_is_the_latest_that_is_meant(text: str, iso: str, minute: int | None) -> None:
    assert day(text) == (iso, minute, len(text.split()))


@pytest.mark.parametrize(
    "text",
    ["", "25m", "brand", "b", "nov", "nov 2026", "20", "2026", "31 feb", "30 feb 2026", "2026-02-30", "20-11-2026", "ago", "x ago", "0 days ago",
     "99999 years ago", "may", "march", "mar", "sunny", "su", "weekend", "last", "post 20 nov", "9am", "12 30", "last last fri", "one",
     "an hour", "\N{SUPERSCRIPT TWO} days ago", "\N{ARABIC-INDIC DIGIT TWO} days ago", "2026-11-2\N{ARABIC-INDIC DIGIT TWO}", "32nd nov", "st nov"],
)  # fmt: skip
def test_what_names_no_day_is_left_alone(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "iso", "used"),
    [("fri 25m b post", "2026-11-20", 1), ("20 nov 25m b post", "2026-11-20", 2), ("yesterday 14:00-14:45 p talk", "2026-11-21", 1),
     ("yesterday 14:00 25m b", "2026-11-21", 1), ("20 nov 2025 25m", "2025-11-20", 3), ("2 days ago 1h30 p read", "2026-11-20", 3),
     ("today b got", "2026-11-22", 1), ("20 nov 20m b", "2026-11-20", 2)],
)  # fmt: skip
def test_only_the_words_of_the_day_are_taken(text: str, iso: str, used: int) -> None:
    assert day(text) == (iso, None, used)


@given(moments, st.integers(0, 400))
def test_every_day_of_the_last_year_can_be_said_in_each_of_its_forms(now: datetime, back: int) -> None:
    then = now.date() - timedelta(days=back)
    month = SPOKEN_MONTHS[then.month - 1]
    forms = [
        then.isoformat(),
        f"{back} days ago",
        f"{then.day} {month} {then.year}",
        f"{month[:3]} {then.day}, {then.year}",
    ]
    forms += ["today"] if back == 0 else ["yesterday"] if back == 1 else []
    forms += [SPOKEN_WEEKDAYS[then.weekday()], SPOKEN_WEEKDAYS[then.weekday()][:3]] if back < 7 else []
    forms += [f"last {SPOKEN_WEEKDAYS[then.weekday()]}"] if 0 < back <= 7 else []
    leap_day = (now.month, now.day) == (2, 29)
    past_a_year = then <= date(now.year - 1, now.month, 28 if leap_day else now.day)
    forms += [] if past_a_year else [f"{then.day} {month}", f"{month[:3]} {then.day}"]
    for form in forms:
        if form == "0 days ago":
            continue
        found = spoken_date(form.split(), now)
        assert found is not None, form
        assert (found.day, found.minute, found.used) == (then, None, len(form.split())), form


@given(moments, st.lists(st.sampled_from([*SPOKEN_WEEKDAYS, "today", "yesterday", "last", "this", "night", "ago", "2", "a", "days", "weeks", "h", "3h", "20",
                                          "31", "29", *SPOKEN_MONTHS, "nov", "feb", "9am", "at", "noon", "21:15"]), min_size=1, max_size=5))  # fmt: skip
def test_no_words_without_a_year_name_a_day_to_come(now: datetime, words: list[str]) -> None:
    found = spoken_date(words, now)
    if found is not None:
        assert found.day <= now.date()
        assert 1 <= found.used <= len(words)
        assert found.minute is None or 0 <= found.minute < 24 * 60


@pytest.mark.parametrize(
    ("text", "coming"),
    [("23 nov", "2026-11-23"), ("24 dec", "2026-12-24"), ("1 may 9am", "2027-05-01"), ("22 nov", ""), ("21 nov", ""), ("1 jun", ""),
     ("24 dec 2025", ""), ("2026-11-23", "")],
)  # fmt: skip
def test_a_day_without_its_year_that_is_nearer_ahead_says_so(text: str, coming: str) -> None:
    found = spoken_date(text.split(), NOW)
    assert found is not None
    assert str(found.coming or "") == coming
    assert found.written == (found.coming or found.day)


@given(moments, st.integers(1, 364))
def test_what_is_written_without_its_year_is_never_more_than_about_half_a_year_back(
    now: datetime, back: int
) -> None:
    then = now.date() - timedelta(days=back)
    found = spoken_date([str(then.day), SPOKEN_MONTHS[then.month - 1]], now)
    assert found is not None
    if (then.month, then.day) != (2, 29):
        assert found.written == then if back <= 182 else found.written > now.date() or back == 183


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("2026-11-31 25m b", "2026-11-31"), ("2026-1-2", "2026-1-2"), ("31 feb 25m", "31 feb"), ("feb 30 b", "feb 30"), ("20.11. b", "20.11."),
     ("20/11 b", "20/11"), ("3/4/26", "3/4/26"), ("Tomorrow b", "Tomorrow"), ("1.5 b", ""), ("0910-0935 b", ""), ("25m b post", ""),
     ("25 march", ""), ("12 b", ""), ("", ""), ("feb", ""), ("20 25", "")],
)  # fmt: skip
def test_what_looks_like_a_date_and_is_none_is_known(text: str, wrong: str) -> None:
    words = text.split()
    found = "" if words and spoken_date(words, NOW) else not_a_date(words)
    assert found == wrong


@given(moments, st.lists(st.text(max_size=12), max_size=6))
@example(NOW, ["9" * 4, "days", "ago"])
@example(NOW, ["1", "jan", "0000"])
@example(NOW, ["\ud800"])
@example(NOW, ["1", "january", "99"])
@example(datetime(1, 1, 1), ["yesterday"])
def test_garbage_never_raises(now: datetime, words: list[str]) -> None:
    spoken_date(words, now)
    spoken_week(words, now)
    spoken_period(words, now)
    not_a_date(words)
    for word in words:
        time_of_day(word)


@pytest.mark.parametrize(
    ("text", "minute"),
    [("9am", 540), ("9pm", 1260), ("12am", 0), ("12pm", 720), ("9:30pm", 1290), ("noon", 720), ("midnight", 0), ("21:15", 1275), ("9:05", 545),
     ("9AM", 540), ("13pm", None), ("0am", None), ("9", None), ("9:5", None), ("24:00", None), ("9:60", None), ("am", None), (":30", None), ("100:00", None)],
)  # fmt: skip
def test_times_of_day(text: str, minute: int | None) -> None:
    assert time_of_day(text) == minute


@pytest.mark.parametrize(
    ("text", "name"),
    [("", "2026-W47"), ("this week", "2026-W47"), ("last", "2026-W46"), ("last week", "2026-W46"), ("-2", "2026-W45"), ("W46", "2026-W46"), ("w1", "2026-W01"),
     ("46", "2026-W46"), ("48", "2025-W48"), ("2026-W03", "2026-W03"), ("2020-W53", "2020-W53"), ("yesterday", "2026-W47"), ("2026-11-15", "2026-W46"),
     ("20 nov 2025", "2025-W47"), ("-0", "2026-W47")],
)  # fmt: skip
def test_spoken_weeks(text: str, name: str) -> None:
    found = spoken_week(text.split(), NOW)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("today", "text", "name"),
    [("2027-01-05", "W53", "2026-W53"), ("2027-01-05", "53", "2026-W53"), ("2027-01-05", "week 53", "2026-W53"),
     ("2027-01-05", "W52", "2026-W52"), ("2027-01-05", "W1", "2027-W01"), ("2027-01-05", "week 1", "2027-W01"),
     ("2027-01-05", "W2", "2026-W02"), ("2027-01-03", "W53", "2026-W53"), ("2027-01-03", "W1", "2026-W01"),
     ("2026-12-31", "W53", "2026-W53"), ("2024-12-31", "W1", "2025-W01"), ("2024-12-31", "W52", "2024-W52"),
     ("2027-12-27", "W53", "2026-W53"), ("2026-11-22", "week 47", "2026-W47")],
)  # fmt: skip
def test_a_bare_number_is_the_latest_such_week(today: str, text: str, name: str) -> None:
    found = spoken_week(text.split(), datetime.fromisoformat(today))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("today", "text", "last"),
    [("2026-11-22", "W53", "2020-W53"), ("2028-01-03", "week 53", "2026-W53"), ("2026-03-01", "29 feb", "2024-02-29"),
     ("2025-03-01", "feb 29th", "2024-02-29"), ("1903-01-01", "29 Feb", "1896-02-29")],
)  # fmt: skip
@pytest.mark.parametrize("read", [spoken_week, spoken_period])
def test_what_is_in_no_year_nearby_needs_its_year(read: Any, today: str, text: str, last: str) -> None:
    with pytest.raises(NeedsYear) as refused:
        read(text.split(), datetime.fromisoformat(today))
    assert last in refused.value.hint


@pytest.mark.parametrize(
    ("today", "day"),
    [("2024-02-29", "2024-02-29"), ("2024-03-01", "2024-02-29"), ("2025-02-28", "2024-02-29"), ("2027-10-01", "2028-02-29"),
     ("2023-12-31", "2024-02-29")],
)  # fmt: skip
def test_the_29th_of_february_is_a_day_of_a_year_nearby(today: str, day: str) -> None:
    found = spoken_date(["29", "feb"], datetime.fromisoformat(today))
    assert found is not None
    assert found.written.isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-W54",
        "W0",
        "0",
        "99",
        "-x",
        "2021-W53",
        "nonsense",
        "last last",
        "-99999",
        "w",
        "0001-01-01",
        "9999-12-31",
        "9999-W52",
        "2026-W",
    ],
)
def test_what_names_no_week(text: str) -> None:
    assert spoken_week(text.split(), NOW) is None


@given(moments, st.sampled_from([0, 5, 6]))
def test_a_week_is_reached_by_its_own_name_and_by_every_day_in_it(now: datetime, start: int) -> None:
    week = week_of(now.date(), start=start)
    assert spoken_week([week.name], now, start) == week
    for iso in week.days():
        assert spoken_week([iso], now, start) == week


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("today", "2026-11-22", "2026-11-22"), ("yesterday", "2026-11-21", "2026-11-21"), ("20 nov", "2026-11-20", "2026-11-20"),
     ("week", "2026-11-16", "2026-11-22"), ("this week", "2026-11-16", "2026-11-22"), ("last week", "2026-11-09", "2026-11-15"),
     ("2026-W47", "2026-11-16", "2026-11-22"), ("W46", "2026-11-09", "2026-11-15"), ("nov", "2026-11-01", "2026-11-30"), ("december", "2025-12-01", "2025-12-31"),
     ("feb", "2026-02-01", "2026-02-28"), ("2024-02", "2024-02-01", "2024-02-29"), ("2026-12", "2026-12-01", "2026-12-31"), ("month", "2026-11-01", "2026-11-30"),
     ("last month", "2026-10-01", "2026-10-31"), ("2025", "2025-01-01", "2025-12-31"), ("year", "2026-01-01", "2026-12-31"),
     ("last year", "2025-01-01", "2025-12-31"), ("last 30 days", "2026-10-24", "2026-11-22"), ("last 1 days", "2026-11-22", "2026-11-22"),
     ("last 2 weeks", "2026-11-09", "2026-11-22"), ("wed", "2026-11-18", "2026-11-18"), ("wednesday", "2026-11-18", "2026-11-18"),
     ("2026-11-01..2026-11-05", "2026-11-01", "2026-11-05"), ("oct..nov", "2026-10-01", "2026-11-30"), ("last week..today", "2026-11-09", "2026-11-22"),
     ("20 nov..21 nov", "2026-11-20", "2026-11-21"), ("nov 2025", "2025-11-01", "2025-11-30"), ("dec 2026", "2026-12-01", "2026-12-31"),
     ("nov..jan", "2025-11-01", "2026-01-31"), ("fri..mon", "2026-11-13", "2026-11-16"), ("W50..W2", "2025-12-08", "2026-01-11"),
     ("20 dec..5 jan", "2025-12-20", "2026-01-05"), ("2025-W51..W02", "2025-12-15", "2026-01-11"), ("week 46", "2026-11-09", "2026-11-15"),
     ("week 45..week 46", "2026-11-02", "2026-11-15"), ("2025-W40..W44", "2025-09-29", "2025-11-02"),
     ("all", "0001-01-01", "9999-12-31"), ("-1 week", "2026-11-09", "2026-11-15"), ("a week ago", "2026-11-15", "2026-11-15")],
)  # fmt: skip
def test_spoken_periods(text: str, first: str, last: str) -> None:
    found = spoken_period(text.split(), NOW)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "2026-13",
        "0000",
        "last 0 days",
        "last days",
        "last x days",
        "20",
        "weekend",
        "2026-W60",
        "w",
        "nov 0000",
        "..",
        "2026-11-05..2026-11-01",
        "nov 2026..jan 2026",
        "today..yesterday",
        "nov..",
        "1..2..3",
    ],
)
def test_what_names_no_period(text: str) -> None:
    assert spoken_period(text.split(), NOW) is None


@given(moments, st.lists(st.sampled_from(["last", "week", "W47", "2026-W47", "nov", "2026", "30", "days", "all", "year", "month", "2026-11", "9999", "9999-12", "-3"]),
                         min_size=1, max_size=3))  # fmt: skip
def test_a_period_ends_after_it_begins(now: datetime, words: list[str]) -> None:
    found = spoken_period(words, now)
    assert found is None or found[0] <= found[1]


WORDS = st.sampled_from(
    "20 nov 20nov 2026 2026-11-20 20th 3rd nov. november of fri friday, last this night week today now yesterday yday "
    "25m 1h30 9:10 9am 09:10-09:35 ~40m a an two 2 90m 3h days day ago at noon b brand got read mon may 20.11. 1.5h h m".split()
)


@given(st.lists(WORDS, max_size=6))
def test_what_cannot_begin_a_date_is_passed_over_and_nothing_else(words: list[str]) -> None:
    """The quick look at the first word only saves time."""
    quick = spoken_date(words, NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("twohats.drafting.dates._may_begin", lambda _: True)
        assert spoken_date(words, NOW) == quick
