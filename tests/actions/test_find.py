from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.actions.find import searched_text
from twohats.format.line import read_item
from twohats.format.model import Nothing, Problem
from twohats.query.nearness import Called, search
from twohats.text.fold import fold
from twohats.text.suggest import nearest

TEXTS = [
    "linkedin @anna +launch launch thread for the book",
    "phone @anna caught up; she knows a bookseller",
    "mastodon  a relaunch of the old site",
    "letter @bo wants a quote for a reading",
    "",
    "phone @anna caught up; she knows a bookseller",
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["launch"], [0, 2]),
        (["bookseller"], [5, 1]),
        (["bookseler"], [5, 1]),
        (["BOOKSELLER"], [5, 1]),
        (["@anna", "launch"], [0]),
        (["@bo"], [3]),
        (["xyz"], []),
        (["elephant"], []),
        (["an"], [5, 3, 1, 0]),
        ([], []),
        ([""], []),
    ],
)
def test_texts_are_found_best_first_and_newest_first_among_equals(words: list[str], found: list[int]) -> None:
    assert [each.at for each in search([fold(word) for word in words], TEXTS)] == found


@given(st.lists(st.text(max_size=8), max_size=3), st.lists(st.text(max_size=20), max_size=6))
def test_any_words_can_be_looked_for(words: list[str], texts: list[str]) -> None:
    found = search(words, texts)
    assert len({each.at for each in found}) == len(found)
    assert all(0 <= each.score <= 100 for each in found)
    assert [round(each.score) for each in found] == sorted(
        (round(each.score) for each in found), reverse=True
    )


@given(
    st.text(alphabet="abcde ", min_size=4, max_size=12).map(str.strip).filter(lambda text: len(text) > 3),
    st.data(),
)
def test_what_is_there_is_always_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from([at for at, char in enumerate(text) if char != " "]))
    word = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert 1 in [each.at for each in search([word], ["nothing here", text])]


def test_notes_people_threads_and_channels_are_searched_and_nothing_else() -> None:
    value = read_item("25m brand post linkedin @Anna +launch m2 why:money: A Note", strict=True)
    assert value is not None
    assert searched_text(value, Called()).split() == ["linkedin", "@anna", "+launch", "a", "note"]
    assert searched_text(Nothing("Hiking"), Called()) == "hiking"
    assert searched_text(Problem("x", "message", text="- 25m bad"), Called()) == "- 25m bad"


@pytest.mark.parametrize(
    ("word", "near"),
    [("linkdin", "linkedin"), ("lnikedin", "linkedin"), ("pots", "post"), ("lst", "list"), ("conversatoin", "conversation"), ("LINKEDN", "linkedin"),
     ("letter", ""), ("leather", ""), ("post", ""), ("xx", ""), ("", ""), ("elephant", "")],
)  # fmt: skip
def test_the_nearest_word_has_one_slip_or_two_in_a_long_one(word: str, near: str) -> None:
    known = ["linkedin", "post", "list", "letter", "conversation"]
    assert nearest(word, known) == near
    assert nearest(word, []) == ""
