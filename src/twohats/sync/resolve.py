"""`hat sync --resolve`: finishes a merge or rebase in which a person's own `git pull` got stuck, by meaning.

The two sides are merged as a sync merges them: from the commits, not from the marked-up files. What has been written
into those files since - lines added, a conflict resolved by hand - is found by comparing them with what git had
written there, and is kept. Files that are not the journal's are left to the person.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from twohats.format.merging.repair import without_markers
from twohats.format.page import lines_of
from twohats.sync import deletions
from twohats.sync.apply import (
    Retry,
    bring_all,
    check_way,
    drop_pending,
    move_branch,
    set_index,
    writable_changes,
)
from twohats.sync.exchange import bases, merge_commit, merged, not_merged
from twohats.sync.merge_trees import LinesLost, MergedTree, TreeMerge, merge_file, merged_by_meaning
from twohats.sync.objects import Node, Tree
from twohats.sync.outcome import Stopped
from twohats.sync.paths import FILE
from twohats.sync.round import run_sync
from twohats.sync.run import Options, SyncRun
from twohats.sync.snapshot import Disk, read_disk
from twohats.system import machine
from twohats.system.folders import Folder, remove_below
from twohats.text.encoding import bytes_of, text_of
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.sync.report import SyncReport
    from twohats.sync.repository import Index, Repository

_STATE_FILES = ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "MERGE_AUTOSTASH", "AUTO_MERGE", "REBASE_HEAD")
_STATE_FOLDERS = ("rebase-merge", "rebase-apply")
_ID = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
# The ways in which git writes a conflict into a file; which one, the user's configuration says.
_STYLES: tuple[tuple[str, ...], ...] = ((), ("--diff3",), ("--zdiff3",))


@dataclass(frozen=True, slots=True)
class Stuck:
    """An operation of the user's that waits for conflicts to be resolved."""

    operation: str
    """`merge`, `rebase`, or empty for conflicts that belong to neither."""
    branch: str
    ours: str
    theirs: str
    """The other commit; empty if there is none."""
    stash: str = ""
    """Where git put what had not been committed when the operation began."""


def resolve(journal: Journal, options: Options | None = None) -> SyncReport:
    """Finish a merge or rebase of the user's own and report the result; raises as `sync` does."""
    return run_sync(journal, options or Options(), _resolve)


def find_stuck(repository: Repository, index: Index) -> Stuck:
    """The operation in progress; raises Stopped if there is none, or none that can be finished here."""
    operation = repository.operation()
    if operation == "merge":
        heads = _state(repository, "MERGE_HEAD").split()
        if len(heads) != 1 or not _ID.fullmatch(heads[0]):
            raise Stopped("cannot-resolve", operation="a merge of more than two branches is in progress")
        branch, theirs, stash = repository.branch(), heads[0], _state(repository, "MERGE_AUTOSTASH")
    elif operation == "rebase":
        folder = next(
            name for name in _STATE_FOLDERS if os.path.isdir(os.path.join(repository.git_dir, name))
        )
        branch = _state(repository, f"{folder}/head-name").removeprefix("refs/heads/")
        theirs, stash = _state(repository, f"{folder}/onto"), _state(repository, f"{folder}/autostash")
        if not branch or branch.startswith("detached") or not _ID.fullmatch(theirs):
            raise Stopped("cannot-resolve", operation="a rebase or am of patches is in progress")
    elif operation:
        raise Stopped("cannot-resolve", operation=f"a {operation} is in progress")
    elif index.unmerged:
        branch, theirs, stash = repository.branch(), "", ""
    else:
        raise Stopped("nothing-to-resolve")
    ref = f"refs/heads/{branch}"
    ours = repository.refs(ref).get(ref, "")
    return Stuck(operation, branch, ours, theirs, stash if _ID.fullmatch(stash) else "")


def _state(repository: Repository, name: str) -> str:
    try:
        with open(
            os.path.join(repository.git_dir, *name.split("/")), encoding="utf-8", errors="replace"
        ) as file:
            return file.read().strip()
    except OSError:
        return ""


