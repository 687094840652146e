"""How many files may be open at once: a change of many pages keeps each of them open until it is made."""

from __future__ import annotations

import sys

from twohats.errors import JournalError

SPARE = 128
"""Files beside those of the change: locks, folders, the history, what Python has open."""


def allow_open_files(count: int) -> None:
    """Let this process have so many files open at once; raises JournalError where the system does not allow it.

    Systems start a program with a limit of 256 or 1,024 that it may raise itself, up to another one.
    """
    if sys.platform == "win32":  # a system without such limits
        return
    import resource

    wanted = count + SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        raise JournalError(
            f"{count} files would be changed at once, and this system lets a program open {soft}",
            "change fewer at a time: those of one year, then those of the next",
        ) from None
