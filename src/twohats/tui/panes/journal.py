"""The journal as a calendar: days of a year, a month or a week, each of which opens its page."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from twohats.actions.questions import kept_questions
from twohats.format.calendar import MONTH, STRETCHES, WEEK, YEAR, month_moved, stretch_of
from twohats.tui.pane_table import ASIDES, PANES
from twohats.tui.panes.pane import LoadedPane, PaneHost
from twohats.tui.titles import day_title
from twohats.tui.widgets.calendar_area import CalendarArea
from twohats.values import NamedTuple
from twohats.views.calendar import question_place
from twohats.views.dates import day_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from twohats.views.calendar import Calendar

_LONGER, _SHORTER = ("+", "longer"), ("-", "shorter")
_KEYS = {WEEK: (_LONGER,), MONTH: (_LONGER, _SHORTER), YEAR: (_SHORTER,)}


class _Spot(NamedTuple):
    """What it shows, and where one is in it."""

    length: str
    day: str
    question: str = ""


class JournalPane(LoadedPane):
    """A month, or from there a year or a week, the cursor on the day that is looked at.

    Where its rows are weeks, up and down go by weeks; where they are months, by months; in a week by days, and left and
    right by weeks. Below today come the questions kept by name.
    """

    widget: CalendarArea
    needs_no_rows = LoadedPane.needs_no_rows | {
        "open", "story", "move_down", "move_up", "page_down", "page_up", "first", "last",
    }  # fmt: skip

    def __init__(self, host: PaneHost) -> None:
        self._length, self._day = MONTH, host.day
        self._question = ""
        """The name of the question that the cursor is on, below the days."""
        super().__init__(host)
        self.widget.chosen = self._day

    def make_widget(self) -> CalendarArea:
        """What scrolls the rows."""
        return CalendarArea(self._choose)

    # What it shows

    def title(self) -> tuple[str, str]:
        """The day of the cursor."""
        return day_title(self._day, self.host.today), day_text(self._day, weekday=True)

    def of(self) -> object:
        """The stretch of days that the cursor's is in."""
        return self._length, *self._ends()

    def _ends(self) -> tuple[str, str]:
        start = self.host.journal.week_start
        try:
            first, last = stretch_of(self._length, date.fromisoformat(self._day), start=start)
        except OverflowError:  # the first or the last week there is
            return self._day, self._day
        return first.isoformat(), last.isoformat()

    def loader(self) -> Callable[[], Callable[[int], Any]]:
        """What counts the days."""
        length, (first, last) = self._length, self._ends()
        journal, today = self.host.journal, self.host.today
        key = self.host.services.key_of("entry.open")

        def load() -> Callable[[int], Callable[[str], Calendar]]:
            from twohats.actions.calendar import days_between
            from twohats.views.calendar import Asked, calendar_of

            days = days_between(journal, first, last)
            questions = kept_questions(journal)
            asked = Asked(
                length,
                today,
                week_start=journal.week_start,
                questions=questions,
                keys=_KEYS[length],
                way=f"{key} on a day with !",
            )

            def drawn(width: int, chosen: str) -> Calendar:
                day, _, question = chosen.partition("?")
                return calendar_of(days, asked._replace(chosen=day, question=question), width)

            return lambda width: partial(drawn, width)

        return load

    def day_inside(self) -> str:
        """The day of the cursor."""
        return self._day

    # What happens to it

    def show(self) -> None:
        """Show the day that is looked at."""
        self._go(self.host.day)
        super().show()

    def midnight_passed(self, before: str) -> None:
        """Who looked at today goes on looking at it."""
        if self._day == before:
            self._go(self.host.today)

    def settings_changed(self) -> None:
        """There may be other hats, other weeks and other questions."""
        self.pages_changed()

    def open_at(self, subject: str) -> None:
        """Show a day."""
        self._go(subject)

    def points_at(self, name: str) -> str:
        """The page of the day."""
        return f"{self._day}:0" if name == PANES[0].name else ""

    def spot(self) -> object:
        """The stretch, and the day."""
        return _Spot(self._length, self._day, self._question)

    def return_to(self, spot: object) -> None:
        """Show that day among those around it again."""
        if isinstance(spot, _Spot):
            self._length = spot.length
            self._go(spot.day)
            if spot.question in kept_questions(self.host.journal):
                self._ask(spot.question)

    async def chosen(self) -> None:
        """A day that is clicked twice is opened."""
        await self.action_open()

    def _choose(self, place: str) -> None:
        day, _, question = place.partition("?")
        if question:
            self._ask(question)
        elif day <= self.host.today:
            self._go(day)

    def _ask(self, question: str) -> None:
        """Put the cursor on a question."""
        self._question = question
        self.widget.chosen = question_place(self._day, question)

    def _go(self, day: str, length: str = "") -> None:
        """Put the cursor on a day, and count those around it if they are others than before."""
        before = self.of()
        self._day, self._length, self._question = day, length or self._length, ""
        self.widget.chosen = day
        if self.host.is_shown(self):
            self.host.retitle()
            self.host.cursor_moved()
        if self.of() != before:
            self.reload()

    # Its keys

    async def action_open(self) -> None:
        """Open the page of the day, or ask the question."""
        if self._question:
            await self.host.open_view(
                ASIDES[0].name, kept_questions(self.host.journal).get(self._question, "")
            )
            return
        await self.host.open_view(PANES[0].name, f"{self._day}:0")

    async def action_story(self) -> None:
        """A line is followed from the page of its day."""
        self.host.answer("Enter opens the day; there f follows a line")

    def action_today(self) -> None:
        """Today."""
        self._go(self.host.today)

    def action_longer(self) -> None:
        """The next longer stretch."""
        self._lengthen(1)

    def action_shorter(self) -> None:
        """The next shorter one."""
        self._lengthen(-1)

    def _lengthen(self, by: int) -> None:
        at = STRETCHES.index(self._length) + by
        if 0 <= at < len(STRETCHES):
            self._go(self._day, STRETCHES[at])

    def step(self, by: int) -> None:
        """To the day at the left or at the right; in a week, whose days stand below each other, by a week."""
        self._move(days=7 * by if self._length == WEEK else by)

    def action_move_down(self) -> None:
        """To the day below; below today to the questions."""
        if self._question or (self._day == self.host.today):
            self._to_question(1)
        else:
            self._below(1)

    def action_move_up(self) -> None:
        """To the day above; from the first question to the days."""
        if self._question:
            self._to_question(-1)
        else:
            self._below(-1)

    def _to_question(self, by: int) -> None:
        names = [*kept_questions(self.host.journal)]
        at = names.index(self._question) + by if self._question in names else 0
        if 0 <= at < len(names):
            self._ask(names[at])
        elif at < 0 or not names:
            self._go(self._day)

    def _below(self, by: int) -> None:
        if self._length == YEAR:
            self._move(months=by)
        else:
            self._move(days=by if self._length == WEEK else 7 * by)

    def action_page_down(self) -> None:
        """A week, a month or a year on."""
        self._page(1)

    def action_page_up(self) -> None:
        """A week, a month or a year back."""
        self._page(-1)

    def _page(self, by: int) -> None:
        if self._length == WEEK:
            self._move(days=7 * by)
        else:
            self._move(months=12 * by if self._length == YEAR else by)

    def action_first(self) -> None:
        """To the first day shown."""
        self._go(self._ends()[0])

    def action_last(self) -> None:
        """To the last day shown, or today."""
        self._go(min(self._ends()[1], max(self.host.today, self._day)))

    def _move(self, *, days: int = 0, months: int = 0) -> None:
        """Go so many days or months, but to no day that is still to come."""
        try:
            day = month_moved(date.fromisoformat(self._day), months) + timedelta(days=days)
        except OverflowError:
            return
        iso, today = day.isoformat(), self.host.today
        if days + months < 0 or iso <= today:
            self._go(iso)
        elif self._day < today:
            self._go(today)
