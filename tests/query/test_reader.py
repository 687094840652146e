from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.errors import NotUnderstood
from twohats.format.times import Now
from twohats.query.matching import matcher
from twohats.query.reader import Asked, read_selection
from twohats.query.selection import Selection
from twohats.query.tokens import MOST_WORDS, alternatives_of, split_words, with_each
from twohats.text.fold import fold, fold_spaced

ASKED = Asked(Now("2026-11-22", 630), names={"channel": {"linkedin"}, "person": {"anna"}, "tag": {"launch"}})

NEARLY = st.sampled_from(
    "or not and by to since until over under about m1-2 m9 m- m-- x x- x0 x99999999999999 25m 99h 0m ~ ~25m @ @@ @a@b + +1 : :: "
    "a: why: in: in:x hat: hat:zz side: kind:x 1.5h 09:10 25:99 9:1-2:3 1200GBP .GBP 1.GBP 12.34567GBP GBP 31 feb last 9999 weeks "
    'years months \N{SUPERSCRIPT TWO} days ago 2026-W99 2026-W40..W44 .. ..oct 0000-00-00 0001-01-01 9999-12-31 mondays oct" " "" '
    "\N{LEFT DOUBLE QUOTATION MARK}x 2 20 20th 1e9 \udcff\u0301 ﬁ ß ’ problems nothing rated unrated -1 -x fri 9am tomorrow".split()
)
ANY_WORDS = st.lists(st.one_of(NEARLY, NEARLY, st.text(max_size=12)), max_size=12)


def read(words: list[str], *, loose: bool) -> Selection | NotUnderstood:
    try:
        return read_selection(words, ASKED, loose=loose)
    except NotUnderstood as error:
        return error


@given(ANY_WORDS, st.booleans())
@example(["last", "\N{SUPERSCRIPT TWO}", "days"], False)
@example(["0001-01-01..0001-01-01"], False)
def test_any_words_are_a_selection_or_not_understood(words: list[str], loose: bool) -> None:  # noqa: FBT001  drawn
    found = read(words, loose=loose)
    if isinstance(found, NotUnderstood):
        assert found.message
        assert not found.length or 0 < found.column <= len(found.line) + 1
        assert len(found.line) < 200
        return
    assert isinstance(found, Selection)
    matcher(found, ASKED.hats)
    first, last = found.bounds()
    assert not (first and last) or first <= last
    assert hash(found) == hash(read_selection(words, ASKED, loose=loose))


@pytest.mark.parametrize(
    "piece",
    ["1 nov 1{n:03} ", "linkdin{n} ", "@p{n} ", "since 1 nov 1{n:03} ", "or brand ", "not m1-2 ", '"a{n} ', "last {n} weeks ", ": a{n} ",
     "2026-W{n}..W{n} ", "20 nov 20{n}..21 ", "x{n}0000000 ", "a", "1", "é", ".. "],
)  # fmt: skip
@pytest.mark.parametrize("loose", [False, True])
def test_a_hundred_thousand_characters_take_no_time(piece: str, loose: bool) -> None:  # noqa: FBT001  a parameter
    text = "".join(piece.format(n=n) for n in range(100_000 // len(piece)))[:100_000]
    for words in ([text], text.split()[: MOST_WORDS // 2], text.split()):
        began = time.process_time()
        read(words, loose=loose)
        assert time.process_time() - began < 3


def test_more_than_so_many_words_are_refused() -> None:
    assert read_selection(["mondays"] * MOST_WORDS, ASKED)
    with pytest.raises(NotUnderstood, match="more than 1000 words"):
        read_selection(["mondays"] * (MOST_WORDS + 1), ASKED)


@pytest.mark.parametrize(
    ("words", "selection", "by", "to"),
    [
        ("all brand by channel", "all brand", "channel", ""),
        ("all brand to fedi", "all brand", "", "fedi"),
        ("brand: letter to anna to fedi", "brand: letter to anna", "", "fedi"),
        ("brand to linkedin: note to self", "brand", "", "linkedin: note to self"),
        ("brand: passed by by hat channel", "brand: passed by", "hat channel", ""),
        ("brand post", "brand post", "", ""),
        ("to fedi", "", "", "fedi"),
        ("brand to", "brand", "", ""),
        ("why: to fedi", "why:", "", "fedi"),
    ],
)
def test_words_are_split_at_by_and_to(words: str, selection: str, by: str, to: str) -> None:
    assert split_words(words.split()) == (selection.split(), by.split(), to.split())


def test_a_phrase_holds_by_and_to_and_stays_one() -> None:
    assert split_words([":", "to be", "to", "fedi"]) == ([":", '"to be"'], [], ["fedi"])
    assert split_words(["brand:", "by", "anna"], ["to"]) == (["brand:", "by", "anna"], [], [])


def test_more_words_go_to_each_alternative() -> None:
    assert with_each(["brand", "or", "personal:", '"this', "or", 'that"'], ["@anna"]) == [
        "@anna", "brand", "or", "@anna", "personal:", '"this or that"',
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["a", "or", ":", "b:", '"c', 'd"', "to", "not"]), max_size=8))
def test_words_written_again_are_read_alike(words: list[str]) -> None:
    again = with_each(words, ["x"])
    plain = [[token.text for token in (*each.head, *each.note)] for each in alternatives_of(words)]
    assert [
        [token.text for token in (*each.head, *each.note)][1:] for each in alternatives_of(again)
    ] == plain


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_spaced(fold_spaced(text)) == fold_spaced(text)
    assert fold(text).split() == fold_spaced(text).split()


@pytest.mark.parametrize(
    ("one", "other"), [("CAF\u00c9", "cafe\u0301"), ("Stra\u00dfe", "STRASSE"), ("it\u2019s", "It's"), ("\u01c5", "\u01c6"), ("\u0399\u0308\u0301", "\u0390")]
)  # fmt: skip
def test_spellings_of_one_text_are_folded_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
