"""The first steps in an empty journal: one's own first line, first conversation and first return."""

from __future__ import annotations

from typing import Protocol

from twohats.format.model import Entry, Event
from twohats.format.paths import page_path
from twohats.tui.page_rows import EXAMPLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.format.model import Page
    from twohats.journal.folder import Journal
    from twohats.tui.host import AppServices

LINE, TALK, RETURN, ALL = "line", "talk", "return", "all"
"""The step that one is at: what is still to be written, or that nothing is."""
BEGUN, LEFT, DONE = "begun", "left", "done"
"""What is remembered on this machine."""
MOST_DAYS = 14
"""Whoever has so many pages needs no first steps."""
EXAMPLES = {
    LINE: "25m personal read mastodon: who is new",
    TALK: "45m brand talk phone @anna m5: she knows a bookseller",
    RETURN: "brand got reply email @anna: asks for the price",
}
_SAID = {
    LINE: (
        "1 of 3 \N{MIDDLE DOT} Your first line",
        "What did you do last, for how long, and in which hat? {entry.add} begins a line, for instance:",
        (
            "How long; personal or brand; post, read, talk or do; where; and behind a colon what it was. "
            "Enter saves it, {change.undo} takes it back. Is a year written down elsewhere already, in an archive, a "
            "calendar, a tracker? {app.palette} and bring shows what is in it."
        ),
    ),
    TALK: (
        "2 of 3 \N{MIDDLE DOT} A conversation",
        "That line is in {file} now, as you see it here. Whom did you talk to lately? For instance:",
        "@anna is a person, m5 how glad you were to do it, from 1 to 5. For another day begin with yesterday or fri.",
    ),
    RETURN: (
        "3 of 3 \N{MIDDLE DOT} What came back",
        "Has anybody answered, asked, helped, bought? For instance:",
        (
            "It has no minutes: got, and what it was: reply, lead, sale, intro, help, likes. Nothing yet? Then "
            "leave this until something comes."
        ),
    ),
    ALL: (
        "That is all of it",
        (
            "What you do, with whom, and what comes back, a line each. {view.week} shows the week they make, "
            "{search.ask} asks them, {app.help} lists the keys."
        ),
        "",
    ),
}


def step_of(pages: Iterable[Page]) -> str:
    """The first step that is not done in these pages."""
    found = set()
    for page in pages:
        for item in page.items:
            if isinstance(item.value, Entry):
                found.add(TALK if item.value.activity == "talk" else LINE)
            elif isinstance(item.value, Event) and item.value.is_return:
                found.add(RETURN)
    if not found:
        return LINE
    return next((step for step in (TALK, RETURN) if step not in found), ALL)


class FirstRunHost(Protocol):
    """What this needs of the screen."""

    journal: Journal
    today: str

    @property
    def services(self) -> AppServices:
        """The app."""


class FirstRun:
    """Whether the first steps are shown, and which."""

    def __init__(self, host: FirstRunHost) -> None:
        self._host = host
        kept = self._kept()
        is_new = not kept and not host.journal.has_days()
        if is_new:
            self._keep(BEGUN)
        self.is_on = is_new or kept == BEGUN
        """Whether they are shown."""

    def _kept(self) -> str:
        return next(iter(self._host.journal.cache.remembered("first-steps")), "")

    def _keep(self, state: str) -> None:
        self._host.journal.cache.remember("first-steps", [state])

    def begin(self) -> None:
        """Show them, whatever is written already."""
        self._keep(BEGUN)
        self.is_on = True

    def leave(self) -> bool:
        """Show them no more; whether they were shown."""
        was, self.is_on = self.is_on, False
        if was and self._kept() != DONE:
            self._keep(LEFT)
        return was

    def rows(self) -> list[tuple[str, str]]:
        """The paragraphs of the step that one is at, each with its role; none where they are not shown."""
        journal = self._host.journal
        days = journal.days() if self.is_on else []
        if not self.is_on or len(days) > MOST_DAYS:
            return []
        step = step_of(journal.page(day) for day in days)
        if step == ALL:
            self._keep(DONE)
        title, before, after = (self._put(text) for text in _SAID[step])
        rows = [(title, "heading"), (before, "text")]
        if step in EXAMPLES:
            rows += [("", ""), (f"   {EXAMPLES[step]}", EXAMPLE)]
        rows += [("", ""), (after, "muted")] if after else []
        return [
            *rows,
            ("", ""),
            (self._put("Esc leaves these steps; the commands ({app.palette}) have them."), "muted"),
        ]

    def _put(self, text: str) -> str:
        pieces = text.replace("}", "{").split("{")
        known = {"file": page_path(self._host.today)}
        key_of = self._host.services.key_of
        return "".join(
            (known.get(each) or key_of(each)) if at % 2 else each for at, each in enumerate(pieces)
        )
