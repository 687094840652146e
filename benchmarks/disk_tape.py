"""What a command has done to a disk, as a recording: the files there were, and the events since.

A name is a slot in a folder, and whatever changes names sets some slots at once: a file made, one slot; a rename,
two; an exchange, both. `disk_model` says what a power cut may leave of a recording.
"""

from __future__ import annotations

from dataclasses import dataclass

ROOT = 0
GONE = -1

Slot = tuple[int, str]
"""A name: the inode of its folder, and the name there."""
Names = dict[Slot, int]
"""What names lead to: an inode, or GONE."""


@dataclass(frozen=True)
class SetNames:
    """Names that one call has set, all or none."""

    names: Names
    path: str
    """Where: of two paths the one that is new."""
    call: str


@dataclass(frozen=True)
class Write:
    """Bytes put into a file."""

    inode: int
    at: int
    data: bytes


@dataclass(frozen=True)
class Resize:
    """A file cut off, or made longer with zeros."""

    inode: int
    size: int


@dataclass(frozen=True)
class Flush:
    """A wait for the disk: the content of a file, or the names in a folder."""

    inode: int
    path: str


@dataclass(frozen=True)
class Said:
    """A command has told its user that it is done."""


Event = SetNames | Write | Resize | Flush | Said


def changed(content: bytes, event: Write | Resize) -> bytes:
    """A content after one more event."""
    if isinstance(event, Resize):
        return content[: event.size].ljust(event.size, b"\0")
    end = event.at + len(event.data)
    return content[: event.at].ljust(event.at, b"\0") + event.data + content[end:]


class Missed(Exception):
    """A recorded call does not fit what is known: something has been missed."""


class Tape:
    """A recording: the tree at its start, and all that has changed it since. Paths are relative, with slashes."""

    def __init__(self, tree: dict[str, bytes | None]) -> None:
        """Begin with a tree: paths in order, folders before what is in them, with None as their content."""
        self.names: Names = {}
        """The names as they are by now."""
        self.contents: dict[int, bytes | None] = {ROOT: None}
        """The contents as they are by now; None for a folder."""
        self.events: list[Event] = []
        self._positions: dict[int, int] = {}
        for path, content in tree.items():
            self.names[self._slot(path)] = self._new(content)
        self.first_names, self.first_contents = dict(self.names), dict(self.contents)

    def _new(self, content: bytes | None) -> int:
        inode = len(self.contents)
        self.contents[inode] = content
        return inode

    def _slot(self, path: str) -> Slot:
        folder, _, name = path.rpartition("/")
        inode = self.find(folder)
        if inode == GONE:
            raise Missed(f"no folder {folder} for {path}")
        return inode, name

    def find(self, path: str) -> int:
        """The inode at a path; GONE if there is none."""
        inode = ROOT
        for name in path.split("/") if path not in ("", ".") else ():
            inode = self.names.get((inode, name), GONE)
        return inode

    def _must(self, path: str) -> int:
        inode = self.find(path)
        if inode == GONE:
            raise Missed(f"{path} is not known")
        return inode

    def _set(self, names: Names, *words: str) -> None:
        self.names |= names
        self.events.append(SetNames(names, words[-1], " ".join(words)))

    def _change(self, event: Write | Resize) -> None:
        content = self.contents[event.inode]
        if content is None:
            raise Missed("a folder is written to")
        self.contents[event.inode] = changed(content, event)
        self.events.append(event)

    def open(self, path: str, *, create: bool, truncate: bool) -> None:
        """A file is opened for writing, and perhaps made or emptied."""
        inode = self.find(path)
        if inode == GONE and create:
            inode = self._new(b"")
            self._set({self._slot(path): inode}, "create", path)
        elif truncate and self.contents[self._must(path)]:
            self._change(Resize(inode, 0))
        self._positions[inode] = 0

    def seek(self, path: str, position: int) -> None:
        """The next write of a file goes there."""
        self._positions[self._must(path)] = position

    def move(self, path: str, count: int) -> None:
        """So many bytes of a file have been read: the next write goes behind them."""
        inode = self.find(path)
        if inode in self._positions:
            self._positions[inode] += count

    def write(self, path: str, data: bytes, at: int | None = None, *, append: bool = False) -> None:
        """Bytes are written at a place, at the end, or where the last write has ended."""
        inode = self._must(path)
        moves = at is None
        if at is None:
            at = len(self.contents[inode] or b"") if append else self._positions.get(inode, 0)
        self._change(Write(inode, at, data))
        if moves:
            self._positions[inode] = at + len(data)

    def resize(self, path: str, size: int) -> None:
        """A file is cut off or made longer."""
        self._change(Resize(self._must(path), size))

    def rename(self, old: str, new: str, *, exchange: bool = False) -> None:
        """A file or folder gets another name, or two trade theirs."""
        one, other = self._slot(old), self._slot(new)
        inode, there = self._must(old), self.find(new)
        if inode != there:  # two names of one file: nothing happens
            word = "exchange" if exchange else "rename"
            self._set({one: there if exchange else GONE, other: inode}, word, old, new)

    def link(self, old: str, new: str) -> None:
        """A file gets one more name."""
        self._set({self._slot(new): self._must(old)}, "link", old, new)

    def remove(self, path: str) -> None:
        """A name is taken away."""
        self._must(path)
        self._set({self._slot(path): GONE}, "remove", path)

    def make_folder(self, path: str) -> None:
        """A folder is made."""
        self._set({self._slot(path): self._new(None)}, "mkdir", path)

    def flush(self, path: str) -> None:
        """A file or folder is flushed."""
        self.events.append(Flush(self._must(path), path))

    def names_set(self, at: int) -> Names:
        """The names that an event has set, if it has."""
        event = self.events[at]
        return event.names if isinstance(event, SetNames) else {}

    def call(self, at: int) -> str:
        """The call behind an event that has set names."""
        event = self.events[at]
        return event.call if isinstance(event, SetNames) else ""

    def said(self) -> None:
        """The command has said that it is done."""
        self.events.append(Said())
