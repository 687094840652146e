"""Whether a word that is being typed may still become right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.drafting.offers import NO_NAMES, offers
from twohats.drafting.unfinished import may_become_right
from twohats.format.times import Now
from twohats.format.words import DEFAULT_HATS

NOW = Now("2026-11-22", 18 * 60)


def may(typed: str) -> bool:
    word = typed[max(typed.rfind(" "), typed.rfind("\t")) + 1 :]
    before = typed[: len(typed) - len(word)]
    words = [each.text for each in offers(before, word, NO_NAMES, DEFAULT_HATS)]
    return may_become_right(before, word, words, NOW, DEFAULT_HATS)


@pytest.mark.parametrize(
    "typed",
    ["0", "1", "2", "14", "14:", "14:0", "9:10-", "9:10-9", "9:10-9:", "09:10-09:3", "23:50-", "2.", "2.5", "~", "~2", "2h",
     "2026", "2026-", "2026-1", "2026-11-", "2026-11-2", "20 ", "20 n", "20 no", "2 d", "2 days ", "2 days a", "45 ", "25 mi",
     "9a", "9p", "90m a", "f", "fri", "fri ", "fri 2", "fri 14:", "last ", "last f", "yester", "yesterday 9a", "noth",
     "b", "bra", "25m b p", "25m b pos", "b g", "b got co", "25m b talk @", "25m b talk @an-", "25m b talk +", "25m b talk why:",
     "fri 25m b talk @", "25m b talk email an", "25m b talk email announcement", "b got sale 12", "b got sale 12.",
     "b got sale 1200G", "25m b talk m", "b lost @",
     "25m post", "25m post ", "got", "got ", "got reply ", "got b", "got b rep", "got b reply @", "got b reply email an"],
)  # fmt: skip
def test_it_may(typed: str) -> None:
    assert may(typed)


@pytest.mark.parametrize(
    "typed",
    ["14:6", "14:60", "25q", "2x", "2026-13", "2026-12-01", "brnd", "brnd ", "x", "25m b pots", "25m b g", "b po", "b got x",
     "25m b talk @an,", "25m b talk a@", "25m b talk m7", "25m b talk x0", "25m b talk 12", "b got sale 1200GX",
     "25m b talk why: ", "25m brnd post", "", " ", "9:10-9:61"],
)  # fmt: skip
def test_it_may_not(typed: str) -> None:
    assert not may(typed)


@given(st.text(max_size=20), st.text(max_size=8))
def test_any_text_is_taken(before: str, word: str) -> None:
    assert may_become_right(before, word, (), NOW, DEFAULT_HATS) in (True, False)
