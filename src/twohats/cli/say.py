"""Prints the results of commands that change something: data to stdout, remarks to stderr.

Never makes the command fail. A closed pipe or a full disk must not turn a change that was made into a failure: a
script that trusts the exit code would repeat it. Commands that only read print with `terminal.write`, which can fail.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_SHORT = 1000
"""A remark of fewer characters is below the limit of `visible`."""


def say(text: str, *, keep_newlines: bool = False) -> None:
    """Print one line of data, made visible; on stderr where stdout cannot take it."""
    if not (text.isascii() and text.isprintable()):  # most lines are, and need no import then
        from twohats.text.visible import visible

        text = visible(text, len(text), keep_newlines=keep_newlines)
    try:
        _print(text)
    except BrokenPipeError:  # the reader has seen enough
        give_up_stdout()
    except OSError:
        give_up_stdout()
        tell(text)


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except UnicodeEncodeError:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        print(text, flush=True)


def remark(text: str) -> None:
    """Print a message for the person, apart from the data."""
    if not (text.isascii() and text.isprintable() and len(text) < _SHORT):
        from twohats.text.visible import visible

        text = visible(text)
    tell(f"hat: {text}")


def tell(text: str) -> None:
    """Print lines, already made visible, on stderr, ignoring errors."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _give_up(sys.stderr)


def give_up_stdout() -> None:
    """Discard buffered stdout, or Python would report the error again when it exits."""
    _give_up(sys.stdout)


def give_up_what_is_gone() -> None:
    """Discard what neither stdout nor stderr takes any more, as of a terminal that is gone: at exit Python would try
    again, and end with 120 in place of the command's own code.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _give_up(stream)


def _give_up(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
