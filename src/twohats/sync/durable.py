"""What git leaves to the next half minute, made to last at once: names. It flushes what is in its files, as it is told
to (`Git.flushes`), and no folder.

So a power cut could take back a branch that has been pushed, or an object behind a ref that is left; and HEAD, which
`git symbolic-ref` writes without any flush, could be an empty file, and the repository none.
"""

from __future__ import annotations

import os

from twohats.sync.outcome import Stopped
from twohats.system import machine
from twohats.system.files import write_flushed
from twohats.system.folders import Folder
from twohats.text.visible import visible

_LASTS_BY_ITSELF_NS = 120 * 10**9
"""The age at which a name is on the disk though nobody has flushed it: ext4 takes 5 seconds, xfs and btrfs 30."""


_COARSE_NS = 20_000_000
"""By how much a folder's time may lag behind: a tick of the kernel's, within which it may change again unseen."""


def keep_objects(common_dir: str, known: dict[str, int]) -> None:
    """Make the names of new objects last, before a ref leads to them.

    `known` are folders whose names last already, with their times (ns); it is brought up to date.
    """
    top = os.path.join(common_dir, "objects")
    with os.scandir(top) as entries:
        folders = [each.path for each in entries if each.is_dir()]
    for folder in [*folders, top]:
        _keep(folder, known)


def keep_ref(common_dir: str, name: str, known: dict[str, int]) -> None:
    """Make the name of a ref last, before anything is built on it, or told of it."""
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
