"""Undo and redo of the last change made on this machine, or skipping it; a dropped timer counts as a change."""

from __future__ import annotations

from twohats.actions.timer_file import leave_dropped, take_back_drop
from twohats.errors import NothingFound
from twohats.format.paths import day_of
from twohats.journal import undo as history
from twohats.text.visible import one_line
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.journal.history import Change


class Undone(NamedTuple):
    """A change that was taken back, made again or left."""

    label: str
    """What it had done: `add 2026-11-22 25m brand post`."""
    day: str = ""
    """The page it touched, or the last of them; empty where no page was."""

    def line(self) -> str:
        """The label in one line."""
        return one_line(self.label)


def undo(journal: Journal) -> Undone:
    """Take back the last change; raises as `journal.undo.undo` does."""
    timer = take_back_drop(journal)
    return Undone(f"drop the timer {timer.item}") if timer else _undone(history.undo(journal))


def last_change(journal: Journal) -> int:
    """The number of the change of the journal that `undo` would take back; 0 if there is none."""
    try:
        return journal.history.to_undo()[0].number
    except NothingFound:
        return 0


def take_back(journal: Journal, number: int) -> Undone:
    """Take back the change with this number; raises as `journal.undo.undo` does, also if another was made since."""
    return _undone(history.undo(journal, number))


def redo(journal: Journal) -> Undone:
    """Make the last change again that was taken back; raises as `journal.undo.redo` does."""
    return _undone(history.redo(journal))


def skip(journal: Journal) -> Undone:
    """Leave the last change as it is, for good; raises as `journal.undo.skip` does."""
    return Undone("drop the timer") if leave_dropped(journal) else _undone(history.skip(journal))


def _undone(change: Change) -> Undone:
    days = [day for one in change.files if (day := day_of(one.path))]
    return Undone(change.label, days[-1] if days else "")
