"""What the months of a journal's index are made for and by: what was made for anything else is not used."""

from __future__ import annotations

import os
from zlib import crc32

from twohats.index.coding import form_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.words import Hats
    from twohats.journal.folder import Journal

_READERS = ("format", os.path.join("format", "merging"), "text", "query", "measures", "index")
"""The packages of this program on which it depends what is kept of a page, and what is derived from it."""


def form_of_journal(journal: Journal) -> str:
    """The form of all months: the journal and its hats, and the program that reads its lines."""
    return form_of(journal.root, _hats_form(journal.hats), _readers_form())


def form_of_month(form: str, name: str) -> str:
    """The form of a month (`2026-11`), from that of all."""
    return f"{form}\t{name}"


def _hats_form(hats: Hats) -> str:
    """The hats of a journal, on which it depends how a line is read, as text."""
    return repr((sorted(hats.sides.items()), sorted(hats.spellings.items())))


def _readers_form() -> str:
    """The files of the modules that read lines, as text: they may be replaced without a new version."""
    found = []
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for package in _READERS:
        try:
            with os.scandir(os.path.join(top, package)) as files:
                for file in files:
                    if file.name.endswith(".py"):
                        about = file.stat()
                        found.append((package, file.name, about.st_mtime_ns, about.st_size))
        except OSError:  # not in a folder: their version has to do
            continue
    return str(crc32(repr(sorted(found)).encode()))
