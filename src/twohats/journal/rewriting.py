"""Rewrites files of a journal, restores what another program had overwritten, and records changes for undo.

It knows the journal's folder, this machine's state of it and the history, but nothing of the files' contents.
"""

from __future__ import annotations

import os

from twohats.errors import JournalError, TwohatsError, after_saving
from twohats.format.hunks import hunk_between
from twohats.format.page import new_page, new_review
from twohats.format.paths import INBOX_FILE, day_of, week_of_review
from twohats.journal.history import Change, FileChange, History
from twohats.journal.lost_updates import LostUpdates, has_sessions
from twohats.journal.writer import make_scratch, rewrite
from twohats.system import machine
from twohats.system.folders import Root
from twohats.system.lock import Lock
from twohats.text.encoding import bytes_of, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.editor_sessions import Session
    from twohats.journal.lost_updates import Fingerprint, RestoredFile
    from twohats.journal.writer import Progress

    Texts = dict[str, str | None]
    """The texts of files, by their paths in the journal; None is no file."""
    Work = Callable[[Texts], Texts]

MANY = 100
"""Files of one change from which the system is asked to let so many be open at once."""


class Rewriter:
    """Rewrites the files of one journal. Paths are relative to `root`, with forward slashes."""

    def __init__(self, root: str, state: str, notify: Callable[[str], None]) -> None:
        self.root = root
        self.state = state
        self.history = History(state)
        self.lost_updates = LostUpdates(root, state, self.history)
        self.notify = notify
        """Called with messages for the person about what was done besides what was asked; in any thread."""
        self.on_progress: Progress = _unseen
        """Called as `writer.rewrite` says, for a change that takes seconds; in any thread."""
        self._inside = os.path.join(root, ".twohats")
        self._scratch = os.path.join(self._inside, "tmp")

    def full_path(self, path: str) -> str:
        """The path on this machine."""
        return os.path.join(self.root, *path.split("/"))

    def lock(self) -> Lock:
        """The lock that must be held to write the journal."""
        make_scratch(self._scratch, Root(self.root))
        return Lock(os.path.join(self._inside, "lock"), self.root)

    def rewrite(
        self,
        paths: list[str],
        work: Work,
        *,
        guess: bool = False,
        dropped: Callable[[], None] | None = None,
    ) -> None:
        """Replace files by what `work` makes of their texts, all or none; None is no file.

        The texts have what was written to them and has been saved over from an older text (`lost_updates`): by an
        editor that was opened here or, with `guess`, by any other program, a moment later. Where `work` fails on
        these, it may be meant for the files as they are. `dropped` is called when what `work` made is not written,
        before the files are looked at again.

        Only under the lock. Nothing is noted for undo. Raises as `writer.rewrite` does, which also says when
        `work` is called again.
        """
        names = {self.full_path(path): path for path in paths}
        rewriting = _Rewriting(self, work, dropped, guess=guess)

        def on_bytes(data: dict[str, bytes | None]) -> dict[str, bytes | None]:
            texts = rewriting.texts({names[full]: text_of(each) for full, each in data.items()})
            return {full: bytes_of(texts[path]) for full, path in names.items()}

        if len(paths) > MANY:
            from twohats.system.open_files import allow_open_files

            allow_open_files(len(paths))
        written = rewrite(list(names), self.root, self._scratch, on_bytes, self.is_ours, self.on_progress)
        with after_saving():
            self.lost_updates.remember({names[full]: one for full, one in written.items()})
            rewriting.done()

    def is_ours(self, full: str, fingerprint: Fingerprint) -> bool:
        """Whether a file with this fingerprint is just as we left it, as far as that is known (`stable_read`)."""
        return self.lost_updates.is_left_by_us(
            os.path.relpath(full, self.root).replace(os.sep, "/"), fingerprint
        )

    def record_intent(self, label: str, before: Texts, after: Texts, number: int = 0) -> int:
        """Record a change about to be made, and return its number; 0 if there is none, or it cannot be recorded."""
        files = tuple(
            _file_change(path, before[path], text or "")
            for path, text in after.items()
            if text != before[path]
        )
        if not files:
            return 0
        number = number or machine.nanoseconds()
        try:
            self.history.record_intent(Change(number, machine.now().stamp(), label, files))
        except (OSError, JournalError):
            return 0  # saving the line matters more than undo
        return number

    def record_outcome(self, word: str, number: int) -> None:
        """Record the outcome of a change; 0 is no change."""
        if number:
            try:
                self.history.record_outcome(word, number, machine.nanoseconds())
                if word == "made":
                    self.history.shorten()
            except (OSError, JournalError):
                return  # undo looks at the page itself when this is missing


