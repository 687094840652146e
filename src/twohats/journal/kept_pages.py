"""A journal of which each page is read once: for several views of the same moment."""

from __future__ import annotations

from twohats.journal.folder import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from typing import Any

    from twohats.format.model import Page


class KeptPages(Journal):
    """The same folder, as it is while this is used; nothing is changed through it."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal.root)
        self.on_notice = journal.on_notice
        self._kept: dict[str, Page] = {}
        self.made: dict[Hashable, Any] = {}
        """What was made of these pages, by whatever tells it apart, for those that several views need."""

    def has(self, days: Iterable[str]) -> bool:
        """Whether the pages of all of these days are kept."""
        return self._kept.keys() >= {*days}

    def keep(self, pages: dict[str, Page]) -> None:
        """Keep pages that have just been read; those that are kept already stay as they are."""
        self._kept = pages | self._kept

    def page(self, day: str) -> Page:
        """The page of a day as it was when it was first asked for."""
        if day not in self._kept:
            self._kept[day] = super().page(day)
        return self._kept[day]


def kept(journal: Journal) -> KeptPages:
    """The journal with its pages kept, itself if they are already."""
    return journal if isinstance(journal, KeptPages) else KeptPages(journal)
