"""Reading and replacing one file, so that it is always the old text or the new, never a mixture.

The only module that writes. A file is read through a door that refuses what is no regular file; it is written
beside itself, flushed to the disk, and renamed over. Failed system calls become `JournalError`s here.
"""

from __future__ import annotations

import os
import stat
import time

from twohats.errors import JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

# 4 MiB is 40,000 lines for one day. A page beyond that is a mistake or a trap, and reading it would stall.
LARGEST = 4 * 1024 * 1024
LOCK_SECONDS = 10.0
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class CannotRead(JournalError):
    """A file is there and cannot be read as a page: a folder, a device, too large, no permission."""


def reason(error: OSError) -> str:
    """What the system said, in lower case and without its number: `permission denied`."""
    return (error.strerror or str(error)).lower()


def read_bytes(path: str, root: str, *, largest: int = LARGEST) -> bytes | None:
    """The bytes of a regular file within the folder `root`, or None if there is none; raises CannotRead."""
    try:
        handle = os.open(target_of(path, root), os.O_RDONLY | _NOFOLLOW)
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise CannotRead(f"{path} cannot be: one of its folders is a file", "move that file away") from None
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {reason(error)}", "check its permissions") from error
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            what = "a folder" if stat.S_ISDIR(about.st_mode) else "no regular file"
            raise CannotRead(f"{path} is {what}, not a page", "move it out of the journal")
        if about.st_size > largest:
            raise CannotRead(f"{path} is too large to be a page: {about.st_size:,} bytes", f"at most {largest:,}")
        chunks = []
        while chunk := os.read(handle, largest + 1):
            chunks.append(chunk)
        return b"".join(chunks)
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {reason(error)}") from error
    finally:
        os.close(handle)


def target_of(path: str, root: str) -> str:
    """`path` itself, or where it points if it is a symbolic link to a place within `root`; raises CannotRead."""
    if not os.path.islink(path):
        folder = os.path.dirname(path)
        if not (os.path.islink(folder) or os.path.islink(os.path.dirname(folder))):
            return path
    target, top = os.path.realpath(path), os.path.realpath(root)
    if os.path.commonpath([target, top]) != top:
        raise CannotRead(
            f"{path} is a link that leads out of the journal, so it is not followed",
            "put the file itself in its place",
        )
    return target


def make_folder(path: str) -> None:
    """Make a folder and those above it, open to the user alone; raises JournalError."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
    except OSError as error:
        raise JournalError(f"the folder {path} cannot be made: {reason(error)}") from error


def replace_bytes(path: str, data: bytes, root: str, scratch: str) -> None:
    """Put `data` in place of a file's content, whole or not at all; raises JournalError.

    `scratch` is a folder on the same file system for the text on its way. Mode and link target are kept; a
    new file is open to the user alone.
    """
    target = target_of(path, root)
    make_folder(os.path.dirname(target))
    temporary = os.path.join(scratch, f"{os.getpid()}-{time.time_ns()}")
    try:
        try:
            mode = stat.S_IMODE(os.stat(target).st_mode) & 0o666
        except FileNotFoundError:
            mode = 0o600
        if not os.access(target, os.W_OK) and os.path.exists(target):
            raise PermissionError(13, "Permission denied")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, mode)
        try:
            os.fchmod(handle, mode)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, target)
    except OSError as error:
        _forget(temporary)
        raise JournalError(f"{path} cannot be written: {reason(error)}", _way_out(error)) from error
    flush_folder(os.path.dirname(target))


def remove_file(path: str, root: str) -> None:
    """Remove a file of the journal; no file is no error; raises JournalError."""
    try:
        os.unlink(target_of(path, root))
    except FileNotFoundError:
        return
    except OSError as error:
        raise JournalError(f"{path} cannot be removed: {reason(error)}") from error
    flush_folder(os.path.dirname(path))


def append_bytes(path: str, data: bytes) -> None:
    """Add to the end of a file of this machine's own, in one write; raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NOFOLLOW, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def flush_folder(folder: str) -> None:
    """Ask the disk to keep a renamed file's name. Some file systems cannot; the file is whole all the same."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _forget(temporary: str) -> None:
    try:
        os.unlink(temporary)
    except OSError:
        return


def _way_out(error: OSError) -> str:
    import errno

    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        return "make room on the disk and try again"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "check the permissions of the file and of its folder"
    return ""


class Lock:
    """The one writer at a time: an advisory lock on a file, let go by the system when its holder dies."""

    def __init__(self, path: str, seconds: float = LOCK_SECONDS) -> None:
        self._path = path
        self._seconds = seconds
        self._handle = -1

    def __enter__(self) -> None:
        try:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | _NOFOLLOW, 0o600)
        except OSError as error:
            raise JournalError(f"{self._path} cannot be opened: {reason(error)}", _way_out(error)) from error
        limit = time.monotonic() + self._seconds
        wait = 0.005
        try:
            while not _try_lock(self._handle):
                if time.monotonic() > limit:
                    raise JournalError(
                        f"the journal has been busy for {self._seconds:.0f} seconds",
                        "another hat may be stuck; end it and try again",
                    )
                time.sleep(wait)
                wait = min(wait * 1.5, 0.05)
        except BaseException:
            os.close(self._handle)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)


def _try_lock(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:  # what Windows says while another holds it
        return False
    except OSError as error:
        raise JournalError(
            f"this file system cannot lock ({reason(error)}), so nothing is written",
            "keep the journal on a local disk and share it through git",
        ) from error
    return True


def write_new(path: str, data: bytes) -> None:
    """Write a file that the user has named, outside the journal, open to them alone if it is new; raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o600)
    with open(handle, "wb") as file:
        file.write(data)
