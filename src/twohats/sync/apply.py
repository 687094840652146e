"""Brings the working files, the branch and the index to a commit, in an order that survives a kill at any point.

First the commit exists and is kept by a ref of ours, `pending`. Then the files are written, one by one, each
atomically; then the branch is moved, if it has not moved since; then the index is updated; then `pending` is deleted.
The next sync that finds `pending` finishes the work: a file that is unchanged becomes that of the commit, one that the
user has changed since keeps the change.
"""

from __future__ import annotations

import os
import stat

from twohats.errors import JournalError
from twohats.sync.merge_trees import LinesLost, merged_by_meaning, other_name
from twohats.sync.objects import Changes, Node, Tree, changes_between, index_info
from twohats.sync.outcome import Stopped
from twohats.sync.paths import PROGRAM, REGULAR, is_journal, unwritable
from twohats.sync.repository import Index, Repository, check_ready_again, ref_error
from twohats.sync.snapshot import Disk, read_disk
from twohats.system.files import remove_file, replace_bytes
from twohats.system.folders import FileRef, Root, set_mode
from twohats.system.git import GitFailed
from twohats.text.encoding import bytes_of, text_of
from twohats.text.visible import visible


class Retry(Exception):
    """Something changed in the meantime: the round must start again."""


def check_unmoved(repository: Repository, branch: str, index: Index) -> None:
    """Raise Retry if the user has staged or committed something since, Stopped if they have begun something else."""
    if check_ready_again(repository, branch) != index:
        raise Retry


def apply(
    repository: Repository,
    branch: str,
    head: str,
    commit: str,
    *,
    trees: tuple[Tree, Tree],
    index: Index,
    disk: Disk,
    source: str,
) -> None:
    """Bring everything from `head` to `commit`, whose trees are given; `source` is where it comes from, to be told.

    `disk` is what the snapshot found, which `head` holds. Raises Retry if anything has changed since, and
    Stopped before anything is touched if something is in the way.
    """
    before, after = trees
    journal = repository.journal
    changes = writable_changes(before, after)
    with journal.lock():
        now = read_disk(journal, repository.prefix, repository.objects, disk)
        if now.ids != disk.ids:
            raise Retry
        check_unmoved(repository, branch, index)
        check_way(repository, changes, before, index, now, source)
        repository.objects.load(node.id for node in changes.values() if node)
        refs = {repository.pending: (commit, "")}
        if head:
            refs[repository.before] = (head, "")
        _set_refs(repository, refs, "twohats: about to take over", branch, head)
        bring_all(repository, before, changes)
        try:
            move_branch(repository, branch, commit, head)
        except Retry:
            # The user has just committed. What was written is new here, for the next round to commit.
            drop_pending(repository)
            raise
        set_index(repository, changes)
        drop_pending(repository)


def writable_changes(before: Tree, after: Tree) -> dict[str, Node | None]:
    """The changes from one tree to the other, without paths that are never written."""
    shut = set().union(
        *(unwritable({path: node.mode for path, node in tree.items()}) for tree in (before, after))
    )
    return {path: node for path, node in changes_between(before, after).items() if path not in shut}


def check_way(
    repository: Repository, changes: Changes, before: Tree, index: Index, disk: Disk, source: str
) -> None:
    """Raise Stopped if a file to be written is in use, or is not a regular file."""
    for path, node in changes.items():
        told = {"path": visible(path), "remote": source}
        if not _is_free(repository, path):
            raise Stopped("in-the-way", **told)
        if why := disk.refusal(path):
            raise Stopped(why, **told)
        if is_journal(path, repository.prefix):
            # What exists here but is not committed is kept out of git on purpose, and stays so.
            if path in disk.ids and path not in before and (node is None or disk.ids[path] != node.id):
                raise Stopped("in-the-way", **told)
        elif index.entries.get(path) not in (before.get(path), node) or not _holds(
            repository, path, before.get(path), node
        ):
            # A file that git passes through a filter differs on the disk from that in the tree, and cannot be compared.
            repository.check_filters([path])
            raise Stopped("foreign", **told)


def _is_free(repository: Repository, path: str) -> bool:
    """Whether a path is a regular file or does not exist, and its parents are real folders."""
    parts = path.split("/")
    for end in range(1, len(parts) + 1):
        try:
            mode = os.lstat(repository.full_path("/".join(parts[:end]))).st_mode
        except FileNotFoundError:
            return True
        except OSError:
            return False
        if not (stat.S_ISREG(mode) if end == len(parts) else stat.S_ISDIR(mode)):
            return False
    return True


