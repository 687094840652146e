"""The one writer of a journal: files replaced whole, several as one, never over what another program saved.

A file is read once nobody is writing to it (`seen`). The new texts are worked out from what was read and lie
flushed in `.twohats/tmp` before anything is touched. Then new and old trade names in one step, which leaves
the old one there to be looked at: if it is not what had been read, an editor saved in between, so the names
are traded back and everything begins again from the editor's text. All of this happens under the lock.

A temporary file says in its name what it is, so that one left behind by a kill is either cleared away or, if
it holds what an editor saved, put back.
"""

from __future__ import annotations

import os
import stat
import time

from twohats.errors import JournalError
from twohats.exchange import take, trade
from twohats.files import cannot_write, flush_folder, forget, make_folder, replace_bytes, write_flushed
from twohats.seen import Seen, see
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 10.0
"""How long a change is tried again while another program keeps saving the same file."""
_LONGEST_NAME = 180
_STALE = 600.0
"""Seconds after which a temporary file that says nothing of itself belongs to nobody."""


class Left(NamedTuple):
    """What the name of a temporary file says: which file the new text is, and which one it was to replace."""

    new: tuple[int, int]
    """Inode and modification time (ns) of the new text; zeros when the file was to be removed."""
    old: tuple[int, int]
    path: str
    """Of the file in the journal, relative to it; empty when that does not fit into a name."""

    def name(self) -> str:
        """The name; `read` reads it."""
        path = self.path.replace("%", "%25").replace("/", "%2F")
        if len(os.fsencode(path)) > _LONGEST_NAME:
            path = ""
        return "-".join(["trade", *(f"{number:x}" for number in (*self.new, *self.old)), path])

    @classmethod
    def read(cls, name: str) -> Left | None:
        """What a name says; None if it is no such name, or its path is none that we write."""
        word, *numbers, path = [*name.split("-", 5), ""][:6]
        path = path.replace("%2F", "/").replace("%25", "%")
        if word != "trade" or any(part.startswith(".") for part in path.split("/")) or os.path.isabs(path):
            return None
        try:
            new_inode, new_time, old_inode, old_time = (int(number, 16) for number in numbers)
        except ValueError:
            return None
        return cls((new_inode, new_time), (old_inode, old_time), path)