def _unseen(_done: int, _all: int) -> None:
    """Shows no progress."""


def _beginning(path: str) -> str:
    """What a new file begins with that belongs to no line: other machines begin it alike, so undo leaves it to them."""
    if day_of(path):
        return new_page(day_of(path))
    return new_review(week_of_review(path)) if week_of_review(path) else ""


def _file_change(path: str, before: str | None, after: str) -> FileChange:
    if before is not None:
        return FileChange(path, None, hunk_between(before, after))
    base = _beginning(path)
    if not after.startswith(base):
        base = ""
    return FileChange(path, base, hunk_between(base, after))


class _Rewriting:
    """One rewrite in progress: overwritten lines are restored in the files, and then reported."""

    def __init__(
        self,
        rewriter: Rewriter,
        work: Work,
        dropped: Callable[[], None] | None,
        *,
        guess: bool,
    ) -> None:
        self._rewriter = rewriter
        self._work = work
        self._dropped = dropped
        self._guess = guess
        self._sessions: list[Session] = []
        """Those that the change is written down in."""
        self._found: list[RestoredFile] = []
        """What was restored."""
        self._number = 0
        """When, in nanoseconds."""

    def texts(self, saved: Texts) -> Texts:
        """The texts that files get which hold these; asked again if one of them has changed meanwhile."""
        if self._dropped is not None:
            self._dropped()
        for session in self._sessions:
            session.decide(made=False)
        found = {
            # The inbox has a memory of its own for what was written back (`actions.inbox`).
            path: self._rewriter.lost_updates.restore(path, text, guess=self._guess and path != INBOX_FILE)
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
        if has_sessions(self._rewriter.state):
            from twohats.journal.editor_sessions import written_down

            self._sessions = written_down(self._rewriter.state, saved, before, after)
        self._found = [one for one in found.values() if one.back or one.out]
        return after

    def done(self) -> None:
        """They have been written."""
        for session in self._sessions:
            session.decide(made=True)
        for one in self._found:
            self._note(one)
            self._rewriter.notify(one.says())

    def _note(self, one: RestoredFile) -> None:
        """Record what was restored: the seconds in which it may be overwritten again start anew."""
        if one.was:
            left, saved = one.was
            steps = ((left, saved), (saved, one.text or ""))
            hunks = [hunk_between(*step) for step in steps if step[0] != step[1]]
            files = tuple(FileChange(one.path, None, hunk) for hunk in hunks)
            restored = Change(self._number, str(machine.nanoseconds()), one.says(), files)
            try:
                self._rewriter.history.record_restored(restored)
            except (OSError, JournalError):
                return  # the line is in the page; protecting it further matters less


def _merged(saved: Texts, restored: Texts, made: Texts) -> Texts:
    """The result for files as they were saved, with the restored lines merged in."""
    from twohats.drafting.inbox_merge import manner_of

    merged = dict(made)
    for path, text in made.items():
        base, ours = saved[path] or "", restored[path] or ""
        if text is not None and base != ours:
            manner = manner_of(path)
            both = manner.merge(base, ours, text).text
            merged[path] = both if manner.check(base, ours, text, both) else text
    return merged
