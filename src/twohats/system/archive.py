"""What somebody brings from elsewhere, read in place: a folder, a zip or tar archive, or one file, all alike.

Nothing is unpacked. Links, devices and names that lead out of the archive are left out, and what inflates to more than
RATIO times its size is not read to its end. Text in UTF-16 comes as UTF-8. These classes are
`interchange.source.Tree`; `complaints` of each says what could not be read of it, also where a reader passed over it.
"""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
from itertools import islice

from twohats.errors import NothingFound, TwohatsError
from twohats.system.brought_stream import (
    ALWAYS,
    DAMAGE,
    RATIO,
    Bounded,
    Budget,
    Complaints,
    buffered,
)
from twohats.system.files import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO, BinaryIO

MOST_FILES = 200_000
"""Files of a folder or an archive; one of more is refused. The archive of a photographer has tens of thousands."""
_MOST_CONTENTS = 32 * 1024 * 1024
"""Bytes of the list of contents of a zip archive, which is in memory as a whole: MOST_FILES names of 100 bytes."""
_HEAD = 64 * 1024
"""Bytes of each file of a compressed tar that are kept: going back in one inflates all of it once more."""
_HEADS = 16 * 1024 * 1024
"""Bytes of all that are kept."""
_DEEPEST = 24
_ARCHIVES = (".zip", ".tgz", ".tar.gz", ".tar", ".tar.bz2", ".tar.xz")


class FileTree:
    """A single file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = os.path.basename(path)
        self._complaints = Complaints()

    @property
    def complaints(self) -> Sequence[str]:
        """What could not be read of it."""
        return self._complaints.said

    def names(self) -> Sequence[str]:
        """Its own name."""
        return (self.name,)

    def size(self, _name: str) -> int:
        """Its bytes; raises CannotReadFile."""
        return os.stat(self.path).st_size

    def open(self, _name: str) -> BinaryIO:
        """The file; raises CannotReadFile."""
        return _opened(self.path, self.name, self._complaints)


class FolderTree:
    """A folder with all that is below it; links are not followed. Raises TwohatsError for one of too many files."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = os.path.basename(os.path.abspath(path))
        self._complaints = Complaints()
        self._names = sorted(islice(self._found(path, "", 0), MOST_FILES + 1))
        if len(self._names) > MOST_FILES:
            raise _too_many(path)

    @property
    def complaints(self) -> Sequence[str]:
        """What could not be read of it."""
        return self._complaints.said

    def names(self) -> Sequence[str]:
        """Its regular files."""
        return self._names

    def _found(self, folder: str, above: str, depth: int) -> Iterator[str]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if not above:
                raise
            self._complaints.add(f"{above} cannot be read: {reason(error)}")
            return
        for entry in entries:
            name = above + entry.name
            if entry.is_dir(follow_symlinks=False):
                if depth >= _DEEPEST:
                    self._complaints.add(
                        f"{'/'.join(above.split('/')[:3])}/... is too deep to be looked into"
                    )
                elif _is_plain(name):
                    yield from self._found(entry.path, f"{name}/", depth + 1)
            elif entry.is_file(follow_symlinks=False) and _is_plain(name):
                yield name

    def _full(self, name: str) -> str:
        return os.path.join(self.path, *name.split("/"))

    def size(self, name: str) -> int:
        """The bytes of a file; raises CannotReadFile."""
        try:
            return os.stat(self._full(name), follow_symlinks=False).st_size
        except OSError as error:
            raise self._complaints.refuse(name, f"cannot be read: {reason(error)}") from error

    def open(self, name: str) -> BinaryIO:
        """A file; raises CannotReadFile."""
        return _opened(self._full(name), name, self._complaints)


class ZipTree:
    """A zip archive. Raises as zipfile does, and TwohatsError for one of too many files."""

    def __init__(self, path: str) -> None:
        self.name = os.path.basename(path)
        self._complaints = Complaints()
        self._budget = Budget(os.stat(path).st_size)
        self._file = _ListOfContents(io.FileIO(path))
        self._zip = zipfile.ZipFile(self._file)
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise _too_many(path)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            mode = info.external_attr >> 16
            if not info.is_dir() and _is_plain(info.filename) and (not mode or not stat.S_ISLNK(mode)):
                self._infos.setdefault(info.filename, info)
        _say_archives(self._infos, self._complaints)

    @property
    def complaints(self) -> Sequence[str]:
        """What could not be read of it."""
        return self._complaints.said

    def names(self) -> Sequence[str]:
        """The files in it."""
        return sorted(self._infos)

    def size(self, name: str) -> int:
        """The bytes of a file, as the archive says."""
        return self._infos[name].file_size

    def open(self, name: str) -> BinaryIO:
        """A file, inflated as it is read; raises CannotReadFile."""
        info = self._infos[name]
        if info.flag_bits & 1:
            raise self._complaints.refuse(name, "is locked with a password: unpack it first")
        try:
            raw = self._zip.open(info)
        except DAMAGE as error:
            raise self._complaints.refuse(name, f"is damaged: {error}") from error
        most = max(ALWAYS, info.compress_size * RATIO)
        return buffered(Bounded(raw, most, name, self._complaints, self._budget))  # type: ignore[arg-type]  # a stream

    def __del__(self) -> None:
        """Close the archive, which is open as long as somebody may read on in it."""
        file = getattr(self, "_file", None)
        if file is not None:
            file.close()


class _ListOfContents(io.BufferedReader):
    """The file of a zip archive, of which no more is read at once than a list of contents may have."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some bytes; raises zipfile.BadZipFile for too many."""
        if size is not None and size > _MOST_CONTENTS:
            raise zipfile.BadZipFile("its list of contents is too long")
        return super().read(size)


