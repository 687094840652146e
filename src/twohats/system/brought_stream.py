"""Streams of what somebody brings from elsewhere: bounded in what comes out of them, their faults said, in UTF-8."""

from __future__ import annotations

import codecs
import io
import lzma
import tarfile
import zipfile
import zlib

from twohats.interchange.source import CannotReadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

RATIO = 200
"""How many times its compressed size a file may have. Text of exports has 3 to 30; a bomb has 1,000 and more."""
ALWAYS = 16 * 1024 * 1024
"""Bytes that a file may have whatever its ratio is: a page of zeros is no attack."""
REREAD = 1 << 30
"""Bytes that may come out of an archive beyond RATIO times its size: its files are looked at by many readers. More than
that is an archive whose files lie on each other.
"""
_MOST_COMPLAINTS = 5


class Complaints:
    """What could not be read, in sentences without a full stop, each once."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def refuse(self, name: str, why: str) -> CannotReadFile:
        """The error for a file that cannot be read, kept in mind."""
        self.add(f"{name} {why}")
        return CannotReadFile(why)

    def add(self, sentence: str) -> None:
        """Keep something in mind."""
        if sentence not in self.said and len(self.said) < _MOST_COMPLAINTS:
            self.said.append(sentence)


class Budget:
    """The bytes that may still come out of an archive, from all its files together."""

    def __init__(self, size: int) -> None:
        self.left = size * RATIO + REREAD


class Bounded(io.RawIOBase):
    """A file of an archive, which ends with CannotReadFile when more comes out than a file of its size can hold."""

    def __init__(self, raw: BinaryIO, most: int, name: str, complaints: Complaints, budget: Budget) -> None:
        super().__init__()
        self._raw, self._left, self._budget = raw, most, budget
        self._name, self._complaints = name, complaints

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        """Read some bytes; raises CannotReadFile for damage and for too much."""
        try:
            data = self._raw.read(len(buffer))
        except DAMAGE as error:
            raise self._complaints.refuse(self._name, f"is damaged: {error}") from error
        self._left -= len(data)
        self._budget.left -= len(data)
        if self._left < 0 or self._budget.left < 0:
            raise self._complaints.refuse(self._name, f"inflates to more than {RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it reads from."""
        self._raw.close()
        super().close()


DAMAGE = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What the standard library raises for archives that are damaged, or of a form that it does not know."""


class _InUtf8(io.RawIOBase):
    """Text in UTF-16 as UTF-8, without its mark."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__()
        self._text = io.TextIOWrapper(raw, "utf-16", "replace", newline="")
        self._left = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        """Read some bytes."""
        if not self._left:
            self._left = self._text.read(len(buffer)).encode("utf-8", "replace")
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it reads from."""
        self._text.close()
        super().close()


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """A stream to read from, in UTF-8 if it begins with the mark of UTF-16."""
    stream = io.BufferedReader(raw, 1 << 16)
    if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return io.BufferedReader(_InUtf8(stream), 1 << 16)
    return stream
