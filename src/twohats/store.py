"""The one writer of a journal: files replaced whole, several as one, never over what another program saved.

A file is read once nobody is writing to it (`seen`). The new texts are worked out from what was read and lie
flushed in `.twohats/tmp` before anything is touched. Then new and old trade names in one step, which leaves
the old one there to be looked at: if it is not what had been read, an editor saved in between, and what it
saved is merged in. All of this happens under the lock.

A temporary file says in its name what it is, so that one left behind by a kill is either cleared away or, if
it holds what an editor saved, put back.
"""

from __future__ import annotations

import os
import stat
import time

from twohats.errors import JournalError
from twohats.exchange import take, trade
from twohats.files import (
    cannot_write,
    flush_folder,
    forget,
    make_folder,
    mark_of,
    replace_bytes,
    write_flushed,
)
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

    scratch: int
    """Inode of the folder it is in: in a copy of the journal the other numbers mean nothing."""
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
        numbers = (self.scratch, *self.new, *self.old)
        return "-".join(["trade", *(f"{number:x}" for number in numbers), path])

    @classmethod
    def read(cls, name: str) -> Left | None:
        """What a name says; None if it is no such name, or its path is none that we write."""
        word, *numbers, path = [*name.split("-", 6), "", "", "", "", "", ""][:7]
        path = path.replace("%2F", "/").replace("%25", "%")
        if word != "trade" or any(part.startswith(".") for part in path.split("/")) or os.path.isabs(path):
            return None
        try:
            scratch, new, new_time, old, old_time = (int(number, 16) for number in numbers)
        except ValueError:
            return None
        return cls(scratch, (new, new_time), (old, old_time), path)


class _Job:
    """One file to be replaced, made or removed."""

    def __init__(self, seen: Seen, data: bytes | None, root: str, scratch: str) -> None:
        self._seen = seen
        self._base = seen.data
        self._data = data
        self._root = root
        self._scratch = scratch
        self._new = (0, 0)
        self._aside = ""
        """The temporary file: first with the new text, then with what it has replaced."""
        self._traded = True

    @property
    def path(self) -> str:
        """The file as it was asked for."""
        return self._seen.path

    @property
    def folder(self) -> str:
        """Where it is."""
        return os.path.dirname(self._seen.target)

    def prepare(self) -> None:
        """Put the new text on the disk, beside the journal's files; raises OSError and JournalError."""
        about, target = self._seen.about, self._seen.target
        new = os.path.join(self._scratch, f"new-{os.getpid()}-{time.time_ns()}")
        if self._data is not None:
            make_folder(self.folder)
            try:
                write_flushed(new, self._data, stat.S_IMODE(about.st_mode) & 0o666 if about else 0o600)
            except OSError:
                forget(new)
                raise
            self._new = mark_of(os.stat(new))
        path = os.path.relpath(target, self._root).replace(os.sep, "/")
        left = Left(_inode(self._scratch), self._new, mark_of(about) if about else (0, 0), path)
        self._aside = os.path.join(self._scratch, left.name())
        if self._data is not None:
            os.rename(new, self._aside)

    @property
    def written(self) -> tuple[tuple[int, int], bytes]:
        """The mark (`files.mark_of`) of the new file and its content; zeros and nothing where it was removed."""
        return self._new, self._data or b""

    def is_possible(self) -> bool:
        """Whether the file is still what was read; raises OSError if it cannot be written."""
        if self._seen.about is None:
            return not os.path.lexists(self._seen.target)
        if not os.access(self._seen.target, os.W_OK):
            if os.path.lexists(self._seen.target):
                raise PermissionError(13, "Permission denied")
            return False
        return _inode(self._seen.target) == self._seen.about.st_ino and self._seen.is_same()

    def do(self) -> None:
        """Put the new text in place, with what another program saves meanwhile; raises OSError."""
        limit = time.monotonic() + SECONDS
        while not (self._put() and self._is_fine()):
            if time.monotonic() > limit:
                raise OSError(16, "another program is writing to it")
            self._take_in()

    def settle(self) -> bool:
        """Look again, and take in what another program has saved; False if there is nothing."""
        if self._is_fine():
            return False
        self._take_in()
        self.do()
        return True

    def _put(self) -> bool:
        """Put the new text in place; False if the file has come or gone in the last moment."""
        aside, target = self._aside, self._seen.target
        if self._seen.about is None:
            if not take(aside, target):
                if os.path.lexists(target):
                    return False
                os.rename(aside, target)
            return True
        try:
            if self._data is None:
                os.rename(target, aside)
            elif not trade(aside, target):
                os.stat(target)
                os.replace(aside, target)
                self._traded = False
        except FileNotFoundError:  # moved away by an editor that is about to write a new one
            return False
        return True

    def _is_fine(self) -> bool:
        """Whether what was replaced is what had been read, and nobody is writing to it."""
        about = self._seen.about
        if about is None:
            return True
        return (not self._traded or _inode(self._aside) == about.st_ino) and self._seen.is_same()

    def _take_in(self) -> None:
        """Put back at once what another program saved, and work it into the new text."""
        third = self.take_back()
        there = see(self._seen.target, self._root)
        self._seen.close()
        self._seen = there
        merged = _merged(self._base, self._data, there.data)
        self._data = _merged(self._base, merged, third)
        forget(self._aside)
        self.prepare()

    def take_back(self) -> bytes | None:
        """Put back what was replaced, if anything was; raises OSError.

        Returns what yet another program had saved on top of the new text meanwhile, if one had.
        """
        target, new = self._seen.target, self._new[0]
        if self._seen.about is None:
            return None  # nothing was replaced; `unmake` takes the new file away
        if self._data is None:
            take(self._aside, target)
        elif not self._traded:
            if _inode(target) == new:
                replace_bytes(target, self._seen.read_again(), self._root, self._scratch)
        elif _inode(self._aside) not in (0, new) and trade(self._aside, target):
            third = see(self._aside, self._root)
            third.close()
            return None if third.data == self._data else third.data
        return None

    def unmake(self) -> None:
        """Take away a file that was made, unless someone has written to it; raises OSError."""
        target = self._seen.target
        if self._seen.about is None and self._new[0] and _inode(target) == self._new[0]:
            os.rename(target, self._aside)
            if mark_of(os.stat(self._aside)) != self._new:
                take(self._aside, target)

    def stands(self) -> bool:
        """Whether the new text is what is there."""
        if self._data is None:
            return not os.path.lexists(self._seen.target)
        return bool(self._new[0]) and _inode(self._seen.target) == self._new[0]

    def clear(self) -> None:
        """Remove the temporary file, whichever text it is now, and let go of what was read."""
        self._seen.close()
        if self._aside:
            forget(self._aside)


