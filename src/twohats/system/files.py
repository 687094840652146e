"""Reading and replacing one file on disk, atomically: it always has the old text or the new one.

Only regular files are read. A file is written under a temporary name, flushed to the disk, and renamed over the old
one. Failed system calls become `JournalError`s here. The pages of a journal, which other programs write as well, are
replaced by `journal.writer`; files that are only ours by `replace_bytes`.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from _thread import get_ident

from twohats.errors import JournalError
from twohats.format.paths import LARGEST
from twohats.system.folders import (
    DEEPEST,
    CannotRead,
    FileRef,
    Folder,
    Root,
    is_root,
    is_shared,
    plain,
    set_mode,
    set_owner,
)
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    Listed = TypeVar("Listed")


_CHUNK = 64 * 1024
"""Bytes per read: a page is smaller, and buffers above 128 KiB are mapped and unmapped for each call."""


def reason(error: OSError) -> str:
    """The system's message, in lower case and without the error number: `permission denied`."""
    return (error.strerror or str(error)).lower()


def read_bytes(path: str, root: str, *, largest: int = LARGEST) -> bytes | None:
    """The bytes of a regular file within the folder `root`, or None if there is none; raises CannotRead."""
    file = file_to_read(path, Root(root))
    handle = open_to_read(file, path, largest=largest) if file else None
    if handle is None:
        return None
    try:
        return read_whole(handle, path, largest=largest)
    finally:
        os.close(handle)


def file_to_read(path: str, root: Root) -> FileRef | None:
    """The file (`Root.file`), or None if there is no such folder; raises CannotRead."""
    try:
        return root.file(path)
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise CannotRead(
            path, "cannot be there: one of the folders above it is a file", "move that file away"
        ) from None
    except OSError as error:
        raise _cannot_open(path, error) from error


def open_to_read(file: FileRef, path: str, *, largest: int = LARGEST) -> int | None:
    """A handle on a regular file, or None if there is none; raises CannotRead, which names it as `path`."""
    try:
        handle = file.open(os.O_RDONLY)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _cannot_open(path, error) from error
    about = os.fstat(handle)
    if stat.S_ISREG(about.st_mode) and about.st_size <= largest:
        return handle
    os.close(handle)
    if stat.S_ISREG(about.st_mode):
        raise CannotRead(path, f"is too large to be read: {about.st_size:,} bytes", f"at most {largest:,}")
    what = "is a folder" if stat.S_ISDIR(about.st_mode) else "is not a regular file"
    raise CannotRead(path, f"{what}, so it cannot be read", "move it out of the journal")


def _cannot_open(path: str, error: OSError) -> CannotRead:
    return CannotRead(path, f"cannot be read: {reason(error)}", "check its permissions")


def read_whole(handle: int, path: str, *, largest: int = LARGEST) -> bytes:
    """The whole content of an open file; raises CannotRead."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        chunks: list[bytes] = []
        size = 0
        while chunk := os.read(handle, _CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > largest:  # it is growing as we read
                raise CannotRead(path, f"is too large to be read: more than {largest:,} bytes", "split it")
        return b"".join(chunks)
    except OSError as error:
        raise CannotRead(path, f"cannot be read: {reason(error)}") from error


def file_names_in(folder: str, root: str) -> list[str]:
    """The sorted names in a folder within `root`; none if it does not exist; raises CannotRead."""
    return _listed(folder, root, Folder.names)


def files_below(folder: str, root: str, refused: list[CannotRead], *, hidden: bool = False) -> Iterator[str]:
    """The files in a folder within `root` and in its subfolders, except folders whose names begin with a dot, and
    files so named unless they are `hidden` ones too.

    Links to folders are not followed. A folder that cannot be listed, or is too deep, is added to `refused`.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        below: list[str] = []
        if here.count(os.sep) - folder.count(os.sep) > DEEPEST:
            refused.append(CannotRead(here, "is too deep, so nothing is read there", "move it up, or away"))
            continue
        try:
            entries = _listed(here, root, Folder.entries)
        except CannotRead as error:
            refused.append(error)
            continue
        for name, is_folder in entries:
            if name.startswith(".") and (is_folder or not hidden):
                continue
            path = os.path.join(here, name)
            if is_folder:
                below.append(path)
            else:
                yield path
        waiting += reversed(below)