def _resolve(run: SyncRun) -> SyncReport:
    repository = run.repository
    run.index = repository.index()
    stuck = find_stuck(repository, run.index)
    for path in run.index.unmerged:
        if not run.is_own(path):
            raise Stopped(
                "cannot-resolve", operation=f"{visible(path)} is in conflict, and is no page of the journal"
            )
    run.remarks += repository.rename_stale_locks(stuck.branch, "")
    run.branch, run.head = stuck.branch, stuck.ours
    run.tree = repository.objects.tree(stuck.ours)
    drop_pending(repository)
    try:
        with run.journal.lock():
            index = repository.index()
            if index != run.index or find_stuck(repository, index) != stuck:
                raise Retry  # the user has gone on with it meanwhile
            _finish(run, stuck)
    except LinesLost as lost:
        raise not_merged(run, lost) from lost
    run.learn_forks()
    return run.ended("resolved")


def _finish(run: SyncRun, stuck: Stuck) -> None:
    repository = run.repository
    disk = read_disk(run.journal, repository.prefix, repository.objects)
    result = _two_sides(run, stuck)
    deletions.check(run, run.tree, result.tree, "the other side")
    if stuck.stash:
        _take_stash(run, stuck.stash, result)
    sides = dict(result.tree)
    _keep_what_was_written(run, result, disk)
    deletions.check(run, sides, result.tree, "here")
    before = {path: node for path, node in run.index.entries.items() if not run.is_own(path)}
    before |= {path: Node(FILE, name) for path, name in disk.ids.items() if path in _known(run, result.tree)}
    changes = writable_changes(before, result.tree)
    check_way(repository, changes, before, run.index, disk, "the other side")
    commit = _commit(run, stuck, result)
    bring_all(repository, before, changes)
    if commit != stuck.ours:
        move_branch(repository, stuck.branch, commit, stuck.ours)
    if stuck.operation == "rebase":
        repository.set_head(stuck.branch)
    run.head, run.tree = commit, repository.objects.tree(commit)
    _set_index(run, stuck)
    _clear(repository)


def _known(run: SyncRun, tree: Tree) -> set[str]:
    """The journal's files that git knows of: in the index, in conflict, or in the result."""
    paths = run.index.entries.keys() | run.index.unmerged.keys() | tree.keys()
    return {path for path in paths if run.is_own(path)}


def _two_sides(run: SyncRun, stuck: Stuck) -> MergedTree:
    """The two sides merged; what is not the journal's is in a merge as the user and git have it by now."""
    objects = run.repository.objects
    if not stuck.theirs:
        result = MergedTree(dict(run.index.entries))
        for path, stages in run.index.unmerged.items():
            data = [objects.get(stages[stage].id) if stage in stages else b"" for stage in (1, 2, 3)]
            if stages.keys() >= {2, 3} and (text := _merged_or_stop(run, path, *data)) is not None:
                result.tree[path] = Node(FILE, objects.keep(text))
            else:
                result.tree[path] = stages.get(2) or stages[3]
        return result
    shared = bases(run, stuck.ours, stuck.theirs)
    theirs = objects.tree(stuck.theirs)
    result = MergedTree(dict(run.tree)) if stuck.theirs in shared else merged(run, shared, run.tree, theirs)
    if stuck.operation == "merge":
        own = {path: node for path, node in result.tree.items() if run.is_own(path)}
        others = {path: node for path, node in run.index.entries.items() if not run.is_own(path)}
        result.tree = own | others
    return result


