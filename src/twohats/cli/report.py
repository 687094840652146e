"""The one place that tells a person at the shell what went wrong. stdout is data; this writes to stderr."""

from __future__ import annotations

import os
import sys

from twohats.errors import NotUnderstood, TwohatsError
from twohats.visible import visible

INTERRUPTED = 130
FAULT = 70
"""What `sysexits.h` calls an internal software error."""


def report(error: BaseException) -> int:
    """Print an error as a person wants to read it, and return the exit code of the command."""
    if isinstance(error, BrokenPipeError):  # `hat list | head -1`: the reader has seen enough
        give_up_stdout()
        return 0
    if isinstance(error, KeyboardInterrupt):
        print(file=sys.stderr)
        return INTERRUPTED
    if isinstance(error, TwohatsError):
        print(told(error), file=sys.stderr)
        return error.exit_code
    if isinstance(error, OSError) and error.filename is None:
        give_up_stdout()
        print(
            f"hat: the output cannot be written: {visible(error.strerror or str(error)).lower()}",
            file=sys.stderr,
        )
        return 3
    if isinstance(error, OSError):
        print(
            f"hat: {visible(error.strerror or str(error)).lower()}: {visible(str(error.filename))}",
            file=sys.stderr,
        )
        return 3
    if isinstance(error, SystemExit):
        raise error
    return _fault(error)


def _fault(error: BaseException) -> int:
    """A mistake of ours: one line for the person, and the details in a file that can be sent to us."""
    from traceback import format_exception

    from twohats import machine
    from twohats.files import make_folder, write_new

    details = os.path.join(machine.state_folder(), "fault.txt")
    kept = f"the details are in {details}"
    try:
        make_folder(machine.state_folder())
        write_new(details, "".join(format_exception(error)).encode("utf-8", "replace"))
    except (OSError, TwohatsError):
        kept = "".join(format_exception(error))
    said = f"{type(error).__name__}: {error}"
    print(
        f"hat: this is a mistake in twohats: {visible(said, 200)}\n     {visible(kept, keep_newlines=True)}",
        file=sys.stderr,
    )
    return FAULT


def give_up_stdout() -> None:
    """Let what is still to be written to stdout go nowhere: Python would complain again on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def told(error: TwohatsError) -> str:
    """The error in lines: what is wrong, the text with the place marked, the way out, the typed text."""
    lines = [f"hat: {visible(error.message)}"]
    if isinstance(error, NotUnderstood) and error.line:
        lines += marked(error.line, error.column, error.length)
    if error.hint:
        lines.append(f"     {visible(error.hint)}")
    if error.typed:
        lines += [f"     {'' if error.stands else 'Nothing was saved. '}Your line:", visible(error.typed)]
    return "\n".join(lines)


def marked(line: str, column: int, length: int) -> list[str]:
    """A line of text with carets under `length` characters from `column` (from 1), cut to fit."""
    from twohats.views.problems import marks

    text, carets = marks(line, column, length)
    return [f"     {text}", f"     {carets}"] if carets else [f"     {text}"]
