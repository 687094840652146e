"""The values of `from:`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.line import read_item
from twohats.format.model import Entry
from twohats.format.origin import Origin, origin_text, read_origin
from twohats.format.times import time_text


@pytest.mark.parametrize(
    ("value", "origin"),
    [
        ("none", Origin("")),
        ("None", Origin("")),
        ("2026-11-18", Origin("2026-11-18")),
        ("2026-11-18/", Origin("2026-11-18")),
        ("2026-11-18/Post//LinkedIn", Origin("2026-11-18", ("post", "linkedin"))),
        ("none/post", None),
        ("nobody", None),
        ("2026-02-30", None),
        ("26-11-18/post", None),
    ],
)
def test_a_value_is_read(value: str, origin: Origin | None) -> None:
    assert read_origin(value) == origin


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("", True), ("09:35", True), ("9:35", True), ("09:36", False), ("brand", True), ("b", False), ("post", True), ("read", False),
        ("LinkedIn", True), ("mastodon", False), ("@Anna", True), ("@o’brien", True), ("@bo", False), ("anna", False), ("+launch", False),
        ("post/linkedin/@anna/09:35", True), ("post/mastodon", False), ("99:99", False), ("@", False),
    ],
)  # fmt: skip
def test_an_entry_fits_that_has_all_the_words(words: str, *, fits: bool) -> None:
    entry = read_item("09:35-10:00 brand post linkedin @anna @o'brien +launch")
    assert isinstance(entry, Entry)
    origin = read_origin(f"2026-11-18/{words}")
    assert origin is not None
    assert origin.fits(entry) == fits


def test_a_time_after_midnight_is_one_of_its_page() -> None:
    entry = read_item("24:40 25m brand post")
    assert isinstance(entry, Entry)
    assert Origin("2026-11-18", ("24:40",)).fits(entry)
    assert not Origin("2026-11-18", ("00:40",)).fits(entry)


@given(st.text())
def test_no_text_stops_the_reader(text: str) -> None:
    entry = Entry("brand", "post", 25)
    for value in (text, f"2026-11-18/{text}"):
        origin = read_origin(value)
        assert origin is None or origin.fits(entry) in (True, False)


# Written


def entries_of(*lines: str) -> list[Entry]:
    found = [read_item(line) for line in lines]
    assert all(isinstance(each, Entry) for each in found)
    return found  # type: ignore[return-value]  # asserted above


PAGE = (
    "25m brand post linkedin @anna",
    "09:35-10:00 brand post linkedin @bo",
    "20m brand read linkedin @bo @anna",
    "20m personal read mastodon",
)


@pytest.mark.parametrize(
    ("lines", "at", "before", "value"),
    [
        (PAGE[:1], 0, 1, ""),  # alone on its page
        (PAGE, 3, 4, "/mastodon"),
        (PAGE, 1, 4, "/09:35"),  # a time before other words
        (PAGE, 2, 4, "/linkedin/read"),
        (PAGE, 0, 4, "/post/@anna"),
        (PAGE, 0, 1, "/post/@anna"),  # what comes later on the page counts, so that nothing changes by it
        (
            ("25m brand post", "25m brand post"),
            1,
            2,
            "",
        ),  # nothing tells them apart: the later one is the last
        (("25m brand post", "25m brand post"), 0, 2, None),
        (("25m brand post", "25m brand post"), 0, 1, ""),  # the other one is later than the return
        (("25m brand post linkedin", "25m brand post linkedin @bo"), 0, 2, None),
        (("25m brand talk @a\u200db",), 0, 1, ""),
        (("25m brand talk @a\u200db", "25m brand talk @bo"), 0, 2, None),  # no field may hold a joiner
        ((f"25m brand talk {'c' * 190}", "25m brand talk"), 0, 2, None),  # no word is so long
    ],
)
def test_the_shortest_value_that_picks_an_entry(
    lines: tuple[str, ...], at: int, before: int, value: str | None
) -> None:
    expected = "" if value is None else f"2026-11-18{value}"
    assert origin_text("2026-11-18", entries_of(*lines), at, before) == expected


_LINES = st.tuples(
    st.sampled_from(("", "09:35 ", "24:40 ")), st.sampled_from(("brand", "personal")), st.sampled_from(("post", "read")),
    st.sampled_from(("", " linkedin", " post", " none", " brand")), st.sets(st.sampled_from((" @anna", " @bo@x.org", " @post"))),
).map(lambda parts: f"{parts[0]}25m {parts[1]} {parts[2]}{parts[3]}{''.join(sorted(parts[4]))}")  # fmt: skip


@given(st.lists(_LINES, min_size=1, max_size=6), st.data())
def test_what_is_written_picks_exactly_that_entry_and_nothing_is_refused_that_words_pick(
    lines: list[str], data: st.DataObject
) -> None:
    entries = entries_of(*lines)
    at = data.draw(st.integers(0, len(entries) - 1))
    before = data.draw(st.integers(at + 1, len(entries)))
    value = origin_text("2026-11-18", entries, at, before)
    if value:
        origin = read_origin(value)
        assert origin is not None
        assert [i for i in range(before) if origin.fits(entries[i])][-1] == at
        return
    all_words = [
        *filter(None, (entries[at].channel, entries[at].activity, entries[at].hat)),
        *(f"@{each}" for each in entries[at].people),
    ]
    start = entries[at].start
    if start is not None:
        all_words.append(time_text(start))
    everything = Origin("2026-11-18", tuple(all_words))
    assert any(everything.fits(entries[i]) for i in range(at + 1, before))
