"""The files of the index in the journal's state folder, one a month: read, replaced, and removed.

A file is replaced whole by renaming a new one over it, so two processes never see half of one; which of two new ones
stays is all the same, since each says by itself what it knows. None is flushed: what a power cut leaves of one is
known by its checksums. Nothing here raises for a disk that is full, read-only or damaged: it costs time alone.
"""

from __future__ import annotations

import os
import sys

from twohats.errors import JournalError
from twohats.index.coding import Coded, Damaged, encoded, packed
from twohats.index.month import Month
from twohats.system import machine
from twohats.system.files import make_folder, open_to_read, write_cache
from twohats.system.folders import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import Any

FOLDER = "index"
DIGEST, TRACES = ".digest", ".traces"
"""Behind the name of a month: the files of what is derived from its lines, and from those of the months before."""
_A_MONTH = len("2026-11")
LARGEST = 1 << 30
"""Bytes of a file that is looked at: a month of a million lines has about 350 MB."""
_ABANDONED = 3600_000_000_000
"""Nanoseconds after which a file that a killed process has not finished is removed."""


class OpenFile:
    """A file that is read piece by piece; closed when it is no longer needed."""

    __slots__ = ("handle",)

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def __del__(self) -> None:
        os.close(self.handle)

    def read(self, at: int, length: int) -> bytes:
        """Up to so many bytes from a place in it; raises OSError."""
        if sys.platform == "win32":
            os.lseek(self.handle, at, os.SEEK_SET)
            return os.read(self.handle, length)
        return os.pread(self.handle, length, at)


class Files:
    """The files of the index of one journal."""

    def __init__(self, state: str) -> None:
        self._folder = os.path.join(state, FOLDER)
        self._is_writable = True

    def path(self, month: str) -> str:
        """Where the file of a month is."""
        return os.path.join(self._folder, month)

    def month(self, name: str, form: str) -> Month | None:
        """A month as it was kept for `form`; None if it was not, or is damaged."""
        try:
            read = self._reading(name)
            return Month(name, read, form) if read else None
        except (Damaged, JournalError, ValueError, TypeError):
            return None

    def derived(self, name: str, form: str, key: Any) -> Any:
        """What was kept under a name for `form`, derived from what `key` tells from all else; None if nothing was.

        Raises Damaged.
        """
        try:
            read = self._reading(name)
        except (JournalError, ValueError) as error:
            raise Damaged from error
        coded = Coded(read, form) if read else None
        if coded is None or coded.value(0) != key:
            return None
        return coded.value(1)

    def keep_derived(self, name: str, form: str, key: Any, value: Any) -> None:
        """Keep what is derived from what `key` tells from all else."""
        self.keep(name, encoded(form, [packed(key), packed(value)]))

    def _reading(self, name: str) -> Callable[[int, int], bytes] | None:
        """What reads the file of a name; None without one. Raises JournalError and ValueError."""
        path = self.path(name)
        handle = open_to_read(plain(path), path, largest=LARGEST)
        return None if handle is None else OpenFile(handle).read

    def keep(self, name: str, data: bytes) -> None:
        """Keep a month. After a failure none is kept any more by this process."""
        if not self._is_writable:
            return
        try:
            make_folder(self._folder)
            write_cache(self.path(name), data)
        except (OSError, JournalError):
            self._is_writable = False

    def drop(self, name: str) -> None:
        """Remove the file of a month."""
        plain(self.path(name)).drop()

    def drop_others(self, months: Collection[str]) -> None:
        """Remove all but these months, and what killed processes have left."""
        for name in self._names():
            of, kind = name[:_A_MONTH], name[_A_MONTH:]
            is_month = kind in ("", DIGEST, TRACES)
            if is_month and of in months:
                continue
            file = plain(self.path(name))
            about = file.look()
            if about and (is_month or machine.nanoseconds() - about.st_mtime_ns > _ABANDONED):
                file.drop()

    def _names(self) -> Iterator[str]:
        try:
            yield from os.listdir(self._folder)
        except OSError:
            return
