"""What the app remembers of its own use on this machine, for each journal; whatever is odd in it is ignored."""

from __future__ import annotations

from twohats.format.times import is_day
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

MOST_COMMANDS = 100
"""Commands that are remembered, those used last."""
LONGEST_NAME = 200
_SPOT, _COMMANDS = "spot", "commands"


class LastSpot(NamedTuple):
    """Where one was when the app was left."""

    view: str
    day: str = ""
    """The day that was looked at; empty where that was today, whichever day it is now."""
    line: int = 0
    """The item of its page that the cursor was on; 0 for none."""


NOWHERE = LastSpot("")
"""Where one was who never left the app."""


def used_commands(journal: Journal) -> tuple[str, ...]:
    """The commands chosen in the palette, the last one first."""
    return tuple(journal.cache.remembered(_COMMANDS))[:MOST_COMMANDS]


def command_used(journal: Journal, name: str) -> None:
    """A command was chosen."""
    if len(name) <= LONGEST_NAME:
        others = [each for each in used_commands(journal) if each != name]
        journal.cache.remember(_COMMANDS, [name, *others][:MOST_COMMANDS])


def last_spot(journal: Journal, today: str) -> LastSpot | None:
    """Where one was when the app was left.

    On another date than today only the view is what it was: one writes today's lines on today's page.
    """
    lines = journal.cache.remembered(_SPOT)
    if len(lines) != 4:
        return None
    left_on, view, day, line = lines
    if left_on != today or not (is_day(day) and day <= today and line.isascii() and line.isdigit()):
        return LastSpot(view)
    return LastSpot(view, day, int(line[:9]))


def keep_spot(journal: Journal, today: str, spot: LastSpot) -> None:
    """The app is left here."""
    journal.cache.remember(_SPOT, [today, spot.view, spot.day or today, str(spot.line)])
