"""The line that was being typed when the app was ended from outside: kept on this machine for the next start."""

from __future__ import annotations

import os

from twohats.bytes_and_text import bytes_of, text_of
from twohats.files import make_folder, read_bytes, remove_file, replace_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal import Journal

LARGEST = 256 * 1024


def keep_unsaved(journal: Journal, text: str) -> None:
    """Keep a line behind those that are kept already; raises JournalError or OSError."""
    lines = [*_lines(journal), " ".join(text.split("\n"))]
    make_folder(journal.state)
    data = bytes_of("".join(f"{line}\n" for line in lines))
    replace_bytes(_path(journal), data, journal.state, journal.state)


def take_unsaved(journal: Journal) -> list[str]:
    """The lines that were kept, the last one last; they are kept no longer."""
    lines = _lines(journal)
    if lines:
        remove_file(_path(journal), journal.state)
    return lines


def _lines(journal: Journal) -> list[str]:
    data = read_bytes(_path(journal), journal.state, largest=LARGEST) or b""
    return [line for line in text_of(data).split("\n") if line.strip()]


def _path(journal: Journal) -> str:
    return os.path.join(journal.state, "unsaved")
