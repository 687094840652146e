"""Whether the user allows a repository's settings that could run programs or access other places.

A folder from elsewhere (an archive, a USB stick) can have a `.git/config` that runs anything. None of the plumbing
commands we use does, but fetching and signing could; so such a repository is not used until the user has confirmed it.
Trust is for exactly these settings at exactly this path; any change asks again.
"""

from __future__ import annotations

import hashlib
import os

from twohats.errors import JournalError
from twohats.system.files import make_folder, read_bytes, replace_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.sync.config import GitSettings


def _digest(doubts: GitSettings) -> bytes:
    text = "\0".join(f"{key}\n{value}" for key, value in doubts)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest().encode()


def _path(journal: Journal) -> str:
    return os.path.join(journal.state, "trusted")


def is_trusted(journal: Journal, doubts: GitSettings) -> bool:
    """Whether there is nothing to trust, or the user has said yes to exactly this."""
    if not doubts:
        return True
    try:
        return read_bytes(_path(journal), journal.state) == _digest(doubts)
    except JournalError:
        return False


def trust(journal: Journal, doubts: GitSettings) -> None:
    """Remember the user's yes, on this machine; raises JournalError."""
    make_folder(journal.state)
    replace_bytes(_path(journal), _digest(doubts), journal.state, journal.state)
