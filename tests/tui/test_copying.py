"""What is copied: the line under the cursor, the view as Markdown; and letters to jump to rows by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import TODAY, Driven, drive

from twohats.tui.copying import LONGEST

if TYPE_CHECKING:
    from twohats.journal.folder import Journal


def test_a_line_is_copied_as_it_would_be_typed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "y")
        assert (
            app.app.clipboard
            == "09:10-09:35 brand post linkedin m2 i3: Launch thread for the second book +launch"
        )
        assert "copied: 09:10-09:35 brand post linkedin" in app.rows()[-2] + app.notices()
        await app.press("down", "down", "y")
        assert app.app.clipboard == (
            "14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller\n"
            "She asked how the second book is going."
        )

    drive(journal, act)


def test_a_page_is_copied_as_it_stands(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("Y")
        await app.until(lambda: app.app.clipboard != "")
        assert app.app.clipboard.rstrip() == PAGES[TODAY].rstrip()
        assert "copied: the view as Markdown" in app.rows()[-2] + app.notices()

    drive(journal, act)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("2", "```\n Week 47"),
        ("3", "## Trend"),
        ("4", "## People"),
        ("5", "## Channels"),
        ("8", "```\n Journal"),
    ],
)
def test_every_view_can_be_copied(journal: Journal, key: str, said: str) -> None:
    async def act(app: Driven) -> None:
        await app.press(key, "Y")
        await app.until(lambda: app.app.clipboard != "")
        assert app.app.clipboard.startswith(said)

    drive(journal, act)


def test_a_row_of_a_view_is_copied_as_its_line_or_as_it_is_seen(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("2", "y")
        assert app.app.clipboard.startswith("Hours  personal 1h25")
        await app.press("slash")
        await app.pilot.press(*"mastodon")
        await app.settle()
        await app.press("down", "y")
        assert app.app.clipboard == "25m personal read mastodon m4"

    drive(journal, act)


def test_what_is_too_long_is_not_copied_and_that_is_said(journal: Journal) -> None:
    journal.change("by hand", f"days/2026/{TODAY}.md", lambda text: text + "x" * LONGEST)

    async def act(app: Driven) -> None:
        await app.press("Y")
        await app.until(lambda: "not copied" in app.rows()[-2] + app.notices())
        assert app.app.clipboard == ""

    drive(journal, act)


def test_a_letter_goes_to_its_row(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("apostrophe")
        rows = [row for row in app.rows() if row[:1].isalpha()]
        assert [row[0] for row in rows] == list("asdfgh")
        await app.press("d")
        assert app.page_list.cursor == 3
        assert not any(row[:1].isalpha() for row in app.rows())
        await app.press("apostrophe", "escape", "d")
        assert "deleted" in app.rows()[-2] + app.notices(), "keys are keys again"

    drive(journal, act)


def test_letters_are_on_all_that_is_shown(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("apostrophe", "j")
        assert app.main.view == "week"
        assert app.main.pane.widget.cursor == 1  # type: ignore[attr-defined]  # a BlockArea

    drive(journal, act, size=(120, 36))
