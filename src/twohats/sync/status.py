"""Finds out what a sync would do, without doing it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from twohats.errors import JournalError, SyncError
from twohats.sync import deletions
from twohats.sync.apply import check_way, writable_changes
from twohats.sync.commit import leave_out_ignored, report_ignored, report_odd
from twohats.sync.counting import Tally
from twohats.sync.exchange import bases, check_incoming, check_join, fetched, merged, not_merged
from twohats.sync.failures import stopped_by
from twohats.sync.forks import OpenFork, open_forks
from twohats.sync.merge_trees import LinesLost
from twohats.sync.remote import Remote
from twohats.sync.report import LeftOut, fork_json, tally_json
from twohats.sync.repository import check_ready, open_repository
from twohats.sync.run import Options, SyncRun
from twohats.sync.snapshot import compared, leave_out, read_disk
from twohats.system.addresses import masked_address
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.sync.objects import Tree
    from twohats.sync.outcome import Stopped


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The differences between this machine and the remote."""

    stop: str = ""
    """The outcome that would stop a sync, as far as is known; empty if nothing would."""
    message: str = ""
    hint: str = ""
    remote: str = ""
    address: str = ""
    """Where a sync fetches from, without what is secret in it."""
    push_addresses: tuple[str, ...] = ()
    """Where it pushes to, if that is not, or not only, the address."""
    branch: str = ""
    new: Tally = field(default_factory=Tally)
    """What is here and not committed."""
    outgoing: Tally = field(default_factory=Tally)
    """What is here and not there, what is not committed included."""
    incoming: Tally = field(default_factory=Tally)
    """What is there and not here, as far as it has been fetched."""
    apart: bool = False
    """Whether one side has commits that the other has not, be it of files that are not the journal's."""
    interrupted: bool = False
    """Whether a sync was cut off, which the next one finishes."""
    forks: tuple[OpenFork, ...] = ()
    remarks: tuple[str, ...] = ()
    """What else a person should know."""
    left_out: tuple[LeftOut, ...] = ()
    """What a sync would not take along."""

    @property
    def in_step(self) -> bool:
        """Whether there is nothing to do, as far as is known here."""
        waiting = self.new or self.outgoing or self.incoming or self.apart or self.interrupted
        return not (self.stop or self.left_out or waiting)

    def json(self) -> dict[str, object]:
        """The keys that `hat sync --status --json` prints; documented in `docs/sync.md`."""
        return {
            "in_step": self.in_step,
            "stop": self.stop,
            "message": self.message,
            "hint": self.hint,
            "remote": self.remote,
            "address": self.address,
            "push_addresses": list(self.push_addresses),
            "branch": self.branch,
            "new": tally_json(self.new),
            "outgoing": tally_json(self.outgoing),
            "incoming": tally_json(self.incoming),
            "interrupted": self.interrupted,
            "forks": [fork_json(fork) for fork in self.forks],
            "left_out": [left._asdict() for left in self.left_out],
            "remarks": list(self.remarks),
        }


def status(
    journal: Journal, *, fetch: bool = False, whole_repo: bool = False, prompts: bool = False
) -> SyncStatus:
    """What a sync would do; with `fetch`, after asking the remote what it has. Changes no file of the journal,
    and nothing in the repository but what a fetch brings. Raises nothing.
    """
    run = SyncRun(journal, Options(whole_repo=whole_repo, prompts=prompts))
    steps = _Steps(run, SyncStatus(forks=tuple(open_forks(journal))))
    try:
        run.repository = open_repository(journal, prompts=prompts)
        run.index = check_ready(run.repository)
        run.branch = run.repository.branch()
        steps.take(fetch=fetch)
    except LinesLost as lost:
        steps.stop(not_merged(run, lost, keep=False))
    except (JournalError, SyncError, OSError) as error:
        steps.stop(stopped_by(error))
    return replace(
        steps.found,
        branch=run.branch,
        remarks=tuple(dict.fromkeys(run.remarks)),
        left_out=run.left_out(),
    )


class _Steps:
    """The steps of a sync, looked at one after the other; `found` is what is known by then."""

    def __init__(self, run: SyncRun, found: SyncStatus) -> None:
        self._run = run
        self._tree: Tree = {}
        """What would be committed."""
        self.found = found

    def stop(self, stop: Stopped) -> None:
        """Note what a sync would end with."""
        self.found = replace(self.found, stop=stop.outcome, message=stop.message, hint=stop.hint)

    def take(self, *, fetch: bool) -> None:
        """Look at all of them; raises what a sync would."""
        run, repository = self._run, self._run.repository
        self._look_here()
        name, there = repository.remote(run.branch)
        if not name or (repository.prefix and not run.options.whole_repo):
            return
        remote = Remote(repository, name, there)
        address, *pushes = (
            visible(masked_address(one), 200) for one in (remote.addresses.fetch, *remote.addresses.pushes)
        )
        self.found = replace(
            self.found,
            remote=remote.shown,
            address=address,
            push_addresses=tuple(pushes) if pushes != [address] else (),
        )
        theirs = repository.refs(remote.tracking).get(remote.tracking, "")
        if fetch:
            theirs = fetched(run, remote)
        self.found = replace(self.found, apart=theirs != run.head)
        self._look_there(remote, theirs)

    def _look_here(self) -> None:
        run, repository = self._run, self._run.repository
        run.read_head()
        run.disk = read_disk(run.journal, repository.prefix, repository.objects)
        leave_out(run.disk, run.journal, repository.prefix, repository.objects, run.tree)
        self._tree, new, _ = compared(run.disk, run.tree, repository.prefix)
        here = dict(self._tree)
        run.remarks += report_ignored(run, leave_out_ignored(run, self._tree, new)) + report_odd(run)
        self.found = replace(
            self.found,
            new=run.counted(run.tree, self._tree),
            interrupted=repository.pending in repository.refs(repository.pending),
        )
        deletions.check(run, run.tree, here, "here")

    def _look_there(self, remote: Remote, theirs: str) -> None:
        run, repository = self._run, self._run.repository
        their_tree = repository.objects.tree(theirs)
        after = self._tree
        if theirs and theirs != run.head:
            shared = bases(run, run.head, theirs) if run.head else []
            if self._tree and not shared:
                check_join(run, remote)
            if theirs not in shared:
                after = merged(run, shared, self._tree, their_tree).tree
        self.found = replace(
            self.found, outgoing=run.counted(their_tree, after), incoming=run.counted(self._tree, after)
        )
        check_incoming(run, remote, self._tree, after)
        changes = writable_changes(self._tree, after)
        check_way(repository, changes, self._tree, run.index, run.disk, remote.shown)
