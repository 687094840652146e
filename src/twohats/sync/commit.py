"""Commits what is new in the journal, and nothing else."""

from __future__ import annotations

import os

from twohats.format.paths import GIT_ATTRIBUTES, SETTINGS_FILE
from twohats.sync import deletions
from twohats.sync.apply import Retry, check_unmoved, move_branch, repair_index
from twohats.sync.objects import Tree, changes_between
from twohats.sync.outcome import Stopped
from twohats.sync.paths import ODD_NAME
from twohats.sync.snapshot import compared, settled_disk
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync.run import SyncRun

_TRIES = 8
_NAMED = 10
"""Maximum number of paths named; of the rest only the number is given."""
_KEPT_OUT = frozenset({".gitattributes", ".gitignore", "people.toml"})
"""Files of the journal that people keep out of git on purpose, as `docs/sync.md` tells them."""


def commit_new(run: SyncRun) -> None:
    """Commit what is new in the journal; sets the head, tree and disk of the run. Raises Stopped."""
    _add_attributes(run)
    repository = run.repository
    for _ in range(_TRIES):
        run.read_head()
        run.disk = settled_disk(run.journal, repository.prefix, repository.objects, run.tree)
        tree, new, _ = compared(run.disk, run.tree, repository.prefix)
        here = dict(tree)
        run.remarks += report_ignored(run, leave_out_ignored(run, tree, new)) + report_odd(run)
        if repository.prefix and run.disk.ids and not any(map(run.is_own, tree)):
            raise Stopped("no-repository")  # it is in a repository that ignores it
        deletions.check(run, run.tree, here, "here")
        if tree != run.tree:
            try:
                _commit(run, tree)
            except Retry:  # the user has committed meanwhile
                run.check_ready_again()
                continue
        if lock := repair_index(repository, run.index, run.tree):
            run.remarks.append(f"git's index is locked, and is updated next time: {visible(lock, 300)}")
        run.index = repository.index()
        return
    raise Stopped("contended")


def report_ignored(run: SyncRun, ignored: set[str]) -> list[str]:
    """Remarks on files that the user has git ignore. As that is intended, the sync counts as finished."""
    pages = sorted(path for path in ignored if path[len(run.repository.prefix) :] not in _KEPT_OUT)
    if not pages:
        return []
    return [f"not synced, since git is told to ignore it (.gitignore): {_listed(pages)}"]


def report_odd(run: SyncRun) -> list[str]:
    """Remarks on files whose names are not the same on every system, so that they stay on this one."""
    return [f"not synced, for {ODD_NAME}: {_listed(sorted(run.disk.odd))}"] if run.disk.odd else []


def _listed(paths: list[str]) -> str:
    names = ", ".join(visible(path, 200) for path in paths[:_NAMED])
    return names + (f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else "")


def leave_out_ignored(run: SyncRun, tree: Tree, new: list[str]) -> set[str]:
    """Remove from a tree what the user keeps out of git, and return it: new files that are ignored, and files removed
    from the index.
    """
    wanted = run.index.entries
    asked = [path for path in new if path not in wanted]
    asked += [path for path in run.disk.ids if path in run.tree and path not in wanted]
    ignored = run.repository.ignored(asked)
    for path in ignored:
        tree.pop(path, None)
    return ignored


def _commit(run: SyncRun, tree: Tree) -> None:
    repository = run.repository
    repository.check_filters(list(changes_between(run.tree, tree)))
    counts = run.counted(run.tree, tree)
    parents = [run.head] if run.head else []
    commit = repository.objects.commit(tree, parents, f"{counts.says()}\n", sign=repository.signs)
    check_unmoved(repository, run.branch, run.index)
    move_branch(repository, run.branch, commit, run.head)
    run.head, run.tree, run.committed = commit, tree, run.committed + counts


def _add_attributes(run: SyncRun) -> None:
    """Write the git attributes that disable line ending conversion, if the journal has none yet."""
    name = ".gitattributes"
    there, here = (os.path.lexists(run.journal.full_path(each)) for each in (name, SETTINGS_FILE))
    if run.repository.prefix or there or not here:
        return
    run.read_head()
    if name not in run.tree:
        with run.journal.lock():
            run.journal.rewriter.rewrite([name], lambda texts: {name: texts[name] or GIT_ATTRIBUTES})
