"""Edits: the fewest lines, everything else byte for byte."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.errors import ChangedMeanwhile, JournalError, NothingFound, NotUnderstood, TwohatsError
from twohats.format.edit import add_item, add_items, remove_item, replace_item
from twohats.format.model import Page, Problem
from twohats.format.page import block_of, find_item, new_page, weekday_name
from twohats.format.reading import read_page
from twohats.format.words import Hats
from twohats.text.encoding import BOM

DAY = "2026-11-22"
HATS = Hats({"novelist": ("personal", "n")})

LINES = st.sampled_from([
    "- 09:10-09:35 brand post linkedin m2: Launch +launch", "- 25m p read", "-\t25m n read", "-   15:20 b got lead @bo",
    "- 23:00 brand asked", "- nothing: hiking", "- 25m brand pots", "- 08:00 b pots", "- groceries", "-", "-25m b post", "* 25m b post",
    "• 25m b post", "25m b post", "\ufeff- 25m b post", "- 25m b post: caf\udce9", "caf\udce9", "  She asked.", "\tmore @anna", "   ",
    "", "", "# 2026-11-22 Sunday", "```", "Prose.", "a\u2028b", "x\rb", "- 25m b post: x\\",
])  # fmt: skip
PAGES = st.tuples(
    st.sampled_from(["", "", BOM]),
    st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n", "\r\n"])), max_size=10).map(
        lambda lines: "".join(line + ending for line, ending in lines)
    ),
    LINES | st.just(""),
).map("".join)
WINDOWS = PAGES.map(lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"))
ITEMS = st.sampled_from([
    "25m brand post linkedin m2: launch", "09:30 novelist got reply @bo", "00:00-00:05 p read", "23:59 b asked @bo", "nothing",
    "25m b post: one\ntwo\n\n  three", "25m b post:\r\nwindows\r\n", "25m b post\n\x0c\n\x85\nmore", "  25m b post: spaces  ",
    "25m b post: ends in \\", "10:00 25m b talk: a\u2028b\x85c\x0bd", "25m b post: \x1b[31m[/red]",
])  # fmt: skip
NOT_ITEMS = st.sampled_from(
    ["", " ", "\n", "- 25m b post", "groceries", "25m b pots", "25m b post: caf\udce9", "# x", "\n\n"]
)


def lines(text: str) -> list[str]:
    """The lines of a text with their endings, split at line feeds only."""
    return text.removeprefix(BOM).split("\n")


def without_endings(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in lines(text)]


@given(PAGES | WINDOWS, ITEMS)
def test_adding_keeps_every_line_and_puts_one_item_more(text: str, item: str) -> None:
    before = read_page(text, DAY, HATS)
    edited = add_item(text, DAY, item, HATS)
    after = read_page(edited.text, DAY, HATS)
    assert len(after.items) == len(before.items) + 1
    new = find_item(after, edited.number)
    assert not isinstance(new.value, Problem)
    assert edited.text.startswith(BOM) is text.startswith(BOM)
    if text.removeprefix(BOM):
        left = lines(edited.text)
        del left[new.line - 1 : new.line - 1 + new.lines]
        assert_same_but_for_room(lines(text), left, had_items=bool(before.items))
        assert edited.text.endswith("\n") is text.endswith("\n")
    else:
        assert edited.text.startswith(text + new_page(DAY))


MANY = st.lists(
    ITEMS
    | NOT_ITEMS
    | st.builds("{:02d}:{:02d} 5m brand read".format, st.integers(8, 12), st.integers(0, 2)),
    max_size=12,
)


@given(
    PAGES
    | WINDOWS
    | st.sampled_from(["<<<<<<< a\n- 5m p read\n=======\n- 6m p read\n>>>>>>> b\n- 25m p read\n"]),
    MANY,
)
def test_many_at_once_are_added_as_one_after_the_other(text: str, items: list[str]) -> None:
    """Each at its place, and one that the page has already, or that is none, costs no other."""
    one_by_one, why, tracked = text, {}, []
    for at, item in enumerate(items):
        try:
            one_by_one, number = add_item(one_by_one, DAY, item, HATS)
        except TwohatsError as error:
            why[at] = (type(error), error.message)
            tracked.append(0)
            continue
        tracked = [before + (before >= number) for before in tracked]
        tracked.append(number)
    added = add_items(text, DAY, items, HATS)
    assert added.text == one_by_one
    assert added.numbers == tracked
    assert {at: (type(error), error.message) for at, error in added.refused.items()} == why


def test_a_page_is_read_twice_however_many_lines_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for each: 10,000 lines took 35 seconds."""
    read: list[int] = []

    def counting(text: str, day: str, hats: Hats) -> Page:
        read.append(text.count("\n"))
        return read_page(text, day, hats)

    monkeypatch.setattr("twohats.format.edit.read_page", counting)
    added = add_items("# Title\n\n- 25m p read\n", DAY, [f"{at}m p read: {at}" for at in range(1, 701)], HATS)
    assert added.numbers == list(range(2, 702))
    assert sum(read) < 3 * 701


