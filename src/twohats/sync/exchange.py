"""The exchange with the remote: fetch, merge in memory, apply the result, push; repeated if another machine was
quicker.
"""

from __future__ import annotations

import random
import time

from twohats.format.paths import LARGEST
from twohats.sync import deletions
from twohats.sync.apply import Retry, apply
from twohats.sync.commit import commit_new
from twohats.sync.forks import trailers
from twohats.sync.merge_trees import LinesLost, MergedTree, TreeMerge
from twohats.sync.objects import Tree, changes_between
from twohats.sync.outcome import Stopped
from twohats.text.encoding import text_of
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync.merge_trees import PathFork
    from twohats.sync.remote import Remote
    from twohats.sync.run import SyncRun

ROUNDS = 8
_FIRST_WAIT = 0.05
"""Seconds before the second round; each later one waits about twice as long."""
_NAMED = 3
"""Maximum number of lines named; of the rest only the number is given."""
_ENCRYPTED = b"\0GITCRYPT\0"


def exchange(run: SyncRun, remote: Remote) -> str:
    """Bring both sides to one state; the outcome. Raises Stopped."""
    was_empty = joined = False
    began = run.head
    for number in range(ROUNDS):
        if number:
            time.sleep(_FIRST_WAIT * 2 ** (number - 1) * random.uniform(0.5, 1.5))
        theirs = fetched(run, remote)
        was_empty = was_empty or not theirs
        try:
            joined = integrate(run, remote, theirs) or joined
        except Retry:
            run.check_ready_again()
            commit_new(run)
            continue
        if run.head == theirs or not run.head:
            break
        pushed = run.counted(run.repository.objects.tree(theirs), run.tree)
        if remote.push(run.head):
            run.pushed = pushed
            break
    else:
        raise Stopped("contended")
    run.learn_forks()
    if joined:
        return "joined"
    if was_empty and remote.was_new:  # else it hides what it holds
        return "first-push"
    done = run.committed or run.head != began or run.head != theirs
    return "synced" if done else "nothing"


def fetched(run: SyncRun, remote: Remote) -> str:
    """The commit that the remote's branch is at; empty for an empty remote. Raises Stopped."""
    if remote.fetch():
        return run.repository.refs(remote.tracking).get(remote.tracking, "")
    others = [visible(name, 60) for name in remote.other_branches()]
    if others:
        raise Stopped(
            "other-branch",
            remote=remote.shown,
            branch=remote.branch,
            others=", ".join(others[:5]),
            first=others[0],
        )
    return ""


def integrate(run: SyncRun, remote: Remote, theirs: str) -> bool:
    """Bring what is new there into the journal; returns whether two journals were joined. Raises Retry and Stopped."""
    if not theirs or theirs == run.head:
        return False
    shared = bases(run, run.head, theirs) if run.head else []
    if theirs in shared:
        return False
    before, their_tree = run.tree, run.repository.objects.tree(theirs)
    if not run.head or run.head in shared:
        commit, after = theirs, their_tree
    else:
        if not shared:
            check_join(run, remote)
        try:
            result = merged(run, shared, run.tree, their_tree)
        except LinesLost as lost:
            raise not_merged(run, lost) from lost
        after = result.tree
        commit = merge_commit(run, result, theirs, their_tree)
    check_incoming(run, remote, before, after)
    apply(
        run.repository, run.branch, run.head, commit,
        trees=(before, after), index=run.index, disk=run.disk, source=remote.shown,
    )  # fmt: skip
    run.pulled = run.counted(before, after)
    run.head, run.tree = commit, after
    run.index = run.repository.index()
    return bool(before and not shared)


def bases(run: SyncRun, one: str, other: str) -> list[str]:
    """The merge bases of two commits; none without a common past."""
    result = run.repository.git.run("merge-base", "--all", one, other, codes=(0, 1))
    if (
        "error: " in result.err
    ):  # of a commit that cannot be read, which git then takes for one without parents
        raise Stopped("damaged", reason=result.reason())
    return result.text.split()


