"""Threads in the app: followed from a line, and what a return came from, chosen, corrected and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import Driven, drive

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

MARK = "\N{LEFT HALF BLOCK}"
SIZES = [(80, 24), (120, 36), (40, 12)]
DAY = "2026-11-12"
LEAD = "- brand got lead linkedin @bo +map: [b]wants\x1b[31m a quote\n"


@pytest.fixture
def threaded(journal: Journal) -> Journal:
    """The small journal, and a thread in it."""
    root = Path(journal.root)
    put_page(
        root,
        "2026-11-02",
        "- 09:00 25m brand post linkedin +map: the map is out\n- 20m brand talk phone @bo\n",
    )
    put_page(
        root, "2026-11-05", "- 20m brand talk phone @bo: about the map\n- 10m brand read blog +map +blog\n"
    )
    put_page(
        root,
        DAY,
        f"{LEAD}- brand got likes linkedin x9\n- brand got reply blog\n- 15m brand pots\n- nothing\n",
    )
    return journal


def under_cursor(app: Driven) -> str:
    """The first row with the cursor's mark, without it."""
    return next((row[1:].split("  ")[0].strip() for row in app.rows() if row.startswith(MARK)), "")


def titled(app: Driven) -> str:
    return app.rows()[1].strip()


async def go_to(app: Driven, day: str, line: int) -> None:
    """The page of a day, the cursor on a line."""
    app.main.go_to_day(day)
    app.main.go_to_line(day, line)
    await app.settle()


async def reach(app: Driven, row: str, key: str) -> None:
    """Press a key until the cursor is on a row."""
    for _ in range(40):
        if under_cursor(app) == row:
            return
        await app.press(key)
    raise AssertionError(f"no {row} in {app.grid()}")


@pytest.mark.parametrize("size", SIZES)
def test_what_it_looks_like(threaded: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, DAY, 1)
        await app.press("f")
        app.same_as("thread")
        await app.press("f")
        app.same_as("story-of-a-line")
        await app.press("escape", "C")
        app.same_as("what-brought-it")

    drive(threaded, act, size=size)


def test_a_line_of_one_thread_opens_it_at_the_line_and_esc_comes_back(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, DAY, 1)
        await app.press("f")
        assert titled(app).startswith("+map   2 Nov to 12 Nov")
        assert under_cursor(app) == f"{DAY}:1"
        await app.press("enter")
        assert (app.main.view, app.main.day, app.page_list.cursor) == ("page", DAY, 1)
        await app.press("escape")
        assert under_cursor(app) == f"{DAY}:1"
        await app.press("f")
        assert titled(app) == f"One line   {DAY}:1"
        await app.press("escape", "escape")
        assert (app.main.view, app.main.day, app.page_list.cursor) == ("page", DAY, 1)

    drive(threaded, act)


def test_a_line_of_two_threads_or_of_none_is_followed_alone(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, "2026-11-05", 2)
        await app.press("f")
        assert titled(app) == "One line   2026-11-05:2"
        assert "+blog" in app.grid()
        await app.press("g", "enter")
        assert titled(app).startswith(("+map", "+blog"))
        await app.press("1")
        await go_to(app, "2026-11-05", 1)
        await app.press("f")
        assert titled(app) == "One line   2026-11-05:1"

    drive(threaded, act)


