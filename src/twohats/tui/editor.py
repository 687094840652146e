"""The user's own editor at a line of a file: which command that is."""

from __future__ import annotations

import os
import shlex

from twohats.errors import NotUnderstood

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
