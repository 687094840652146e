"""Rows to text, with and without colours."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views import made

from twohats.appearance.palette import ANSI
from twohats.appearance.roles import ROLES
from twohats.appearance.theme import Theme
from twohats.render.ansi import MANY, NO_COLOURS, SIXTEEN, TRUE, ansi
from twohats.render.plain import plain
from twohats.views.rows import Row, Span
from twohats.views.week import week_rows

SGR = re.compile(r"\x1b\[[0-9;]+m")
DUSK = Theme("dusk", {"primary": "#e0b072", "foreground": "#ece3d4", "background": "#1b1815"})
PALETTE = DUSK.palette()
TEXT = st.text(st.characters() | st.sampled_from("\x1b\x9b\n\x00"), max_size=8)
ROWS = st.lists(
    st.lists(st.builds(Span, TEXT, st.sampled_from([*ROLES, "unknown"])), max_size=4).map(tuple), max_size=4
)


@given(ROWS, st.sampled_from([NO_COLOURS, SIXTEEN, MANY, TRUE]))
def test_colours_change_nothing_but_colours(rows: list[Row], depth: int) -> None:
    assert SGR.sub("", ansi(rows, PALETTE, depth)) == plain(rows)


@given(ROWS)
def test_no_code_at_all_without_colours(rows: list[Row]) -> None:
    assert "\x1b" not in ansi(rows, PALETTE, NO_COLOURS)
    assert "\x1b" not in plain(rows)


@given(ROWS, st.sampled_from([SIXTEEN, MANY, TRUE]))
def test_every_row_ends_as_it_began(rows: list[Row], depth: int) -> None:
    for line in ansi(rows, PALETTE, depth).split("\n"):
        codes = SGR.findall(line)
        assert all(code == "\x1b[0m" for code in codes[1::2])
        assert len(codes) % 2 == 0


@pytest.mark.parametrize(
    ("role", "colour", "depth", "code"),
    [
        ("brand", "#e39a4f", TRUE, "38;2;227;154;79"),
        ("brand", "#ff8700", MANY, "38;5;208"),
        ("brand", "#e39a4f", SIXTEEN, "33"),
        ("personal", "#6cb4ee", SIXTEEN, "94"),
        ("brand", "ansi_yellow", TRUE, "33"),
        ("personal", "ansi_bright_blue", MANY, "94"),
        ("title", "ansi_default", TRUE, "1"),
        ("muted", "ansi_default", TRUE, "2"),
        ("muted", "#9a9a9a", SIXTEEN, "2"),
        ("key", "#ff8700", MANY, "1;38;5;208"),
        ("text", "ansi_default", TRUE, ""),
    ],
)
def test_role_in_its_colour(role: str, colour: str, depth: int, code: str) -> None:
    made_text = ansi([(Span("x", role),)], {role: colour}, depth)
    assert made_text == (f"\x1b[{code}mx\x1b[0m\n" if code else "x\n")


def test_plain_text_keeps_the_colour_of_the_terminal() -> None:
    palette = {"text": "#ece3d4", "note": "#ece3d4", "tag": "#e0b072"}
    rows = [(Span("a", "text"), Span("b", "note"), Span("c", "tag"))]
    assert ansi(rows, palette, TRUE) == "ab\x1b[38;2;224;176;114mc\x1b[0m\n"


@pytest.mark.parametrize("depth", [SIXTEEN, MANY, TRUE])
def test_week_is_coloured_for_every_depth(depth: int) -> None:
    text = ansi(week_rows(made.ORDINARY), PALETTE, depth)
    assert len(set(SGR.findall(text))) > 4


def test_the_colour_names_are_the_terminals_own() -> None:
    assert sorted(ANSI.values()) == list(range(-1, 16))
