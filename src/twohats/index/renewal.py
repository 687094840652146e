"""One month of the index made as its pages are now: which are known, which are read again, which are gone."""

from __future__ import annotations

from twohats.format.paths import page_path
from twohats.format.reading import read_page
from twohats.index.making import kept, kept_in, month_bytes
from twohats.index.stamps import UNKNOWN, read_stamped
from twohats.system.folders import CannotRead
from twohats.text.encoding import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.format.model import Problem
    from twohats.index.making import Kept
    from twohats.index.month import Month
    from twohats.index.stamps import Stamp
    from twohats.journal.folder import Journal


class Renewal:
    """The pages that a month has to have, compared with those it had. Raises Damaged for the old month's file."""

    def __init__(
        self,
        journal: Journal,
        old: Month | None,
        wanted: Mapping[str, Stamp],
        first: str,
        last: str,
    ) -> None:
        """`wanted` are the pages there are from the ISO date `first` to `last`; all others stay as they were."""
        self._journal = journal
        self._old = old
        self._pages: list[tuple[str, Kept | int, Stamp]] = []
        """Date, the page as it has just been read or its index in the old month, stamp."""
        self.unread: list[tuple[str, Problem]] = []
        """The dates of those that cannot be read, with the reason."""
        known = {day: index for index, day in enumerate(old.days)} if old else {}
        for day in sorted({*wanted, *known}):
            index = known.get(day, -1)
            if day in wanted:
                self._renew(day, index, wanted[day])
            elif old and not first <= day <= last:
                self._pages.append((day, index, old.stamps[index]))

    def _renew(self, day: str, index: int, stamp: Stamp) -> None:
        old = self._old if index >= 0 else None
        if old and stamp != UNKNOWN and stamp == old.stamps[index]:
            self._pages.append((day, index, stamp))
            return
        try:
            data, stamp = read_stamped(self._journal, page_path(day))
        except CannotRead as error:
            self.unread.append((day, self._journal.unreadable(error)))
            return
        if data is None:  # it has just been removed
            return
        if old and old.data(index) == data:
            self._pages.append((day, index, stamp))
            return
        page = read_page(text_of(data), day, self._journal.hats, path=page_path(day))
        self._pages.append((day, kept(page, stamp, data), stamp))

    def bytes(self, form: str) -> bytes | None:
        """The bytes of the month as it is now; None if the old ones say the same."""
        old = self._old
        if old is None or [index for _, index, _ in self._pages] != [*range(len(old.days))]:
            return month_bytes(form, [self._kept(one, stamp) for _, one, stamp in self._pages])
        stamps = [stamp for _, _, stamp in self._pages]
        return None if stamps == old.stamps else old.restamped(stamps)

    def _kept(self, one: Kept | int, stamp: Stamp) -> Kept:
        if not isinstance(one, int):
            return one
        assert self._old
        return kept_in(self._old, one, stamp)

    @property
    def is_empty(self) -> bool:
        """Whether the month has no pages."""
        return not self._pages
