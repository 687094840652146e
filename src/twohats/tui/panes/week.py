"""The week, the same as the shell's `hat week`."""

from __future__ import annotations

from datetime import date

from twohats.format.calendar import Week, week_named, week_of
from twohats.tui.panes.block_pane import BlockPane, Spot
from twohats.views.block_rows import DoorRow
from twohats.views.rows import Span
from twohats.views.wording import EXAMPLE, Ways

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.tui.panes.pane import PaneHost


class WeekPane(BlockPane):
    """The week that the day is in, and from there the others."""

    room = "page"
    is_of_blocks = False

    def first_subject(self) -> str:
        """The week of the day that is looked at."""
        return _week_with(self.host, self.host.day).name

    @property
    def _week(self) -> Week:
        return week_named(self.subject(), start=self.host.journal.week_start)

    def drawn(self, subject: str) -> Callable[[int], Sequence[DoorRow]]:
        """Read the pages of the week, and work out its figures and what its rows open."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.week import figures_of, places_of_rows, with_channel_names
        from twohats.journal.people import people_of
        from twohats.views.week_doors import doors_of, week_door_rows

        journal, today = self.host.journal, date.fromisoformat(self.host.today)
        ways = Ways(f"{self.host.services.key_of('entry.open')} opens", EXAMPLE)
        week = week_named(subject, start=journal.week_start)
        figures = with_channel_names(journal, figures_of(journal, week, today))
        people = people_of(journal).shown
        doors = doors_of(figures, places_of_rows(journal, week, today, figures))

        def draw(width: int) -> Sequence[DoorRow]:
            rows = week_door_rows(figures, doors, width=width, people=people, ways=ways)
            return rows or [DoorRow((Span("", "text"),))]

        return draw

    def day_inside(self) -> str:
        """The day that is looked at, if it is in the week; else the last in it with a page, or that could have one."""
        day, days = self.host.day, self._week.days()
        possible = [each for each in days if each <= self.host.today]
        if day in days or not possible:
            return day
        written = set(self.host.journal.days())
        return next((each for each in reversed(possible) if each in written), possible[-1])

    def show(self) -> None:
        """Show the week that the day is in."""
        self._spot = Spot(self.first_subject())
        super().show()

    def open_at(self, subject: str) -> None:
        """Show a week; beside it the page of a day in it."""
        super().open_at(subject)
        self.host.day_beside(self.day_inside())

    def day_changed(self) -> None:
        """Beside the page, it is the week of its day."""
        week = _week_with(self.host, self.host.day)
        if self.host.is_shown(self) and week != self._week:
            self.open_at(week.name) if self.shows_lines else self._go_to(week)

    def midnight_passed(self, before: str) -> None:
        """Who looked at this week goes on looking at it."""
        if self.host.is_shown(self) and not self.shows_lines and self._week == _week_with(self.host, before):
            self._go_to(_week_with(self.host, self.host.today))

    def step(self, by: int) -> None:
        """The week before or after, but none that is still to come."""
        week = self._week.back(-by)
        if by < 0 or week.first.isoformat() <= self.host.today:
            self._go_to(week)

    def action_today(self) -> None:
        """This week."""
        self._go_to(_week_with(self.host, self.host.today))

    def _go_to(self, week: Week) -> None:
        self.go_to(week.name)
        if self.host.has_keys(self) and self.day_inside() != self.host.day:
            self.host.day_beside(self.day_inside())


def _week_with(host: PaneHost, day: str) -> Week:
    return week_of(date.fromisoformat(day), start=host.journal.week_start)
