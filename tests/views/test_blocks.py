"""Views of blocks as rows and in sentences: what they look like, and what holds for every view there can be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.expected_text import same_as
from tests.views import made_blocks as made

from twohats.appearance.roles import ROLES
from twohats.render.plain import plain
from twohats.text.width import width as columns_of
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import key_rows, view_rows
from twohats.views.blocks import (
    CLOSED,
    Cell,
    Column,
    Door,
    Dot,
    Dots,
    Fact,
    Facts,
    Record,
    Sparks,
    Table,
    View,
)
from twohats.views.rows import row_text

if TYPE_CHECKING:
    from twohats.views.blocks import Block

EXPECTED = Path(__file__).parent / "expected"
CONTROLS = {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}
slow = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def shown(view: View, width: int = 80) -> str:
    return plain(each.row for each in view_rows(view, width))


def of(*blocks: Block) -> View:
    return View("made", "Made", "", "", blocks)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", made.VIEWS)
def test_a_view_looks_as_reviewed(name: str, width: int) -> None:
    same_as(EXPECTED / f"blocks-{name}-{width}.txt", shown(made.VIEWS[name], width))


@pytest.mark.parametrize("name", made.VIEWS)
def test_a_view_in_sentences_reads_as_reviewed(name: str) -> None:
    same_as(EXPECTED / f"blocks-{name}.txt", view_plain(made.VIEWS[name]))


@slow
@given(view=made.views(), width=st.integers(-1, 210))
def test_no_row_is_wider_than_asked_and_every_role_is_known(*, view: View, width: int) -> None:
    for each in view_rows(view, width):
        assert columns_of(row_text(each.row)) <= min(max(width, 1), 120)
        assert all(span.role in ROLES for span in each.row)


@slow
@given(view=made.views(), width=st.sampled_from([10, 40, 60, 80, 120]))
def test_every_door_is_there_in_order_and_its_rows_belong_together(*, view: View, width: int) -> None:
    rows = view_rows(view, width)
    stops = [each.stop for each in rows if each.stop]
    assert stops == sorted(stops)
    assert sorted(set(stops)) == list(range(1, len(set(stops)) + 1))
    doors = [door for block in view.blocks for door in doors_of(block) if door != CLOSED]
    assert list({each.stop: each.door for each in rows if each.stop}.values()) == doors
    assert all((each.door == CLOSED) == (each.stop == 0) for each in rows)


def doors_of(block: Block) -> list[Door]:
    if isinstance(block, Table):
        return [each.door for each in block.records]
    if isinstance(block, Facts):
        return [each.door for each in block.facts]
    return [each.door for each in (block.sparks if isinstance(block, Sparks) else block.dots)]


@slow
@given(made.views(), st.sampled_from([20, 80, 120]))
def test_no_control_character_leaves_a_view(view: View, width: int) -> None:
    for text in (shown(view, width), view_plain(view)):
        assert not set(text) & CONTROLS


@pytest.mark.parametrize("name", made.VIEWS)
def test_sentences_are_ascii(name: str) -> None:
    assert view_plain(made.VIEWS[name]).isascii()


@pytest.mark.parametrize("width", [24, 40, 60, 61, 80, 100, 120, 200])
def test_every_width_says_the_same(width: int) -> None:
    text = words(shown(made.TREND, width))
    for says in ("-0.8 (-1.1 to -0.5)", "not enough yet: 2 more brand ratings", "nothing logged", "6h35",
                 "Each is counted once."):  # fmt: skip
        assert says in text


@pytest.mark.parametrize("width", [60, 80, 119, 120])
def test_nothing_of_a_table_is_cut_off(width: int) -> None:
    sentence = "one two three four five six seven eight nine ten eleven twelve thirteen"
    name = "A name of several words that does not fit into a third of the screen"
    table = Table("Long", (Column(), Column("n"), Column("says", right=False), Column("m")),
                  (Record((Cell(name), Cell("12345"), Cell(sentence), Cell("7")), ""),))  # fmt: skip
    rows = shown(of(table), width).splitlines()
    assert "…" not in "".join(rows)
    for word in (*sentence.split(), *name.split(), "12345"):
        assert any(word in row for row in rows), word


def test_a_table_that_does_not_fit_is_said_in_sentences() -> None:
    columns = (Column(), *(Column(f"number {at}") for at in range(12)))
    record = Record((Cell("reply"), *(Cell(str(at)) for at in range(12))), "", made.LINES)
    rows = view_rows(of(Table("Many", columns, (record,))), 60)
    text = words(plain(each.row for each in rows))
    assert "reply: number 0 0, number 1 1, number 2 2" in text
    assert any(each.stop for each in rows)


def test_what_has_no_name_has_the_row_or_stands_below_what_has() -> None:
    facts = Facts("", (Fact("", "41 people"), Fact("Kept", "yes"), Fact("", "because of it", "muted")))
    assert shown(of(facts)) == " Made\n\n 41 people\n Kept        yes\n             because of it\n"


def test_wide_columns_are_for_wide_terminals() -> None:
    assert "of lines" not in shown(made.TREND, 109)
    assert "of lines" in shown(made.TREND, 110)


def test_numbers_of_tables_line_up() -> None:
    first = Table(
        "One", (Column(), Column("a"), Column("b")), (Record((Cell("x"), Cell("1"), Cell("2")), ""),)
    )
    second = Table(
        "Two",
        (Column(), Column("a long heading"), Column("b")),
        (Record((Cell("y"), Cell("3"), Cell("4")), ""),),
    )
    rows = shown(of(first, second)).splitlines()
    ends = {row.index(number) for row in rows for number in "13" if number in row}
    assert len(ends) == 1


def test_pictures_of_a_view_begin_and_end_in_the_same_columns() -> None:
    rows = shown(of(made.hours(), made.GAPS, made.RATIOS)).splitlines()
    beside = {
        row.index(text) for row in rows for text in ("-0.8 (", "+0.4 (", "0.4 ×", "3.3 ×") if text in row
    }
    assert len(beside) == 1


def test_what_is_all_unknown_has_no_axis() -> None:
    silent = Dots("Gaps", (Dot("worth", None, None, None, "not enough yet: 2 more days"),))
    assert shown(of(silent)) == " Made\n\n Gaps\n worth       not enough yet: 2 more days\n"


def test_an_interval_without_end_has_an_arrow_and_no_dot() -> None:
    row = next(row for row in shown(of(made.RATIOS)).splitlines() if row.startswith(" lead"))
    assert "▸" in row
    assert "●" not in row


def test_the_keys_of_a_view_stand_below_it_in_the_app() -> None:
    view = View("people", "People", "", "", (), (("w", "wrote"), ("l", "later"), ("n", "let go")))
    assert plain(each.row for each in key_rows(view, 80)) == "\n w wrote   l later   n let go\n"
    assert plain(each.row for each in key_rows(view, 18)) == "\n w wrote   l later\n n let go\n"
    assert key_rows(made.TREND, 80) == []


def test_nothing_of_a_long_sentence_is_left_out() -> None:
    text = " ".join(f"word{number}" for number in range(900))
    assert "word899" in view_plain(of(Facts("", (Fact("long", text),))))


@pytest.mark.parametrize("width", [40, 80])
def test_user_texts_are_only_text(width: int) -> None:
    fact = Fact("[b]\x1b[2J", "\u202e<x>\ttab\nline", door=Door(person="anna"))
    text = shown(of(Facts("\x07", (fact,))), width)
    assert "[b]" in text
    assert "<x> tab" in text
    assert not set(text) & CONTROLS
