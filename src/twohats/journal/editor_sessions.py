"""Tracks what is written to a page while an editor is open on it, on this machine, until it is closed.

Two things must be known when the editor is closed. First, which texts it may have read, so that saving an older one
loses nothing (`stale`): those are the page as it was opened and as each of our writers, of any process and any sync,
found and left it. Second, what the page would be without the editor, so that undo reverts the editor's own lines only:
each change of ours is applied to that text too.

Each session is one file of records (`records`), written under the journal's lock. A change is recorded before the page
is written and `done` after; after a kill in between, the page shows which it was. A session lasts as long as a process
holds a lock on its file: the command that opened the editor, and the editor, which inherits the lock, so that the
session outlives a killed command.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from twohats.errors import ChangedMeanwhile, JournalError
from twohats.format.hunks import apply, hunk_between
from twohats.format.merging.markdown import PAGE
from twohats.format.paths import day_of
from twohats.system.files import append_bytes, make_folder, unlink_quietly
from twohats.system.folders import plain
from twohats.system.lock import try_lock
from twohats.text.records import fields_of, of_lines, record_of, to_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "editing"
"""In the state folder; it exists while an editor is open."""
_DIFF = 4
"""Fields that lead from one text to the next."""


class Session:
    """An editor that is open on a page."""

    def __init__(self, path: str, text: str, *, made: bool = False, file: str = "") -> None:
        self.path = path
        """Of the page, relative to the journal."""
        self.made = made
        """Whether the page was created for the editor."""
        self.texts = [text]
        """The texts that the editor may have read, oldest first: as opened, and as found and left by us."""
        self.without = [text]
        """The page as it would be without the editor, after each change; the last one counts."""
        self.number = int(number) if (number := os.path.basename(file).partition("-")[0]).isdigit() else 0
        """The number in the history of the change that its end is recorded as: the nanoseconds of its beginning."""
        self._handle = -1
        """Holds the lock."""
        self._file = file
        self.undecided = False
        """Whether the last change was recorded and it is not known yet whether it was made."""

    def begin(self, state: str, number: int) -> None:
        """Store this session in the state folder, if possible. Under the journal's lock."""
        self.number = number
        if sys.platform == "win32":  # an editor inherits no lock there
            return
        try:
            make_folder(os.path.join(state, FOLDER))
            self._file = os.path.join(state, FOLDER, f"{number:020}-{os.getpid()}")
            self._handle = plain(self._file).open(os.O_RDWR | os.O_CREAT | os.O_EXCL)
            is_kept = try_lock(self._handle)
        except (OSError, JournalError):
            is_kept = False
        if not is_kept:
            self.end()
        self._append("opened", self.path, "made" if self.made else "", self.texts[0])

    def end(self) -> None:
        """Delete its file: its end is recorded, or there is nothing to record."""
        if self._file:
            _forget(self._file)
            self._file = ""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def handles(self) -> tuple[int, ...]:
        """The handles that the editor inherits, so that the session lasts as long as the editor."""
        return (self._handle,) if self._handle >= 0 else ()

    def read_again(self) -> None:
        """Read what other processes have added to its file."""
        found = _read(self._file) if self._file else None
        if found is not None:
            self.texts, self.without = found.texts, found.without
            self.undecided = found.undecided

    def record_intent(self, saved: str, before: str, after: str) -> None:
        """Record that we are about to change the page: its present text, the text with overwritten lines restored
        (`lost_updates`), and the new one.
        """
        if saved != self.texts[-1]:
            self._append("saved", *_diff(self.texts[-1], saved))
            self.texts.append(saved)
        without = self.without[-1]
        changed = _transplanted(before, after, without)
        # If the page reached the disk and this did not, undo after a power cut would treat our lines as the editor's.
        self._append("wrote", *_diff(saved, after), *_diff(without, changed), flushed=True)
        self._wrote(after, changed)

    def _wrote(self, after: str, without: str) -> None:
        self.texts.append(after)
        self.without.append(without)
        self.undecided = True

    def claim(self, before: str, after: str) -> None:
        """Attribute the change from one text to the other to another editor, which has recorded it."""
        without = self.without[-1]
        changed = _transplanted(before, after, without)
        text = self.texts[-1]
        self._append("wrote", *_diff(text, text), *_diff(without, changed))
        self._wrote(text, changed)
        self.decide(made=True)

    def decide(self, *, made: bool) -> None:
        """Record whether the last change was made, if that is undecided."""
        if self.undecided:
            self._append("done" if made else "void")
            self._decided(made=made)

    def _decided(self, *, made: bool) -> None:
        if not made and len(self.texts) > 1:
            self.texts.pop()
            self.without.pop()
        self.undecided = False

    def found(self, text: str) -> None:
        """Decide by the page's text whether a change was made whose writer was killed."""
        self.decide(made=text != self.texts[-2:][0])

    def is_same_as(self, other: Session) -> bool:
        """Whether both are one session, read twice."""
        return self._file == other._file

    def _append(self, *fields: str, flushed: bool = False) -> None:
        if self._file:
            try:
                append_bytes(self._file, b"\n%b\n" % record_of(fields), flushed=flushed)
            except OSError:
                return  # saving the user's line matters more

    def read_record(self, fields: list[str]) -> None:
        """Read one record of the file; raises ValueError for an invalid one."""
        match fields:
            case ["saved", *diff] if len(diff) == _DIFF:
                self.texts.append(_patched(self.texts[-1], diff))
            case ["wrote", *diffs] if len(diffs) == 2 * _DIFF:
                self._wrote(
                    _patched(self.texts[-1], diffs[:_DIFF]), _patched(self.without[-1], diffs[_DIFF:])
                )
            case ["done" | "void" as word]:
                self._decided(made=word == "done")
            case _:
                raise ValueError


