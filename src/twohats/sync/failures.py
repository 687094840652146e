"""Maps unexpected errors to outcomes."""

from __future__ import annotations

import errno

from twohats.sync.outcome import Stopped
from twohats.sync.repository import ref_error
from twohats.system.git import GitFailed, GitMissing, GitTimeout, GitTooMuch
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.errors import TwohatsError

_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_DAMAGED = (
    "corrupt", "bad object", "is empty", "unable to read", "could not read", "missing", "not a valid object",
    "invalid sha1", "not a tree", "error building trees", "failed to unpack tree", "no such ref: head",
    "unable to resolve reference",
)  # fmt: skip


def stopped_by(error: TwohatsError | OSError) -> Stopped:
    """The outcome of a sync that was ended by an error."""
    if isinstance(error, Stopped):
        return error
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            return Stopped("no-room")
        return Stopped(
            "failed", reason=visible(f"{error.strerror or error}: {error.filename or ''}".lower(), 300)
        )
    if isinstance(error, GitMissing):
        stop = Stopped("no-git")
    elif isinstance(error, GitTimeout):
        stop = Stopped("timeout", remote="git")
    elif isinstance(error, GitTooMuch):
        return Stopped("too-much", reason=error.message)
    elif isinstance(error, GitFailed):
        return _stopped_by_git(error)
    elif isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_ROOM:
        stop = Stopped("no-room")
    else:
        stop = Stopped("failed", reason=error.message)
    stop.tell(error)
    return stop


def _stopped_by_git(error: GitFailed) -> Stopped:
    words = error.result.err.lower()
    if lock := ref_error(error.result.err):
        return lock
    if "no space left" in words or "quota exceeded" in words:
        return Stopped("no-room")
    if any(word in words for word in _DAMAGED):
        return Stopped("damaged", reason=error.result.reason())
    return Stopped("failed", reason=error.message)
