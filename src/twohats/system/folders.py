"""Folders accessed by handle, so that replacing one by a link cannot redirect a reader or writer.

A path that has just been checked may lead elsewhere by the time it is used: in a journal whose folders others can
write to, swapping `days/2026` for a link at the right moment took 69 of 2,772 writes out of it. So folders are opened
from the root down, each relative to the one above and never through a link; files are addressed relative to the
handle, which stays valid whatever happens to the folder's name. Where the system has no such calls (Windows), a path
is checked and then used.
"""

from __future__ import annotations

import os
import stat
import sys

from twohats.errors import JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

BY_HANDLE = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")
_CLOSED_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
# O_PATH also opens a folder that may be entered but not listed.
_FOLDER = getattr(os, "O_PATH", 0) | getattr(os, "O_DIRECTORY", 0) | _CLOSED_ON_EXEC
_LISTED = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _CLOSED_ON_EXEC
_FILE = _NO_LINK | getattr(os, "O_NONBLOCK", 0) | _CLOSED_ON_EXEC


class CannotRead(JournalError):
    """A file or folder is there and cannot be read: no permission, a device, too large, a link that leads out.

    `path` is where it is on this machine, `reason` says what is wrong with it.
    """

    def __init__(self, path: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{path} {reason}", hint)
        self.path = path
        self.reason = reason


class Folder:
    """A folder, kept open as long as this object lives. Links in it are never followed.

    Its methods raise OSError as the system's calls do.
    """

    __slots__ = ("handle", "path")

    def __init__(self, path: str, handle: int | None = None) -> None:
        self.path = path
        self.handle = handle
        """None where the system has no handles, or none is wanted: then `path` is used each time."""

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        if self.handle is not None:
            close(self.handle)

    def file(self, name: str) -> FileRef:
        """The file of this name in it, existing or not; raises CannotRead for an invalid name."""
        if name in ("", os.curdir, os.pardir) or os.sep in name:
            raise CannotRead(os.path.join(self.path, name), "is no name of a file", "name the file itself")
        return FileRef(self, name)

    def folder(self, name: str, *, make: bool = False) -> Folder:
        """A subfolder, created if missing and `make` is set; raises CannotRead for a link, and OSError."""
        file = self.file(name)
        try:
            return self._entered(file)
        except FileNotFoundError:
            if not make:
                raise
        except OSError:
            if file.is_link():
                raise _is_link(file.path) from None
            raise
        try:
            os.mkdir(file.name, 0o700, dir_fd=self.handle)
        except FileExistsError:  # another process has just created it
            made = self.folder(name)
        else:
            made = self.folder(name)
            made.settle(self.stat())
        self.flush(strict=True)  # or a power cut would remove it, with all that is flushed in it
        return made

    def settle(self, above: os.stat_result) -> None:
        """Give a new folder the group sharing of the one above it; one created by root goes to that folder's owner."""
        if (is_root() and above.st_uid) or is_shared(above):
            handle = self._listed()
            try:
                hand_over(handle, above)
                if is_shared(above):
                    set_mode(handle, 0o2770)
            finally:
                os.close(handle)

    def _entered(self, file: FileRef) -> Folder:
        if self.handle is not None:
            return Folder(file.path, os.open(file.name, _FOLDER | _NO_LINK, dir_fd=self.handle))
        mode = file.stat().st_mode
        if not stat.S_ISDIR(mode):
            import errno

            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        return Folder(file.path)

    def stat(self) -> os.stat_result:
        """The stat result of the folder itself."""
        return os.stat(self.path if self.handle is None else self.handle)

    def names(self) -> list[str]:
        """The sorted names in it."""
        if self.handle is None:
            return sorted(os.listdir(self.path))
        handle = self._listed()
        try:
            return sorted(os.listdir(handle))
        finally:
            os.close(handle)

    def entries(self) -> list[tuple[str, bool]]:
        """The sorted names in it, and whether each is a folder."""
        if self.handle is None:
            return _entries(self.path)
        handle = self._listed()
        try:
            return _entries(handle)
        finally:
            os.close(handle)

    def _listed(self) -> int:
        return os.open(self.path if self.handle is None else os.curdir, _LISTED, dir_fd=self.handle)

    def flush(self, *, strict: bool = False) -> None:
        """Flush the names in it to the disk.

        Some file systems cannot; files are complete nevertheless. With `strict`, raises OSError when the disk has
        failed or is full.
        """
        try:
            handle = self._listed()
        except OSError:
            return
        try:
            os.fsync(handle)
        except OSError as error:
            import errno

            if strict and error.errno in (errno.EIO, errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
                raise
        finally:
            os.close(handle)


class FileRef:
    """A file in an open folder, existing or not. Does not follow links; raises OSError as the system does."""

    __slots__ = ("folder", "name", "path")

    def __init__(self, folder: Folder, name: str) -> None:
        self.folder = folder
        self.path = os.path.join(folder.path, name)
        self.name = self.path if folder.handle is None else name
        """The path argument of system calls, relative to the folder's handle if there is one."""

    def open(self, flags: int, mode: int = 0o600) -> int:
        """Open the file and return the handle. A new one is accessible to the user alone, unless `mode` says
        otherwise.

        A file that root creates is given to the folder's owner, who could not use it otherwise. Only a new one: an
        existing name may be a hard link to a file of root's.
        """
        if flags & os.O_CREAT and not flags & os.O_EXCL and is_root():
            try:
                return self.open(flags | os.O_EXCL, mode)
            except FileExistsError:
                flags &= ~os.O_CREAT
        handle = os.open(self.name, flags | _FILE, mode, dir_fd=self.folder.handle)
        if flags & os.O_CREAT and is_root():
            hand_over(handle, self.folder.stat() if self.folder.path else os.stat(os.path.dirname(self.path)))
        return handle

    def stat(self) -> os.stat_result:
        """The stat result of the file, or of the link itself."""
        return os.stat(self.name, dir_fd=self.folder.handle, follow_symlinks=False)

    def look(self) -> os.stat_result | None:
        """The stat result, or None if there is nothing or it is not accessible."""
        try:
            return self.stat()
        except OSError:
            return None

    def exists(self) -> bool:
        """Whether the name exists."""
        return self.look() is not None

    def is_link(self) -> bool:
        """Whether it is a link."""
        about = self.look()
        return about is not None and stat.S_ISLNK(about.st_mode)

    def inode(self) -> int:
        """Its inode; 0 if it does not exist."""
        about = self.look()
        return about.st_ino if about else 0

    def is_writable(self) -> bool:
        """Whether the user may write to it."""
        return os.access(self.name, os.W_OK, dir_fd=self.folder.handle)

    def rename(self, new: FileRef) -> None:
        """Rename the file, replacing what has that name."""
        os.rename(self.name, new.name, src_dir_fd=self.folder.handle, dst_dir_fd=new.folder.handle)

    def replace(self, new: FileRef) -> None:
        """As `rename`, on Windows too."""
        os.replace(self.name, new.name, src_dir_fd=self.folder.handle, dst_dir_fd=new.folder.handle)

    def unlink(self) -> None:
        """Remove the file."""
        os.unlink(self.name, dir_fd=self.folder.handle)

    def rmdir(self) -> None:
        """Remove the folder of this name, if it is empty."""
        os.rmdir(self.name, dir_fd=self.folder.handle)

    def drop(self) -> None:
        """Remove the file, ignoring errors."""
        try:
            self.unlink()
        except OSError:
            return


class Root:
    """A root folder, and access to everything below it. The root itself may be a link; no folder below it may.

    Paths are absolute, and within it. Open folders are kept until `forget`.
    """

    __slots__ = ("_known", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._known: dict[str, Folder] = {}

    def forget(self) -> None:
        """Forget the open folders: they may have been removed and created again."""
        self._known.clear()

    def folder(self, path: str, *, make: bool = False) -> Folder:
        """A folder within it, created with its parents if `make` is set; raises CannotRead for a link, and OSError."""
        steps, at = [], path
        while (known := self._known.get(at)) is None and at != self.path:
            if len(at) <= len(self.path):
                raise CannotRead(at, f"is not within {self.path}", "name a file within it")
            steps.append(at)
            at = os.path.dirname(at)
        if known is None:
            known = self._known[at] = Folder(at, os.open(at, _FOLDER) if BY_HANDLE else None)
        for at in reversed(steps):
            known = self._known[at] = known.folder(os.path.basename(at), make=make)
        return known

    def file(self, path: str, *, make: bool = False) -> FileRef:
        """The file of this path, or its target if it is a link to a file within the root.

        No folder on the way may be a link: the file would be written and then, as sync and every listing ignore links,
        never be read again. Raises as `folder` does.
        """
        above, name = os.path.split(path)
        file = self.folder(above, make=make).file(name)
        if not file.is_link():
            return file
        target, top = os.path.realpath(path), os.path.realpath(self.path)
        if os.path.commonpath([target, top]) != top:
            raise CannotRead(
                path,
                "is a link that leads out of the journal, so it is not followed",
                "put the file itself in its place",
            )
        above, name = os.path.split(os.path.join(self.path, os.path.relpath(target, top)))
        return self.folder(above, make=make).file(name)


DEEPEST = 32
"""Maximum depth of subfolders: a journal has two levels, git's objects have three. Each is kept open."""


def remove_below(path: str) -> None:
    """Remove a folder tree as far as possible, without following links or going too deep; ignores errors."""
    above, name = os.path.split(path)
    try:
        _remove(Root(above).folder(above).file(name), DEEPEST)
    except (OSError, CannotRead):
        return


def _remove(file: FileRef, deepest: int) -> None:
    try:
        folder = file.folder.folder(file.name)
        for name, is_folder in folder.entries():
            inside = folder.file(name)
            if not is_folder:
                inside.drop()
            elif deepest:
                _remove(inside, deepest - 1)
        file.rmdir()
    except (OSError, CannotRead):
        return


def is_root() -> bool:
    """Whether the process runs as root: what it creates must be accessible to the journal's owner."""
    return sys.platform != "win32" and os.geteuid() == 0


def is_shared(about: os.stat_result) -> bool:
    """Whether a folder is shared by a group: setgid and group-writable."""
    return bool(about.st_mode & stat.S_ISGID and about.st_mode & stat.S_IWGRP)


def hand_over(handle: int, above: os.stat_result) -> None:
    """Give what root has just created in a folder to the folder's owner and group, if the system can."""
    if is_root() and os.fstat(handle).st_uid == 0 != above.st_uid:
        set_owner(handle, above.st_uid, above.st_gid)


def set_owner(handle: int, owner: int, group: int) -> bool:
    """Set owner (-1: unchanged) and group of an open file; False where the system does not support that."""
    if sys.platform == "win32":
        return False
    try:
        os.fchown(handle, owner, group)
    except OSError:
        return False
    return True


def set_mode(handle: int, mode: int) -> None:
    """Set the permission bits of an open file; does nothing on Windows."""
    if sys.platform != "win32":
        os.fchmod(handle, mode)


def plain(path: str) -> FileRef:
    """A file by its path alone, for files outside of any journal."""
    return FileRef(Folder(""), path)


def _is_link(path: str) -> CannotRead:
    return CannotRead(
        path, "is a link to a folder, so it is not followed", "put the folder itself in its place"
    )


def _entries(folder: str | int) -> list[tuple[str, bool]]:
    with os.scandir(folder) as found:
        return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