def test_what_is_no_entry_and_no_event_is_not_followed(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        for line in (4, 5):
            await go_to(app, DAY, line)
            await app.press("f")
            assert app.main.view == "page"
            assert "nothing to follow in this line" in app.grid()

    drive(threaded, act)


def test_a_persons_page_the_palette_and_the_lines_of_channels_open_it(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        app.main.run_worker(app.main.open_view("people", "bo"))
        await app.settle()
        await reach(app, "Threads", "j")
        await app.press("enter")
        assert titled(app).startswith("+launch")
        await app.press("ctrl+p")
        await app.pilot.press(*"thread map")
        await app.settle()
        await app.press("enter")
        assert titled(app).startswith("+map")
        await app.press("5", "enter", "enter")
        lines = app.grid()
        assert under_cursor(app) == "2026-11-02:1"
        await app.press("f")
        assert titled(app).startswith("+map")
        assert under_cursor(app) == "2026-11-02:1"
        await app.press("escape")
        assert app.grid() == lines

    drive(threaded, act)


def test_a_return_is_credited_to_another_entry_by_two_keys(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, DAY, 1)
        await app.press("f", "C")
        assert titled(app) == f"What brought it   {DAY}:1"
        assert under_cursor(app) == "2026-11-05:2"
        await app.press("j", "enter")
        assert titled(app).startswith("+map")
        assert under_cursor(app) == f"{DAY}:1"
        assert "from:2026-11-05/phone: [b]wants" in app.page(DAY)
        assert "you said so, from:" in app.grid()
        await app.press("0")
        assert "from:none: [b]wants" in app.page(DAY)
        assert "tied to nothing (from:none)" in app.grid()
        await app.press("equals_sign")
        assert LEAD in app.page(DAY)
        await app.press("u", "u", "u")
        assert LEAD in app.page(DAY)
        assert "same thread, +map" in app.grid()

    drive(threaded, act)


def test_none_and_rules_work_among_what_could_have_brought_it(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, DAY, 1)
        await app.press("f", "C", "0")
        assert titled(app).startswith("+map")
        assert "from:none" in app.page(DAY)
        await app.press("C", "equals_sign")
        assert LEAD in app.page(DAY)

    drive(threaded, act)


def test_only_what_came_back_is_credited(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, DAY, 2)
        await app.press("f")
        assert titled(app) == f"One line   {DAY}:2"
        before = app.page(DAY)
        for key in ("C", "0", "equals_sign"):
            await app.press(key)
            assert "nothing that came back" in app.grid()
        await app.press("4", "C", "0", "equals_sign")
        assert app.page(DAY) == before

    drive(threaded, act)


def test_what_cannot_be_picked_is_said_and_nothing_changes(threaded: Journal) -> None:
    put_page(
        Path(threaded.root), "2026-11-02", "- 25m brand post linkedin +map\n- 25m brand post linkedin +map\n"
    )

    async def act(app: Driven) -> None:
        await go_to(app, DAY, 1)
        await app.press("f", "C")
        await reach(app, "2026-11-02:1", "j")
        await app.press("enter")
        await app.until(lambda: "no words tell 2026-11-02:1" in app.notices())
        assert LEAD in app.page(DAY)

    drive(threaded, act)


def test_a_line_that_others_have_changed_meanwhile_is_left_alone(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, DAY, 1)
        await app.press("f")
        put_page(Path(threaded.root), DAY, f"- brand got reply blog @zoe\n{LEAD}")
        await app.pilot.press("0")
        await app.settle()
        await app.until(lambda: "another line than when it was last shown" in app.notices())
        assert "from:none" not in app.page(DAY)

    drive(threaded, act)


def test_on_a_thread_nobody_is_answered(threaded: Journal) -> None:
    async def act(app: Driven) -> None:
        await go_to(app, DAY, 1)
        await app.press("f", "G")
        before = app.page("2026-11-22")
        for key in ("w", "D", "L", "x"):
            await app.press(key)
            assert "there is nobody here to" in app.grid()
        assert app.page("2026-11-22") == before

    drive(threaded, act)


def test_a_very_long_thread_shows_its_newest_lines(threaded: Journal) -> None:
    for day in range(1, 11):
        text = "".join(f"- 5m brand post blog +long: number {number}\n" for number in range(1000))
        put_page(Path(threaded.root), f"2026-10-{day:02}", text)

    async def act(app: Driven) -> None:
        app.main.run_worker(app.main.open_view("people", "+long"))
        await app.settle()
        assert "The chain, the newest 500 of 10,000 lines" in app.grid()
        await app.press("G")
        assert "2026-10-10:1000" in app.grid()
        assert "9,500 older lines not shown" in app.grid()

    drive(threaded, act)
