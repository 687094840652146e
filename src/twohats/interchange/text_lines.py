"""The lines of a text file of another program: decoded as it says, none longer than memory should hold."""

from __future__ import annotations

import codecs
import io

from twohats.interchange.source import CannotReadFile, NotUnderstoodRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from twohats.interchange.source import Tree

LONGEST = 4 * 1024 * 1024
"""Characters of a line. The longest message that a source allows has 65,536; one of 100 MB is damage."""
_PASSED_OVER = 16
"""Times LONGEST of one line that are passed over; what goes on after that is no text, and not read on."""
_LOOKED_AT = 64 * 1024
_LONGEST_OF_TEXT = 16 * 1024
"""Characters of a line that a person writes into a text file, and more: patterns take long on longer ones."""


class LongLine(ValueError):
    """A line has more than LONGEST characters; the next one can be read."""


class TextLines:
    """The lines of a file with their endings, as they are read; closed at its end.

    Iterating raises LongLine, behind which it goes on, and CannotReadFile.
    """

    def __init__(self, tree: Tree, name: str) -> None:
        self.number = 0
        """Of the line that was read last, from 1."""
        self.is_over = False
        """Whether more was asked for than there is."""
        self.encoding = encoding_of(tree, name)
        self._text = io.TextIOWrapper(tree.open(name), self.encoding, "replace", newline="")

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = "" if self.is_over else self._text.readline(LONGEST)
        if not line:
            self.close()
            raise StopIteration
        self.number += 1
        if len(line) < LONGEST or line.endswith(("\n", "\r")):
            return line
        passed = 0
        while (more := self._text.readline(LONGEST)) and not more.endswith(("\n", "\r")):
            passed += 1
            if passed == _PASSED_OVER:
                self.close()
                raise CannotReadFile(f"has a line of more than {_PASSED_OVER * LONGEST:,} characters")
        raise LongLine(f"has more than {LONGEST:,} characters")

    def close(self) -> None:
        """Close the file; there are no more lines then."""
        self.is_over = True
        self._text.close()


def encoding_of(tree: Tree, name: str) -> str:
    """What a text file is encoded in: as its byte order mark says, else UTF-8, or if it is none, Windows-1252.

    Told by its first bytes; raises CannotReadFile.
    """
    with tree.open(name) as file:
        first = file.read(_LOOKED_AT)
    if first.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(first)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def numbered(
    tree: Tree, name: str, longest: int = _LONGEST_OF_TEXT
) -> Iterator[tuple[int, str] | NotUnderstoodRecord]:
    """The lines of a file without their endings, each with its number; what cannot be read is not understood."""
    try:
        lines = TextLines(tree, name)
    except CannotReadFile as error:
        yield NotUnderstoodRecord(name, str(error))
        return
    try:
        while True:
            try:
                line = next(lines)
            except LongLine as error:
                yield NotUnderstoodRecord(f"{name}:{lines.number}", str(error))
            except StopIteration:
                return
            else:
                if len(line) > longest:
                    yield NotUnderstoodRecord(
                        f"{name}:{lines.number}", "is too long for a line of such a file"
                    )
                else:
                    yield lines.number, line.rstrip("\r\n")
    except CannotReadFile as error:
        yield NotUnderstoodRecord(name, str(error))
    finally:
        lines.close()


def beginning(tree: Tree, name: str) -> str:
    """The first characters of a file; empty where it cannot be read."""
    try:
        encoding = encoding_of(tree, name)
        with tree.open(name) as file:
            return file.read(_LOOKED_AT).decode(encoding, "replace")
    except CannotReadFile:
        return ""


def candidates(tree: Tree, *endings: str) -> list[str]:
    """The files that may be of a kind by their endings; a file that was named by itself always may."""
    names = tree.names()
    return [name for name in names if len(names) == 1 or name.lower().endswith(endings)]
