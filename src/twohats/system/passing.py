"""What another program writes to this one as it runs: read once, without being kept anywhere."""

from __future__ import annotations

import io
import sys

from twohats.interchange.source import CannotReadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

NAME = "-"
_AGAIN = 1024 * 1024
"""Bytes of its beginning that can be read as often as one likes: by them it is told what it is."""


class StdinTree:
    """Standard input as the only file of a tree (`interchange.source.Tree`)."""

    name = NAME
    complaints: tuple[str, ...] = ()

    def __init__(self) -> None:
        self._stream: BinaryIO = sys.stdin.buffer
        self.beginning = self._stream.read(_AGAIN)
        self._passed_to: object = None

    def names(self) -> Sequence[str]:
        """A dash."""
        return (NAME,)

    def size(self, _name: str) -> int:
        """The bytes that are known so far."""
        return len(self.beginning)

    def open(self, _name: str) -> BinaryIO:
        """It from its beginning on; raises CannotReadFile, when it is read, where it has passed already."""
        return io.BufferedReader(_Passing(self), 1 << 16)

    def passed(self, to: object, size: int) -> bytes:
        """The next bytes behind the beginning, for whoever was the first to ask for some."""
        if self._passed_to not in (None, to):
            raise CannotReadFile("has been read already")
        self._passed_to = to
        return self._stream.read(size)


class _Passing(io.RawIOBase):
    """A stream over the beginning and what comes behind it."""

    def __init__(self, tree: StdinTree) -> None:
        super().__init__()
        self._tree = tree
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        """Read some bytes."""
        data = self._tree.beginning[self._at : self._at + len(buffer)]
        self._at += len(data)
        data = data or self._tree.passed(self, len(buffer))
        buffer[: len(data)] = data
        return len(data)
