"""One word of a line changed, everything else as it was typed."""

from __future__ import annotations

import pytest

from twohats.format.reword import with_kind, with_more, with_origin, with_word


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("brand got reply linkedin: got reply again", "brand got congrats linkedin: got reply again"),
        ("09:00  b got rep  @bo :", "09:00  b got congrats  @bo :"),
        ("brand got reply reply", "brand got congrats reply"),
        ("25m brand post linkedin", "25m brand post linkedin"),
        ("prose", "prose"),
        ("", ""),
    ],
)
def test_a_kind_is_replaced(item: str, expected: str) -> None:
    assert with_kind(item, "congrats") == expected


@pytest.mark.parametrize(
    ("item", "word", "expected"),
    [
        ("25m brand post linkedin: a note", "m3", "25m brand post linkedin m3: a note"),
        ("25m brand post linkedin", "w5", "25m brand post linkedin w5"),
        ("25m  brand  post i4 w:x blog: note", "m5", "25m  brand  post i4 w:x blog m5: note"),
        ("25m brand post M2 i4: m2", "m5", "25m brand post m5 i4: m2"),
        ("25m brand post m2\t: note", "i1", "25m brand post m2 i1: note"),
        ("25m brand post why:me: x", "why:ego", "25m brand post why:ego: x"),
        ("09:35-10:00 brand post :", "w1", "09:35-10:00 brand post w1:"),
    ],
)
def test_a_word_is_added_before_the_note_or_takes_the_place_of_its_like(
    item: str, word: str, expected: str
) -> None:
    assert with_word(item, word) == expected


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        ("brand got reply linkedin: a note", "none", "brand got reply linkedin from:none: a note"),
        (
            "brand got reply  from:NONE heard:x :",
            "2026-11-18/post",
            "brand got reply  from:2026-11-18/post heard:x :",
        ),
        ("brand got reply from:none: from:none", "", "brand got reply: from:none"),
        ("brand got reply From:2026-11-18 @bo", "", "brand got reply @bo"),
        (
            "brand got reply from:a-letter",
            "none",
            "brand got reply from:a-letter from:none",
        ),  # somebody's own word
        ("brand got reply from:a-letter", "", "brand got reply from:a-letter"),
        (
            "brand got reply from:none from:2026-11-18 from:x",
            "2026-11-19",
            "brand got reply from:none from:2026-11-19 from:x",
        ),
        ("brand got reply from:none @bo from:2026-11-18: x", "", "brand got reply @bo: x"),
        ("brand got reply from: none", "", "brand got reply from: none"),
        ("prose", "", "prose"),
    ],
)
def test_what_a_return_is_credited_to_is_written_where_it_holds(item: str, value: str, expected: str) -> None:
    assert with_origin(item, value) == expected


def test_a_word_more_stands_before_the_note() -> None:
    assert with_more("brand got reply\t: +not", "+launch") == "brand got reply +launch: +not"
