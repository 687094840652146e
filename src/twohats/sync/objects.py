"""Git's objects as values: trees, blobs and commits, read and created with plumbing commands, without filters."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from twohats.journal.writer import make_scratch
from twohats.sync.outcome import Stopped
from twohats.system import machine
from twohats.system.folders import Root, remove_below
from twohats.system.git import GitTooMuch
from twohats.text.encoding import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.system.git import Git


@dataclass(frozen=True, slots=True)
class Node:
    """A file of a tree: its mode as git writes it, and the id of its content."""

    mode: str
    id: str


_AT_ONCE = 500
"""Contents given to git in one call, so that its time limit holds for any number of them."""

_MOST_TREE = 32 << 20
"""Bytes of the list of a commit's files: about 300,000 of them. Each folder can be named many times over, so a few
kilobytes from elsewhere can be a list without end."""
_DEEPEST = 200
"""Folders within one another."""
_MOST_CONTENT = 512 << 20
"""Bytes of files that are read at a time."""

Tree = dict[str, Node]
"""The files of a commit by their path from the top of the repository."""
Changes = Mapping[str, Node | None]
"""Paths with what they become; None for gone."""


def changes_between(before: Tree, after: Tree) -> dict[str, Node | None]:
    """What makes the one tree the other."""
    paths = before.keys() | after.keys()
    return {path: after.get(path) for path in sorted(paths) if before.get(path) != after.get(path)}


class Objects:
    """The objects of a repository, including those created in memory only."""

    def __init__(self, git: Git, git_dir: str, algorithm: str = "sha1") -> None:
        self._git = git
        self._folder = os.path.join(git_dir, "twohats")
        self._algorithm = algorithm
        self._known: dict[str, bytes] = {}
        self._made: set[str] = set()

    @property
    def no_id(self) -> str:
        """The id that stands for no object."""
        return "0" * (64 if self._algorithm == "sha256" else 40)

    def sweep(self) -> None:
        """Remove what a killed sync left of its own; only under the sync lock."""
        remove_below(self._folder)

    @contextmanager
    def scratch(self) -> Iterator[str]:
        """A new folder for files that git is to read, within git's own and never by way of a link; removed
        afterwards. Raises JournalError.
        """
        folder = os.path.join(self._folder, f"{os.getpid()}-{machine.nanoseconds()}")
        make_scratch(folder, Root(os.path.dirname(self._folder)))
        try:
            yield folder
        finally:
            remove_below(folder)

    def tree(self, commit: str) -> Tree:
        """The files of a commit; none for the empty name."""
        if not commit:
            return {}
        try:
            out = self._git.run("ls-tree", "-r", "-z", "--full-tree", commit, most=_MOST_TREE).out
        except GitTooMuch as error:
            raise Stopped("too-much", reason=f"the list of the files of {commit[:8]}") from error
        found: Tree = {}
        for record in out.split(b"\0"):
            if record:
                about, _, path = record.partition(b"\t")
                if path.count(b"/") > _DEEPEST:
                    raise Stopped("too-much", reason=f"folders within folders in {commit[:8]}")
                mode, _, name = about.decode("ascii").split(" ")
                found[os.fsdecode(path)] = Node(mode, name)
        return found

    def id_of(self, data: bytes) -> str:
        """The id that git gives to a content."""
        return hashlib.new(
            self._algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False
        ).hexdigest()

    def keep(self, data: bytes) -> str:
        """Register a content under its id, to be written later."""
        name = self.id_of(data)
        if name not in self._known:
            self._known[name] = data
            self._made.add(name)
        return name

    def load(self, ids: Iterable[str]) -> None:
        """Read contents into memory, all at once."""
        wanted = [name for name in dict.fromkeys(ids) if name not in self._known]
        if not wanted:
            return
        try:
            asked = "\n".join(wanted).encode() + b"\n"
            out = self._git.run("cat-file", "--batch", stdin=asked, most=_MOST_CONTENT).out
        except GitTooMuch as error:
            told = f"files of together more than {_MOST_CONTENT >> 20} MiB that have changed"
            raise Stopped("too-much", reason=told) from error
        at = 0
        for name in wanted:
            end = out.index(b"\n", at)
            words = out[at:end].split(b" ")
            if len(words) != 3 or words[1] != b"blob":
                raise Stopped("damaged", reason=f"object {name} is missing")
            size = int(words[2])
            self._known[name] = out[end + 1 : end + 1 + size]
            if self.id_of(self._known[name]) != name:  # git verifies this for packed objects only
                del self._known[name]
                raise Stopped("damaged", reason=f"object {name} holds something else")
            at = end + 2 + size

    def sizes(self, ids: Iterable[str]) -> dict[str, int]:
        """The sizes of contents in bytes, without reading them."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        out = self._git.run("cat-file", "--batch-check", stdin="\n".join(wanted).encode() + b"\n").text
        lines = [line.split(" ") for line in out.split("\n")]
        return {words[0]: int(words[2]) for words in lines if len(words) == 3}

    def get(self, name: str) -> bytes:
        """A content by its id."""
        self.load([name])
        return self._known[name]

    def text(self, node: Node | None) -> str:
        """The text of a file of a tree, bytes that are not UTF-8 kept as lone surrogates; empty for none."""
        return text_of(self.get(node.id)) if node else ""

    def write(self, ids: Iterable[str]) -> None:
        """Write the contents that were created here to git."""
        names = [name for name in dict.fromkeys(ids) if name in self._made]
        for start in range(0, len(names), _AT_ONCE):
            self._write(names[start : start + _AT_ONCE])

    def _write(self, names: list[str]) -> None:
        with self.scratch() as folder:
            paths = [os.path.join(folder, str(number)) for number in range(len(names))]
            for path, name in zip(paths, names, strict=True):
                with open(path, "wb") as file:
                    file.write(self._known[name])
            result = self._git.run(
                "hash-object",
                "-w",
                "--no-filters",
                "--stdin-paths",
                stdin=os.fsencode("\n".join(paths) + "\n"),
            )
        if result.text.split() != names:
            raise Stopped("self-check", path="a page")
        self._made.difference_update(names)

    def commit(self, tree: Tree, parents: list[str], message: str, *, sign: bool) -> str:
        """Make a commit of a tree, starting from the first parent's, and return its id."""
        start = self.tree(parents[0]) if parents else {}
        changes = changes_between(start, tree)
        self.write(node.id for node in changes.values() if node)
        made = self._write_tree(parents[:1], changes)
        words = [word for parent in parents for word in ("-p", parent)]
        result = self._git.run(
            "commit-tree",
            made,
            *words,
            *(["-S"] if sign else []),
            stdin=message.encode(),
            asks=sign,
            codes=(0, 1, 128),
        )
        if result.code:
            if sign:
                raise Stopped("sign", reason=result.reason())
            raise Stopped("failed", reason=result.reason())
        commit = result.text
        if self.tree(commit) != tree:
            raise Stopped("self-check", path="a commit")
        return commit

    def _write_tree(self, start: list[str], changes: Changes) -> str:
        """Create a tree through a private index, so that the user's is not touched."""
        with self.scratch() as folder:
            index = os.path.join(folder, "index")
            self._git.run("read-tree", *(start or ["--empty"]), index=index)
            self._git.run(
                "update-index", "-z", "--index-info", stdin=index_info(changes, self.no_id), index=index
            )
            return self._git.text("write-tree", index=index)


def index_info(changes: Changes, no_id: str) -> bytes:
    """Changes in the form that `git update-index -z --index-info` reads."""
    records = []
    for path, node in changes.items():
        about = f"{node.mode} {node.id} 0" if node else f"0 {no_id} 0"
        records.append(about.encode() + b"\t" + os.fsencode(path) + b"\0")
    return b"".join(records)
