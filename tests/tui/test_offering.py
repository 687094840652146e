"""What may come next is offered below the line, and taken from there; F1 explains it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES, put_page
from tests.tui.driven import TODAY, Driven, drive
from textual import events

from twohats.tui.reading import CHANGE, Target, label_of
from twohats.tui.screens.help import HelpScreen
from twohats.tui.widgets.rows import RowArea

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

BEFORE = PAGES[TODAY]


def row(app: Driven, below: int = 1) -> str:
    """A row below the entry line: that of the offers."""
    return app.rows()[app.main.entry.region.y + below].strip()


def value(app: Driven) -> str:
    return app.main.entry.value


def test_behind_each_word_stands_what_may_come(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        for typed, offered in (("", "25m"), ("25m ", "brand  personal  novelist"), ("b ", "post  read  talk  do"),
                               ("post ", "linkedin  mastodon  email"), ("m2: x", "")):  # fmt: skip
            await app.type(typed)
            assert row(app).startswith(offered), typed
        assert row(app) == ""
        await app.press("escape")
        assert "linkedin  email" not in app.grid()

    drive(journal, act)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_it_takes_one_row_and_hides_neither_line_nor_page(journal: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b talk ")
        assert app.main.entry.region.y + 4 == size[1] - 1, "one row of offers, two of the reading, the keys"
        assert "m1-5" in row(app)
        assert "25m b talk" in app.rows()[app.main.entry.region.y]
        assert "got sale" in app.grid(), "the line of the cursor"

    drive(journal, act, size=size)


@pytest.mark.parametrize(
    ("typed", "keys", "gives"),
    [
        ("25m b post li", ["tab"], "25m b post linkedin "),
        ("25m b post ", ["down", "enter"], "25m b post linkedin "),
        ("25m b post ", ["down", "down", "enter"], "25m b post mastodon "),
        ("25m b post ", ["down", "right", "left", "right", "tab"], "25m b post mastodon "),
        ("25m b post ", ["down", "down", "up", "space"], "25m b post linkedin "),
        ("25m b post ", ["down", "down", "shift+tab", "enter"], "25m b post linkedin "),
        ("25m b post ", ["tab", "tab"], "25m b post linkedin "),
        ("25m b post ", ["down", "down", "escape"], "25m b post "),
        ("25m b post ", ["down", "x"], "25m b post x"),
        ("25m b post ", ["down", "backspace"], "25m b post"),
        ("25m b post li", ["right"], "25m b post linkedin "),
        ("25m b post linkedin ", ["a", *["backspace"], "tab", "escape"], "25m b post linkedin "),
        ("25m b post li", ["tab", "space", "m"], "25m b post linkedin m"),
        ("25m b post li", ["tab", "colon"], "25m b post linkedin:"),
        ("25m b post why:mo", ["tab", "colon"], "25m b post why:money:"),
        ("25m b post linkedin @", ["down", "enter"], "25m b post linkedin @bo "),
        ("25m b post linkedin +la", ["tab"], "25m b post linkedin +launch "),
        ("25m b post m", ["down", "down", "enter"], "25m b post m1 "),
        ("fri 25m b po", ["tab"], "fri 25m b post "),
        ("P", ["tab"], "personal "),
    ],
)
def test_a_word_is_taken(journal: Journal, typed: str, keys: list[str], gives: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type(typed)
        await app.press(*keys)
        assert value(app) == gives
        assert app.main.entry.cursor_position == len(gives)
        assert app.main.entry.has_focus
        assert app.page() == BEFORE

    drive(journal, act)


def test_the_sign_of_the_note_stands_right_behind_the_word_before(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post ")
        at = row(app).split("  ").index(": note")
        await app.press(*["down"] * (at + 1), "enter", *"hello", "enter")
        assert app.page() == BEFORE + "- 25m brand post: hello\n"

    drive(journal, act)


def test_enter_saves_a_line_that_is_right_whatever_is_offered(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post linkedin m")
        assert row(app).startswith("m1")
        await app.press("backspace", "enter")
        assert app.page() == BEFORE + "- 25m brand post linkedin\n"
        await app.press("up")
        assert value(app).endswith("brand post linkedin"), "and Up still brings back the lines written last"
        await app.press("up", "down", "down")
        assert value(app) == ""
        await app.press("down")
        assert app.main.entry.value == "", "only pointed at"
        assert "m1-5" not in row(app)

    drive(journal, act)


def test_in_the_middle_of_a_line_the_word_under_the_cursor_is_completed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b po linkedin: x")
        app.main.entry.cursor_position = len("25m b po")
        await app.settle()
        assert row(app) == "post"
        await app.press("tab")
        assert value(app) == "25m b post linkedin: x"
        assert app.main.entry.cursor_position == len("25m b post ")
        app.main.entry.cursor_position = len("25m b post lin")
        await app.settle()
        await app.press("tab")
        assert value(app) == "25m b post linkedin: x", "the colon behind the word stays"

    drive(journal, act)


def test_what_is_pointed_at_is_explained(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post linkedin ")
        at = row(app).split("  ").index("m1-5")
        await app.press(*["down"] * (at + 1))
        assert "Would you rather have been doing something else?" in row(app, 3)
        assert row(app, 2).startswith("today: brand, post, 25m, linkedin"), "the reading stays"
        await app.press("enter")
        assert row(app) == "m1  m2  m3  m4  m5  met:"
        await app.press("down", "down")
        assert row(app, 3) == "m2  motivation: rather"

    drive(journal, act)


def test_a_click_takes_a_word(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b ")
        at = app.rows()[app.main.entry.region.y + 1].index("talk")
        await app.pilot.click("OfferRow", offset=(at + 1, 0))
        await app.settle()
        assert value(app) == "25m b talk "
        assert app.main.entry.has_focus
        await app.pilot.click("OfferRow", offset=(78, 0))

    drive(journal, act)


def test_where_more_is_offered_than_there_is_room_the_row_goes_sideways(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("b got ")
        await app.press(*["down"] * 12)
        pointed = app.main.entry_area.offers.offering.here
        assert pointed is not None
        assert pointed.text in row(app)
        await app.press(*["down"] * 30)
        assert app.main.entry_area.offers.offering.at == 13, "the last one"
        await app.press(*["up"] * 14, "a")
        assert value(app) == "b got a", "back in the line"

    drive(journal, act, size=(40, 12))


def test_the_frequent_ones_stand_first(journal: Journal) -> None:
    put_page(Path(journal.root), "2026-11-21", "- 45m personal talk pub @zoe\n" * 3)

    async def act(app: Driven) -> None:
        await app.type("45m p talk ")
        assert row(app).startswith("pub  phone  ")
        assert "@zoe" in row(app).split("  ")[3:5]

    drive(journal, act)


def test_for_the_timer_no_minutes_are_offered(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("s")
        assert row(app).startswith("brand  personal  novelist")
        await app.type("b ")
        assert row(app) == "post  read  talk  do"

    drive(journal, act)


# What F1 explains


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_f1_explains_the_words_with_names_of_ones_own(journal: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("a", *"25m", "f1")
        screen = app.app.screen
        assert isinstance(screen, HelpScreen)
        app.same_as("words-of-a-line")
        rows = ["".join(span.text for span in each) for each in screen.query_one(RowArea)._rows]
        text = "\n".join(rows)
        for words in (
            "linkedin",
            "@bo",
            "+launch",
            "novelist",
            "m1 to m5",
            "got, as noise",
            "b gave note @bo",
            "^w Alt-d",
        ):
            assert words in text, words
        assert max(map(len, rows)) <= size[0]
        await app.press("G")
        assert "config.toml" in app.grid()
        await app.press("home")
        assert "Words and keys in the entry line" in app.grid()
        await app.press("end", "g", "ctrl+f", "escape")
        assert value(app) == "25m"
        assert app.main.entry.has_focus

    drive(journal, act, size=size)


def test_f1_in_a_question_and_in_a_change_explains_theirs(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash", "f1")
        assert "m1-2  m4-  m-" in app.grid()
        await app.press("escape", *"post", "enter")
        await app.settle()
        await app.press("c", "f1")
        assert "What lines become" in app.grid()
        await app.press("escape", "escape")
        assert app.page() == BEFORE

    drive(journal, act)


# The face of drafts and edits


@pytest.mark.parametrize(
    ("target", "is_changed", "long", "short"),
    [
        (Target("2026-11-20", CHANGE, 3), False, "edit line 3 of Fri 20 Nov", "edit 3, 20 Nov"),
        (Target("2026-11-20", CHANGE, 3), True, "edit line 3 of Fri 20 Nov, not saved", "edit 3, 20 Nov *"),
        (Target(TODAY, CHANGE, 12), True, "edit line 12 of today, not saved", "edit 12, today *"),
        (Target("2026-11-21", CHANGE, 3), True, "edit line 3 of yesterday, not saved", "edit 3, yesterday *"),
    ],
)
def test_an_edit_says_which_line_of_which_day_and_whether_it_is_saved(
    target: Target, long: str, short: str, *, is_changed: bool
) -> None:
    labels = label_of(target, TODAY, TODAY, is_changed=is_changed)
    assert labels[0] == long
    assert short in labels


def test_in_40_columns_too(journal: Journal) -> None:
    def label(app: Driven) -> str:
        return app.rows()[app.main.entry.region.y]

    async def act(app: Driven) -> None:
        await app.press("left", "left", "g", "j", "e")
        assert label(app).startswith(" edit 2, 20 Nov  ")
        await app.press("x")
        assert label(app).startswith(" edit 2, 20 Nov *  ")
        await app.press("backspace")
        assert label(app).startswith(" edit 2, 20 Nov  ")
        await app.press("escape", "a", *"5m", "escape")
        assert label(app).startswith(" draft, 20 Nov  5m")
        await app.press("t")
        assert label(app).startswith(" draft, 20 Nov  5m")

    drive(journal, act, size=(40, 12))


def test_paste_takes_the_place_of_no_offer(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post ")
        await app.press("down")
        app.app.post_message(events.Paste("email m2"))
        await app.settle()
        assert value(app) == "25m b post email m2"

    drive(journal, act)
