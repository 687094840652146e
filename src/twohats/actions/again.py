"""The lines written last, offered to be written again with the current time."""

from __future__ import annotations

from twohats.actions.list import lines_on
from twohats.drafting.draft import draft
from twohats.drafting.timed import join_words, repeat_now, without_time
from twohats.errors import NotUnderstood
from twohats.format.model import Entry, Event
from twohats.format.times import duration_text
from twohats.system import machine
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.draft import Draft
    from twohats.format.model import Problem
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.views.lines import Line


class Repeatable(NamedTuple):
    """A line that may be written once more."""

    item: str
    """Its words without its time and its ratings, which were about another time."""
    value: Entry | Event
    """What it was."""

    def text(self) -> str:
        """The line as it would be typed now: `25m brand post linkedin`."""
        if isinstance(self.value, Event):
            return self.item
        about = "~" if self.value.estimated else ""
        return f"{about}{duration_text(self.value.minutes)} {self.item}"


def last_lines(journal: Journal, *, most: int, pages: int) -> tuple[list[Repeatable], list[Problem]]:
    """The last lines that differ, the latest first, at most so many, from so many of the latest pages.

    And what could not be read on the way to them.
    """
    found: dict[str, Repeatable] = {}
    days, problems = journal.listing()
    for day in reversed(days[-pages:]):
        lines, unread = lines_on(journal, day)
        problems += unread
        for line in reversed(lines):
            value = line.item.value
            if isinstance(value, (Entry, Event)):
                item = without_time(line.text, journal.hats)
                found.setdefault(item, Repeatable(item, value))
                if len(found) == most:
                    return list(found.values()), problems
    return list(found.values()), problems


def repeat(journal: Journal, line: Repeatable, words: list[str], now: Now) -> Draft:
    """The draft that says a line of now, with more words added; raises NotUnderstood."""
    item = join_words(line.item, words, journal.hats)
    begun = machine.ago(getattr(line.value, "minutes", 0), now)
    return repeat_now(line.value, item, now, begun, journal.hats)


def once_more(journal: Journal, line: Line, day: str, now: Now) -> Draft:
    """The draft that says a line once more: today's with the current time, that of another day without one.

    Raises NotUnderstood for a line that is neither entry nor event.
    """
    value = line.item.value
    if not isinstance(value, (Entry, Event)):
        raise NotUnderstood(f"{line.place} is no line that can be written once more")
    again = Repeatable(without_time(line.text, journal.hats), value)
    if day == now.day:
        return repeat(journal, again, [], now)
    return draft([again.text()], now, journal.hats, day=day)
