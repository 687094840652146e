"""Records what an editor changed on a page, so that it can be undone.

A session (`editor_sessions`) that was not ended because the command was killed is ended by the next change after the
editor is closed.
"""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.format.page import new_page
from twohats.format.paths import day_of
from twohats.journal.editor_sessions import Session, ended, open_on
from twohats.system.files import flush_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.rewriting import Rewriter


def record_closed(rewriter: Rewriter) -> None:
    """End the sessions left open whose editors are closed. Only under the lock."""
    for session in ended(rewriter.state):
        try:
            record(rewriter, session)
        except JournalError:
            session.end()  # what the editor saved is in the page; that it can be undone matters less


def record(rewriter: Rewriter, session: Session) -> bool:
    """Record what the editor of a session did, and end it; returns whether it did anything. Only under the lock."""
    path, day = session.path, day_of(session.path)
    label = f"edit {day} in an editor"
    before: str | None = None
    after: str | None = None
    number = 0
    # By who was killed before this was all.
    noted = rewriter.history.find(session.number)[1] not in ("", "void")

    def work(texts: dict[str, str | None]) -> dict[str, str | None]:
        nonlocal before, after, number
        session.read_again()
        before, after = session.without[-1] or None, texts[path]
        if session.made and before == new_page(day):
            before = None
        if before is None and (after or "").strip() in ("", new_page(day).strip()):
            after = None  # nobody has written anything
        if not noted:
            rewriter.record_outcome("void", number)
            number = rewriter.record_intent(label, {path: before}, {path: after}, session.number)
        return {path: after}

    # The editor may not have waited for the disk: its lines must not be lost to what is noted of them.
    flush_file(rewriter.full_path(path), rewriter.root)
    rewriter.rewrite([path], work)
    rewriter.record_outcome("made", session.number if noted else number)
    rewriter.lost_updates.remember_as_it_is(path)
    for other in open_on(rewriter.state, path, after or ""):
        if not other.is_same_as(session):
            other.claim(before or "", after or "")
    session.end()
    return after != before
