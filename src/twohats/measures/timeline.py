"""The lines of many days in the order they happened, each with its side: the input of every measure."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from twohats.format.model import Entry, Event, Nothing, Problem
from twohats.format.paths import PAGES
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
        return place_of(self.when)


class TimedEvent(NamedTuple):
    """An event in its place in time."""

    when: When
    week: int
    side: str
    event: Event

    @property
    def place(self) -> str:
        """Where it stands in the journal: `2026-11-22:3`."""
        return place_of(self.when)


TimedLine = TimedEntry | TimedEvent


def value_of(line: TimedLine) -> Entry | Event:
    """What a line says."""
    return line.entry if isinstance(line, TimedEntry) else line.event


class NotRead(NamedTuple):
    """A line that is not understood, or a file or folder that cannot be read."""

    first: int
    last: int
    """The days (ordinals) whose numbers may lack it: of a line its day, of a file of the whole journal all days."""
    is_line: bool
    place: str = ""
    """Where a line of a page stands: `2026-11-22:3`; empty for what is a problem of the file."""


class LeftOut(NamedTuple):
    """What was left out of the numbers of some days, to be shown beside them (docs/format.md, section 8)."""

    lines: int = 0
    """Lines that are not understood."""
    files: int = 0
    """Files and folders that cannot be read."""
    places: tuple[str, ...] = ()
    """Where these lines stand, oldest first."""

    @property
    def problems(self) -> int:
        """Lines, files and folders together."""
        return self.lines + self.files


NOTHING_LEFT_OUT = LeftOut()


class Timeline(NamedTuple):
    """All that was logged in a week and in the weeks before it."""

    week: Week
    until: date
    """The last day that counts as past: today, or the week's last day once it is over."""
    timed_entries: list[TimedEntry]
    timed_events: list[TimedEvent]
    logged: frozenset[int]
    """Ordinals of the days with any entry, event or `nothing`."""
    not_read: tuple[NotRead, ...] = ()
    """What is in none of the above; what concerns more than a day comes last."""

    def left_out(self, weeks: range | None = None) -> LeftOut:
        """What the numbers of some weeks, which are counted back, do not have in them; of all weeks by default.

        Of weeks that go back to the first line it is older folders, too: nobody knows where these would begin.
        """
        found = self.not_read
        if weeks is not None:
            first, last = (self.week.back(back).first.toordinal() for back in (weeks.stop - 1, weeks.start))
            begins = not any(day < first for day in self.logged)
            found = tuple(
                each
                for each in found
                if each.first < last + 7 and (first <= each.last or (begins and each.first < each.last))
            )
        lines = sum(each.is_line for each in found)
        return LeftOut(lines, len(found) - lines, tuple(each.place for each in found if each.place))

    def named(self) -> frozenset[str]:
        """Everyone that any of the lines names."""
        people = [each.entry.people for each in self.timed_entries] + [
            each.event.people for each in self.timed_events
        ]
        return frozenset(person for these in people for person in these)

    def naming(self, person: str) -> list[TimedLine]:
        """The lines that name a person."""
        found: list[TimedLine] = [each for each in self.timed_entries if person in each.entry.people]
        return [*found, *(each for each in self.timed_events if person in each.event.people)]

    def value_at(self, when: When) -> Entry | Event:
        """What the line of a moment says, which has to be among these lines."""
        lines: Sequence[TimedLine]
        for lines in (self.timed_entries, self.timed_events):
            at = bisect_left(lines, when, key=_when)
            if at < len(lines) and lines[at].when == when:
                return value_of(lines[at])
        raise KeyError(when)

    def now(self) -> list[TimedEntry]:
        """The entries of the week itself."""
        return [timed_entry for timed_entry in self.timed_entries if not timed_entry.week]

    def events(self) -> list[TimedEvent]:
        """The events of the week itself."""
        return [timed_event for timed_event in self.timed_events if not timed_event.week]


class Lines(NamedTuple):
    """What some pages hold, page by page."""

    timed_entries: list[TimedEntry]
    timed_events: list[TimedEvent]
    logged: Collection[int]
    not_read: Collection[NotRead]


def timeline_of(
    pages: Mapping[str, Page],
    week: Week,
    hats: Hats,
    today: date,
    *,
    weeks_before: int,
    problems: Iterable[Problem] = (),
) -> Timeline:
    """The lines of `week` and of the `weeks_before` it, in order. Pages of other days are not looked at.

    `problems` are those of folders, and of files that are no pages.
    """
    end = end_of(week)
    first = max(end - 7 * (weeks_before + 1), 1)
    return timeline_from(lines_of(_pages_of(pages, range(first, end)), hats, end), week, today, problems)


def end_of(week: Week) -> int:
    """The day after a week (ordinal), which may be none of the calendar."""
    return week.first.toordinal() + 7


def lines_of(pages: Iterable[tuple[int, Page]], hats: Hats, end: int) -> Lines:
    """The lines of pages, each with its day (ordinal); their weeks are counted back from the day before `end`."""
    timed_entries: list[TimedEntry] = []
    timed_events: list[TimedEvent] = []
    logged: set[int] = set()
    not_read: list[NotRead] = []
    sides = hats.sides
    for ordinal, page in pages:
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
                not_read.append(NotRead(ordinal, ordinal, True, place_of((ordinal, 0, item.number))))
                continue
            logged.add(ordinal)
        if page.problems:
            not_read += [NotRead(ordinal, ordinal, bool(each.line)) for each in page.problems]
    return Lines(timed_entries, timed_events, logged, not_read)


def timeline_from(lines: Lines, week: Week, today: date, problems: Iterable[Problem] = ()) -> Timeline:
    """The timeline of lines whose weeks are counted back from `week`; `problems` are of whole files and folders."""
    timed_entries, timed_events = (
        sorted(lines.timed_entries, key=_when),
        sorted(lines.timed_events, key=_when),
    )
    not_read = sorted(lines.not_read, key=lambda each: each.first)
    not_read += [each for problem in problems if (each := _outside(problem)).first < end_of(week)]
    until = min(today, week.last)
    return Timeline(week, until, timed_entries, timed_events, frozenset(lines.logged), tuple(not_read))


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


def _outside(problem: Problem) -> NotRead:
    """What is missing where a file of the journal is not read, or the folder of a year, or that of all pages."""
    folder, _, year = problem.path.partition("/")
    if folder == PAGES and year.isdecimal() and 0 < int(year) <= date.max.year:
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    else:
        first, last = date.min, date.max
    return NotRead(first.toordinal(), last.toordinal(), bool(problem.line))


def _when(line: TimedLine) -> When:
    return line.when


def place_of(when: When) -> str:
    """Where a line stands in the journal: `2026-11-22:3`."""
    return f"{date.fromordinal(when[0]).isoformat()}:{when[2]}"
