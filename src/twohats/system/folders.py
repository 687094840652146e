"""Folders reached by handle, so that no link put in the place of one leads a reader or a writer elsewhere.

A path that has just been looked at may lead elsewhere by the time it is used: in a journal whose folders others can
write to, `days/2026` traded for a link at the right moment took 69 of 2,772 writes out of it. So a folder is opened
from its root down, each in the one above and never by way of a link; what is in it is named relative to its handle,
which stays with the folder whatever becomes of its name. Where the system has no such calls (Windows), a path is
looked at and then used.
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
# With O_PATH, a folder that may be entered and not listed can be opened as well.
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
    """A folder, held open for as long as anything refers to it. No name in it is followed if it is a link.

    Its methods raise OSError as the system's calls do.
    """

    __slots__ = ("handle", "path")

    def __init__(self, path: str, handle: int | None = None) -> None:
        self.path = path
        self.handle = handle
        """None where the system knows no handles, or none is wanted: then `path` is used each time."""

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        if self.handle is not None:
            close(self.handle)

    def place(self, name: str) -> Place:
        """The place of a name in it; raises CannotRead for what is no name."""
        if name in ("", os.curdir, os.pardir) or os.sep in name:
            raise CannotRead(os.path.join(self.path, name), "is no name of a file", "name the file itself")
        return Place(self, name)

    def folder(self, name: str, *, make: bool = False) -> Folder:
        """A folder in it, made if it is not there and `make` is set; raises CannotRead for a link, and OSError."""
        place = self.place(name)
        try:
            return self._entered(place)
        except FileNotFoundError:
            if not make:
                raise
        except OSError:
            if place.is_link():
                raise _is_link(place.path) from None
            raise
        try:
            os.mkdir(place.name, 0o700, dir_fd=self.handle)
        except FileExistsError:  # somebody else has made it meanwhile
            made = self.folder(name)
        else:
            made = self.folder(name)
            made.settle(self.stat())
        self.flush(strict=True)  # else a power cut takes it away, with all that is flushed in it
        return made

    def settle(self, above: os.stat_result) -> None:
        """Share a folder that was just made as the one above it is shared; what root makes is that one's owner's."""
        if (is_root() and above.st_uid) or is_shared(above):
            handle = self._listed()
            try:
                hand_over(handle, above)
                if is_shared(above):
                    set_mode(handle, 0o2770)
            finally:
                os.close(handle)

    def _entered(self, place: Place) -> Folder:
        if self.handle is not None:
            return Folder(place.path, os.open(place.name, _FOLDER | _NO_LINK, dir_fd=self.handle))
        mode = place.stat().st_mode
        if not stat.S_ISDIR(mode):
            import errno

            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        return Folder(place.path)

    def stat(self) -> os.stat_result:
        """About the folder itself."""
        return os.stat(self.path if self.handle is None else self.handle)

    def names(self) -> list[str]:
        """The names in it, in order."""
        return [name for name, _ in self.entries()]

    def entries(self) -> list[tuple[str, bool]]:
        """The names in it, in order, and whether each is a folder."""
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
        """Ask the disk to keep the names in it. Some file systems cannot; a file is whole all the same.

        With `strict`, raises OSError when the disk has failed at it or is full.
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


