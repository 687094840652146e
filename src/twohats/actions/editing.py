"""The user's editor on a page, from before it is opened until what it did is noted, so that undo takes it back.

A session (`sessions`) that nobody has ended, because the command was killed, is ended by the next change, once the
editor is closed as well.
"""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.format.edit import new_page
from twohats.format.paths import day_of, page_path
from twohats.journal.editor_sessions import Session, ended, open_on
from twohats.journal.lost_updates import keep_as_it_is
from twohats.system import machine
from twohats.system.files import flush_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal


def begin(journal: Journal, day: str) -> Session:
    """Get the page of a day ready for an editor: one that is not there gets its heading. Raises as `change` does.

    Hand what is returned to `end`, whatever becomes of the editor.
    """
    path = page_path(day)
    session = Session(path, "")

    def work(texts: dict[str, str | None]) -> dict[str, str | None]:
        nonlocal session
        text = texts[path]
        session = Session(path, new_page(day) if text is None else text, made=text is None)
        return {path: session.texts[0]}

    with journal.lock():
        settle(journal)
        journal.rewrite([path], work)
        session.begin(journal.state, machine.nanoseconds())
    return session


def end(journal: Journal, session: Session) -> bool:
    """Note what the editor did, so that undo takes it back; whether it did anything. Raises as `change` does.

    What others wrote meanwhile stays, also where the editor has saved an older text over it; then it is told. A page
    that has only its heading is taken away again.
    """
    with journal.lock():
        try:
            return _end(journal, session)
        finally:
            session.end()


def settle(journal: Journal) -> None:
    """End the sessions that have been left open. Only under the lock."""
    for session in ended(journal.state):
        try:
            _end(journal, session)
        except JournalError:
            session.end()  # what the editor saved is in the page; that it can be taken back matters less


def _end(journal: Journal, session: Session) -> bool:
    path, day = session.path, day_of(session.path)
    label = f"edit {day} in an editor"
    before: str | None = None
    after: str | None = None
    number = 0
    # By who was killed before this was all.
    noted = journal.history.find(session.number)[1] not in ("", "void")

    def work(texts: dict[str, str | None]) -> dict[str, str | None]:
        nonlocal before, after, number
        session.read_again()
        before, after = session.without[-1] or None, texts[path]
        if session.made and before == new_page(day):
            before = None
        if before is None and (after or "").strip() in ("", new_page(day).strip()):
            after = None  # nobody has written anything
        if not noted:
            journal.note("void", number)
            number = journal.intend(label, {path: before}, {path: after}, session.number)
        return {path: after}

    # The editor may not have waited for the disk: its lines must not be lost to what is noted of them.
    flush_file(journal.full_path(path), journal.root)
    journal.rewrite([path], work)
    journal.note("made", session.number if noted else number)
    keep_as_it_is(journal, path)
    for other in open_on(journal.state, path, after or ""):
        if not other.is_same_as(session):
            other.claim(before or "", after or "")
    session.end()
    return after != before
