"""A view of blocks in the app: what a row stands for opens with Enter, and Esc comes back to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import TODAY, Driven, drive

from twohats.tui.pane_table import PANES, PaneRow
from twohats.tui.widgets.block_area import BlockArea

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

MINUTES = PaneRow(
    "minutes",
    "Minutes",
    "9",
    "view.minutes",
    "the minutes",
    "in the minutes",
    "tests.tui.block_panes:MinutesPane",
)
PERSON = PaneRow(
    "people",
    "People",
    "0",
    "view.persons",
    "the people",
    "among the people",
    "tests.tui.block_panes:PersonPane",
)
WITH_BLOCKS = (*[row for row in PANES if row.name not in ("people", "minutes")], MINUTES, PERSON)
MARK = "\N{LEFT HALF BLOCK}"


def under_cursor(app: Driven) -> str:
    """The first row with the cursor's mark, without it."""
    return next((row[1:].split("   ")[0].strip() for row in app.rows() if row.startswith(MARK)), "")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)])
def test_what_it_looks_like(journal: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("9")
        app.same_as("blocks")
        await app.press("j", "enter")
        app.same_as("blocks-lines")

    drive(journal, act, panes=WITH_BLOCKS, size=size)


def test_the_cursor_steps_over_what_opens(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9")
        assert under_cursor(app) == "personal"
        await app.press("j")
        assert under_cursor(app) == "brand"
        await app.press("down", "down", "down")
        assert under_cursor(app) == "anna"
        await app.press("k", "up", "up")
        assert under_cursor(app) == "personal"
        await app.press("G")
        assert under_cursor(app) == "anna"
        await app.press("g")
        assert under_cursor(app) == "personal"
        await app.press("pagedown")
        assert under_cursor(app) == "anna"
        await app.press("ctrl+b")
        assert under_cursor(app) == "personal"

    drive(journal, act, panes=WITH_BLOCKS)


def test_a_row_opens_its_lines_and_a_line_its_page(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9", "j", "enter")
        assert app.rows()[1].rstrip() == " Minutes   3 lines, 1h25"
        assert app.rows()[2].split() == ["brand", "85"]
        assert under_cursor(app).startswith("2026-11-18:1")
        await app.press("j", "enter")
        assert app.main.view == "page"
        assert app.main.day == "2026-11-20"
        assert app.page_list.cursor == 1
        await app.press("escape")
        assert under_cursor(app).startswith("2026-11-20:1")
        await app.press("backspace")
        assert under_cursor(app) == "brand"
        await app.press("escape", "escape")
        assert under_cursor(app) == "brand", "there is nothing more to come back to"

    drive(journal, act, panes=WITH_BLOCKS)


def test_one_line_opens_its_page_at_once(journal: Journal) -> None:
    put_page(Path(journal.root), "2025-03-01", "- 5m personal read\n- 10m brand post blog\n")

    async def act(app: Driven) -> None:
        await app.press("9", "left", "j", "o")
        assert (app.main.view, app.main.day, app.page_list.cursor) == ("page", "2025-03-01", 2)
        await app.press("escape")
        assert app.rows()[1].startswith(" Minutes   2025")
        assert under_cursor(app) == "brand"

    drive(journal, act, panes=WITH_BLOCKS)


def test_a_person_and_another_view_open_and_all_come_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9", "G", "enter")
        assert app.rows()[1].startswith(" People   anna")
        await app.press("enter")
        assert app.rows()[1].startswith(" Minutes   2025")
        await app.press("escape", "j", "enter")
        assert app.rows()[1].startswith(" Week 46")
        await app.press("escape")
        assert under_cursor(app) == "Week"
        await app.press("escape")
        assert app.rows()[1].startswith(" Minutes   2026")
        assert under_cursor(app) == "anna"

    drive(journal, act, panes=WITH_BLOCKS)


def test_the_key_of_a_view_shows_its_front(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9", "j", "enter", "1")
        await app.press("escape")
        assert app.main.view == "page", "who changed the view by its key is where they are"
        await app.press("9")
        assert under_cursor(app) == "brand"
        await app.press("G", "enter", "9")
        assert under_cursor(app) == "anna"
        await app.press("0")
        assert app.rows()[1].startswith(" People   all")

    drive(journal, act, panes=WITH_BLOCKS)


def test_a_view_that_there_is_not_is_said(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("0", "G", "enter")
        assert under_cursor(app) == "Nowhere"
        assert "there is no view of that: away" in app.grid()
        await app.press("escape")
        assert under_cursor(app) == "Nowhere"

    drive(journal, act, panes=WITH_BLOCKS)


def test_the_cursor_stays_on_its_door_when_the_journal_changes(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9", "G")
        put_page(Path(journal.root), "2026-11-19", "- 5m brand talk @zoe\n- 5m brand talk @yan\n")
        await app.until(lambda: "zoe" in app.grid())
        assert under_cursor(app) == "anna"

    drive(journal, act, panes=WITH_BLOCKS)


def test_lines_that_have_gone_are_said(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9", "j", "enter")
        put_page(Path(journal.root), "2026-11-18", "nothing any more\n")
        await app.until(lambda: "2 lines, 55m, 1 line changed since" in app.grid())

    drive(journal, act, panes=WITH_BLOCKS)


def test_it_can_be_clicked(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9")
        row = next(at for at, row in enumerate(app.rows()) if row.startswith(" brand")) - 1
        await app.pilot.click(BlockArea, offset=(5, row))
        await app.settle()
        assert under_cursor(app) == "brand"
        await app.pilot.click(BlockArea, offset=(5, row), times=2)
        await app.settle()
        assert app.rows()[1].rstrip() == " Minutes   3 lines, 1h25"

    drive(journal, act, panes=WITH_BLOCKS)


def test_what_it_cannot_show_it_says(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9", *["left"] * 27)
        assert app.rows()[1].rstrip() == " nothing was [written] then"
        await app.press("j", "enter", "right")
        assert app.rows()[1].startswith(" Minutes   2000")

    drive(journal, act, panes=WITH_BLOCKS)


def test_nothing_of_the_journal_commands_anything(journal: Journal) -> None:
    ugly = "- 5m brand talk @ann_a: [bold]x[/] \x1b[2J \u202eevil\x07 {0} %s\n  more \x1b]0;t\x07\n"
    put_page(Path(journal.root), TODAY, ugly * 3)

    async def act(app: Driven) -> None:
        await app.press("9", "j", "enter")
        assert "[bold]x[/]" in app.grid()
        await app.press("enter", "escape", "escape", "G", "enter")

    drive(journal, act, panes=WITH_BLOCKS)


def test_it_may_become_narrow_and_wide_again(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9", "G")
        before = app.grid()
        for size in ((40, 12), (20, 5), (3, 2), (1, 1), (200, 60), (80, 24)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            app.rows()
        assert app.grid() == before

    drive(journal, act, panes=WITH_BLOCKS)
