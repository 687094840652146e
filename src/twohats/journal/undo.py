"""Undo and redo of changes, including ones that a kill has left half made or half undone."""

from __future__ import annotations

from twohats.errors import ChangedMeanwhile, JournalError
from twohats.format.hunks import apply, is_applied
from twohats.format.paths import IMPORTS
from twohats.journal.history import Change, FileChange, refused
from twohats.journal.lost_updates import has_sessions
from twohats.system import machine
from twohats.system.files import reason

_WHO_IS_WHO = f"{IMPORTS}/people.seen"
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.journal.folder import Journal


def undo(journal: Journal, number: int = 0) -> Change:
    """Undo the last change made on this machine and return it; with a `number`, only if it is that change.

    A change that a kill left incomplete is undone as far as it was made. Raises NothingFound, and ChangedMeanwhile if
    its lines have been changed since, or if the last change is another; then nothing changes.
    """
    if not has_sessions(journal.state):
        journal.history.to_undo()  # raises before the lock would create its folder
    with journal.lock():
        journal.end_closed_sessions()
        change, state = journal.history.to_undo()
        while state == "intended" and not _part(journal, change, in_place=True):
            _record(journal, "void", change)  # the kill came before anything was done
            change, state = journal.history.to_undo()
        if number and change.number != number:
            raise ChangedMeanwhile(
                f"another change was made since: {change.label}",
                "hat undo takes that back first",
                command="undo",
            )
        _replay(journal, change, back=True, whole=state == "made")
    return change


def redo(journal: Journal) -> Change:
    """Redo the change undone last, and return it; raises as `undo` does."""
    with journal.lock():
        journal.end_closed_sessions()
        change, state = journal.history.to_redo()
        _replay(journal, change, back=False, whole=state == "undone")
    return change


def skip(journal: Journal) -> Change:
    """Keep the last change made here for good, and return it: `undo` then reverts the one before it.

    The page is not touched. Raises NothingFound.
    """
    journal.history.to_undo()
    with journal.lock():
        journal.end_closed_sessions()
        change, _ = journal.history.to_undo()
        _record(journal, "skipped", change)
    return change


def take_back_half(journal: Journal, begins: str) -> bool:
    """Undo an incomplete last change that a kill has left, if its label begins with `begins`.

    Returns whether there was anything; a change that is complete, or not made at all, is left alone. Raises
    ChangedMeanwhile if its lines have been changed since.
    """
    with journal.lock():
        journal.end_closed_sessions()
        change, state = journal.history.to_undo()
        if state != "intended" or not change.label.startswith(begins):
            return False
        half = bool(_part(journal, change, in_place=True) and _part(journal, change, in_place=False))
        if half:
            _replay(journal, change, back=True, whole=False)
    return half


def made_in(journal: Journal, number: int) -> set[str]:
    """The files in which the change with this number was made, even if undone since; empty if it was not made.

    A change is recorded before anything is written, so one without a record was not made. A kill may have come between
    two of its files.
    """
    change, state = journal.history.find(number)
    if change is None or state == "void":
        return set()
    files = _part(journal, change, in_place=True) if state == "intended" else change.files
    return {one.path for one in files}


def _part(journal: Journal, change: Change, *, in_place: bool) -> list[FileChange]:
    """The files of a change in which it is applied, or in which it is not."""
    return [one for one in change.files if _is_in_place(one, journal.read_text(one.path)) == in_place]


def _is_in_place(one: FileChange, text: str | None) -> bool:
    if _is_ledger(one):
        taken, added = _rows(one, back=False)
        rows = {*(text or "").split("\n")}
        return added <= rows and taken.isdisjoint(rows)
    if text is None:
        return one.base is None and is_applied("", one.hunk)
    return is_applied(text, one.hunk)


