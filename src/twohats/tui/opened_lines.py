"""The lines that a row stood for, found again as their pages change."""

from __future__ import annotations

from twohats.actions.list import lines_on
from twohats.system.gc_pause import gc_paused
from twohats.tui.following import followed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.journal.folder import Journal
    from twohats.views.lines import Line


class OpenedLines:
    """Some lines, by the places that they had when they were first read."""

    def __init__(self, places: Sequence[str]) -> None:
        self.places = tuple(places)
        self._pages: dict[str, tuple[str, ...]] = {}
        """The blocks of their pages, as they were then."""

    def read(self, journal: Journal) -> list[Line]:
        """The lines as they are now, wherever they stand on their pages; those that are gone are left out."""
        pages: dict[str, list[Line]] = {}
        found: dict[str, Line] = {}
        with gc_paused():
            for place in self.places:
                day, _, number = place.partition(":")
                if day not in pages:
                    pages[day] = lines_on(journal, day)[0]
                at = self._now_at(day, int(number) - 1, tuple([line.block for line in pages[day]]))
                if 0 <= at < len(pages[day]):
                    found[pages[day][at].place] = pages[day][at]
        return [*found.values()]

    def _now_at(self, day: str, at: int, blocks: tuple[str, ...]) -> int:
        before = self._pages.setdefault(day, blocks)
        if before == blocks or at >= len(before):
            return at
        return followed(before, blocks, at)
