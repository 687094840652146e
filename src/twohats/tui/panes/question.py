"""A question to the journal: the line it is typed into, the lines that answer it, and what these come to."""

from __future__ import annotations

from twohats.actions.questions import kept_questions, last_questions, remember_question
from twohats.query.offering import offers
from twohats.tui.asker import Asked, Asker
from twohats.tui.keys import PAGE
from twohats.tui.panes.line_pane import LinePane
from twohats.tui.panes.pane import soon
from twohats.tui.widgets.line_list import Found, LineList, mark_of
from twohats.tui.widgets.question_line import Below, QuestionLabel, QuestionLine, QuestionRow
from twohats.values import NamedTuple
from twohats.views.asked import comes_of, marks_row, prose_rows, sums_row, teaching_rows, words_looked_for
from twohats.views.rows import Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widget import Widget

    from twohats.drafting.offers import Offer
    from twohats.tui.changes import Done
    from twohats.tui.panes.pane import PaneHost
    from twohats.tui.widgets.cursor_rows import Mark
    from twohats.views.lines import Line


class Spot(NamedTuple):
    """A question, and where one was in its lines."""

    text: str
    asked: Asked | None
    found: Found
    cursor: int
    scroll: float
    marks: frozenset[Mark]


class QuestionPane(LinePane):
    """Asks with the words with which one writes lines. Shown at a subject it has that question, else one is typed."""

    has_own_line = True
    widget: LineList

    def __init__(self, host: PaneHost) -> None:
        super().__init__(host)
        self.line = QuestionLine(self._offer, self._typed, host.hats)
        self.below = Below()
        self._row = QuestionRow(QuestionLabel(), self.line)
        self._asker = Asker(host, self.widget, self._take)
        self._asked: Asked | None = None
        self._goes = False
        """Whether one goes to the first line as soon as it is there: Enter came before the answer."""
        self._awaits = False
        """Whether lines were changed here and are not shown yet as they are now."""
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
        return self.widget, self._row, self.line.offers, self.below

    # What it shows

    def title(self) -> tuple[str, str]:
        """What one does here."""
        return "Ask your lines", "ask"

    @property
    def text(self) -> str:
        """The question."""
        return self.line.value

    def show(self) -> None:
        """It comes onto the screen: lines may have changed."""
        self._before = last_questions(self.host.journal)
        self._ask()

    def settings_changed(self) -> None:
        """Other hats have other colours, and other questions may be kept."""
        self.widget.set_hats(self.host.hats)
        self.line.offers.hats = self.host.hats
        self._ask()

    def pages_changed(self) -> None:
        """Ask again, if one looks at it."""
        self._asker.pages_changed()
        self.line.offer_again()
        if self.host.is_shown(self):
            self._ask(again=True)

    def begin_change(self) -> Callable[[Done], None]:
        """What is changed here is asked for again at once."""
        return lambda _: self._ask_after_change()

    def _ask_after_change(self) -> None:
        if self.host.is_shown(self) and self.text.strip():
            self._awaits = True
            self.pages_changed()

    async def is_fresh(self) -> bool:
        """Wait until the lines are shown as they are now."""
        return await soon(lambda: not self._awaits)

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

    def _offer(self, text: str) -> tuple[Offer, ...]:
        return offers(text, self.host.names, self.host.hats)

    def _typed(self, text: str) -> None:
        if self._asked is None or text.split() != self._asked.text.split():
            self.widget.marks = frozenset()
        self._goes = False
        self._wrong = ""
        self._ask()

    def _ask(self, *, again: bool = False) -> None:
        text = self.text.strip()
        if text:
            self._asker.ask(text, again=again)
            return
        self._awaits = False
        self._asked = None
        self._asker.stop()
        self.widget.found = Found()
        kept = kept_questions(self.host.journal)
        self.widget.instead = lambda width: teaching_rows(self._before, kept, width)
        self.below.says = ()

    def _take(self, asked: Asked) -> None:
        if asked.wrong:
            self._awaits = False
            self._wrong = asked.text
            self.below.says = ((user_text(asked.wrong, "problem"),),)
            self._goes = False
            return
        answer = asked.answer
        assert answer
        if answer.lines or not answer.since:
            self._asked = asked
            selection = answer.selection
            is_prose = not answer.lines and bool(prose_rows(selection, self.widget.size.width))
            self.widget.instead = (lambda width: prose_rows(selection, width)) if is_prose else None
            self.widget.found = Found(
                answer.lines,
                tuple(words_looked_for(answer.selection)),
                self.host.today,
                0 if answer.since else answer.found - len(answer.lines),
                "no line",
            )
            self.keep_marks()
        self._awaits = self._awaits and bool(answer.since)
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
            says = (*marks_row(comes_of(self.lines_of(self.marks))), Span(" \N{MIDDLE DOT} ", "muted"), *says)
        self.below.says = (says, (user_text(f"{asked.says}{more}", "muted"),))

    # Its keys, while one types

    async def action_go(self) -> None:
        """Go to the line of the cursor; as soon as it is there, if it is not yet."""
        text = self.text.strip()
        if not text:
            await self.action_leave()
        elif self._asked is None or self._asked.text != text:
            self._goes = text != self._wrong
        else:
            await self.action_open()

    def action_complete(self) -> None:
        """Take the word that is offered; with none into the lines."""
        if not self.line.take_offer():
            self._into_lines()

    def action_lines(self) -> None:
        """Back towards what was typed, from a question of before; else into the lines."""
        if self._at >= 0:
            self._recall(self._at - 1)
        else:
            self._into_lines()

    def _into_lines(self) -> None:
        self._remember()
        self.host.focus_view()

    def action_older(self) -> None:
        """Bring back the question asked before."""
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
        """Go back to where one was."""
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

    # Its lines

    @property
    def has_lines(self) -> bool:
        """There is nothing else."""
        return True

    def marks_shown(self) -> Sequence[Mark]:
        """Each line that was found."""
        return [mark_of(line) for line in self.widget.found.lines]

    def mark_here(self) -> Mark | None:
        """The line of the cursor."""
        return mark_of(self.widget.line) if self.widget.line else None

    def lines_of(self, marks: Sequence[Mark]) -> list[Line]:
        """The lines as they were found."""
        wanted = set(marks)
        return [line for line in self.widget.found.lines if mark_of(line) in wanted]

    def marks_changed(self) -> None:
        """What is marked comes first in what is said."""
        if self._asked is not None:
            self._say(self._asked)

    def action_mark_all(self) -> None:
        """Mark all lines that are shown, of which there may be more."""
        super().action_mark_all()
        more = self.widget.found.more
        if more:
            self.host.answer(f"marked: those here, and none of the {more:,} more that there are")

    def action_keep(self) -> None:
        """Ask by which name the question is to be kept."""
        from twohats.tui.writing.keeping import ask_to_keep

        words = " ".join(self.text.split())
        if words:
            ask_to_keep(self.host, self.host.queue, words)

    async def chosen(self) -> None:
        """A line that is clicked twice is gone to."""
        await self.action_open()

    def action_today(self) -> None:
        """To the first of the lines."""
        self.widget.move_to_end(last=False)