class TarTree:
    """A tar archive, compressed or not. Raises as tarfile does, and TwohatsError for one of too many files."""

    def __init__(self, path: str) -> None:
        self.name = os.path.basename(path)
        self._complaints = Complaints()
        size = os.stat(path).st_size
        self._most = max(ALWAYS, size * RATIO)
        self._budget = Budget(size)
        self._tar = tarfile.open(path)  # noqa: SIM115  # as long as the tree
        self._members: dict[str, tarfile.TarInfo] = {}
        self._heads: dict[str, bytes] = {}
        heads = 0 if isinstance(self._tar.fileobj, io.BufferedReader) else _HEADS
        for count, member in enumerate(self._tar):
            name = member.name.removeprefix("./")
            if count >= MOST_FILES:
                raise _too_many(path)
            if member.offset_data + member.size > self._most:
                self._complaints.add(
                    f"{name} inflates to more than {RATIO} times its size, and nothing behind it is read"
                )
                break
            if member.isreg() and _is_plain(name):
                self._members[name] = member
                raw = self._tar.extractfile(member) if heads > 0 else None
                if raw is not None:
                    self._heads[name] = raw.read(_HEAD)
                    heads -= len(self._heads[name])
        _say_archives(self._members, self._complaints)

    @property
    def complaints(self) -> Sequence[str]:
        """What could not be read of it."""
        return self._complaints.said

    def names(self) -> Sequence[str]:
        """The files in it."""
        return sorted(self._members)

    def size(self, name: str) -> int:
        """The bytes of a file."""
        return self._members[name].size

    def open(self, name: str) -> BinaryIO:
        """A file; raises CannotReadFile."""
        raw = _HeadFirst(self._tar, self._members[name], self._heads.get(name, b""))
        return buffered(Bounded(raw, self._most, name, self._complaints, self._budget))  # type: ignore[arg-type]  # a stream

    def __del__(self) -> None:
        """Close the archive, which is open as long as somebody may read on in it."""
        file = getattr(self, "_tar", None)
        if file is not None:
            file.close()


class _HeadFirst:
    """A file of a tar archive whose beginning is at hand: the archive is gone back in only for what is behind it."""

    def __init__(self, tar: tarfile.TarFile, member: tarfile.TarInfo, head: bytes) -> None:
        self._tar, self._member, self._head = tar, member, head
        self._at = 0
        self._raw: IO[bytes] | None = None

    def read(self, size: int) -> bytes:
        """Read some bytes."""
        data = self._head[self._at : self._at + size]
        if not data and self._at < self._member.size:
            if self._raw is None:
                self._raw = self._tar.extractfile(self._member)
                if self._raw is None:
                    raise OSError("no file")
                self._raw.seek(self._at)
            data = self._raw.read(size)
        self._at += len(data)
        return data

    def close(self) -> None:
        """Close what it reads from."""
        if self._raw is not None:
            self._raw.close()


def _say_archives(names: Iterable[str], complaints: Complaints) -> None:
    for name in names:
        if is_archive(name):
            complaints.add(f"{name} is an archive within the archive: unpack it first")


def is_archive(name: str) -> bool:
    """Whether a name is that of an archive which can be read."""
    return name.lower().endswith(_ARCHIVES)


def _too_many(path: str) -> TwohatsError:
    return TwohatsError(
        f"{path} has more than {MOST_FILES:,} files", "name the folder or file in it that was exported"
    )


def tree_at(path: str) -> FileTree | FolderTree | ZipTree | TarTree:
    """What is at a path on this machine; raises NothingFound, and TwohatsError for what cannot be read."""
    try:
        about = os.stat(path)
        if stat.S_ISDIR(about.st_mode):
            return FolderTree(path)
        if not stat.S_ISREG(about.st_mode):
            raise TwohatsError(f"{path} is neither a file nor a folder", "name the file that was exported")
        with open(path, "rb") as file:
            first = file.read(512)
        if first.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return ZipTree(path)
        if first.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")) or first[257:262] == b"ustar":
            return TarTree(path)
        return FileTree(path)
    except FileNotFoundError as error:
        raise NothingFound(
            f"there is no file {path}", "look where the browser saves what it loads"
        ) from error
    except TwohatsError:
        raise
    except OSError as error:
        if error.errno is not None and not isinstance(error, tarfile.TarError):
            raise TwohatsError(f"{path} cannot be read: {reason(error)}") from error
        raise _not_whole(path) from error
    except (*DAMAGE, MemoryError) as error:
        raise _not_whole(path) from error


def _not_whole(path: str) -> TwohatsError:
    if path.lower().endswith(".gz") and not is_archive(path):
        return TwohatsError(f"{path} is compressed, and no archive", "unpack it first: gunzip")
    return TwohatsError(f"{path} is damaged, or not the whole of an archive", "load it again")


def _opened(path: str, name: str, complaints: Complaints) -> BinaryIO:
    """A file of this machine, if it is a regular one; raises CannotReadFile."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise complaints.refuse(name, f"cannot be read: {reason(error)}") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise complaints.refuse(name, "is no regular file")
    try:
        return buffered(io.FileIO(handle))
    except OSError as error:
        raise complaints.refuse(name, f"cannot be read: {reason(error)}") from error


def _is_plain(name: str) -> bool:
    """Whether a name stays within the archive and is one of its own files, not what a system puts beside them."""
    parts = name.replace("\\", "/").split("/")
    return (
        bool(name)
        and not name.startswith(("/", "\\"))
        and ":" not in parts[0]
        and ".." not in parts
        and "\0" not in name
        and parts[0] != "__MACOSX"
        and not parts[-1].startswith("._")
        and parts[-1] not in (".DS_Store", "Thumbs.db", "desktop.ini")
    )
