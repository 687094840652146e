"""The changes made on this machine, for undo: an append-only file.

One record per line (`records`). A change is recorded *before* the journal is written and marked `made` after, so that
a kill in between leaves neither a change that cannot be undone nor an undo of nothing. Never synced: it is about this
machine's changes only.
"""

from __future__ import annotations

import os

from twohats.errors import ChangedMeanwhile, NothingFound
from twohats.format.hunks import Hunk
from twohats.system.files import append_bytes, make_folder, unlink_quietly, write_flushed
from twohats.system.folders import Folder, plain
from twohats.text.records import fields_of, lines_from_end, of_lines, record_of, to_lines, word_and_number
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_HISTORY = 512 * 1024
"""Size in bytes at which the older half is dropped: about 2,000 changes."""
_MOST = 128 * 1024 * 1024
"""Maximum bytes read. Eight changes of ours are far smaller; a damaged file may have any size."""
_ALWAYS = 8
"""How many of the last changes are always kept, however large they are."""
_TAIL = 64 * 1024
"""Bytes read first for the changes of the last seconds: 50 concurrent writers make 20 KiB a second."""
_KEPT = b"kept\t%d\t.\n"
"""The first line of a shortened file: its size at that time."""
_MOST_OLD_RECORD = 128 * 1024
"""Maximum bytes of a record of the first version, a Python literal: parsing takes 500 times its size in memory."""


class FileChange(NamedTuple):
    """What one change did to one file."""

    path: str
    """Relative to the journal."""
    base: str | None
    """The initial text if the change created the file; None if the file existed."""
    hunk: Hunk


class Change(NamedTuple):
    """One change that can be undone."""

    number: int
    stamp: str
    """Local time it was made, `2026-11-22T10:30:05`."""
    label: str
    """What it did, as a phrase: `add 2026-11-22 25m brand post`."""
    files: tuple[FileChange, ...]

    def inverse(self) -> Change:
        """The change that reverts this one."""
        files = tuple(one._replace(hunk=one.hunk.inverse()) for one in self.files[::-1])
        return self._replace(files=files)


