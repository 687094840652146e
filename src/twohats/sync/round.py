"""The round of `hat sync`: commit what is new, fetch, merge in memory, bring it here, push; again if need be."""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass

from twohats.errors import JournalError, SyncError
from twohats.files import LARGEST, Lock
from twohats.git import GitFailed, GitMissing, GitTimeout
from twohats.journal import Journal
from twohats.sync.apply import Again, apply, finish_crash, mend_index, move_branch
from twohats.sync.counting import Tally, tally
from twohats.sync.forks import OpenFork, learn, trailers
from twohats.sync.locks import put_aside_stale
from twohats.sync.merge_trees import LinesLost, MergedTree, TreeMerge
from twohats.sync.objects import Tree, changes_between
from twohats.sync.outcome import OUTCOMES, Stopped
from twohats.sync.paths import is_journal
from twohats.sync.remote import Remote
from twohats.sync.report import SyncReport
from twohats.sync.repository import Index, Repository, look, open_repository, ref_error
from twohats.sync.snapshot import Disk, compared, settled_disk, too_many_gone
from twohats.visible import visible

ROUNDS = 8
_FIRST_WAIT = 0.05
"""Seconds before the second round; each later one waits about twice as long."""
_ENCRYPTED = b"\0GITCRYPT\0"
ATTRIBUTES = "*.md -text\n*.toml -text\n"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person has asked for beyond a plain sync."""

    join: bool = False
    """Make one journal of two without a common past."""
    yes: bool = False
    """Files that are gone are meant to be gone."""
    whole_repo: bool = False
    """Fetch and push also where the journal is a part of a larger repository."""
    trust: bool = False
    """The programs that the repository's own configuration names may be run."""
    prompts: bool = False
    """A person sits at the terminal and may be asked for a password."""


def sync(journal: Journal, wishes: Wishes | None = None) -> SyncReport:
    """Sync a journal and say how it went. Raises nothing but what a person does to a program (Ctrl-C)."""
    return Round(journal, wishes or Wishes()).run()


def sync_in_background(journal: Journal) -> SyncReport:
    """Sync for the app: asks nothing, and never raises; a bug is an outcome like any other."""
    try:
        return sync(journal)
    except Exception as error:  # noqa: BLE001 - the app goes on whatever happens here
        return SyncReport("failed", visible(f"hat sync has a bug: {error!r}", 300))


