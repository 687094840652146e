"""The mouse in every view: a click, two, the wheel; in a real terminal, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import TODAY, Driven, drive
from textual import events

from twohats.tui.pane_table import PANES

if TYPE_CHECKING:
    from tests.tui.terminal import Terminal

    from twohats.journal.folder import Journal


def row_of(app: Driven, text: str) -> int:
    return next(number for number, row in enumerate(app.rows()) if text in row)


async def click(app: Driven, text: str, times: int = 1) -> None:
    """Click on the first row that has a text, where it begins."""
    row = row_of(app, text)
    await app.pilot.click(offset=(app.rows()[row].index(text) + 1, row), times=times)
    await app.settle()


async def wheel(app: Driven, by: int) -> None:
    """Turn the wheel over the view."""
    area = app.main.pane.widget
    kind = events.MouseScrollDown if by > 0 else events.MouseScrollUp
    x, y = area.region.x + 3, area.region.y + 2
    for _ in range(abs(by)):
        area.post_message(kind(area, 3, 2, 0, by, 0, False, False, False, screen_x=x, screen_y=y))
    await app.settle()


def test_a_click_on_a_line_puts_the_cursor_there_and_two_open_it_and_never_change_it(
    journal: Journal,
) -> None:
    page = journal.full_path(f"days/2026/{TODAY}.md")
    with open(page, "a", encoding="utf-8") as file:
        file.write("- 20m personal read: " + "word " * 80 + "the end\n")

    async def act(app: Driven) -> None:
        await click(app, "14:00")
        assert app.page_list.cursor == 3
        assert "the end" not in app.grid()
        await click(app, "20m  personal", times=2)
        assert "the end" in app.grid()
        assert app.main.entry.value == ""
        assert app.main.here == "page"
        await click(app, "20m  personal", times=2)
        assert "the end" not in app.grid()

    drive(journal, act)


@pytest.mark.parametrize(
    ("key", "row", "opens"),
    [
        ("2", "post   ", "linkedin"),
        ("3", "personal   ", "Week"),
        ("4", "anna", "anna"),
        ("5", "1h25   3 more", "LinkedIn"),
        ("6", "all of it", "1 of 5"),
    ],
)
def test_two_clicks_open_what_enter_opens(journal: Journal, key: str, row: str, opens: str) -> None:
    async def by_mouse(app: Driven) -> None:
        await app.press(key)
        rows = [
            number for number, text in enumerate(app.rows()) if row.lower() in text.lower() and number > 1
        ]
        if not rows:
            pytest.fail(f"no row {row}:\n{app.grid()}")
        await app.pilot.click(offset=(8, rows[0]))
        await app.settle()
        at = app.main.pane.widget.cursor  # type: ignore[attr-defined]
        await app.pilot.click(offset=(8, rows[0]), times=2)
        await app.settle()
        shown.append((app.app.screen.__class__.__name__, app.main.view, at, app.grid()))

    async def by_keys(app: Driven) -> None:
        await app.press(key)
        app.main.pane.widget.go_to(shown[0][2])  # type: ignore[attr-defined]
        await app.settle()
        await app.press("enter")
        shown.append((app.app.screen.__class__.__name__, app.main.view, shown[0][2], app.grid()))

    shown: list[tuple[str, str, int, str]] = []
    drive(journal, by_mouse)
    drive(journal, by_keys)
    assert shown[0] == shown[1]
    assert opens in shown[0][3]


@pytest.mark.parametrize("key", [pane.key for pane in PANES])
def test_the_wheel_scrolls_every_view_as_far_as_there_are_rows(journal: Journal, key: str) -> None:
    async def act(app: Driven) -> None:
        await app.press(key)
        area = app.main.pane.widget
        cursor = getattr(area, "cursor", 0)
        await wheel(app, -30)
        assert area.scroll_offset.y == 0
        await wheel(app, 60)
        assert area.scroll_offset.y == area.max_scroll_y
        assert getattr(area, "cursor", 0) == cursor, "it moves nothing but what is seen"

    drive(journal, act, size=(40, 12))


def test_in_a_terminal_rows_tabs_keys_and_words_are_clicked(terminal: Terminal) -> None:
    def at(text: str) -> str:
        rows = terminal.text().split("\n")
        row = max(number for number, each in enumerate(rows) if text in each)
        return f"{rows[row].index(text) + 2};{row + 1}"

    def clicked(text: str) -> None:
        terminal.at_once(f"\x1b[<0;{at(text)}M\x1b[<0;{at(text)}m")

    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    clicked("09:10")
    terminal.until(lambda text: bool(re.search("\N{LEFT HALF BLOCK}.*09:10", text)), "the cursor there")
    clicked("2 Week")
    terminal.shows("Week 47")
    clicked("post   ")
    clicked("post   ")
    terminal.shows("carousel")
    clicked("1 Day")
    terminal.shows("coffee late")
    clicked("a Add")
    terminal.shows("brand  personal  novelist")
    clicked("novelist  ")
    terminal.until(lambda text: "novelist" in text.split("\n")[19], "the word in the line")
    terminal.keys("C-u", "Escape", "q")
    terminal.shows("ready>")
