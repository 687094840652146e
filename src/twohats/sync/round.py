"""One run of `hat sync`, from the lock to the report."""

from __future__ import annotations

import os

from twohats.errors import JournalError, SyncError
from twohats.sync.apply import Retry, finish_crash
from twohats.sync.commit import commit_new
from twohats.sync.exchange import exchange
from twohats.sync.failures import stopped_by
from twohats.sync.outcome import Stopped
from twohats.sync.remote import Remote
from twohats.sync.report import SyncReport
from twohats.sync.repository import check_ready, open_repository
from twohats.sync.run import Options, SyncRun
from twohats.system.lock import Busy, Lock
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.folder import Journal


def sync(journal: Journal, options: Options | None = None) -> SyncReport:
    """Sync a journal and report the result. Raises only KeyboardInterrupt and the like."""
    return run_sync(journal, options or Options(), _round)


def sync_in_background(journal: Journal) -> SyncReport:
    """Sync for the app: asks nothing, and never raises; a bug is an outcome like any other."""
    try:
        return sync(journal)
    except Exception as error:  # noqa: BLE001 - the app goes on whatever happens here
        return SyncReport("failed", visible(f"hat sync has a bug: {error!r}", 300))


def run_sync(journal: Journal, options: Options, work: Callable[[SyncRun], SyncReport]) -> SyncReport:
    """Run a function on the journal's repository, under the sync lock; errors become outcomes."""
    run = SyncRun(journal, options)
    try:
        with sync_lock(journal):
            run.repository = open_repository(journal, prompts=options.prompts, trusting=options.trust)
            run.repository.objects.sweep()
            try:
                return work(run)
            finally:
                run.repository.objects.sweep()
    except (JournalError, SyncError, OSError, Retry) as error:
        stop = Stopped("contended") if isinstance(error, Retry) else stopped_by(error)
        return run.report(stop.outcome, stop.message, stop.advice)


def _round(run: SyncRun) -> SyncReport:
    repository = run.repository
    run.index = check_ready(repository)
    run.branch = repository.branch()
    name, there = repository.remote(run.branch)
    run.remarks += repository.rename_stale_locks(run.branch, f"refs/remotes/{name}/{there}" if name else "")
    if finish_crash(repository, run.branch):
        run.remarks.append("a sync that had been cut off was finished")
        run.index = repository.index()
    commit_new(run)
    if repository.prefix and not run.options.whole_repo:
        run.learn_forks()
        return run.ended("sub-folder", folder=visible(repository.top))
    if not name:
        run.learn_forks()
        return run.ended("no-remote")
    remote = Remote(repository, name, there)
    run.remote = remote.shown
    return run.ended(exchange(run, remote), remote=remote.shown)


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
