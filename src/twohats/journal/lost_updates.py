"""Lines that another program has saved over, put back: it had read the page before they were added.

Editors know no lock. One that read a page, and saves it after a line has been added, takes the line away without
knowing that it was there. Most notice a change that is some seconds old, and ask; in the moment between their last
look and their save none can. So what another program saves within `SECONDS` of a change of ours is taken for made
from the text before that change, unless it bears a trace of it: a person does not see a line, take it out and save
that quickly. The two are merged (`stale`) the next time this machine writes to the page, or when the app sees that
it has changed.

A put-back is a change of ours as well: a program that goes on saving its older text takes the same line away again.

It is a guess, and a script may have meant it. So it is told, and it is acted on within `ACTED_ON` and never later.
What is saved by an editor that this program has opened is no guess: what that may have read is known (`sessions`).

To tell, a copy of each of the last few files is kept as we left it, with the mark of the file.
"""

from __future__ import annotations

import os

from twohats.errors import ChangedMeanwhile, JournalError, TwohatsError
from twohats.format.paths import INBOX_FILE
from twohats.system import machine
from twohats.system.files import make_folder, mark_of, read_bytes, unlink_quietly
from twohats.system.folders import plain
from twohats.text.encoding import sum_of, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.editor_sessions import Session
    from twohats.journal.folder import Journal
    from twohats.journal.history import Change

SECONDS = 2.0
"""From when a change of ours was written, within which a save is taken for made from the text before it."""
ACTED_ON = 10.0
"""Seconds from such a save, within which what it has taken away is put back."""
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
_LARGEST = 256 * 1024
"""Bytes; a day has 2 or 3 thousand."""
_HEAD = 96
"""Bytes of the first line at the most: the file's mark, its size and its sum."""


class PutBack(NamedTuple):
    """A text with what had been saved over, and what to tell of that."""

    text: str | None
    path: str = ""
    back: tuple[str, ...] = ()
    """The lines that were put back."""
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


Mark = tuple[int, int]
"""What tells a file and its state from others: `files.mark_of`."""


def keep(journal: Journal, written: dict[str, tuple[Mark, bytes]]) -> None:
    """Keep a copy of files that have just been written. One that cannot be kept is not looked after."""
    for path, (mark, data) in written.items():
        copy = _copy_path(journal, path)
        try:
            if len(data) > _LARGEST:
                unlink_quietly(copy)
            elif _write(copy, b"%d %d %d %d\n%b" % (*mark, len(data), sum_of(data), data)):
                _forget_oldest(_folder(journal))
        except (OSError, JournalError):
            unlink_quietly(copy)


def keep_as_it_is(journal: Journal, path: str) -> None:
    """Keep a copy of a file that an editor of ours has saved: that is no text that has been saved over."""
    full = journal.full_path(path)
    try:
        mark = mark_of(os.stat(full))
        data = read_bytes(full, journal.root)
        if data is not None and mark == mark_of(os.stat(full)):
            keep(journal, {path: (mark, data)})
    except (OSError, JournalError):
        return  # what is not kept is not looked after


def is_saved_over(journal: Journal, path: str) -> bool:
    """Whether another program has saved a file of the journal since we wrote it, as far as that is known."""
    try:
        return _mark_left(journal, path) != mark_of(os.stat(journal.full_path(path)))
    except (OSError, ValueError):
        return False


def is_as_left(journal: Journal, path: str) -> bool:
    """Whether a file is just as we left it, or gone since we removed it, as far as that is known."""
    try:
        left = _mark_left(journal, path)
        full = journal.full_path(path)
        return left == (mark_of(os.stat(full)) if os.path.lexists(full) else (0, 0))
    except (OSError, ValueError):
        return False


def is_left_by_us(journal: Journal, path: str, mark: Mark) -> bool:
    """Whether a file with this mark is just as we left it, as far as that is known."""
    try:
        return _mark_left(journal, path) == mark
    except (OSError, ValueError):
        return False


def _mark_left(journal: Journal, path: str) -> Mark:
    """The mark of a file as we left it; zeros if we removed it. Raises OSError and ValueError if it is not known."""
    with open(plain(_copy_path(journal, path)).open(os.O_RDONLY), "rb", 0) as file:
        inode, time = file.read(_HEAD).split(b" ", 2)[:2]
    return int(inode), int(time)


def put_back(journal: Journal, path: str, text: str | None, *, guess: bool) -> PutBack:
    """The text of a file as it was just read, with what we had changed in it before it was saved over.

    By an editor that was opened here; with `guess`, by any program that saved it a moment after our change. A file
    that is not there stays so: nobody saves nothing.
    """
    if not text:
        return PutBack(text)
    if has_sessions(journal.state):
        from twohats.journal.editor_sessions import open_on

        sessions = open_on(journal.state, path, text)
        if sessions:
            return _put_back_session(sessions[0], text)
    if not guess or not is_saved_over(journal, path):
        return PutBack(text)
    from twohats.drafting.inbox_merge import manner_of
    from twohats.format.merging.stale import restored

    ours, saved = _kept(journal, path), _time_of(journal.full_path(path))
    if ours is None or abs(machine.nanoseconds() - saved) > ACTED_ON * 1e9:
        return PutBack(text)
    since = saved - int(SECONDS * 1e9)
    changes = [one for one in journal.history.recent(since) if one.number <= saved + _COARSE_NS]
    if not changes:
        return PutBack(text)
    found = restored(_texts(ours, path, changes), text, _ALIKE, manner_of(path))
    return PutBack(found.text, path, found.back, found.out, was=(ours, text))