def assert_same_but_for_room(old: list[str], left: list[str], *, had_items: bool) -> None:
    """The lines that are left are the old ones, but for a blank line and the newline a last line lacked."""
    if not had_items and len(left) == len(old) + 1:
        blank = left.pop(-2 if old[-1] == "" else -1)
        assert blank.strip("\r") == ""
    assert left[:-1] == old[:-1]
    assert left[-1].removesuffix("\r") == old[-1].removesuffix("\r")


@given(PAGES | WINDOWS, ITEMS)
def test_adding_to_a_page_that_has_items_and_removing_again_gives_the_text_back(text: str, item: str) -> None:
    if not read_page(text, DAY, HATS).items:
        return
    edited = add_item(text, DAY, item, HATS)
    new = find_item(read_page(edited.text, DAY, HATS), edited.number)
    assert remove_item(edited.text, DAY, edited.number, block_of(edited.text, new), HATS).text == text


@given(
    st.sampled_from(["# T\n\n", "# T\r\n\r\n", "\n", "Prose.\n\n  \n", BOM + "# T\n\n", "# T\n\n\n\n"]), ITEMS
)
def test_adding_behind_a_blank_line_and_removing_again_gives_the_text_back(text: str, item: str) -> None:
    edited = add_item(text, DAY, item, HATS)
    new = find_item(read_page(edited.text, DAY, HATS), edited.number)
    assert remove_item(edited.text, DAY, edited.number, block_of(edited.text, new), HATS).text == text


@given(PAGES | WINDOWS, ITEMS, st.data())
def test_replacing_keeps_every_other_line(text: str, item: str, data: st.DataObject) -> None:
    before = read_page(text, DAY, HATS)
    if not before.items:
        return
    old = data.draw(st.sampled_from(before.items))
    try:
        edited = replace_item(text, DAY, old.number, block_of(text, old), item, HATS)
    except NotUnderstood:
        assert "\udce9" in block_of(text, old)  # the lines below stay, and they are not UTF-8
        return
    after = read_page(edited.text, DAY, HATS)
    new = find_item(after, edited.number)
    assert edited.number == old.number
    assert len(after.items) == len(before.items)
    assert lines(edited.text)[: old.line - 1] == lines(text)[: old.line - 1]
    assert lines(edited.text)[new.line - 1 + new.lines :] == lines(text)[old.line - 1 + old.lines :]
    assert edited.text.startswith(BOM) is text.startswith(BOM)
    if "\n" not in item.strip() and "\r" not in item.strip():
        assert lines(edited.text)[old.line :] == lines(text)[old.line :]


@given(PAGES | WINDOWS, st.data())
def test_removing_keeps_every_other_line(text: str, data: st.DataObject) -> None:
    before = read_page(text, DAY, HATS)
    if not before.items:
        return
    old = data.draw(st.sampled_from(before.items))
    expected = lines(text)
    last = old.line - 1 + old.lines == len(expected)
    del expected[old.line - 1 : old.line - 1 + old.lines]
    if not expected:
        expected = [""]
    elif last:
        expected[-1] = expected[-1].removesuffix("\r")
    if expected[0].startswith(BOM):  # it would become the mark of the file, and the item behind it another
        return
    edited = remove_item(text, DAY, old.number, block_of(text, old), HATS)
    assert lines(edited.text) == expected
    assert edited.text.startswith(BOM) is text.startswith(BOM)
    assert len(read_page(edited.text, DAY, HATS).items) == len(before.items) - 1


