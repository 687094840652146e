"""Committing what is new in the journal, and nothing else."""

from __future__ import annotations

import os

from twohats.format.paths import SETTINGS_FILE
from twohats.sync import deletions
from twohats.sync.apply import Again, check_unmoved, mend_index, move_branch
from twohats.sync.objects import Tree, changes_between
from twohats.sync.outcome import Stopped
from twohats.sync.snapshot import compared, settled_disk
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync.turn import Turn

ATTRIBUTES = "*.md -text\n*.toml -text\n"
_TRIES = 8
_NAMED = 10
"""Paths that are named before it is only said how many more there are."""
_KEPT_OUT = frozenset({".gitattributes", ".gitignore", "people.toml"})
"""Files of the journal that people keep out of git on purpose, as `docs/sync.md` tells them."""


def commit_new(turn: Turn) -> None:
    """Commit what is new in the journal; sets the turn's head, tree and disk. Raises Stopped."""
    _add_attributes(turn)
    repository = turn.repository
    for _ in range(_TRIES):
        turn.read_head()
        turn.disk = settled_disk(turn.journal, repository.prefix, repository.objects, turn.tree)
        tree, new, _ = compared(turn.disk, turn.tree, repository.prefix)
        here = dict(tree)
        turn.remarks += told_ignored(turn, leave_out_ignored(turn, tree, new))
        if repository.prefix and turn.disk.ids and not any(map(turn.is_own, tree)):
            raise Stopped("no-repository")  # it stands in one that is told to ignore it
        deletions.check(turn, turn.tree, here, "here")
        if tree != turn.tree:
            try:
                _commit(turn, tree)
            except Again:  # the user has committed meanwhile
                turn.look_again()
                continue
        if lock := mend_index(repository, turn.index, turn.tree):
            turn.remarks.append(f"git's index is locked, and is mended next time: {visible(lock, 300)}")
        turn.index = repository.index()
        return
    raise Stopped("contended")


def told_ignored(turn: Turn, ignored: set[str]) -> list[str]:
    """What to tell of files that the user has git ignore. They have said so: a sync that keeps to it is finished."""
    pages = sorted(path for path in ignored if path[len(turn.repository.prefix) :] not in _KEPT_OUT)
    if not pages:
        return []
    names = ", ".join(visible(path, 200) for path in pages[:_NAMED])
    more = f" and {len(pages) - _NAMED} more" if len(pages) > _NAMED else ""
    return [f"not synced, since git is told to ignore it (.gitignore): {names}{more}"]


def leave_out_ignored(turn: Turn, tree: Tree, new: list[str]) -> set[str]:
    """Take out of a tree what the user keeps out of git, and return it: new files that are ignored, and those
    that they took out of the index.
    """
    wanted = turn.index.entries
    asked = [path for path in new if path not in wanted]
    asked += [path for path in turn.disk.ids if path in turn.tree and path not in wanted]
    ignored = turn.repository.ignored(asked)
    for path in ignored:
        tree.pop(path, None)
    return ignored


def _commit(turn: Turn, tree: Tree) -> None:
    repository = turn.repository
    repository.check_filters(list(changes_between(turn.tree, tree)))
    counts = turn.counted(turn.tree, tree)
    parents = [turn.head] if turn.head else []
    commit = repository.objects.commit(tree, parents, f"{counts.says()}\n", sign=repository.signs)
    check_unmoved(repository, turn.branch, turn.index)
    move_branch(repository, turn.branch, commit, turn.head)
    turn.head, turn.tree, turn.committed = commit, tree, turn.committed + counts


def _add_attributes(turn: Turn) -> None:
    """Tell git to leave the ends of lines alone, in a journal that does not say so yet."""
    name = ".gitattributes"
    there, here = (os.path.lexists(turn.journal.full_path(each)) for each in (name, SETTINGS_FILE))
    if turn.repository.prefix or there or not here:
        return
    turn.read_head()
    if name not in turn.tree:
        with turn.journal.lock():
            turn.journal.rewriter.rewrite([name], lambda texts: {name: texts[name] or ATTRIBUTES})