def check_join(run: SyncRun, remote: Remote) -> None:
    """Raise Stopped for two journals without a common past, unless they are to be made one."""
    if run.repository.git.text("rev-parse", "--is-shallow-repository") == "true":
        raise Stopped("shallow")
    if not run.options.join:
        raise Stopped("unrelated", remote=remote.shown)


def merged(run: SyncRun, shared: list[str], ours: Tree, theirs: Tree) -> MergedTree:
    """Two trees merged in memory, `shared` being the commits they come from. Raises Stopped, LinesLost."""
    merging = TreeMerge(run.repository.git, run.repository.objects, run.repository.prefix)
    result = merging.merge(_base_tree(run, merging, shared), ours, theirs)
    run.merged = result.merged
    run.remarks += [_described(fork) for fork in result.forks if not fork.path.endswith(".md")]
    if shared:  # else two journals are joined, whose past may well be one
        run.remarks += _alike_remarks(result.alike)
    run.remarks += [f"the other version of a file is in {visible(path)}" for path in result.doubled]
    return result


def _alike_remarks(alike: list[tuple[str, str]]) -> list[str]:
    told = [
        f"added on both sides in the same words, and there once: {visible(path, 200)}: {visible(line, 200)}"
        for path, line in alike[:_NAMED]
    ]
    more = len(alike) - _NAMED
    return [*told, f"and {more} more such lines"] if more > 0 else told


def _described(found: PathFork) -> str:
    one, other = visible(found.fork.one, 200), visible(found.fork.other, 200)
    kept = found.fork.kept
    return f"{visible(found.path)} was changed on both sides: {one} and {other}; it says {visible(kept, 200)} now"


def _base_tree(run: SyncRun, merging: TreeMerge, shared: list[str], depth: int = 0) -> Tree:
    """The tree of the merge base; of several, merged."""
    objects = run.repository.objects
    if not shared:
        return {}
    tree = objects.tree(shared[0])
    for other in shared[1:4] if depth < 3 else []:
        inner = _base_tree(run, merging, bases(run, shared[0], other), depth + 1)
        try:
            tree = merging.merge(inner, tree, objects.tree(other)).tree
        except (LinesLost, Stopped):
            return tree
    return tree


def merge_commit(run: SyncRun, result: MergedTree, theirs: str, their_tree: Tree) -> str:
    """The merge commit; its trailers name the lines of which both versions were kept."""
    here, there = run.counted(their_tree, result.tree), run.counted(run.tree, result.tree)
    message = f"Merge: here {here.says()}; elsewhere {there.says()}\n"
    if named := trailers(result.forks, run.repository.prefix):
        message += f"\n{named}"
    return run.repository.objects.commit(result.tree, [run.head, theirs], message, sign=run.repository.signs)


def not_merged(run: SyncRun, lost: LinesLost, *, keep: bool = True) -> Stopped:
    """The Stopped error for a file that could not be merged; its other version is saved for inspection.

    Takes the journal's lock; without `keep` nothing is written.
    """
    path = f".twohats/unmerged/{lost.path[len(run.repository.prefix) :]}"
    if keep:
        text = text_of(lost.theirs)
        with run.journal.lock():
            run.journal.rewriter.rewrite([path], lambda _: {path: text})
    return Stopped("not-merged", path=visible(lost.path), copy=visible(path))


def check_incoming(run: SyncRun, remote: Remote, before: Tree, after: Tree) -> None:
    """Raise Stopped for what must not come into the journal unasked."""
    changes = changes_between(before, after)
    new = {path: node.id for path, node in changes.items() if node and run.is_own(path)}
    objects = run.repository.objects
    sizes = objects.sizes(new.values())
    for path, name in new.items():
        if sizes.get(name, 0) > LARGEST:
            raise Stopped("too-large", path=visible(path), remote=remote.shown)
    objects.load(new.values())
    for path, name in new.items():
        if objects.get(name).startswith(_ENCRYPTED):
            raise Stopped("filter", path=visible(path), filter="git-crypt")
    deletions.check(run, before, after, remote.shown)
