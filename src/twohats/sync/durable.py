"""What git leaves to the next half minute, made to last at once: names. It flushes what is in its files, as it is told
to (`Git.flushes`), and no folder.

So a power cut could take back a branch that has been pushed, or an object behind a ref that is left; and HEAD, which
`git symbolic-ref` writes without any flush, could be an empty file, and the repository none.
"""

from __future__ import annotations

import os

from twohats import machine
from twohats.files import write_flushed
from twohats.folders import Folder
from twohats.sync.outcome import Stopped
from twohats.visible import visible

_LASTS_BY_ITSELF_NS = 120 * 10**9
"""The age at which a name is on the disk though nobody has flushed it: ext4 takes 5 seconds, xfs and btrfs 30."""


def keep_objects(common_dir: str, known: dict[str, int]) -> None:
    """Make the names of new objects last, before a ref leads to them.

    `known` are the folders whose names last already, with their times (ns); it is brought up to date.
    """
    top = os.path.join(common_dir, "objects")
    recent = machine.nanoseconds() - _LASTS_BY_ITSELF_NS
    with os.scandir(top) as entries:
        times = {each.path: each.stat().st_mtime_ns for each in entries if each.is_dir()}
    new = [path for path, time in times.items() if time > recent and known.get(path) != time]
    for folder in [*new, top] if new else []:
        Folder(folder).flush()
    known.update(times)


def keep_ref(common_dir: str, name: str) -> None:
    """Make the name of a ref last, before anything is built on it, or told of it."""
    folder = os.path.dirname(name)
    while folder:
        Folder(os.path.join(common_dir, *folder.split("/"))).flush()
        folder = os.path.dirname(folder)


def set_head(git_dir: str, branch: str) -> None:
    """Check out a branch without touching a file, under git's own lock; raises Stopped."""
    folder = Folder(git_dir)
    lock = folder.place("HEAD.lock")
    try:
        write_flushed(lock, os.fsencode(f"ref: refs/heads/{branch}\n"))
    except FileExistsError:
        raise Stopped("ref-lock", path=visible(lock.path, 300)) from None
    lock.replace(folder.place("HEAD"))
    folder.flush()
