"""Errors as a person at the shell reads them. stdout is data; this writes to stderr."""

from __future__ import annotations

import os
import sys

from twohats.cli.say import give_up_stdout, remark, tell
from twohats.errors import Fault, JournalError, NotUnderstood, TwohatsError
from twohats.system import machine
from twohats.system.files import make_folder, write_cache
from twohats.text.encoding import text_of
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Problem

INTERRUPTED = 130
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_MOST = 1_000_000
"""Characters of what was typed that are handed back."""
FAULT = 70
"""What `sysexits.h` calls an internal software error."""


def report(error: BaseException, words: Sequence[str] = ()) -> int:
    """Print an error as a person wants to read it, and return the exit code of the command.

    `words` are those of the command line, to be handed back where the error carries none.
    """
    if isinstance(error, Fault):
        code = report(error.__cause__ or error.__context__ or RuntimeError(str(error)))
        for line in _handed_back(error):
            tell(line)
        return code or 3
    if isinstance(error, BrokenPipeError):  # `hat list | head -1`: the reader has seen enough
        give_up_stdout()
        return 0
    if isinstance(error, KeyboardInterrupt):
        tell("")
        return INTERRUPTED
    if isinstance(error, TwohatsError):
        tell(format_error(error))
        return error.exit_code
    if isinstance(error, FileNotFoundError) and error.filename is None and not machine.working_folder():
        tell("hat: the folder you are in has been deleted\n     cd to one that exists")
        return 3
    if isinstance(error, OSError):
        what = visible(error.strerror or str(error)).lower()
        if error.filename is None:
            give_up_stdout()
            tell(f"hat: the output cannot be written: {what}")
        else:
            tell(f"hat: {what}: {visible(str(error.filename))}")
        return 3
    if isinstance(error, SystemExit):
        raise error
    code = _fault(error)
    if len(words) > 1:
        tell("\n".join(["     You typed:", visible(" ".join(words), _MOST, keep_newlines=True)]))
    if words[:1] == ["add"] and words[-1:] == ["-"] and not sys.stdin.isatty():
        tell(visible(text_of(sys.stdin.buffer.read()), _MOST, keep_newlines=True))
    return code


def _fault(error: BaseException) -> int:
    """Report a bug: one line for the person, and the details in a file that can be sent to us."""
    from traceback import format_exception

    details = os.path.join(machine.state_folder(), "fault.txt")
    kept = f"the details are in {details}"
    try:
        make_folder(machine.state_folder())
        write_cache(details, "".join(format_exception(error)).encode("utf-8", "replace"))
    except (OSError, TwohatsError):
        kept = "".join(format_exception(error))
    what = f"{type(error).__name__}: {error}"
    tell(f"hat: this is a bug in twohats: {visible(what, 200)}\n     {visible(kept, keep_newlines=True)}")
    return FAULT


def format_error(error: TwohatsError, whole: str = "Nothing was saved. Your line:") -> str:
    """The error in lines: what is wrong, the text with a caret below the error, what to do, the typed text.

    `whole` stands above the typed text, where that has not been shown in full before.
    """
    lines = [f"hat: {visible(error.message)}"]
    typed = error.typed
    if isinstance(error, NotUnderstood) and error.line:
        shown = marked(error.line, error.column, error.length)
        lines += shown
        if not typed and _ELLIPSIS in shown[0] and _ELLIPSIS not in error.line:
            typed = error.line  # cut around the place: what was typed is handed back whole
    if error.hint:
        lines.append(f"     {visible(error.hint)}")
    if error.saved:
        return "\n".join([*lines, *_handed_back(error)])
    if typed:
        title = "Your line:" if error.may_be_saved else whole
        lines += [f"     {title}", visible(typed, len(typed), keep_newlines=True)]
    return "\n".join(lines)


def report_unreadable(problems: Sequence[Problem], *, alone: bool) -> None:
    """Report files that cannot be read; raises JournalError if there is nothing else (`alone`)."""
    for problem in problems:
        if alone:
            raise JournalError(f"{problem.path} {problem.message}", problem.hint)
        remark(f"{problem.path}: {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))


def _handed_back(error: Fault | TwohatsError) -> list[str]:
    """What was typed, in lines that say whether it has been saved."""
    nothing = "This was not saved:" if error.saved else "Nothing was saved. Your line:"
    lines: list[str] = []
    for title, text in (("This has been saved before that:", error.saved), (nothing, error.typed)):
        if text:
            lines += [f"     {title}", visible(text, len(text), keep_newlines=True)]
    return lines


def marked(line: str, column: int, length: int) -> list[str]:
    """A line of text with carets under `length` characters from `column` (from 1), cut to fit."""
    from twohats.views.problems import marks

    text, carets = marks(line, column, length)
    return [f"     {text}", f"     {carets}"] if carets else [f"     {text}"]
