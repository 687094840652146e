"""The journal as it stands on the disk, and what of it is new since the last commit.

Read under the journal's lock, so that no change of ours is caught half way; what an editor is in the middle of
saving is waited for. What cannot be read is never taken for deleted.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field

from twohats import machine
from twohats.files import CannotRead, read_bytes
from twohats.seen import see
from twohats.sync.objects import Node, Objects, Tree
from twohats.sync.paths import DEEPEST, FILE, JOURNAL_FILES, JOURNAL_FOLDERS, REGULAR, is_journal, unwritable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal import Journal

Mark = tuple[int, int, int]
"""A file's time of change, size and inode."""


@dataclass(slots=True)
class Disk:
    """The files of the journal on the disk, by their paths in the repository."""

    ids: dict[str, str] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Paths that are there and were not read: links, folders, what is too large or not permitted. A path that
    ends in a slash stands for all in a folder."""

    def is_refused(self, path: str) -> bool:
        """Whether a path, or a folder above it, was there and could not be read."""
        if path in self.refused:
            return True
        return any(path.startswith(folder) for folder in self.refused if folder.endswith("/"))


def read_disk(journal: Journal, prefix: str, objects: Objects, before: Disk | None = None) -> Disk:
    """Read the journal's files; those that look untouched since `before` are not read again."""
    disk = Disk()
    now = machine.elapsed()
    for inside in _journal_files(journal.root, disk, prefix):
        path = prefix + inside
        full = journal.full_path(inside)
        try:
            about = os.lstat(full)
            if not stat.S_ISREG(about.st_mode):
                disk.refused.add(path)
                continue
            mark = (about.st_mtime_ns, about.st_size, about.st_ino)
            # A file that is changed twice within one tick of the clock looks untouched the second time.
            if before and before.marks.get(path) == mark and now - about.st_mtime_ns > 2_000_000_000:
                disk.ids[path], disk.marks[path] = before.ids[path], mark
                continue
            data = read_bytes(full, journal.root)
        except FileNotFoundError:
            continue
        except (CannotRead, OSError):
            disk.refused.add(path)
            continue
        if data is not None:
            disk.ids[path], disk.marks[path] = objects.keep(data), mark
    return disk


def _journal_files(root: str, disk: Disk, prefix: str) -> list[str]:
    """The paths within the journal that are its files; what cannot be looked into is noted as refused."""
    found = [name for name in sorted(JOURNAL_FILES) if os.path.lexists(os.path.join(root, name))]
    folders = [(name, 1) for name in JOURNAL_FOLDERS]
    while folders:
        folder, depth = folders.pop()
        full = os.path.join(root, *folder.split("/"))
        try:
            if os.path.islink(full):
                disk.refused.add(f"{prefix}{folder}/")
                continue
            with os.scandir(full) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError:
            disk.refused.add(f"{prefix}{folder}/")
            continue
        names = {entry.name for entry in listed}
        if ".git" in names or {"HEAD", "objects", "refs"} <= names:  # a repository within the journal
            disk.refused.add(f"{prefix}{folder}/")
            continue
        for entry in listed:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST:
                    folders.append((path, depth + 1))
            elif is_journal(path):
                found.append(path)
            elif entry.is_symlink():
                disk.refused.add(f"{prefix}{path}/")
    return found


def compared(disk: Disk, head: Tree, prefix: str) -> tuple[Tree, list[str], list[str]]:
    """The tree of `head` with the journal as it is on the disk; the paths that are new, and those that are gone.

    What could not be read, and what is never written out, stays as it is in `head`.
    """
    tree = dict(head)
    kept = unwritable({path: node.mode for path, node in head.items()})
    new = []
    for path, name in disk.ids.items():
        was = head.get(path)
        if was is None:
            new.append(path)
            tree[path] = Node(FILE, name)
        elif was.mode in REGULAR:
            tree[path] = Node(was.mode, name)
    gone = [
        path for path in head
        if is_journal(path, prefix) and path not in disk.ids and path not in kept and not disk.is_refused(path)
    ]  # fmt: skip
    for path in gone:
        del tree[path]
    return tree, new, gone


def settled_disk(journal: Journal, prefix: str, objects: Objects, head: Tree) -> Disk:
    """Read the journal under its lock; what differs from `head` is read once nobody is saving it.

    A file that does not come to rest is left out, as if it could not be read. Raises JournalError if the journal
    is busy.
    """
    with journal.lock():
        disk = read_disk(journal, prefix, objects)
        gone = compared(disk, head, prefix)[2]
        different = [path for path, name in disk.ids.items() if path not in head or head[path].id != name]
        for path in [*different, *gone]:
            _read_settled(disk, path, journal, prefix, objects)
    return disk


def _read_settled(disk: Disk, path: str, journal: Journal, prefix: str, objects: Objects) -> None:
    disk.ids.pop(path, None)
    try:
        seen = see(journal.full_path(path[len(prefix) :]), journal.root)
    except CannotRead:
        disk.refused.add(path)
        return
    try:
        if not seen.is_calm():
            disk.refused.add(path)
        elif seen.data is not None and seen.about is not None:
            disk.ids[path] = objects.keep(seen.data)
            disk.marks[path] = (seen.about.st_mtime_ns, seen.about.st_size, seen.about.st_ino)
    except OSError:
        disk.refused.add(path)
    finally:
        seen.close()


def too_many_gone(before: Tree, gone: list[str], is_own: Callable[[str], bool]) -> int:
    """How many files there were of which so many are gone that it is asked about first; 0 if it is not."""
    files = sum(map(is_own, before))
    return files if len(gone) > 3 and 2 * len(gone) > files else 0
