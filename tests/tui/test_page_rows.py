"""A page as rows: where what is not understood is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
from twohats.text import width as columns
from twohats.tui.page_rows import page_rows
from twohats.tui.sheet import sheet_of

DAY = "2026-11-22"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("- 25m brand pots: x", "pots"), ("- brand post", "brand"), ("- 25m", "25m")],
)
@pytest.mark.parametrize("width", [40, 120])
def test_the_word_that_is_wrong_stands_out_and_no_other(line: str, wrong: str, width: int) -> None:
    rows = page_rows(sheet_of(read_page(line, DAY, DEFAULT_HATS), line), DEFAULT_HATS, width)

    marked, *says = [row.row for row in rows]
    assert [span.text for span in marked if span.role == "problem"] == ["! ", wrong]
    assert "".join(span.text for span in marked) == f"! {line}"
    assert {span.role for row in says for span in row} == {"problem"}


def rows_of(text: str, width: int) -> list[str]:
    rows = page_rows(sheet_of(read_page(text, DAY, DEFAULT_HATS), text), DEFAULT_HATS, width)
    return ["".join(span.text for span in row.row).rstrip() for row in rows]


LINES = """\
- 10:40-11:20 personal talk in-person @sol @nell m4 i5: leeks again
- 25m brand post linkedin m3
- personal got reply mastodon @jonas: asks when the second book is due
"""


def test_times_stand_in_a_column_of_their_own_beside_another_view() -> None:
    assert rows_of(LINES, 44) == [
        "10:40   40m  personal talk in-person m4 i5",
        "             @sol @nell",
        "             leeks again",
        "        25m  brand post linkedin m3",
        "             personal got reply mastodon",
        "             @jonas",
        "             asks when the second book is",
        "             due",
    ]


def test_a_narrow_page_has_no_room_for_them() -> None:
    assert rows_of(LINES, 43)[0].startswith("10:40 40m personal talk")


@given(
    line=st.sampled_from(LINES.splitlines()),
    width=st.integers(10, 66),
    note=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=90),
)
def test_no_row_is_wider_than_the_page(line: str, width: int, note: str) -> None:
    text = f"{line} {note}"
    assert all(columns.width(row) <= width for row in rows_of(text, width))
