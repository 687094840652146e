"""The week, the same as the shell's `hat week`."""

from __future__ import annotations

from datetime import date

from twohats.format.calendar import Week, week_named, week_of
from twohats.tui.panes.pane import PaneHost, ViewPane
from twohats.views.rows import Row, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class WeekPane(ViewPane):
    """The week that the day is in, and from there the others."""

    def __init__(self, host: PaneHost) -> None:
        self._week = _week_with(host, host.day)
        super().__init__(host)

    def subject(self) -> str:
        """The name of the week."""
        return self._week.name

    def load(self, subject: str) -> Callable[[int], Sequence[Row]]:
        """Read the pages of the week, and work out its figures."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.week import figures_of, with_channel_names
        from twohats.journal.people import people_of
        from twohats.views.week import week_rows

        journal = self.host.journal
        week = week_named(subject, start=journal.week_start)
        figures = with_channel_names(journal, figures_of(journal, week, date.fromisoformat(self.host.today)))
        people = people_of(journal).shown

        def draw(width: int) -> Sequence[Row]:
            rows = week_rows(figures, width=width, people=people) or [(Span("", "text"),)]
            return [tuple(_as_typed_here(span) for span in row) for row in rows]

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
        self._go_to(_week_with(self.host, self.host.day))

    def midnight_passed(self, before: str) -> None:
        """Who looked at this week goes on looking at it."""
        if self.host.is_shown(self) and self._week == _week_with(self.host, before):
            self._go_to(_week_with(self.host, self.host.today))

    def step(self, by: int) -> None:
        """The week before or after, but none that is still to come."""
        week = self._week.back(-by)
        if by < 0 or week.first.isoformat() <= self.host.today:
            self._go_to(week)

    def open_at(self, subject: str) -> None:
        """Show a week."""
        self._go_to(week_named(subject, start=self.host.journal.week_start))

    def spot(self) -> object:
        """The week."""
        return self._week.name

    def return_to(self, spot: object) -> None:
        """Show that week."""
        self.open_at(str(spot))

    def action_today(self) -> None:
        """This week."""
        self._go_to(_week_with(self.host, self.host.today))

    def _go_to(self, week: Week) -> None:
        self._week = week
        self.reload()


def _week_with(host: PaneHost, day: str) -> Week:
    return week_of(date.fromisoformat(day), start=host.journal.week_start)


def _as_typed_here(span: Span) -> Span:
    """An example for the shell as it is typed into the entry line."""
    return Span(span.text.removeprefix("hat add "), span.role)
