"""Words that are nearly others, compared one by one and by rapidfuzz."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twohats.query.nearness import _few_near, _many_near, slips


@given(
    st.text("abcd", min_size=5, max_size=10),
    st.lists(st.text("abcde", min_size=2, max_size=13), max_size=6),
)
def test_few_words_are_compared_as_many_are(word, known):
    known += [word[1:], word[:2] + word[3:], word[1] + word[0] + word[2:] + "ing", word[:3] + "x" + word[3:]]

    assert _few_near(word, known, slips(word)) == _many_near(word, known, slips(word))
