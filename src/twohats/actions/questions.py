"""The questions asked last, kept on this machine for each journal."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

MOST = 50
LONGEST = 2000
"""Characters of a question that is kept."""


def last_questions(journal: Journal) -> tuple[str, ...]:
    """The questions asked last, the newest first, each once."""
    return journal.cache.last_questions()


def remember_question(journal: Journal, text: str) -> None:
    """A question was asked, and its lines looked at."""
    text = " ".join(text.split())
    if text and len(text) <= LONGEST:
        before = last_questions(journal)
        if before[:1] != (text,):
            journal.cache.keep_questions((text, *[each for each in before if each != text])[:MOST])
