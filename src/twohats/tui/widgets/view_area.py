"""Rows of a view that come from elsewhere, to scroll in."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.tui.widgets.rows import RowArea
from twohats.values import NamedTuple
from twohats.views.rows import Row, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


class Content(NamedTuple):
    """What a view shows, as far as it is known."""

    of: object
    """What it is of: `2026-W47`. Anything else is looked at from its first row."""
    draw: Callable[[int], Any] | None = None
    """Its rows for a width, or what its widget draws them from; None while they are being worked out."""
    wrong: str = ""
    """Why there are none, if there are none and there will be none."""


def instead_of_rows(content: Content) -> Row:
    """What stands where there are no rows, or none yet."""
    wrong = content.wrong
    return (user_text(f" {wrong or 'Counting'}", "problem" if wrong else "muted"),)


class ViewArea(RowArea):
    """A view that is only looked at."""

    content: reactive[Content | None] = reactive(None, init=False)

    def watch_content(self, old: Content | None, new: Content | None) -> None:
        """Something else, or other rows of this one."""
        self.lay_out()
        if old is None or new is None or old.of != new.of:
            self.scroll_to(y=0, animate=False)

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the view."""
        if self.content is None:
            return ()
        rows: Sequence[Row] = (
            self.content.draw(width) if self.content.draw else [instead_of_rows(self.content)]
        )
        return rows
