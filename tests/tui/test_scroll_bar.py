"""The scroll bar: where it is, how long, and that it can be held."""

from __future__ import annotations

import pytest
from rich.color import Color

from twohats.tui.widgets.thin_bar import ThinBar

BACK, BAR = Color.parse("#102030"), Color.parse("#c0d0e0")


@pytest.mark.parametrize(
    ("size", "rows", "seen", "first", "drawn"),
    [
        (10, 20, 10, 0, "▐▐▐▐▐     "),
        (10, 20, 10, 10, "     ▐▐▐▐▐"),
        (10, 20, 10, 5, "  ▐▐▐▐▐   "),
        (10, 5000, 10, 0, "▐         "),
        (10, 5000, 10, 4990, "         ▐"),
        (10, 10, 0, 0, "          "),
        (1, 40, 1, 0, "▐"),
    ],
)
def test_bar_is_half_a_column_where_its_rows_are(
    size: int, rows: int, seen: int, first: int, drawn: str
) -> None:
    bar = ThinBar.render_bar(
        size=size, virtual_size=rows, window_size=seen, position=first, back_color=BACK, bar_color=BAR
    )
    assert "".join(segment.text for segment in bar.segments) == drawn
    for segment in bar.segments:
        assert segment.style is not None
        assert not segment.style.reverse
        if segment.text == "▐":
            assert (segment.style.color, segment.style.bgcolor) == (BAR, BACK)
            assert segment.style.meta == {"@mouse.down": "grab"}
        else:
            assert segment.style.bgcolor == BACK
