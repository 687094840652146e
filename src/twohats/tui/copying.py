"""Copies the line under the cursor, or the view, to where the terminal pastes from."""

from __future__ import annotations

from twohats.text.visible import visible
from twohats.tui.widgets.entry_line import without_controls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from twohats.tui.panes.pane import Pane

LONGEST = 70_000
"""Characters: terminals take about 100,000 bytes of base64 this way, and drop what is longer without a word."""
_SHOWN = 60


def copy_line(app: App[object], pane: Pane, say: Callable[[str], None]) -> None:
    """Copy what the cursor is on, and say what that is."""
    text = pane.text_of_cursor()
    if not text.strip():
        say("there is nothing here to copy")
    elif _copied(app, text, say):
        first = text.strip().partition("\n")[0]
        more = text.strip().count("\n")
        below = f", and {more} more {'line' if more == 1 else 'lines'}" if more else ""
        say(f"copied: {visible(first, _SHOWN)}{below}")


def copy_view(app: App[object], pane: Pane, say: Callable[[str], None]) -> None:
    """Copy the view as Markdown, and say how much that is."""

    def take(text: str) -> None:
        if _copied(app, text, say):
            say(f"copied: the view as Markdown, {text.count(chr(10))} lines")

    pane.host.background.run(pane.markdown(), take, group="copy", only_latest=True)


def _copied(app: App[object], text: str, say: Callable[[str], None]) -> bool:
    text = without_controls(text)
    if len(text) > LONGEST:
        say(f"not copied: {len(text):,} characters are more than terminals take")
        return False
    app.copy_to_clipboard(text)
    return True
