"""The only writer of a journal: replaces files atomically, several as one, without overwriting other programs' saves.

A file is read once no program is writing to it (`stable_read`). The new texts are computed from what was read and
flushed to `.twohats/tmp` before any file is changed. Then the new file and the old one swap names atomically, which
keeps the old one for a check: if it is not what had been read, an editor saved in between, and its text is merged in.
All of this happens under the lock.

The name of a temporary file says what it is, so that one left behind by a kill is either removed or, if it is an
editor's save, restored.
"""

from __future__ import annotations

import os
import stat
import time

from twohats.errors import JournalError, TooLarge
from twohats.format.paths import LARGEST
from twohats.journal.stable_read import StableFile, read_stable
from twohats.system.files import cannot_write, fingerprint, reason, replace_bytes, rights_in, write_flushed
from twohats.system.folders import CannotRead, FileRef, Folder, Root
from twohats.system.swap import rename_if_free, swap
from twohats.text.encoding import bytes_of, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.stable_read import IsOurs

    Progress = Callable[[int, int], None]  # how many of the new texts are on the disk, and of how many

SECONDS = 10.0
"""How long a change is retried while another program keeps saving the same file."""
_LONGEST_NAME = 180
_STALE = 600.0
"""Age in seconds from which a temporary file with an unknown name is removed."""


class Leftover(NamedTuple):
    """The contents of a temporary file's name: which file the new text is, and which one it was to replace."""

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
        """Parse a name; None if it is not such a name, or its path is not one that we write."""
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
    """One file to be replaced, created or removed."""

    def __init__(self, seen: StableFile, data: bytes | None, root: Root, scratch: Folder) -> None:
        self._seen = seen
        self._file = seen.file
        self._base = seen.data
        self._data = data
        self._root = root
        self._scratch = scratch
        self._new = (0, 0)
        self._aside: FileRef | None = None
        """The temporary file: first with the new text, then with what it has replaced."""
        self._swapped = True

    @property
    def path(self) -> str:
        """The path as requested."""
        return self._seen.path

    @property
    def file(self) -> FileRef:
        """The file itself; its folder is created if missing. Raises JournalError if that is impossible."""
        if self._file is None:
            try:
                self._file = self._root.file(self.path, make=True)
            except OSError as error:
                folder = os.path.dirname(self.path)
                raise JournalError(f"the folder {folder} cannot be made: {reason(error)}") from error
        return self._file

    def prepare(self) -> None:
        """Write the new text to a temporary file; raises OSError and JournalError."""
        about = self._seen.about
        if self._data is not None and len(self._data) > LARGEST:
            raise TooLarge(self.path, LARGEST)
        new = self._scratch.file(f"new-{os.getpid()}-{time.time_ns()}")
        if self._data is not None:
            rights = self._seen.rights() if about else rights_in(self.file.folder)
            try:
                write_flushed(new, self._data, rights)
            except OSError:
                new.drop()
                raise
            self._new = fingerprint(new.stat())
        old = fingerprint(about) if about else (0, 0)
        left = Leftover(self._scratch.stat().st_ino, self._new, old, self._inside)
        aside = self._scratch.file(left.name())
        if self._data is not None:
            new.rename(aside)
        self._aside = aside

    @property
    def _inside(self) -> str:
        """Its path within the journal."""
        return os.path.relpath(self.file.path, self._root.path).replace(os.sep, "/")

    @property
    def _temporary(self) -> FileRef:
        """The temporary file of a job that is prepared."""
        assert self._aside is not None
        return self._aside

    @property
    def written(self) -> tuple[tuple[int, int], bytes]:
        """The fingerprint (`files`) of the new file and its content; zeros and empty if it was removed."""
        return self._new, self._data or b""

    def is_possible(self) -> bool:
        """Whether the file is still what was read; raises OSError if it cannot be written."""
        if self._seen.about is None:
            return not self.file.exists()
        if not self.file.is_writable():
            if self.file.exists():
                import errno

                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            return False
        return self.file.inode() == self._seen.about.st_ino and self._seen.is_same()

    def do(self) -> None:
        """Replace the file by the new text, merging what another program saves meanwhile; raises OSError."""
        limit = time.monotonic() + SECONDS
        while not (self._put() and self._is_undisturbed()):
            if time.monotonic() > limit:
                import errno

                raise OSError(errno.EBUSY, "another program is writing to it")
            self._merge_saved()

    def recheck(self) -> bool:
        """Check again, and merge what another program has saved; False if there is nothing."""
        if self._is_undisturbed():
            return False
        self._merge_saved()
        self.do()
        return True

    def _put(self) -> bool:
        """Replace the file by the new text; False if the file was created or removed at the last moment."""
        aside, file = self._temporary, self.file
        if self._seen.about is None:
            if not rename_if_free(aside, file):
                if file.exists():
                    return False
                aside.rename(file)
            return True
        try:
            if self._data is None:
                file.rename(aside)
            elif not swap(aside, file):
                file.stat()
                aside.replace(file)
                self._swapped = False
        except FileNotFoundError:  # moved away by an editor that is about to write a new one
            return False
        return True

    def _is_undisturbed(self) -> bool:
        """Whether the replaced file is the one that had been read, and no process is writing to it."""
        about = self._seen.about
        if about is None:
            return True
        return (not self._swapped or self._temporary.inode() == about.st_ino) and self._seen.is_same()

    def _merge_saved(self) -> None:
        """Put back what another program saved, and merge it into the new text."""
        third = self.revert()
        self._root.forget()
        there = read_stable(self.path, self._root)
        self._seen.close()
        self._seen, self._file = there, there.file
        merged = _merged(self._inside, self._base, self._data, there.data)
        self._data = _merged(self._inside, self._base, merged, third)
        self._temporary.drop()
        self.prepare()

    def revert(self) -> bytes | None:
        """Restore what was replaced, if anything was; raises OSError.

        Returns what another program had saved over the new text meanwhile, if anything.
        """
        if self._seen.about is None or self._aside is None:
            return None  # nothing was replaced; `delete_created` removes the new file
        file, new = self.file, self._new[0]
        if self._data is None:
            rename_if_free(self._aside, file)
        elif not self._swapped:
            if file.inode() == new:
                replace_bytes(file.path, self._seen.read_again(), self._root.path, self._scratch.path)
        elif self._aside.inode() not in (0, new) and swap(self._aside, file):
            third = read_stable(self._aside.path, self._root)
            third.close()
            return None if third.data == self._data else third.data
        return None

    def delete_created(self) -> None:
        """Delete the file if it was created, unless another program has written to it; raises OSError."""
        if self._seen.about is None and self._aside and self.file.inode() == self._new[0] != 0:
            self.file.rename(self._aside)
            if fingerprint(self._aside.stat()) != self._new:
                rename_if_free(self._aside, self.file)

    def is_in_place(self) -> bool:
        """Whether the file has the new text now."""
        if self._file is None:
            return False
        if self._data is None:
            return not self._file.exists()
        return self._file.inode() == self._new[0] != 0

    def clear(self) -> None:
        """Remove the temporary file, whichever text it has now, and close the file that was read."""
        self._seen.close()
        if self._aside:
            self._aside.drop()


