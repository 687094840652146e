"""What is offered of the word that is being typed in a question."""

from __future__ import annotations

import pytest

from twohats.format.words import DEFAULT_HATS
from twohats.query.offering import offered
from twohats.query.tokens import MOST_WORDS


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
    assert offered(typed, DEFAULT_HATS, ["linkedin"], ["anna"], ["launch"]) == whole


def test_behind_more_words_than_a_question_has_nothing_is_offered() -> None:
    assert offered("brand " * MOST_WORDS + "po", DEFAULT_HATS, [], [], []) == ""
