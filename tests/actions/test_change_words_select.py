"""Each of the words behind `to` selects, as a question, every line that they have changed."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.format.made_lines import Lines

from twohats.drafting.change_words import read_change
from twohats.errors import NotUnderstood
from twohats.format.line import read_item
from twohats.format.line_change import LineChange, change_line
from twohats.format.model import Entry, Event, Item
from twohats.format.one_name import OneName
from twohats.format.times import Now
from twohats.format.words import Hats
from twohats.query.matching import matcher
from twohats.query.reader import Asked, read_selection

DAY = "2026-11-20"
NOW = Now("2026-11-22", 630)
NAMES = {"channel": {"linkedin", "in-person"}, "person": {"anna", "bo"}, "tag": {"launch"}}
SAME = OneName({"bo": "anna"}, {}, {"in-person": "linkedin"})
WORDS = st.sampled_from(
    "brand personal post read talk got lost reply congrats walk help linkedin in:fedi in:reply in:brand @anna @bo @x +launch "
    "+x22 m1 m5 i3 u2 w4 m- u- x3 x1 1200GBP why:money why:art met:fair src:a 25m 90m ~40m 09:10 24:40 09:10-09:35".split()
    + "not_@anna not_@ not_+launch not_+ not_linkedin not_in: not_why: not_why:money fri 20_nov".split()
)

WHICHEVER = {"not_@": ("@",), "not_+": ("+",), "not_in:": ("in:", "linkedin"), "not_why:": ("why:",)}


@settings(max_examples=600)
@given(st.integers(0, 10**9), st.lists(WORDS, min_size=1, max_size=3))
def test_changed_lines_are_found_by_the_words_that_changed_them(seed: int, chosen: list[str]) -> None:
    words = [word for each in chosen for word in each.split("_")]
    lines = Lines(seed)
    hats = Hats({name: (said["side"], said.get("short", "")) for name, said in lines.hats.items()})
    text = lines.item()
    try:
        change = read_change(words, datetime(2026, 11, 22, 10, 30), hats, NAMES["channel"])
        after = change_line(text, change, hats, SAME)
    except NotUnderstood:
        return
    value = read_item(after, hats, strict=True)
    if "\n" in text or not isinstance(value, (Entry, Event)):
        return
    for each in chosen:
        if each in WHICHEVER and any(word.startswith(WHICHEVER[each]) for word in chosen):
            continue  # `not @ @bo` leaves somebody
        if each in ("m-", "u-") and isinstance(value, Event):
            continue  # it asks for entries, and there is nothing to take out of an event
        selection = read_selection(each.split("_"), Asked(NOW, hats, 0, NAMES, SAME))
        assert matcher(selection, hats, SAME)(change.day or DAY, Item(1, 1, 1, value)), (text, after, each)


@settings(max_examples=500)
@given(
    st.lists(
        st.one_of(st.text(max_size=6), WORDS, st.sampled_from(["not", "about", "~", "@", ":", "in:", "to"]))
    )
)
def test_any_words_are_a_change_or_not_understood(words: list[str]) -> None:
    found: LineChange | NotUnderstood
    try:
        found = read_change(words, datetime(2026, 11, 22, 10, 30), Hats(), NAMES["channel"])
    except NotUnderstood as error:
        found = error
    if isinstance(found, NotUnderstood):
        assert found.message
        assert not found.line or 1 <= found.column <= len(found.line)
    else:
        assert not found.is_empty