class Round:
    """One sync under way, and what it has done so far."""

    def __init__(self, journal: Journal, wishes: Wishes) -> None:
        self.journal = journal
        self.wishes = wishes
        self.remarks: list[str] = []
        self.committed, self.pulled, self.pushed = Tally(), Tally(), Tally()
        self.merged: list[str] = []
        self.forks: list[OpenFork] = []
        self.branch = ""
        self.remote: Remote | None = None
        self.repository: Repository
        self.index = Index()
        self.disk = Disk()
        self.head = ""
        self.tree: Tree = {}
        self.joined = False

    def run(self) -> SyncReport:
        """Do it."""
        try:
            outcome, details = self._locked()
        except Stopped as stop:
            return self._report(stop.outcome, stop.message, stop.hint)
        except (JournalError, SyncError, OSError) as error:
            stop = stopped_by(error)
            return self._report(stop.outcome, stop.message, stop.hint)
        told = OUTCOMES[outcome]
        return self._report(outcome, told.message.format(**details), told.hint.format(**details))

    def _report(self, outcome: str, message: str, hint: str) -> SyncReport:
        return SyncReport(
            outcome, message, hint, self.remote.shown if self.remote else "", self.branch,
            self.committed, self.pulled, self.pushed, tuple(self.merged), tuple(self.forks), tuple(self.remarks),
        )  # fmt: skip

    def _locked(self) -> tuple[str, dict[str, str]]:
        with sync_lock(self.journal):
            self.repository = open_repository(
                self.journal, prompts=self.wishes.prompts, trusting=self.wishes.trust
            )
            try:
                return self._all()
            finally:
                self.repository.objects.sweep()

    def _all(self) -> tuple[str, dict[str, str]]:
        repository = self.repository
        self.index = look(repository)
        self.branch = repository.branch()
        name, there = repository.remote(self.branch)
        tracking = f"refs/remotes/{name}/{there}" if name else ""
        self.remarks += put_aside_stale(repository, self.branch, tracking)
        if finish_crash(repository, self.branch):
            self.remarks.append("a sync that had been cut off was finished")
            self.index = repository.index()
        self.commit_new()
        outcome = "sub-folder" if repository.prefix and not self.wishes.whole_repo else ""
        outcome = outcome or ("" if name else "no-remote")
        if outcome:
            self._learn()
            return outcome, {"folder": visible(repository.top)}
        self.remote = Remote(repository, name, there)
        outcome = self._meet(self.remote)
        return outcome, {"remote": self.remote.shown}

    def commit_new(self) -> None:
        """Commit what is new in the journal; sets `head`, `tree` and `disk`. Raises Stopped."""
        self._add_attributes()
        for _ in range(ROUNDS):
            self._read_head()
            repository = self.repository
            self.disk = settled_disk(self.journal, repository.prefix, repository.objects, self.tree)
            tree, new, gone = compared(self.disk, self.tree, repository.prefix)
            self._leave_out_ignored(tree, new)
            self._check_gone(self.tree, gone, "here")
            if tree != self.tree:
                try:
                    self._commit(tree)
                except Again:  # the user has committed meanwhile
                    continue
            if lock := mend_index(repository, self.index, self.tree):
                self.remarks.append(f"git's index is locked, and is mended next time: {visible(lock, 300)}")
            self._tell_refused()
            return
        raise Stopped("contended")

    def _read_head(self) -> None:
        ref = f"refs/heads/{self.branch}"
        head = self.repository.refs(ref).get(ref, "")
        if head != self.head or not self.tree:
            self.head, self.tree = head, self.repository.objects.tree(head)

    def _leave_out_ignored(self, tree: Tree, new: list[str]) -> None:
        """Take out what the user keeps out of git: new files that are ignored, and files taken out of the index."""
        wanted = self.index.entries
        asked = [path for path in new if path not in wanted]
        asked += [path for path in self.disk.ids if path in self.tree and path not in wanted]
        for path in self.repository.ignored(asked):
            tree.pop(path, None)

    def _check_gone(self, before: Tree, gone: list[str], where: str) -> None:
        own = [path for path in gone if self._is_own(path)]
        files = too_many_gone(before, own, self._is_own)
        if files and not self.wishes.yes:
            raise Stopped("mass-delete", count=len(own), all=files, where=where)

    def _is_own(self, path: str) -> bool:
        return is_journal(path, self.repository.prefix)

    def _commit(self, tree: Tree) -> None:
        repository = self.repository
        changes = changes_between(self.tree, tree)
        repository.check_filters(list(changes))
        counts = self.counted(self.tree, tree)
        message = f"{counts.says()}\n"
        commit = repository.objects.commit(tree, [self.head] if self.head else [], message, sign=repository.signs)
        move_branch(repository, self.branch, commit, self.head)
        self.head, self.tree, self.committed = commit, tree, counts

    def counted(self, before: Tree, after: Tree) -> Tally:
        """What the journal's files of two trees differ in."""
        objects = self.repository.objects
        paths = [path for path in changes_between(before, after) if self._is_own(path)]
        objects.load(tree[path].id for path in paths for tree in (before, after) if path in tree)
        prefix = len(self.repository.prefix)
        return tally((path[prefix:], objects.text(before.get(path)), objects.text(after.get(path))) for path in paths)

    def _add_attributes(self) -> None:
        """Tell git to leave the ends of lines alone, in a journal that does not say so yet."""
        name = ".gitattributes"
        if not self.repository.prefix and not os.path.lexists(self.journal.full_path(name)):
            self._read_head()
            if name not in self.tree:
                with self.journal.lock():
                    self.journal.rewrite([name], lambda texts: {name: texts[name] or ATTRIBUTES})

    def _tell_refused(self) -> None:
        told = [f"left out, since it cannot be read: {visible(path, 200)}" for path in sorted(self.disk.refused)]
        self.remarks += [line for line in told[:10] if line not in self.remarks]

    def _meet(self, remote: Remote) -> str:
        """Fetch, merge, bring it here and push until both sides are in step; the outcome. Raises Stopped."""
        first = False
        for turn in range(ROUNDS):
            if turn:
                time.sleep(_FIRST_WAIT * 2 ** (turn - 1) * random.uniform(0.5, 1.5))
            theirs = self._fetched(remote)
            first = first or not theirs
            try:
                self._take(remote, theirs)
            except Again:
                self.index = self.repository.index()
                self.commit_new()
                continue
            if self.head == theirs or not self.head:
                break
            pushed = self.counted(self.repository.objects.tree(theirs), self.tree)
            if remote.push(self.head):
                self.pushed = pushed
                break
        else:
            raise Stopped("contended")
        self._learn()
        if self.joined:
            return "joined"
        if first and self.head:
            return "first-push"
        return "synced" if self.committed or self.pulled or self.pushed or self.head != theirs else "nothing"

    def _fetched(self, remote: Remote) -> str:
        """The commit that the remote's branch is at; empty for an empty remote. Raises Stopped."""
        if remote.fetch():
            return self.repository.refs(remote.tracking).get(remote.tracking, "")
        others = [visible(name, 60) for name in remote.other_branches()]
        if others:
            raise Stopped(
                "other-branch", remote=remote.shown, branch=remote.branch, others=", ".join(others[:5]), first=others[0]
            )
        return ""

    def _take(self, remote: Remote, theirs: str) -> None:
        """Bring what is new there into the journal; raises Again and Stopped."""
        if not theirs or theirs == self.head:
            return
        bases = self._bases(self.head, theirs) if self.head else []
        if theirs in bases:
            return
        objects = self.repository.objects
        their_tree = objects.tree(theirs)
        if not self.head or self.head in bases:
            commit, after = theirs, their_tree
        else:
            if not bases:
                self._may_join(remote)
            result = self._merge(bases, their_tree)
            after = result.tree
            commit = self._merge_commit(result, theirs, their_tree)
        before = self.tree
        self._check_incoming(remote, before, after)
        try:
            apply(
                self.repository, self.branch, self.head, commit,
                trees=(before, after), index=self.index, disk=self.disk,
            )  # fmt: skip
        except Stopped as stop:
            stop.message = stop.message.replace("the remote", remote.shown)
            raise
        self.pulled = self.counted(before, after)
        self.head, self.tree = commit, after
        self.joined = self.joined or bool(before and not bases)
        self.index = self.repository.index()

    def _bases(self, one: str, other: str) -> list[str]:
        return self.repository.git.run("merge-base", "--all", one, other, codes=(0, 1)).text.split()

    def _may_join(self, remote: Remote) -> None:
        if self.repository.git.text("rev-parse", "--is-shallow-repository") == "true":
            raise Stopped("shallow")
        if not self.wishes.join:
            raise Stopped("unrelated", remote=remote.shown)

    def _merge(self, bases: list[str], their_tree: Tree) -> MergedTree:
        merging = TreeMerge(self.repository.git, self.repository.objects, self.repository.prefix)
        try:
            result = merging.merge(self._base_tree(merging, bases), self.tree, their_tree)
        except LinesLost as lost:
            raise Stopped("not-merged", path=visible(lost.path), copy=visible(self._keep_theirs(lost))) from lost
        self.merged = result.merged
        for fork in result.forks:
            if not fork.path.endswith(".md"):
                stands = fork.fork.one if fork.fork.one > fork.fork.other else fork.fork.other
                self.remarks.append(
                    f"{visible(fork.path)} was changed on both sides: {visible(fork.fork.one, 200)} and "
                    f"{visible(fork.fork.other, 200)}; the one that stands is {visible(stands, 200)}"
                )
        self.remarks += [f"the other version of a file is in {visible(path)}" for path in result.doubled]
        return result

    def _base_tree(self, merging: TreeMerge, bases: list[str], depth: int = 0) -> Tree:
        """The tree that both sides come from; where their past crosses, its several bases merged."""
        objects = self.repository.objects
        if not bases:
            return {}
        tree = objects.tree(bases[0])
        for other in bases[1:4] if depth < 3 else []:
            inner = self._base_tree(merging, self._bases(bases[0], other), depth + 1)
            try:
                tree = merging.merge(inner, tree, objects.tree(other)).tree
            except (LinesLost, Stopped):
                return tree
        return tree

    def _merge_commit(self, result: MergedTree, theirs: str, their_tree: Tree) -> str:
        here, there = self.counted(their_tree, result.tree), self.counted(self.tree, result.tree)
        message = f"Merge: {here.says()} here, {there.says()} elsewhere\n"
        named = trailers(result.forks, self.repository.prefix)
        if named:
            message += f"\n{named}"
        return self.repository.objects.commit(
            result.tree, [self.head, theirs], message, sign=self.repository.signs
        )

    def _keep_theirs(self, lost: LinesLost) -> str:
        """Put the other version of a file that could not be merged where it can be looked at."""
        inside = lost.path[len(self.repository.prefix) :]
        path = f".twohats/unmerged/{inside}"
        text = lost.theirs.decode("utf-8", "surrogateescape")
        with self.journal.lock():
            self.journal.rewrite([path], lambda _: {path: text})
        return path

    def _check_incoming(self, remote: Remote, before: Tree, after: Tree) -> None:
        """Raise Stopped for what must not come into the journal unasked."""
        gone = [path for path in before if path not in after]
        self._check_gone(before, gone, f"on {remote.shown}")
        changes = changes_between(before, after)
        new = {path: node.id for path, node in changes.items() if node and self._is_own(path)}
        objects = self.repository.objects
        sizes = objects.sizes(new.values())
        for path, name in new.items():
            if sizes.get(name, 0) > LARGEST:
                raise Stopped("too-large", path=visible(path), remote=remote.shown)
        objects.load(new.values())
        for path, name in new.items():
            if objects.get(name).startswith(_ENCRYPTED):
                raise Stopped("filter", path=visible(path), filter="git-crypt")

    def _learn(self) -> None:
        """Take note of the lines that stand in two versions since this sync."""
        try:
            self.forks += learn(self.repository, self.head)
        except JournalError as error:
            self.remarks.append(error.message)


