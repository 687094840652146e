"""What the app does to a journal: each change as one step that undo takes back, and what to say of it.

Every function may wait for the disk and for another writer, so the app calls them in a thread. They raise
what `Journal` raises; nothing has changed then.
"""

from __future__ import annotations

import os

from twohats import timer
from twohats.errors import JournalError
from twohats.names import new_names
from twohats.paths import day_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.history import Change
    from twohats.journal import Journal
    from twohats.machine import Now
    from twohats.quick import Draft


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
    """What may want a second look: what was assumed, new names."""


def check_place(journal: Journal) -> None:
    """Raise JournalError if the journal's folder has gone: a change would make a bare one in its place."""
    if not os.path.isdir(journal.root):
        raise JournalError(
            f"the journal {journal.root} has been moved or deleted, so nothing can be saved",
            "put it back where it was, or quit and open it where it is now",
        )


def add(journal: Journal, drafts: Sequence[Draft]) -> Done:
    """Save one or more lines as one change; a JournalError then carries the typed lines."""
    try:
        added = journal.add_all([(each.day, each.item) for each in drafts])
    except JournalError as error:
        error.typed = "\n".join(each.item for each in drafts)
        raise
    remarks = [each.remark for each in drafts if each.remark]
    remarks += new_names(journal, *(each.value for each in drafts))
    says = f"added {len(added)} lines" if len(added) > 1 else f"added {added[0].text()}"
    return Done(says, added[-1].day, added[-1].number, moves=False, remarks=tuple(remarks))


def replace(journal: Journal, day: str, number: int, was: str, item: str) -> Done:
    """Put a line in place of another; raises ChangedMeanwhile if that is no longer `was`."""
    try:
        journal.replace(day, number, was, item)
    except JournalError as error:
        error.typed = item
        raise
    return Done(f"changed {day}:{number}  {item}", day, number)


def remove(journal: Journal, day: str, number: int, was: str) -> Done:
    """Take a line out; raises ChangedMeanwhile if it is no longer `was`."""
    journal.remove(day, number, was)
    first = was.split("\n", 1)[0].removeprefix("-").strip()
    return Done(f"deleted ({UNDO_KEY} takes it back): {first}", day)


def undo(journal: Journal) -> Done:
    """Take back the last change made on this machine."""
    return _told("took back", journal.undo())


def redo(journal: Journal) -> Done:
    """Make the last change again that was taken back."""
    return _told("made again", journal.redo())


def _told(verb: str, change: Change) -> Done:
    days = [day for one in change.files if (day := day_of(one.path))]
    return Done(f"{verb}: {change.label}", days[-1] if days else "")


def start_timer(journal: Journal, text: str, now: Now) -> Done:
    """Start the timer for what was typed; raises NotUnderstood, also when one runs already."""
    started = timer.start(journal, [text], now)
    return Done(f"timer started: {started.item}")


def stop_timer(journal: Journal, now: Now, *, minutes: int = 0, keep: bool = False) -> Done:
    """Stop the timer and save its line; raises Forgotten where its minutes must be said first."""
    added = timer.stop(journal, [], now, minutes=minutes, keep=keep)
    return Done(f"timer stopped: {added.text()}", added.day, added.number)


def drop_timer(journal: Journal) -> Done:
    """Forget the timer; nothing is saved."""
    return Done(f"timer dropped, nothing saved: {timer.cancel(journal)}")
