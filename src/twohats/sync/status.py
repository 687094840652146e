"""What a sync would do, found out without doing any of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from twohats.errors import JournalError, SyncError
from twohats.sync import deletions
from twohats.sync.apply import check_way, writable_changes
from twohats.sync.commit import leave_out_ignored, told_ignored
from twohats.sync.counting import Tally
from twohats.sync.failures import stopped_by
from twohats.sync.forks import OpenFork, open_forks
from twohats.sync.meet import bases, check_incoming, check_join, fetched, merged, not_merged
from twohats.sync.merge_trees import LinesLost
from twohats.sync.remote import Remote
from twohats.sync.report import LeftOut, fork_json, tally_json
from twohats.sync.repository import look, open_repository
from twohats.sync.snapshot import compared, leave_out, read_disk
from twohats.sync.turn import Options, Turn
from twohats.system.addresses import masked_address
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.sync.objects import Tree
    from twohats.sync.outcome import Stopped


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What stands between this machine and the others."""

    stop: str = ""
    """The outcome a sync would end with before it was done, as far as can be told; empty if nothing is in its way."""
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
    turn = Turn(journal, Options(whole_repo=whole_repo, prompts=prompts))
    steps = _Steps(turn, SyncStatus(forks=tuple(open_forks(journal))))
    try:
        turn.repository = open_repository(journal, prompts=prompts)
        turn.index = look(turn.repository)
        turn.branch = turn.repository.branch()
        steps.take(fetch=fetch)
    except LinesLost as lost:
        steps.stop(not_merged(turn, lost, keep=False))
    except (JournalError, SyncError, OSError) as error:
        steps.stop(stopped_by(error))
    return replace(
        steps.found,
        branch=turn.branch,
        remarks=tuple(dict.fromkeys(turn.remarks)),
        left_out=turn.left_out(),
    )


class _Steps:
    """The steps of a sync, looked at one after the other; `found` is what is known by then."""

    def __init__(self, turn: Turn, found: SyncStatus) -> None:
        self._turn = turn
        self._tree: Tree = {}
        """What would be committed."""
        self.found = found

    def stop(self, stop: Stopped) -> None:
        """Note what a sync would end with."""
        self.found = replace(self.found, stop=stop.outcome, message=stop.message, hint=stop.hint)

    def take(self, *, fetch: bool) -> None:
        """Look at all of them; raises what a sync would."""
        turn, repository = self._turn, self._turn.repository
        self._look_here()
        name, there = repository.remote(turn.branch)
        if not name or (repository.prefix and not turn.options.whole_repo):
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
            theirs = fetched(turn, remote)
        self.found = replace(self.found, apart=theirs != turn.head)
        self._look_there(remote, theirs)

    def _look_here(self) -> None:
        turn, repository = self._turn, self._turn.repository
        turn.read_head()
        turn.disk = read_disk(turn.journal, repository.prefix, repository.objects)
        leave_out(turn.disk, turn.journal, repository.prefix, repository.objects, turn.tree)
        self._tree, new, _ = compared(turn.disk, turn.tree, repository.prefix)
        here = dict(self._tree)
        turn.remarks += told_ignored(turn, leave_out_ignored(turn, self._tree, new))
        self.found = replace(
            self.found,
            new=turn.counted(turn.tree, self._tree),
            interrupted=repository.pending in repository.refs(repository.pending),
        )
        deletions.check(turn, turn.tree, here, "here")

    def _look_there(self, remote: Remote, theirs: str) -> None:
        turn, repository = self._turn, self._turn.repository
        their_tree = repository.objects.tree(theirs)
        after = self._tree
        if theirs and theirs != turn.head:
            shared = bases(turn, turn.head, theirs) if turn.head else []
            if self._tree and not shared:
                check_join(turn, remote)
            if theirs not in shared:
                after = merged(turn, shared, self._tree, their_tree).tree
        self.found = replace(
            self.found, outgoing=turn.counted(their_tree, after), incoming=turn.counted(self._tree, after)
        )
        check_incoming(turn, remote, self._tree, after)
        changes = writable_changes(self._tree, after)
        check_way(repository, changes, self._tree, turn.index, turn.disk, remote.shown)