def _replay(journal: Journal, change: Change, *, back: bool, whole: bool) -> None:
    """Undo a change, or redo it; only the remaining part unless `whole`.

    Part of a complete one may be done as well, for instance if a program that syncs files has written back an inbox.
    """
    begun, ended = ("undoing", "undone") if back else ("redoing", "redone")

    def work(texts: dict[str, str | None]) -> dict[str, str | None]:
        if whole:
            _refuse_parts_of_imports(change, texts, back=back)
        done = _is_done if whole else _is_so
        todo = [one for one in change.files if not done(one, texts[one.path], back=back)]
        if whole and not todo:
            todo = list(change.files)  # to be refused, and told why
        after = dict(texts)
        for one in todo:
            try:
                after[one.path] = _replayed(one, texts[one.path], back=back)
                if not (back or after[one.path]) and _is_taken_away(one, change):
                    after[one.path] = None
            except ChangedMeanwhile as error:
                raise refused(change, error, back=back) from error
        _record(journal, begun, change)
        return after

    # Backwards when it is taken back: lines of an inbox stand there or on their page all the time.
    journal.rewriter.rewrite([one.path for one in (change.files[::-1] if back else change.files)], work)
    try:
        _record(journal, ended, change)
    except JournalError:
        return  # it is done; the next one looks at the page, and finds that


def _is_so(one: FileChange, text: str | None, *, back: bool) -> bool:
    """Whether a file is as if its part of the change had been undone, or redone."""
    return _is_in_place(one, text) != back


def _is_done(one: FileChange, text: str | None, *, back: bool) -> bool:
    """The same where a person may have changed the lines: missing lines mean nothing, unless all are missing."""
    if _is_ledger(one):
        taken, added = _rows(one, back=back)
        rows = {*(text or "").split("\n")}
        return added <= rows and taken.isdisjoint(rows)
    wanted = one.hunk.old if back else one.hunk.new
    return _is_so(one, text, back=back) and bool(wanted or not (text or "").strip())


def _is_taken_away(one: FileChange, change: Change) -> bool:
    """Whether the file went with all of its text: it was a copy of one that has it now (`format.copies`)."""
    from twohats.format.copies import copy_of

    paths = {each.path for each in change.files}
    return one.base is None and copy_of(one.path, paths) in paths


def _replayed(one: FileChange, text: str | None, *, back: bool) -> str | None:
    if text is None and not back and one.base is not None:
        text = one.base
    if _is_ledger(one):
        taken, added = _rows(one, back=back)
        rows = {*filter(None, (text or "").split("\n"))}
        new = "".join(f"{row}\n" for row in sorted((rows - taken) | added))
        return None if back and new == (one.base or "") else new
    new = apply(text or "", one.hunk.inverse() if back else one.hunk)
    return None if back and new == one.base else new


def _is_ledger(one: FileChange) -> bool:
    """Whether a file is a set of lines in their order, in which others may come between those of a change."""
    return one.path.startswith(f"{IMPORTS}/") and one.path.endswith(".seen")


def _rows(one: FileChange, *, back: bool) -> tuple[set[str], set[str]]:
    """The lines of a ledger that a change takes out and adds, or that taking it back does."""
    old, new = {*filter(None, one.hunk.old)}, {*filter(None, one.hunk.new)}
    return (new - old, old - new) if back else (old - new, new - old)


def _refuse_parts_of_imports(change: Change, texts: Mapping[str, str | None], *, back: bool) -> None:
    """Raise ChangedMeanwhile if not all of an import stands as it did: its lines and what is known of them would part.

    Records whose lines would come and that are known by now have come in otherwise, and would then be there twice.
    """
    if not any(map(_is_ledger, change.files)):
        return
    for one in change.files:
        _, added = _rows(one, back=back)
        has_some = (
            _is_ledger(one)
            and one.path != _WHO_IS_WHO
            and not added.isdisjoint((texts[one.path] or "").split("\n"))
        )
        if has_some or (one.path != _WHO_IS_WHO and _is_so(one, texts[one.path], back=back)):
            error = ChangedMeanwhile(
                f"{one.path} has changed since, here or on another machine",
                "hat import --take-back N takes it back line by line; what is missing comes with the next import",
                command="import",
            )
            raise refused(change, error, back=back)


def _record(journal: Journal, word: str, change: Change) -> None:
    try:
        journal.history.record_outcome(word, change.number, machine.nanoseconds())
    except OSError as error:
        raise JournalError(
            f"the undo history cannot be written: {reason(error)}", "make room on the disk"
        ) from error