class Place:
    """A name in a folder, where there may be a file. Links are not followed; raises OSError as the system does."""

    __slots__ = ("folder", "name", "path")

    def __init__(self, folder: Folder, name: str) -> None:
        self.folder = folder
        self.path = os.path.join(folder.path, name)
        self.name = self.path if folder.handle is None else name
        """What the system's calls get, with the handle of the folder."""

    def open(self, flags: int, mode: int = 0o600) -> int:
        """A handle on the file. One that is made is open to the user alone, if no mode is given.

        What root makes is the folder's owner's, who could not read it or change it otherwise. Only what is made:
        another name may have been given to a file of root's.
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
        """About the file, or the link that is there."""
        return os.stat(self.name, dir_fd=self.folder.handle, follow_symlinks=False)

    def look(self) -> os.stat_result | None:
        """About what is there; None if nothing is, or it cannot be told."""
        try:
            return self.stat()
        except OSError:
            return None

    def exists(self) -> bool:
        """Whether anything is there."""
        return self.look() is not None

    def is_link(self) -> bool:
        """Whether a link is there."""
        about = self.look()
        return about is not None and stat.S_ISLNK(about.st_mode)

    def inode(self) -> int:
        """The inode of what is there; 0 if nothing is."""
        about = self.look()
        return about.st_ino if about else 0

    def is_writable(self) -> bool:
        """Whether the user may write to what is there."""
        return os.access(self.name, os.W_OK, dir_fd=self.folder.handle)

    def rename(self, new: Place) -> None:
        """Give the file another name, in place of what has that name."""
        os.rename(self.name, new.name, src_dir_fd=self.folder.handle, dst_dir_fd=new.folder.handle)

    def replace(self, new: Place) -> None:
        """As `rename`, on Windows too."""
        os.replace(self.name, new.name, src_dir_fd=self.folder.handle, dst_dir_fd=new.folder.handle)

    def unlink(self) -> None:
        """Remove the file."""
        os.unlink(self.name, dir_fd=self.folder.handle)

    def rmdir(self) -> None:
        """Remove the folder that is there, if it is empty."""
        os.rmdir(self.name, dir_fd=self.folder.handle)

    def drop(self) -> None:
        """Remove a file that nobody needs any more, if that can be done."""
        try:
            self.unlink()
        except OSError:
            return


class Root:
    """A folder, and the way to what is below it. The folder itself may be reached by a link; nothing below it is.

    Paths are whole, and lie within it. Folders that have been opened are kept until `forget`.
    """

    __slots__ = ("_known", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._known: dict[str, Folder] = {}

    def forget(self) -> None:
        """Open folders again: those that are known may have been removed and made anew."""
        self._known.clear()

    def folder(self, path: str, *, make: bool = False) -> Folder:
        """A folder within it, made with those above it if `make` is set; raises CannotRead for a link, and OSError."""
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

    def place(self, path: str, *, make: bool = False) -> Place:
        """Where a file is: there, or where it points if it is a link to a file within the root.

        None of the folders on the way may be a link: it would be written through and, as sync and every walk pass
        over links, never be read again. Raises as `folder` does.
        """
        above, name = os.path.split(path)
        place = self.folder(above, make=make).place(name)
        if not place.is_link():
            return place
        target, top = os.path.realpath(path), os.path.realpath(self.path)
        if os.path.commonpath([target, top]) != top:
            raise CannotRead(
                path,
                "is a link that leads out of the journal, so it is not followed",
                "put the file itself in its place",
            )
        above, name = os.path.split(os.path.join(self.path, os.path.relpath(target, top)))
        return self.folder(above, make=make).place(name)


DEEPEST = 32
"""Folders within one another that are looked into: a journal has two, git's objects have three. Each is held open."""


def remove_below(path: str) -> None:
    """Remove a folder with what is in it, as far as that goes: not by way of a link, and none that is too deep."""
    above, name = os.path.split(path)
    try:
        _remove(Root(above).folder(above).place(name), DEEPEST)
    except (OSError, CannotRead):
        return


def _remove(place: Place, deepest: int) -> None:
    try:
        folder = place.folder.folder(place.name)
        for name, is_folder in folder.entries():
            inside = folder.place(name)
            if not is_folder:
                inside.drop()
            elif deepest:
                _remove(inside, deepest - 1)
        place.rmdir()
    except (OSError, CannotRead):
        return


def is_root() -> bool:
    """Whether it is root who runs this: what root makes must not be shut to the journal's owner."""
    return sys.platform != "win32" and os.geteuid() == 0


def is_shared(about: os.stat_result) -> bool:
    """Whether a folder is meant to be shared by a group: it hands its group on, which may write to it."""
    return bool(about.st_mode & stat.S_ISGID and about.st_mode & stat.S_IWGRP)


def hand_over(handle: int, above: os.stat_result) -> None:
    """Give what root has just made in a folder to the folder's owner and group, if the system does that."""
    if is_root() and os.fstat(handle).st_uid == 0 != above.st_uid:
        set_owner(handle, above.st_uid, above.st_gid)


def set_owner(handle: int, owner: int, group: int) -> bool:
    """Give an open file to an owner (-1: as it is) and a group; False where the system does not do that."""
    if sys.platform == "win32":
        return False
    try:
        os.fchown(handle, owner, group)
    except OSError:
        return False
    return True


def set_mode(handle: int, mode: int) -> None:
    """Set the permission bits of an open file; Windows, which has no such bits, is left as it is."""
    if sys.platform != "win32":
        os.fchmod(handle, mode)


def plain(path: str) -> Place:
    """A place by its path alone, for what is outside of any journal."""
    return Place(Folder(""), path)


def _is_link(path: str) -> CannotRead:
    return CannotRead(
        path, "is a link to a folder, so it is not followed", "put the folder itself in its place"
    )


def _entries(folder: str | int) -> list[tuple[str, bool]]:
    with os.scandir(folder) as found:
        return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
