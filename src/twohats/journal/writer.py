"""The one writer of a journal: files replaced whole, several as one, never over what another program saved.

A file is read once nobody is writing to it (`stable_read`). The new texts are worked out from what was read and lie
flushed in `.twohats/tmp` before anything is touched. Then new and old swap names in one step, which leaves
the old one there to be looked at: if it is not what had been read, an editor saved in between, and what it
saved is merged in. All of this happens under the lock.

A temporary file says in its name what it is, so that one left behind by a kill is either cleared away or, if
it holds what an editor saved, restored.
"""

from __future__ import annotations

import os
import stat
import time

from twohats.errors import JournalError, TooLarge
from twohats.format.paths import LARGEST
from twohats.journal.stable_read import StableFile, read_stable
from twohats.system.files import cannot_write, fingerprint, reason, replace_bytes, rights_in, write_flushed
from twohats.system.folders import CannotRead, Folder, Place, Root
from twohats.system.swap import rename_if_free, swap
from twohats.text.encoding import bytes_of, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.stable_read import IsOurs

SECONDS = 10.0
"""How long a change is tried again while another program keeps saving the same file."""
_LONGEST_NAME = 180
_STALE = 600.0
"""Seconds after which a temporary file that says nothing of itself belongs to nobody."""


class Leftover(NamedTuple):
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
    def read(cls, name: str) -> Leftover | None:
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

    def __init__(self, seen: StableFile, data: bytes | None, root: Root, scratch: Folder) -> None:
        self._seen = seen
        self._place = seen.place
        self._base = seen.data
        self._data = data
        self._root = root
        self._scratch = scratch
        self._new = (0, 0)
        self._aside: Place | None = None
        """The temporary file: first with the new text, then with what it has replaced."""
        self._swapped = True

    @property
    def path(self) -> str:
        """The file as it was asked for."""
        return self._seen.path

    @property
    def place(self) -> Place:
        """Where it is, in a folder that is made if it is not there; raises JournalError if it cannot be."""
        if self._place is None:
            try:
                self._place = self._root.place(self.path, make=True)
            except OSError as error:
                folder = os.path.dirname(self.path)
                raise JournalError(f"the folder {folder} cannot be made: {reason(error)}") from error
        return self._place

    def prepare(self) -> None:
        """Put the new text on the disk, beside the journal's files; raises OSError and JournalError."""
        about = self._seen.about
        if self._data is not None and len(self._data) > LARGEST:
            raise TooLarge(self.path, LARGEST)
        new = self._scratch.place(f"new-{os.getpid()}-{time.time_ns()}")
        if self._data is not None:
            rights = self._seen.rights() if about else rights_in(self.place.folder)
            try:
                write_flushed(new, self._data, rights)
            except OSError:
                new.drop()
                raise
            self._new = fingerprint(new.stat())
        old = fingerprint(about) if about else (0, 0)
        left = Leftover(self._scratch.stat().st_ino, self._new, old, self._inside)
        aside = self._scratch.place(left.name())
        if self._data is not None:
            new.rename(aside)
        self._aside = aside

    @property
    def _inside(self) -> str:
        """Its path within the journal."""
        return os.path.relpath(self.place.path, self._root.path).replace(os.sep, "/")

    @property
    def _temporary(self) -> Place:
        """The temporary file of a job that is prepared."""
        assert self._aside is not None
        return self._aside

    @property
    def written(self) -> tuple[tuple[int, int], bytes]:
        """The fingerprint (`files`) of the new file and its content; zeros and nothing where it was removed."""
        return self._new, self._data or b""

    def is_possible(self) -> bool:
        """Whether the file is still what was read; raises OSError if it cannot be written."""
        if self._seen.about is None:
            return not self.place.exists()
        if not self.place.is_writable():
            if self.place.exists():
                import errno

                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            return False
        return self.place.inode() == self._seen.about.st_ino and self._seen.is_same()

    def do(self) -> None:
        """Put the new text in place, with what another program saves meanwhile; raises OSError."""
        limit = time.monotonic() + SECONDS
        while not (self._put() and self._is_undisturbed()):
            if time.monotonic() > limit:
                import errno

                raise OSError(errno.EBUSY, "another program is writing to it")
            self._merge_saved()

    def recheck(self) -> bool:
        """Look again, and merge what another program has saved; False if there is nothing."""
        if self._is_undisturbed():
            return False
        self._merge_saved()
        self.do()
        return True

    def _put(self) -> bool:
        """Put the new text in place; False if the file has come or gone in the last moment."""
        aside, place = self._temporary, self.place
        if self._seen.about is None:
            if not rename_if_free(aside, place):
                if place.exists():
                    return False
                aside.rename(place)
            return True
        try:
            if self._data is None:
                place.rename(aside)
            elif not swap(aside, place):
                place.stat()
                aside.replace(place)
                self._swapped = False
        except FileNotFoundError:  # moved away by an editor that is about to write a new one
            return False
        return True

    def _is_undisturbed(self) -> bool:
        """Whether what was replaced is what had been read, and nobody is writing to it."""
        about = self._seen.about
        if about is None:
            return True
        return (not self._swapped or self._temporary.inode() == about.st_ino) and self._seen.is_same()

    def _merge_saved(self) -> None:
        """Restore at once what another program saved, and merge it into the new text."""
        third = self.revert()
        self._root.forget()
        there = read_stable(self.path, self._root)
        self._seen.close()
        self._seen, self._place = there, there.place
        merged = _merged(self._inside, self._base, self._data, there.data)
        self._data = _merged(self._inside, self._base, merged, third)
        self._temporary.drop()
        self.prepare()

    def revert(self) -> bytes | None:
        """Restore what was replaced, if anything was; raises OSError.

        Returns what yet another program had saved on top of the new text meanwhile, if one had.
        """
        if self._seen.about is None or self._aside is None:
            return None  # nothing was replaced; `delete_created` takes the new file away
        place, new = self.place, self._new[0]
        if self._data is None:
            rename_if_free(self._aside, place)
        elif not self._swapped:
            if place.inode() == new:
                replace_bytes(place.path, self._seen.read_again(), self._root.path, self._scratch.path)
        elif self._aside.inode() not in (0, new) and swap(self._aside, place):
            third = read_stable(self._aside.path, self._root)
            third.close()
            return None if third.data == self._data else third.data
        return None

    def delete_created(self) -> None:
        """Delete a file that was created, unless someone has written to it; raises OSError."""
        if self._seen.about is None and self._aside and self.place.inode() == self._new[0] != 0:
            self.place.rename(self._aside)
            if fingerprint(self._aside.stat()) != self._new:
                rename_if_free(self._aside, self.place)

    def is_in_place(self) -> bool:
        """Whether the new text is what the file holds now."""
        if self._place is None:
            return False
        if self._data is None:
            return not self._place.exists()
        return self._place.inode() == self._new[0] != 0

    def clear(self) -> None:
        """Remove the temporary file, whichever text it is now, and let go of what was read."""
        self._seen.close()
        if self._aside:
            self._aside.drop()


