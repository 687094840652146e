"""What the screens look like, as grids of text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import TODAY, Driven, drive

from twohats.actions.week import figures_of
from twohats.format.calendar import week_named
from twohats.tui.widgets.cursor_rows import MARK
from twohats.tui.widgets.page_list import PageList
from twohats.views.rows import row_text
from twohats.views.week import week_rows

if TYPE_CHECKING:
    from textual.strip import Strip

    from twohats.journal.folder import Journal

SIZES = [(80, 24), (120, 36), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
def test_the_page_of_a_day(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        app.same_as("page")

    drive(journal, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_line_while_it_is_typed(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.type("25m b post link")
        app.same_as("typing")

    drive(journal, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_line_that_is_not_understood(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.type("25m b pots linkedin m9: not yet")
        app.same_as("typing-wrong")

    drive(journal, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_week_is_that_of_the_shell(journal: Journal, size: tuple[int, int]) -> None:
    """The same rows, as far as they fit; the entry line makes room for them."""

    async def look(app: Driven) -> None:
        await app.press("2")
        figures = figures_of(journal, week_named("2026-W47"), date.fromisoformat(TODAY))
        width = app.main.pane.widget.row_width
        shell = [
            row_text(row).rstrip().replace("hat check", "o opens") for row in week_rows(figures, width=width)
        ]
        shown = [row[:width].rstrip() for row in app.view_rows()]
        shown = [f" {row.removeprefix(MARK)}" if row.startswith(MARK) else row for row in shown]
        assert shown[: len(shell)] == shell[: len(shown)]

    drive(journal, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_keys(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("question_mark")
        app.same_as("keys-of-the-page")
        await app.press("escape", "2", "question_mark")
        app.same_as("keys-of-the-week")

    drive(journal, look, size=size)


def test_a_day_without_a_page_says_what_to_do(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await app.press("left")
        app.same_as("empty")

    drive(journal, look)


def test_the_palette_offers_the_commands_and_the_themes(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await app.press("ctrl+p")
        app.same_as("palette")
        await app.pilot.press(*"lamplight")
        await app.settle()
        assert "Theme: lamplight" in app.grid()

    drive(journal, look)


def test_the_first_frame_holds_the_page(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = PageList.render_line

    def noted(self: PageList, y: int) -> Strip:
        strip = draw(self, y)
        drawn.append(strip.text)
        return strip

    async def look(_: Driven) -> None:
        assert drawn[0].strip() == "Slept badly, coffee late."

    monkeypatch.setattr(PageList, "render_line", noted)
    drive(journal, look)


@pytest.mark.parametrize("rows", [5, 6, 8, 12])
def test_the_palette_shows_a_command_however_few_rows_there_are(journal: Journal, rows: int) -> None:
    async def look(app: Driven) -> None:
        await app.press("ctrl+p")
        assert " a          Write" in app.grid()
        assert "Search for" in app.grid()

    drive(journal, look, size=(20, rows))


def test_a_terminal_may_become_small_and_large_again(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        before = app.grid()
        for size in ((40, 12), (20, 5), (3, 2), (200, 60), (80, 24)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            app.rows()
        assert app.grid() == before

    drive(journal, look)
