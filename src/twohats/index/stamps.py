"""When a page on the disk is surely the one that was read: its stamp, and how old that has to be.

A file that is written twice within one tick of the clock looks the same after both, and one whose content a power cut
has taken may look as if it had it. So a stamp is trusted only if the file had been left alone for `SETTLED` when it
was read; until then the page is read each time and its bytes compared. Programs that set the time of modification
back, or write in place, still change the time of the inode. Clocks that are set back make a page look younger than
it is, or of the future: it is read again.
"""

from __future__ import annotations

import os
import stat
from itertools import groupby

from twohats.format.paths import PAGES
from twohats.system import machine
from twohats.system.files import file_to_read, open_to_read, read_whole
from twohats.system.folders import CannotRead, Root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.journal.folder import Journal

Stamp = tuple[int, ...]
"""Times of modification and of the inode (ns), size, inode."""
UNKNOWN: Stamp = ()
"""The stamp of a page that has to be read each time. Equal to that of no file."""

SETTLED = 60_000_000_000
"""Nanoseconds. What is written is on the disk after 35 s on Linux; clocks of network folders are less than that off."""


def stamp_of(about: os.stat_result) -> Stamp:
    """The stamp of a regular file; `UNKNOWN` for all else, links to pages among them."""
    if not stat.S_ISREG(about.st_mode):
        return UNKNOWN
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino


def stamps_of(root: str, days: Sequence[str]) -> list[Stamp]:
    """The stamps of the pages of some ISO dates, `UNKNOWN` for those that cannot be looked at."""
    found: list[Stamp] = []
    top = Root(root)
    for year, of_year in groupby(days, key=lambda day: day[:4]):
        try:
            folder = top.folder(os.path.join(root, PAGES, year))
        except (OSError, CannotRead):
            found += [UNKNOWN for _ in of_year]
            continue
        prefix = "" if folder.handle is not None else folder.path + os.sep
        found += [_stamp_at(f"{prefix}{day}.md", folder.handle) for day in of_year]
    return found


def _stamp_at(path: str, handle: int | None) -> Stamp:
    """The stamp of what is at a path, from the folder of a handle if there is one."""
    try:
        return stamp_of(os.stat(path, dir_fd=handle, follow_symlinks=False))
    except OSError:
        return UNKNOWN


def read_stamped(journal: Journal, path: str) -> tuple[bytes | None, Stamp]:
    """The bytes of a page, None if there is none, with the stamp under which they may be known again: `UNKNOWN` for
    one that may be changed without its stamp showing it. Raises CannotRead.
    """
    full = journal.full_path(path)
    file = file_to_read(full, Root(journal.root))
    handle = open_to_read(file, full) if file else None
    if file is None or handle is None:
        return None, UNKNOWN
    try:
        before = stamp_of(os.fstat(handle))
        data = read_whole(handle, full)
        about = os.fstat(handle)
    finally:
        os.close(handle)
    now = machine.nanoseconds()
    is_whole = before == stamp_of(about) and before[2] == len(data)
    is_itself = file.path == full
    is_old = now - max(before[:2]) > SETTLED
    return data, before if is_whole and is_itself and is_old else UNKNOWN