def _put_back_session(session: Session, text: str) -> PutBack:
    """The text of a page as it was just read, with all that its editor had not read when it saved it.

    Of several that are open at once, the first one may have read whatever the others have.
    """
    if text == session.texts[-1]:
        return PutBack(text)
    from twohats.format.merging.markdown import PAGE
    from twohats.format.merging.stale import restored

    found = restored(session.texts, text, _ALIKE_LONG, PAGE)
    return PutBack(found.text, session.path, found.back, found.out, "the editor")


def has_sessions(state: str) -> bool:
    """Whether an editor may be open on any page."""
    return os.path.isdir(os.path.join(state, "editing"))


class Writing:
    """Files that are being rewritten: what had been saved over is put back into them, and then told."""

    def __init__(
        self,
        journal: Journal,
        work: Callable[[dict[str, str | None]], dict[str, str | None]],
        dropped: Callable[[], None] | None,
        *,
        guess: bool,
    ) -> None:
        self._journal = journal
        self._work = work
        self._dropped = dropped
        self._guess = guess
        self._sessions: list[Session] = []
        """Those that the change is written down in."""
        self._found: list[PutBack] = []
        """What was put back."""
        self._number = 0
        """When, in nanoseconds."""

    def texts(self, saved: dict[str, str | None]) -> dict[str, str | None]:
        """The texts that files get which hold these; asked again if one of them has changed meanwhile."""
        if self._dropped is not None:
            self._dropped()
        for session in self._sessions:
            session.decide(made=False)
        found = {
            # The inbox has a memory of its own for what was written back (`intake`).
            path: put_back(self._journal, path, text, guess=self._guess and path != INBOX_FILE)
            for path, text in saved.items()
        }
        before = {path: one.text for path, one in found.items()}
        self._number = machine.nanoseconds()
        try:
            after = self._work(before)
        except TwohatsError:
            if before == saved:
                raise
            after = _merged(saved, before, self._work(saved))
        if has_sessions(self._journal.state):
            from twohats.journal.editor_sessions import written_down

            self._sessions = written_down(self._journal.state, saved, before, after)
        self._found = [one for one in found.values() if one.back or one.out]
        return after

    def done(self) -> None:
        """They have been written."""
        for session in self._sessions:
            session.decide(made=True)
        for one in self._found:
            self._note(one)
            self._journal.on_notice(one.says())

    def _note(self, one: PutBack) -> None:
        """Write down what was put back: the seconds in which it may be saved over begin anew."""
        if one.was:
            from twohats.format.hunks import hunk_between
            from twohats.journal.history import Change, FileChange

            left, saved = one.was
            steps = ((left, saved), (saved, one.text or ""))
            hunks = [hunk_between(*step) for step in steps if step[0] != step[1]]
            files = tuple(FileChange(one.path, None, hunk) for hunk in hunks)
            put_back = Change(self._number, str(machine.nanoseconds()), one.says(), files)
            try:
                self._journal.history.put_back(put_back)
            except (OSError, JournalError):
                return  # the line is in the page; that it is looked after matters less


def _merged(
    saved: dict[str, str | None], put_back: dict[str, str | None], made: dict[str, str | None]
) -> dict[str, str | None]:
    """What was made of files as they were saved, with what was put back into them."""
    from twohats.drafting.inbox_merge import manner_of

    merged = dict(made)
    for path, text in made.items():
        base, ours = saved[path] or "", put_back[path] or ""
        if text is not None and base != ours:
            manner = manner_of(path)
            both = manner.merge(base, ours, text).text
            merged[path] = both if manner.check(base, ours, text, both) else text
    return merged


def _time_of(full: str) -> int:
    """When a file was saved (ns), 0 if it is not there. Programs that copy files set the time of its text back."""
    try:
        about = os.stat(full)
    except OSError:
        return 0
    return max(about.st_mtime_ns, about.st_ctime_ns)


def _kept(journal: Journal, path: str) -> str | None:
    """The text of a file as we left it; None if there is no copy, or a crash has torn it."""
    try:
        with open(plain(_copy_path(journal, path)).open(os.O_RDONLY), "rb") as file:
            size, total = [int(number) for number in file.readline(_HEAD).split()][2:]
            data = file.read(min(size, _LARGEST))
    except (OSError, ValueError):
        return None
    return text_of(data) if (len(data), sum_of(data)) == (size, total) else None


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


def _folder(journal: Journal) -> str:
    return os.path.join(journal.state, "written")


def _copy_path(journal: Journal, path: str) -> str:
    return os.path.join(_folder(journal), path.replace("%", "%25").replace("/", "%2F"))


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
