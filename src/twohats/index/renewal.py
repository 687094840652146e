"""One month of the index made as its pages are now: which are known, which are read again, which are gone."""

from __future__ import annotations

from twohats.format.paths import page_path
from twohats.format.reading import read_page
from twohats.index.making import kept, kept_in, month_bytes
from twohats.index.month import month_of
from twohats.index.stamps import UNKNOWN, read_stamped
from twohats.system.folders import CannotRead
from twohats.system.stopping import go_on
from twohats.text.encoding import text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twohats.format.model import Problem
    from twohats.index.making import Kept
    from twohats.index.month import Month
    from twohats.index.stamps import Stamp
    from twohats.journal.folder import Journal


_FEW, _SMALL = 2, 64 * 1024
"""So many new pages of a month, of so many bytes each, are read again as soon as its file is written."""


class Part(NamedTuple):
    """Some pages of a month."""

    month: Month
    rows: int
    """Theirs, as bits."""
    days: list[str]
    """Their ISO dates."""


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
            go_on()
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

    def parts(self, form: str, wanted: Collection[str]) -> list[Part] | None:
        """The month in parts, in the order of their days, if all that is new is a few small pages which are not left
        alone yet: parts of the old one, and each of those pages as a month of its own. The file stays as it is, since
        those pages would have to be read again next time in any case. None if it has to be made anew.
        """
        old = self._old
        new = [(one, stamp) for _, one, stamp in self._pages if not isinstance(one, int)]
        known = {day for day, _, _ in self._pages}
        if (
            old is None
            or self.unread
            or not 0 < len(new) <= _FEW
            or any(stamp != UNKNOWN or len(one.data) > _SMALL for one, stamp in new)
            or not known.issuperset(old.days)
            or any(isinstance(one, int) and stamp != old.stamps[one] for _, one, stamp in self._pages)
        ):
            return None
        parts: list[Part] = []
        for day, one, _ in self._pages:
            if not isinstance(one, int):
                month = month_of(old.name, month_bytes(form, [one]), form)
                parts.append(Part(month, month.all if day in wanted else 0, [day]))
                continue
            if not parts or parts[-1].month is not old:
                parts.append(Part(old, 0, []))
            if day in wanted:
                part = parts[-1]
                part.days.append(day)
                parts[-1] = part._replace(rows=part.rows | old.bits_of_page(one))
        return parts

    def _kept(self, one: Kept | int, stamp: Stamp) -> Kept:
        if not isinstance(one, int):
            return one
        assert self._old
        return kept_in(self._old, one, stamp)

    @property
    def is_empty(self) -> bool:
        """Whether the month has no pages."""
        return not self._pages
