"""Flushes git's folders to the disk; git itself flushes file contents only (`Git.flushes`).

Without this a power cut could revert a branch that has been pushed, or lose an object to which a ref points; and HEAD,
which `git symbolic-ref` writes without a flush, could be an empty file, which makes the repository invalid.
"""

from __future__ import annotations

import os

from twohats.sync.outcome import Stopped
from twohats.system import machine
from twohats.system.files import write_flushed
from twohats.system.folders import Folder
from twohats.text.visible import visible

_LASTS_BY_ITSELF_NS = 120 * 10**9
"""The age from which a name is on the disk without a flush: ext4 takes 5 seconds, xfs and btrfs 30."""


_COARSE_NS = 20_000_000
"""By how much a folder's time may lag behind: a tick of the kernel's, within which it may change again unseen."""


def keep_objects(common_dir: str, known: dict[str, int]) -> None:
    """Flush the names of new objects, before a ref points to them.

    `known` are folders that are already flushed, with their times (ns); it is updated.
    """
    top = os.path.join(common_dir, "objects")
    with os.scandir(top) as entries:
        folders = [each.path for each in entries if each.is_dir()]
    for folder in [*folders, top]:
        _keep(folder, known)


def keep_ref(common_dir: str, name: str, known: dict[str, int]) -> None:
    """Flush the name of a ref, before anything depends on it or is reported about it."""
    folder = os.path.dirname(name)
    while folder:
        _keep(os.path.join(common_dir, *folder.split("/")), known)
        folder = os.path.dirname(folder)


def _keep(folder: str, known: dict[str, int]) -> None:
    try:
        time = os.stat(folder).st_mtime_ns
    except FileNotFoundError:  # refs are kept in another way
        return
    age = machine.nanoseconds() - time
    if age < _LASTS_BY_ITSELF_NS and known.get(folder) != time:
        Folder(folder).flush()
    known[folder] = time if age > _COARSE_NS else 0


def set_head(git_dir: str, branch: str) -> None:
    """Check out a branch without touching a file, under git's own lock; raises Stopped."""
    folder = Folder(git_dir)
    lock = folder.file("HEAD.lock")
    try:
        write_flushed(lock, os.fsencode(f"ref: refs/heads/{branch}\n"))
    except FileExistsError:
        raise Stopped("ref-lock", path=visible(lock.path, 300)) from None
    lock.replace(folder.file("HEAD"))
    folder.flush()
