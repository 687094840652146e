"""User text on its way to a screen: nothing in it commands, hides or turns around."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.visible import LIMIT, visible

FORBIDDEN = {chr(code) for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000), 0xFEFF)} | {
    chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x2070), *range(0xFFF9, 0xFFFC))
} | {chr(code) for code in range(0xE0000, 0xE0080)}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, caf\u00e9, \u540d\u524d", "plain, caf\u00e9, \u540d\u524d"),
        ("a\x1b[2Jb", "a\u241b[2Jb"),
        ("a\x1b]0;x\x07", "a\u241b]0;x\u2407"),
        ("a\x00\x7f", "a\u2400\u2421"),
        ("a\nb\r", "a\u240ab\u240d"),
        ("a\tb", "a\tb"),
        ("a\x9b2J", "a\ufffd2J"),
        ("a\udce9", "a\ufffd"),
        ("\ufeffa\ufff9", "\ufffda\ufffd"),
        ("a\u202eb\u2066\u200f\u061c", "a<U+202E>b<U+2066><U+200F><U+061C>"),
        ("a\u2028b", "a<U+2028>b"),
        ("a\U000e0041", "a<U+E0041>"),
        ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),  # a family is one sign, and stays one
        ("a\u00a0b\u00adc", "a\u00a0b\u00adc"),
        ("", ""),
    ],
)
def test_each_kind_of_character_is_shown_as_promised(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_newlines_are_kept_only_when_asked() -> None:
    assert visible("a\nb\x1b", keep_newlines=True) == "a\nb\u241b"


@given(st.text(st.characters() | st.sampled_from(sorted(FORBIDDEN))))
def test_no_text_lets_a_forbidden_character_through(text: str) -> None:
    assert not set(visible(text, 10**6)) & (FORBIDDEN - {"\t"})


@given(st.text(st.characters() | st.sampled_from(sorted(FORBIDDEN))))
def test_visible_text_comes_out_unchanged(text: str) -> None:
    once = visible(text, 10**6)
    assert visible(once, 10**6) == once


@pytest.mark.parametrize("length", [LIMIT, LIMIT + 1, 100_000])
def test_long_text_is_cut_with_an_ellipsis(length: int) -> None:
    shown = visible("x" * length)
    assert len(shown) == min(length, LIMIT)
    assert shown.endswith("\u2026") == (length > LIMIT)


def test_importing_it_brings_no_re() -> None:
    code = (
        "import sys; before = set(sys.modules); import twohats.visible; print(*(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) <= {"twohats", "twohats.visible", "__future__"}
