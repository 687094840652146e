"""The bytes in which a month of the index is kept: a head that says what they were made for, and sections.

Each section has a checksum and is read only when it is asked for; the text and the items of each page are sections of
their own. What is not byte for byte as we wrote it is `Damaged`, as is what was made for other settings, by another
version of this program, or of another journal.
"""

from __future__ import annotations

import marshal
import sys
from zlib import crc32

from twohats import __version__
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LAYOUT = 3
"""The version of what is described here and in `month`; to be raised with every change of either."""
_MAGIC = b"twohats index\n"
_NUMBER = 8
"""Bytes of a number: the length of the head and its checksum."""
FRONT = 32 * 1024
"""Bytes to read first: the head, and the smaller sections of a month of ordinary size."""
MOST_HEAD = 64 * 1024
_MARSHAL = 4
"""The version of the format of `marshal` that every Python from 3.4 on reads."""
DAMAGES = (ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError, MemoryError, OSError)
"""What marshal and what looks at its values may raise for bytes that nobody here has written."""


class Damaged(Exception):
    """A file of the index that cannot be used; it is left out, and made again."""


class Section(NamedTuple):
    """Where a part of the file is, from its start, and its checksum."""

    at: int
    length: int
    sum: int


def form_of(*what: str) -> str:
    """What the bytes were made for and with: equal for those that may be used."""
    return "\t".join([*what, __version__, str(LAYOUT), sys.implementation.name, sys.byteorder])


def packed(value: Any) -> bytes:
    """A value of tuples, lists, dictionaries, numbers, texts and bytes as bytes."""
    return marshal.dumps(value, _MARSHAL)


def unpacked(data: bytes) -> Any:
    """The value of these bytes; raises Damaged."""
    try:
        return marshal.loads(data)
    except DAMAGES as error:
        raise Damaged from error


def encoded(form: str, sections: list[bytes]) -> bytes:
    """The bytes of a file with these sections."""
    table = [(len(section), crc32(section)) for section in sections]
    head = packed((form, table))
    return b"".join(
        [
            _MAGIC,
            len(head).to_bytes(_NUMBER, "little"),
            crc32(head).to_bytes(_NUMBER, "little"),
            head,
            *sections,
        ]
    )


class Coded:
    """The sections of a file, read as they are asked for with `read(at, length)`, which may raise OSError."""

    __slots__ = ("_front", "_read", "sections")

    def __init__(self, read: Callable[[int, int], bytes], form: str) -> None:
        """Raises Damaged if the file is not what was made for `form`."""
        self._read = read
        self._front = b""
        self._front = self._bytes(0, FRONT, whole=False)
        at = len(_MAGIC) + 2 * _NUMBER
        length = int.from_bytes(self._front[len(_MAGIC) : len(_MAGIC) + _NUMBER], "little")
        expected = int.from_bytes(self._front[len(_MAGIC) + _NUMBER : at], "little")
        if not self._front.startswith(_MAGIC) or not 0 < length <= MOST_HEAD:
            raise Damaged
        said, table = unpacked(self.bytes_at(Section(at, length, expected)))
        if said != form:
            raise Damaged
        at += length
        self.sections: list[Section] = []
        for size, sum_ in table:
            self.sections.append(Section(at, size, sum_))
            at += size

    def _bytes(self, at: int, length: int, *, whole: bool = True) -> bytes:
        end = at + length
        if end <= len(self._front):
            return self._front[at:end]
        try:
            data = self._read(at, length)
        except OSError as error:
            raise Damaged from error
        if whole and len(data) != length:
            raise Damaged
        return data

    def bytes_at(self, section: Section) -> bytes:
        """The bytes of a section; raises Damaged."""
        data = self._bytes(section.at, section.length)
        if crc32(data) != section.sum:
            raise Damaged
        return data

    def unchecked(self, section: Section) -> bytes:
        """The bytes of a section whose parts have checksums of their own; raises Damaged."""
        return self._bytes(section.at, section.length)

    def value(self, index: int) -> Any:
        """The value of the section with this index; raises Damaged."""
        return unpacked(self.bytes_at(self.sections[index]))
