"""Lock files that a killed git has left behind, and when one may be renamed.

Git locks by creating a file, which remains when git is killed. A recent one is never touched: its git may be alive.
One that is older than ten minutes, that no process has open, while no git runs in this repository, is renamed, not
removed, and reported.
"""

from __future__ import annotations

import os
import time

from twohats.sync.outcome import Stopped
from twohats.system import machine
from twohats.text.visible import visible

OLD_SECONDS = 600
PATIENCE = 2.0
"""Seconds to wait for a git command of the user's."""
_PROCESSES = "/proc"


def wait_for_git(top: str, git_dir: str) -> None:
    """Wait while a git command of the user's has the index locked: it may be in the middle of writing files.

    Raises Stopped. A lock that is known to be stale does not stop a sync: while it exists, no git can begin to change
    files either. Where the system cannot tell, a lock counts as stale after a while.
    """
    path = os.path.join(git_dir, "index.lock")
    limit = time.monotonic() + PATIENCE
    while os.path.lexists(path) and not nobody_works_in(top, path):
        if time.monotonic() > limit:
            if os.path.isdir(_PROCESSES):
                raise Stopped("ref-lock", path=visible(path, 300))
            return
        time.sleep(0.05)


def rename_stale(top: str, git_dir: str, common_dir: str, refs: list[str]) -> list[str]:
    """Rename the stale locks of a repository and of these refs, and return a remark about each."""
    told = []
    for path in _lock_paths(git_dir, common_dir, refs):
        try:
            age = machine.nanoseconds() / 1e9 - os.lstat(path).st_mtime
        except OSError:
            continue
        if age < OLD_SECONDS or not nobody_works_in(top, path):
            continue
        # Moved elsewhere: in the folder of refs its new name would be a ref.
        folder = os.path.join(common_dir, "twohats-stale")
        aside = os.path.join(folder, f"{os.path.basename(path)}-{machine.nanoseconds()}")
        try:
            if os.path.islink(folder):
                continue
            os.makedirs(folder, mode=0o700, exist_ok=True)
            os.rename(path, aside)
        except OSError:
            continue
        told.append(visible(f"a lock that a killed git had left was renamed: {aside}", 400))
    return told


def _lock_paths(git_dir: str, common_dir: str, refs: list[str]) -> list[str]:
    common = [os.path.join(common_dir, *f"{ref}.lock".split("/")) for ref in ("packed-refs", *refs)]
    return [*(os.path.join(git_dir, name) for name in ("index.lock", "HEAD.lock")), *common]


def nobody_works_in(folder: str, path: str) -> bool:
    """Whether no git runs in a folder and no process has a file open; False where the system cannot tell."""
    try:
        numbers = [name for name in os.listdir(_PROCESSES) if name.isdigit()]
    except OSError:
        return False
    if not numbers:
        return False
    return not any(_is_git_in(number, folder) or _has_open(number, path) for number in numbers)


def _is_git_in(number: str, folder: str) -> bool:
    process = os.path.join(_PROCESSES, number)
    try:
        with open(os.path.join(process, "comm"), encoding="utf-8", errors="replace") as file:
            if not file.read().startswith("git"):
                return False
        where = os.path.realpath(os.readlink(os.path.join(process, "cwd")))
        return os.path.commonpath([where, folder]) == folder
    except (OSError, ValueError):
        return False


def _has_open(number: str, path: str) -> bool:
    folder = os.path.join(_PROCESSES, number, "fd")
    try:
        return any(os.readlink(os.path.join(folder, name)) == path for name in os.listdir(folder))
    except OSError:
        return False
