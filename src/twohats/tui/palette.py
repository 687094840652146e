"""What the palette offers on the main screen: what keys do there, the questions kept by name, the threads used most."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from twohats.text.visible import one_line, visible
from twohats.tui.commands import Command
from twohats.tui.host import Host
from twohats.tui.keys import APP, in_place
from twohats.tui.pane_table import ASIDES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.tui.keys import Key
    from twohats.tui.widgets.entry_line import EntryLine

MOST_THREADS = 30
"""Of the threads of the latest pages, how many are offered."""


class PaletteHost(Host, Protocol):
    """What this needs of the screen."""

    @property
    def place(self) -> str:
        """The view whose keys work."""

    @property
    def entry(self) -> EntryLine:
        """The entry line."""

    def press(self, key: Key) -> None:
        """Do what a key does, without the key."""

    def open_soon(self, name: str, subject: str) -> None:
        """Show a view at a subject."""


def offered(host: PaletteHost) -> list[Command]:
    """The commands, in the order in which they stand there."""
    from twohats.actions.questions import kept_questions

    keys = [
        key
        for key in in_place(host.place, host.services.all_keys)
        if key.owner != APP and not key.id.startswith("move.")
    ]
    return [
        *(
            Command(key.says[0].upper() + key.says[1:], key.id, partial(host.press, key), key.removes)
            for key in keys
        ),
        *(
            Command(
                f"Question {visible(one_line(name))}",
                visible(one_line(words)),
                partial(host.open_soon, ASIDES[0].name, words),
            )
            for name, words in kept_questions(host.journal).items()
        ),
        *(
            Command(f"Thread +{tag}", "what led to what", partial(host.open_soon, "people", f"+{tag}"))
            for tag in host.entry.names.tag[:MOST_THREADS]
        ),
    ]
