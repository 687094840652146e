"""A question to the journal: the line it is typed into, the lines that answer it, and what these come to."""

from __future__ import annotations

from twohats.actions.questions import kept_questions, last_questions, remember_question
from twohats.query.offering import offered
from twohats.tui.asker import Asked, Asker
from twohats.tui.keys import PAGE
from twohats.tui.panes.pane import Pane, PaneHost
from twohats.tui.widgets.line_list import Found, LineList, mark_of
from twohats.tui.widgets.question_line import Below, QuestionLabel, QuestionLine, QuestionRow
from twohats.tui.writing.line_changing import LineChanging
from twohats.values import NamedTuple
from twohats.views.asked import comes_of, marks_row, sums_row, teaching_rows, words_looked_for
from twohats.views.rows import Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.widget import Widget

    from twohats.views.lines import Line

PROMPT = "/"


class Spot(NamedTuple):
    """A question, and where one was in its lines."""

    text: str
    asked: Asked | None
    found: Found
    cursor: int
    scroll: float
    marks: frozenset[str]


class QuestionPane(Pane):
    """Asks with the words with which one writes lines. Shown at a subject it has that question, else one is typed."""

    has_own_line = True
    widget: LineList

    def __init__(self, host: PaneHost) -> None:
        super().__init__(host)
        self.line = QuestionLine(self._offer, self._typed)
        self.label = QuestionLabel()
        self.below = Below()
        self._row = QuestionRow(self.label, self.line)
        self._asker = Asker(host, self.widget, self._take)
        self._asked: Asked | None = None
        self._goes = False
        """Whether one goes to the first line as soon as it is there: Enter came before the answer."""
        self._changing: LineChanging | None = None
        """The change that is being typed."""
        self._question = ""
        """The question, while a change is typed in its place."""
        self._wrong = ""
        """The question that has no answer, being wrong."""
        self._before: tuple[str, ...] = ()
        self._at = -1
        """Which of the questions of before is in the line; -1 for none of them."""
        self._begun = ""
        """What was typed before these were gone through."""

    def make_widget(self) -> LineList:
        """The list of lines."""
        return LineList(self.host.hats)

    def widgets(self) -> tuple[Widget, ...]:
        """The list, the line, and the rows below it."""
        return self.widget, self._row, self.below

    @property
    def language(self) -> str:
        """What is typed: a question, or a change."""
        return "question" if self._changing is None else "change"

    # What it shows

    def title(self) -> tuple[str, str]:
        """What one does here."""
        return "Ask your lines", "ask"

    @property
    def text(self) -> str:
        """The question."""
        return self._question if self._changing else self.line.value

    def show(self) -> None:
        """It comes onto the screen: lines may have changed."""
        self._before = last_questions(self.host.journal)
        self._ask()

    def hide(self) -> None:
        """It leaves the screen: a change that was being typed is left."""
        if self._changing is not None:
            self._leave_change()

    def settings_changed(self) -> None:
        """Other hats have other colours, and other questions may be kept."""
        self.widget.set_hats(self.host.hats)
        self._show_change()
        self._ask()

    def pages_changed(self) -> None:
        """Ask again, if one looks at it."""
        self._asker.pages_changed()
        if self.host.is_shown(self):
            self._ask()

    def midnight_passed(self, before: str) -> None:
        """The same words may mean other days."""
        self.pages_changed()

    def open_at(self, subject: str) -> None:
        """Ask this; or have it typed, what was asked before in the line to be typed over."""
        if subject:
            self.line.put(subject)
            self.host.focus_view()
        else:
            self._at = -1
            self.line.action_select_all()
            self.host.set_focus(self.line)

    def home(self) -> None:
        """Go on typing."""
        self.host.set_focus(self.line)

    def spot(self) -> object:
        """The question, and where one is in its lines."""
        area = self.widget
        return Spot(
            self.text, self._asked, area.found, area.cursor, area.scroll_offset.y, frozenset(area.marks)
        )

    def return_to(self, spot: object) -> None:
        """Show again what was shown, and ask again, since lines may have changed."""
        if isinstance(spot, Spot):
            area = self.widget
            self._asked = spot.asked
            self.line.put(spot.text)
            area.found, area.marks = spot.found, spot.marks
            area.go_to(spot.cursor)
            area.scroll_to(y=spot.scroll, animate=False)
            self._ask()

    # The question

    def _offer(self, text: str) -> str:
        names = self.host.entry_area.line.names
        return offered(text, self.host.hats, names.channel, names.person, names.tag)

    def _typed(self, text: str) -> None:
        if self._changing is not None:
            self._changing.typed(text)
            return
        if self._asked is None or text.split() != self._asked.text.split():
            self.widget.marks = frozenset()
        self._goes = False
        self._wrong = ""
        self._ask()

    def _ask(self) -> None:
        if self._changing is not None:
            return
        text = self.text.strip()
        if text:
            self._asker.ask(text)
            return
        self._asked = None
        self._asker.stop()
        self.widget.found = Found()
        kept = kept_questions(self.host.journal)
        self.widget.instead = lambda width: teaching_rows(self._before, kept, width)
        self.below.says = ()

    def _take(self, asked: Asked) -> None:
        if self._changing is not None:
            return
        if asked.wrong:
            self._wrong = asked.text
            self.below.says = ((user_text(asked.wrong, "problem"),),)
            self._goes = False
            return
        answer = asked.answer
        assert answer
        if answer.lines or not answer.since:
            self._asked = asked
            self.widget.instead = None
            self.widget.found = Found(
                answer.lines,
                tuple(words_looked_for(answer.selection)),
                self.host.today,
                0 if answer.since else answer.found - len(answer.lines),
                "no line",
            )
            if self.widget.marks:
                self.widget.marks &= self._all_marks()
        self._say(asked)
        if self._goes and (answer.lines or not answer.since):
            self._goes = False
            self.widget.call_later(self.host.action_pane, "go")

    def _say(self, asked: Asked) -> None:
        answer, comes = asked.answer, asked.comes
        assert answer
        if answer.since:
            says: Row = (Span(f"looking further back than {answer.since} \N{HORIZONTAL ELLIPSIS}", "muted"),)
        else:
            says = sums_row(comes, answer.found)
        unread = len(answer.unread)
        more = f"; {unread} {'file is' if unread == 1 else 'files are'} not read" if unread else ""
        if self.widget.marks:
            says = (*marks_row(comes_of(self.lines_meant())), Span(" \N{MIDDLE DOT} ", "muted"), *says)
        self.below.says = (says, (user_text(f"{asked.says}{more}", "muted"),))

    # Its keys, while one types

    async def action_go(self) -> None:
        """Go to the line of the cursor; as soon as it is there, if it is not yet."""
        text = self.text.strip()
        if self._changing is not None:
            self._make_change(self._changing)
        elif not text:
            await self.action_leave()
        elif self._asked is None or self._asked.text != text:
            self._goes = text != self._wrong
        else:
            await self.action_open()

    def action_complete(self) -> None:
        """Take the word that is offered; with none into the lines."""
        if not self.line.take_offer() and self._changing is None:
            self._into_lines()

    def action_lines(self) -> None:
        """Back towards what was typed, from a question of before; else into the lines."""
        if self._changing is not None:
            self.widget.move(1)
        elif self._at >= 0:
            self._recall(self._at - 1)
        else:
            self._into_lines()

    def _into_lines(self) -> None:
        self._remember()
        self.host.focus_view()

    def action_older(self) -> None:
        """Bring back the question asked before."""
        if self._changing is not None:
            self.widget.move(-1)
        else:
            self._recall(self._at + 1)

    def _recall(self, at: int) -> None:
        if self._at == -1:
            self._begun = self.text
            self._before = tuple(each for each in last_questions(self.host.journal) if each != self._begun)
        if -1 <= at < len(self._before):
            self._at = at
            self.line.put(self._before[at] if at >= 0 else self._begun)

    def action_clear(self) -> None:
        """Empty the line."""
        self._at = -1
        self.line.put("")

    async def action_leave(self) -> None:
        """Go back to where one was; from a change to the lines."""
        if self._changing is not None:
            self._end_change()
        else:
            await self.host.action_come_back()

    def _remember(self) -> None:
        """This is one of the questions asked last."""
        self._at = -1
        remember_question(self.host.journal, self.text)

    # Its keys, in the lines

    async def action_open(self) -> None:
        """Go to the line of the cursor, on its day."""
        line = self.widget.line
        if line is None:
            self.host.answer("there is no line to go to")
            return
        self._remember()
        await self.host.open_view(PAGE, line.place)

    # Marks

    def action_mark(self) -> None:
        """Mark the line of the cursor, or unmark it, and go to the next."""
        line = self.widget.line
        if line is not None:
            self._mark(self.widget.marks ^ {mark_of(line)})
            self.widget.move(1)

    def action_mark_all(self) -> None:
        """Mark all lines that are shown."""
        self._mark(self._all_marks())
        more = self.widget.found.more
        if more:
            self.host.answer(f"marked: those here, and none of the {more:,} more that there are")

    def action_mark_others(self) -> None:
        """Mark those that are not, and no other."""
        self._mark(self._all_marks() - self.widget.marks)

    def action_mark_none(self) -> None:
        """Unmark all."""
        self._mark(frozenset())

    def _all_marks(self) -> frozenset[str]:
        return frozenset(map(mark_of, self.widget.found.lines))

    def _mark(self, marks: frozenset[str]) -> None:
        self.widget.marks = marks
        if self._asked is not None:
            self._say(self._asked)

    def lines_meant(self) -> list[Line]:
        """The lines that are marked; where none is, that of the cursor."""
        marked = [line for line in self.widget.found.lines if mark_of(line) in self.widget.marks]
        here = self.widget.line
        return marked or ([here] if here else [])

    def action_keep(self) -> None:
        """Ask by which name the question is to be kept."""
        from twohats.tui.writing.keeping import ask_to_keep

        words = " ".join(self.text.split())
        if words and self._changing is None:
            ask_to_keep(self.host, self.host.queue, words)

    # A change

    async def action_change(self) -> None:
        """Type what becomes of the lines that are marked, or of that of the cursor."""
        lines = self.lines_meant()
        if not lines or not await self.host.queue.is_written():
            return
        self._question = self.line.value
        changing = LineChanging(self.host, self.host.queue, lines, self._show_change)
        self._changing = changing
        self.label.says = changing.prompt
        self.line.put("")
        self._show_change()
        self.host.set_focus(self.line)

    def _show_change(self) -> None:
        if self._changing is not None:
            self.widget.instead = self._changing.drawing()
            self.below.says = self._changing.says()

    def _make_change(self, changing: LineChanging) -> None:
        if changing.make():
            self.widget.marks = frozenset()
            self._end_change()

    def _leave_change(self) -> None:
        self._changing = None
        self.label.says = PROMPT
        self.line.put(self._question)
        self.widget.instead = None

    def _end_change(self) -> None:
        self._leave_change()
        self.host.focus_view()
        if self._asked is not None:
            self._say(self._asked)

    async def chosen(self) -> None:
        """A line that is clicked twice is gone to."""
        await self.action_open()

    async def action_story(self) -> None:
        """Follow the line of the cursor."""
        line = self.widget.line
        await self.follow(line.place if line else "", line.item.value if line else None)

    def action_today(self) -> None:
        """To the first of the lines."""
        self.widget.move_to_end(last=False)
