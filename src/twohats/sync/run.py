"""The state of a sync in progress: what is known of the repository, and what has been done so far."""

from __future__ import annotations

from dataclasses import dataclass

from twohats.errors import JournalError
from twohats.sync.counting import Tally, tally
from twohats.sync.forks import OpenFork, learn
from twohats.sync.objects import Tree, changes_between
from twohats.sync.outcome import OUTCOMES, Advice
from twohats.sync.paths import is_journal, unwritable
from twohats.sync.report import LeftOut, SyncReport
from twohats.sync.repository import Index, Repository, check_ready_again
from twohats.sync.snapshot import Disk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal


@dataclass(frozen=True, slots=True)
class Options:
    """What a person has asked for beyond a plain sync."""

    join: bool = False
    """Make one journal of two without a common past."""
    yes: bool = False
    """What was asked about last, files that are gone or empty, is meant to be so."""
    whole_repo: bool = False
    """Fetch and push also where the journal is a part of a larger repository."""
    trust: bool = False
    """What the repository's own configuration names may be run and reached."""
    prompts: bool = False
    """A person sits at the terminal and may be asked for a password."""


class SyncRun:
    """A sync in progress."""

    def __init__(self, journal: Journal, options: Options) -> None:
        self.journal = journal
        self.options = options
        self.repository: Repository
        self.branch = ""
        self.remote = ""
        """The remote's name, fit to be shown; empty until it is known that there is one."""
        self.index = Index()
        self.disk = Disk()
        """The journal's files as the last commit of `commit_new` has them."""
        self.head = ""
        """The commit of the branch; empty before the first."""
        self.tree: Tree = {}
        """The files of `head`."""
        self.committed, self.pulled, self.pushed = Tally(), Tally(), Tally()
        self.merged: list[str] = []
        self.forks: list[OpenFork] = []
        self.remarks: list[str] = []

    def report(self, outcome: str, message: str, advice: Advice) -> SyncReport:
        """How it ended, with what was done."""
        return SyncReport(
            outcome, message, advice, self.remote, self.branch, self.committed, self.pulled, self.pushed,
            tuple(self.merged), tuple(self.forks), tuple(dict.fromkeys(self.remarks)), self.left_out(),
        )  # fmt: skip

    def ended(self, outcome: str, **details: str) -> SyncReport:
        """The report of an outcome of the table."""
        told = OUTCOMES[outcome]
        message, advice = told.message.format(**details), told.advice(**details)
        if left := self.left_out():
            files = "1 file is" if len(left) == 1 else f"{len(left)} files are"
            told = OUTCOMES[outcome := "left-out"]
            message, advice = told.message.format(done=message, files=files), told.advice()
        return self.report(outcome, message, advice)

    def left_out(self) -> tuple[LeftOut, ...]:
        """The files of the journal that are here or there and not taken along."""
        shut = unwritable({path: node.mode for path, node in self.tree.items()})
        return (
            *(LeftOut(path, why) for path, why in sorted(self.disk.refused.items())),
            *(
                LeftOut(path, "not-written")
                for path in sorted(shut)
                if self.is_own(path) and not self.disk.refusal(path)
            ),
        )

    def check_ready_again(self) -> None:
        """Read the user's index again, and check that they have begun no other operation; raises Stopped."""
        self.index = check_ready_again(self.repository, self.branch)

    def read_head(self) -> None:
        """Read the branch's current commit."""
        ref = f"refs/heads/{self.branch}"
        head = self.repository.refs(ref).get(ref, "")
        if head != self.head or not self.tree:
            self.head, self.tree = head, self.repository.objects.tree(head)

    def is_own(self, path: str) -> bool:
        """Whether a path of the repository is a file of the journal."""
        return is_journal(path, self.repository.prefix)

    def counted(self, before: Tree, after: Tree) -> Tally:
        """The differences of two trees in the journal's files."""
        objects = self.repository.objects
        paths = [path for path in changes_between(before, after) if self.is_own(path)]
        objects.load(tree[path].id for path in paths for tree in (before, after) if path in tree)
        prefix = len(self.repository.prefix)
        return tally(
            (path[prefix:], objects.text(before.get(path)), objects.text(after.get(path))) for path in paths
        )

    def learn_forks(self) -> None:
        """Record the lines that exist in two versions since this sync."""
        try:
            self.forks += learn(self.repository, self.head)
        except JournalError as error:
            self.remarks.append(error.message)
