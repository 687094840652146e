"""The way out of an error in the words of the app: a key where the shell has a command. Pure."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_IN_THE_APP = (
    ("hat stop", "{timer.start} stops the one that runs and saves its line, {timer.drop} drops it"),
    ("hat start", "{timer.start} starts one"),
    ("hat cancel", "{timer.drop} drops it"),
    ("hat edit", "{editor.open} opens the page in your editor"),
    ("hat list", "the page shows what is there now"),
    ("hat keys", "{app.help} lists them"),
    ("hat status", ""),
    ("hat add", ""),
)
"""What the shell advises, and what that is in the app; the first that fits counts."""


def in_the_app(hint: str, key_of: Callable[[str], str]) -> str:
    """A hint as the app gives it; `key_of` says what key an action has. Empty where nothing is left of it."""
    if "hat " not in hint:
        return hint
    for command, instead in _IN_THE_APP:
        if command in hint:
            pieces = instead.replace("}", "{").split("{")  # every second one is the id of an action
            return "".join(key_of(piece) if at % 2 else piece for at, piece in enumerate(pieces))
    return f"in a shell: {hint}"
