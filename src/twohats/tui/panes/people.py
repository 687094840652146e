"""People: whom to write to, and one person, the same as the shell's `hat people`; and both beside other views."""

from __future__ import annotations

from datetime import date

from twohats.format.calendar import week_of
from twohats.tui import changes
from twohats.tui.panes.story_pane import StoryPane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.journal.folder import Journal
    from twohats.tui.done import Done
    from twohats.views.block_rows import DoorRow
    from twohats.views.blocks import View


WEEKS = 12
"""The last weeks that stand beside the week."""


class PeoplePane(StoryPane):
    """Everyone, or the person or story that it was opened at; each answer to a row is one key and one change."""

    @property
    def room(self) -> str:  # type: ignore[override]  # what is beside it depends on what it shows
        """Beside everyone stands the page of one; beside the lines of one, or of a thread, that of a line's day."""
        return "story" if self.subject() or self.shows_lines else "people"

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


class PersonPane(PeoplePane):
    """The page of the person under the cursor, beside everyone."""

    room = "people"

    def load(self, subject: str) -> View:
        """That person's; nobody's before there is a cursor."""
        from twohats.views.blocks import View

        return super().load(subject) if subject else View("people", "", "", "", ())


class LatelyPane(PeoplePane):
    """Whom to write to, with the answers of the people's view, and the last weeks up to that of today."""

    room = "page"
    is_of_blocks = False

    def first_subject(self) -> str:
        """The week that is looked at, which stands out among the others."""
        return self._week_of(self.host.day)

    def _week_of(self, day: str) -> str:
        return week_of(date.fromisoformat(day), start=self.host.journal.week_start).name

    def person(self) -> str:
        """Who is answered about: the person of the row."""
        return f"@{self.widget.door.person}" if self.widget.door.person else ""

    def day_changed(self) -> None:
        """The week that is looked at may be another."""
        week = self._week_of(self.host.day)
        if self.host.is_shown(self) and not self.shows_lines and week != self.subject():
            self.go_to(week)

    def drawn(self, subject: str) -> Callable[[int], Sequence[DoorRow]]:
        """Everyone measured, and the days of the last weeks counted."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.calendar import days_between
        from twohats.actions.people import people_to
        from twohats.measures.days import Days
        from twohats.views.lately import WeekTally, lately_rows

        journal, today = self.host.journal, date.fromisoformat(self.host.today)
        figures, people, _ = people_to(journal, today)
        this = week_of(today, start=journal.week_start)
        weeks = [this.back(number) for number in range(WEEKS)]
        days = days_between(journal, weeks[-1].first.isoformat(), this.last.isoformat())
        tallies = [
            WeekTally(
                week.name,
                week.first.isoformat(),
                Days("", "", {day: days.of(day) for day in week.days()}).total(),
            )
            for week in weeks
        ]
        return lambda width: lately_rows(figures, people.shown, tallies, width, subject)