def _merged(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """Our new text with what another program made of the old one; an empty file is no text anyone meant."""
    if not theirs or not theirs.strip():
        return ours
    from twohats.merge import check_lines, merge

    one, other, was = ((data or b"").decode("utf-8", "surrogateescape") for data in (ours, theirs, base))
    text = merge(was, one, other).text
    if not check_lines(was, one, other, text):
        text = merge("", one, other).text
    return text.encode("utf-8", "surrogateescape")


def rewrite(
    paths: list[str],
    root: str,
    scratch: str,
    work: Callable[[dict[str, bytes | None]], dict[str, bytes | None]],
) -> dict[str, tuple[tuple[int, int], bytes]]:
    """Replace files by what `work` makes of them, all or none; None stands for a file that is not there.

    `work` gets what the files hold, and is called again if one of them is saved by another program before any
    is replaced; what is saved later is merged into the new text. Returns the mark (`files.mark_of`) and the content
    of each file that was written. Raises what `work` raises, CannotRead, and JournalError if the files cannot be
    written; then none has changed.
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
                return {job.path: job.written for job in jobs}
        finally:
            for one in seen:
                one.close()
        if time.monotonic() > limit:
            raise JournalError(f"{paths[0]} is held open for writing by another program", "close it there")


def _do(jobs: list[_Job]) -> bool:
    """Do all the jobs; False, and nothing is changed, if another program saved one of the files before."""
    done = False
    path = ""
    failure: JournalError | None = None
    try:
        for job in jobs:
            path = job.path
            job.prepare()
        if not all(job.is_possible() for job in jobs):
            return False
        for job in jobs:
            path = job.path
            job.do()
        while not done:
            for folder in dict.fromkeys(job.folder for job in jobs):
                flush_folder(folder, strict=True)
            # A second look: whoever had found the old file before its name was traded has opened it by now.
            late = [job for job in jobs if job.settle()]
            done = not late
    except OSError as error:
        failure = cannot_write(path, error)
        raise failure from error
    finally:
        for job in jobs:
            _finish(job, done=done)
        if failure is not None and any(job.stands() for job in jobs):
            failure.stands = True
            failure.hint = "the change may be there all the same: look before you make it again"
    return True


def _finish(job: _Job, *, done: bool) -> None:
    """Clear up after a job; one that was not done leaves things as they were, if the disk lets it."""
    try:
        if not done:
            third = job.take_back()
            job.unmake()
            if third is not None:
                return
        job.clear()
    except (OSError, JournalError):
        return  # the temporary file holds the text and says whose it is: `sweep` will see to it


def make_scratch(scratch: str) -> None:
    """Make `.twohats/tmp`, the folder for texts on their way, and never by way of a link; raises JournalError."""
    for folder in (os.path.dirname(scratch), scratch):
        try:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                raise JournalError(f"{folder} is no folder of its own, so nothing is written", "move it away")
        except FileNotFoundError:
            make_folder(folder)


def sweep(root: str, scratch: str) -> None:
    """Clear away what a killed writer left behind; what an editor had saved meanwhile is put back."""
    try:
        names = os.listdir(scratch)
    except OSError:
        return
    _keep_from_git(scratch)
    for name in names:
        path = os.path.join(scratch, name)
        left = Left.read(name)
        try:
            about = os.lstat(path)
            if left is None or not stat.S_ISREG(about.st_mode):
                if name.startswith("new-") or time.time() - about.st_mtime > _STALE:
                    forget(path)
            elif mark_of(about) in (left.new, left.old) or left.scratch != _inode(scratch):
                forget(path)
            elif left.path:
                from twohats.rescue import put_back

                put_back(path, left, root, scratch)
        except (OSError, JournalError):
            continue


def _keep_from_git(scratch: str) -> None:
    path = os.path.join(os.path.dirname(scratch), ".gitignore")
    if not os.path.lexists(path):
        new = os.path.join(scratch, f"new-{os.getpid()}-{time.time_ns()}")
        try:
            write_flushed(new, b"*\n", 0o600)
            os.rename(new, path)
        except OSError:
            forget(new)  # the journal's own .gitignore names the folder as well


def _inode(path: str) -> int:
    try:
        return os.lstat(path).st_ino
    except OSError:
        return 0
