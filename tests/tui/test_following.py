"""The line of an edit among lines that are very alike: found by what changed on its page, and never another one."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import TODAY, Driven, drive

from twohats.tui.following import followed

if TYPE_CHECKING:
    from twohats.journal.folder import Journal


def lines(words: str) -> list[str]:
    return [f"- 5m personal read: {word.replace('_', ' ')}" for word in words.split()]


def text(words: str) -> str:
    return "".join(f"{line}\n" for line in lines(words))


NUMBERS = "one two three four"

CHANGES = [
    (NUMBERS, NUMBERS, "three", "three"),
    *(
        (NUMBERS, NUMBERS.replace(each, f"{each}_hundred"), each, f"{each}_hundred")
        for each in NUMBERS.split()
    ),
    (NUMBERS, "one two_hundred three_hundred four", "three", "three_hundred"),
    (NUMBERS, "one two_hundred three_hundred four", "two", "two_hundred"),
    (NUMBERS, "one_hundred two_hundred three_hundred four_hundred", "two", "two_hundred"),
    (NUMBERS, "one two four", "three", ""),
    (NUMBERS, "one two four five", "three", ""),
    (NUMBERS, "four", "three", ""),
    (NUMBERS, "", "three", ""),
    (NUMBERS, "three one two four", "three", "three"),
    (NUMBERS, "four three two one", "two", "two"),
    (NUMBERS, "zero one two three_hundred four", "three", "three_hundred"),
    (NUMBERS, "two three_hundred four five", "three", "three_hundred"),
    (NUMBERS, "one two four three_hundred_pages", "two", "two"),
]
"""What stood there, what stands there now, the line that is edited, what it is now (empty: gone)."""


@pytest.mark.parametrize(("before", "after", "edited", "now"), CHANGES)
def test_a_line_among_others_like_it_is_known_by_what_changed_on_the_page(
    before: str, after: str, edited: str, now: str
) -> None:
    found = followed(lines(before), lines(after), before.split().index(edited))
    assert (after.split()[found] if found >= 0 else "") == now


TWINS = [
    ("x x x", "x y x", [0, 1, 2]),
    ("a x x x c", "aa x y x cc", [0, 1, 2, 3, 4]),
    ("x a x b x", "x a y b x", [0, 1, 2, 3, 4]),
    ("x a x b x", "y a x b z", [0, 1, 2, 3, 4]),
    ("x a x b", "x a b", [0, 1, -1, 2]),
    ("x a x b", "a x b", [-1, 0, 1, 2]),
    ("x x", "y z", [0, 1]),
    ("x a", "x x a", [0, 2]),
]
"""What stood there, what stands there now, and where each line is now."""


@pytest.mark.parametrize(("before", "after", "places"), TWINS)
def test_of_equal_lines_the_one_that_changed_is_told_by_where_it_stands(
    before: str, after: str, places: list[int]
) -> None:
    old, new = lines(before), lines(after)
    assert [followed(old, new, at) for at in range(len(old))] == places


def test_whatever_changes_an_unchanged_line_is_itself_and_never_another() -> None:
    dice = random.Random(1)

    def words(most: int) -> str:
        return f"- 5m personal read: {dice.choice('abcdefg') * dice.randint(1, most)}"

    for _ in range(3000):
        old = [words(2) for _ in range(dice.randint(1, 7))]
        new = list(old)
        for _ in range(dice.randint(0, 4)):
            at = dice.randrange(len(new)) if new else 0
            new[at : at + dice.randint(0, 1)] = dice.choice(([], [words(3)], [f"{new[at]}!" if new else "-"]))
        places = [followed(old, new, at) for at in range(len(old))]
        itself = {to for at, to in enumerate(places) if to >= 0 and new[to] == old[at]}
        assert Counter(new[to] for to in itself) == Counter(old) & Counter(new), (old, new)
        assert not itself & {to for at, to in enumerate(places) if to >= 0 and new[to] != old[at]}, (old, new)


def test_a_very_long_page_is_no_work_that_one_would_feel() -> None:
    many = [f"- 5m personal read: number {at}" for at in range(3000)]
    began = time.process_time()
    assert followed(many, [f"{line}!" for line in many], 1500) in (-1, 1500)
    assert followed(many, many[::-1], 1500) == 1499
    assert time.process_time() - began < 2


def test_space_that_an_editor_takes_away_is_no_change() -> None:
    assert followed(["- 5m personal read: one  ", "- 5m personal read: one b"], lines("one_b one"), 0) == 1


async def edits(app: Driven, word: str) -> None:
    await app.press("g", *["j"] * NUMBERS.split().index(word), "e")
    await app.type(" ZED")


@pytest.mark.parametrize("word", NUMBERS.split())
@pytest.mark.parametrize("how", ["seen", "unseen", "left"])
def test_the_question_is_about_the_line_that_was_changed_and_no_other(
    journal: Journal, word: str, how: str
) -> None:
    root, number = Path(journal.root), NUMBERS.split().index(word) + 1
    put_page(root, TODAY, text(NUMBERS))
    changed = NUMBERS.replace(word, f"{word}_hundred")

    async def begin(app: Driven) -> None:
        await edits(app, word)
        app.main.draft_keeper.keep_now()

    async def asked(app: Driven) -> None:
        if how == "seen":
            await app.until(lambda: f"it now says\n5m personal read: {word} hundred" in app.notices())
        if how == "left":
            await app.press("e")
        assert f"edit line {number} of today" in app.grid()
        await app.press("enter")
        assert f"Line {number} has been changed since you took it" in app.grid()
        assert f"now    5m personal read: {word} hundred" in app.grid()
        await app.press("r")
        assert app.page() == text(NUMBERS.replace(word, f"{word}_ZED"))

    async def act(app: Driven) -> None:
        await begin(app)
        put_page(root, TODAY, text(changed))
        await asked(app)

    if how != "left":
        drive(journal, act)
        return
    drive(journal, begin)
    put_page(root, TODAY, text(changed))
    drive(journal, asked)


@pytest.mark.parametrize("how", ["seen", "left"])
def test_when_the_line_is_deleted_no_other_line_like_it_is_taken_for_it(journal: Journal, how: str) -> None:
    root, without = Path(journal.root), "one two four"
    put_page(root, TODAY, text(NUMBERS))

    async def begin(app: Driven) -> None:
        await edits(app, "three")
        app.main.draft_keeper.keep_now()

    async def act(app: Driven) -> None:
        await begin(app)
        put_page(root, TODAY, text(without))
        await app.until(lambda: "has been deleted" in app.notices())
        assert "a line that is gone from today" in app.grid()
        assert "line 0" not in app.grid()
        await app.press("enter", "r")
        assert "The line has been deleted since you took it" in app.grid()
        assert app.page() == text(without)
        await app.press("a")
        assert app.page() == text(f"{without} three_ZED")

    async def after(app: Driven) -> None:
        assert "is gone; your text is below, as a new line" in app.notices()
        await app.press("a", "enter")
        assert app.page() == text(f"{without} three_ZED")

    if how == "seen":
        drive(journal, act)
        return
    drive(journal, begin)
    put_page(root, TODAY, text(without))
    drive(journal, after)


def test_a_line_equal_to_the_one_that_changed_is_not_overwritten(journal: Journal) -> None:
    root = Path(journal.root)
    put_page(root, TODAY, text("x one x two"))

    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type(" ZED")
        put_page(root, TODAY, text("y one x two"))
        await app.press("enter")
        assert "Line 1 has been changed since you took it" in app.grid()
        assert app.page() == text("y one x two")

    drive(journal, act)


def test_an_edit_set_aside_waits_at_its_line_and_at_no_other(journal: Journal) -> None:
    root = Path(journal.root)
    put_page(root, TODAY, text(NUMBERS))

    async def act(app: Driven) -> None:
        await edits(app, "three")
        await app.press("escape")
        put_page(root, TODAY, text("zero one two_hundred three_hundred four"))
        await app.until(lambda: "three hundred" in app.grid())
        await app.press("g", "j", "j", "e")
        assert app.main.entry.value == "5m personal read: two hundred"
        await app.press("escape", "j", "e")
        assert app.main.entry.value == "5m personal read: three ZED"
        assert "edit line 4 of today" in app.grid()
        await app.press("up", "down")
        assert "edit line 4 of today" in app.grid(), "and so after others were gone through"

    drive(journal, act)


def test_an_edit_is_followed_while_another_day_is_on_the_screen(journal: Journal) -> None:
    root = Path(journal.root)
    put_page(root, TODAY, text(NUMBERS))

    async def act(app: Driven) -> None:
        await edits(app, "three")
        await app.pilot.click("PageList", offset=(20, 2))
        await app.press("h")
        put_page(root, TODAY, text("zero one two three_hundred four"))
        await app.press("t")
        assert "edit line 4 of today" in app.grid()
        assert "it now says\n5m personal read: three hundred" in app.notices()

    drive(journal, act)


def test_the_page_that_is_kept_with_an_edit_is_bounded_and_without_it_no_other_line_is_taken(
    journal: Journal,
) -> None:
    root = Path(journal.root)
    many = "".join(f"- 5m personal read: number {at} of {'x' * 200}\n" for at in range(400))
    put_page(root, TODAY, many)

    async def begin(app: Driven) -> None:
        await app.press("g", "j", "j", "e")
        await app.type(" ZED")
        app.main.draft_keeper.keep_now()

    drive(journal, begin)
    kept = Path(journal.state) / "drafts" / "1"
    assert len(kept.read_bytes()) < 100_000
    assert "page" not in json.loads(kept.read_text())
    put_page(root, TODAY, many.replace("number 2 of", "number two of"))

    async def after(app: Driven) -> None:
        assert "is gone; your text is below, as a new line" in app.notices()

    drive(journal, after)
