"""Reads a file once no program is in the middle of saving it.

Editors do not use our lock. Some truncate a file and rewrite it, some move it away and write another: read at the
wrong moment it is empty, incomplete, or missing. So we wait for a file to become stable, up to `PATIENCE`. Linux tells
exactly whether a process has a file open for writing (a lease is refused then); elsewhere the file's age is used.
"""

from __future__ import annotations

import os
import sys
import time

from twohats.system.files import file_to_read, fingerprint, open_to_read, read_whole, rights_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.system.files import Rights
    from twohats.system.folders import FileRef, Root

    IsOurs = Callable[[str, tuple[int, int]], bool]
    """Whether a file with this path and fingerprint is as we left it."""

PATIENCE = 2.0
"""Maximum seconds to wait for a file."""
SETTLED = 0.05
"""Age in seconds from which a file counts as completely saved, where the system cannot tell."""
SUSPECT = 1.5
"""Age in seconds from which a file that looks truncated is assumed to be complete."""


def nothing_is_ours(_path: str, _mark: tuple[int, int]) -> bool:
    """For callers that do not know which files we wrote."""
    return False


class StableFile:
    """A file as it was read, kept open so that it can be checked again after it was replaced."""

    __slots__ = ("_handle", "about", "data", "file", "path")

    def __init__(self, path: str, root: Root) -> None:
        self.path = path
        self.file = file_to_read(path, root)
        """Where it is; None if there is no such folder."""
        self.data: bytes | None = None
        self.about: os.stat_result | None = None
        handle = open_to_read(self.file, path) if self.file else None
        self._handle = -1 if handle is None else handle
        if handle is not None:
            try:
                self.about = os.fstat(handle)
                self.data = read_whole(handle, path)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Close the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def rights(self) -> Rights:
        """The rights of the file that was read."""
        return rights_of(self._handle)

    def read_again(self) -> bytes:
        """The present content of the file that was read, even if it was renamed; raises CannotRead."""
        return read_whole(self._handle, self.path)

    def is_same(self) -> bool:
        """Whether the file still has the content that was read, and no process is writing to it."""
        return not _is_open_for_writing(self._handle) and self.read_again() == self.data

    def is_idle(self, is_ours: IsOurs = nothing_is_ours) -> bool:
        """Whether no program seems to be in the middle of saving it; always true for what we wrote ourselves."""
        if self.about is None or self.data is None:
            return not _is_moved_away(self.file)
        writing = _is_open_for_writing(self._handle)
        if writing or os.fstat(self._handle).st_mtime_ns != self.about.st_mtime_ns:
            return False
        age = time.time() - self.about.st_mtime
        if not 0 <= age < SUSPECT:
            return True
        calm = age >= SETTLED and not _looks_cut(self.data) if writing is None else bool(self.data)
        return calm or is_ours(self.path, fingerprint(self.about))


def read_stable(path: str, root: Root, is_ours: IsOurs = nothing_is_ours) -> StableFile:
    """Read a file once no program is saving it, or `PATIENCE` has run out; raises CannotRead.

    `is_ours` tells whether we left a file with this fingerprint (`files`): an inbox that we have just emptied looks
    like one that an editor is about to write.
    """
    limit = time.monotonic() + PATIENCE
    while True:
        seen = StableFile(path, root)
        if seen.is_idle(is_ours) or time.monotonic() > limit:
            return seen
        seen.close()
        root.forget()
        time.sleep(0.002)


def _looks_cut(data: bytes) -> bool:
    """Whether a file may be incomplete: empty, or ending within a line or at a full buffer."""
    return data[-1:] != b"\n" or len(data) % 4096 == 0


def _is_moved_away(file: FileRef | None) -> bool:
    """Whether a missing file has probably been moved aside by an editor that is about to write a new one."""
    if file is None:
        return False
    name = os.path.basename(file.path)
    try:
        age = time.time() - file.folder.stat().st_mtime
        if not 0 <= age < SUSPECT:
            return False
        # Its backup or swap file stands beside it, if the editor keeps them there.
        return age < SETTLED or any(name in other for other in file.folder.names())
    except OSError:
        return False


def _is_open_for_writing(handle: int) -> bool | None:
    """Whether any process has the file open for writing; None where the system does not say."""
    if sys.platform == "linux":
        from _signal import SIGURG  # type: ignore[import-not-found]  # `signal` costs 2 ms
        from fcntl import F_RDLCK, F_SETLEASE, F_SETSIG, F_UNLCK, fcntl

        try:
            # If a writer opens it while we hold the lease, it waits and we get a signal; this one is ignored.
            fcntl(handle, F_SETSIG, SIGURG)
            fcntl(handle, F_SETLEASE, F_RDLCK)
            fcntl(handle, F_SETLEASE, F_UNLCK)
        except BlockingIOError:
            return True
        except OSError:  # a network folder, another user's file
            return None
        return False
    return None
