"""Rows of a CSV file by the names of its columns, as exports of all kinds have them.

The header is looked for, since some exports write a preamble before it. Commas, semicolons and tabs separate; UTF-8
(with and without its mark), UTF-16 and Windows-1252 are read; all line ends are alike, and cells may hold line feeds.
What one row costs is bounded, and a row that is not right costs no other.
"""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from io import IncrementalNewlineDecoder

from twohats.interchange.source import NotUnderstoodRecord
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_CHUNK = 1 << 16
_LONGEST_LINE = 1 << 20
_LONGEST_CELL = 8 << 20
"""Characters. The module's own limit of 131,072 is less than some letters have."""
_HEAD = 20
"""Lines in which the header is looked for. LinkedIn's preamble has three."""
_SEPARATORS = ",;\t"


class Row(NamedTuple):
    """A row that is not blank."""

    line: int
    """The line of the file on which it begins, from 1."""
    cells: dict[str, str]
    """By the names of the header, folded; cells that the row does not have are empty."""
    is_whole: bool
    """Whether it has as many cells as the header."""


def csv_rows(
    stream: BinaryIO, name: str, wanted: frozenset[str], *, escape: str | None = None
) -> Iterator[Row | NotUnderstoodRecord]:
    """The rows below the first row that has all `wanted` names, which are folded as `Row.cells` has them.

    `name` is that of the file, for the places of what is not understood. With `escape` a quotation mark behind that
    character is part of the text, as doubled ones are. Raises what the stream raises.
    """
    csv.field_size_limit(
        _LONGEST_CELL
    )  # of the whole process; nothing else here reads CSV with a smaller one
    lines = _lines(stream)
    head = _head(lines)
    for separator in _SEPARATORS:
        for above, cells in _rows_of(iter(head), separator, escape):
            names = _folded(cells) if isinstance(cells, list) else []
            if wanted <= set(names):
                reader = _rows_of(_joined(head[above - 1 :], lines), separator, escape)
                next(reader)
                yield from _below(reader, names, name, above - 1)
                return
    yield NotUnderstoodRecord(name, f"has no row with the columns {', '.join(sorted(wanted))}")


def csv_head(stream: BinaryIO) -> list[frozenset[str]]:
    """The folded cells of each of the first rows, read with each separator: to tell what a file is by its header."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = _lines(stream)
    head = _head(lines)
    return [
        frozenset(_folded(cells))
        for separator in _SEPARATORS
        for _, cells in _rows_of(iter(head), separator, None)
        if isinstance(cells, list) and len(cells) > 1
    ]


def _below(
    reader: Iterator[tuple[int, list[str] | str]], names: list[str], name: str, above: int
) -> Iterator[Row | NotUnderstoodRecord]:
    empty = dict.fromkeys(names, "")
    first = {column: names.index(column) for column in names}
    is_plain = len(first) == len(names)
    for line, cells in reader:
        if isinstance(cells, str):
            yield NotUnderstoodRecord(f"{name}:{above + line}", cells)
        elif len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            why = f"has {len(cells)} cells where the header has {len(names)}"
            yield NotUnderstoodRecord(f"{name}:{above + line}", why)
        elif any(cells):
            named = dict(zip(names, cells, strict=False))
            if len(cells) < len(names):
                named = empty | named
            if not is_plain:  # of two columns of one name the first counts
                named = {
                    column: cells[index] if index < len(cells) else "" for column, index in first.items()
                }
            yield Row(above + line, named, len(cells) == len(names))


def _rows_of(
    lines: Iterator[str], separator: str, escape: str | None
) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the number of its first line among these; instead of a row that is wrong, what is wrong with it."""
    reader = csv.reader(lines, delimiter=separator, escapechar=escape)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, str(error)


def _folded(cells: list[str]) -> list[str]:
    return [" ".join(cell.split()).strip("\ufeff\"' ").casefold() for cell in cells]


def _head(lines: Iterator[str]) -> list[str]:
    """The first lines; fewer, where they are longer than any header is."""
    head: list[str] = []
    size = 0
    for line in lines:
        head.append(line)
        size += len(line)
        if len(head) == _HEAD or size > _LONGEST_LINE:
            break
    return head


def _joined(head: list[str], rest: Iterator[str]) -> Iterator[str]:
    yield from head
    yield from rest


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines with their ends; one that is very long in pieces."""
    data = stream.read(_CHUNK)
    decoder = IncrementalNewlineDecoder(getincrementaldecoder(_encoding(data))("replace"), translate=True)
    rest = ""
    while True:
        *whole, rest = (rest + decoder.decode(data, final=not data)).split("\n")
        for line in whole:
            yield line + "\n"
        if len(rest) > _LONGEST_LINE:
            yield rest
            rest = ""
        if not data:
            break
        data = stream.read(_CHUNK)
    if rest:
        yield rest


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return "cp1252"  # what a spreadsheet on Windows saves
    return "utf-8-sig"
