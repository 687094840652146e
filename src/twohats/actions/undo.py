"""Undo and redo of the last change made on this machine, or skipping it; a dropped timer counts as a change."""

from __future__ import annotations

from twohats.actions.timer_file import leave_dropped, take_back_drop
from twohats.errors import ChangedMeanwhile, NothingFound
from twohats.format.hunks import apply
from twohats.format.paths import day_of
from twohats.journal import undo as history
from twohats.text.visible import one_line
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.hunks import Hunk
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
    """Take back the last change; raises as `journal.undo.undo` does.

    Of an import whose lines have been changed since, those that stand as they were added are taken back.
    """
    timer = take_back_drop(journal)
    if timer:
        return Undone(f"drop the timer {timer.item}")
    try:
        return _replayed(journal, history.undo(journal))
    except ChangedMeanwhile:
        found = _import_taken_back(journal)
        if found is None:
            raise
        return found


def _import_taken_back(journal: Journal) -> Undone | None:
    """The last change taken back line by line, if it is an import; the history then goes on with the change before."""
    from twohats.actions.taking_back import take_back_import
    from twohats.journal.imports import imports_of

    number = last_change(journal)
    if all(done.number != number for done in imports_of(journal)):
        return None
    back = take_back_import(journal, number)
    history.skip(journal)
    history.skip(journal)
    return Undone(f"{back.label}: {back.says()}")


def last_change(journal: Journal) -> int:
    """The number of the change of the journal that `undo` would take back; 0 if there is none."""
    try:
        return journal.history.to_undo()[0].number
    except NothingFound:
        return 0


def take_back(journal: Journal, number: int) -> Undone:
    """Take back the change with this number; raises as `journal.undo.undo` does, also if another was made since."""
    return _replayed(journal, history.undo(journal, number))


def redo(journal: Journal) -> Undone:
    """Make the last change again that was taken back; raises as `journal.undo.redo` does."""
    return _replayed(journal, history.redo(journal), back=False)


def skip(journal: Journal) -> Undone:
    """Leave the last change as it is, for good; raises as `journal.undo.skip` does."""
    return Undone("drop the timer") if leave_dropped(journal) else _undone(history.skip(journal))


def _replayed(journal: Journal, change: Change, *, back: bool = True) -> Undone:
    """A change just taken back, or made again: places of its lines that were shown go on to mean these lines."""
    for one in change.files:
        if day := day_of(one.path):
            journal.cache.renew_shown(_reworded(journal, day, one.hunk if back else one.hunk.inverse()))
    return _undone(change)


def _reworded(journal: Journal, day: str, taken_back: Hunk) -> dict[str, str]:
    """The lines of a page that have other words since a hunk was taken back, by their places, if they were last shown
    as they were with it; none if a line may have another place since, which might be taken for the one shown there.
    """
    from twohats.format.page import block_of
    from twohats.format.reading import read_page

    page, text = journal.page_and_text(day)
    try:
        before_text = apply(text, taken_back)
    except ChangedMeanwhile:  # other lines were changed at the same time
        return {}
    was = read_page(before_text, day, journal.hats)
    before = {item.number: block_of(before_text, item) for item in was.items}
    after = {item.number: block_of(text, item) for item in page.items}
    changed = {number for number, block in after.items() if before.get(number) != block}
    if before.keys() != after.keys() or {before[at] for at in changed} & {after[at] for at in changed}:
        return {}
    return {
        f"{day}:{number}": after[number]
        for number in changed
        if journal.cache.is_as_shown(f"{day}:{number}", before[number])
    }


def _undone(change: Change) -> Undone:
    days = [day for one in change.files if (day := day_of(one.path))]
    return Undone(change.label, days[-1] if days else "")
