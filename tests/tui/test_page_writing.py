"""Further lines of a note, and prose, written in the app: saved as one change, merged with others' lines, never lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES, put_page
from tests.tui.driven import TODAY, Driven, drive

from twohats.tui.screens.page_text import PageArea, PageScreen

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SIZES = [(80, 24), (40, 12)]
PAGE = PAGES[TODAY]
NOTE = "  She asked how the second book is going.\n"
PATH = f"days/2026/{TODAY}.md"


def area(app: Driven) -> PageArea:
    return app.app.screen.query_one(PageArea)


async def typed(app: Driven, text: str) -> None:
    for sign in text:
        await app.pilot.press({" ": "space", ".": "full_stop", "\n": "enter", ":": "colon"}.get(sign, sign))
    await app.settle()


def test_further_lines_of_a_note_are_written_and_taken_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "j", "N")
        await typed(app, "first\nsecond")
        await app.press("ctrl+s")
        assert app.page() == PAGE.replace(NOTE, f"{NOTE}  first\n  second\n")
        assert "written on Sun 22 Nov (u takes it back)" in app.grid()
        assert "second" in app.grid()
        await app.press("u")
        assert app.page() == PAGE

    drive(journal, act)


@pytest.mark.parametrize("size", SIZES)
def test_prose_is_written_and_what_is_not_understood_is_said(journal: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "P")
        app.same_as("page-text")
        area(app).move_cursor(area(app).document.end)
        await typed(app, "\nrain all day")
        await app.press("ctrl+s")
        assert app.page() == f"{PAGE}\nrain all day\n"

    drive(journal, act, size=size)


def test_nothing_is_changed_by_looking(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        for key in ("N", "P"):
            await app.press("g", key, "ctrl+s")
            assert app.page() == PAGE
            await app.press("g", key, "escape")
            assert app.page() == PAGE
            assert "not saved" not in app.grid()
        await app.press("left", "left", "left", "P", "ctrl+s")
        assert journal.read_text("days/2026/2026-11-19.md") is None

    drive(journal, act)


def test_what_is_not_saved_is_kept_over_a_kill_and_merged_with_what_others_wrote(journal: Journal) -> None:
    async def begin(app: Driven) -> None:
        await app.press("g", "N")
        await typed(app, "mine")
        await app.until(lambda: "mine" in str(journal.remembered.begun_page(TODAY)))

    async def go_on(app: Driven) -> None:
        await app.until(lambda: "not saved: what you wrote on today" in app.notices())
        assert app.page() == changed
        await app.press("P")
        assert "from before, not saved" in app.grid()
        assert "mine" in area(app).text
        await app.press("ctrl+s")
        page = app.page()
        assert "- 25m personal read mastodon m5\n" in page
        assert "second book +launch\n  mine\n" in page
        assert journal.remembered.begun_pages() == []
        await app.press("u")
        assert app.page() == changed

    drive(journal, begin)
    changed = PAGE.replace("mastodon m4", "mastodon m5")
    journal.change("elsewhere", PATH, lambda _: changed)
    drive(journal, go_on)


def test_it_is_left_for_later_or_dropped(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("P")
        await typed(app, "x")
        await app.press("escape")
        assert "not saved: what you wrote on today; P there takes it up again" in app.grid()
        await app.press("P", "ctrl+n")
        assert not isinstance(app.app.screen, PageScreen)
        assert journal.remembered.begun_pages() == []
        assert app.page() == PAGE

    drive(journal, act)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeff- 25m p read\r\n- 5m p read\r\n", "\ufeff- 25m p read\r\n  mine\r\n- 5m p read\r\n"),
        ("- 25m p read\r\n- 5m p read\nprose", "- 25m p read\r\n  mine\r\n- 5m p read\nprose\n"),
        ("- 25m p read: \x1b[2J\x07\n- 5m p read\n", "- 25m p read: \x1b[2J\x07\n  mine\n- 5m p read\n"),
        ("- 25m p read\n  \nprose\n\n\n", "- 25m p read\n  mine\n  \nprose\n\n\n"),
    ],
    ids=["carriage returns", "mixed", "controls", "blanks"],
)
def test_all_other_bytes_of_the_page_stay(journal: Journal, before: str, after: str) -> None:
    put_page(Path(journal.root), TODAY, "")
    Path(journal.full_path(PATH)).write_bytes(before.encode())

    async def act(app: Driven) -> None:
        await app.press("g", "N")
        await typed(app, "mine")
        await app.press("ctrl+s")
        assert app.page() == after

    drive(journal, act)


def test_a_page_that_cannot_be_put_back_as_it_was_is_for_an_editor(journal: Journal) -> None:
    put_page(Path(journal.root), TODAY, "- 25m p read: a\u2028b\n")

    async def act(app: Driven) -> None:
        await app.press("g", "N")
        assert not isinstance(app.app.screen, PageScreen)
        assert "E opens" in app.notices()

    drive(journal, act)
