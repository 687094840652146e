"""What can go wrong with an operation, said so that a person can act on it.

Bad text is not here: it is a value, `model.Problem`. An operation that cannot be done raises a
`TwohatsError`, which carries the message, the way out and the exit code of the shell command.
"""

from __future__ import annotations


class TwohatsError(Exception):
    """An operation failed: what happened and where, and what to do about it.

    `message` names the thing and the place, `hint` the way out (may be empty). `typed` holds the user's own
    text when it could not be saved, so that whoever shows the error can hand it back. `stands` says that it may
    have been saved all the same: the disk would neither confirm it nor take the old text back.
    """

    exit_code = 3
    stands = False

    def __init__(self, message: str, hint: str = "", *, typed: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.typed = typed


class NothingFound(TwohatsError):
    """Something was asked for and there is none of it."""

    exit_code = 1


class NotUnderstood(TwohatsError):
    """The words of a command were not understood; nothing was written.

    `line` is the text as read, `column` (from 1) and `length` mark the place in it; 0 when there is none.
    """

    exit_code = 2

    def __init__(
        self, message: str, hint: str = "", *, line: str = "", column: int = 0, length: int = 0
    ) -> None:
        super().__init__(message, hint)
        self.line = line
        self.column = column
        self.length = length


class JournalError(TwohatsError):
    """The journal could not be found, read or written."""

    exit_code = 3


class ChangedMeanwhile(JournalError):
    """The text that a change was based on is no longer there."""


class _KeepingTyped:
    """A block of code whose errors carry what the person typed. `contextlib` costs more than `hat add` has."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, TwohatsError) and not error.typed and not getattr(error, "line", ""):
            error.typed = self.text


def keeping_typed(text: str) -> _KeepingTyped:
    """For a `with`: hand the user's own words back with any error that does not show them."""
    return _KeepingTyped(text)


class SyncError(TwohatsError):
    """A sync could not finish; what is in the journal is whole."""

    exit_code = 4
