"""Restores lines that another program has overwritten because it had read the page before they were added.

Editors do not use our lock. One that has read a page, and saves it after a line was added, removes that line
unknowingly. Most editors notice a change that is some seconds old, and ask; none can between its last check and its
save. So a text that another program saves within `SECONDS` of a change of ours is assumed to be based on the text
before that change, unless it has a trace of it: a person does not see a line, remove it and save that quickly. The two
are merged (`stale`) the next time this machine writes to the page, or when the app notices the change.

A restored line counts as a change of ours as well, since a program that keeps saving its older text removes it again.

It is a guess, and a script may have removed the line on purpose. So it is reported, and only done within `ACTED_ON`.
For an editor that this program has opened it is not a guess: what that may have read is known (`editor_sessions`).

For this a copy of each of the last few written files is kept, with the fingerprint of the file.
"""

from __future__ import annotations

import os

from twohats.errors import ChangedMeanwhile, JournalError
from twohats.system import machine
from twohats.system.files import fingerprint, make_folder, read_bytes, unlink_quietly
from twohats.system.folders import plain
from twohats.text.encoding import sum_of, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.editor_sessions import Session
    from twohats.journal.history import Change, History

SECONDS = 2.0
"""Seconds after a change of ours within which another program's save is assumed to be based on the text before it."""
ACTED_ON = 10.0
"""Seconds after such a save within which the lost lines are restored."""
_ALIKE = 0.65
"""The similarity from which a new line is an edited version of ours: two of three words, or a word and the note, are
equal. A script that has just read our line is far likelier than an editor that saves such a similar line within the
same two seconds."""
_ALIKE_LONG = 0.8
"""The same while an editor is open for long, when an independent similar line is likely. The note must be nearly
equal; a less similar line is kept beside ours, and that is reported."""
_COARSE_NS = 20_000_000
"""How much a file's time may lag behind the clock by which changes are numbered: one kernel tick."""
_KEPT = 8
"""Files of which a copy is kept: a pull or an import writes many, a person one or two at a time."""
_MOST_COPIED = 256 * 1024
"""Size limit in bytes; a day has 2 or 3 thousand."""
_HEAD = 96
"""Maximum bytes of the first line: the file's fingerprint, size and checksum."""


class RestoredFile(NamedTuple):
    """A text with the overwritten lines restored, and what to report."""

    text: str | None
    path: str = ""
    back: tuple[str, ...] = ()
    """The lines that were restored."""
    out: tuple[str, ...] = ()
    """The lines that were removed again."""
    by: str = "another program"
    was: tuple[str, str] | None = None
    """The text as we had left it and the one that overwrote it, unless a session records that."""

    def says(self) -> str:
        """What happened, in words."""
        parts = [
            f"{what}: {lines[0]}{f', and {len(lines) - 1} more' if len(lines) > 1 else ''}"
            for what, lines in (("put back", self.back), ("taken out again", self.out))
            if lines
        ]
        return f"{self.by} has saved {self.path} from an older text; {'; '.join(parts)}"


Fingerprint = tuple[int, int]
"""Identifies a file and its state: see `files.fingerprint`."""


