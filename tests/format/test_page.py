"""The reader of pages: what holds for every file there is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.format.line import read_item
from twohats.format.model import Entry, Event, Nothing, Page, Problem
from twohats.format.page import _PROSE, block_of, body_start, lines_of
from twohats.format.reading import read_page
from twohats.format.words import Hats
from twohats.text.encoding import BOM

DAY = "2026-11-22"
HATS = Hats({"novelist": ("personal", "n")})

# Lines that are read, that look like it, and that stand between them.
LINES = st.sampled_from([
    "- 09:10-09:35 brand post linkedin m2 i3: Launch +launch", "- 25m p read", "-\t25m n read mastodon m4", "- 15:20 b got lead @bo",
    "- brand lost @bo", "- nothing: hiking", "- 25m brand pots", "- 25:99 brand post", "- 25m", "- groceries", "-", "- ", "-25m b post",
    "* 25m b post", "* 25m b pots", "• 25m b post", "– 25m b post", "1. 25m b post", "25m b post", "brand got reply", "Brand new ideas",
    "\ufeff- 25m b post", "- \u00a025m b post", "-\u00a025m b post", "- 25m b post: caf\udce9", "caf\udce9", "  She asked.", "\tmore @anna",
    "  - 25m b post", "   ", "\t", "", "", "# 2026-11-22 Sunday", "## 09:10", "```", "---", "Prose.", "> quoted", "<<<<<<< HEAD",
    "=======", "a\u2028- 25m b post", "\x0c", "x\rb", "- 25m b post: a\rb", "\x00", "- 25m b post\x00",
])  # fmt: skip
ENDINGS = st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\x0b"])
PAGES = st.tuples(
    st.sampled_from(["", "", BOM, BOM + BOM]),
    st.lists(st.tuples(LINES | st.text(max_size=12), ENDINGS), max_size=14).map(
        lambda lines: "".join(line + ending for line, ending in lines)
    ),
    LINES | st.just(""),
).map("".join)


@given(PAGES | st.text())
@example("- " * 100_000)
@example("- 25m b post: " + "x" * 100_000)
@example("\n" * 100_000)
@example("\ud800" * 1000)
def test_any_text_is_read_without_raising(text: str) -> None:
    assert isinstance(read_page(text, DAY, HATS), Page)


@given(PAGES)
def test_items_stand_on_lines_of_their_own_in_the_order_of_the_file(text: str) -> None:
    page = read_page(text, DAY, HATS)
    lines = lines_of(text)
    behind = 0
    for number, item in enumerate(page.items, start=1):
        assert item.number == number
        assert item.line > behind
        assert item.lines >= 1
        behind = item.line + item.lines - 1
        assert lines[item.line - 1].strip()
    assert behind <= len(lines)


@given(PAGES)
def test_a_problem_stands_where_it_says(text: str) -> None:
    lines = lines_of(text)
    page = read_page(text, DAY, HATS, path="days/2026/2026-11-22.md")
    for problem in page.all_problems():
        assert problem.text == lines[problem.line - 1]
        assert 1 <= problem.column <= len(problem.text) + 1
        assert problem.length >= 1
        assert problem.path == "days/2026/2026-11-22.md"
        assert problem.message
        assert problem.hint


@given(PAGES)
def test_an_item_reads_the_same_when_it_is_alone(text: str) -> None:
    for item in read_page(text, DAY, HATS).items:
        alone = read_page(BOM + block_of(text, item), DAY, HATS).items
        assert len(alone) == 1
        assert alone[0].lines == item.lines
        if not isinstance(item.value, Problem):
            assert alone[0].value == item.value


@given(PAGES)
def test_line_endings_and_a_byte_order_mark_change_nothing(text: str) -> None:
    plain = text.replace("\r", "").lstrip(BOM)
    windows = BOM + plain.replace("\n", "\r\n")
    assert read_page(windows, DAY, HATS) == read_page(plain, DAY, HATS)


@given(PAGES)
def test_what_a_reader_would_take_for_an_entry_is_never_passed_over(text: str) -> None:
    """Every line with a dash that reads as something is among the items."""
    page = read_page(text, DAY, HATS)
    at_margin = {item.line for item in page.items}
    for number, line in enumerate(lines_of(text), start=1):
        if line.startswith("- ") and read_item(line[2:], HATS) is not None:
            assert number in at_margin


@given(PAGES)
def test_the_lines_that_are_not_utf_8_are_counted_once(text: str) -> None:
    page = read_page(text, DAY, HATS)
    said = [problem for problem in page.all_problems() if problem.code == "not-utf-8"]
    assert bool(said) is any("\ud800" <= char <= "\udfff" for char in text)
    assert len({problem.line for problem in said}) == len(said)
    for item in page.items:
        if not isinstance(item.value, Problem):
            block_of(text, item).encode()


@pytest.mark.parametrize("code", range(0x21))
def test_a_control_character_in_a_note_is_kept(code: int) -> None:
    char = chr(code)
    if char in "\n\r":
        return
    page = read_page(f"- 25m brand post: a{char}b\n", DAY)
    value = page.items[0].value
    assert isinstance(value, Entry)
    assert value.note == f"a{char}b"


def test_a_page_of_many_lines_is_read_whole() -> None:
    text = "- 25m brand post linkedin m2: launch\n  more\n" * 20_000
    page = read_page(text, DAY)
    assert len(page.items) == 20_000
    assert page.items[-1].line == 39_999
    assert sum(1 for _ in page.entries()) == 20_000


def test_a_page_gives_its_kinds_of_values_apart() -> None:
    page = read_page("- 25m brand post\n- brand got reply\n- nothing\n- 25m brand pots\n", DAY)
    assert [type(item.value) for item in page.items] == [Entry, Event, Nothing, Problem]
    assert len(list(page.entries())) == len(list(page.events())) == len(page.all_problems()) == 1


@pytest.mark.parametrize("sign", sorted(_PROSE))
def test_what_begins_with_a_sign_is_prose(sign: str) -> None:
    """So it need not be read: nothing in front of an item, and no item, begins with it."""
    for body in ("25m b post: x", " 25m b post: x", "25m b pots", "nothing", " - 25m b post"):
        assert read_item(f"{sign}{body}") is None
        assert body_start(f"{sign}{body}") == 0


def test_the_shortest_item_is_read() -> None:
    (item,) = read_page("- p a\n", DAY).items
    assert isinstance(item.value, Event)
    (near,) = read_page("p a\n", DAY).items
    assert isinstance(near.value, Problem)
    assert near.value.code == "no-dash"