def _merged(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """Our new text with what another program made of the old one; an empty file is no text anyone meant."""
    if not theirs or not theirs.strip():
        return ours
    from twohats.drafting.inbox_merge import manner_of

    one, other, was = (text_of(data or b"") for data in (ours, theirs, base))
    manner = manner_of(path)
    text = manner.merge(was, one, other).text
    if not manner.check(was, one, other, text):
        text = manner.merge("", one, other).text
    return bytes_of(text)


def rewrite(
    paths: list[str],
    root: str,
    scratch: str,
    work: Callable[[dict[str, bytes | None]], dict[str, bytes | None]],
    is_ours: IsOurs,
) -> dict[str, tuple[tuple[int, int], bytes]]:
    """Replace files by what `work` makes of them, all or none; None stands for a file that is not there.

    `work` gets what the files hold, and is called again if one of them is saved by another program before any
    is replaced; what is saved later is merged into the new text. `is_ours` is that of `read_stable`.

    Returns the fingerprint (`files`) and the content of each file that was written. Raises what `work` raises,
    CannotRead, and JournalError if the files cannot be written; then none has changed.
    """
    top = Root(root)
    aside = make_scratch(scratch, top)
    sweep(top, aside)
    limit = time.monotonic() + SECONDS
    while True:
        seen: list[StableFile] = []
        top.forget()
        try:
            for path in paths:
                seen.append(read_stable(path, top, is_ours))  # noqa: PERF401  # those seen are closed if a later one raises
            new = work({one.path: one.data for one in seen})
            jobs = [_Job(one, new[one.path], top, aside) for one in seen if new[one.path] != one.data]
            held = _do(jobs)
            if not held:
                return {job.path: job.written for job in jobs}
        finally:
            for one in seen:
                one.close()
        if time.monotonic() > limit:
            raise JournalError(f"{held} is held open for writing by another program", "close it there")


def _do(jobs: list[_Job]) -> str:
    """Do all the jobs; or none, if another program saved one of the files before or is about to: then its path."""
    done = False
    path = ""
    failure: JournalError | None = None
    try:
        for job in jobs:
            path = job.path
            job.prepare()
        for job in jobs:
            path = job.path
            if not job.is_possible():
                return path
        before: Folder | None = None
        for job in jobs:
            path = job.path
            if before and before.path != job.place.folder.path:
                # A disk may keep a later name and lose this one: an inbox is emptied once its lines are elsewhere.
                before.flush(strict=True)
            job.do()
            before = job.place.folder
        while not done:
            for folder in {job.place.folder.path: job.place.folder for job in jobs}.values():
                folder.flush(strict=True)
            # A second look: whoever had found the old file before its name was swapped has opened it by now.
            late = [job for job in jobs if job.recheck()]
            done = not late
    except OSError as error:
        failure = cannot_write(path, error)
        raise failure from error
    finally:
        for job in jobs:
            _finish(job, done=done)
        if failure is not None and any(job.is_in_place() for job in jobs):
            failure.may_be_saved = True
            failure.hint = "the change may be there all the same: look before you make it again"
    return ""


def _finish(job: _Job, *, done: bool) -> None:
    """Clear up after a job; one that was not done leaves things as they were, if the disk lets it."""
    try:
        if not done:
            third = job.revert()
            job.delete_created()
            if third is not None:
                return
        job.clear()
    except (OSError, JournalError):
        return  # the temporary file holds the text and says whose it is: `sweep` will see to it


def make_scratch(scratch: str, root: Root) -> Folder:
    """Make `.twohats/tmp`, the folder for texts on their way, and never by way of a link; raises JournalError."""
    try:
        return root.folder(scratch, make=True)
    except (NotADirectoryError, CannotRead):
        raise JournalError(
            f"{scratch} is no folder of its own, so nothing is written", "move it away"
        ) from None
    except OSError as error:
        raise JournalError(f"the folder {scratch} cannot be made: {reason(error)}") from error


def sweep(root: Root, scratch: Folder) -> None:
    """Clear away what a killed writer left behind; what an editor had saved meanwhile is restored."""
    _keep_from_git(root, scratch)
    try:
        names = scratch.names()
        inode = scratch.stat().st_ino
    except OSError:
        return
    for name in names:
        place = scratch.place(name)
        left = Leftover.read(name)
        try:
            about = place.stat()
            if left is None or not stat.S_ISREG(about.st_mode):
                if name.startswith("new-") or time.time() - about.st_mtime > _STALE:
                    place.drop()
            elif fingerprint(about) in (left.new, left.old) or left.scratch != inode:
                place.drop()
            elif left.path:
                from twohats.journal.leftovers import restore

                restore(place, left.path, left.new, root)
        except (OSError, JournalError):
            continue


def _keep_from_git(root: Root, scratch: Folder) -> None:
    place = root.folder(os.path.dirname(scratch.path)).place(".gitignore")
    if not place.exists():
        new = scratch.place(f"new-{os.getpid()}-{time.time_ns()}")
        try:
            write_flushed(new, b"*\n", rights_in(scratch))
            new.rename(place)
        except OSError:
            new.drop()  # the journal's own .gitignore names the folder as well
