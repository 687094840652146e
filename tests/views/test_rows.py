"""Rows of spans: cut, filled and joined without losing or widening anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twohats.appearance.roles import BOLD, DIM, ROLES
from twohats.views.rows import Row, Span, cut, joined, padded, row_text, trimmed, user_text, width_of

TEXT = st.text(st.sampled_from("ab  e\u0301\u540d\u524d"), max_size=8)
ROWS = st.lists(st.builds(Span, TEXT, st.sampled_from(sorted(ROLES))), max_size=5).map(tuple)


@given(ROWS, st.integers(1, 30))
def test_cut_row_is_a_beginning_and_fits(row: Row, width: int) -> None:
    short = cut(row, width)
    assert width_of(short) <= width
    if width_of(row) <= width:
        assert short == row
    else:
        assert row_text(short).endswith("\u2026")
        assert row_text(row).startswith(row_text(short)[:-1])


@given(ROWS, st.integers(1, 30))
def test_padded_row_is_exactly_as_wide_as_asked(row: Row, width: int) -> None:
    assert width_of(padded(row, width)) == width


@given(ROWS)
def test_trimmed_row_loses_only_spaces_at_its_end(row: Row) -> None:
    assert row_text(trimmed(row)) == row_text(row).rstrip(" ")
    assert all(span.text for span in trimmed(row))


def test_user_text_comes_in_visible_and_without_tabs() -> None:
    assert user_text("a\tb\x1b[0m", "note") == Span("a b\u241b[0m", "note")


def test_joined_rows_have_the_separator_between_them_only() -> None:
    assert row_text(joined([(Span("a", "text"),), (Span("b", "text"),)], Span(", ", "muted"))) == "a, b"


def test_what_is_bold_or_dim_is_a_role() -> None:
    assert ROLES.keys() >= BOLD | DIM
