"""The values of `from:`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.line import read_item
from twohats.format.model import Entry
from twohats.format.origin import Origin, read_origin


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