class LostUpdates:
    """The files of one journal as this machine has left them, to detect what was overwritten."""

    def __init__(self, root: str, state: str, history: History) -> None:
        self._root = root
        self._state = state
        self._folder = os.path.join(state, "written")
        self._history = history

    def remember(self, written: dict[str, tuple[Fingerprint, bytes]]) -> None:
        """Keep a copy of files that have just been written, as far as possible."""
        for path, (state, data) in written.items():
            copy = self._copy_path(path)
            try:
                if len(data) > _MOST_COPIED:
                    unlink_quietly(copy)
                elif _write(copy, b"%d %d %d %d\n%b" % (*state, len(data), sum_of(data), data)):
                    _forget_oldest(self._folder)
            except (OSError, JournalError):
                unlink_quietly(copy)

    def remember_as_it_is(self, path: str) -> None:
        """Keep a copy of a file saved by an editor that we opened: nothing was overwritten by that."""
        full = self._full_path(path)
        try:
            state = fingerprint(os.stat(full))
            data = read_bytes(full, self._root)
            if data is not None and state == fingerprint(os.stat(full)):
                self.remember({path: (state, data)})
        except (OSError, JournalError):
            return  # without a copy nothing is detected, which is harmless

    def was_overwritten(self, path: str) -> bool:
        """Whether another program has saved a file of the journal since we wrote it, if known."""
        try:
            return self._left(path) != fingerprint(os.stat(self._full_path(path)))
        except (OSError, ValueError):
            return False

    def is_as_left(self, path: str) -> bool:
        """Whether a file is as we left it (also removed by us), if known."""
        try:
            left = self._left(path)
            full = self._full_path(path)
            return left == (fingerprint(os.stat(full)) if os.path.lexists(full) else (0, 0))
        except (OSError, ValueError):
            return False

    def is_left_by_us(self, path: str, state: Fingerprint) -> bool:
        """Whether a file with this fingerprint is as we left it, if known."""
        try:
            return self._left(path) == state
        except (OSError, ValueError):
            return False

    def restore(self, path: str, text: str | None, *, guess: bool) -> RestoredFile:
        """The text of a file just read, with our changes restored that another program overwrote.

        That is an editor that was opened here or, with `guess`, any program that saved the file shortly after our
        change. A missing file stays missing: no program saves that.
        """
        if not text:
            return RestoredFile(text)
        if has_sessions(self._state):
            from twohats.journal.editor_sessions import open_on

            sessions = open_on(self._state, path, text)
            if sessions:
                return _restored_session(sessions[0], text)
        if not guess or not self.was_overwritten(path):
            return RestoredFile(text)
        from twohats.drafting.inbox_merge import manner_of
        from twohats.format.merging.stale import restored

        ours, saved = self._kept(path), _time_of(self._full_path(path))
        if ours is None or abs(machine.nanoseconds() - saved) > ACTED_ON * 1e9:
            return RestoredFile(text)
        since = saved - int(SECONDS * 1e9)
        changes = [one for one in self._history.recent(since) if one.number <= saved + _COARSE_NS]
        if not changes:
            return RestoredFile(text)
        found = restored(_texts(ours, path, changes), text, _ALIKE, manner_of(path))
        return RestoredFile(found.text, path, found.back, found.out, was=(ours, text))

    def _left(self, path: str) -> Fingerprint:
        """The fingerprint of a file as we left it; zeros if we removed it.

        Raises OSError and ValueError if it is not known.
        """
        with open(plain(self._copy_path(path)).open(os.O_RDONLY), "rb", 0) as file:
            inode, time = file.read(_HEAD).split(b" ", 2)[:2]
        return int(inode), int(time)

    def _kept(self, path: str) -> str | None:
        """The text of a file as we left it; None if there is no complete copy."""
        try:
            with open(plain(self._copy_path(path)).open(os.O_RDONLY), "rb") as file:
                size, total = [int(number) for number in file.readline(_HEAD).split()][2:]
                data = file.read(min(size, _MOST_COPIED))
        except (OSError, ValueError):
            return None
        return text_of(data) if (len(data), sum_of(data)) == (size, total) else None

    def _full_path(self, path: str) -> str:
        return os.path.join(self._root, *path.split("/"))

    def _copy_path(self, path: str) -> str:
        return os.path.join(self._folder, path.replace("%", "%25").replace("/", "%2F"))


def has_sessions(state: str) -> bool:
    """Whether an editor may be open on any page."""
    return os.path.isdir(os.path.join(state, "editing"))


def _restored_session(session: Session, text: str) -> RestoredFile:
    """The text of a page just read, with what its editor had not read when it saved it.

    Of several open editors, the first one may have read whatever the others have.
    """
    if text == session.texts[-1]:
        return RestoredFile(text)
    from twohats.format.merging.markdown import PAGE
    from twohats.format.merging.stale import restored

    found = restored(session.texts, text, _ALIKE_LONG, PAGE)
    return RestoredFile(found.text, session.path, found.back, found.out, "the editor")


def _time_of(full: str) -> int:
    """When a file was saved (ns; ctime too, since copying programs set mtime back); 0 if it does not exist."""
    try:
        about = os.stat(full)
    except OSError:
        return 0
    return max(about.st_mtime_ns, about.st_ctime_ns)


def _texts(ours: str, path: str, changes: list[Change]) -> list[str]:
    """The text as we left it, preceded by those from before our changes, as far as these can be reverted."""
    from twohats.format.hunks import apply

    texts = [ours]
    hunks = [file.hunk for one in changes for file in one.files if file.path == path]
    for hunk in reversed(hunks):
        try:
            texts.append(apply(texts[-1], hunk.inverse()))
        except ChangedMeanwhile:
            break
    return texts[::-1]


def _write(path: str, data: bytes) -> bool:
    """Overwrite a file in place; returns whether it is new.

    Raises OSError and JournalError. Not truncated on opening: ext4 treats that as a replacement, and flushes the new
    content at once.
    """
    new = False
    try:
        handle = plain(path).open(os.O_WRONLY)
    except FileNotFoundError:
        make_folder(os.path.dirname(path))
        handle = plain(path).open(os.O_WRONLY | os.O_CREAT)
        new = True
    try:
        os.write(handle, data)
    finally:
        os.close(handle)
    return new


def _forget_oldest(folder: str) -> None:
    paths = [os.path.join(folder, name) for name in os.listdir(folder)]
    if len(paths) > _KEPT:
        for path in sorted(paths, key=lambda each: os.stat(each).st_mtime_ns)[:-_KEPT]:
            unlink_quietly(path)
