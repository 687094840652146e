"""Every view of the app says how many lines and files are in none of its numbers, and opens the lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import Driven, drive

from twohats.tui.pane_table import PANES

if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.tui.pane_table import PaneRow

SAID = {
    "page": "1 line not read",
    "journal": "1 line and 1 file left out of every number here: o on a day with !",
}
"""What a view says whose row opens nothing: the page shows the lines themselves."""


@pytest.mark.parametrize("row", PANES, ids=lambda row: row.name)
def test_a_view_says_what_is_left_out_of_it(journal: Journal, row: PaneRow) -> None:
    (Path(journal.root) / "days" / "2026" / "2026-11-21.md").mkdir()

    async def look(app: Driven) -> None:
        await app.press(row.key)
        await app.press("G")
        said = SAID.get(row.name, "1 line and 1 file left out of every number here: o opens")
        assert said in app.grid()

    drive(journal, look, size=(100, 60))


def test_enter_opens_the_lines(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await app.press("4", "G", "enter")
        assert "25m brnd post linkedin" in app.grid()

    drive(journal, look, size=(100, 60))
