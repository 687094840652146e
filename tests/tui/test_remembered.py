"""Where one was when the app was left, and the commands used: what the next start makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import TODAY, Clock, Driven, drive

from twohats.tui.kept import (
    LONGEST_NAME,
    MOST_COMMANDS,
    LastSpot,
    command_used,
    keep_spot,
    last_spot,
    used_commands,
)

if TYPE_CHECKING:
    from twohats.journal.folder import Journal


def test_view_day_and_cursor_are_there_again(journal: Journal) -> None:
    async def leave(app: Driven) -> None:
        await app.press("left", "left", "g")
        assert (app.main.day, app.page_list.cursor) == ("2026-11-20", 1)
        await app.press("q")

    async def back(app: Driven) -> None:
        assert (app.main.view, app.main.day, app.page_list.cursor) == ("page", "2026-11-20", 1)

    drive(journal, leave)
    drive(journal, back)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_a_view_is_there_again_with_what_stands_beside_it(journal: Journal, size: tuple[int, int]) -> None:
    async def leave(app: Driven) -> None:
        await app.press("2", "left", "q")

    async def back(app: Driven) -> None:
        assert app.main.view == "week"
        assert "Week 46" in "\n".join(app.view_rows())

    drive(journal, leave, size=size)
    drive(journal, back, size=size)


def test_the_next_morning_it_is_today_again(journal: Journal) -> None:
    async def leave(app: Driven) -> None:
        await app.press("2", "left", "q")

    async def back(app: Driven) -> None:
        assert (app.main.view, app.main.day) == ("week", "2026-11-23")

    drive(journal, leave)
    drive(journal, back, clock=Clock("2026-11-23"))


def test_a_place_that_is_asked_for_wins(journal: Journal) -> None:
    keep_spot(journal, TODAY, LastSpot("trend", "2026-11-18", 1))

    async def back(app: Driven) -> None:
        assert (app.main.view, app.main.day) == ("page", "2026-11-20")

    drive(journal, back, at="2026-11-20:1")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["2026-11-22"],
        [TODAY, "page", "2026-13-99", "1"],
        [TODAY, "page", "2027-01-01", "1"],
        [TODAY, "page", "2026-11-20", "-1"],
        [TODAY, "nowhere", "2026-11-20", "99999999999999"],
        [TODAY, "question", TODAY, "1"],
    ],
)
def test_what_is_odd_is_ignored(journal: Journal, lines: list[str]) -> None:
    journal.cache.remember("spot", lines)

    async def back(app: Driven) -> None:
        assert app.main.view == "page"
        assert app.main.day <= TODAY

    drive(journal, back)


def test_a_damaged_file_is_ignored(journal: Journal) -> None:
    keep_spot(journal, TODAY, LastSpot("trend"))
    assert last_spot(journal, TODAY) is not None
    (path,) = Path(journal.state).rglob("app-spot")
    path.write_bytes(b"\xff\x00" * 5000)
    assert last_spot(journal, TODAY) is None


def test_the_commands_that_are_remembered_are_bounded(journal: Journal) -> None:
    for number in range(MOST_COMMANDS + 20):
        command_used(journal, f"command {number}")
    command_used(journal, "command 119")
    command_used(journal, "x" * (LONGEST_NAME + 1))
    found = used_commands(journal)
    assert len(found) == len(set(found)) == MOST_COMMANDS
    assert found[:2] == ("command 119", "command 118")
