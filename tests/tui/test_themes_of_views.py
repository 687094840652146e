"""The views of figures in a second theme: the same text in the theme's own colours, and none that a text asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import Driven, drive
from tests.tui.test_hostile_views import fill

from twohats.tui.drawing import role_styles
from twohats.tui.pane_table import PANES

if TYPE_CHECKING:
    from rich.style import Style

    from twohats.journal.folder import Journal

SECOND = "beacon"
VIEWS = [*(pane.key for pane in PANES[1:]), "F"]
OPENED = ["G", "pageup", "enter"]


def styles(app: Driven) -> list[Style]:
    """The style of every word of the views that are shown, without the bars to scroll with."""
    areas = [pane.widget for pane in app.main.navigation.shown()]
    strips = [area.render_line(y) for area in areas for y in range(area.size.height)]
    return [segment.style for strip in strips for segment in strip if segment.style and segment.text.strip()]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_second_theme_changes_colours_and_nothing_else(journal: Journal, size: tuple[int, int]) -> None:
    fill(journal)

    async def look(app: Driven) -> None:
        first = app.app.theme
        for key in VIEWS:
            await app.press(key)
            for keys in ([], OPENED, ["escape", "escape"]):
                await app.press(*keys)
                app.app.theme = first
                await app.settle()
                text, before = app.grid(), {style.color for style in styles(app)}
                app.app.theme = SECOND
                await app.settle()
                assert app.grid() == text
                after = {style.color for style in styles(app)}
                assert after - {None} <= {
                    style.color for style in role_styles(app.app.theme_variables).values()
                }
                assert after != before
                for style in styles(app):
                    assert style.link is None
                    assert not [name for name in style.meta if name.startswith("@")]
                    assert not style.blink
                    assert not style.conceal

    drive(journal, look, size=size)
