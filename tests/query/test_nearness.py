"""The search of `hat find` against the definition of `docs/query.md`, section 10, worked out letter by letter."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.query.nearness import near_words, search

LETTERS = st.text(alphabet="abc", min_size=1, max_size=9)
WORDS = st.one_of(
    LETTERS,
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "@", "(", "+"]),
        LETTERS,
        st.sampled_from(["", ",", "s", ").", "'s"]),
    ),
)
TEXTS = st.lists(st.lists(WORDS, max_size=5).map(" ".join), max_size=5)


@cache
def distance(one: str, other: str) -> int:
    """The optimal string alignment distance, by its definition."""
    if not one or not other:
        return len(one) + len(other)
    least = min(
        distance(one[:-1], other) + 1,
        distance(one, other[:-1]) + 1,
        distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        least = min(least, distance(one[:-2], other[:-2]) + 1)
    return least


def bare(word: str) -> str:
    while word and not word[0].isalnum():
        word = word[1:]
    while word and not word[-1].isalnum():
        word = word[:-1]
    return word


def score(word: str, text: str) -> float:
    """How well a word fits a text; 0 where it does not."""
    at = [n for n in range(len(text)) if text.startswith(word, n)]
    if at:
        around = [(text[n - 1 : n], text[n + len(word) : n + len(word) + 1]) for n in at]
        return 100.0 if any(not (before.isalnum() or behind.isalnum()) for before, behind in around) else 95.0
    plain = bare(word)
    slips = 0 if " " in word or len(plain) < 5 else 1 if len(plain) < 8 else 2
    least = min(
        (distance(plain, bare(other)[:end]) for other in text.split() for end in range(len(bare(other)) + 1)),
        default=99,
    )
    return 90 * (1 - least / len(plain)) if slips and least <= slips else 0.0


def obvious(words: list[str], texts: list[str]) -> list[tuple[int, float]]:
    found = []
    for at, text in enumerate(texts):
        scores = [score(word, text) for word in words]
        if words and all(scores):
            found.append((at, sum(scores) / len(scores)))
    return sorted(found, key=lambda pair: (-round(pair[1]), -pair[0]))


@given(st.lists(st.one_of(WORDS, st.builds("{} {}".format, LETTERS, LETTERS)), min_size=1, max_size=2), TEXTS)
def test_what_is_found_is_what_the_definition_says(words: list[str], texts: list[str]) -> None:
    found = [(each.at, round(each.score, 6)) for each in search(words, texts)]
    assert found == [(at, round(points, 6)) for at, points in obvious(words, texts)]


@st.composite
def words_with_slips(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A word of any length, and words made of it by some slips, with more behind them."""
    word = draw(st.text(alphabet="abcdé\N{CJK UNIFIED IDEOGRAPH-4E00}", min_size=5, max_size=26))
    made = []
    for _ in range(draw(st.integers(1, 6))):
        other = word
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(other)))
            letter = draw(st.sampled_from(["", "a", "x", other[at : at + 2][::-1]]))
            other = other[:at] + letter + other[at + draw(st.integers(0, 2)) :]
        made.append(other + draw(st.text(alphabet="ab", max_size=4)))
    return word, [each for each in made if each]


@given(words_with_slips())
def test_words_of_any_length_are_near_by_the_definition(made: tuple[str, list[str]]) -> None:
    word, known = made
    most = 1 if len(word) < 8 else 2
    expected = {}
    for other in known:
        least = min(distance(word, other[:end]) for end in range(len(other) + 1))
        if least <= most:
            expected[other] = round(90 * (1 - least / len(word)), 6)

    assert {other: round(score, 6) for other, score in near_words(word, known).items()} == expected


def test_distances_of_more_than_a_byte_are_no_small_ones() -> None:
    word, far = "ab" * 128, "cd" * 128  # 256 slips apart

    assert [*near_words(word, [far, far + word, word[2:], word[:200] + "x" + word[200:]])] == [
        word[2:],
        word[:200] + "x" + word[200:],
    ]


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=2))
def test_an_answer_depends_on_the_words_of_a_text_alone(words: list[str], wanted: list[str]) -> None:
    forth, back = (search(wanted, [" ".join(each)]) for each in (words, words[::-1]))
    assert forth == back


@pytest.mark.parametrize(
    ("word", "text", "points"),
    [
        ("thread", "launch thread,", 100), ("read", "launch thread", 95), ("thred", "launch threads,", 72), ("workshp", "workshops", 77),
        ("workshop", "work", 0), ("boksellre", "a bookseller", 70), ("bok", "book", 0), ("back", "book", 0), ("@anna", "@anna@example.org", 100),
        ("@ann", "@anna", 95), ("annna", "(@anna)", 72), ("a" * 100, "a" * 99, 89), ("psot", "post", 0), ("lauch", "relaunch", 0),
    ],
)  # fmt: skip
def test_words_score_as_the_page_says(word: str, text: str, points: float) -> None:
    assert [round(each.score) for each in search([word], [text])] == ([points] if points else [])
