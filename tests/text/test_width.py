"""Text measured, cut, filled and wrapped by display columns."""

from __future__ import annotations

import sys
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from twohats.text.width import fit, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

# What visible text is made of, wide and combining characters among it.
TEXT = st.text(st.sampled_from("ab \u00e9\u0301\u540d\u524d\uac00\u1112\u1161\u11ab\u200d\U0001f469\u2026\u2588\u2593\u25cf") | st.characters(categories=["L", "N", "P", "S"]))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("e\u0301", 1),
        ("\u540d\u524d", 4),
        ("\u1112\u1161\u11ab", 2),
        ("\u2588\u2593\u25cf\u250a\u251c", 5),
    ],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_width_is_the_app_s_for_every_character() -> None:
    """Where this fails with a newer rich, `scripts/width_table.py` writes the table anew."""
    wrong = [hex(code) for code in range(sys.maxunicode + 1) if width(chr(code)) != cell_len(chr(code))]
    assert wrong == []


def test_width_is_the_app_s_for_every_emoji_sequence() -> None:
    wrong = [ascii(text) for text in sequences() if width(text) != cell_len(text)]
    assert wrong == []


def sequences() -> Iterator[str]:
    """What the sequences of Unicode's emoji are made by, over all that can stand in them, and more than are in use."""
    emoji = [chr(code) for code in (*range(0x23, 0x3A), *range(0xA9, 0x3300), *range(0x1F000, 0x1FB00))]
    people = ["\U0001f468", "\U0001f469", "\U0001f9d1", "\U0001f467", "\u26f9", "\U0001f3c3"]
    tones = [chr(code) for code in range(0x1F3FB, 0x1F400)]
    toned = [person + tone for person in people for tone in ("", *tones)]
    letters = [chr(code) for code in range(0x1F1E6, 0x1F200)]
    for base in emoji:
        yield base + SELECTOR
        yield f"{base}{SELECTOR}\u20e3"
        yield from (base + tone for tone in tones)
        for person in people:
            yield f"{person}\u200d{base}"
            yield f"{person}{tones[0]}\u200d{base}{SELECTOR}"
            yield f"{base}{SELECTOR}\u200d{person}"
    for pair in product(toned, toned):
        yield "\u200d".join(pair)
        yield "\u200d".join([pair[0], f"\u2764{SELECTOR}", "\U0001f48b", pair[1]])
        yield "\u200d".join([*pair, *pair])
    yield from map("".join, product(letters, letters))
    for area in ("gbeng", "gbsct", "gbwls", "ustx"):
        yield "\U0001f3f4" + "".join(chr(0xE0000 + ord(char)) for char in f"{area}\x7f")


SELECTOR = "\ufe0f"
# Emoji, the flag letters and whatever joins, tones, widens and tags, in any order, sensible or not.
PARTS = st.text(st.sampled_from("a1 \u0301\u200d\ufe0f\u20e3\u2764\u26f9\u2642\U0001f469\U0001f468\U0001f44b\U0001f3fd\U0001f3fb\U0001f1e9\U0001f1ea\U0001f3f4\U000e0067\U000e007f\u0915\u094d\u540d"))  # fmt: skip


@given(PARTS)
def test_width_is_the_app_s_for_whatever_is_put_together(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize(
    "whole",
    [
        "\U0001f44b\U0001f3fd",
        "\u2764\ufe0f",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f1e9\U0001f1ea",
        "1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u26f9\U0001f3fb\u200d\u2640\ufe0f",
    ],
    ids=["tone", "selector", "family", "flag", "key", "flag by tags", "tone, joiner and selector"],
)
def test_an_emoji_of_several_characters_is_two_columns_and_never_cut(whole: str) -> None:
    assert width(whole) == 2
    for columns in range(1, 12):
        assert set(fit(whole * 9, columns).removesuffix("\u2026").split(whole)) == {""}
        assert {line.replace(whole, "").strip() for line in wrap(f"{whole * 4} {whole * 9}", columns)} == {""}
        assert width(pad(whole * 9, columns)) == columns


@given(TEXT, st.integers(-1, 20))
def test_fitted_text_is_never_wider_and_only_cut_when_it_must_be(text: str, columns: int) -> None:
    fitted = fit(text, columns)
    assert width(fitted) <= max(columns, 0)
    if width(text) <= columns:
        assert fitted == text
    elif columns > 0:
        assert fitted.endswith("\u2026")
        assert text.startswith(fitted[:-1])


@given(text=TEXT, columns=st.integers(0, 20), right=st.booleans())
def test_padded_text_is_exactly_as_wide_as_asked(*, text: str, columns: int, right: bool) -> None:
    assert width(pad(text, columns, right=right)) == columns


@given(st.lists(TEXT).map(" ".join), st.integers(2, 20))
def test_wrapped_text_keeps_every_character_and_fits(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)


def test_wrapping_breaks_between_words() -> None:
    assert wrap("two more brand ratings", 9) == ["two more", "brand", "ratings"]
    assert wrap("", 9) == [""]
    assert wrap("unbreakable", 4) == ["unbr", "eaka", "ble"]
