"""Rows laid out: names that flow over lines, text that hangs under itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.views.test_rows import ROWS

from twohats.text.width import width as columns_of
from twohats.views.layout import flow, hanging, label
from twohats.views.rows import Row, Span, row_text, width_of


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
    assert [row_text(row) for row in rows] == [" To  anna · bo", "     3 more"]


def test_hanging_text_stands_under_itself() -> None:
    rows = hanging((label("Ask", 6),), "why not something else", 16)
    assert [row_text(row) for row in rows] == [" Ask  why not", "      something", "      else"]
    assert all(columns_of(row_text(row)) <= 16 for row in rows)
