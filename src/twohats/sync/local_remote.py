"""A remote that is a folder of this machine: a USB stick, another disk, a network mount.

Git runs there on this machine. It is therefore given exactly the folder that was checked, found by git's own rules in
git's own order and named by its real path, and the program that serves it is configured to run nothing else
(`serving`). An address that does not always mean the same folder (through `/proc`, for instance, where it differs for
each process), that points into the repository itself, or is relative to it and so can come with an archive, needs
confirmation; and where no repository is found, git is not called at all.
"""

from __future__ import annotations

import os
import re
import shlex
import stat
from dataclasses import dataclass, field, replace

from twohats.sync.config import read_own
from twohats.sync.gitfolder import check_regular, leads, links
from twohats.sync.harmless import is_harmless_there
from twohats.system.addresses import local_path
from twohats.system.git import ALWAYS, SERVING, Git, GitFailed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync.config import Addresses, GitConfig, GitSettings

_SUFFIXES = ("/.git", "", ".git/.git", ".git")
"""What git tries at the end of a path, in this order."""
_MOST_LINKS = 40
_HEAD = re.compile(rb"ref:\s*refs/.*|[0-9a-f]{40,64}\s*", re.DOTALL)
_DENY = "receive.denycurrentbranch"
_DENYING, _UPDATING = ("refuse", "warn", "ignore"), "updateinstead"


class NoSuchPlace(Exception):
    """A path that differs for each process, or is a loop of links."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The repository that an address leads to on this machine."""

    git_dir: str = ""
    """Its real path, which git is given; empty if there is none."""
    doubts: GitSettings = field(default_factory=list)
    """What git could run or access there, which needs the user's confirmation."""
    deny: str = "refuse"
    """Whether it accepts a push to the branch that is checked out there."""

    def serving(self, service: str, flushes: str) -> str:
        """The command that serves it: configured to run and access nothing else, with its path, and to flush to the
        disk (`Git.flushes`).
        """
        settings = [*ALWAYS, flushes, f"receive.denyCurrentBranch={self.deny}"]
        words = [f"{name}={value}" for name, value in SERVING.items()]
        words += ["git", *(f"-c {shlex.quote(setting)}" for setting in settings), service]
        return " ".join(words)


def folder_at(address: str, top: str) -> Folder:
    """The repository an address leads to, seen from the work tree `top` as git sees it. Raises Stopped for one that
    git could wait on for ever.
    """
    path = os.path.join(top, os.path.expanduser(local_path(address) or ""))
    try:
        path = _real(path).rstrip("/")
        for there in (path + suffix for suffix in _SUFFIXES):
            if os.path.isfile(there) or _is_repository(there):
                found = _look(_real(there))
                linked = [(f"{there} is a link", found.git_dir)] if os.path.islink(there) else []
                return replace(found, doubts=[*linked, *found.doubts])
    except NoSuchPlace:
        return Folder(doubts=[(f"{path} is another place to each program", address)])
    return Folder()


def _look(there: str) -> Folder:
    # Only git of the user's own would be given a folder within: it tries that first.
    within = os.path.join(there, ".git")
    doubts = [(f"{within} is a repository in a repository", "")] if os.path.lexists(within) else []
    if os.path.isfile(there):
        doubts.append((f"{there} leads elsewhere", ""))
    else:
        check_regular(there)
    try:
        settings = read_own(Git(os.path.dirname(there), there))
    except GitFailed as error:
        return Folder(there, [*doubts, (f"the configuration of {there}", error.message)])
    if not settings:  # git always writes some, so what it reads there is unknown
        doubts.append((f"no configuration in {there}", ""))
    doubts += [(f"{key} in {there}", value) for key, value in settings if not is_harmless_there(key, value)]
    deny = next((value.lower() for key, value in reversed(settings) if key == _DENY), "refuse")
    allowed = deny in _DENYING or (deny == _UPDATING and any(key.startswith(_DENY) for key, _ in doubts))
    return Folder(there, [*doubts, *leads(there), *links(there)], deny if allowed else "refuse")


def _is_repository(path: str) -> bool:
    """Whether git treats a folder as a repository, even if parts of it are elsewhere."""
    head = os.path.join(path, "HEAD")
    try:
        about = os.lstat(head)
        if stat.S_ISLNK(about.st_mode):
            if not os.readlink(head).startswith("refs/"):
                return False
        else:
            if not stat.S_ISREG(about.st_mode):
                return True  # so that it is reported: git would open it
            with open(head, "rb") as file:
                if not _HEAD.fullmatch(file.read(256)):
                    return False
    except OSError:
        return False
    if os.path.lexists(os.path.join(path, "commondir")):
        return True
    return all(os.access(os.path.join(path, name), os.X_OK) for name in ("objects", "refs"))


def _real(path: str) -> str:
    """A path with links resolved; raises NoSuchPlace if it leads through `/proc`."""
    if os.name != "posix":
        return os.path.realpath(path)
    at, links_left = "/", _MOST_LINKS
    parts = path.split("/")[::-1]
    while parts:
        part = parts.pop()
        if part in ("", "."):
            continue
        if part == "..":
            at = os.path.dirname(at)
            continue
        at = os.path.join(at, part)
        if at == "/proc":
            raise NoSuchPlace
        if os.path.islink(at):
            target = os.readlink(at)
            at, links_left = "/" if target.startswith("/") else os.path.dirname(at), links_left - 1
            parts += target.split("/")[::-1]
            if not links_left:
                raise NoSuchPlace
    return at


def risky_settings(
    name: str, remote: Addresses, config: GitConfig, inside: tuple[str, ...], folders: dict[str, Folder]
) -> GitSettings:
    """What git would run or access through a remote's local addresses; `inside` are the folders of the repository
    itself, the work tree first. Each folder that was checked is stored in `folders`, by its address.
    """
    key = f"remote.{name}.pushurl" if f"remote.{name}.pushurl" in config.values else f"remote.{name}.url"
    found = []
    for address in remote.all():
        path = local_path(address)
        if not address or path is None or address.startswith("-"):
            continue
        folders[address] = folder = folder_at(address, inside[0])
        leads_to = (os.path.realpath(os.path.join(inside[0], path)), folder.git_dir)
        if not os.path.isabs(path) or any(_within(own, each) for own in inside for each in leads_to):
            found.append((f"remote.{name}.url" if address == remote.fetch else key, address))
        found += folder.doubts
    return found


def _within(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
