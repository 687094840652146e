"""Lines that were edited on two machines at once: both versions are on the page until someone chooses one.

The merge commit names them in its trailers, by digests that do not reveal their content, so that every machine learns
of them with the commit. Each machine keeps its own list, in its state folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass

from twohats.drafting.inbox_merge import manner_of
from twohats.errors import JournalError
from twohats.format.merging.result import Fork, plain
from twohats.sync.paths import is_journal
from twohats.system.files import make_folder, read_bytes, replace_bytes
from twohats.text.encoding import BOM, bytes_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.sync.merge_trees import PathFork
    from twohats.sync.repository import Repository

TRAILER = "Twohats-Fork"
_MARK = re.compile(r"[0-9a-f]{16}")
_NEWEST = 500
"""Maximum number of commits searched on a machine that has no list yet."""
_MOST = 1000


@dataclass(frozen=True, slots=True)
class OpenFork:
    """Two versions of one line between which nobody has chosen yet."""

    path: str
    """Within the journal."""
    lines: tuple[int, int]
    """Where the two begin, from 1."""
    one: str
    """Its text: a line, with the lines indented below it."""
    other: str


def digest(text: str) -> str:
    """A digest that identifies a block without revealing its content."""
    plain = text.replace("\r\n", "\n").rstrip("\r\n")
    return hashlib.sha256(bytes_of(plain)).hexdigest()[:16]


def trailers(forks: list[PathFork], prefix: str) -> str:
    """The lines of a commit's message that name these forks."""
    own = [each for each in forks if is_journal(each.path, prefix) and each.path.endswith(".md")]
    lines = []
    for each in own:
        path, fork = each.path[len(prefix) :], each.fork
        key_of = manner_of(path).key_of
        lines.append(f"{TRAILER}: {path} {digest(key_of(fork.one))} {digest(key_of(fork.other))}")
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))


def _list_path(journal: Journal) -> str:
    return os.path.join(journal.state, "forks")


def _read_list(journal: Journal) -> tuple[str, list[tuple[str, str, str]]]:
    """The commit up to which the list is made, and its entries: path, digest, digest."""
    try:
        data = json.loads(read_bytes(_list_path(journal), journal.state) or b"{}")
        entries = [(str(path), str(one), str(other)) for path, one, other in data.get("forks", [])]
        return str(data.get("seen", "")), entries
    except (JournalError, ValueError, TypeError, AttributeError):
        return "", []


def learn(repository: Repository, head: str) -> list[OpenFork]:
    """Add the forks named by new commits to the list, drop those that are resolved, and return the new ones.

    Raises JournalError if the list cannot be written.
    """
    journal = repository.journal
    seen, entries = _read_list(journal)
    if seen == head or not head:
        return []
    known = set(entries)
    pages = _Pages(journal)
    found = [entry for entry in _named(repository, seen, head) if entry not in known]
    new = [fork for entry in found if (fork := pages.standing(entry))]
    kept = [entry for entry in [*entries, *found] if pages.standing(entry)][-_MOST:]
    make_folder(journal.state)
    data = json.dumps({"seen": head, "forks": kept}).encode()
    replace_bytes(_list_path(journal), data, journal.state, journal.state)
    return new


def _named(repository: Repository, seen: str, head: str) -> list[tuple[str, str, str]]:
    """The forks that the commits since `seen` name, oldest first."""
    words = ["rev-list", f"--max-count={_NEWEST}", f"--format=%(trailers:key={TRAILER},valueonly)", head]
    result = repository.git.run(*words, *([f"^{seen}"] if seen else []), "--", codes=(0, 128))
    if result.code:  # what was seen last is not in this repository
        result = repository.git.run(*words, "--")
    found = []
    for line in result.text.split("\n"):
        parts = line.split(" ")
        if len(parts) == 3 and is_journal(parts[0]) and all(_MARK.fullmatch(part) for part in parts[1:]):
            found.append((parts[0], parts[1], parts[2]))
    return list(dict.fromkeys(reversed(found)))


class _Pages:
    """The current files of a journal, each split into blocks once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: dict[str, dict[str, tuple[int, str]]] = {}

    def standing(self, entry: tuple[str, str, str]) -> OpenFork | None:
        """The fork of a list entry, if both versions still exist."""
        path, *digests = entry
        if not is_journal(path):
            return None
        if path not in self._known:
            self._known[path] = self._places(path)
        places = self._known[path]
        if not all(name in places for name in digests):
            return None
        (first, one), (second, other) = sorted(places[name] for name in digests)
        return OpenFork(path, (first, second), one, other)

    def _places(self, path: str) -> dict[str, tuple[int, str]]:
        """The line on which each block begins, and its text, by its digest: the first of equal ones."""
        try:
            text = self._journal.read_text(path) or ""
        except JournalError:
            return {}
        line = 1
        places: dict[str, tuple[int, str]] = {}
        manner = manner_of(path)
        for block in manner.blocks_of(text.removeprefix(BOM))[0]:
            line += block.lead.count("\n")
            for key in (
                manner.key_of(block.raw),
                block.raw,
            ):  # commits of the first version name it as it was written
                places.setdefault(digest(key), (line, plain(block.raw)))
            line += block.raw.count("\n") + 1
        return places


def open_forks(journal: Journal) -> list[OpenFork]:
    """The lines that are on a page in two versions because two machines edited one line.

    As far as this machine knows from its syncs; a pair of which one version has been removed or changed is resolved.
    """
    pages = _Pages(journal)
    found = [fork for entry in dict.fromkeys(_read_list(journal)[1]) if (fork := pages.standing(entry))]
    return sorted(found, key=lambda fork: (fork.path, fork.lines))


__all__ = ["Fork", "OpenFork", "digest", "learn", "open_forks", "trailers"]