@given(PAGES | WINDOWS | st.text(), ITEMS | NOT_ITEMS | st.text(), st.integers(-1, 12), st.text(max_size=5))
@example("", "", 0, "")
@example("\r", "25m b post", 1, "\r")
def test_edits_raise_nothing_but_errors_of_ours(text: str, item: str, number: int, was: str) -> None:
    page = read_page(text, DAY, HATS)
    shown = block_of(text, page.items[number - 1]) if 1 <= number <= len(page.items) else was
    with suppress(TwohatsError):
        add_item(text, DAY, item, HATS)
    for seen in (shown, was):
        with suppress(TwohatsError):
            replace_item(text, DAY, number, seen, item, HATS)
        with suppress(TwohatsError):
            remove_item(text, DAY, number, seen, HATS)


@given(PAGES, NOT_ITEMS)
def test_what_is_no_line_is_not_written(text: str, item: str) -> None:
    with pytest.raises(NotUnderstood):
        add_item(text, DAY, item, HATS)
    page = read_page(text, DAY, HATS)
    if page.items:
        with pytest.raises(NotUnderstood):
            replace_item(text, DAY, 1, block_of(text, page.items[0]), item, HATS)


@given(ITEMS)
def test_the_empty_text_becomes_a_page_with_its_title(item: str) -> None:
    edited = add_item("", DAY, item, HATS)
    assert edited.text.startswith("# 2026-11-22 Sunday\n\n- ")
    assert edited.text.endswith("\n")
    assert edited.number == 1


def test_a_line_that_has_changed_is_not_touched() -> None:
    text = "- 25m brand post\n  more\n"
    for was in ("- 25m brand post", "- 25m brand post\n  other", ""):
        with pytest.raises(ChangedMeanwhile):
            remove_item(text, DAY, 1, was)
        with pytest.raises(ChangedMeanwhile):
            replace_item(text, DAY, 1, was, "25m brand read")
    for number in (-1, 0, 2):
        with pytest.raises(ChangedMeanwhile):
            remove_item(text, DAY, number, "- 25m brand post\n  more")


def test_the_lines_below_go_and_stay_with_their_item() -> None:
    text = "- 25m brand post\n* 10m brand read\n  more\n"
    page = read_page(text, DAY)
    assert remove_item(text, DAY, 2, block_of(text, page.items[1])).text == "- 25m brand post\n"
    edited = replace_item(text, DAY, 2, block_of(text, page.items[1]), "10m brand read")
    assert edited.text == "- 25m brand post\n- 10m brand read\n  more\n"


def test_an_edit_that_would_change_another_item_is_refused() -> None:
    """The byte order mark before the second item would become that of the file, and the problem an entry."""
    text = f"- 25m brand post\n{BOM}- 10m brand read\n"
    with pytest.raises(JournalError, match="other lines"):
        remove_item(text, DAY, 1, "- 25m brand post")


def test_a_number_that_no_line_has_is_answered_with_how_many_there_are() -> None:
    page = read_page("- 25m brand post\n", DAY)
    assert find_item(page, 1).line == 1
    with pytest.raises(NothingFound, match="no line 2: it has one line"):
        find_item(page, 2)
    with pytest.raises(NothingFound, match="it has no lines"):
        find_item(read_page("", DAY), 1)


@given(
    st.lists(st.integers(0, 1439), min_size=1, max_size=8),
    st.permutations(["- brand asked @bo", "- nothing", "- 25m brand post"]),
)
def test_lines_with_a_clock_time_stand_in_its_order(minutes: list[int], others: list[str]) -> None:
    text = f"# {DAY}\n\n" + "".join(line + "\n" for line in others)
    for minute in minutes:
        text = add_item(text, DAY, f"{minute // 60:02d}:{minute % 60:02d} brand got reply").text
    at = [event.at for event in read_page(text, DAY).events() if event.at is not None]
    assert at == sorted(minutes)


def test_weekdays_are_those_of_the_calendar() -> None:
    day = date(1900, 1, 1)
    while day.year <= 2200:
        assert weekday_name(day.isoformat()) == day.strftime("%A")
        day += timedelta(days=1)


def test_reading_and_editing_import_nothing_slow() -> None:
    """`hat add` costs about what a bare interpreter does; each of these modules would cost as much again."""
    program = (
        "import sys; before = set(sys.modules); import twohats.format.edit as e; "
        "e.add_item('', '2026-11-22', '09:10-09:35 b post linkedin m2 @anna: x +launch @ł'); "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    slow = {
        "re",
        "dataclasses",
        "typing",
        "enum",
        "argparse",
        "pathlib",
        "datetime",
        "json",
        "tomllib",
        "functools",
    }
    assert "twohats" in loaded
    assert not loaded & slow
