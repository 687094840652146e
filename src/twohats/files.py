"""The door to the disk: reading and replacing one file, so that it is always the old text or the new.

A file is read through a door that refuses what is no regular file; it is written elsewhere, flushed to the
disk, and renamed over. Failed system calls become `JournalError`s here. The pages of a journal, which other
programs write as well, are replaced by `store`; what is ours alone by `replace_bytes`.
"""

from __future__ import annotations

import os
import stat
import sys
import time

from twohats.errors import JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

# 4 MiB is 40,000 lines for one day. A page beyond that is a mistake or a trap, and reading it would stall.
LARGEST = 4 * 1024 * 1024
LOCK_SECONDS = 10.0
_TURNS = 12
"""How many times `LOCK_SECONDS` a writer waits while others take turns."""
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class CannotRead(JournalError):
    """A file is there and cannot be read as a page: a folder, a device, too large, no permission."""


class Busy(JournalError):
    """Somebody else has the lock, and does not let it go."""


def reason(error: OSError) -> str:
    """What the system said, in lower case and without its number: `permission denied`."""
    return (error.strerror or str(error)).lower()


def read_bytes(path: str, root: str, *, largest: int = LARGEST) -> bytes | None:
    """The bytes of a regular file within the folder `root`, or None if there is none; raises CannotRead."""
    handle = open_to_read(path, root, largest=largest)
    if handle is None:
        return None
    try:
        return read_whole(handle, path, largest=largest)
    finally:
        os.close(handle)


def open_to_read(path: str, root: str, *, largest: int = LARGEST) -> int | None:
    """A handle on a regular file within the folder `root`, or None if there is none; raises CannotRead."""
    try:
        handle = os.open(target_of(path, root), os.O_RDONLY | _NOFOLLOW)
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise CannotRead(f"{path} cannot be: one of its folders is a file", "move that file away") from None
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {reason(error)}", "check its permissions") from error
    about = os.fstat(handle)
    if stat.S_ISREG(about.st_mode) and about.st_size <= largest:
        return handle
    os.close(handle)
    if stat.S_ISREG(about.st_mode):
        raise CannotRead(f"{path} is too large to be a page: {about.st_size:,} bytes", f"at most {largest:,}")
    what = "a folder" if stat.S_ISDIR(about.st_mode) else "no regular file"
    raise CannotRead(f"{path} is {what}, not a page", "move it out of the journal")


def read_whole(handle: int, path: str, *, largest: int = LARGEST) -> bytes:
    """All that is in an open file, from its beginning; raises CannotRead."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        chunks: list[bytes] = []
        size = 0
        while chunk := os.read(handle, largest + 1):
            chunks.append(chunk)
            size += len(chunk)
            if size > largest:  # it is growing as we read
                raise CannotRead(f"{path} is too large to be a page: more than {largest:,} bytes", "split it")
        return b"".join(chunks)
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {reason(error)}") from error


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
        write_flushed(temporary, data, mode)
        os.replace(temporary, target)
    except OSError as error:
        forget(temporary)
        raise cannot_write(path, error) from error
    flush_folder(os.path.dirname(target))


def write_flushed(path: str, data: bytes, mode: int) -> None:
    """Make a new file of these bytes and wait until the disk has them; raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, mode)
    try:
        os.fchmod(handle, mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        flush(handle)
    finally:
        os.close(handle)


def flush(handle: int) -> None:
    """Wait until the disk has what was written to an open file; raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # fsync alone leaves it in the drive's own memory
            return
        except OSError:  # a network folder
            pass
    os.fsync(handle)


def cannot_write(path: str, error: OSError) -> JournalError:
    """The error for a file that could not be written, with the way out."""
    return JournalError(f"{path} cannot be written: {reason(error)}", _way_out(error))


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


def flush_folder(folder: str, *, strict: bool = False) -> None:
    """Ask the disk to keep a renamed file's name. Some file systems cannot; the file is whole all the same.

    With `strict`, raises OSError when the disk has failed at it or is full.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if strict and error.errno in (
            5,
            28,
            122,
        ):  # EIO, ENOSPC, EDQUOT: importing errno costs more than it says
            raise
    finally:
        os.close(handle)


def forget(temporary: str) -> None:
    """Remove a file that nobody needs any more, if that can be done."""
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
    """The one writer at a time: an advisory lock on a file, let go by the system when its holder dies.

    Waits while others take turns; gives up when one and the same holder has had it for `seconds`. The holder
    leaves its process number and the time in the file, which is how the others tell.
    """

    def __init__(self, path: str, seconds: float = LOCK_SECONDS) -> None:
        self._path = path
        self._seconds = seconds
        self._handle = -1

    def __enter__(self) -> None:
        try:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | _NOFOLLOW, 0o600)
        except OSError as error:
            raise JournalError(f"{self._path} cannot be opened: {reason(error)}", _way_out(error)) from error
        try:
            self._wait()
            self._leave_name()
        except BaseException:
            os.close(self._handle)
            raise

    def _wait(self) -> None:
        holder, since, wait = b"", time.monotonic(), 0.005
        last = since + _TURNS * self._seconds
        while not _try_lock(self._handle):
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

    def _name(self) -> bytes:
        return b"" if os.name == "nt" else os.pread(self._handle, 64, 0)  # Windows locks the bytes themselves

    def _leave_name(self) -> None:
        if os.name == "nt":
            return
        try:
            if os.fstat(self._handle).st_size > 64:  # not ours, or of another time
                os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, b"%d %d\n" % (os.getpid(), time.monotonic_ns()), 0)
        except OSError:
            return  # a full disk: the lock holds all the same

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


def mark_of(about: os.stat_result) -> tuple[int, int]:
    """What tells a file and its state from others: its inode and its modification time (ns)."""
    return about.st_ino, about.st_mtime_ns
