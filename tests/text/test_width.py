"""Text measured, cut, filled and wrapped by display columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from twohats.text.width import fit, pad, width, wrap

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


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "caf\u00e9",
        "e\u0301",
        "\u540d\u524d\uff01",
        "\u2588\u258f\u2593\u25cf\u2500\u253c\u251c\u2524\u250a",
        "\u20ac \u00d7 \u2026",
    ],
)
def test_width_agrees_with_what_the_app_draws_with(text: str) -> None:
    assert width(text) == cell_len(text)


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
