"""A view that the app has not got, as little as one can be: `test_panes` registers it and uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twohats.tui.panes.block_pane import BlockPane
from twohats.views.block_rows import DoorRow
from twohats.views.rows import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class LinesPane(BlockPane):
    """How many lines each day has."""

    newest_first = False
    is_of_blocks = False

    def drawn(self, subject: str) -> Callable[[int], Sequence[DoorRow]]:
        journal = self.host.journal
        lines = [f" {day}  {len(journal.page(day).items)} lines" for day in journal.days()]
        rows = [(Span(line, "text"),) for line in (reversed(lines) if self.newest_first else lines)]
        title = (Span(" How many lines are there?", "title"),)
        return lambda _: [DoorRow(row) for row in (title, *rows)]

    def action_turn(self) -> None:
        """The other end first."""
        self.newest_first = not self.newest_first
        self.reload()
