"""A remote that is a folder of this machine: a stick, another disk, a folder that a network mounts.

What git does there, it does on this machine: the hooks of that repository and what its configuration names would run
here. Its hooks are left out (`RECEIVE`), its configuration is looked at as our own is, and an address that leads
into the repository itself, or is relative to it and so comes along with an archive, is not taken without a word.
"""

from __future__ import annotations

import os
from urllib.parse import unquote

from twohats.git import Git, GitFailed
from twohats.sync.config import read_own
from twohats.sync.gitfolder import links
from twohats.sync.trust import is_harmless_there

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync.config import Addresses, Config, Settings

RECEIVE = f"git -c core.hooksPath={os.devnull} receive-pack"
"""What receives a push into a local repository; git hands none of our settings on to it."""


def local_path(address: str) -> str | None:
    """The path of an address that is one, by git's rule; None for a server."""
    if address.lower().startswith("file://"):
        return unquote(address[len("file://") :])
    colon, slash = address.find(":"), address.find("/")
    drive = os.name == "nt" and address[1:2] == ":"
    return address if drive or colon < 0 or 0 <= slash < colon else None


def doubts_of(name: str, remote: Addresses, config: Config, inside: tuple[str, ...]) -> Settings:
    """What a remote's local addresses would have git run or reach; `inside` are the folders of the repository
    itself, the work tree first.
    """
    key = f"remote.{name}.pushurl" if f"remote.{name}.pushurl" in config.values else f"remote.{name}.url"
    found = []
    if len({local_path(address) is None for address in remote.pushes}) > 1:  # one program receives them all
        found.append((key, " ".join(remote.pushes)))
    for address in remote.all():
        path = local_path(address)
        if path is None or address.startswith("-"):
            continue
        full = os.path.realpath(os.path.join(inside[0], path))
        if not os.path.isabs(path) or any(_within(folder, full) for folder in inside):
            found.append((f"remote.{name}.url" if address == remote.fetch else key, address))
        found += _doubts_there(full)
    return found


def _within(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _doubts_there(path: str) -> Settings:
    git_dir, settings = _repository_at(path)
    if not git_dir:
        return []
    found = [(f"{key} in {git_dir}", value) for key, value in settings if not is_harmless_there(key, value)]
    named = [entry for entry in (git_dir, os.path.join(git_dir, "commondir")) if os.path.isfile(entry)]
    return [*found, *((f"{entry} leads elsewhere", "") for entry in named), *links(git_dir)]


def _repository_at(path: str) -> tuple[str, Settings]:
    """The repository that git finds at a path, and its own settings; empty if there is none."""
    for suffix in ("/.git", "", "/.git/.git", ".git"):  # in git's order
        there = path + suffix
        if os.path.isfile(there) or os.path.isdir(os.path.join(there, "objects")):
            try:
                return there, read_own(Git(os.path.dirname(there), there))
            except GitFailed:
                pass
    return "", []
