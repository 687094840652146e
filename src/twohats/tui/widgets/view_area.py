"""Rows of a view that come from elsewhere, to scroll in."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.tui.widgets.rows import RowArea
from twohats.values import NamedTuple
from twohats.views.rows import Row, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Content(NamedTuple):
    """What a view shows, as far as it is known."""

    subject: str
    """What it is of: `2026-W47`. Another subject is looked at from its first row."""
    draw: Callable[[int], Sequence[Row]] | None = None
    """Its rows for a width; None while they are being worked out."""
    wrong: str = ""
    """Why there are none, if there are none and there will be none."""


class ViewArea(RowArea):
    """A view that is only looked at."""

    content: reactive[Content | None] = reactive(None, init=False)

    def watch_content(self, old: Content | None, new: Content | None) -> None:
        """Another subject, or other rows of this one."""
        self.lay_out()
        if old is None or new is None or old.subject != new.subject:
            self.scroll_to(y=0, animate=False)

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the view."""
        if self.content is None:
            return ()
        if self.content.draw is None:
            wrong = self.content.wrong
            return [(user_text(f" {wrong or 'Counting'}", "problem" if wrong else "muted"),)]
        return self.content.draw(width)
