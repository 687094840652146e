"""Asks the journal while one types: the latest days at once, all of them when the fingers rest. Late answers are
dropped, and never do more than one of either wait for the journal.
"""

from __future__ import annotations

from twohats.errors import TwohatsError
from twohats.values import NamedTuple
from twohats.views.asked import Comes, comes_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from twohats.actions.ask import Answer, Traced
    from twohats.tui.host import Host
    from twohats.tui.widgets.line_list import LineList

REST = 0.15
"""Seconds without a key after which the whole journal is asked."""

_ALL, _CAME = "ask-all", "ask-came"
"""The groups of work that reads the whole journal."""

LONG_REST = 0.7
"""Seconds more after which it is worked out what came of the lines, for which the whole journal is read."""


class Asked(NamedTuple):
    """What came of a question."""

    text: str
    answer: Answer | None = None
    comes: Comes = Comes()
    says: str = ""
    """How it was understood."""
    wrong: str = ""
    """Why there is no answer."""


class Asker:
    """The questions of a pane; each answer goes to `show`, unless another question has been asked since."""

    def __init__(self, host: Host, area: LineList, show: Callable[[Asked], None]) -> None:
        self._host, self._area, self._show = host, area, show
        self._wanted = ""
        self._lately_runs = self._all_runs = self._came_runs = False
        self._all_of = ""
        """What is being asked for of the whole journal, or was last."""
        self._again = False
        """Whether pages have changed since what is being asked for was begun."""
        self._shown = Asked("")
        self._traced: Traced | None = None
        self._traced_of = 0
        """How often pages have changed."""
        self._rest: Timer | None = None

    def ask(self, text: str, *, again: bool = False) -> None:
        """Ask something; or the same `again`, since pages have changed: then for all lines at once, so that those that
        are shown do not go and come back.
        """
        is_same = text == self._wanted
        self._wanted = text
        if not is_same:
            self._stop_all()
        if self._rest is not None:
            self._rest.stop()
        if again and is_same:
            self._again, self._shown = True, Asked("")  # what was read before is not shown any more
            self._begin_all()
        elif not self._lately_runs:
            self._begin_lately()

    def stop(self) -> None:
        """Nothing is asked any more."""
        self._wanted = ""
        self._stop_all()
        if self._rest is not None:
            self._rest.stop()

    def _stop_all(self) -> None:
        """What is asked of the whole journal is wanted no more: it ends, and leaves its time to what is asked now."""
        if self._all_runs and self._all_of != self._wanted:
            self._host.background.stop(_ALL)
            self._all_runs = False
        if self._came_runs:
            self._host.background.stop(_CAME)
            self._came_runs = False

    def _begin_lately(self) -> None:
        text, self._lately_runs = self._wanted, True
        self._host.background.run(self._work(text, lately=True), self._take_lately, group="ask-lately")

    def _take_lately(self, asked: Asked) -> None:
        self._lately_runs = False
        if asked.text != self._wanted:
            if self._wanted:
                self._begin_lately()
            return
        if self._again or (self._all_runs and self._all_of == self._wanted):
            return  # all of them are on their way, and were read later
        self._show(asked)
        if not asked.wrong:
            self._rest = self._area.set_timer(REST, self._begin_all)

    def _begin_all(self) -> None:
        if not self._all_runs:
            text, self._all_runs, self._again = self._wanted, True, False
            self._all_of = text
            self._host.background.run(self._work(text, lately=False), self._take_all, group=_ALL)

    def _take_all(self, asked: Asked) -> None:
        self._all_runs = False
        if self._again and asked.text == self._wanted:  # it was read before the pages changed
            self._begin_all()
        elif asked.text == self._wanted:
            self._shown = asked
            self._show(asked)
            if not asked.wrong and asked.answer and asked.answer.found == len(asked.answer.lines):
                self._rest = self._area.set_timer(LONG_REST, self._begin_came)
        elif self._wanted and not self._lately_runs:
            self._begin_all()

    def _begin_came(self) -> None:
        """What came of the lines on the screen, if it is still them."""
        asked, journal, today, traced = self._shown, self._host.journal, self._host.today, self._traced
        if asked.text != self._wanted or asked.answer is None or self._came_runs:
            return
        lines, self._came_runs = asked.answer.lines, True

        def work() -> tuple[Traced, dict[str, int]]:
            from twohats.actions.ask import Traced

            found = traced or Traced(journal, today)
            return found, found.came_of(lines)

        def take(found: tuple[Traced, dict[str, int]]) -> None:
            self._came_runs = False
            self._traced = found[0] if self._traced_of == traced_of else None
            if asked is self._shown and asked.text == self._wanted:
                self._show(asked._replace(comes=asked.comes._replace(came=found[1])))

        traced_of = self._traced_of
        self._host.background.run(work, take, group=_CAME)

    def pages_changed(self) -> None:
        """What returns are credited to may be something else."""
        self._traced = None
        self._traced_of += 1

    def _work(self, text: str, *, lately: bool) -> Callable[[], Asked]:
        journal, now, today = self._host.journal, self._host.now(), self._host.today

        def work() -> Asked:
            # Imported in the thread: what reads a question takes as long to import as a key may take to be answered.
            from twohats.actions.ask import ask, ask_lately, figures_of, understood
            from twohats.views.selection_wording import asked_text

            try:
                selection = understood(journal, text, now)
                answer = ask_lately(journal, selection, today) if lately else ask(journal, selection)
            except TwohatsError as error:
                return Asked(text, wrong=error.with_hint())
            comes = comes_of(answer.lines)
            if answer.found > len(answer.lines) and not lately:
                all_ = figures_of(journal, selection)
                if all_ is not None:
                    comes = Comes(answer.found, all_.minutes, all_.guessed, all_.returns, all_.noise)
            return Asked(text, answer, comes, asked_text(selection))

        return work
