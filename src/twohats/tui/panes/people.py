"""People: whom to write to, and from there one person's page; the same as the shell's `hat people`."""

from __future__ import annotations

from datetime import date

from twohats.tui import changes
from twohats.tui.panes.story_pane import StoryPane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.folder import Journal
    from twohats.tui.changes import Done
    from twohats.views.blocks import View


class PeoplePane(StoryPane):
    """Everyone, or the person or story that it was opened at; each answer to a row is one key and one change."""

    def load(self, subject: str) -> View:
        """Measure everyone, the person of this name, or a story, from the whole journal."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.people import people_to, person_to
        from twohats.views.people import people_view
        from twohats.views.person import person_view

        journal, today = self.host.journal, date.fromisoformat(self.host.today)
        if story := self.story(subject):
            return story
        if not subject:
            figures, people, channels = people_to(journal, today)
            return people_view(figures, people=people.shown, channels=channels)
        read = person_to(journal, f"@{subject}", today)
        self.remember(step.line for step in read.figures.story.steps)
        view = person_view(
            read.figures, people=read.people.shown, channels=read.channels, aliases=read.aliases
        )
        return view._replace(keys=self.keys())

    def midnight_passed(self, before: str) -> None:
        """Another day has other names."""
        self.pages_changed()

    def begin_change(self) -> Callable[[Done], None]:
        """What was answered is seen at once."""
        return lambda _: self.pages_changed()

    def action_today(self) -> None:
        """Everyone."""
        self.go_to("")

    # Answers

    def person(self) -> str:
        """Who is answered about: the person of the row, else the one whose page it is; empty where there is none."""
        name = self.widget.door.person or self.subject()
        if not name[:1].isalpha():
            return ""  # a thread, a line
        return f"@{name}" if name else ""

    def action_answer_write(self) -> None:
        """Begin the line that says that one wrote, what was written to be typed behind it."""
        from twohats.actions.people import note_to

        person = self._about("write to")
        if not person:
            return
        journal = self.host.journal
        self.host.background.run(
            lambda: note_to(journal, person), self._begin_note, group="note", only_latest=True
        )

    def _begin_note(self, item: str) -> None:
        if self.host.is_shown(self):
            self.host.entry_area.begin_with(f"{item}: ", self.host.today)

    def action_answer_done(self) -> None:
        """They were written to: a give of today says so."""
        self._answer("note", changes.wrote_to)

    def action_answer_later(self) -> None:
        """Not now: in two weeks again."""
        self._answer("put off", changes.put_off)

    def action_answer_no(self) -> None:
        """Not again, unless they turn up."""
        self._answer("let go", changes.let_go)

    def _answer(self, purpose: str, change: Callable[[Journal, str, str], Done]) -> None:
        person = self._about(purpose)
        if person:
            self.host.queue.change(lambda: change(self.host.journal, person, self.host.today))

    def _about(self, purpose: str) -> str:
        person = self.person()
        if not person:
            self.host.answer(f"there is nobody here to {purpose}")
        return person
