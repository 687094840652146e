"""The user's own editor at a line of a file: which command that is."""

from __future__ import annotations

import os
import shlex
import subprocess

from twohats.errors import NotUnderstood, TwohatsError
from twohats.files import reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_PLUS = (
    "vi",
    "vim",
    "nvim",
    "nano",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "ne",
    "mg",
    "view",
    "ed",
    "mcedit",
)
_COLON = ("hx", "helix", "subl", "zed")


def editor_command(path: str, line: int, variable: Callable[[str], str]) -> list[str]:
    """The words of the command that opens `path` at `line` (from 1); `variable` reads the environment.

    Raises NotUnderstood when $VISUAL or $EDITOR cannot be read as a command.
    """
    said = variable("VISUAL") or variable("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    try:
        words = shlex.split(said)
    except ValueError:
        words = []
    if not words:
        raise NotUnderstood(f"{said} is not a command", "set EDITOR to the name of your editor")
    name = os.path.basename(words[0]).removesuffix(".exe")
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in ("code", "codium", "cursor"):
        return [
            *words,
            *(() if "--wait" in words or "-w" in words else ("--wait",)),
            "--goto",
            f"{path}:{line}",
        ]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, path]


def run_editor(command: list[str]) -> int:
    """Run the command until it is left; its exit code. Raises TwohatsError when it cannot be run."""
    try:
        return subprocess.run(command, check=False).returncode
    except OSError as error:
        hint = "set EDITOR to the name of your editor"
        raise TwohatsError(f"{command[0]} cannot be run: {reason(error)}", hint) from error