def _merged_or_stop(run: SyncRun, path: str, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    try:
        found = merged_by_meaning(path, run.repository.prefix, base, ours, theirs)
    except LinesLost:
        raise Stopped(
            "cannot-resolve", operation=f"{visible(path)} cannot be merged without losing a line"
        ) from None
    return bytes_of(found.text) if found else None


def _take_stash(run: SyncRun, stash: str, result: MergedTree) -> None:
    """Merge what git had stashed when the operation began."""
    objects, git = run.repository.objects, run.repository.git
    base, new = objects.tree(f"{stash}^1"), objects.tree(stash)
    shared, ours, theirs = (
        {path: node for path, node in tree.items() if run.is_own(path)} for tree in (base, result.tree, new)
    )
    taken = TreeMerge(git, objects, run.repository.prefix).merge(shared, ours, theirs)
    result.tree = {path: node for path, node in result.tree.items() if not run.is_own(path)} | taken.tree
    result.forks += taken.forks
    if any(base.get(path) != new.get(path) for path in base.keys() | new.keys() if not run.is_own(path)):
        git.run("update-ref", "refs/twohats/autostash", stash)
        run.remarks.append(
            "changes of other files that git had stashed: git stash apply refs/twohats/autostash"
        )


def _keep_what_was_written(run: SyncRun, result: MergedTree, disk: Disk) -> None:
    """Merge into the result what was added to the files after git had written them."""
    objects = run.repository.objects
    for path in sorted(_known(run, result.tree)):
        if why := disk.refusal(path):
            raise Stopped(why, path=visible(path), remote="the other side")
        node = result.tree.get(path)
        wanted = objects.get(node.id) if node else None
        name = disk.ids.get(path)
        data = objects.get(name) if name else None
        known = _put_there_by_git(run, path, data)
        if path in run.index.unmerged and data is not None:
            data = _without_markers(run, path, data)
        final = _final(run, path, known, wanted, data)
        if final is None:
            result.tree.pop(path, None)
        elif final != wanted:
            result.tree[path] = Node(node.mode if node else FILE, objects.keep(final))


def _final(
    run: SyncRun, path: str, known: bytes | None, wanted: bytes | None, data: bytes | None
) -> bytes | None:
    if data in (known, wanted):
        return wanted
    if data is None:  # removed by hand; what the other side changed stays
        return None if wanted == known else wanted
    if wanted is None:
        return data
    text = _merged_or_stop(run, path, known or b"", wanted, data)
    if text is None:
        raise Stopped(
            "cannot-resolve", operation=f"{visible(path)} cannot be read, so its conflict is yours to settle"
        )
    return text


def _put_there_by_git(run: SyncRun, path: str, data: bytes | None) -> bytes | None:
    """What git had written into a file, without conflict markers."""
    objects = run.repository.objects
    stages = run.index.unmerged.get(path)
    if stages is None:
        entry = run.index.entries.get(path)
        return objects.get(entry.id) if entry else None
    if not stages.keys() >= {2, 3}:
        only = stages.get(2) or stages.get(3)
        return objects.get(only.id) if only else None
    ours, base, theirs = (objects.get(stages[stage].id) if stage in stages else b"" for stage in (2, 1, 3))
    written = [_as_git_merges(run, ours, base, theirs, style) for style in _STYLES]
    found = [_without_markers(run, path, each) for each in written if each is not None]
    plain = _without_markers(run, path, data) if data is not None else None
    return plain if plain in found else found[0]


def _without_markers(run: SyncRun, path: str, data: bytes) -> bytes:
    """A file in conflict without the markers; what looks like one and stands in a side itself is text."""
    sides = [text_of(run.repository.objects.get(node.id)) for node in run.index.unmerged[path].values()]
    return bytes_of(without_markers(text_of(data), {line for side in sides for line in lines_of(side)}))


def _as_git_merges(
    run: SyncRun, ours: bytes, base: bytes, theirs: bytes, style: tuple[str, ...]
) -> bytes | None:
    merged, conflicts = merge_file(run.repository.git, run.repository.objects, base, ours, theirs, *style)
    return merged if conflicts >= 0 else None


def _commit(run: SyncRun, stuck: Stuck, result: MergedTree) -> str:
    """The commit that ends the operation; the branch's own if there is nothing to commit yet."""
    if not stuck.theirs:
        return stuck.ours
    shared = bases(run, stuck.ours, stuck.theirs)
    theirs = run.repository.objects.tree(stuck.theirs)
    if stuck.theirs in shared:
        return stuck.ours
    if stuck.ours in shared and theirs == result.tree:
        return stuck.theirs
    return merge_commit(run, result, stuck.theirs, theirs)


def _set_index(run: SyncRun, stuck: Stuck) -> None:
    index = run.index
    paths = {
        path
        for path in index.entries.keys() | run.tree.keys()
        if run.is_own(path) or stuck.operation == "rebase"
    }
    changes = {
        path: run.tree.get(path) for path in sorted(paths) if index.entries.get(path) != run.tree.get(path)
    }
    changes |= {path: run.tree.get(path) for path in index.unmerged}
    lock = set_index(run.repository, changes)
    if lock:
        raise Stopped("ref-lock", path=visible(lock, 300))


def _clear(repository: Repository) -> None:
    """Remove what tells git that the operation goes on."""
    for name in _STATE_FOLDERS:
        folder = os.path.join(repository.git_dir, name)
        if os.path.isdir(folder):
            aside = f"{folder}.{machine.nanoseconds()}"
            os.rename(folder, aside)
            # Else a power cut may leave it under its old name, with half of what is in it: an operation without an end.
            Folder(repository.git_dir).flush()
            remove_below(aside)
    for name in _STATE_FILES:
        try:
            os.unlink(os.path.join(repository.git_dir, name))
        except FileNotFoundError:
            continue
