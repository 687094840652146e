"""The round of `hat sync`, from the lock to the report."""

from __future__ import annotations

import os

from twohats.errors import JournalError, SyncError
from twohats.sync.apply import Again, finish_crash
from twohats.sync.commit import commit_new
from twohats.sync.failures import stopped_by
from twohats.sync.meet import meet
from twohats.sync.outcome import Stopped
from twohats.sync.remote import Remote
from twohats.sync.report import SyncReport
from twohats.sync.repository import look, open_repository
from twohats.sync.turn import Options, Turn
from twohats.system.lock import Busy, Lock
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.folder import Journal


def sync(journal: Journal, options: Options | None = None) -> SyncReport:
    """Sync a journal and say how it went. Raises nothing but what a person does to a program (Ctrl-C)."""
    return run_turn(journal, options or Options(), _round)


def sync_in_background(journal: Journal) -> SyncReport:
    """Sync for the app: asks nothing, and never raises; a bug is an outcome like any other."""
    try:
        return sync(journal)
    except Exception as error:  # noqa: BLE001 - the app goes on whatever happens here
        return SyncReport("failed", visible(f"hat sync has a bug: {error!r}", 300))


def run_turn(journal: Journal, options: Options, work: Callable[[Turn], SyncReport]) -> SyncReport:
    """Do something with the journal's repository, under the sync lock; what fails becomes its outcome."""
    turn = Turn(journal, options)
    try:
        with sync_lock(journal):
            turn.repository = open_repository(journal, prompts=options.prompts, trusting=options.trust)
            turn.repository.objects.sweep()
            try:
                return work(turn)
            finally:
                turn.repository.objects.sweep()
    except (JournalError, SyncError, OSError, Again) as error:
        stop = Stopped("contended") if isinstance(error, Again) else stopped_by(error)
        return turn.report(stop.outcome, stop.message, stop.hint)


def _round(turn: Turn) -> SyncReport:
    repository = turn.repository
    turn.index = look(repository)
    turn.branch = repository.branch()
    name, there = repository.remote(turn.branch)
    turn.remarks += repository.put_aside_stale_locks(
        turn.branch, f"refs/remotes/{name}/{there}" if name else ""
    )
    if finish_crash(repository, turn.branch):
        turn.remarks.append("a sync that had been cut off was finished")
        turn.index = repository.index()
    commit_new(turn)
    if repository.prefix and not turn.options.whole_repo:
        turn.learn_forks()
        return turn.ended("sub-folder", folder=visible(repository.top))
    if not name:
        turn.learn_forks()
        return turn.ended("no-remote")
    remote = Remote(repository, name, there)
    turn.remote = remote.shown
    return turn.ended(meet(turn, remote), remote=remote.shown)


def sync_lock(journal: Journal) -> Lock:
    """The lock that keeps a journal to one sync at a time on this machine; raises Stopped when entered."""
    journal.lock()  # makes the folder it is in
    return _SyncLock(os.path.join(journal.root, ".twohats", "sync.lock"), journal.root, 0.2)


class _SyncLock(Lock):
    def __enter__(self) -> None:
        try:
            super().__enter__()
        except Busy as error:
            raise Stopped("busy") from error
