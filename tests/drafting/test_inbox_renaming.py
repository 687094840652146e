"""Names renamed in lines that wait in the inbox."""

from __future__ import annotations

import pytest

from twohats.drafting.inbox_renaming import renamed_inbox
from twohats.format.renaming import Renaming
from twohats.format.times import Now
from twohats.format.words import DEFAULT_HATS

NOW = Now("2026-11-22", 630)
ANNA, LINKEDIN = Renaming("@", "anna", "bo"), Renaming("", "linkedin", "fedi")


@pytest.mark.parametrize(
    ("text", "renaming", "expected"),
    [
        ("* 25 Min b talk @Anna: @anna's\n  on @anna\nmilk for @anna, anna\n", ANNA,
         "* 25 Min b talk @bo: @bo's\n  on @bo\nmilk for @bo, anna\n"),
        ("Fri 20 Nov\r\n25 min b post LinkedIn - linkedin is on\r\nlinkedin\r\n", LINKEDIN,
         "Fri 20 Nov\r\n25 min b post fedi - linkedin is on\r\nlinkedin\r\n"),
        ("b pots linkedin\n25m b post x: linkedin\n", LINKEDIN, "b pots linkedin\n25m b post x: linkedin\n"),
        ("\ufeff1. 25m b read linkedin why:linkedin", LINKEDIN, "\ufeff1. 25m b read fedi why:linkedin"),
        ("<<<<<<< a\n25m b read linkedin\n=======\n>>>>>>> b\n", LINKEDIN,
         "<<<<<<< a\n25m b read linkedin\n=======\n>>>>>>> b\n"),
        ("", ANNA, ""),
    ],
)  # fmt: skip
def test_what_names_it_is_renamed(text: str, renaming: Renaming, expected: str) -> None:
    assert renamed_inbox(text, renaming, NOW, DEFAULT_HATS) == expected
