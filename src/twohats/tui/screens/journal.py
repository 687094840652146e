"""The half of the main screen that looks: which day, which week, what changed on disk. It changes nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from textual.binding import Binding
from textual.reactive import reactive, var
from textual.screen import Screen
from textual.worker import WorkerState, get_current_worker

from twohats.actions import timer as timers
from twohats.actions.again import last_lines
from twohats.errors import TwohatsError
from twohats.format.calendar import Week, week_of
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.journal.names import PAGES
from twohats.tui.changes import check_place
from twohats.tui.completion import NO_NAMES, Names, names_by_use
from twohats.tui.drafts import Drafts
from twohats.tui.keys import KEYS, LINE, ON_APP, PAGE, WEEK, sign_of
from twohats.tui.messages import Counted, Gathered
from twohats.tui.reading import ADD, CHANGE, NOTHING_TYPED, Place, Reading, label_of
from twohats.tui.saving import Saver
from twohats.tui.sheet import Sheet, edited_item, read_sheet
from twohats.tui.titles import Title, sums_of, title_of
from twohats.tui.watching import SECONDS, Marks, Watch, marks_of_pages
from twohats.tui.widgets.bars import KeyBar, TitleBar
from twohats.tui.widgets.entry_line import EntryLine, ReadingLines
from twohats.tui.widgets.entry_row import EntryLabel, EntryRow
from twohats.tui.widgets.page_list import PageList
from twohats.tui.widgets.week_area import WeekArea, WeekSheet
from twohats.views.rows import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.timer import Timer as TextualTimer
    from textual.worker import Worker

    from twohats.actions.timer import Timer
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.app import HatApp
    from twohats.tui.widgets.rows import RowArea
    from twohats.views.rows import Row


ANSWER_SECONDS = 12
LAST_LINES = 50
"""The lines written last that the entry line can bring back."""
ALL_WEEK = "-all-week"
"""The class of the screen while the week has all of it and the entry line is away."""

_BY_ACTION = {key.action: key for key in KEYS if key.id.split(".")[0] != LINE}


class JournalScreen(Screen[None]):
    """The page of a day or a week, the entry line, and the two bars."""

    app: HatApp
    # With priority a key is dealt with before the next one is looked at, so that of `a25m`, typed ahead, all
    # but the first sign reaches the entry line. `check_action` says where a key counts.
    BINDINGS = [
        Binding(key.keys, key.action, key.short or key.says, id=key.id, show=bool(key.short), priority=True)
        for key in KEYS
        if key.id.split(".")[0] != LINE and key.id not in ON_APP
    ]

    view: reactive[str] = reactive(PAGE, init=False)
    sheet: reactive[Sheet | None] = reactive(None)
    week: reactive[WeekSheet | None] = reactive(None)
    hats: reactive[Hats] = reactive(DEFAULT_HATS)
    place: reactive[Place] = reactive(Place(""))
    label: reactive[tuple[str, str]] = reactive(("", ""))
    reading: reactive[Reading] = reactive(NOTHING_TYPED)
    names: var[Names] = var(NO_NAMES)
    lines: var[tuple[str, ...]] = var(())
    keys: reactive[Mapping[str, str]] = reactive(dict[str, str])
    key_place: reactive[str] = reactive(PAGE)
    title_row: reactive[Title] = reactive(Title(PAGE, ""))
    idle: reactive[tuple[Row, ...]] = reactive(())
    timing: reactive[bool] = reactive(False)

    def __init__(self, journal: Journal, now: Callable[[], Now]) -> None:
        super().__init__()
        self.journal = journal
        self.now = now
        self.today = now().day
        self._week = self._week_with(self.today)
        self._watch = Watch(journal)
        self._marks: Marks = ()
        self._gone = False
        self._timer: Timer | None = None
        self._answer = ""
        self._answer_ends: TextualTimer | None = None
        self.drafts = Drafts()
        self.saver = Saver()
        self.notices: list[str] = []
        """What is still to be said of a change; it may have been made in a thread."""
        journal.on_notice = self.notices.append
        self.seen = False
        """Whether the first frame has been drawn. Nothing is taken away before one could see it."""
        # The first frame shows the page, so it is read before there is a screen.
        self.set_reactive(JournalScreen.hats, journal.hats)
        self.set_reactive(JournalScreen.sheet, read_sheet(journal, self.today))
        self.set_reactive(JournalScreen.place, Place(self.today, today=self.today))
        self._look_at_timer()
        self._retitle()

    def compose(self) -> ComposeResult:
        """Few widgets, each drawn line by line; the week comes when it is first asked for."""
        yield TitleBar().data_bind(title=JournalScreen.title_row)
        yield PageList().data_bind(JournalScreen.sheet, JournalScreen.hats)
        self._week_area = WeekArea().data_bind(JournalScreen.week)
        with EntryRow():
            yield EntryLabel().data_bind(JournalScreen.label)
            yield EntryLine(self.now, self.drafts).data_bind(
                JournalScreen.place, JournalScreen.hats, JournalScreen.names, JournalScreen.lines
            )
        yield ReadingLines(self.now).data_bind(
            JournalScreen.reading, JournalScreen.place, JournalScreen.hats, JournalScreen.idle
        )
        yield KeyBar().data_bind(JournalScreen.keys, JournalScreen.timing, place=JournalScreen.key_place)

    def on_mount(self) -> None:
        """Begin to watch the files, and gather in the background what the first frame does not need."""
        self.keys = self.app.put_on_keys()
        self.set_interval(SECONDS, self.look)
        self.call_after_refresh(self._seen)

    def _seen(self) -> None:
        self.seen = True
        self._say_problems()
        self.gather()

    # Where one is

    @property
    def page_list(self) -> PageList:
        """The list of the page."""
        return self.query_one(PageList)

    @property
    def entry(self) -> EntryLine:
        """The entry line."""
        return self.query_one(EntryLine)

    @property
    def area(self) -> RowArea:
        """What is looked at: the page or the week."""
        return self.page_list if self.view == PAGE else self._week_area

    @property
    def day(self) -> str:
        """The ISO date of the page that is shown."""
        return self.sheet.day if self.sheet else self.today

    def _week_with(self, day: str) -> Week:
        return week_of(date.fromisoformat(day), start=self.journal.week_start)

    def _retitle(self) -> None:
        """Work out the top row and the row of sums."""
        self.title_row = title_of(self.view, self.day, self.now(), self._timer, self.saver.says())
        self.timing = self._timer is not None
        sums = sums_of(self.sheet.page, self.hats) if self.sheet and self.view == PAGE else ()
        self.idle = (sums, (said(self._answer, "note"),))

    def answer(self, text: str, *, seconds: float = 5) -> None:
        """Say what was done, in the row that is free while nothing is typed; else in a notice."""
        self._answer = text.split("\n", 1)[0]
        self._retitle()
        if self._answer_ends is not None:
            self._answer_ends.stop()  # that of the answer before
        self._answer_ends = self.set_timer(ANSWER_SECONDS, self._forget_answer)
        if self.entry.value.strip() or self.has_class(ALL_WEEK):  # that row is taken
            self.app.say(text, seconds=seconds)

    def _forget_answer(self) -> None:
        self._answer = ""
        self._retitle()

    # Days and weeks

    def go_to_day(self, day: str) -> None:
        """Show the page of a day."""
        sheet = read_sheet(self.journal, day)
        if self.place.purpose == CHANGE and self.place.day == day:
            self._follow(self.sheet, sheet)
        self.sheet = sheet
        self.follow_screen()
        self._retitle()

    def new_place(self) -> Place:
        """What a line is for that is begun now: the page on the screen."""
        return Place(self.day, today=self.today)

    def follow_screen(self) -> None:
        """An empty line is for the page on the screen; one in which something stands keeps its day."""
        if self.place.purpose == ADD and not self.entry.value.strip():
            self.place = self.new_place()
        self._relabel()

    def watch_place(self) -> None:
        """Something else to say in front of the line."""
        self._relabel()

    def _relabel(self) -> None:
        shown = self.day if self.view == PAGE else self.today
        self.label = label_of(self.place, shown, self.today)

    def _follow(self, before: Sheet | None, sheet: Sheet) -> None:
        """Keep to the line that is being changed, and say so if another program has changed it."""
        place, found = self.place, edited_item(sheet, self.place)
        known = before.block(place.number) if before and before.day == place.day else place.was
        self.place = place._replace(number=found)
        if not found and place.number:
            self.app.say("the line you are changing has been deleted", severity="warning")
        elif found and sheet.block(found) not in (known, place.was):
            now = f"the line you are changing has been changed elsewhere; it now says\n{sheet.first_line(found)}"
            self.app.say(now, severity="warning", seconds=10)

    def reload(self) -> None:
        """Read the page again that is shown; it stays as it is while the journal's folder is away."""
        if self._watch.in_place():
            self.go_to_day(self.day)

    def go_to_week(self, week: Week) -> None:
        """Show a week; its figures come from a thread, the rows of before stand until they are there."""
        self._week = week
        self._retitle()
        if self.week is None:
            self.week = WeekSheet(week.name)
        self._count(week)

    def _count(self, week: Week) -> None:
        today = date.fromisoformat(self.today)

        def count() -> None:
            from twohats.actions.week import figures_of
            from twohats.journal.people import people_of

            try:
                sheet = WeekSheet(
                    week.name, figures_of(self.journal, week, today), people_of(self.journal).shown
                )
            except TwohatsError as error:
                sheet = WeekSheet(week.name, wrong=error.message)
            if not get_current_worker().is_cancelled:
                self.post_message(Counted(sheet))

        self.run_worker(count, thread=True, exclusive=True, group="week", exit_on_error=False)

    def action_back(self) -> None:
        """The day or the week before."""
        self._step(-1)

    def action_forward(self) -> None:
        """The day or the week after, but none that is still to come."""
        self._step(1)

    def _step(self, by: int) -> None:
        if self.view == WEEK:
            week = self._week.back(-by)
            if by < 0 or week.first.isoformat() <= self.today:
                self.go_to_week(week)
            return
        try:
            day = (date.fromisoformat(self.day) + timedelta(days=by)).isoformat()
        except OverflowError:
            return
        if by < 0 or day <= self.today:
            self.go_to_day(day)

    def action_today(self) -> None:
        """Today, or this week."""
        if self.view == WEEK:
            self.go_to_week(self._week_with(self.today))
        else:
            self.go_to_day(self.today)

    def action_move_down(self) -> None:
        """One line down."""
        self.area.move(1)

    def action_move_up(self) -> None:
        """One line up."""
        self.area.move(-1)

    def action_page_down(self) -> None:
        """One screen down."""
        self.area.move_screen(1)

    def action_page_up(self) -> None:
        """One screen up."""
        self.area.move_screen(-1)

    def action_first(self) -> None:
        """To the first line."""
        self.area.move_to_end(last=False)

    def action_last(self) -> None:
        """To the last line."""
        self.area.move_to_end(last=True)

    def action_open(self) -> None:
        """Show all of the note of the line under the cursor, or fold it again."""
        self.page_list.open_out()

    # Views

    async def action_show_page(self) -> None:
        """Show the page of the day."""
        await self._show(PAGE)

    async def action_show_week(self) -> None:
        """Show the week that the day on the screen is in."""
        await self._show(WEEK)

    async def action_next_view(self) -> None:
        """Show the other view."""
        await self._show(WEEK if self.view == PAGE else PAGE)

    async def _show(self, view: str) -> None:
        if view == WEEK and not self._week_area.is_attached:
            await self.mount(self._week_area, after=self.page_list)
        if view == PAGE:
            self._go_into_week()
        self.view = view
        self.page_list.display = view == PAGE
        self._week_area.display = view == WEEK
        self.set_focus(self.area)
        if view == WEEK:
            self.go_to_week(self._week_with(self.day))
        self._relabel()
        self._retitle()
        self.refresh_bindings()
        self.on_descendant_focus()

    def _go_into_week(self) -> None:
        """From a week that was browsed, go to the last day in it that has a page, or could have one."""
        days = self._week.days()
        if self.view != WEEK or self.day in days:
            return
        written = set(self.journal.days())
        possible = [day for day in days if day <= self.today]
        if possible:
            self.go_to_day(next((day for day in reversed(possible) if day in written), possible[-1]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had where one is; while typing not by a key that types a sign."""
        key = _BY_ACTION.get(action)
        if key is None:
            return True
        return self.here in key.places and not (self.here == LINE and sign_of(self.app.pressed))

    @property
    def here(self) -> str:
        """The place that keys are for."""
        return LINE if self.focused is not None and self.focused.id == "entry" else self.view

    def on_descendant_focus(self) -> None:
        """The key bar follows the focus."""
        self.key_place = self.here
        self.set_class(self.here == WEEK and not self.entry.value, ALL_WEEK)

    # What changes under the app

    def look(self) -> None:
        """Look whether the page, the settings, the timer or the day have changed."""
        try:
            if self._is_gone():
                return
            now = self.now()
            if now.day != self.today:
                self._new_day(now.day)
            if self.sheet and self._watch.page_changed(self.day, self.sheet.mark):
                self.reload()
                self._put_back(self.day)
            if self._watch.settings_changed():
                self._new_settings()
            if self._watch.time_for_the_rest():
                self.gather()
            self._look_at_timer()
            self._retitle()
            self.say_notices()
        except TwohatsError as error:
            self.app.tell(error)

    def say_notices(self) -> None:
        """Say what changes had to do beside what was asked."""
        if self.notices:
            self.app.say("\n".join(self.notices), severity="warning", seconds=10)
            self.notices.clear()

    def _is_gone(self) -> bool:
        """Whether the journal's folder is gone; said once. What was read of it stays on the screen."""
        before, self._gone = self._gone, not self._watch.in_place()
        if self._gone and not before:
            check_place(self.journal)
        return self._gone

    def _new_day(self, today: str) -> None:
        """Midnight has passed: who looked at today goes on looking at it."""
        before, self.today = self.today, today
        if self.day == before:
            self.go_to_day(today)
        self.follow_screen()
        if self.view == WEEK and self._week == self._week_with(before):
            self.go_to_week(self._week_with(today))

    def _new_settings(self) -> None:
        self.journal.forget_settings()
        self.hats = self.journal.hats
        self.keys = self.app.put_on_keys()
        self.app.put_on_theme()
        self._say_problems()
        self.reload()

    def _say_problems(self) -> None:
        """Say what is wrong with the settings, if anything is."""
        problems = [*self.journal.settings.problems, *self.app.config.problems, *self.app.key_problems]
        if problems:
            self.app.say_problems(problems)

    def _look_at_timer(self) -> None:
        try:
            self._timer = timers.running(self.journal)
        except TwohatsError:
            self._timer = None  # stopping it says why

    # In the background

    def _put_back(self, day: str) -> None:
        """Put back what another program may have saved over, in a thread: it waits for whoever writes."""

        def put_back() -> None:
            with suppress(TwohatsError):  # the next change does it
                self.journal.restore_overwritten(day)

        self.run_worker(put_back, thread=True, group="put-back", exit_on_error=False)

    def gather(self) -> None:
        """Look at the other pages in a thread: for names, for the lines written last, for the week."""
        self.run_worker(self._gather, thread=True, exclusive=True, group="gather", exit_on_error=False)

    def _gather(self) -> None:
        marks = marks_of_pages(self.journal)
        if marks == self._marks:
            return
        days = self.journal.days()[-PAGES:]
        known = {"channel": set(self.journal.settings.channels)}
        names = names_by_use((self.journal.page(day) for day in days), known)
        last, _ = last_lines(self.journal, most=LAST_LINES, pages=PAGES)
        lines = tuple(line.text() for line in last)
        if not get_current_worker().is_cancelled:
            self.post_message(Gathered(marks, names, lines))

    def on_counted(self, event: Counted) -> None:
        """Show the figures of a week, if it is still the one that is looked at."""
        if event.week.name == self._week.name:
            self.week = event.week

    def on_gathered(self, event: Gathered) -> None:
        """Take the names and lines of the other pages, and count the week again if it is on the screen."""
        first = not self._marks
        self._marks, self.names, self.lines = event.marks, event.names, event.lines
        if self.view == WEEK and not first:
            self._count(self._week)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What went wrong in a thread becomes a notice."""
        if event.worker.error is not None and event.state is WorkerState.ERROR:
            self.app.tell(event.worker.error)
