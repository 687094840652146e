"""Programs that a repository's own configuration names, and whether the user has said that they may be run.

A folder from elsewhere (an archive, a stick) can bring a `.git/config` that runs anything. None of the plumbing
we use runs it, but fetching and signing could; so such a repository is left alone until the user has looked at it.
What is trusted are these very settings at this very place; a change of one asks again.
"""

from __future__ import annotations

import hashlib
import os
import re

from twohats.errors import JournalError
from twohats.files import make_folder, read_bytes, replace_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal import Journal

# Keys (in lower case, as git lists them) whose values git may run, or that lead it to other configuration or to
# another place than the user was shown.
_RUNS = re.compile(
    r"""
    core\.(sshcommand|gitproxy|askpass|editor|pager|hookspath|fsmonitor|worktree|alternaterefscommand)
    | sequence\.editor | gpg\.(.+\.)?program | credential\.(.+\.)?helper | include(if\..+)?\.path
    | filter\..+\.(clean|smudge|process) | diff\.(.+\.(command|textconv)|external) | merge\..+\.driver
    | (merge|diff|gui)tool\..+ | remote\..+\.(uploadpack|receivepack|vcs|proxy) | url\..+\.(pushinsteadof|insteadof)
    | alias\..+ | pager\..+ | man\..+\.cmd | browser\..+\.cmd | web\.browser | instaweb\..+ | sendemail\..+
    | http\.(.+\.)?(proxy|sslverify|sslcert|sslkey|sslcainfo|sslcapath|cookiefile|extraheader|curloptresolve)
    | protocol\..+ | trailer\..+\.(command|cmd) | uploadpack\.packobjectshook | receive\.procreceiverefs
    | submodule\..+\.update | interactive\.difffilter | init\.templatedir | commit\.template | core\.attributesfile
    """,
    re.VERBOSE,
)
_PLAIN = frozenset({"", "true", "false", "yes", "no", "on", "off", "0", "1"})
_BOOLEAN = frozenset({"core.fsmonitor"})


def runs(key: str, value: str) -> bool:
    """Whether a setting of a repository's own can make git run something or reach elsewhere."""
    key = key.lower()
    return bool(_RUNS.fullmatch(key)) and not (key in _BOOLEAN and value.lower() in _PLAIN)


def executing(settings: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of a repository's own settings that need the user's word."""
    return sorted({(key, value) for key, value in settings if runs(key, value)})


def _mark(settings: list[tuple[str, str]]) -> bytes:
    text = "\0".join(f"{key}\n{value}" for key, value in settings)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest().encode()


def _path(journal: Journal) -> str:
    return os.path.join(journal.state, "trusted")


def is_trusted(journal: Journal, settings: list[tuple[str, str]]) -> bool:
    """Whether there is nothing to trust, or the user has said yes to exactly this."""
    if not settings:
        return True
    try:
        return read_bytes(_path(journal), journal.state) == _mark(settings)
    except JournalError:
        return False


def trust(journal: Journal, settings: list[tuple[str, str]]) -> None:
    """Remember the user's yes, on this machine; raises JournalError."""
    make_folder(journal.state)
    replace_bytes(_path(journal), _mark(settings), journal.state, journal.state)
