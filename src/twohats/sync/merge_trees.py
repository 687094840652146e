"""The three-way merge of two trees in memory, each file by its type.

A page, a review and the inbox are merged by meaning, TOML by table and key, lists of names by line. A file that is not
the journal's is merged as git merges texts, and if that fails, both versions are kept under two names. What one side
changed and the other deleted stays with the change. Nothing is written here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from twohats.drafting.inbox_merge import manner_of
from twohats.format.merging import people, toml
from twohats.format.merging.result import Fork, Merged
from twohats.format.paths import IMPORTS, LARGEST, PEOPLE_FILE, day_of
from twohats.sync.objects import Node, Objects, Tree
from twohats.sync.outcome import Stopped
from twohats.sync.paths import REGULAR, is_journal
from twohats.text.encoding import bytes_of, size_of, text_of
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.system.git import Git


@dataclass(frozen=True, slots=True)
class PathFork:
    """Two versions of one block of a file, each edited on one side."""

    path: str
    """From the top of the repository."""
    fork: Fork


@dataclass(slots=True)
class MergedTree:
    """The result of a merge of trees."""

    tree: Tree
    merged: list[str] = field(default_factory=list)
    """Paths that both sides had changed."""
    forks: list[PathFork] = field(default_factory=list)
    alike: list[tuple[str, str]] = field(default_factory=list)
    """Paths with a line that both sides had added, and that the result has once."""
    doubled: list[str] = field(default_factory=list)
    """Second names under which the other version of a file was kept."""


class LinesLost(Exception):
    """The merge of a file did not pass its own check."""

    def __init__(self, path: str, theirs: bytes) -> None:
        super().__init__(path)
        self.path = path
        self.theirs = theirs


class TreeMerge:
    """Merges trees of one repository; `prefix` is the journal's folder in it."""

    def __init__(self, git: Git, objects: Objects, prefix: str) -> None:
        self._git = git
        self._objects = objects
        self._prefix = prefix

    def merge(self, base: Tree, ours: Tree, theirs: Tree) -> MergedTree:
        """Merge two trees; raises Stopped for what only a person can decide, LinesLost."""
        result = MergedTree({})
        both: list[str] = []
        same: list[str] = []
        for path in sorted(ours.keys() | theirs.keys()):
            old, one, other = base.get(path), ours.get(path), theirs.get(path)
            if other in (one, old):
                node = one
                if one and one == other != old and day_of(path.removeprefix(self._prefix)):
                    same.append(path)
            elif one == old:
                node = other
            elif one is None or other is None:
                node = one or other
                if node and old and path.startswith(f"{self._prefix}{IMPORTS}/") and path.endswith(".seen"):
                    node = self._without_taken_back(path, old, node)
            else:
                both.append(path)
                continue
            if node:
                result.tree[path] = node
        self._objects.load(
            tree[path].id
            for path in (*both, *same)
            for tree in (base, ours, theirs)
            if path in tree and tree[path].mode in REGULAR
        )
        for path in both:
            self._merge_file(path, base.get(path), ours[path], theirs[path], result)
        for path in sorted((*both, *same)):
            nodes = (base.get(path), ours[path], theirs[path])
            result.alike += [(path, line) for line in self._alike(path, *nodes)]
        _check_names(result.tree)
        return result

    def _without_taken_back(self, path: str, old: Node, kept: Node) -> Node:
        """A ledger of imports that one side has emptied so far that its file is gone: what that took out goes here too,
        else the records would be known whose lines were taken back.
        """
        if not {old.mode, kept.mode}.issubset(REGULAR):
            return kept
        self._objects.load([old.id, kept.id])
        texts = (self._objects.get(old.id), self._objects.get(kept.id), b"")
        merged = merged_by_meaning(path, self._prefix, *texts)
        return Node(kept.mode, self._objects.keep(bytes_of(merged.text))) if merged is not None else kept

    def _merge_file(self, path: str, old: Node | None, one: Node, other: Node, result: MergedTree) -> None:
        if one.mode not in REGULAR or other.mode not in REGULAR:
            raise Stopped("foreign-conflict", path=visible(path))
        old = old if old and old.mode in REGULAR else None
        modes = {one.mode, other.mode} - ({old.mode} if old else set())
        mode = max(modes or {one.mode})
        result.merged.append(path)
        if one.id == other.id:
            result.tree[path] = Node(mode, one.id)
            return
        base, ours, theirs = (self._objects.get(node.id) if node else b"" for node in (old, one, other))
        by_meaning = merged_by_meaning(path, self._prefix, base, ours, theirs)
        if by_meaning is not None:
            data = bytes_of(by_meaning.text)
            result.tree[path] = Node(mode, self._objects.keep(data))
            result.forks += [PathFork(path, fork) for fork in by_meaning.forks]
            return
        by_lines, conflicts = merge_file(self._git, self._objects, base, ours, theirs)
        if not conflicts and not (len(by_lines) > LARGEST and is_journal(path, self._prefix)):
            result.tree[path] = Node(mode, self._objects.keep(by_lines))
            return
        first, second = sorted((one, other), key=lambda node: node.id)
        twin = other_name(path, second.id)
        result.tree[path], result.tree[twin] = Node(mode, first.id), Node(mode, second.id)
        result.doubled.append(twin)

    def _alike(self, path: str, *nodes: Node | None) -> list[str]:
        inside = path.removeprefix(self._prefix)
        if not day_of(inside) or any(node and node.mode not in REGULAR for node in nodes):
            return []
        return manner_of(inside).added_alike(*(self._objects.text(node) for node in nodes))


