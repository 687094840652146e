"""A pure model of a file system that loses its power: what was recorded, and what may be left of it.

`crashes` gives the trees that a power cut after a certain event of a recording (`disk_tape`) may leave, by rules as
weak as the weakest of ext4, xfs, btrfs and APFS:

- What a flush (fsync) of a file promises is its content, not its name; one of a folder promises the names in it.
- Names that were not flushed may be there or not, each by itself, in any order, over folders and within one. Three
  things hold on all four: a call sets all its names or none (rename and exchange too, between two folders); calls on
  one and the same name keep their order; and what is flushed brings along the calls on its names before it.
- Some names reach the disk in the order of their calls, but for those that a flush takes ahead: which, `in_order` says.
  So it is for all names on these four, whose journals or checkpoints hold them in order; it is what git counts on,
  which flushes no folder. We do not, and so it is said of git's own files alone.
- Content that was not flushed is there or not in sectors of 512 bytes, each old, or as it was after any write since,
  or zeros; its length is any that it had since, whatever of it has come along. So a file that is renamed without a
  flush may be empty, short or full of zeros under its new name: what ext4 does by itself against that
  (`auto_da_alloc`) is not counted on. What was never written to the file is not found in it (`data=ordered`).

Modes are not lost here, and a file keeps its times.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from random import Random

from benchmarks.disk_tape import GONE, ROOT, Flush, Names, Resize, Said, SetNames, Slot, Tape, Write, changed

SECTOR = 512


@dataclass(frozen=True)
class Node:
    """What stands at a path."""

    inode: int
    content: bytes | None


@dataclass(frozen=True)
class State:
    """A tree that a power cut may leave."""

    nodes: dict[str, Node]
    end: int
    """How many events had happened."""
    said: int
    """How many commands had said by then that they were done."""
    lost: tuple[str, ...] = field(compare=False)
    """What has not come to the disk, to be told."""

    @cached_property
    def digest(self) -> bytes:
        """What tells its content from others."""
        found = hashlib.sha256()
        for path, node in sorted(self.nodes.items()):
            data = node.content
            name = path.encode("utf-8", "surrogateescape")
            found.update(b"%b\0%d\0" % (name, -1 if data is None else len(data)))
            found.update(data or b"")
        return found.digest()


def tree_of(names: Names, contents: dict[int, bytes | None]) -> dict[str, Node]:
    """The tree that names and contents make, folders before what is in them."""
    below: dict[int, list[tuple[str, int]]] = {}
    for (folder, name), inode in names.items():
        if inode != GONE:
            below.setdefault(folder, []).append((name, inode))
    found: dict[str, Node] = {}
    waiting = [("", ROOT)]
    while waiting:
        path, folder = waiting.pop()
        for name, inode in sorted(below.get(folder, ())):
            here = f"{path}/{name}" if path else name
            found[here] = Node(inode, contents[inode])
            if contents[inode] is None:
                waiting.append((here, inode))
    return found


class Cut:
    """The moment of a power cut: what is on the disk for certain by then, and what may be."""

    def __init__(
        self,
        tape: Tape,
        end: int,
        *,
        without: frozenset[int] = frozenset(),
        in_order: Callable[[str], str] = lambda _: "",
    ) -> None:
        """A cut after the first `end` events; the flushes in `without` are taken for not made.

        `in_order` says of a path which row of calls it belongs to that reach the disk in order; empty for none.
        """
        self._tape = tape
        self.end = end
        self.said = sum(isinstance(event, Said) for event in tape.events[:end])
        self.pending: list[int] = []
        """The events that have set names, and are not flushed; oldest first."""
        self._needs: dict[int, set[int]] = {}
        """For each event that set names, those before it on the same names, or in its row."""
        self._safe: set[int] = set()
        self.versions: dict[int, list[bytes]] = {}
        """Contents that are not flushed: first as it is on the disk, then after each write since."""
        latest: dict[Slot, int] = {}
        rows: dict[str, list[int]] = {}
        full = dict(tape.first_contents)
        for at, event in enumerate(tape.events[:end]):
            match event:
                case SetNames(names, path):
                    rows.setdefault(in_order(path), []).append(at)
                    self._needs[at] = {latest[slot] for slot in names if slot in latest}
                    latest |= dict.fromkeys(names, at)
                    for inode in names.values():
                        if inode != GONE:
                            full.setdefault(inode, None if tape.contents[inode] is None else b"")
                case Write(inode) | Resize(inode):
                    was = full[inode] or b""
                    full[inode] = changed(was, event)
                    self.versions.setdefault(inode, [was]).append(full[inode] or b"")
                case Flush(inode) if at not in without:
                    self.versions.pop(inode, None)
                    for one in self._needs:
                        if any(folder == inode for folder, _ in tape.names_set(one)):
                            self._keep(one)
        self._full = full
        self.pending = [at for at in self._needs if at not in self._safe]
        for row in (row for name, row in rows.items() if name):
            waiting = [at for at in row if at not in self._safe]
            for before, at in pairwise(waiting):
                self._needs[at].add(before)

    def _keep(self, at: int) -> None:
        waiting = [at]
        while waiting:
            one = waiting.pop()
            if one not in self._safe:
                self._safe.add(one)
                waiting += self._needs[one]

    def closed(self, chosen: set[int]) -> frozenset[int]:
        """Chosen events with all that they need, and those that are safe."""
        found, waiting = set(self._safe), list(chosen)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._needs[one]
        return frozenset(found)

    def without(self, dropped: set[int]) -> frozenset[int]:
        """All events but those dropped and all that need one of them."""
        lost = set(dropped)
        for at in self.pending:
            if self._needs[at] & lost:
                lost.add(at)
        return frozenset(self._needs.keys() - lost)

    def losing(self, kept: Cut) -> Iterator[State]:
        """The trees in which just that is missing, each for itself and all of it, which is safe in another cut."""
        names = [at for at in self.pending if at not in kept.pending]
        files = {inode: them for inode, them in self.versions.items() if them != kept.versions.get(inode)}
        whole = {inode: versions[-1] for inode, versions in self.versions.items()}
        for dropped in [{at} for at in names] + [set(names)]:
            if dropped:
                yield self.state(self.without(dropped), whole)
        for inode, versions in files.items():
            for content in _parts(versions):
                yield self.state(self.without(set()), {**whole, inode: content})
        if names and files:
            lost = {inode: versions[0] for inode, versions in files.items()}
            yield self.state(self.without(set(names)), {**whole, **lost})

    def state(self, kept: frozenset[int], contents: dict[int, bytes]) -> State:
        """The tree in which these events have set their names, and unflushed files hold these contents."""
        names = dict(self._tape.first_names)
        for at in sorted(kept):
            names |= self._tape.names_set(at)
        nodes = tree_of(names, {**self._full, **contents})
        there = {node.inode: path for path, node in nodes.items()}
        lost = [self._tape.call(at) for at in self.pending if at not in kept]
        lost += [
            f"{len(content)} of {len(self.versions[inode][-1])} bytes, {told_content(content)}: {there[inode]}"
            for inode, content in contents.items()
            if inode in there and content != self.versions[inode][-1]
        ]
        return State(nodes, self.end, self.said, tuple(lost))


def told_content(content: bytes) -> str:
    """How a content looks, in a word."""
    zeros = content.count(0)
    return (
        "empty" if not content else "zeros" if zeros == len(content) else "holes" if zeros else "old or short"
    )


def _by_sectors(versions: list[bytes], chance: Random) -> bytes:
    """A content as long as any of the versions, each sector of any of them; zeros beyond the end of one."""
    size = len(chance.choice(versions))
    sectors = []
    for at in range(0, size, SECTOR):
        version = chance.choice(versions)
        end = min(at + SECTOR, size)
        sectors.append(version[at:end].ljust(end - at, b"\0"))
    return b"".join(sectors)


def _as_it_was(versions: list[bytes]) -> bytes:
    return versions[0]


def _whole(versions: list[bytes]) -> bytes:
    return versions[-1]


def _long_without_data(versions: list[bytes]) -> bytes:
    """The length is on the disk and what was written is not."""
    return versions[0][: len(versions[-1])].ljust(len(versions[-1]), b"\0")


def _data_without_length(versions: list[bytes]) -> bytes:
    """What was written is on the disk and the new length is not."""
    return versions[-1][: len(versions[0])].ljust(len(versions[0]), b"\0")


_FORMS = (_whole, _as_it_was, _long_without_data, _data_without_length)


def _parts(versions: list[bytes]) -> list[bytes]:
    """What may have come of a content: in one of the forms, or as it was between two writes."""
    return list(dict.fromkeys([*(made(versions) for made in _FORMS[1:]), *versions[:-1]]))


def crashes(cut: Cut, chance: Random, *, most: int = 400) -> Iterator[State]:
    """Trees that a power cut may leave: all and nothing of what may be there, each part missing, each part alone, and
    mixtures; at most so many, some of them the same.
    """
    everything = cut.without(set())
    several = [everything, cut.closed(set())]
    several += [cut.without({at}) for at in cut.pending]
    several += [cut.closed({at}) for at in cut.pending]
    files = cut.versions
    forms = [{inode: made(versions) for inode, versions in files.items()} for made in _FORMS]
    found = [(kept, content) for content in forms for kept in several]
    for inode, versions in files.items():
        found += [(everything, {**forms[0], inode: part}) for part in _parts(versions)]
        found.append((everything, {**forms[1], inode: versions[-1]}))
    chance.shuffle(found)
    mixtures = min(len(found), most) // 4
    for kept, content in found[: most - mixtures]:
        yield cut.state(kept, content)
    for _ in range(mixtures):
        kept = cut.closed({at for at in cut.pending if chance.random() < 0.5})
        mixed = {
            inode: _by_sectors(versions, chance) if chance.random() < 0.5 else versions[-1]
            for inode, versions in files.items()
        }
        yield cut.state(kept, mixed)
