"""What has been changed here, so that it can be taken back: an append-only file on this machine.

One record a line, as Python literals. A change is written down *before* the journal is touched and marked
`made` after, so that a kill in between leaves neither a change that cannot be undone nor an undo of nothing.
Never synced: it speaks of this machine's changes only.
"""

from __future__ import annotations

import os

from twohats.errors import ChangedMeanwhile, NothingFound
from twohats.files import append_bytes, make_folder, unlink_quietly, write_flushed
from twohats.folders import Folder, plain
from twohats.hunks import Hunk
from twohats.values import NamedTuple

# Half a MiB is about 2,000 changes; beyond it the older half is forgotten.
LARGEST = 512 * 1024
# What is looked through for the changes of the last seconds: 50 writers at once make 20 KiB a second.
_TAIL = 64 * 1024


class FileChange(NamedTuple):
    """What one change did to one file."""

    path: str
    """Relative to the journal."""
    base: str | None
    """The text the file was made from when the change made it; None when it was there already."""
    hunk: Hunk


class Change(NamedTuple):
    """One change that can be taken back, in the words of its label."""

    number: int
    stamp: str
    """Local time it was made, `2026-11-22T10:30:05`."""
    label: str
    """What it did, as a phrase: `add 2026-11-22 25m brand post`."""
    files: tuple[FileChange, ...]


class History:
    """The changes made to one journal on this machine, oldest first."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, "history")

    def intend(self, change: Change) -> None:
        """Write down a change that is about to be made, and wait for the disk; raises OSError and JournalError.

        Were the page to reach the disk and this not, a power cut would make undo take back the change before.
        """
        files = [(one.path, one.base, tuple(one.hunk)) for one in change.files]
        self._append(("change", change.number, change.stamp, change.label, files), flushed=True)

    def mark(self, word: str, number: int) -> None:
        """Note what has become of a change; raises OSError and JournalError.

        `made`, or `void` when it was not; `undoing` before it is taken back and `undone` after; `redoing` and
        `redone` likewise; `skipped` when it is left as it is for good.
        """
        self._append((word, number), flushed=word in ("undoing", "redoing"))

    def _append(self, record: tuple[object, ...], *, flushed: bool) -> None:
        # The newline in front ends a record that a full disk has cut off.
        line = b"\n" + ascii(record).encode() + b"\n"
        try:
            append_bytes(self._path, line, flushed=flushed)
        except FileNotFoundError:
            make_folder(self._folder)
            append_bytes(self._path, line, flushed=flushed)

    def to_undo(self) -> tuple[Change, str]:
        """The change that `undo` takes back, and what was last noted of it; raises NothingFound.

        `made`; `intended` if a kill came before that was noted; `undoing` if one came amid undo.
        """
        done, _, states = self._stacks()
        if not done:
            raise NothingFound("there is nothing to undo", "undo takes back changes made on this machine")
        return done[-1], states[done[-1].number]

    def to_redo(self) -> tuple[Change, str]:
        """The change that `redo` makes again, and what was last noted of it: `undone`, or `redoing` if a kill
        came while it was made again; raises NothingFound.
        """
        _, undone, states = self._stacks()
        if not undone:
            raise NothingFound("there is nothing to redo", "redo makes again what undo took back")
        return undone[-1], states[undone[-1].number]

    def recent(self, since: int) -> list[Change]:
        """The changes made since a moment (ns, as in their numbers) that have not been taken back, oldest first.

        None of them if a kill came amid the last one: what it has left was saved by us, not by another program.
        """
        done, undone, states = self._stacks(_TAIL)
        if any(
            states[one.number] in ("intended", "undoing", "redoing") for one in (*done[-1:], *undone[-1:])
        ):
            return []
        return [one for one in done if one.number >= since and states[one.number] == "made"]

    def _stacks(self, tail: int = LARGEST * 2) -> tuple[list[Change], list[Change], dict[int, str]]:
        """The changes that can be taken back, those that can be made again, and the last word on each."""
        done: list[Change] = []
        undone: list[Change] = []
        states: dict[int, str] = {}
        for record in self._records(tail):
            match record:
                case ("change", int(number), str(stamp), str(label), list(files)):
                    change = _read_change(number, stamp, label, files)
                    if change is not None:
                        done.append(change)
                        undone.clear()
                        states[number] = "intended"
                case ("made" | "undoing" | "redoing" as word, int(number)) if number in states:
                    states[number] = word
                case ("undone" | "void" | "skipped" as word, int(number)) if (
                    done and done[-1].number == number
                ):
                    taken = done.pop()
                    states[number] = word
                    if word == "undone":
                        undone.append(taken)
                case ("redone", int(number)) if undone and undone[-1].number == number:
                    done.append(undone.pop())
                    states[number] = "made"
        return done, undone, states

    def _records(self, tail: int) -> list[tuple[object, ...]]:
        """The records in the last `tail` bytes that can be read; one torn by a crash is passed over."""
        from ast import literal_eval

        try:
            with open(plain(self._path).open(os.O_RDONLY), "rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - tail))
                lines = file.read().split(b"\n")
        except OSError:
            return []
        records: list[tuple[object, ...]] = []
        for line in lines:
            try:
                record = literal_eval(line.decode("ascii")) if line else None
            except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
                continue
            if isinstance(record, tuple):
                records.append(record)
        return records

    def shorten(self) -> None:
        """Forget the older half once the file has grown past its limit."""
        try:
            if os.stat(self._path).st_size <= LARGEST:
                return
            with open(plain(self._path).open(os.O_RDONLY), "rb") as file:
                lines = file.read().splitlines(keepends=True)
            temporary = f"{self._path}.new"
            unlink_quietly(temporary)  # a kill may have left one
            write_flushed(plain(temporary), b"".join(lines[len(lines) // 2 :]), 0o600)
            os.replace(temporary, self._path)
            Folder(self._folder).flush()
        except OSError:
            return


def _read_change(number: int, stamp: str, label: str, files: list[object]) -> Change | None:
    """A change as it was written down; None if it is not what we write."""
    read: list[FileChange] = []
    for one in files:
        match one:
            case (
                str(path),
                str() | None as base,
                (int(at), tuple(old), tuple(new), str(above), str(below), *more),
            ):
                counts = [count for count in more if isinstance(count, int)]
                read.append(FileChange(path, base, Hunk(at, old, new, above, below, *counts[:2])))
            case _:
                return None
    return Change(number, stamp, label, tuple(read)) if read else None


def refused(change: Change, why: ChangedMeanwhile, *, back: bool = True) -> ChangedMeanwhile:
    """The error for a change that cannot be taken back, or redone, naming it."""
    if back:
        hint = "hat undo --skip leaves it as it is and takes back the change before it"
        return ChangedMeanwhile(f"cannot take back {change.label}: {why.message}", hint)
    return ChangedMeanwhile(f"cannot redo {change.label}: {why.message}", "change the line itself: hat edit")
