"""The trend in the app: the rows of the shell, longer and shorter, back and forward, and into what rows stand for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import TODAY, Driven, drive

from twohats.actions.create import copy_sample
from twohats.actions.trend import trend_to
from twohats.format.calendar import week_named
from twohats.tui.pane_table import PANES
from twohats.views.block_rows import view_rows
from twohats.views.rows import row_text
from twohats.views.trend import trend_view

OWN = tuple(pane for pane in PANES if pane.name in ("page", "week", "trend"))
"""The views that one comes to from here: a new view changes no picture of this one."""

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.journal.folder import Journal


@pytest.fixture
def sample(tmp_path: Path) -> Journal:
    """The sample journal, which has enough for a trend to speak."""
    return copy_sample(str(tmp_path / "sample"))


def first_row(app: Driven) -> str:
    return app.rows()[1].strip()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_trend_is_that_of_the_shell(sample: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("3")
        figures, _, names = trend_to(sample, week_named("2026-W47"), date.fromisoformat(TODAY))
        shell = [
            row_text(each.row).strip() for each in view_rows(trend_view(figures, names=names), size[0] - 1)
        ]
        shown = [row[1 : size[0] - 1].strip() for row in app.rows()[1:-1]]
        shown = shown[: next((at for at, row in enumerate(shown) if row.startswith("+ longer")), len(shown))]
        assert [row for row in shown[:18] if row] == [row for row in shell if row][
            : len([r for r in shown[:18] if r])
        ]
        app.same_as("trend")

    drive(sample, look, size=size, panes=OWN)


def test_longer_and_shorter_and_to_their_ends(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("3")
        assert first_row(app).startswith("Trend   12 weeks to 22 November 2026")
        await app.press("minus")
        assert first_row(app).startswith("Trend   12 weeks")
        await app.press("plus")
        assert first_row(app).startswith("Trend   52 weeks")
        app.same_as("trend-year")
        await app.press("plus")
        assert first_row(app).startswith("Trend   15 weeks"), "all there is"
        await app.press("plus")
        assert first_row(app).startswith("Trend   15 weeks")
        await app.press("minus", "minus")
        assert first_row(app).startswith("Trend   12 weeks")

    drive(sample, act, panes=OWN)


def test_back_and_forward_by_four_weeks_but_not_beyond_this_one(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("3", "left")
        assert first_row(app).startswith("Trend   12 weeks to 25 October 2026")
        await app.press("left")
        assert first_row(app).startswith("Trend   12 weeks to 27 September 2026")
        await app.press("plus")
        assert first_row(app).startswith("Trend   52 weeks to 27 September 2026")
        await app.press("t")
        assert first_row(app).startswith("Trend   52 weeks to 22 November 2026")
        await app.press("right")
        assert first_row(app).startswith("Trend   52 weeks to 22 November 2026")

    drive(sample, act, panes=OWN)


def test_a_row_opens_its_week_and_its_lines_and_one_comes_back(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("3", "down", "down", "down", "enter")
        assert app.main.view == "week"
        assert "Week 39" in app.grid()
        await app.press("escape")
        assert app.main.view == "trend"
        await app.press("down", "down", "down", "enter")
        assert "conversation" in app.grid()
        assert "got conversation" in app.grid() or "Came back" in app.rows()[1]
        await app.press("escape")
        assert first_row(app).startswith("Trend   12 weeks")

    drive(sample, act, panes=OWN)


def test_an_empty_journal_says_what_will_be_here(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("3", "left", "left", "left", "left")
        assert "Nothing is written in these weeks." in app.grid()
        await app.press("t")
        assert "not enough yet" in app.grid()

    drive(journal, act, panes=OWN)


def test_it_opens_at_weeks_that_another_view_names(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.main.open_view("trend", "52/2026-W44")
        await app.settle()
        assert first_row(app).startswith("Trend   52 weeks to 1 November 2026")

    drive(sample, act, panes=OWN)
