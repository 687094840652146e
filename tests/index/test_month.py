"""Rows as bits, and what is looked up by them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from twohats.format.reading import read_page
from twohats.index.bits import bits_of, numbers_of
from twohats.index.making import kept, month_bytes
from twohats.index.month import Month, page_as_bytes, page_from_bytes
from twohats.index.narrowing import _at_least, within
from twohats.query.nearness import letters_of, near_words, slips

PAGES = {
    "2026-11-01": "# a day\n\n- 10m brand post linkedin @anna +launch m2: Launch thread\n- nothing\n- brand got lead @ben\n",
    "2026-11-02": "",
    "2026-11-05": "- 9m brand post m9\n- ~2h personal do walk why:money: slept\n  and more\n- 5m brand read: \udc80\n",
}


def month_of(pages: dict[str, str]) -> Month:
    made = [
        kept(read_page(text, day), (1, 2, 3, 4), text.encode("utf-8", "surrogateescape"))
        for day, text in pages.items()
    ]
    data = month_bytes("form", made)
    return Month("2026-11", lambda at, length: data[at : at + length], "form")


def test_lines_come_back_as_they_were_read():
    month = month_of(PAGES)
    read = {day: read_page(text, day) for day, text in PAGES.items()}

    assert [month.page(index) for index in range(3)] == [*read.values()]
    lines = month.lines(month.all)
    assert [(day, item) for day, item, _ in lines] == [
        (day, item) for day in read for item in read[day].items
    ]
    assert [block.split("\n")[0] for _, _, block in lines] == [
        line for text in PAGES.values() for line in text.split("\n") if line.startswith("- ")
    ]
    assert lines[-2][2].endswith(": slept\n  and more")
    assert lines[-1][2].endswith(": \udc80")


def test_the_lines_of_a_day_are_its_rows():
    month = month_of(PAGES)

    assert [month.bits_of_page(index) for index in range(3)] == [0b000111, 0, 0b111000]
    assert [*month.parts(0b10110)] == [(0, 0b110), (2, 0b10)]
    assert [day for day, _, _ in month.lines(0b10010)] == ["2026-11-01", "2026-11-05"]


def test_names_are_looked_up_and_listed():
    names = month_of(PAGES).names

    assert (names.bits("@anna"), names.bits("@ann"), names.bits("@annab")) == (1, 0, 0)
    assert [name for _, name in names.beginning(":why:")] == [":why:money"]
    assert names.holding("a") == ["+launch", "@anna"]
    assert names.all() == sorted(names.all())


@given(st.integers(0, 2**200))
def test_bits_are_numbers(bits):
    assert bits_of(numbers_of(bits)) == bits
    assert numbers_of(bits) == [row for row in range(bits.bit_length()) if bits >> row & 1]


@given(st.lists(st.integers(0, 2000), max_size=40), st.integers(-5, 2100), st.integers(-5, 2100))
def test_numbers_by_their_digits_compare_as_numbers(numbers, first, last):
    most = max(numbers, default=0).bit_length()
    slices = [
        bits_of([row for row, number in enumerate(numbers) if number >> digit & 1]) for digit in range(most)
    ]
    every = (1 << len(numbers)) - 1

    assert numbers_of(_at_least(slices, every, first)) == [
        row for row, one in enumerate(numbers) if one >= first
    ]
    assert numbers_of(within(slices, every, [(first, last)])) == [
        row for row, one in enumerate(numbers) if first <= one <= last
    ]


texts = st.lists(
    st.text("ab ß", max_size=12).map(lambda text: " ".join(text.split())), min_size=1, max_size=30
)


@given(texts, st.text("ab", min_size=1, max_size=3))
def test_texts_are_searched_row_by_row(notes, part):
    page = "".join(f"- 5m brand read: {note}\n" for note in notes)
    month = month_of({"2026-11-01": page})
    folded = [note.replace("ß", "ss") for note in notes]

    assert numbers_of(month.notes.bits(part)) == [row for row, note in enumerate(folded) if part in note]
    assert numbers_of(month.notes.bits(f" {part} ")) == [
        row for row, note in enumerate(folded) if part in note.split()
    ]


@given(texts, st.text("abs@+f", min_size=1, max_size=3))
def test_words_are_searched_row_by_row_with_the_names_of_a_line(notes, part):
    page = "".join(f"- 5m brand read fab @ab +ba: {note}\n- 5m brand read: {note}\n" for note in notes)
    words = month_of({"2026-11-01": page}).words
    rows = [
        {*note.replace("ß", "ss").split(), *names} for note in notes for names in (("fab", "@ab", "+ba"), ())
    ]

    holding = words.holding(part)
    assert [words.word(index) for index in holding] == sorted(
        {word for row in rows for word in row if part in word}
    )
    expected = [at for at, row in enumerate(rows) if any(part in word for word in row)]
    assert numbers_of(words.bits_at(holding)) == expected
    for word in {*rows[0], *rows[-1]}:
        assert numbers_of(words.bits(word)) == [at for at, row in enumerate(rows) if word in row]


@given(
    st.lists(st.text("abcdef", min_size=4, max_size=10), min_size=1, max_size=30),
    st.text("abcdefg", min_size=5, max_size=9),
)
def test_no_word_that_is_near_is_left_out(words, word):
    month = month_of({"2026-11-01": f"- 5m brand read: {' '.join(words)}\n"})
    like = month.words.like(word, slips(word))

    assert {*near_words(word, words)} <= {*like}
    assert all(len([*filter(lambda letter: letter not in one, {*word})]) <= slips(word) for one in like)


@given(st.text("abß'é\N{GREEK SMALL LETTER ALPHA}", max_size=8))
def test_letters_are_bits(word):
    assert letters_of(word) == sum(1 << bit for bit in {ord(letter) & 31 for letter in word})


@given(
    st.lists(
        st.sampled_from(
            ["- 5m brand read: a", "- nothing", "- 5m brand", "prose", "\r", "\udcff", "<<<<<<< x"]
        )
    )
)
def test_any_page_comes_back(lines):
    page = read_page("\n".join(lines), "2026-11-01")

    assert page_from_bytes("2026-11-01", page_as_bytes(page)) == page


def test_no_text_of_a_person_is_taken_for_a_place_in_the_file():
    month = month_of(
        {"2026-11-01": "- 5m brand read: a\x00b\x1fc\n- 5m brand read src:a\N{NO-BREAK SPACE}b: \x85\n"}
    )

    assert month.rows == 2
    assert re.fullmatch(r"(:src:.*)?", "".join(month.names.all()))
