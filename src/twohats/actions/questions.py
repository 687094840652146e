"""The questions asked last, which this machine knows, and those kept by name, which are the journal's."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.paths import SETTINGS_FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

MOST = 50
"""Questions asked last that are known."""
LONGEST_NAME = 60
LONGEST = 2000
"""Characters of a question that is kept."""


def last_questions(journal: Journal) -> tuple[str, ...]:
    """The questions asked last, the newest first, each once."""
    return journal.remembered.last_questions()


def remember_question(journal: Journal, text: str) -> None:
    """A question was asked, and its lines looked at."""
    text = " ".join(text.split())
    if text and len(text) <= LONGEST:
        before = last_questions(journal)
        if before[:1] != (text,):
            journal.remembered.keep_questions((text, *[each for each in before if each != text])[:MOST])


def kept_questions(journal: Journal) -> dict[str, str]:
    """The questions kept by name (`[questions]` of `hat.toml`), each with its words, by name."""
    return dict(sorted(journal.settings.questions.items()))


def keep_question(journal: Journal, name: str, words: str) -> str:
    """Keep a question by name, in place of one that had it, as one change; what was done.

    Raises NotUnderstood for a name that nobody could choose by, and what `Journal.change` raises.
    """
    from twohats.format.toml_set import with_entry

    name, words = read_name(name), " ".join(words.split())
    before = journal.settings.questions.get(name, "")
    journal.change(
        f"keep the question {name}: {words}",
        SETTINGS_FILE,
        lambda text: with_entry(text, "questions", name, words, SETTINGS_FILE),
    )
    journal.forget_settings()
    return f"kept as {name}" + (f", which was: {before}" if before and before != words else "")


def read_name(name: str) -> str:
    """A name for a question, single spaces in it; raises NotUnderstood."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotUnderstood(
            "that cannot be its name", f"a word or a few, {LONGEST_NAME} signs at most: low posts"
        )
    return name
