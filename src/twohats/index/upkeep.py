"""The months of a journal as its pages are now. Whoever asks brings a function that makes an answer of each month."""

from __future__ import annotations

from itertools import groupby

from twohats.index.coding import DAMAGES, Damaged
from twohats.index.files import DIGEST, Files
from twohats.index.form import form_of_journal, form_of_month
from twohats.index.month import month_of
from twohats.index.stamps import stamps_of
from twohats.query.selection import FIRST_DAY, LAST_DAY
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from typing import Any, TypeVar

    from twohats.format.model import Problem
    from twohats.index.month import Month
    from twohats.index.stamps import Stamp
    from twohats.journal.folder import Journal

    Answer = TypeVar("Answer")


class Current(NamedTuple):
    """A month, or some pages of it, as they are now."""

    month: Month
    rows: int
    """The rows of these pages, as bits, as far as they are asked about; others may have changed since."""
    days: Collection[str]
    """The ISO dates that are asked about and have a page among these."""
    unread: tuple[tuple[str, Problem], ...]
    """The ISO dates of its pages that cannot be read, with the reason."""
    is_whole: bool = True
    """Whether this is all of it, and no part whose other pages have just been changed."""

    def problems(self) -> list[Problem]:
        """What is wrong with whole pages of the days that are asked about, in their order; raises Damaged."""
        found = [*self.unread]
        for index in self.month.faulty:
            day = self.month.days[index]
            if day in self.days:
                found += [(day, problem) for problem in self.month.page(index).problems]
        return [problem for _, problem in sorted(found, key=lambda one: one[0])]


class Index:
    """The index of a journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._files = Files(journal.state)
        self._form = form_of_journal(journal)

    def each(
        self,
        work: Callable[[Current], Answer],
        days: Sequence[str],
        first: str = FIRST_DAY,
        last: str = LAST_DAY,
        *,
        newest_first: bool = False,
        in_parts: bool = False,
    ) -> Iterator[Answer]:
        """What `work` makes of every month, oldest first by default.

        `days` are those with a page from `first` to `last`. `work` is called again with the same month, made of its
        pages, if the month's file turns out to be damaged. With `in_parts` there may be several answers of a month,
        each of some of its pages: then its file is not written anew for a page that has just been changed.
        """
        pages = zip(days, stamps_of(self._journal.root, days), strict=True)
        months = {name: dict(of_month) for name, of_month in groupby(pages, key=lambda page: page[0][:7])}
        for name in reversed(months) if newest_first else months:
            with gc_paused():
                answers = self._answers(work, name, months[name], first, last, in_parts=in_parts)
            yield from reversed(answers) if newest_first else answers
        if (first, last) == (FIRST_DAY, LAST_DAY):
            self._files.drop_others(months)

    def _answers(
        self,
        work: Callable[[Current], Answer],
        name: str,
        wanted: dict[str, Stamp],
        first: str,
        last: str,
        *,
        in_parts: bool,
    ) -> list[Answer]:
        try:
            old = self._files.month(name, form_of_month(self._form, name))
            return [work(part) for part in self._current(name, old, wanted, first, last, in_parts=in_parts)]
        except (Damaged, *DAMAGES):
            self._files.drop(name)
        return [work(part) for part in self._current(name, None, wanted, first, last)]

    def derived(self, month: Month, make: Callable[[Month], Any], read: Callable[[Any], Answer]) -> Answer:
        """What is derived from a month of this index and nothing else, kept in a file beside its own.

        `make` gives it as `coding.packed` can keep it, `read` makes of that what is wanted. Raises Damaged for the
        month's own file alone.
        """
        found = self.kept(month.name + DIGEST, month.content, read)
        if found is not None:
            return found
        value = make(month)
        self.keep(month.name + DIGEST, month.content, value)
        return read(value)

    def kept(self, name: str, key: Any, read: Callable[[Any], Answer]) -> Answer | None:
        """What is kept in the file of a name, as `read` reads it; None if it was not derived from what `key` tells from
        all else.
        """
        try:
            value = self._files.derived(name, form_of_month(self._form, name), key)
            return None if value is None else read(value)
        except (Damaged, *DAMAGES):
            return None

    def keep(self, name: str, key: Any, value: Any) -> None:
        """Keep in the file of a name what is derived from what `key` tells from all else."""
        self._files.keep_derived(name, form_of_month(self._form, name), key, value)

    def _current(
        self,
        name: str,
        old: Month | None,
        wanted: dict[str, Stamp],
        first: str,
        last: str,
        *,
        in_parts: bool = False,
    ) -> list[Current]:
        if old and old.days == [*wanted] and old.stamps == [*wanted.values()]:
            return [Current(old, old.all, wanted, ())]

        from twohats.index.renewal import Renewal  # seldom needed, and 0.7 ms to import

        renewal = Renewal(self._journal, old, wanted, first, last)
        form = form_of_month(self._form, name)
        parts = renewal.parts(form, wanted) if in_parts else None
        if parts is not None:
            return [Current(*part, (), is_whole=False) for part in parts]
        data = renewal.bytes(form)
        if data is not None:
            if renewal.is_empty:
                self._files.drop(name)
            else:
                self._files.keep(name, data)
            month = month_of(name, data, form)
        else:
            assert old
            month = old
        rows = 0
        for index, day in enumerate(month.days):
            if day in wanted:
                rows |= month.bits_of_page(index)
        return [Current(month, rows, wanted, tuple(renewal.unread))]
