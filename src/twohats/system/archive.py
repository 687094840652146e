"""What somebody brings from elsewhere, read in place: a folder, a zip or tar archive, or one file, all alike.

Nothing is unpacked. Links, devices and names that lead out of the archive are left out, and what inflates to more than
RATIO times its size is not read to its end. These classes are `interchange.source.Tree`.
"""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
import zlib

from twohats.errors import NothingFound, TwohatsError
from twohats.interchange.source import CannotReadFile
from twohats.system.files import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

RATIO = 200
"""How many times its compressed size a file may have. Text of exports has 3 to 30; a bomb has 1,000 and more."""
_ALWAYS = 16 * 1024 * 1024
"""Bytes that a file may have whatever its ratio is: a page of zeros is no attack."""
MOST_FILES = 200_000
"""Files that are looked at. The archive of a photographer has tens of thousands."""
_DEEPEST = 24


class Bounded(io.RawIOBase):
    """A stream that ends with CannotReadFile when more comes out of it than a file of its size can hold."""

    def __init__(self, raw: BinaryIO, most: int) -> None:
        super().__init__()
        self._raw = raw
        self._left = most

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        """Read some bytes; raises CannotReadFile for damage and for too much."""
        try:
            data = self._raw.read(len(buffer))
        except (
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            zlib.error,
            zipfile.BadZipFile,
        ) as error:
            raise CannotReadFile(f"is damaged: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise CannotReadFile(f"inflates to more than {RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it reads from."""
        self._raw.close()
        super().close()


class FileTree:
    """A single file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = os.path.basename(path)

    def names(self) -> Sequence[str]:
        """Its own name."""
        return (self.name,)

    def size(self, _name: str) -> int:
        """Its bytes; raises CannotReadFile."""
        return os.stat(self.path).st_size

    def open(self, _name: str) -> BinaryIO:
        """The file; raises CannotReadFile."""
        return _opened(self.path)


class FolderTree:
    """A folder with all that is below it; links are not followed."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = os.path.basename(os.path.abspath(path))
        self._names: list[str] | None = None

    def names(self) -> Sequence[str]:
        """Its regular files."""
        if self._names is None:
            self._names = sorted(self._found(self.path, "", 0))[:MOST_FILES]
        return self._names

    def _found(self, folder: str, above: str, depth: int) -> Iterator[str]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            name = above + entry.name
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST and _is_plain(name):
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
            raise CannotReadFile(reason(error)) from error

    def open(self, name: str) -> BinaryIO:
        """A file; raises CannotReadFile."""
        return _opened(self._full(name))


class ZipTree:
    """A zip archive."""

    def __init__(self, path: str) -> None:
        self.name = os.path.basename(path)
        self._zip = zipfile.ZipFile(path)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist()[:MOST_FILES]:
            mode = info.external_attr >> 16
            if not info.is_dir() and _is_plain(info.filename) and (not mode or not stat.S_ISLNK(mode)):
                self._infos.setdefault(info.filename, info)

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
            raise CannotReadFile("is locked with a password: unpack it first")
        try:
            raw = self._zip.open(info)
        except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise CannotReadFile(f"is damaged: {error}") from error
        return io.BufferedReader(Bounded(raw, max(_ALWAYS, info.compress_size * RATIO)), 1 << 16)  # type: ignore[arg-type]


class TarTree:
    """A tar archive, compressed or not."""

    def __init__(self, path: str) -> None:
        self.name = os.path.basename(path)
        self._most = max(_ALWAYS, os.stat(path).st_size * RATIO)
        self._tar = tarfile.open(path)  # noqa: SIM115  # as long as the tree
        self._members: dict[str, tarfile.TarInfo] = {}
        for member in self._tar:
            name = member.name.removeprefix("./")
            if member.isreg() and _is_plain(name):
                self._members[name] = member
            if member.offset > self._most or len(self._members) >= MOST_FILES:
                break

    def names(self) -> Sequence[str]:
        """The files in it."""
        return sorted(self._members)

    def size(self, name: str) -> int:
        """The bytes of a file."""
        return self._members[name].size

    def open(self, name: str) -> BinaryIO:
        """A file; raises CannotReadFile."""
        raw = self._tar.extractfile(self._members[name])
        if raw is None:
            raise CannotReadFile("is no file")
        return io.BufferedReader(Bounded(raw, self._most), 1 << 16)  # type: ignore[arg-type]


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
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise TwohatsError(f"{path} is not a whole archive: {error}", "load it again") from error
    except OSError as error:
        raise TwohatsError(f"{path} cannot be read: {reason(error)}") from error


def _opened(path: str) -> BinaryIO:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise CannotReadFile(reason(error)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise CannotReadFile("is no regular file")
    return open(handle, "rb")


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
