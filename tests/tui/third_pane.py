"""A view that the app has not got, as little as one can be: `test_panes` registers it and uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twohats.tui.panes.pane import ViewPane
from twohats.views.rows import Row, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class LinesPane(ViewPane):
    """How many lines each day has."""

    newest_first = False

    def load(self, subject: str) -> Callable[[int], Sequence[Row]]:
        journal = self.host.journal
        lines = [f" {day}  {len(journal.page(day).items)} lines" for day in journal.days()]
        rows = [(Span(line, "text"),) for line in (reversed(lines) if self.newest_first else lines)]
        return lambda _: [(Span(" How many lines are there?", "title"),), *rows]

    def action_turn(self) -> None:
        """The other end first."""
        self.newest_first = not self.newest_first
        self.reload()
