"""The lock that every writer of a journal or a timer must hold."""

from __future__ import annotations

import os
import stat
import sys
import time

from twohats.errors import JournalError
from twohats.system.files import reason, what_to_do
from twohats.system.folders import Root, is_shared, set_mode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

SECONDS = 10.0
_TURNS = 12
"""How many times `SECONDS` a writer waits while others take turns."""


class Busy(JournalError):
    """Another process holds the lock and does not release it."""


class Lock:
    """An exclusive advisory lock on a file, released by the system when its holder dies.

    Waits while others take turns; gives up when the same holder has had it for `seconds`. The holder writes its
    process id and the time into the file, by which the others recognise it.
    """

    def __init__(self, path: str, root: str, seconds: float = SECONDS) -> None:
        self._path = path
        self._root = root
        self._seconds = seconds
        self._handle = -1

    def __enter__(self) -> None:
        self._handle = self._opened()
        try:
            self._wait()
            self._leave_name()
        except BaseException:
            os.close(self._handle)
            raise

    def _opened(self) -> int:
        try:
            folder = Root(self._root).folder(os.path.dirname(self._path))
            file = folder.file(os.path.basename(self._path))
            if file.is_link():
                raise JournalError(f"{self._path} is a link, so it is not used as a lock", "move it away")
            handle = file.open(os.O_RDWR | os.O_CREAT)
        except OSError as error:
            hint = what_to_do(error) or "move it away"
            raise JournalError(f"{self._path} cannot be opened: {reason(error)}", hint) from error
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            os.close(handle)
            raise JournalError(f"{self._path} is not a regular file, so it is no lock", "move it away")
        if is_shared(folder.stat()) and stat.S_IMODE(about.st_mode) == 0o600:
            try:
                set_mode(handle, 0o660)
            except OSError:  # another user's
                pass
        return handle

    def _wait(self) -> None:
        holder, since, wait = b"", time.monotonic(), 0.005
        last = since + _TURNS * self._seconds
        while not self._is_taken():
            now, held_by = time.monotonic(), self._name()
            if held_by != holder:
                holder, since = held_by, now
            if now - since > self._seconds or now > last:
                name = holder.partition(b" ")[0].decode("ascii", "replace")
                stuck = f"process {name} may be stuck" if name.isdigit() else "another hat may be stuck"
                raise Busy(
                    f"the journal has been busy for {now - since:.0f} seconds",
                    f"{stuck}; end it and try again",
                )
            time.sleep(wait)
            wait = min(wait * 1.5, 0.05)

    def _is_taken(self) -> bool:
        try:
            return try_lock(self._handle)
        except OSError as error:
            raise JournalError(
                f"this file system cannot lock ({reason(error)}), so nothing is written",
                "keep the journal on a local disk and share it through git",
            ) from error

    def _name(self) -> bytes:
        if sys.platform == "win32":  # there the bytes themselves are locked
            return b""
        return os.pread(self._handle, 64, 0)

    def _leave_name(self) -> None:
        if sys.platform == "win32":
            return
        try:
            if os.fstat(self._handle).st_size > 64:  # not ours, or of another time
                os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, b"%d %d\n" % (os.getpid(), time.monotonic_ns()), 0)
        except OSError:
            return  # a full disk: the lock is held nevertheless

    def is_in_place(self) -> bool:
        """Whether the locked file still has this name: if it was removed, others can lock a new one."""
        try:
            return os.path.samestat(os.lstat(self._path), os.fstat(self._handle))
        except OSError:
            return False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)


def try_lock(handle: int) -> bool:
    """Lock an open file; False if another holds the lock. Raises OSError where the file system has no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second on Windows
        return False
    return True
