"""The lines of many days in the order they happened, each with its side: the input of every measure."""

from __future__ import annotations

from datetime import date

from twohats.format.model import Entry, Event, Nothing
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twohats.format.calendar import Week
    from twohats.format.model import Page
    from twohats.format.words import Hats

When = tuple[int, int, int]
"""Day (proleptic ordinal), minutes after midnight, number in the page. It sorts as things happened: a line
without a clock time stands where the nearest one above it that has one puts it."""

OTHER = "do"
"""The activity that is not social: the alternative use of an hour."""


class TimedEntry(NamedTuple):
    """An entry in its place in time."""

    when: When
    week: int
    """How many weeks before the week looked at; 0 for that week."""
    side: str
    entry: Entry
    social: bool
    """Whether this is post, read or talk. A field, since measures ask it a million times."""

    @property
    def place(self) -> str:
        """Where it stands in the journal: `2026-11-22:3`."""
        return _place(self.when)


class TimedEvent(NamedTuple):
    """An event in its place in time."""

    when: When
    week: int
    side: str
    event: Event

    @property
    def place(self) -> str:
        """Where it stands in the journal: `2026-11-22:3`."""
        return _place(self.when)


TimedLine = TimedEntry | TimedEvent


class Timeline(NamedTuple):
    """All that was logged in a week and in the weeks before it."""

    week: Week
    until: date
    """The last day that counts as past: today, or the week's last day once it is over."""
    timed_entries: list[TimedEntry]
    timed_events: list[TimedEvent]
    logged: frozenset[int]
    """Ordinals of the days with any entry, event or `nothing`."""

    def named(self) -> frozenset[str]:
        """Everyone that any of the lines names."""
        people = [each.entry.people for each in self.timed_entries] + [
            each.event.people for each in self.timed_events
        ]
        return frozenset(person for these in people for person in these)

    def now(self) -> list[TimedEntry]:
        """The entries of the week itself."""
        return [timed_entry for timed_entry in self.timed_entries if not timed_entry.week]

    def events(self) -> list[TimedEvent]:
        """The events of the week itself."""
        return [timed_event for timed_event in self.timed_events if not timed_event.week]


def timeline_of(
    pages: Mapping[str, Page], week: Week, hats: Hats, today: date, *, weeks_before: int
) -> Timeline:
    """The lines of `week` and of the `weeks_before` it, in order. Pages of other days are not looked at."""
    timed_entries: list[TimedEntry] = []
    timed_events: list[TimedEvent] = []
    logged: set[int] = set()
    sides = hats.sides
    end = week.first.toordinal() + 7
    first = max(end - 7 * (weeks_before + 1), 1)
    for ordinal, page in _pages_of(pages, range(first, end)):
        back, minute = (end - 1 - ordinal) // 7, 0
        for item in page.items:
            value = item.value
            if isinstance(value, Entry):
                minute = minute if value.start is None else value.start
                when, social = (ordinal, minute, item.number), value.activity != OTHER
                timed_entries.append(TimedEntry(when, back, sides[value.hat], value, social))
            elif isinstance(value, Event):
                minute = minute if value.at is None else value.at
                timed_events.append(TimedEvent((ordinal, minute, item.number), back, sides[value.hat], value))
            elif not isinstance(value, Nothing):
                continue
            logged.add(ordinal)
    timed_entries.sort(key=_when)
    timed_events.sort(key=_when)
    return Timeline(week, min(today, week.last), timed_entries, timed_events, frozenset(logged))


def _pages_of(pages: Mapping[str, Page], days: range) -> Iterator[tuple[int, Page]]:
    """The pages of some days (ordinals), found day by day, or page by page where there are fewer of these."""
    if len(pages) < len(days):
        for day, page in pages.items():
            ordinal = date.fromisoformat(day).toordinal()
            if ordinal in days:
                yield ordinal, page
        return
    for ordinal in days:
        found = pages.get(date.fromordinal(ordinal).isoformat())
        if found is not None:
            yield ordinal, found


def _when(line: TimedLine) -> When:
    return line.when


def _place(when: When) -> str:
    return f"{date.fromordinal(when[0]).isoformat()}:{when[2]}"
