"""What to do about an error, in terms of the app: a key where the shell has a command. Pure."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_IN_THE_APP = {
    "stop": "{timer.start} stops the one that runs and saves its line, {timer.drop} drops it",
    "start": "{timer.start} starts one",
    "cancel": "{timer.drop} drops it",
    "edit": "{editor.open} opens the page in your editor",
    "list": "the page shows what is there now",
    "keys": "{app.help} lists them",
    "status": "",
    "add": "",
}
"""The commands that the shell suggests, and their equivalents in the app."""


def in_the_app(hint: str, command: str, key_of: Callable[[str], str]) -> str:
    """A hint as the app gives it, `command` being the one that it names; `key_of` tells what key an action has.

    Empty where nothing is left of it.
    """
    if not command:
        return hint
    if command not in _IN_THE_APP:
        return f"in a shell: {hint}"
    pieces = _IN_THE_APP[command].replace("}", "{").split("{")  # every second one is the id of an action
    return "".join(key_of(piece) if at % 2 else piece for at, piece in enumerate(pieces))
