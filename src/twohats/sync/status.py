"""What a sync would do, found out without doing any of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from twohats.errors import JournalError, SyncError
from twohats.git import masked
from twohats.sync.commit import leave_out_ignored
from twohats.sync.counting import Tally
from twohats.sync.failures import stopped_by
from twohats.sync.forks import OpenFork, open_forks
from twohats.sync.meet import bases, fetched, merged
from twohats.sync.outcome import Stopped
from twohats.sync.remote import Remote
from twohats.sync.report import fork_json, tally_json
from twohats.sync.repository import look, open_repository
from twohats.sync.snapshot import compared, read_disk
from twohats.sync.turn import Turn, Wishes
from twohats.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal import Journal


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What stands between this machine and the others."""

    stop: str = ""
    """The outcome a sync would end with before it began; empty if it could begin."""
    message: str = ""
    hint: str = ""
    remote: str = ""
    address: str = ""
    """Of the remote, without what is secret in it."""
    branch: str = ""
    new: Tally = field(default_factory=Tally)
    """What is here and not committed."""
    outgoing: Tally = field(default_factory=Tally)
    """What is here and not there, what is not committed included."""
    incoming: Tally = field(default_factory=Tally)
    """What is there and not here, as far as it has been fetched."""
    interrupted: bool = False
    """Whether a sync was cut off, which the next one finishes."""
    forks: tuple[OpenFork, ...] = ()

    @property
    def in_step(self) -> bool:
        """Whether there is nothing to do, as far as is known here."""
        return not (self.stop or self.new or self.outgoing or self.incoming or self.interrupted)

    def json(self) -> dict[str, object]:
        """The keys that `hat sync --status --json` prints; documented in `docs/sync.md`."""
        return {
            "in_step": self.in_step,
            "stop": self.stop,
            "message": self.message,
            "hint": self.hint,
            "remote": self.remote,
            "address": self.address,
            "branch": self.branch,
            "new": tally_json(self.new),
            "outgoing": tally_json(self.outgoing),
            "incoming": tally_json(self.incoming),
            "interrupted": self.interrupted,
            "forks": [fork_json(fork) for fork in self.forks],
        }


def status(
    journal: Journal, *, fetch: bool = False, whole_repo: bool = False, prompts: bool = False
) -> SyncStatus:
    """What a sync would do; with `fetch`, after asking the remote what it has. Changes no file of the journal,
    and nothing in the repository but what a fetch brings. Raises nothing.
    """
    turn = Turn(journal, Wishes(whole_repo=whole_repo, prompts=prompts))
    found = SyncStatus(forks=tuple(open_forks(journal)))
    try:
        turn.repository = open_repository(journal, prompts=prompts)
        turn.index = look(turn.repository)
        turn.branch = turn.repository.branch()
        return _compared(turn, replace(found, branch=turn.branch), fetch=fetch)
    except (JournalError, SyncError, OSError) as error:
        stop = stopped_by(error)
        return replace(found, stop=stop.outcome, message=stop.message, hint=stop.hint, branch=turn.branch)


def _compared(turn: Turn, found: SyncStatus, *, fetch: bool) -> SyncStatus:
    repository = turn.repository
    turn.read_head()
    disk = read_disk(turn.journal, repository.prefix, repository.objects)
    turn.disk = disk
    tree, new, gone = compared(disk, turn.tree, repository.prefix)
    leave_out_ignored(turn, tree, new)
    found = replace(
        found,
        new=turn.counted(turn.tree, tree),
        interrupted=repository.pending in repository.refs(repository.pending),
    )
    turn.check_gone(turn.tree, gone, "here")
    name, there = repository.remote(turn.branch)
    if not name or (repository.prefix and not turn.wishes.whole_repo):
        return found
    remote = Remote(repository, name, there)
    address = repository.config.values.get(f"remote.{name}.url", "")
    found = replace(found, remote=remote.shown, address=visible(masked(address), 200))
    if fetch:
        try:
            theirs = fetched(turn, remote)
        except Stopped as stop:
            return replace(found, stop=stop.outcome, message=stop.message, hint=stop.hint)
    else:
        theirs = repository.refs(remote.tracking).get(remote.tracking, "")
    their_tree = repository.objects.tree(theirs)
    shared = bases(turn, turn.head, theirs) if turn.head and theirs else []
    if theirs and turn.head and not shared:
        return replace(found, stop="unrelated", message=Stopped("unrelated", remote=remote.shown).message)
    after = merged(turn, shared, tree, their_tree).tree if theirs else tree
    return replace(found, outgoing=turn.counted(their_tree, after), incoming=turn.counted(tree, after))
