"""What is said of a change that was made, and whether one can be; loads nothing that makes them."""

from __future__ import annotations

import os

from twohats.errors import JournalError
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

UNDO_KEY = "{undo}"
"""Stands in what is said for the key that takes a change back."""


class Done(NamedTuple):
    """A change that was made."""

    says: str
    """What was done, in words."""
    day: str = ""
    """The page it touched, or the last of them; empty where no page was."""
    number: int = 0
    """The line that was added or changed; 0 where it is for the page to tell."""
    moves: bool = True
    """Whether the page it touched is to be shown: not for a line that was meant to go elsewhere."""
    remarks: tuple[str, ...] = ()
    """Remarks on possible mistakes: what was assumed, new names."""
    refused: tuple[int, ...] = ()
    """Of several lines those that could not be saved, by their place among them."""
    of_marked: bool = False
    """Whether it was made to the lines that were marked, which then are no more."""


def check_place(journal: Journal) -> None:
    """Raise JournalError if the journal's folder has gone: a change would make a bare one in its place."""
    if not os.path.isdir(journal.root):
        raise JournalError(
            f"the journal {journal.root} has been moved or deleted, so nothing can be saved",
            "put it back where it was, or quit and open it where it is now",
        )
