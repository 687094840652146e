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

from twohats.bytes_and_text import sum_of, text_of
from twohats.errors import ChangedMeanwhile, JournalError
from twohats.files import make_folder, mark_of, unlink_quietly
from twohats.folders import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.history import Change
    from twohats.journal import Journal

SECONDS = 2.0
_SECONDS_NS = int(SECONDS * 1e9)
_COARSE_NS = 20_000_000
"""By how much a file's time may lag behind the clock that changes are numbered by: a tick of the kernel's."""
_KEPT = 8
"""Files of which a copy is kept: a pull or an import writes many, a person one or two at a time."""
_LARGEST = 256 * 1024
"""Bytes; a day has 2 or 3 thousand."""
_HEAD = 96
"""Bytes of the first line at the most: the file's mark, its size and its sum."""

Mark = tuple[int, int]
"""What tells a file and its state from others: `files.mark_of`."""


def keep(journal: Journal, written: dict[str, tuple[Mark, bytes]]) -> None:
    """Keep a copy of files that have just been written. One that cannot be kept is not looked after."""
    for path, (mark, data) in written.items():
        copy = _copy_path(journal, path)
        try:
            if len(data) > _LARGEST:
                unlink_quietly(copy)
            elif _write(copy, b"%d %d %d %d\n%b" % (*mark, len(data), sum_of(data), data)):
                _forget_oldest(_folder(journal))
        except (OSError, JournalError):
            unlink_quietly(copy)


def is_saved_over(journal: Journal, path: str) -> bool:
    """Whether another program has saved a file of the journal since we wrote it, as far as that is known."""
    try:
        return _mark_left(journal, path) != mark_of(os.stat(journal.full_path(path)))
    except (OSError, ValueError):
        return False


def is_as_left(journal: Journal, path: str) -> bool:
    """Whether a file is just as we left it, or gone since we removed it, as far as that is known."""
    try:
        left = _mark_left(journal, path)
        full = journal.full_path(path)
        return left == (mark_of(os.stat(full)) if os.path.lexists(full) else (0, 0))
    except (OSError, ValueError):
        return False


def _mark_left(journal: Journal, path: str) -> Mark:
    """The mark of a file as we left it; zeros if we removed it. Raises OSError and ValueError if it is not known."""
    with open(plain(_copy_path(journal, path)).open(os.O_RDONLY), "rb", 0) as file:
        inode, time = file.read(_HEAD).split(b" ", 2)[:2]
    return int(inode), int(time)


def put_back(journal: Journal, path: str, text: str | None) -> str | None:
    """The text of a file as it was just read, with what we had changed in it a moment before it was saved over.

    Undo and redo go on as if that had never been gone. A file that is not there stays so: nobody saves nothing.
    """
    if not text or not is_saved_over(journal, path):
        return text
    from twohats.merge_inbox import manner_of

    ours = _kept(journal, path)
    try:
        saved = os.stat(journal.full_path(path)).st_mtime_ns
    except OSError:
        return text
    changes = [one for one in journal.history.recent(saved - _SECONDS_NS) if one.number <= saved + _COARSE_NS]
    if ours is None or not changes:
        return text
    read = _text_read(ours, path, changes, set(text.split("\n")))
    manner = manner_of(path)
    merged = manner.merge(read, ours, text).text
    return merged if manner.check(read, ours, text, merged) else text


def _kept(journal: Journal, path: str) -> str | None:
    """The text of a file as we left it; None if there is no copy, or a crash has torn it."""
    try:
        with open(plain(_copy_path(journal, path)).open(os.O_RDONLY), "rb") as file:
            size, total = [int(number) for number in file.readline(_HEAD).split()][2:]
            data = file.read(min(size, _LARGEST))
    except (OSError, ValueError):
        return None
    return text_of(data) if (len(data), sum_of(data)) == (size, total) else None


def _text_read(ours: str, path: str, changes: list[Change], saved: set[str]) -> str:
    """The text that a program had read which saved these lines: ours, after the last of our changes that it knew.

    So a line that is missing though a later one of ours is there has been taken out by someone who had seen it.
    """
    from twohats.hunks import apply

    now, text = set(ours.split("\n")), ours
    hunks = [file.hunk for one in changes for file in one.files if file.path == path]
    for hunk in reversed(hunks):
        added = [line for line in hunk.new if line.strip() and line in now and line not in hunk.old]
        removed = [line for line in hunk.old if line.strip() and line not in now]
        if saved.issuperset(added) if added else removed and saved.isdisjoint(removed):
            break
        try:
            text = apply(text, hunk.inverse())
        except ChangedMeanwhile:
            break
    return text


def _folder(journal: Journal) -> str:
    return os.path.join(journal.state, "written")


def _copy_path(journal: Journal, path: str) -> str:
    return os.path.join(_folder(journal), path.replace("%", "%25").replace("/", "%2F"))


def _write(path: str, data: bytes) -> bool:
    """Write a file over its old content; whether it is new. Raises OSError and JournalError.

    Not emptied as it is opened: ext4 takes that for a file being replaced, and flushes the new content at once.
    """
    new = False
    try:
        handle = plain(path).open(os.O_WRONLY)
    except FileNotFoundError:
        make_folder(os.path.dirname(path))
        handle = plain(path).open(os.O_WRONLY | os.O_CREAT)
        new = True
    try:
        os.write(handle, data)
    finally:
        os.close(handle)
    return new


def _forget_oldest(folder: str) -> None:
    paths = [os.path.join(folder, name) for name in os.listdir(folder)]
    if len(paths) > _KEPT:
        for path in sorted(paths, key=lambda each: os.stat(each).st_mtime_ns)[:-_KEPT]:
            unlink_quietly(path)
