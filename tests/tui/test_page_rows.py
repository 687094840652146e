"""A page as rows: where what is not understood is marked."""

from __future__ import annotations

import pytest

from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
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
