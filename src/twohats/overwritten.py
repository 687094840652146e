"""Lines that another program has saved over, put back: it had read the page before they were added.

Editors know no lock. One that read a page, and saves it after a line has been added, takes the line away without
knowing that it was there. Most notice a change that is some seconds old, and ask; in the moment between their last
look and their save none can. So what another program saves within `SECONDS` of a change of ours is taken for made
from the text before that change: a person does not see a line, take it out and save that quickly. The two are
merged the next time this machine writes to the page, or when the app sees that it has changed.

To tell, a copy of each of the last few files is kept as we left it, with the mark of the file.
"""

from __future__ import annotations

import os

from twohats.errors import ChangedMeanwhile, JournalError
from twohats.files import forget, make_folder, mark_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.history import Change
    from twohats.journal import Journal

SECONDS = 2.0
_COARSE = 20_000_000
"""Nanoseconds by which a file's time may lag behind the clock that changes are numbered by: a tick of the kernel's."""
_KEPT = 8
"""Files of which a copy is kept: a pull or an import writes many, a person one or two at a time."""
_LARGEST = 256 * 1024
"""Bytes; a day has 2 or 3 thousand."""

Mark = tuple[int, int]
"""What tells a file and its state from others: `files.mark_of`."""


class Written(NamedTuple):
    """A file of the journal as this machine has left it."""

    path: str
    mark: Mark
    data: bytes


def keep(journal: Journal, written: Iterable[Written]) -> None:
    """Keep a copy of files that have just been written. One that cannot be kept is not looked after."""
    folder = _folder(journal)
    for one in written:
        path = _copy_path(journal, one.path)
        if len(one.data) > _LARGEST:
            forget(path)
            continue
        try:
            _write(path, b"%d %d\n%b" % (*one.mark, one.data))
        except (OSError, JournalError):
            forget(path)
    try:
        names = os.listdir(folder)
    except OSError:
        return
    if len(names) > _KEPT:
        paths = [os.path.join(folder, name) for name in names]
        for path in sorted(paths, key=_age)[: len(names) - _KEPT]:
            forget(path)


def is_saved_over(journal: Journal, path: str) -> bool:
    """Whether another program has saved a file of the journal since we wrote it, as far as that is known."""
    try:
        with open(_copy_path(journal, path), "rb") as file:
            mark = _read_mark(file.readline(64))
        return mark != mark_of(os.stat(journal.full_path(path)))
    except (OSError, ValueError):
        return False


def put_back(journal: Journal, path: str, text: str | None) -> str | None:
    """The text of a file as it was just read, with what we had changed in it a moment before it was saved over.

    Undo and redo go on as if that had never been gone. A file that is not there stays so: nobody saves nothing.
    """
    if not text or not is_saved_over(journal, path):
        return text
    from twohats.merge import check_lines, merge

    try:
        with open(_copy_path(journal, path), "rb") as file:
            file.readline(64)
            ours = file.read(_LARGEST + 1).decode("utf-8", "surrogateescape")
        saved = os.stat(journal.full_path(path)).st_mtime_ns
    except OSError:
        return text
    changes = journal.history.recent(saved - int(SECONDS * 1e9))
    before = _before(ours, path, [one for one in changes if one.number <= saved + _COARSE])
    merged = merge(before, ours, text).text if before != ours else text
    return merged if check_lines(before, ours, text, merged) else text


def _before(text: str, path: str, changes: list[Change]) -> str:
    """The text as it was before these changes of ours."""
    from twohats.hunks import apply

    for one in reversed(changes):
        for file in one.files:
            if file.path == path:
                try:
                    text = apply(text, file.hunk.inverse())
                except ChangedMeanwhile:
                    return text
    return text


def _folder(journal: Journal) -> str:
    return os.path.join(journal.state, "written")


def _copy_path(journal: Journal, path: str) -> str:
    return os.path.join(_folder(journal), path.replace("%", "%25").replace("/", "%2F"))


def _write(path: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        handle = os.open(path, flags, 0o600)
    except FileNotFoundError:
        make_folder(os.path.dirname(path))
        handle = os.open(path, flags, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def _read_mark(line: bytes) -> Mark:
    inode, time = line.split()
    return int(inode), int(time)


def _age(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
