"""Which panes stand beside each other, from how many columns on: one table. Pure, and imports no Textual."""

from __future__ import annotations

from twohats.values import NamedTuple


class Beside(NamedTuple):
    """Panes that share the screen."""

    width: int
    """The columns that it takes."""
    panes: tuple[str, ...]
    """Their names, from left to right."""
    follows: str = ""
    """The pane among them, if any, that shows what the first one's cursor is on."""


ROOM: dict[str, tuple[Beside, ...]] = {
    "page": (
        Beside(160, ("page", "week", "lately")),
        Beside(110, ("page", "week")),
    ),
    "people": (Beside(123, ("people", "person"), "person"),),
    "story": (Beside(110, ("people", "page"), "page"),),
    "journal": (Beside(110, ("journal", "page"), "page"),),
}
"""By what a pane calls its `room`, the widest first. What is not here has all of the screen."""

COLUMNS = {
    "page": (48, 110),
    "week": (61, 84),
    "lately": (38, 44),
    "people": (61, 100),
    "person": (61, 100),
    "journal": (61, 100),
}
"""The columns that a pane needs beside others, and those beyond which it gains nothing. Views of blocks need 60 for
their grid, and one for the scroll bar.
"""

RULE = 1
"""Columns between two panes."""


def beside(room: str, width: int) -> Beside | None:
    """What stands side by side on a screen of so many columns; None where one pane has all of it."""
    return next((each for each in ROOM.get(room, ()) if width >= each.width), None)


def shared(panes: tuple[str, ...], width: int) -> list[int]:
    """The columns of each pane, the rules between them not counted.

    Each has what it needs; the rest is spread evenly over those that gain by it, and what none gains by is the first
    one's.
    """
    found = [COLUMNS[name][0] for name in panes]
    spare = width - RULE * (len(panes) - 1) - sum(found)
    while spare > 0:
        growing = [at for at, name in enumerate(panes) if found[at] < COLUMNS[name][1]][:spare]
        if not growing:
            break
        for at in growing:
            found[at] += 1
        spare -= len(growing)
    found[0] += spare
    return found
