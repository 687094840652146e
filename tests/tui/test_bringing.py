"""What other programs recorded, brought in the app: files, the hat, the preview, one change, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.test_importing import calendar
from tests.tui.driven import Driven, drive

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.journal.folder import Journal

SIZES = [(40, 12), (80, 24), (120, 36)]


async def open_it(app: Driven) -> None:
    """Through the palette, by its name."""
    await app.press("ctrl+p")
    await app.pilot.press(*"bring")
    await app.until(lambda: "Bring what you have" in app.grid())
    await app.press("enter")
    await app.until(lambda: "path of a file" in app.grid())


@pytest.mark.parametrize("size", SIZES)
def test_a_calendar_is_shown_taken_in_and_taken_back(
    journal: Journal, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = calendar(tmp_path, 3, 4)

    async def act(app: Driven) -> None:
        await open_it(app)
        app.pilot.app.screen.query_one("Input").value = path  # type: ignore[attr-defined]
        await app.press("enter")
        await app.until(lambda: "which hat" in app.grid())
        await app.press("b", "enter")
        await app.until(lambda: "take in" in app.grid())
        assert "calendar, mara@example.org" in app.grid()
        await app.press("l")
        await app.until(lambda: "2026-11-04" in app.grid())
        await app.press("enter")
        await app.until(lambda: len(journal.days("2026-11-03", "2026-11-04")) == 2)
        assert "brand talk @tove src:ics" in journal.page_and_text("2026-11-03")[1]
        await app.press("u")
        await app.until(lambda: "src:ics" not in journal.page_and_text("2026-11-03")[1])

    drive(journal, act, size=size)


def test_it_is_left_at_every_step_without_a_change(journal: Journal, tmp_path: Path) -> None:
    path = calendar(tmp_path, 3)

    async def act(app: Driven) -> None:
        await open_it(app)
        await app.press("escape")
        await open_it(app)
        line = app.pilot.app.screen.query_one("Input")
        line.value = "/nowhere"  # type: ignore[attr-defined]
        await app.press("enter")
        await app.until(lambda: "there is no file /nowhere" in app.grid())
        line.value = path  # type: ignore[attr-defined]
        await app.press("enter")
        await app.until(lambda: "which hat" in app.grid())
        await app.press("x", "enter")
        await app.until(lambda: "one of personal, brand" in app.grid())
        await app.press("escape")
        assert journal.days("2026-11-03", "2026-11-03") == []

    drive(journal, act)


def test_who_may_be_somebody_known_is_said_in_the_preview(journal: Journal, tmp_path: Path) -> None:
    path = calendar(tmp_path, 3)
    journal.change("know her", "people.toml", lambda text: f'{text}\n[ta]\nname = "Tove Adlerz"\n')

    async def act(app: Driven) -> None:
        await open_it(app)
        app.pilot.app.screen.query_one("Input").value = path  # type: ignore[attr-defined]
        await app.press("enter")
        await app.until(lambda: "which hat" in app.grid())
        await app.press("b", "enter")
        await app.until(lambda: "may be @ta" in app.grid())
        await app.press("r")
        await app.until(lambda: "The same?" in app.grid() and "Who is it" in app.grid())
        await app.press("y", "enter")
        await app.until(lambda: "take in" in app.grid() and "may be @ta" not in app.grid())
        await app.press("enter")
        await app.until(lambda: "talk @ta src:ics" in journal.page_and_text("2026-11-03")[1])

    drive(journal, act)
