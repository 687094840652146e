"""The months of a journal as its pages are now. Whoever asks brings a function that makes an answer of each month."""

from __future__ import annotations

import os
from itertools import groupby
from zlib import crc32

from twohats.index.coding import DAMAGES, Damaged, form_of
from twohats.index.files import DIGEST, Files
from twohats.index.month import month_of
from twohats.index.renewal import Renewal
from twohats.index.stamps import stamps_of
from twohats.query.selection import FIRST_DAY, LAST_DAY
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from typing import Any, TypeVar

    from twohats.format.model import Problem
    from twohats.format.words import Hats
    from twohats.index.month import Month
    from twohats.index.stamps import Stamp
    from twohats.journal.folder import Journal

    Answer = TypeVar("Answer")

_READERS = ("format", os.path.join("format", "merging"), "text", "query", "measures", "index")
"""The packages of this program on which it depends what is kept of a page, and what is derived from it."""


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
        self._form = form_of(journal.root, _hats_form(journal.hats), _readers_form())

    def each(
        self,
        work: Callable[[Current], Answer],
        days: Sequence[str],
        first: str = FIRST_DAY,
        last: str = LAST_DAY,
        *,
        newest_first: bool = False,
    ) -> Iterator[Answer]:
        """What `work` makes of every month, oldest first by default; of a month with pages that have just been changed
        it may be several answers, of parts of it, in the same order.

        `days` are those with a page from `first` to `last`. `work` is called again with the same month, made of its
        pages, if the month's file turns out to be damaged.
        """
        pages = zip(days, stamps_of(self._journal.root, days), strict=True)
        months = {name: dict(of_month) for name, of_month in groupby(pages, key=lambda page: page[0][:7])}
        for name in reversed(months) if newest_first else months:
            with gc_paused():
                answers = self._answers(work, name, months[name], first, last)
            yield from reversed(answers) if newest_first else answers
        if (first, last) == (FIRST_DAY, LAST_DAY):
            self._files.drop_others(months)

    def _answers(
        self, work: Callable[[Current], Answer], name: str, wanted: dict[str, Stamp], first: str, last: str
    ) -> list[Answer]:
        try:
            old = self._files.month(name, self._form_of(name))
            return [work(part) for part in self._current(name, old, wanted, first, last)]
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
            value = self._files.derived(name, self._form_of(name), key)
            return None if value is None else read(value)
        except (Damaged, *DAMAGES):
            return None

    def keep(self, name: str, key: Any, value: Any) -> None:
        """Keep in the file of a name what is derived from what `key` tells from all else."""
        self._files.keep_derived(name, self._form_of(name), key, value)

    def _form_of(self, name: str) -> str:
        return f"{self._form}\t{name}"

    def _current(
        self, name: str, old: Month | None, wanted: dict[str, Stamp], first: str, last: str
    ) -> list[Current]:
        if old and old.days == [*wanted] and old.stamps == [*wanted.values()]:
            return [Current(old, old.all, wanted, ())]
        renewal = Renewal(self._journal, old, wanted, first, last)
        form = self._form_of(name)
        parts = renewal.parts(form, wanted)
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


def _hats_form(hats: Hats) -> str:
    """The hats of a journal, on which it depends how a line is read, as text."""
    return repr((sorted(hats.sides.items()), sorted(hats.spellings.items())))


def _readers_form() -> str:
    """The files of the modules that read lines, as text: they may be replaced without a new version."""
    found = []
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for package in _READERS:
        try:
            with os.scandir(os.path.join(top, package)) as files:
                for file in files:
                    if file.name.endswith(".py"):
                        about = file.stat()
                        found.append((package, file.name, about.st_mtime_ns, about.st_size))
        except OSError:  # not in a folder: their version has to do
            continue
    return str(crc32(repr(sorted(found)).encode()))