def merge_file(
    git: Git, objects: Objects, base: bytes, ours: bytes, theirs: bytes, *style: str
) -> tuple[bytes, int]:
    """Three contents merged as texts by git, and the number of conflicts; negative if git cannot merge them.

    `style` is how conflicts are marked, as git's options.
    """
    with objects.scratch() as folder:
        paths = [os.path.join(folder, name) for name in ("ours", "base", "theirs")]
        for path, data in zip(paths, (ours, base, theirs), strict=True):
            with open(path, "wb") as file:
                file.write(data)
        result = git.run("merge-file", "-p", "-q", *style, *paths, codes=tuple(range(256)))
    return result.out, result.code if result.code < 128 else -1


def merged_by_meaning(path: str, prefix: str, base: bytes, ours: bytes, theirs: bytes) -> Merged | None:
    """A file merged by meaning; None if its type has no such merge, or it is too large or too broken to be read.

    Raises LinesLost if the merge does not pass its own check.
    """
    if not is_journal(path, prefix) or max(map(len, (base, ours, theirs))) > LARGEST:
        return None
    old, one, other = (text_of(each) for each in (base, ours, theirs))
    merged = _merged(path, prefix, old, one, other)
    if merged is None or size_of(merged.text) > LARGEST:
        return None
    if path.endswith((".md", ".seen")) and not manner_of(path[len(prefix) :]).check(
        old, one, other, merged.text
    ):
        raise LinesLost(path, theirs)
    return merged


def _merged(path: str, prefix: str, base: str, ours: str, theirs: str) -> Merged | None:
    if path.endswith(".toml"):  # which checks its values itself
        by_key = people.merge if path[len(prefix) :] == PEOPLE_FILE else toml.merge
        return by_key(base, ours, theirs)
    if path.endswith((".md", ".seen")):
        return manner_of(path[len(prefix) :]).merge(base, ours, theirs)
    return Merged(toml.merge_lines(base, ours, theirs))


def other_name(path: str, name: str) -> str:
    """A second name for the other version of a file: `notes.txt` to `notes.other-1a2b3c4d.txt`."""
    folder, slash, last = path.rpartition("/")
    stem, dot, ending = last.rpartition(".")
    if not stem:
        stem, dot, ending = last, "", ""
    return f"{folder}{slash}{stem}.other-{name[:8]}{dot}{ending}"


def _check_names(tree: Tree) -> None:
    """Raise Stopped if one side has a file where the other has a folder."""
    folders: set[str] = set()
    for path in tree:
        parts = path.split("/")
        folders.update("/".join(parts[:end]) for end in range(1, len(parts)))
    for path in sorted(folders & tree.keys()):
        raise Stopped("foreign-conflict", path=visible(path))
