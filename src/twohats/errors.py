"""What can go wrong with an operation, worded so that a person can act on it.

Bad text is not here: it is a value, `model.Problem`. An operation that cannot be done raises a `TwohatsError`, which
carries the message, what to do and the exit code of the shell command.
"""

from __future__ import annotations


class TwohatsError(Exception):
    """An operation failed: what happened and where, and what to do about it.

    `message` names the thing and the place, `hint` what to do (may be empty). `typed` holds the user's own text when
    it could not be saved, so that whoever shows the error can hand it back, and `saved` what had been saved before.
    With `may_be_saved` it may have been saved nevertheless: the disk neither confirmed it nor let it be undone.
    `command` is the command of the shell that the hint names, if it names one: the app gives the key of the same
    action instead.
    """

    exit_code = 3
    saved = ""
    may_be_saved = False

    def __init__(self, message: str, hint: str = "", *, typed: str = "", command: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.typed = typed
        self.command = command

    def with_hint(self) -> str:
        """What happened and, if there is a hint, what to do, in one row."""
        return f"{self.message}: {self.hint}" if self.hint else self.message


class NothingFound(TwohatsError):
    """What was asked for does not exist."""

    exit_code = 1


class NotUnderstood(TwohatsError):
    """The words of a command were not understood; nothing was written.

    `line` is the text as read, `column` (from 1) and `length` locate the error in it; both are 0 for the whole line.
    """

    exit_code = 2

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        line: str = "",
        column: int = 0,
        length: int = 0,
        command: str = "",
    ) -> None:
        super().__init__(message, hint, command=command)
        self.line = line
        self.column = column
        self.length = length


class JournalError(TwohatsError):
    """The journal could not be found, read or written."""

    exit_code = 3


class TooLarge(JournalError):
    """A file would become larger than what can be read back, so it is not written."""

    def __init__(self, path: str, most: int) -> None:
        limit = f"{most // 1024 // 1024} MiB" if most >= 1024 * 1024 else f"{most // 1024} KB"
        super().__init__(
            f"{path} would be larger than {limit}, which is more than can be read",
            "keep so long a text in a file of its own, and name that file in the note",
        )


class ChangedMeanwhile(JournalError):
    """The text that a change was based on is no longer there."""


class Fault(Exception):
    """An unexpected failure, a bug of ours; `__cause__` is the original exception.

    `typed` is the user's own text that was not saved, and `saved` what had been saved by then. With `may_be_saved` a
    change had been made before the failure.
    """

    def __init__(self, typed: str = "", saved: str = "", *, may_be_saved: bool = False) -> None:
        super().__init__(typed or saved)
        self.typed = typed
        self.saved = saved
        self.may_be_saved = may_be_saved


def came_after_saving(error: BaseException | None) -> bool:
    """Whether the change had already been made when the error occurred: repeating it would duplicate it."""
    return isinstance(error, Fault) and error.may_be_saved


class _Keeping:
    """A block of code whose errors carry what the person typed. `contextlib` costs more than `hat add` has."""

    __slots__ = ("_is_another", "_is_saved", "_text")

    def __init__(self, text: str, *, is_saved: bool = False, is_another: bool = False) -> None:
        self._text = text
        self._is_saved = is_saved
        self._is_another = is_another

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (TwohatsError, Fault)):
            if self._is_another:
                error.typed = f"{error.typed}\n{self._text}" if error.typed else self._text
            elif not (error.typed or error.saved or self._is_shown_by(error)):
                if self._is_saved or (isinstance(error, Fault) and error.may_be_saved):
                    error.saved = self._text
                    error.may_be_saved = True
                else:
                    error.typed = self._text
        elif isinstance(error, Exception):
            if self._is_saved:
                raise Fault(saved=self._text, may_be_saved=True) from error
            raise Fault(self._text) from error

    def _is_shown_by(self, error: TwohatsError | Fault) -> bool:
        """Whether the error itself shows this text, with the position marked: it shows one line only."""
        return bool(getattr(error, "line", "")) and "\n" not in self._text.strip()


def attach_input(text: str) -> _Keeping:
    """Context manager: attach the user's own words to any error that does not show them."""
    return _Keeping(text)


def attach_also(text: str) -> _Keeping:
    """Context manager: attach a second text as well, whatever an error inside carries or shows of the first."""
    return _Keeping(text, is_another=True)


def after_saving(text: str = "") -> _Keeping:
    """Context manager: tell with any error that this text, or the change being made, had been saved before."""
    return _Keeping(text, is_saved=True)


class SyncError(TwohatsError):
    """A sync could not finish; what is in the journal is whole."""

    exit_code = 4


class LeftOut(SyncError):
    """A sync finished, except for files that it could not include."""

    exit_code = 5
