"""A question to the journal: words that select lines, the best lines first, and what they come to."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.actions.find import find_lines
from twohats.actions.select import understand
from twohats.actions.sum import sum_of
from twohats.format.calendar import week_of
from twohats.query.selection import LAST_DAY
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.format.model import Problem
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.measures.timeline import TimedEvent
    from twohats.query.selection import Selection
    from twohats.query.sums import Figures
    from twohats.views.lines import Line

MOST = 1000
"""Lines that an answer has; of more it has the best."""
LATELY_DAYS = 45
"""Days whose pages are read in no more time than one waits for a key."""
LATELY_LINES = 60
"""More than a screen shows."""


class Answer(NamedTuple):
    """The lines that fit a question."""

    selection: Selection
    lines: tuple[Line, ...]
    """The best first, the newest first among equals; not more than `MOST`."""
    found: int
    """How many lines fit."""
    unread: tuple[Problem, ...] = ()
    """What could not be read at all."""
    since: str = ""
    """Where only the latest days have been looked at, the first of them; else empty."""


def ask(journal: Journal, selection: Selection, *, most: int = MOST) -> Answer:
    """The lines of the whole journal that fit a selection (`select.understand` with `loose`)."""
    hits = find_lines(journal, selection, most, by_index=True)
    return Answer(selection, tuple([line for line, _ in hits.best]), hits.found, hits.unread)


def ask_lately(journal: Journal, selection: Selection, today: str) -> Answer:
    """The same of the latest days alone, to have something to show until `ask` has come to an end."""
    since = (date.fromisoformat(today) - timedelta(days=LATELY_DAYS)).isoformat()
    lately = selection.within(since, LAST_DAY)
    if lately is None:
        return Answer(selection, (), 0, since=since)
    answer = ask(journal, lately, most=LATELY_LINES)
    return answer._replace(selection=selection, since=since)


def figures_of(journal: Journal, selection: Selection) -> Figures | None:
    """What all lines of a selection come to; None where it searches their text, which the sums know nothing of."""
    if any(terms.loose for clause in selection.alternatives for terms in clause):
        return None
    return sum_of(journal, selection, by_index=True).sums.total


def understood(journal: Journal, text: str, now: Now) -> Selection:
    """What a question asks for; a word that is nothing else is looked for in the text. Raises NotUnderstood."""
    return understand(journal, text.split(), now, loose=True)


class Traced:
    """The returns of a journal up to a day, by the entries they are credited to (docs/method.md, 2.6). Made once, and
    asked for any lines.
    """

    def __init__(self, journal: Journal, today: str) -> None:
        """Read the whole journal, since a return may be credited to any entry before it."""
        from twohats.actions.timeline import read_timeline
        from twohats.measures.returns import trace_returns

        day = date.fromisoformat(today)
        timeline = read_timeline(journal, week_of(day, start=journal.week_start), day).timeline
        self._led_to: dict[str, list[TimedEvent]] = {}
        for event, trace in trace_returns(timeline):
            for touch in trace.touches:
                self._led_to.setdefault(touch.place, []).append(event)

    def came_of(self, lines: Iterable[Line]) -> dict[str, int]:
        """The returns credited to any of some lines, by kind, the most first; one of two of them counts once."""
        events = {event.when: event.event for line in lines for event in self._led_to.get(line.place, ())}
        found: dict[str, int] = {}
        for event in events.values():
            found[event.kind] = found.get(event.kind, 0) + event.count
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))
