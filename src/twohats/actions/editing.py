"""Prepares a page for an editor, and records what the editor did, so that it can be undone."""

from __future__ import annotations

from twohats.format.page import new_page
from twohats.format.paths import page_path
from twohats.journal.editor_changes import record
from twohats.journal.editor_sessions import Session
from twohats.system import machine

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
        journal.end_closed_sessions()
        journal.rewriter.rewrite([path], work)
        session.begin(journal.state, machine.nanoseconds())
    return session


def end(journal: Journal, session: Session) -> bool:
    """Record what the editor did, for undo; returns whether it did anything. Raises as `change` does.

    What others wrote meanwhile stays, also where the editor has saved an older text over it; then that is reported. A
    page that has only its heading is removed again.
    """
    with journal.lock():
        try:
            return record(journal.rewriter, session)
        finally:
            session.end()