def _listed(folder: str, root: str, listed: Callable[[Folder], list[Listed]]) -> list[Listed]:
    """What is in a folder, as `listed` gives it; nothing if it is not there; raises CannotRead."""
    try:
        return listed(Root(root).folder(folder))
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise CannotRead(folder, "is not a folder, so nothing is read there", "move it away") from None
    except OSError as error:
        raise CannotRead(folder, f"cannot be listed: {reason(error)}", "check its permissions") from error


def make_folder(path: str) -> None:
    """Make a folder and those above it, open to the user alone; raises JournalError."""
    try:
        _make_folder(path)
    except OSError as error:
        raise JournalError(f"the folder {path} cannot be made: {reason(error)}") from error


def _make_folder(path: str) -> None:
    # `os.makedirs` applies its mode to the last folder only; those above it get the umask's.
    above = os.path.dirname(path)
    if above and not os.path.isdir(above):
        _make_folder(above)
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        if not os.path.isdir(path):
            raise
        return
    if is_root():
        Folder(path).settle(os.stat(above or os.curdir))
    Folder(above).flush(strict=True)  # as `Folder.folder`


def replace_bytes(path: str, data: bytes, root: str, scratch: str) -> None:
    """Put `data` in place of a file's content, whole or not at all; raises JournalError.

    `scratch` is a folder within `root`, on the same file system, for the temporary file. Permissions are preserved,
    and a link is followed.
    """
    top = Root(root)
    temporary: FileRef | None = None
    try:
        file = top.file(path, make=True)
        about = file.look()
        if about and not file.is_writable():
            import errno

            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        temporary = top.folder(scratch).file(f"{os.getpid()}-{time.time_ns()}")
        write_flushed(temporary, data, _rights_at(file) if about else rights_in(file.folder))
        temporary.replace(file)
        file.folder.flush(strict=True)
    except OSError as error:
        if temporary:
            temporary.drop()
        raise cannot_write(path, error) from error


class Rights(NamedTuple):
    """The owner and permissions of a file, to be given to its replacement."""

    mode: int = 0o600
    owner: int = -1
    """User and group id; -1 for those of the process."""
    group: int = -1
    attributes: tuple[tuple[str, bytes], ...] = ()
    """Extended attributes, access lists among them, where Python can copy those: on Linux."""


PRIVATE = Rights()
_ACCESS_LIST = "system.posix_acl_access"
_KEPT = (_ACCESS_LIST, "security.selinux")


def rights_of(handle: int) -> Rights:
    """The rights of an open file, without the executable bits."""
    about = os.fstat(handle)
    kept: tuple[tuple[str, bytes], ...] = ()
    if sys.platform == "linux":
        try:
            names = [name for name in os.listxattr(handle) if name.startswith("user.") or name in _KEPT]
            kept = tuple((name, os.getxattr(handle, name)) for name in names)
        except OSError:  # a file system without them
            kept = ()
    return Rights(stat.S_IMODE(about.st_mode) & 0o666, about.st_uid, about.st_gid, kept)


def rights_in(folder: Folder) -> Rights:
    """The rights of a new file in a folder: the user's alone, unless the folder is meant to be shared by a group.

    Shared means setgid and group-writable. What root creates is given to the folder's owner.
    """
    about = folder.stat()
    if is_root():
        return Rights(0o660 if is_shared(about) else 0o600, about.st_uid, about.st_gid)
    return Rights(0o660, group=about.st_gid) if is_shared(about) else PRIVATE


def _rights_at(file: FileRef) -> Rights:
    try:
        handle = file.open(os.O_RDONLY)
    except OSError:  # it may be writable but not readable
        return PRIVATE
    try:
        return rights_of(handle)
    finally:
        os.close(handle)


