"""Many lines changed at once: what they become is typed, and shown before it is made."""

from __future__ import annotations

from twohats.errors import NotUnderstood, TwohatsError
from twohats.query.offering import offers
from twohats.tui import changes
from twohats.values import NamedTuple
from twohats.views.layout import folded
from twohats.views.line_changes import change_rows
from twohats.views.rows import Row, Span, user_text
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.actions.change_lines import Planned
    from twohats.drafting.offers import Offer
    from twohats.format.line_change import LineChange
    from twohats.format.words import Hats
    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.views.lines import Line

EXAMPLES = "brand, fedi, talk, @anna, not +launch, m2, yesterday"
MOST_SHOWN = 300
"""Lines of which before and after are shown."""


_INDENT = 4
"""Columns that a row begins with which goes on from the one above."""


class Worked(NamedTuple):
    """What some words would make of the lines."""

    text: str
    change: LineChange | None = None
    plan: Planned | None = None
    wrong: str = ""


class LineChanging:
    """A change to some lines, from its first word until it is made or left."""

    def __init__(self, host: Host, queue: ChangeQueue, lines: Sequence[Line]) -> None:
        self._host, self._queue, self._lines = host, queue, lines
        self.show: Callable[[], None] = lambda: None
        """Is told when there is something else to see."""
        self._text = ""
        self._runs = False
        self._worked = Worked("")

    @property
    def prompt(self) -> str:
        """What the line is for."""
        return f"change {number_of(len(self._lines), 'line')} to"

    @property
    def is_worked_out(self) -> bool:
        """Whether what is shown is what the words say."""
        return self._worked.text == self._text

    @property
    def hats(self) -> Hats:
        """The hats of the journal."""
        return self._host.hats

    def offer(self, text: str) -> tuple[Offer, ...]:
        """What may come next."""
        return offers(text, self._host.names, self._host.hats, changing=True)

    def typed(self, text: str) -> None:
        """Other words: work out what they would do."""
        self._text = " ".join(text.split())
        if not self._runs:
            self._begin()

    def _begin(self) -> None:
        text, lines, journal, now = self._text, self._lines, self._host.journal, self._host.now()
        if not text:
            self._worked = Worked("")
            self.show()
            return

        def work() -> Worked:
            from twohats.actions.change_lines import plan_change, understand_change

            try:
                change = understand_change(journal, text.split(), now)
                return Worked(text, change, plan_change(journal, lines, change))
            except NotUnderstood as error:
                return Worked(text, wrong=error.with_hint())
            except TwohatsError as error:
                return Worked(text, wrong=error.message)

        self._runs = True
        self._host.background.run(work, self._take, group="change-lines")

    def _take(self, worked: Worked) -> None:
        self._runs = False
        self._worked = worked
        if worked.text == self._text:
            self.show()
        else:
            self._begin()

    def drawing(self) -> Callable[[int], list[Row]]:
        """What draws, for a width, every line as it is and as it would be, or the lines alone."""
        rows = self._rows()
        return lambda width: [each for row in rows for each in folded(row, width, _INDENT)]

    def _rows(self) -> list[Row]:
        plan, hats = self._worked.plan, self._host.hats
        if plan is not None and plan.changed:
            shown = change_rows(plan.changed[:MOST_SHOWN], hats)
            more = len(plan.changed) - MOST_SHOWN
            return (
                [*shown, (user_text(f"and {number_of(more, 'line')} more", "muted"),)] if more > 0 else shown
            )
        return [
            (user_text(f"{line.place}  ", "muted"), user_text(line.text)) for line in self._lines[:MOST_SHOWN]
        ]

    def says(self) -> tuple[Row, ...]:
        """What the words would do, and what is wrong with them or new in them."""
        worked = self._worked
        if worked.wrong:
            return ((user_text(worked.wrong, "problem"),),)
        if worked.plan is None:
            return ((Span(f"what they become: {EXAMPLES}", "muted"),),)
        says = user_text(worked.plan.says(), "text")
        return (says,), (user_text("; ".join(worked.plan.remarks), "warn"),)

    def words(self, width: int) -> list[Row]:
        """What explains the words that are typed."""
        from twohats.views import language

        return language.change_rows(language.Known(self._host.hats), width)

    def make(self) -> bool:
        """Make the change that is shown; whether there is one."""
        worked, journal = self._worked, self._host.journal
        plan, change = worked.plan, worked.change
        if not self.is_worked_out or plan is None or change is None or not plan.changed:
            return False
        self._queue.change(lambda: changes.change_lines(journal, plan, change, worked.text))
        return True