class History:
    """The changes made to one journal on this machine, oldest first."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, "history")

    def record_intent(self, change: Change) -> None:
        """Record a change that is about to be made, and wait for the disk; raises OSError and JournalError.

        If the page reached the disk and this did not, undo after a power cut would revert the change before.
        """
        self._append(_fields(change), flushed=True)

    def record_outcome(self, word: str, number: int, moment: int = 0) -> None:
        """Record the outcome of a change, and its time (ns; 0 for the time it was begun); raises OSError and
        JournalError.

        `made`, or `void` if it was not made; `undoing` before it is undone and `undone` after; `redoing` and `redone`
        likewise; `skipped` when it is kept for good. Not flushed: after a power cut the page itself shows the outcome.
        """
        fields = (word, str(number), str(moment)) if moment else (word, str(number))
        self._append(fields, flushed=word not in ("made", "void"))

    def record_restored(self, change: Change) -> None:
        """Record that overwritten lines were restored; not a change of its own: undo ignores it, `recent` includes it.

        Its stamp is the time of that (ns). Raises OSError and JournalError.
        """
        self._append(_fields(change, "put"), flushed=False)

    def _append(self, record: Iterable[str], *, flushed: bool) -> None:
        # The leading newline ends a record that a full disk has cut off.
        line = b"\n%b\n" % record_of(record)
        try:
            append_bytes(self._path, line, flushed=flushed)
        except FileNotFoundError:
            make_folder(self._folder)
            append_bytes(self._path, line, flushed=flushed)

    def to_undo(self) -> tuple[Change, str]:
        """The change that `undo` reverts, and its last recorded state; raises NothingFound.

        `made`; `intended` if the process was killed before recording that; `undoing` if it was killed during undo.
        """
        stacks = _Stacks(self._lines())
        change = _last(stacks.done)
        if change is None:
            raise NothingFound("there is nothing to undo", "undo takes back changes made on this machine")
        return change, stacks.states[change.number]

    def to_redo(self) -> tuple[Change, str]:
        """The change that `redo` repeats, and its last recorded state: `undone`, or `redoing` if the process was
        killed during redo; raises NothingFound.
        """
        stacks = _Stacks(self._lines())
        change = _last(stacks.undone)
        if change is None:
            raise NothingFound("there is nothing to redo", "redo makes again what undo took back")
        return change, stacks.states[change.number]

    def find(self, number: int) -> tuple[Change | None, str]:
        """The change with this number and its last recorded state; None if unknown."""
        lines = self._lines()
        line = next((line for line in reversed(lines) if word_and_number(line) == ("change", number)), b"")
        return _change_of(line) if line else None, _Stacks(lines).states.get(number, "")

    def recent(self, since: int) -> list[Change]:
        """What was written since a moment (ns), as changes in the order of writing. Their number is the time they were
        begun. A change undone since is there twice: as made, and inverted. Empty if the process was killed during the
        last one: what that left was saved by us, not by another program.
        """
        lines = self._recent_lines(since)
        stacks = _Stacks(lines)
        last = [number for number, _ in (*stacks.done[-1:], *stacks.undone[-1:])]
        if any(stacks.states[number] in ("intended", "undoing", "redoing") for number in last):
            return []
        found: list[Change | None] = []
        changes: dict[int, bytes] = {}
        begun: dict[int, int] = {}
        for line in lines:
            word, number, moment = _outcome_in(line)
            if word == "change":
                changes[number] = line
            elif word in ("undoing", "redoing"):
                begun[number] = moment
            elif word == "put" and moment >= since:
                found.append(_change_of(line))
            elif word in ("made", "undone", "redone") and moment >= since:
                change = _change_of(changes[number]) if number in changes else self.find(number)[0]
                if change and word != "made":
                    change = (change.inverse() if word == "undone" else change)._replace(
                        number=begun.get(number, moment)
                    )
                found.append(change)
        return [change for change in found if change]

    def _recent_lines(self, since: int) -> list[bytes]:
        """The lines from the end back to the first older one, which is rarely far."""
        size = _TAIL
        while True:
            lines = self._lines(size)
            whole = sum(map(len, lines)) + len(lines) < size
            if whole or any(word and moment < since for word, _, moment in map(_outcome_in, lines)):
                return lines
            size *= 8

    def _lines(self, tail: int = 0) -> list[bytes]:
        """The lines of the file, or of its last `tail` bytes, the first of which is usually incomplete."""
        try:
            with open(plain(self._path).open(os.O_RDONLY), "rb") as file:
                size = os.fstat(file.fileno()).st_size
                most = min(size, tail or _MOST, _MOST)
                file.seek(size - most)
                return file.read(most).split(b"\n")
        except OSError:
            return []

    def shorten(self) -> None:
        """Drop the older half once the file exceeds its limit, keeping at least the last changes."""
        try:
            size = os.stat(self._path).st_size
            if size <= MOST_HISTORY:
                return
            with open(plain(self._path).open(os.O_RDONLY), "rb") as file:
                # What had to be kept last time may exceed the limit: do not rewrite it at every change.
                if size <= MOST_HISTORY // 2 + word_and_number(file.readline(64).rstrip(b"\n"))[1]:
                    return
                most = min(size, _MOST)
                file.seek(size - most)
                kept = _newest(file.read(most))
            temporary = f"{self._path}.new"
            unlink_quietly(temporary)  # a kill may have left one
            write_flushed(plain(temporary), _KEPT % len(kept) + kept)
            os.replace(temporary, self._path)
            Folder(self._folder).flush()
        except OSError:
            return


class _Stacks:
    """The changes that can be undone, those that can be redone, and the last state of each.

    Changes are kept unparsed: of a long history, only one is needed.
    """

    def __init__(self, lines: list[bytes]) -> None:
        self.done: list[tuple[int, bytes]] = []
        self.undone: list[tuple[int, bytes]] = []
        self.states: dict[int, str] = {}
        for line in lines:
            if line.startswith(b"("):
                line = _of_the_first_version(line)  # noqa: PLW2901  # the same record
            word, number = word_and_number(line)
            if word:
                self._read(word, number, line)

    def _read(self, word: str, number: int, line: bytes) -> None:
        if word == "change":
            self.done.append((number, line))
            self.undone.clear()
            self.states[number] = "intended"
        elif word in ("made", "undoing", "redoing") and number in self.states:
            self.states[number] = word
        elif word in ("undone", "void", "skipped") and _is_last(self.done, number):
            taken = self.done.pop()
            self.states[number] = word
            if word == "undone":
                self.undone.append(taken)
        elif word == "redone" and _is_last(self.undone, number):
            self.done.append(self.undone.pop())
            self.states[number] = "made"


def _last(stack: list[tuple[int, bytes]]) -> Change | None:
    """The change on top; unreadable ones are skipped."""
    while stack:
        change = _change_of(stack[-1][1])
        if change is not None:
            return change
        stack.pop()
    return None


def _is_last(stack: list[tuple[int, bytes]], number: int) -> bool:
    """Whether a change is on top, after removing unreadable ones above it."""
    while stack and stack[-1][0] != number and _change_of(stack[-1][1]) is None:
        stack.pop()
    return bool(stack) and stack[-1][0] == number


def _newest(data: bytes) -> bytes:
    """The last lines of a history: half of the growth limit, but at least the last changes whatever their size."""
    kept: list[bytes] = []
    size = changes = 0
    for line in lines_from_end(data):
        size += len(line) + 1
        if size > MOST_HISTORY // 2 and changes >= _ALWAYS:
            break
        kept.append(line + b"\n")
        changes += line.startswith((b"change\t", b"('change'"))
    return b"".join(reversed(kept))


def _outcome_in(line: bytes) -> tuple[str, int, int]:
    """The outcome in a line, the number of the change, and the time (ns) if known; an empty word if it is not a
    record.
    """
    word, number = word_and_number(line)
    moment = line[:100].split(b"\t", 3)[2] if word else b""
    return word, number, int(moment) if moment.isdigit() else number


def _fields(change: Change, word: str = "change") -> list[str]:
    fields = [word, str(change.number), change.stamp, change.label]
    for path, base, hunk in change.files:
        made = ("", "") if base is None else ("made", base)
        numbers = map(str, (hunk.at, hunk.new_before, hunk.old_after))
        fields += [path, *made, *numbers, hunk.above, hunk.below, *of_lines(hunk.old), *of_lines(hunk.new)]
    return fields


_FILE = 12
"""Fields of one file in the record of a change."""


def _change_of(line: bytes) -> Change | None:
    """The change in a record; None if it is not a valid one."""
    _, number, stamp, label, *rest = [*fields_of(line), "", "", "", ""]
    files = rest[:-4]
    if not files or len(files) % _FILE:
        return None
    try:
        read = [_file_change(files[at : at + _FILE]) for at in range(0, len(files), _FILE)]
        return Change(int(number), stamp, label, tuple(read))
    except ValueError:
        return None


def _file_change(fields: list[str]) -> FileChange:
    path, made, base, at, new_before, old_after, above, below, *lines = fields
    old, new = to_lines(*lines[:2]), to_lines(*lines[2:])
    hunk = Hunk(_number(at), old, new, above, below, _number(new_before), _number(old_after))
    return FileChange(path, base if made else None, hunk)


def _number(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise ValueError(digits)
    return int(digits)


def _of_the_first_version(line: bytes) -> bytes:
    """A record of the first version, a Python literal, converted to the present form; empty if it is not one."""
    if len(line) > _MOST_OLD_RECORD:
        return b""
    from ast import literal_eval

    try:
        match literal_eval(line.decode("ascii")):
            case ("change", int(number), str(stamp), str(label), list(files)):
                read = [FileChange(path, base, Hunk(*hunk)) for path, base, hunk in files]
                return record_of(_fields(Change(number, stamp, label, tuple(read))))
            case (str(word), int(number)):
                return record_of((word, str(number)))
    except (ValueError, SyntaxError, TypeError, AttributeError, MemoryError, RecursionError):
        return b""
    return b""


def refused(change: Change, why: ChangedMeanwhile, *, back: bool = True) -> ChangedMeanwhile:
    """The error for a change that cannot be undone or redone, naming it."""
    if back:
        hint = "hat undo --skip leaves it as it is and takes back the change before it"
        return ChangedMeanwhile(f"cannot take back {change.label}: {why.message}", hint, command="undo")
    hint = "change the line itself: hat edit"
    return ChangedMeanwhile(f"cannot redo {change.label}: {why.message}", hint, command="edit")