def _holds(repository: Repository, path: str, *nodes: Node | None) -> bool:
    """Whether a file that is not the journal's is on the disk as one of these nodes has it.

    The ends of its lines may be those that git gives a file as it checks it out.
    """
    try:
        data = _content(repository, repository.full_path(path))
    except OSError:
        return False
    if data is None:
        return None in nodes
    ids = {node.id for node in nodes if node}
    if repository.objects.id_of(data) in ids:
        return True
    return repository.objects.id_of(_with_lf(data)) in ids and _converts_ends(repository, path)


def _converts_ends(repository: Repository, path: str) -> bool:
    """Whether git takes the carriage returns out of a file as it takes it in."""
    told = repository.attributes([path], "text", "eol")[path]
    if told["text"] != "unspecified":
        return told["text"] != "unset"
    if told["eol"] != "unspecified":
        return True
    return repository.config.values.get("core.autocrlf", "").lower() == "input" or repository.config.is_on(
        "core.autocrlf"
    )


def _with_lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _with_crlf(data: bytes) -> bytes:
    return data if b"\0" in data else _with_lf(data).replace(b"\n", b"\r\n")


def bring_all(repository: Repository, before: Tree, changes: Changes) -> None:
    """Update files from one tree to the other, keeping what the user wrote since; under the journal's lock.

    A file that was removed from git, and that git now ignores, stays on the disk.
    """
    gone = [path for path, node in changes.items() if node is None]
    for path, node in changes.items():
        if node is not None:
            _bring(repository, path, before.get(path), node)
    ignored = repository.ignored(gone)  # by the rules that have just been brought
    for path in gone:
        if path not in ignored:
            _bring(repository, path, before.get(path), None)


def _bring(repository: Repository, path: str, old: Node | None, new: Node | None) -> None:
    full = repository.full_path(path)
    mode = _mode(full) or 0o600
    if is_journal(path, repository.prefix):
        inside = path[len(repository.prefix) :]
        repository.journal.rewriter.rewrite(
            [inside],
            lambda texts: {inside: text_of(_after(repository, path, old, new, bytes_of(texts[inside])))},
        )
    else:
        _bring_other(repository, full, _after(repository, path, old, new, _content(repository, full)))
    if new is None:
        _remove_empty(repository, os.path.dirname(full))
    else:
        _set_program(repository, full, mode, program=new.mode == PROGRAM)


def _mode(full: str) -> int:
    try:
        return stat.S_IMODE(os.lstat(full).st_mode)
    except FileNotFoundError:
        return 0


def _set_program(repository: Repository, full: str, mode: int, *, program: bool) -> None:
    """Set or clear a file's executable bits; the rest of its mode is unchanged."""
    if repository.config.values.get("core.filemode", "true").lower() in ("false", "no", "off", "0"):
        return
    if bool(mode & 0o100) != program:
        mode = mode | (mode & 0o444) >> 2 if program else mode & ~0o111
    if _mode(full) != mode:
        handle = _file(repository, full).open(os.O_RDONLY)
        try:
            set_mode(handle, mode)
        finally:
            os.close(handle)


def _file(repository: Repository, full: str) -> FileRef:
    """A file of the repository, reached without following links."""
    return Root(repository.top).folder(os.path.dirname(full)).file(os.path.basename(full))


def _bring_other(repository: Repository, full: str, data: bytes | None) -> None:
    """Give a file that is not the journal's its content; such files may be of any size."""
    if data is None:
        remove_file(full, repository.top)
    elif data != _content(repository, full):
        scratch = os.path.join(repository.journal.root, ".twohats", "tmp")
        replace_bytes(full, data, repository.top, scratch)


