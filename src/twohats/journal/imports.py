"""The imports made on this machine, each with the lines that it added: what `hat import --take-back` needs.

They stand in this machine's state folder, a file each, and are never synced. Whether an import is still in the journal
is not said here: the journal's own ledger (`imports/`) says it, also after an undo, a redo or a sync.
"""

from __future__ import annotations

import json
import os

from twohats.errors import NothingFound
from twohats.system.files import make_folder, write_cache
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twohats.journal.folder import Journal

LARGEST = 256 * 1024 * 1024
"""Bytes of one record. 100,000 lines have some 15 MB; what is larger is damaged."""


class ImportedLine(NamedTuple):
    """A line that an import added."""

    day: str
    """ISO date of the page."""
    text: str
    """Without its dash."""
    source: str
    keys: tuple[str, ...]
    """The records that it rests on."""


class DoneImport(NamedTuple):
    """An import, without its lines."""

    number: int
    """Of its change in the history: the nanoseconds at which it was asked for."""
    stamp: str
    """Local time, `2026-11-22T10:30:05`."""
    label: str
    """What was taken in, in words."""
    lines: int
    """How many lines it added."""


def record_import(journal: Journal, done: DoneImport, lines: Sequence[ImportedLine]) -> None:
    """Keep an import before it is made; raises OSError and JournalError."""
    folder = _folder(journal)
    make_folder(folder)
    rows = [json.dumps([done.number, done.stamp, done.label, done.lines])]
    rows += [json.dumps([line.day, line.text, line.source, *line.keys]) for line in lines]
    write_cache(
        os.path.join(folder, str(done.number)), ("\n".join(rows) + "\n").encode("utf-8", "surrogatepass")
    )


def imports_of(journal: Journal) -> list[DoneImport]:
    """The imports made on this machine, the first one first; those whose record is damaged are left out."""
    try:
        names = os.listdir(_folder(journal))
    except OSError:
        return []
    found = []
    for name in names:
        head = next(_rows(journal, name), None) if name.isdigit() else None
        if head is not None:
            try:
                found.append(DoneImport(int(head[0]), str(head[1]), str(head[2]), int(head[3])))
            except (IndexError, TypeError, ValueError):
                continue
    return sorted(found)


def lines_of_import(journal: Journal, number: int) -> list[ImportedLine]:
    """The lines that an import added; raises NothingFound if this machine made no import of this number."""
    rows = _rows(journal, str(number))
    if next(rows, None) is None:
        raise NothingFound(
            f"there is no import {number} on this machine", "hat import --list shows them", command="import"
        )
    return [
        ImportedLine(row[0], row[1], row[2], tuple(row[3:]))
        for row in rows
        if len(row) >= 3 and all(isinstance(part, str) for part in row)
    ]


def _rows(journal: Journal, name: str) -> Iterator[list[str]]:
    """The records of a file; none from the first damaged one on."""
    try:
        with open(os.path.join(_folder(journal), name), "rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                return
            for line in file:
                row = json.loads(line)
                if not isinstance(row, list):
                    return
                yield row
    except (OSError, ValueError, RecursionError):
        return


def _folder(journal: Journal) -> str:
    return os.path.join(journal.state, "imports")