def sync_lock(journal: Journal) -> Lock:
    """The lock that keeps a journal to one sync at a time on this machine; raises Stopped when entered."""
    journal.lock()  # makes the folder it is in
    return _SyncLock(os.path.join(journal.root, ".twohats", "sync.lock"), 0.2)


class _SyncLock(Lock):
    def __enter__(self) -> None:
        try:
            super().__enter__()
        except JournalError as error:
            if "busy" in error.message:
                raise Stopped("busy") from error
            raise


def stopped_by(error: JournalError | SyncError | OSError) -> Stopped:
    """The outcome that an error comes to."""
    if isinstance(error, Stopped):
        return error
    if isinstance(error, OSError):
        message = f"{error.strerror or error}: {error.filename or ''}"
        return Stopped("no-room") if error.errno in (28, 122) else Stopped("failed", reason=visible(message, 300))
    if isinstance(error, GitMissing):
        return Stopped("no-git")
    if isinstance(error, GitTimeout):
        return Stopped("timeout", remote="git")
    if isinstance(error, GitFailed):
        words = error.said.err.lower()
        lock = ref_error(error.said.err)
        if lock:
            return lock
        if "no space left" in words or "quota exceeded" in words:
            return Stopped("no-room")
        if any(word in words for word in ("corrupt", "bad object", "is empty", "unable to read", "missing")):
            return Stopped("damaged", reason=error.said.reason())
    stop = Stopped("failed", reason=error.message)
    if "no space left" in error.message or "make room" in error.hint:
        stop = Stopped("no-room")
    stop.hint = error.hint or stop.hint
    return stop
