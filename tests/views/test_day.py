"""A day, however narrow the screen is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.expected_text import same_as

from twohats.format.page import block_in, lines_of
from twohats.format.reading import read_page
from twohats.format.words import Hats
from twohats.measures.alike import Cluster
from twohats.render.plain import plain
from twohats.text.width import width as columns_of
from twohats.views import cards
from twohats.views.day import day_rows
from twohats.views.layout import folded
from twohats.views.lines import Line, line_rows
from twohats.views.rows import Row, Span, row_text
from twohats.views.sunday import card_rows, name_of_sitting

EXPECTED = Path(__file__).parent / "expected"
DAY = "2026-11-18"
HATS = Hats({"novelist": ("personal", "n")})
TEXT = """\
- 10:05-10:40 brand read linkedin m1 i2 why:metoo +launch @anna @bo-with-a-long-name: reading them, in case
  and a line below that goes on for a while, so that it needs two rows or more at forty columns
- 25m brnd post linkedin: a line that was not understood, and longer than the screen is wide
- 5m nvel post
- novelist got congrats x22
- 90m personal talk letter: 名前名前名前名前名前名前名前名前名前名前名前 and https://example.org/a/very/long/address/without/a/space
"""


def lines(text: str = TEXT) -> list[Line]:
    whole = lines_of(text)
    return [Line(DAY, item, block_in(whole, item)) for item in read_page(text, DAY, HATS).items]


@pytest.mark.parametrize("width", [24, 40, 80])
def test_a_day_looks_as_reviewed(width: int) -> None:
    same_as(EXPECTED / f"day-{width}.txt", plain(day_rows(DAY, lines(), HATS, width)))


@pytest.mark.parametrize("width", range(20, 50))
def test_no_row_of_a_day_is_wider_than_the_screen(width: int) -> None:
    rows = day_rows(DAY, lines(), HATS, width)
    assert [row_text(row) for row in rows if columns_of(row_text(row)) > width] == []


def test_without_a_width_every_line_is_one_row() -> None:
    """In a pipe: `hat day | grep` finds whole lines."""
    assert len(line_rows(lines(), HATS)) == 5 + 1 + 2 * 2
    said = plain(day_rows(DAY, lines(), HATS))
    assert "why:metoo +launch @anna @bo-with-a-long-name: reading them, in case\n" in said


@pytest.mark.parametrize("width", [40, 80])
def test_a_long_line_is_whole_on_its_card(width: int) -> None:
    found = card_rows(
        cards.rating_card("1", lines()[0], "m"), (1, 2), name_of_sitting("2026-W47"), HATS, width
    )
    said = " ".join(plain(found).split())
    assert "10:05-10:40 brand read linkedin m1 i2 why:metoo +launch @anna @bo-with-a-long-name" in said
    same_as(EXPECTED / f"card-long-{width}.txt", plain(found))


def test_several_long_lines_are_cut_with_an_ellipsis() -> None:
    long = lines("- 5m brand read blog: " + "word " * 200)[0]
    found = card_rows(
        cards.noise_card("3", NO_CLUSTER, [long, long], 0), (1, 2), name_of_sitting("2026-W47"), HATS, 40
    )
    assert plain(found).count("\N{HORIZONTAL ELLIPSIS}") == 2


NO_CLUSTER = Cluster("x", "noise", ())

ROWS = st.lists(
    st.builds(Span, st.text(alphabet="ab @名 ", max_size=12), st.sampled_from(["hat", "note", "text"])),
    max_size=9,
).map(tuple)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS, st.integers(4, 30), st.integers(0, 6))
def test_folding_loses_no_letter_and_no_role(row: Row, width: int, indent: int) -> None:
    rows = folded(row, width, indent)

    def letters(these: list[Row]) -> list[tuple[str, str]]:
        return [(char, span.role) for one in these for span in one for char in span.text if char != " "]

    assert letters(rows) == letters([row])
    assert all(columns_of(row_text(one).rstrip()) <= width for one in rows)
