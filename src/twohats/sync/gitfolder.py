"""Checks that a `.git` belongs to the folder in which it was found, and refers to nothing outside.

`.git` may be a file or a link that names another repository, `commondir` another place for the branches,
`objects/info/alternates` another for the objects, and any part of git's folder may be a link. An archive can bring
each of these, and a sync would then commit the journal onto a branch of another repository of the user's, or write
into any file that git believes its own. A named pipe instead of a file would block git forever.
"""

from __future__ import annotations

import os
import re
import stat

from twohats.sync.outcome import Stopped
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.sync.config import GitSettings

# What a sync or a push writes.
_FILES = ("index", "packed-refs", "twohats", "twohats-stale", "objects", "refs", "logs", "worktrees")
_FOLDERS = ("refs", "logs")
_ALTERNATES = "objects/info/alternates"
_READ = (
    "info",
    "objects/info",
    "objects/pack",
    "rebase-apply",
    "rebase-merge",
    "sequencer",
    "worktrees",
    *_FOLDERS,
)
"""Folders in which git, or we, may read any file."""
_LOOSE = re.compile("[0-9a-f]{2}")
_SOCKET = "fsmonitor--daemon.ipc"
"""What git's file system monitor leaves in git's folder; never read."""
_WORKTREE = "core.worktree"


def foreign_git_dirs(top: str, git_dir: str, common_dir: str, own: GitSettings) -> GitSettings:
    """What does not belong to the folder `top`: each a description and its target; none for a plain `.git`, a linked
    worktree or a submodule. All paths are real ones.
    """
    found = []
    entry = os.path.join(top, ".git")
    if os.path.islink(entry) or not os.path.lexists(entry):
        found.append((f".git leads to {git_dir}", git_dir))
    elif os.path.isdir(entry):
        if common_dir != git_dir:
            found.append((f".git/commondir leads to {common_dir}", common_dir))
    elif not (_is_worktree(entry, git_dir, common_dir) or is_submodule(git_dir, common_dir, top, own)):
        found.append((f".git leads to {git_dir}", git_dir))
    found += leads(common_dir, but="commondir")
    for folder in dict.fromkeys((git_dir, common_dir)):
        found += links(folder)
    return found


def check_regular(folder: str) -> None:
    """Raise Stopped if anything that git reads in its folder is not a regular file: it could block forever.

    Includes the objects: the type comes with the directory entry, so 50,000 of them take 0.07 s.
    """
    for entry in _read_in(folder):
        if entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False):
            continue
        try:
            mode = entry.stat().st_mode
        except OSError:
            continue
        harmless = os.path.realpath(entry.path) == os.devnull or entry.name == _SOCKET
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or harmless):
            raise Stopped("bad-rules", path=visible(entry.path, 300))


def _read_in(folder: str) -> Iterator[os.DirEntry[str]]:
    """The entries of git's folder that git reads."""
    yield from _entries(folder)
    for name in _READ:
        yield from _below(os.path.join(folder, *name.split("/")))
    for entry in _entries(os.path.join(folder, "objects")):
        yield entry
        if _LOOSE.fullmatch(entry.name):
            yield from _entries(entry.path)


def _below(folder: str) -> Iterator[os.DirEntry[str]]:
    """The entries of a folder tree of any depth; links to folders are not followed."""
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            yield entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)


def leads(folder: str, but: str = "") -> Iterator[tuple[str, str]]:
    """The files in git's folder that name another place where git looks for what is its own."""
    for name in ("commondir", _ALTERNATES):
        path = os.path.join(folder, *name.split("/"))
        if name != but and os.path.lexists(path):
            yield f"{path} leads elsewhere", _beginning(path)


def _beginning(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return os.fsdecode(file.read(4096))
    except OSError:
        return ""


def _is_worktree(entry: str, git_dir: str, common_dir: str) -> bool:
    """Whether the other repository lists this folder, in a file that only that repository could have written."""
    if os.path.dirname(git_dir) != os.path.join(common_dir, "worktrees"):
        return False
    try:
        with open(os.path.join(git_dir, "gitdir"), "rb") as file:
            back = os.fsdecode(file.read(4096)).rstrip("\n")
    except OSError:
        return False
    return os.path.realpath(os.path.join(git_dir, back)) == entry


def is_submodule(git_dir: str, common_dir: str, top: str, own: GitSettings) -> bool:
    """Whether git's folder has `top` configured as its work tree, as that of a submodule does."""
    work_trees = [value for key, value in own if key == _WORKTREE]
    back = work_trees[-1] if work_trees else ""
    return bool(back) and git_dir == common_dir and os.path.realpath(os.path.join(git_dir, back)) == top


def links(folder: str) -> Iterator[tuple[str, str]]:
    """The links in git's folder in places where git writes, each with its target."""
    paths = [os.path.join(folder, name) for name in _FILES]
    for name in ("objects", "objects/info", "objects/pack"):
        paths += _links(_entries(os.path.join(folder, *name.split("/"))))
    for name in _FOLDERS:
        paths += _links(_below(os.path.join(folder, name)))
    for path in paths:
        if os.path.islink(path):
            yield f"{path} is a link", os.readlink(path)


def _links(entries: Iterable[os.DirEntry[str]]) -> list[str]:
    return [entry.path for entry in entries if entry.is_symlink()]


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
