"""Asks by which name a question is to be kept."""

from __future__ import annotations

from twohats.actions.questions import kept_questions, read_name
from twohats.tui import changes
from twohats.tui.screens.ask_words import AskWords, Meaning
from twohats.views.rows import Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue


def ask_to_keep(host: Host, queue: ChangeQueue, words: str) -> None:
    """Ask by which name a question is to be kept, and keep it."""
    kept = kept_questions(host.journal)

    def read(text: str) -> Meaning:
        name = read_name(text)
        if kept.get(name, words) != words:
            return Meaning([(Span("in place of: ", "muted"), user_text(kept[name]))])
        return Meaning([(Span("it is then among the commands, and in hat.toml", "muted"),)])

    def answered(text: str | None) -> None:
        if text:
            queue.change(lambda: changes.keep_question(host.journal, text, words))

    host.services.clear_notifications()
    asked = [(Span("Keep this question by which name?", "title"),), (user_text(words, "note"),)]
    host.services.ask(AskWords(asked, "low posts", read), answered)