class _Job:
    """One file to be replaced, made or removed."""

    def __init__(self, seen: Seen, data: bytes | None, root: str, scratch: str) -> None:
        self.seen = seen
        self._data = data
        self._root = root
        self._scratch = scratch
        self._aside = os.path.join(scratch, f"new-{os.getpid()}-{time.time_ns()}")
        self._new = (0, 0)
        self._trades = True

    def prepare(self) -> None:
        """Put the new text on the disk, beside the journal's files; raises OSError and JournalError."""
        seen = self.seen
        if seen.about and not os.access(seen.target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        if self._data is not None:
            make_folder(os.path.dirname(seen.target))
            mode = stat.S_IMODE(seen.about.st_mode) & 0o666 if seen.about else 0o600
            write_flushed(self._aside, self._data, mode)
            self._new = mark_of(os.stat(self._aside))
        old = mark_of(seen.about) if seen.about else (0, 0)
        left = Left(self._new, old, os.path.relpath(seen.target, self._root).replace(os.sep, "/"))
        named = os.path.join(self._scratch, left.name())
        if self._data is not None:
            os.rename(self._aside, named)
        self._aside = named

    def do(self) -> bool:
        """Put it in place; False if another program was quicker. Raises OSError."""
        target = self.seen.target
        if self.seen.about is None:
            return self._make(target)
        if not self.seen.is_same():
            return False
        try:
            if self._data is None:
                os.rename(target, self._aside)
            elif not trade(self._aside, target):
                os.stat(target)
                self._trades = False
                os.replace(self._aside, target)
        except FileNotFoundError:  # an editor has moved it out of its way and is about to write a new one
            return False
        return self.is_fine()

    def _make(self, target: str) -> bool:
        if take(self._aside, target):
            return True
        if os.path.lexists(target):
            return False
        os.rename(self._aside, target)
        return True

    def is_fine(self) -> bool:
        """Whether what was replaced is what had been read, and nobody is writing to it."""
        seen = self.seen
        if seen.about is None:
            return True
        return (not self._trades or _inode(self._aside) == seen.about.st_ino) and seen.is_same()

    def take_back(self) -> None:
        """Put back what was replaced, if it was; what others saved on top of it stays. Raises OSError."""
        target, new = self.seen.target, self._new[0]
        if self.seen.about is None:
            if new and _inode(target) == new:
                self._unmake(target)
        elif self._data is None:
            take(self._aside, target)
        elif not self._trades:
            if _inode(target) == new:
                replace_bytes(target, self.seen.read_again(), self._root, self._scratch)
        elif (
            _inode(self._aside) not in (0, new) and trade(self._aside, target) and _inode(self._aside) != new
        ):
            trade(self._aside, target)  # someone saved on top of ours: theirs is newer than what we held

    def _unmake(self, target: str) -> None:
        os.rename(target, self._aside)
        if mark_of(os.stat(self._aside)) != self._new:
            take(self._aside, target)

    def clear(self) -> None:
        """Remove the temporary file, whichever text it is now."""
        forget(self._aside)


def rewrite(
    paths: list[str],
    root: str,
    scratch: str,
    work: Callable[[dict[str, bytes | None]], dict[str, bytes | None]],
) -> None:
    """Replace files by what `work` makes of them, all or none; None stands for a file that is not there.

    `work` gets what the files hold, and is called again if one of them is saved by another program meanwhile.
    Raises what it raises, CannotRead, and JournalError if the files cannot be written; then none has changed.
    """
    sweep(root, scratch)
    limit = time.monotonic() + SECONDS
    while True:
        seen: list[Seen] = []
        try:
            for path in paths:
                seen.append(see(path, root))  # noqa: PERF401  # those seen are closed if a later one raises
            new = work({one.path: one.data for one in seen})
            jobs = [_Job(one, new[one.path], root, scratch) for one in seen if new[one.path] != one.data]
            if not jobs or _do(jobs):
                return
        finally:
            for one in seen:
                one.close()
        if time.monotonic() > limit:
            raise JournalError(
                f"{paths[0]} is being saved by another program all the time", "close it there and try again"
            )


def _do(jobs: list[_Job]) -> bool:
    """Do all the jobs; False, and nothing is changed, if another program saved one of the files meanwhile."""
    done = False
    path = ""
    try:
        for job in jobs:
            path = job.seen.path
            job.prepare()
        for job in jobs:
            path = job.seen.path
            if not job.do():
                return False
        for folder in {os.path.dirname(job.seen.target): None for job in jobs}:
            flush_folder(folder, strict=True)
        # A second look: whoever had found the old file before its name was traded has opened it by now.
        done = all(job.is_fine() for job in jobs)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        for job in jobs:
            _finish(job, done=done)
    return done


def _finish(job: _Job, *, done: bool) -> None:
    try:
        if done:
            job.seen.leave()
        else:
            job.take_back()
        job.clear()
    except (OSError, JournalError):
        return  # the temporary file holds the text and says whose it is: `sweep` will see to it


def sweep(root: str, scratch: str) -> None:
    """Clear away what a killed writer left behind; what an editor had saved meanwhile is put back."""
    try:
        names = os.listdir(scratch)
    except OSError:
        return
    for name in names:
        path = os.path.join(scratch, name)
        left = Left.read(name)
        try:
            about = os.lstat(path)
            if left is None or not stat.S_ISREG(about.st_mode):
                if name.startswith("new-") or time.time() - about.st_mtime > _STALE:
                    forget(path)
            elif mark_of(about) in (left.new, left.old):
                forget(path)
            elif left.path:
                from twohats.rescue import put_back

                put_back(path, left, root, scratch)
        except (OSError, JournalError):
            continue


def mark_of(about: os.stat_result) -> tuple[int, int]:
    """What tells a file and its state from others: its inode and its modification time (ns)."""
    return about.st_ino, about.st_mtime_ns


def _inode(path: str) -> int:
    try:
        return os.lstat(path).st_ino
    except OSError:
        return 0
