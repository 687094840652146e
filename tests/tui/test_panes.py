"""A third view, registered in a row of the table and driven by keyboard: all else comes from the table."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import TODAY, Driven, drive

from twohats import tui
from twohats.errors import JournalError
from twohats.format.settings import Config
from twohats.tui import keys
from twohats.tui.keys import PANE, Key
from twohats.tui.pane_table import PANES, PaneRow

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

TUI = Path(tui.__file__).parent
LINES = PaneRow(
    "lines", "Lines", "9", "view.lines", "how many lines there are", "among the lines",
    "tests.tui.third_pane:LinesPane", lines=False,
)  # fmt: skip
OLDEST = PANES[:2]
WITH_LINES = (*OLDEST, LINES)
SHOWN = [" How many lines are there?", " 2026-11-18  1 lines", " 2026-11-20  3 lines", " 2026-11-22  6 lines"]


def first_rows(app: Driven) -> list[str]:
    return [row.rstrip() for row in app.rows()[1 : len(SHOWN) + 1]]


def test_a_view_is_a_row_of_the_table(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert app.rows()[0].startswith(" 1 Day 2 Week 9 Lines   Sunday 22 November")
        await app.press("9")
        assert first_rows(app) == SHOWN
        assert app.rows()[-1].startswith(" a Add  u Undo  / Ask  s Timer  ? Help  Tab View  t Now ")
        await app.press("question_mark")
        assert app.rows()[0].startswith(" Keys among the lines")
        assert "change the line" not in app.grid(), "a key of another view"
        await app.press("pagedown")
        assert any(row.startswith(" 9 ") and "how many lines there are" in row for row in app.rows())
        await app.press("escape", "tab")
        assert app.main.view == "page"
        await app.press("tab", "tab")
        assert first_rows(app) == SHOWN

    drive(journal, act, panes=WITH_LINES)


def test_it_can_be_clicked_and_is_among_the_commands(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.pilot.click("TitleBar", offset=(app.rows()[0].index("Lines"), 0))
        await app.settle()
        assert first_rows(app) == SHOWN
        await app.press("1", "ctrl+p")
        await app.pilot.press(*["space" if char == " " else char for char in "how many lines"])
        await app.until(lambda: "How many lines there are" in app.grid())
        await app.press("down", "enter")
        assert first_rows(app) == SHOWN

    drive(journal, act, panes=WITH_LINES)


def test_its_key_can_be_another(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert not app.notices()
        await app.press("9")
        assert app.main.view == "page"
        await app.press("z")
        assert first_rows(app) == SHOWN
        assert app.rows()[0].startswith(" 1 Day 2 Week z Lines ")

    drive(journal, act, panes=WITH_LINES, config=Config(keys={"view.lines": "z"}))


def test_its_own_keys_are_rows_of_the_other_table(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = Key("lines.turn", "w", "turn", "Turn", "the other end first", ("lines",), 2, owner=PANE)
    monkeypatch.setattr(keys, "_OF_VIEWS", (*keys._OF_VIEWS, turn))

    async def act(app: Driven) -> None:
        await app.press("w")
        assert app.main.view == "page"
        assert "Turn" not in app.rows()[-1]
        await app.press("9")
        assert " w Turn " in app.rows()[-1]
        await app.press("w")
        assert first_rows(app) == [SHOWN[0], *reversed(SHOWN[1:])]
        await app.press("question_mark")
        await app.until(lambda: "Keys" in app.grid())
        await app.press("pagedown")  # those of lines stand above
        assert any(row.startswith(" w ") and "lines.turn" in row for row in app.rows())

    drive(journal, act, panes=WITH_LINES)


def test_what_changes_on_the_disk_shows(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9")
        put_page(Path(journal.root), "2026-11-21", "- 5m personal read\n")
        await app.until(lambda: "2026-11-21  1 lines" in app.grid())

    drive(journal, act, panes=WITH_LINES)


def test_a_line_is_written_there_as_anywhere(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("9")
        await app.press(*"a5m", "space", *"p", "space", *"read")
        assert app.main.entry.value == "5m p read"
        await app.press("9", "escape", "1", "9")
        assert app.main.entry.value == "5m p read9", "what is typed is never lost"
        await app.press("a", "backspace", "enter")
        assert app.page().endswith("- 5m personal read\n")
        await app.press("escape")
        await app.until(lambda: f" {TODAY}  7 lines" in app.grid())
        await app.press("u")
        await app.until(lambda: f" {TODAY}  6 lines" in app.grid())

    drive(journal, act, panes=WITH_LINES)


def test_what_it_cannot_show_it_says(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise JournalError("the [pages] cannot be counted", "count them yourself")

    monkeypatch.setattr("tests.tui.third_pane.LinesPane.drawn", fail)

    async def act(app: Driven) -> None:
        await app.press("9")
        assert first_rows(app)[0] == " the [pages] cannot be counted"
        await app.press("1", "2")
        assert app.main.view == "week"

    drive(journal, act, panes=WITH_LINES)


@pytest.mark.parametrize("width", [30, 40, 60])
def test_where_there_is_no_room_for_all_tabs_the_one_that_is_shown_has_its_name(
    journal: Journal, width: int
) -> None:
    titles = "Trend People Channels Sunday Trials Journal".split()
    more = [LINES._replace(name=title.lower(), title=title, key=str(at), id=f"view.{title.lower()}")
            for at, title in enumerate(titles, start=3)]  # fmt: skip

    async def act(app: Driven) -> None:
        assert app.rows()[0].startswith(" 1 Day  2  3  4  5  6  7  8 ")
        await app.pilot.click("TitleBar", offset=(13, 0))
        await app.settle()
        assert app.main.view == "people"
        assert app.rows()[0].startswith(" 1  2  3  4 People  5  6  7  8 "[: width - 1])

    drive(journal, act, panes=(*OLDEST, *more), size=(width, 24))


BASES = tuple(f"twohats.tui.panes.{name}" for name in ("pane", "line_pane", "block_pane", "story_pane"))


def test_no_view_is_known_outside_its_module() -> None:
    """What hosts views, or is one, knows what every view has (`BASES`) and no other view."""
    for path in TUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("twohats.tui.panes"):
                assert node.module in BASES, f"{path.name} line {node.lineno}"
            if isinstance(node, ast.Import):
                assert not any(name.name.startswith("twohats.tui.panes") for name in node.names), path.name