def _content(repository: Repository, full: str) -> bytes | None:
    try:
        with open(_file(repository, full).open(os.O_RDONLY), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _after(
    repository: Repository, path: str, old: Node | None, new: Node | None, data: bytes | None
) -> bytes | None:
    """The new content of a file with this present content that is to go from one version to another."""
    objects = repository.objects
    wanted = objects.get(new.id) if new else None
    base = objects.get(old.id) if old else None
    if data in (base, wanted):
        return wanted
    if data is not None and not is_journal(path, repository.prefix):
        if _with_lf(data) == wanted:
            return data
        if _with_lf(data) == base:
            return wanted and _with_crlf(wanted)
    if data is None or wanted is None:  # changed on one side and deleted on the other
        return wanted if data is None else data
    try:
        merged = merged_by_meaning(path, repository.prefix, base or b"", data, wanted)
    except LinesLost:
        merged = None
    if merged is not None:
        return bytes_of(merged.text)
    _keep_beside(repository, path, wanted)
    return data


def _keep_beside(repository: Repository, path: str, data: bytes) -> None:
    full = repository.full_path(other_name(path, repository.objects.id_of(data)))
    try:
        handle = _file(repository, full).open(os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _remove_empty(repository: Repository, folder: str) -> None:
    """Remove a folder and those above it as long as they are empty and below the top of the repository."""
    while folder.startswith(repository.top + os.sep):
        try:
            _file(repository, folder).rmdir()
        except (OSError, JournalError):
            return
        folder = os.path.dirname(folder)


def move_branch(repository: Repository, branch: str, commit: str, head: str) -> None:
    """Set the branch to a commit if it is still where it was; raises Retry if it is not, Stopped for a lock."""
    _set_refs(repository, {f"refs/heads/{branch}": (commit, head)}, "twohats: sync", branch, head)


def _set_refs(
    repository: Repository, refs: dict[str, tuple[str, str]], message: str, branch: str, head: str
) -> None:
    """Set refs if the branch is at `head`; raises Retry if it is not."""
    name = f"refs/heads/{branch}"
    try:
        repository.set_refs(refs, message, verify={} if name in refs else {name: head})
    except GitFailed as error:
        if repository.refs(name).get(name, "") != head:
            raise Retry from error
        raise


def set_index(repository: Repository, changes: Changes) -> str:
    """Update the user's index to the commit, for these paths only.

    If it is locked it is left, and its lock's path returned: the next sync updates it.
    """
    if not changes:
        return ""
    result = repository.git.run(
        "update-index",
        "-z",
        "--index-info",
        stdin=index_info(changes, repository.objects.no_id),
        codes=(0, 1, 128),
    )
    if not result.code:
        return ""
    if ref_error(result.err):
        return os.path.join(repository.git_dir, "index.lock")
    raise GitFailed("update-index", result)


def drop_pending(repository: Repository) -> None:
    """Record that nothing is left to be finished."""
    refs = repository.refs(repository.pending, repository.before)
    if refs:
        repository.set_refs({name: ("", commit) for name, commit in refs.items()}, "twohats: done")


def finish_crash(repository: Repository, branch: str) -> bool:
    """Finish what a killed sync had begun; returns whether there was anything."""
    ref = f"refs/heads/{branch}"
    refs = repository.refs(ref, repository.pending, repository.before)
    commit, head = refs.get(repository.pending, ""), refs.get(ref, "")
    if not commit:
        if repository.before in refs:  # meaningless alone, and would get in the way of the next sync
            drop_pending(repository)
        return False
    begun = refs.get(repository.before, "")
    if head in (begun, commit):  # otherwise the user has committed on top of it
        before = repository.objects.tree(begun)
        after = repository.objects.tree(commit)
        changes = writable_changes(before, after)
        with repository.journal.lock():
            try:
                if head != commit:
                    _bring_rest(repository, before, changes)
                    move_branch(repository, branch, commit, head)
                entries = repository.index().entries
                set_index(
                    repository,
                    {path: node for path, node in changes.items() if entries.get(path) == before.get(path)},
                )
            except Retry:
                pass  # the user has committed in this very moment, and goes on from what was brought
    drop_pending(repository)
    return True


def _bring_rest(repository: Repository, before: Tree, changes: Changes) -> None:
    repository.objects.load(node.id for node in changes.values() if node)
    for path in changes:
        if not _is_free(repository, path):
            raise Stopped("in-the-way", path=visible(path), remote="the other machine")
    bring_all(repository, before, changes)


def repair_index(repository: Repository, index: Index, head: Tree) -> str:
    """Update the index entries of the journal's own files to the commit; returns the path of a lock in the way."""
    changes = changes_between(index.entries, head)
    return set_index(
        repository,
        {
            path: node
            for path, node in changes.items()
            if is_journal(path, repository.prefix)
            and all(each is None or each.mode in REGULAR for each in (node, index.entries.get(path)))
        },
    )