def _grant(handle: int, rights: Rights) -> None:
    """Apply these rights to a new file, as far as the user may."""
    made = os.fstat(handle)
    mode, attributes = rights.mode, rights.attributes
    owner, group = (
        (made.st_uid if rights.owner < 0 else rights.owner),
        (made.st_gid if rights.group < 0 else rights.group),
    )
    if (owner, group) != (made.st_uid, made.st_gid) and not (
        set_owner(handle, owner, group) or group == made.st_gid or set_owner(handle, -1, group)
    ):
        mode = mode & ~0o070 | (mode & 0o007) << 3  # the group differs, so it gets the permissions of others
        attributes = tuple(each for each in attributes if each[0] != _ACCESS_LIST)
    set_mode(handle, mode)
    if sys.platform == "linux":
        for name, value in attributes:
            try:
                os.setxattr(handle, name, value)
            except OSError:
                continue


def write_flushed(file: FileRef, data: bytes, rights: Rights = PRIVATE) -> None:
    """Create a file with these bytes and flush it to the disk; raises OSError."""
    handle = file.open(os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        _grant(handle, rights)
        _write_all(handle, data)
        flush(handle)
    finally:
        os.close(handle)


def flush(handle: int) -> None:
    """Flush an open file to the disk; raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # fsync alone leaves it in the drive's own memory
            return
        except OSError:  # a network folder
            pass
    os.fsync(handle)


def flush_file(path: str, root: str) -> None:
    """Flush a file that another program has written, if it exists; raises JournalError."""
    file = file_to_read(path, Root(root))
    handle = open_to_read(file, path) if file else None
    if file is None or handle is None:
        return
    try:
        flush(handle)
        file.folder.flush(strict=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        os.close(handle)


def cannot_write(path: str, error: OSError) -> JournalError:
    """The error for a file that could not be written, with what to do."""
    return JournalError(f"{path} cannot be written: {reason(error)}", what_to_do(error))


def remove_file(path: str, root: str) -> None:
    """Remove a file of the journal, if it exists; raises JournalError."""
    try:
        file = Root(root).file(path)
        file.unlink()
        file.folder.flush(strict=True)
    except FileNotFoundError:
        return
    except OSError as error:
        raise JournalError(f"{path} cannot be removed: {reason(error)}") from error


def append_bytes(path: str, data: bytes, *, flushed: bool = False) -> None:
    """Append to a file of this machine's own state; raises OSError. With `flushed`, wait for the disk."""
    file, flags, new = plain(path), os.O_WRONLY | os.O_APPEND, False
    try:
        handle = file.open(flags)
    except FileNotFoundError:
        handle = file.open(flags | os.O_CREAT)
        new = True
    try:
        _write_all(handle, data)
        if flushed:
            flush(handle)
    finally:
        os.close(handle)
    if flushed and new:
        Folder(os.path.dirname(path)).flush(strict=True)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def write_cache(path: str, data: bytes) -> None:
    """Replace a file of this machine's own state atomically, without waiting for the disk; raises OSError.

    What exists is replaced without being opened: it may be a link, or a pipe that nobody reads.
    """
    temporary = plain(f"{path}.{os.getpid()}-{get_ident():x}")  # another thread may write the same
    try:
        handle = temporary.open(os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            _write_all(handle, data)
        finally:
            os.close(handle)
        temporary.replace(plain(path))
    except OSError:
        temporary.drop()
        raise


def unlink_quietly(path: str) -> None:
    """Remove a file of this machine's own state, ignoring errors."""
    plain(path).drop()


def what_to_do(error: OSError) -> str:
    """What a person can do about a failed system call; empty if nothing is known to help."""
    import errno

    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        return "make room on the disk and try again"
    if error.errno == errno.EROFS:
        return "the disk takes no changes as it is: mount it for writing and try again"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "check the permissions of the file and of its folder"
    return ""


def write_new(path: str, data: bytes) -> None:
    """Write a file that the user has named, outside the journal, open to them alone if it is new; raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o600)
    with open(handle, "wb") as file:
        file.write(data)


def fingerprint(about: os.stat_result) -> tuple[int, int]:
    """Identifies a file and its state: inode and modification time (ns)."""
    return about.st_ino, about.st_mtime_ns