def _merged(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """Our new text merged with what another program made of the old one; an empty file counts as unintended."""
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
    progress: Progress,
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
            held = _do(jobs, progress)
            if not held:
                return {job.path: job.written for job in jobs}
        finally:
            for one in seen:
                one.close()
        if time.monotonic() > limit:
            raise JournalError(f"{held} is held open for writing by another program", "close it there")


def _do(jobs: list[_Job], progress: Progress) -> str:
    """Do all the jobs; or none, if another program saved one of the files before or is about to: then its path."""
    done = False
    path = ""
    failure: JournalError | None = None
    try:
        for at, job in enumerate(jobs, 1):
            path = job.path
            job.prepare()
            progress(at, len(jobs))
        for job in jobs:
            path = job.path
            if not job.is_possible():
                return path
        before: Folder | None = None
        for job in jobs:
            path = job.path
            if before and before.path != job.file.folder.path:
                # A disk may keep a later rename and lose this one, but an inbox may only be emptied once its lines are
                # on their pages.
                before.flush(strict=True)
            job.do()
            before = job.file.folder
        while not done:
            for folder in {job.file.folder.path: job.file.folder for job in jobs}.values():
                folder.flush(strict=True)
            # Check again: a program that had found the old file before the swap has opened it by now.
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
    """Clean up after a job; revert one that was not done, if possible."""
    try:
        if not done:
            third = job.revert()
            job.delete_created()
            if third is not None:
                return
        job.clear()
    except (OSError, JournalError):
        return  # the temporary file has the text and identifies it, so `sweep` will restore it


def make_scratch(scratch: str, root: Root) -> Folder:
    """Create `.twohats/tmp`, the folder for temporary files, never through a link; raises JournalError."""
    try:
        return root.folder(scratch, make=True)
    except (NotADirectoryError, CannotRead):
        raise JournalError(
            f"{scratch} is no folder of its own, so nothing is written", "move it away"
        ) from None
    except OSError as error:
        raise JournalError(f"the folder {scratch} cannot be made: {reason(error)}") from error


def sweep(root: Root, scratch: Folder) -> None:
    """Remove what a killed writer left behind, after restoring what an editor had saved meanwhile."""
    _keep_from_git(root, scratch)
    try:
        names = scratch.names()
        inode = scratch.stat().st_ino
    except OSError:
        return
    for name in names:
        file = scratch.file(name)
        left = Leftover.read(name)
        try:
            about = file.stat()
            if left is None or not stat.S_ISREG(about.st_mode):
                if name.startswith("new-") or time.time() - about.st_mtime > _STALE:
                    file.drop()
            elif fingerprint(about) in (left.new, left.old) or left.scratch != inode:
                file.drop()
            elif left.path:
                from twohats.journal.leftovers import restore

                restore(file, left.path, left.new, root)
        except (OSError, JournalError):
            continue


def _keep_from_git(root: Root, scratch: Folder) -> None:
    file = root.folder(os.path.dirname(scratch.path)).file(".gitignore")
    if not file.exists():
        new = scratch.file(f"new-{os.getpid()}-{time.time_ns()}")
        try:
            write_flushed(new, b"*\n", rights_in(scratch))
            new.rename(file)
        except OSError:
            new.drop()  # the journal's own .gitignore names the folder as well
