"""The rows of the week are doors: each opens the lines behind its numbers, and one comes back to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import Driven, drive

from twohats.actions.create import copy_sample
from twohats.tui.pane_table import PANES
from twohats.tui.widgets.block_area import BlockArea

OWN = tuple(pane for pane in PANES if pane.name in ("page", "week", "people"))
"""The views that one comes to from here: a new view changes no picture of this one."""

if TYPE_CHECKING:
    from twohats.journal.folder import Journal


@pytest.fixture
def sample(tmp_path: Path) -> Journal:
    """The sample journal, with a line that is not understood."""
    journal = copy_sample(str(tmp_path / "sample"))
    page = Path(journal.full_path("days/2026/2026-11-17.md"))
    page.write_text(page.read_text() + "- 20m brnd post linkedin\n")
    return journal


def area(app: Driven) -> BlockArea:
    widget = app.main.pane.widget
    assert isinstance(widget, BlockArea)
    return widget


async def go_to(app: Driven, name: str) -> None:
    """Put the cursor on the row that begins so, by keyboard."""
    await app.press("2", "g")
    for _ in range(area(app).count):
        if any(row.startswith(f"\N{LEFT HALF BLOCK}{name}") for row in app.view_rows()):
            return
        await app.press("down")
    raise AssertionError(f"no door at {name}:\n{app.grid()}")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_week_with_its_cursor(sample: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("2")
        app.same_as("week")
        await go_to(app, "reply")
        await app.press("enter")
        app.same_as("week-lines")

    drive(sample, look, size=size, panes=OWN)


@pytest.mark.parametrize(
    ("name", "said", "not_said"),
    [
        ("Hours", "personal", "got "),
        ("post", " post ", " talk "),
        ("talk", " talk ", " post "),
        ("reply", "got reply", "got like"),
        ("noise", "like", "got reply"),
        ("Not read", "brnd post", "Hours"),
    ],
)
def test_a_row_opens_the_lines_behind_it_and_one_comes_back_to_it(
    sample: Journal, name: str, said: str, not_said: str
) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, name)
        before = app.grid()
        await app.press("enter")
        lines = "\n".join(app.view_rows()[3:] if app.main.view == "week" else app.view_rows())
        assert said in lines
        assert not_said not in lines
        await app.press("escape")
        assert app.grid() == before

    drive(sample, act, panes=OWN, size=(120, 50))


def test_the_hours_behind_a_row_are_those_it_says(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, "Hours")
        await app.press("enter")
        assert "16h32" in app.rows()[1], "6h35 and 9h57"
        await app.press("escape", "left", "g", "enter", "escape")
        assert "Week 46" in app.rows()[1]

    drive(sample, act, panes=OWN)


def test_a_line_opens_its_day_and_both_come_back(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, "Hours")
        await app.press("enter", "down", "down", "enter")
        assert app.main.view == "page"
        await app.press("escape")
        assert app.main.view == "week"
        assert area(app).cursor == 3
        await app.press("escape")
        assert "Week 47" in app.rows()[1]
        assert any(row.startswith("\N{LEFT HALF BLOCK}Hours") for row in app.rows())

    drive(sample, act, panes=OWN)


def test_whom_to_write_to_opens_the_people(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, "Write to")
        await app.press("enter")
        assert app.main.view == "people"
        await app.press("escape")
        assert app.main.view == "week"
        assert any(row.startswith("\N{LEFT HALF BLOCK}Write to") for row in app.rows())

    drive(sample, act, panes=OWN)


def test_on_a_narrow_screen_sentences_open_the_same(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("2", "g", "enter")
        assert app.rows()[1].startswith(" Week 47")
        assert "personal" in app.grid()
        await app.press("escape")
        assert area(app).cursor == 1

    drive(sample, act, size=(40, 12), panes=OWN)


def test_the_key_of_the_view_shows_the_week_of_the_day(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, "Hours")
        await app.press("enter", "2")
        assert "Hours" in app.grid()
        await app.press("left", "left", "t")
        assert "Week 47" in app.rows()[1]
        await app.press("left", "1")
        assert "November" in app.rows()[0]

    drive(sample, act, panes=OWN)
