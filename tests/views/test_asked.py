"""What a question in the app has found, as rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.appearance.roles import FOUND
from twohats.format.model import Entry, Item
from twohats.format.words import DEFAULT_HATS
from twohats.views.asked import Comes, day_called, line_row, sums_row
from twohats.views.lines import Line
from twohats.views.rows import row_text, width_of


def line(note: str) -> Line:
    return Line(
        "2026-11-22", Item(1, 1, 1, Entry("brand", "post", 25, note=note)), f"- 25m brand post: {note}"
    )


@pytest.mark.parametrize(
    ("day", "width", "says"),
    [
        ("2026-11-18", 80, "Wed 18 Nov"), ("2026-11-18", 40, "18 Nov"), ("2024-11-18", 80, "18 Nov 2024"),
        ("2024-11-18", 40, "18 Nov 24"),
    ],
)  # fmt: skip
def test_a_day_says_its_year_where_that_is_another(day: str, width: int, says: str) -> None:
    assert day_called(day, "2026-11-22", width) == says


@pytest.mark.parametrize(
    ("comes", "found", "says"),
    [
        (Comes(), 0, "0 lines"),
        (Comes(1, 25), 1, "1 line, 25m"),
        (Comes(1000, 60, 30), 16559, "16,559 lines \N{MIDDLE DOT} the first 1,000: 1h (30m guessed)"),
        (
            Comes(2, 50, came={"reply": 2, "lead": 1}),
            2,
            "2 lines, 50m \N{MIDDLE DOT} came of it: 2 replies, 1 lead",
        ),
        (Comes(2, 50, came={}), 2, "2 lines, 50m \N{MIDDLE DOT} came of it: nothing traced"),
        (Comes(2, came={}, returns=1), 2, "2 lines \N{MIDDLE DOT} 1 return"),
    ],
)
def test_what_lines_come_to(comes: Comes, found: int, says: str) -> None:
    assert row_text(sums_row(comes, found)) == says


def test_a_word_out_of_sight_is_brought_into_it() -> None:
    row = line_row(line(f"{'so much before ' * 20}the needle in it"), DEFAULT_HATS, 60, ("needle",))
    assert [span.text for span in row if span.role == FOUND] == ["needle"]
    assert row_text(row).startswith("        25m brand post: ")
    assert width_of(row) <= 60


@pytest.mark.parametrize(
    ("text", "width", "starts"),
    [
        ("16:00-16:42 brand post: x", 60, "16:00-16:42 brand post"),
        ("15:00 35m brand post: x", 60, "  15:00 35m brand post"),
        ("~30m brand post: x", 60, "       ~30m brand post"),
        ("brand got reply @jo: x", 60, "            brand got reply @jo"),
        ("~30m brand post: x", 59, "~30m brand post"),
        ("nothing: hiking", 60, "            nothing: hiking"),
    ],
)
def test_times_stand_in_a_column_where_there_is_room(text: str, width: int, starts: str) -> None:
    row = line_row(
        Line("2026-11-22", Item(1, 1, 1, Entry("brand", "post", 25)), f"- {text}"), DEFAULT_HATS, width, ()
    )
    assert row_text(row).startswith(starts)


def test_a_word_that_is_only_near_is_held_up() -> None:
    row = line_row(line("a bookseller"), DEFAULT_HATS, 60, ("bokseller",))
    assert [span.text for span in row if span.role == FOUND] == ["bookseller"]


@given(st.text(max_size=80), st.integers(1, 90), st.lists(st.text(max_size=6), max_size=3))
def test_no_text_makes_a_row_too_wide(note: str, width: int, words: list[str]) -> None:
    note = " ".join(note.split())
    assert width_of(line_row(line(note), DEFAULT_HATS, width, words)) <= width
