"""Copies of a journal's files that programs which sync its folder have left: found, and merged into their files."""

from __future__ import annotations

from twohats.drafting.inbox_merge import manner_of
from twohats.format.copies import ROOT_FILES, copy_of, placeholder_of
from twohats.format.merging import people, toml
from twohats.format.merging.repair import likely_forks
from twohats.format.merging.result import Merged
from twohats.format.model import Problem
from twohats.format.paths import INBOX_FILE, PAGES, PEOPLE_FILE, REVIEWS, TRIALS
from twohats.system.files import file_names_in
from twohats.system.folders import CannotRead
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.journal.folder import Journal

FOLDERS = (PAGES, REVIEWS, TRIALS)
_LONGEST = 255
"""Characters of a path that is looked at: the names of files are no longer."""


class Found(NamedTuple):
    """What lies in a journal's folder beside its files."""

    copies: dict[str, tuple[str, ...]]
    """The copies of each file, by its path."""
    placeholders: tuple[tuple[str, str], ...]
    """Files that stand for one which is not on this machine, each with the path of that."""


def find_copies(journal: Journal) -> Found:
    """The copies and placeholders in the journal's folder, by their names alone."""
    there = _paths(journal)
    named = {path for path in there if path in ROOT_FILES or path.startswith(f"{TRIALS}/")}
    copies: dict[str, list[str]] = {}
    placeholders = []
    for path in sorted(there):
        if len(path) > _LONGEST:
            continue
        stands_for = placeholder_of(path)
        if stands_for and stands_for not in there:
            placeholders.append((path, stands_for))
        elif (of := copy_of(path, named)) and not _is_same(journal, path, of, there):
            copies.setdefault(of, []).append(path)
    return Found({of: tuple(sorted(those)) for of, those in sorted(copies.items())}, tuple(placeholders))


def inbox_beside(journal: Journal) -> list[str]:
    """What lies beside the inbox that should be in it: copies of it, and what stands for it while it is elsewhere."""
    names = _names_at_the_top(journal)
    copies = [name for name in names if copy_of(name) == INBOX_FILE]
    return copies + [name for name in names if placeholder_of(name) == INBOX_FILE not in names]


def problems_of(found: Found) -> Iterator[Problem]:
    """The files that are not on this machine, of which nothing is read."""
    for path, of in found.placeholders:
        yield Problem(
            "not-downloaded", f"{of} is not on this machine, so nothing in it is read",
            "let the program that syncs this folder download it", path=path,
        )  # fmt: skip


def remarks_of(found: Found) -> Iterator[Problem]:
    """The copies, of which nothing is read."""
    for of, those in found.copies.items():
        for path in those:
            yield Problem(
                "copy", f"is a second {of}, and nothing in it is read",
                f"hat check --fix merges it into {of} and takes it away", path=path, command="check",
            )  # fmt: skip


def merged_with(path: str, text: str, copy: str) -> Merged | None:
    """The text of a file and that of a copy of it as one that has all lines of both; None where that is not certain.

    Nothing tells which of the two took a line out, so none is.
    """
    if not text or copy == text:
        return Merged(text or copy)
    if path.endswith(".toml"):
        return (people.merge if path == PEOPLE_FILE else toml.merge)("", text, copy)
    manner = manner_of(path)
    merged = manner.merge("", text, copy)
    if not manner.check("", text, copy, merged.text):
        return None
    return Merged(merged.text, (*merged.forks, *likely_forks("", text, copy)))


def _paths(journal: Journal) -> set[str]:
    """All files that are looked at: those at the top, and those in the journal's folders and in copies of them."""
    refused: list[Problem] = []  # `hat check` reports those of the journal's own
    found: set[str] = set()
    for name in _names_at_the_top(journal):
        if name.startswith(FOLDERS):
            found.update(journal.files_in(name, refused, hidden=True))
        else:
            found.add(name)
    return found


def _names_at_the_top(journal: Journal) -> list[str]:
    try:
        return file_names_in(journal.root, journal.root)
    except CannotRead:
        return []


def _is_same(journal: Journal, path: str, of: str, there: set[str]) -> bool:
    """Whether both names are of one file, where the file system makes no difference between them."""
    import os

    try:
        return of in there and os.path.samefile(journal.full_path(path), journal.full_path(of))
    except OSError:
        return False
