"""Lines that another program has saved over, restored: it had read the page before they were added.

Editors know no lock. One that read a page, and saves it after a line has been added, takes the line away without
knowing that it was there. Most notice a change that is some seconds old, and ask; in the moment between their last
look and their save none can. So what another program saves within `SECONDS` of a change of ours is taken for made
from the text before that change, unless it bears a trace of it: a person does not see a line, take it out and save
that quickly. The two are merged (`stale`) the next time this machine writes to the page, or when the app sees that
it has changed.

What is restored is a change of ours as well: a program that goes on saving its older text takes the same line away
again.

It is a guess, and a script may have meant it. So it is told, and it is acted on within `ACTED_ON` and never later.
What is saved by an editor that this program has opened is no guess: what that may have read is known
(`editor_sessions`).

To tell, a copy of each of the last few files is kept as we left it, with the fingerprint of the file.
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
"""From when a change of ours was written, within which a save is taken for made from the text before it."""
ACTED_ON = 10.0
"""Seconds from such a save, within which what it has taken away is restored."""
_ALIKE = 0.65
"""From when on a new line is one of ours, changed, and not one beside it: two of three words, or a word and the
note, are as they were. A script that has just seen our line is likelier by far than an editor that saves another
line so like it in the same two seconds."""
_ALIKE_LONG = 0.8
"""The same while an editor is open for long: a line beside ours may well be like it. The note must be the same, or
nearly; what is less alike stands beside ours, and that is told."""
_COARSE_NS = 20_000_000
"""By how much a file's time may lag behind the clock that changes are numbered by: a tick of the kernel's."""
_KEPT = 8
"""Files of which a copy is kept: a pull or an import writes many, a person one or two at a time."""
_MOST_COPIED = 256 * 1024
"""Bytes; a day has 2 or 3 thousand."""
_HEAD = 96
"""Bytes of the first line at the most: the file's fingerprint, its size and its sum."""


class RestoredFile(NamedTuple):
    """A text with what had been saved over restored, and what to tell of that."""

    text: str | None
    path: str = ""
    back: tuple[str, ...] = ()
    """The lines that were restored."""
    out: tuple[str, ...] = ()
    """Those that were taken out again."""
    by: str = "another program"
    was: tuple[str, str] | None = None
    """The text as we had left it and as it was saved over, where that is not for a session to keep."""

    def says(self) -> str:
        """What has happened, in words."""
        parts = [
            f"{what}: {lines[0]}{f', and {len(lines) - 1} more' if len(lines) > 1 else ''}"
            for what, lines in (("put back", self.back), ("taken out again", self.out))
            if lines
        ]
        return f"{self.by} has saved {self.path} from an older text; {'; '.join(parts)}"


Fingerprint = tuple[int, int]
"""What tells a file and its state from others: `files.fingerprint`."""


class LostUpdates:
    """The files of one journal as this machine has left them, and what had been saved over them."""

    def __init__(self, root: str, state: str, history: History) -> None:
        self._root = root
        self._state = state
        self._folder = os.path.join(state, "written")
        self._history = history

    def remember(self, written: dict[str, tuple[Fingerprint, bytes]]) -> None:
        """Keep a copy of files that have just been written. One that cannot be kept is not looked after."""
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
        """Keep a copy of a file that an editor of ours has saved: that is no text that has been saved over."""
        full = self._full_path(path)
        try:
            state = fingerprint(os.stat(full))
            data = read_bytes(full, self._root)
            if data is not None and state == fingerprint(os.stat(full)):
                self.remember({path: (state, data)})
        except (OSError, JournalError):
            return  # what is not kept is not looked after

    def was_overwritten(self, path: str) -> bool:
        """Whether another program has saved a file of the journal since we wrote it, as far as that is known."""
        try:
            return self._left(path) != fingerprint(os.stat(self._full_path(path)))
        except (OSError, ValueError):
            return False

    def is_as_left(self, path: str) -> bool:
        """Whether a file is just as we left it, or gone since we removed it, as far as that is known."""
        try:
            left = self._left(path)
            full = self._full_path(path)
            return left == (fingerprint(os.stat(full)) if os.path.lexists(full) else (0, 0))
        except (OSError, ValueError):
            return False

    def is_left_by_us(self, path: str, state: Fingerprint) -> bool:
        """Whether a file with this fingerprint is just as we left it, as far as that is known."""
        try:
            return self._left(path) == state
        except (OSError, ValueError):
            return False

    def restore(self, path: str, text: str | None, *, guess: bool) -> RestoredFile:
        """The text of a file as it was just read, with what we had changed in it before it was saved over.

        By an editor that was opened here; with `guess`, by any program that saved it a moment after our change. A file
        that is not there stays so: nobody saves nothing.
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
        """The text of a file as we left it; None if there is no copy, or a crash has torn it."""
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
    """The text of a page as it was just read, with all that its editor had not read when it saved it.

    Of several that are open at once, the first one may have read whatever the others have.
    """
    if text == session.texts[-1]:
        return RestoredFile(text)
    from twohats.format.merging.markdown import PAGE
    from twohats.format.merging.stale import restored

    found = restored(session.texts, text, _ALIKE_LONG, PAGE)
    return RestoredFile(found.text, session.path, found.back, found.out, "the editor")


def _time_of(full: str) -> int:
    """When a file was saved (ns), 0 if it is not there. Programs that copy files set the time of its text back."""
    try:
        about = os.stat(full)
    except OSError:
        return 0
    return max(about.st_mtime_ns, about.st_ctime_ns)


def _texts(ours: str, path: str, changes: list[Change]) -> list[str]:
    """The text as we left it, and before it those from before our changes, as far as these can be taken back."""
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
    """Write a file over its old content; whether it is new. Raises OSError and JournalError.

    Not emptied as it is opened: ext4 takes that for a file being replaced, and flushes the new content at once.
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
