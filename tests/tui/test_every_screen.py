"""Every screen in four sizes and two themes, as a grid of text: nothing is cut off, nothing runs into anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import Driven, drive

from twohats.tui.keys import BY_ID
from twohats.tui.pane_table import PANES

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SIZES = [(40, 12), (80, 24), (120, 36), (200, 60)]
OTHER_THEME = "broadsheet"
SCREENS = {
    **{row.name: (row.key,) for row in PANES},
    "why": (BY_ID["view.why"].keys,),
    "person": ("4", "enter"),
    "thread": ("g", "f"),
    "questions": ("slash",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "typing": ("a",),
    "letters": ("apostrophe",),
    "split": ("g", "percent_sign"),
    "date": ("ctrl+g",),
    "card": ("6", "enter"),
    "plan": ("7", "p"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(journal: Journal, name: str, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press(*SCREENS[name])
        if name == "person":  # it follows the cursor after a moment
            await app.pilot.pause(0.2)
            await app.settle()
        app.same_as(f"screen-{name}")
        before = app.grid()
        app.app.theme = OTHER_THEME
        await app.settle()
        assert app.grid() == before

    drive(journal, look, size=size)
