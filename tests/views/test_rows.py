"""Rows of spans: cut, filled, joined and flowed without losing or widening anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twohats.columns import width as columns_of
from twohats.rows import (
    BOLD,
    DIM,
    ROLES,
    Row,
    Span,
    cut,
    joined,
    padded,
    said,
    text_of,
    trimmed,
    width_of,
)
from twohats.views.layout import flow, hanging, label

TEXT = st.text(st.sampled_from("ab  e\u0301\u540d\u524d"), max_size=8)
ROWS = st.lists(st.builds(Span, TEXT, st.sampled_from(sorted(ROLES))), max_size=5).map(tuple)


@given(ROWS, st.integers(1, 30))
def test_cut_row_is_a_beginning_and_fits(row: Row, width: int) -> None:
    short = cut(row, width)
    assert width_of(short) <= width
    if width_of(row) <= width:
        assert short == row
    else:
        assert text_of(short).endswith("\u2026")
        assert text_of(row).startswith(text_of(short)[:-1])


@given(ROWS, st.integers(1, 30))
def test_padded_row_is_exactly_as_wide_as_asked(row: Row, width: int) -> None:
    assert width_of(padded(row, width)) == width


@given(ROWS)
def test_trimmed_row_loses_only_spaces_at_its_end(row: Row) -> None:
    assert text_of(trimmed(row)) == text_of(row).rstrip(" ")
    assert all(span.text for span in trimmed(row))


def test_user_text_comes_in_visible_and_without_tabs() -> None:
    assert said("a\tb\x1b[0m", "note") == Span("a b\u241b[0m", "note")


def test_joined_rows_have_the_separator_between_them_only() -> None:
    assert text_of(joined([(Span("a", "text"),), (Span("b", "text"),)], Span(", ", "muted"))) == "a, b"


@given(
    st.lists(ROWS.filter(lambda row: width_of(row) > 0), max_size=50), st.integers(14, 60), st.integers(1, 3)
)
def test_flow_keeps_to_its_rows_and_says_how_many_are_left_out(
    items: list[Row], width: int, most: int
) -> None:
    rows = flow((label("Name", 10),), items, width, most=most)
    assert len(rows) <= most
    assert all(width_of(row) <= width for row in rows)


def test_flow_names_what_fits_and_counts_the_rest() -> None:
    items: list[Row] = [(Span(name, "person"),) for name in ("anna", "bo", "carl", "dora", "edith")]
    rows = flow((label("To", 5),), items, 16, most=2)
    assert [text_of(row) for row in rows] == [" To  anna · bo", "     3 more"]


def test_hanging_text_stands_under_itself() -> None:
    rows = hanging((label("Ask", 6),), "why not something else", 16)
    assert [text_of(row) for row in rows] == [" Ask  why not", "      something", "      else"]
    assert all(columns_of(text_of(row)) <= 16 for row in rows)


def test_what_is_bold_or_dim_is_a_role() -> None:
    assert ROLES.keys() >= BOLD | DIM
