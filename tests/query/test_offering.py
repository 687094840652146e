"""What is offered of the word that is being typed in a question."""

from __future__ import annotations

import pytest

from twohats.drafting.offers import NO_NAMES, Names
from twohats.format.words import DEFAULT_HATS
from twohats.query.offering import offers
from twohats.query.tokens import MOST_WORDS

NAMES = Names(("linkedin",), ("anna",), ("launch",))


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("bra", "brand"), ("brand po", "brand post"), ("post li", "post linkedin"), ("talk @an", "talk @anna"),
        ("post +la", "post +launch"), ("in:li", "in:linkedin"), ("hat:br", "hat:brand"), ("sid", "side:"),
        ("", ""), ("brand ", ""), ("@", ""), ("brand", ""), ("zzz", ""),
        # A note begins where the selection says that it does, and ends with the alternative.
        ("brand: po", ""), ("post linkedin: @an", ""), ("hat: po", ""), ("why: po", "why: post"),
        ("in: po", "in: post"), ("brand: foo or po", "brand: foo or post"), ('brand: "foo or po', ""),
    ],
)  # fmt: skip
def test_the_rest_of_a_word_is_offered_but_in_a_note(typed: str, whole: str) -> None:
    word = typed[typed.rfind(" ") + 1 :]
    found = offers(typed, NAMES, DEFAULT_HATS) if len(word) > (word[:1] in ("@", "+")) else ()
    assert (typed[: len(typed) - len(word)] + found[0].text if found else "") == whole


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", "personal brand post read talk linkedin @anna @ +launch + m1-5 week month yesterday since not"),
        ("brand ", "post read talk linkedin @anna @ +launch + m1-5 week month yesterday since or not"),
        ("brand got ", "conversation reply linkedin @anna @ +launch + m1-5 week month yesterday since or not"),
        ("brand got lead linkedin @anna +launch ", "@ + m1-5 week month yesterday since or not"),
        ("brand post or ", "personal brand post read talk linkedin @anna @ +launch + m1-5 week month yesterday since not"),
        ("over ", "10m 30m 1h 2h"),
        ("since ", "last week month yesterday monday tuesday wednesday thursday friday saturday sunday"),
        ("@", "@anna"), ("+", "+launch"), ("m", "m1 m2 m3 m4 m5"), ("post: why ", ""),
    ],
)  # fmt: skip
def test_where_no_word_is_begun_it_is_offered_what_is_not_there_yet(typed: str, offered: str) -> None:
    found = [each.label for each in offers(typed, NAMES, DEFAULT_HATS)]
    if typed == "m":
        found = [each for each in found if each[1:].isdigit()]
    assert " ".join(found) == offered


def test_what_becomes_of_lines_is_said_in_fewer_words() -> None:
    found = " ".join(each.label for each in offers("", NAMES, DEFAULT_HATS, changing=True))
    assert found == "personal brand post read talk linkedin @anna @ +launch + m1-5 yesterday not"
    assert [each.text for each in offers("un", NAMES, DEFAULT_HATS, changing=True)] == []
    assert [each.text for each in offers("un", NAMES, DEFAULT_HATS)][:2] == ["until", "under"]


def test_the_most_frequent_come_first() -> None:
    habits = {(): ("brand",), ("brand",): ("talk", "read"), ("brand", "talk"): ("phone",)}
    names = Names(("linkedin", "phone"), (), (), habits)
    assert offers("", names, DEFAULT_HATS)[0].text == "brand"
    assert [each.text for each in offers("brand ", names, DEFAULT_HATS)[:2]] == ["talk", "read"]
    assert offers("brand talk ", names, DEFAULT_HATS)[0].text == "phone"


def test_behind_more_words_than_a_question_has_nothing_is_offered() -> None:
    assert offers("brand " * MOST_WORDS + "po", NO_NAMES, DEFAULT_HATS) == ()
