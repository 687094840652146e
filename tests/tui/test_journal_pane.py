"""The journal as a calendar in the app: days are gone to, opened, and come back from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import TODAY, Clock, Driven, drive

from twohats.actions.create import copy_sample
from twohats.tui.pane_table import PANES

OWN = tuple(pane for pane in PANES if pane.name in ("page", "week", "journal"))
"""The views that one comes to from here: a new view changes no picture of this one."""
SIZES = [(40, 12), (80, 24), (120, 36), (200, 60)]

if TYPE_CHECKING:
    from twohats.journal.folder import Journal


@pytest.fixture
def sample(tmp_path: Path) -> Journal:
    """The sample journal, with a line that is not understood and two saved questions."""
    journal = copy_sample(str(tmp_path / "sample"))
    page = Path(journal.full_path("days/2026/2026-11-17.md"))
    page.write_text(page.read_text() + "- 20m brnd post linkedin\n")
    settings = Path(journal.full_path("hat.toml"))
    settings.write_text(
        settings.read_text() + '\n[questions]\ndull = "brand post m1-2"\n"[b]x" = "+dowager got"\n'
    )
    journal.forget_settings()
    return journal


def first_row(app: Driven) -> str:
    return next(row.strip() for row in app.rows()[1:] if row.strip())


def chosen(app: Driven) -> str:
    return app.main.pane.day_inside()


@pytest.mark.parametrize("size", SIZES)
def test_a_year_a_month_and_a_week_at_a_glance(sample: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("8")
        app.same_as("journal-month")
        await app.press("plus")
        app.same_as("journal-year")
        await app.press("minus", "minus")
        app.same_as("journal-week")

    drive(sample, look, size=size, panes=OWN)


@pytest.mark.parametrize("size", SIZES[:1])
def test_the_chosen_day_is_in_sight_on_a_small_screen(sample: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", "plus", *["up"] * 10)
        assert chosen(app) == "2026-01-22"
        assert any(row.startswith("▌Jan") for row in app.rows())
        await app.press(*["down"] * 10)
        assert any(row.startswith("▌Nov") for row in app.rows())

    drive(sample, act, size=size, panes=OWN)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("left", "2026-11-21"),
        ("h h", "2026-11-20"),
        ("up", "2026-11-15"),
        ("up up up up", "2026-10-25"),
        ("left right", TODAY),
        ("right", TODAY),
        ("up down down", TODAY),
        ("left down", TODAY),
        ("pageup", "2026-10-22"),
        ("pageup pagedown", TODAY),
        ("g", "2026-11-01"),
        ("g G", TODAY),
        ("g left", "2026-10-31"),
        ("pageup t", TODAY),
        ("plus left", "2026-11-21"),
        ("plus up", "2026-10-22"),
        ("plus plus up", "2026-10-22"),
        ("plus pageup", "2025-11-22"),
        ("plus g", "2026-01-01"),
        ("plus pageup G", "2025-12-31"),
        ("minus left", "2026-11-15"),
        ("minus up", "2026-11-21"),
        ("minus minus down", TODAY),
        ("minus pageup", "2026-11-15"),
        ("minus g", "2026-11-16"),
        ("pageup pageup pageup g pageup", "2026-07-01"),
    ],
)
def test_keys_go_to_the_day_that_is_seen_there(journal: Journal, keys: str, day: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", *keys.split())
        assert chosen(app) == day

    drive(journal, act, panes=OWN)


def test_a_month_back_from_its_last_day_is_a_last_day(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", "pageup")
        assert chosen(app) == "2026-09-30"
        await app.press("plus", *["up"] * 7)
        assert chosen(app) == "2026-02-28"

    drive(journal, act, panes=OWN, clock=Clock("2026-10-31"))


def test_the_first_days_there_are_end_it(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8")
        await app.main.open_view("journal", "0001-01-01")
        await app.press("left", "up", "pageup", "plus", "up", "minus", "minus", "up", "left")
        assert chosen(app) == "0001-01-01"
        assert "0001" in app.grid() or "1 January 1" in app.grid() or "January" in app.grid()

    drive(journal, act, panes=OWN)


def test_enter_opens_the_day_and_escape_comes_back_to_it(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", "plus", "up", "left", "enter")
        assert app.main.view == "page"
        assert "Wednesday 21 October 2026" in app.rows()[0]
        await app.press("left", "escape")
        assert app.main.view == "journal"
        assert first_row(app).startswith("Journal   2026")
        assert chosen(app) == "2026-10-21"
        await app.press("2")
        assert "Week 43" in app.grid(), "other views open at the day of the cursor"
        await app.press("8")
        assert chosen(app) == "2026-10-21"

    drive(sample, act, panes=OWN, size=(80, 36))  # all of a year is in sight


def test_a_line_begun_there_is_for_the_day_of_the_cursor(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", "left", "a")
        await app.type("25m p read")
        await app.press("enter")
        assert "25m personal read" in app.page("2026-11-21")
        await app.press("escape")
        assert "personal 25m" in app.grid() or "25m" in app.grid(), "and is counted"

    drive(sample, act, panes=OWN)


def test_a_page_that_changes_is_counted_again(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8")
        assert "1 not understood" in app.grid()
        put_page(Path(journal.root), TODAY, "- 2h p read\n")
        app.main.pane.pages_changed()
        await app.settle()
        assert "not understood" not in app.grid()
        assert "personal 2h" in app.grid()

    drive(journal, act, panes=OWN)


def test_the_day_turns_with_who_looks_at_today(journal: Journal) -> None:
    clock = Clock()

    async def act(app: Driven) -> None:
        await app.press("8", "right")
        clock.at = clock.at._replace(day="2026-11-23", minute=1)
        app.main.refresher.look()
        await app.settle()
        assert chosen(app) == "2026-11-23"
        await app.press("right")
        assert chosen(app) == "2026-11-23"

    drive(journal, act, panes=OWN, clock=clock)


def test_a_click_chooses_and_two_open(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8")
        row = next(at for at, text in enumerate(app.rows()) if text.startswith(" 46  9 "))
        await app.pilot.click(offset=(26, row + 1))
        await app.settle()
        assert chosen(app) == "2026-11-11"
        await app.pilot.click(offset=(26, row + 1), times=2)
        await app.settle()
        assert app.main.view == "page"
        assert "11 November" in app.rows()[0]

    drive(sample, act, panes=OWN)


def test_keys_typed_ahead_arrive(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        for key in ("8", "plus", "up", "up", "enter"):
            await app.pilot.press(key)
        await app.settle()
        assert app.main.view == "page"
        assert "22 September" in app.rows()[0]

    drive(sample, act, panes=OWN)


def test_a_terminal_may_become_small_and_large_again(sample: Journal) -> None:
    async def look(app: Driven) -> None:
        await app.press("8", "plus")
        before = app.grid()
        for size in ((40, 12), (20, 5), (3, 2), (200, 60), (80, 24)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            app.rows()
        assert app.grid() == before

    drive(sample, look, panes=OWN)


def test_an_empty_journal_has_days_without_anything(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", "pageup", "pageup")
        assert "0 days logged" in app.grid()
        assert "nothing logged" in app.grid()

    drive(journal, act, panes=OWN)


def test_a_saved_question_is_below_today_and_enter_asks_it(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", "t", "down")
        assert any(row.startswith("\N{LEFT HALF BLOCK}[b]x") for row in app.rows()), "a name is no markup"
        assert sum(row.startswith("\N{LEFT HALF BLOCK}") for row in app.rows()) == 1
        await app.press("down", "down", "enter")
        assert app.main.view == "question"
        assert "brand post m1-2" in app.grid()
        await app.press("escape")
        assert app.main.view == "journal"
        assert any(row.startswith("\N{LEFT HALF BLOCK}dull") for row in app.rows())
        await app.press("up", "up")
        assert not any(row.startswith("\N{LEFT HALF BLOCK}[b]x") for row in app.rows())
        await app.press("enter")
        assert app.main.view == "page"

    drive(sample, act)


def test_a_click_chooses_a_question_and_two_ask_it(sample: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8")
        row = next(at for at, text in enumerate(app.rows()) if text.startswith(" dull"))
        await app.pilot.click(offset=(3, row))
        await app.settle()
        assert app.rows()[row].startswith("\N{LEFT HALF BLOCK}dull")
        await app.pilot.click(offset=(3, row), times=2)
        await app.settle()
        assert app.main.view == "question"

    drive(sample, act, size=(80, 36))
