"""The journal as it is on the disk, and what is new since the last commit.

Read under the journal's lock, so that no change of ours is half done; files that an editor is saving are waited for
without the lock, and all of them together no longer than one file. What cannot be read never counts as deleted, and
conflict markers never count as written by anybody.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass, field

from twohats.format.merging.repair import conflicts_in
from twohats.format.page import lines_of
from twohats.format.paths import FOLDERS
from twohats.journal.stable_read import PATIENCE, StableFile
from twohats.sync.objects import Node, Objects, Tree
from twohats.sync.paths import DEEPEST, FILE, JOURNAL_FILES, REGULAR, is_journal, is_named_oddly, unwritable
from twohats.system import machine
from twohats.system.files import fingerprint, read_bytes
from twohats.system.folders import CannotRead, Root
from twohats.text.encoding import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

Fingerprint = tuple[int, int, int]
"""That of `files`, and the size: a file that is written twice within a tick of the clock seldom keeps it."""


@dataclass(slots=True)
class Disk:
    """The files of the journal on the disk, by their paths in the repository."""

    ids: dict[str, str] = field(default_factory=dict)
    fingerprints: dict[str, Fingerprint] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Paths that exist and are left as git has them, each with the outcome if they should be written: `in-the-way` for
    what cannot be read (links, folders, what is too large or not permitted), `held-open`, `marked`. A path that ends
    in a slash stands for all in a folder."""
    odd: list[str] = field(default_factory=list)
    """Paths of files that would be the journal's if their names were the same on every system."""

    def refusal(self, path: str) -> str:
        """Why a path, or a folder above it, is left out; empty if it is not."""
        if path in self.refused:
            return self.refused[path]
        above = (
            why for folder, why in self.refused.items() if folder.endswith("/") and path.startswith(folder)
        )
        return next(above, "")


def read_disk(journal: Journal, prefix: str, objects: Objects, before: Disk | None = None) -> Disk:
    """Read the journal's files; those that look untouched since `before` are not read again.

    What was left out then is left out again, whatever has become of it.
    """
    disk = Disk()
    now = machine.nanoseconds()
    for inside in _journal_files(journal.root, disk, prefix):
        path = prefix + inside
        full = journal.full_path(inside)
        if before and path in before.refused:
            disk.refused[path] = before.refused[path]
            continue
        try:
            about = os.lstat(full)
            if not stat.S_ISREG(about.st_mode):
                disk.refused[path] = "in-the-way"
                continue
            now_there = _with_size(about)
            # A file that is changed twice within one tick of the clock looks untouched the second time.
            if (
                before
                and before.fingerprints.get(path) == now_there
                and now - about.st_mtime_ns > 2_000_000_000
            ):
                disk.ids[path], disk.fingerprints[path] = before.ids[path], now_there
                continue
            data = read_bytes(full, journal.root)
        except FileNotFoundError:
            continue
        except (CannotRead, OSError):
            disk.refused[path] = "in-the-way"
            continue
        if data is not None:
            disk.ids[path], disk.fingerprints[path] = objects.keep(data), now_there
    return disk


def _journal_files(root: str, disk: Disk, prefix: str) -> list[str]:
    """The paths of the journal's files; folders that cannot be listed are recorded as refused."""
    found = [name for name in sorted(JOURNAL_FILES) if os.path.lexists(os.path.join(root, name))]
    folders = [(name, 1) for name in FOLDERS]
    while folders:
        folder, depth = folders.pop()
        full = os.path.join(root, *folder.split("/"))
        try:
            listed = dict(Root(root).folder(full).entries())
        except FileNotFoundError:
            continue
        except (OSError, CannotRead):
            disk.refused[f"{prefix}{folder}/"] = "in-the-way"
            continue
        if (
            ".git" in listed or {"HEAD", "objects", "refs"} <= listed.keys()
        ):  # a repository within the journal
            disk.refused[f"{prefix}{folder}/"] = "in-the-way"
            continue
        for name, is_folder in listed.items():
            path = f"{folder}/{name}"
            if is_folder:
                if depth < DEEPEST:
                    folders.append((path, depth + 1))
            elif is_journal(path):
                found.append(path)
            elif os.path.islink(os.path.join(full, name)):
                disk.refused[f"{prefix}{path}/"] = "in-the-way"
            elif is_named_oddly(path):
                disk.odd.append(prefix + path)
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
        if is_journal(path, prefix) and path not in disk.ids and path not in kept and not disk.refusal(path)
    ]  # fmt: skip
    for path in gone:
        del tree[path]
    return tree, new, gone


def settled_disk(journal: Journal, prefix: str, objects: Objects, head: Tree) -> Disk:
    """Read the journal under its lock, once nobody is saving what differs from `head`.

    A file that keeps changing is left out, as is one with conflict markers. Raises JournalError if the journal is
    busy.
    """
    limit = time.monotonic() + PATIENCE
    disk: Disk | None = None
    while True:
        with journal.lock():
            disk = read_disk(journal, prefix, objects, disk)
            leave_out(disk, journal, prefix, objects, head)
        if "held-open" not in disk.refused.values() or time.monotonic() > limit:
            return disk
        time.sleep(0.05)  # others write meanwhile
        disk.refused = {path: why for path, why in disk.refused.items() if why != "held-open"}


def leave_out(disk: Disk, journal: Journal, prefix: str, objects: Objects, head: Tree) -> None:
    """Leave out of what differs from `head` the files that are being saved, and those with new conflict markers."""
    gone = compared(disk, head, prefix)[2]
    different = [path for path, name in disk.ids.items() if path not in head or head[path].id != name]
    for path in [*different, *gone]:
        was = head.get(path)
        disk.ids.pop(path, None)
        disk.fingerprints.pop(path, None)
        try:
            seen = StableFile(journal.full_path(path[len(prefix) :]), Root(journal.root))
        except CannotRead:
            disk.refused[path] = "in-the-way"
            continue
        try:
            if not seen.is_idle(journal.rewriter.is_ours):
                disk.refused[path] = "held-open"
            elif seen.data is not None and seen.about is not None:
                if _has_conflict(seen.data) and not (was and _has_conflict(objects.get(was.id))):
                    disk.refused[path] = "marked"
                    continue
                disk.ids[path] = objects.keep(seen.data)
                disk.fingerprints[path] = _with_size(seen.about)
        except OSError:
            disk.refused[path] = "in-the-way"
        finally:
            seen.close()


def _has_conflict(data: bytes) -> bool:
    """Whether a file has a conflict in it as git marks them."""
    return b"<<<<<<<" in data and bool(conflicts_in(lines_of(text_of(data)))[0])


def _with_size(about: os.stat_result) -> Fingerprint:
    return (*fingerprint(about), about.st_size)
