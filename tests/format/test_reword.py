"""One word of a line changed, everything else as it was typed."""

from __future__ import annotations

import pytest

from twohats.format.reword import with_kind, with_word


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