def open_on(state: str, path: str, text: str) -> list[Session]:
    """The sessions of a page with this text, oldest first. Under the journal's lock, like everything here."""
    found = [session for file in _files(state) if (session := _read(file)) and session.path == path]
    for session in found:
        session.found(text)
    return found


def written_down(
    state: str,
    saved: dict[str, str | None],
    before: dict[str, str | None],
    after: dict[str, str | None],
) -> list[Session]:
    """The sessions of the files about to change, with the change recorded in each (Session.record_intent)."""
    found: list[Session] = []
    for path, text in after.items():
        # Restoring lines and removing them again leaves the page as saved, but is a change nevertheless.
        if not text == saved[path] == before[path]:
            for session in open_on(state, path, saved[path] or ""):
                session.record_intent(saved[path] or "", before[path] or "", text or "")
                found.append(session)
    return found


def ended(state: str) -> Iterator[Session]:
    """The sessions whose editor was closed without this being recorded, oldest first."""
    for file in _files(state):
        if _is_held(file):
            continue
        session = _read(file)
        if session is None:
            _forget(file)
        else:
            yield session


def _files(state: str) -> list[str]:
    folder = os.path.join(state, FOLDER)
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    except OSError:
        return []


def _forget(file: str) -> None:
    unlink_quietly(file)
    with suppress(OSError):
        os.rmdir(os.path.dirname(file))  # with the last one: every change looks for the folder


def _is_held(file: str) -> bool:
    try:
        handle = plain(file).open(os.O_RDONLY)
    except OSError:
        return True
    try:
        return not try_lock(handle)
    except OSError:
        return True
    finally:
        os.close(handle)


def _read(file: str) -> Session | None:
    """A session from its file, as far as the records are complete; None if there is none."""
    try:
        with open(plain(file).open(os.O_RDONLY), "rb") as opened:
            lines = [line for line in opened.read().split(b"\n") if line]
    except OSError:
        return None
    match fields_of(lines[0]) if lines else []:
        case ["opened", path, made, text] if day_of(path):
            session = Session(path, text, made=bool(made), file=file)
        case _:
            return None
    for line in lines[1:]:
        try:
            session.read_record(fields_of(line))
        except ValueError:
            break
    return session


def _transplanted(before: str, after: str, text: str) -> str:
    """A text with the change from `before` to `after` applied."""
    if text == before:
        return after
    if before:
        with suppress(ChangedMeanwhile):  # some of its lines are the editor's, or it is already applied
            return apply(text, hunk_between(before, after))
    return PAGE.merge(before, after, text).text


def _diff(before: str, after: str) -> list[str]:
    """The difference of two texts: position, number of removed lines, and the inserted lines."""
    was, now = before.split("\n"), after.split("\n")
    if was == now:
        return ["0", "0", *of_lines(())]
    hunk = hunk_between(before, after)
    return [str(hunk.at), str(len(hunk.old)), *of_lines(hunk.new)]


def _patched(text: str, diff: list[str]) -> str:
    at, gone, *lines = diff
    old = text.split("\n")
    start, end = int(at), int(at) + int(gone)
    if not 0 <= start <= end <= len(old):
        raise ValueError(at)
    old[start:end] = to_lines(*lines)
    return "\n".join(old)
