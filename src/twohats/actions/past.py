"""The past of a journal for the measures: all of it as a digest, and line by line where a measure looks at lines.

Returns may be credited to entries of long before: `read_origins` finds the days of these by the digest. A journal of
few pages is read line by line as a whole, which comes to the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from twohats.actions.pages import pages_of_days
from twohats.actions.timeline import first_day, is_few
from twohats.format.model import Entry, Event
from twohats.format.one_name import renamed_item, with_one_name
from twohats.format.origin import read_origin
from twohats.journal.kept_pages import KeptPages
from twohats.journal.people import people_of
from twohats.measures.digest import added, digest_of
from twohats.measures.timeline import OTHER, TimedEntry, TimedEvent, end_of, lines_of, timeline_from
from twohats.measures.tracing import FROM, TOUCH_DAYS, Tracer
from twohats.system.gc_pause import gc_paused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from twohats.format.calendar import Week
    from twohats.format.model import Page
    from twohats.index.traces import Contents, Credited
    from twohats.journal.folder import Journal
    from twohats.measures.digest import Digest
    from twohats.measures.timeline import TimedLine, Timeline, When


class Past:
    """A journal up to the end of a week."""

    def __init__(self, journal: Journal, week: Week, today: date) -> None:
        self.week = week
        self.people = people_of(journal)
        self._journal = journal
        self._today = today
        first, last = first_day(week), week.last.isoformat()
        self._days, self._unlisted = journal.listing(first, last)
        self._pages: dict[str, Page] = {}
        """Those read line by line, by ISO date, with the names of today."""
        self._origins: dict[str, Page] = {}
        """Those of which the entries alone are looked at."""
        self._timeline: Timeline | None = None
        self._contents: Contents = {}
        """What tells the pages of the digests from any others."""
        with gc_paused():
            if is_few(journal, self._days):
                self._pages = self._named({day: journal.page(day) for day in self._days})
                self.digest: Digest = digest_of(lines_of(_by_ordinal(self._pages), journal.hats, 1))
            else:
                from twohats.index.digests import digests_of

                digests, self._contents = digests_of(journal, self.people.one_name, self._days, first, last)
                self.digest = added(digests)

    def _named(self, pages: Mapping[str, Page]) -> dict[str, Page]:
        return {day: with_one_name(page, self.people.one_name) for day, page in pages.items()}

    def read_weeks(self, weeks_before: int) -> None:
        """Read the lines of the week and of so many weeks before it."""
        end = end_of(self.week)
        self.read_days(max(end - 7 * (weeks_before + 1), 1), end - 1)

    def read_days(self, first: int, last: int) -> None:
        """Read the lines of the days from one to another (ordinals)."""
        start, end = date.fromordinal(max(first, 1)).isoformat(), date.fromordinal(last).isoformat()
        days = self._days[bisect_left(self._days, start) : bisect_right(self._days, end)]
        if not self._pages.keys() >= {*days}:
            self._timeline = None
            with gc_paused():
                self._pages |= self._named(pages_of_days(self._journal, days, start, end))

    def read_origins(self, events: Iterable[TimedEvent]) -> None:
        """Read the entries that any rung may credit these returns to, however long ago.

        On the day of a return all entries are looked at, so that day has to be read already.
        """
        wanted: set[int] = set()
        checked: set[int] = set()
        for each in events:
            day = each.when[0]
            if day not in checked:
                checked.add(day)
                wanted.update(range(day - TOUCH_DAYS, day))
            for tag in each.event.tags:
                found = self.digest.tags.get(tag, ())
                at = bisect_left(found, ((day,),))
                wanted.update([found[at - 1][0][0]] if at else [])
            for key, value in each.event.fields:
                origin = read_origin(value) if key == FROM else None
                if origin and origin.day:
                    wanted.add(date.fromisoformat(origin.day).toordinal())
        there = {*self._days}
        missing = {date.fromordinal(day).isoformat() for day in wanted if day > 0} & there
        missing -= self._pages.keys() | self._origins.keys()
        if missing:
            self._timeline = None
            self._origins |= self._named({day: self._journal.page(day) for day in missing})

    @property
    def is_whole(self) -> bool:
        """Whether all lines are read."""
        return len(self._pages) == len(self._days)

    def read_all(self) -> None:
        """Read the lines of the whole journal."""
        self.read_days(1, end_of(self.week) - 1)

    def lines_at(self, whens: Collection[When]) -> dict[When, TimedLine]:
        """The lines of these moments, without the others of their days; those that are not there are left out."""
        from twohats.index.lines import items_at

        dates = {day: date.fromordinal(day).isoformat() for day in {when[0] for when in whens}}
        numbers: dict[str, dict[int, When]] = {}
        for when in whens:
            numbers.setdefault(dates[when[0]], {})[when[2]] = when
        found: dict[When, TimedLine] = {}
        if not numbers:
            return found
        first, last = min(numbers), max(numbers)
        sides, end = self._journal.hats.sides, end_of(self.week)
        days = [day for day in self._days if first <= day <= last]
        for day, items in items_at(self._journal, numbers, days, first, last).items():
            for item in items:
                when, value = numbers[day][item.number], renamed_item(item, self.people.one_name).value
                week = (end - 1 - when[0]) // 7
                if isinstance(value, Entry):
                    social = value.activity != OTHER
                    found[when] = TimedEntry(when, week, sides[value.hat], value, social)
                elif isinstance(value, Event):
                    found[when] = TimedEvent(when, week, sides[value.hat], value)
        return found

    def traces(self) -> list[Credited]:
        """What every return is credited to, where not all lines are read."""
        from twohats.index.traces import traces_of

        return traces_of(self._journal, self.people.one_name, self._contents, self._traced_from)

    def _traced_from(self, start: str) -> tuple[list[Credited], Collection[str]]:
        """What the returns from an ISO date on are credited to, and the pages looked at."""
        from twohats.index.traces import Credited

        first = date.fromisoformat(start).toordinal()
        self.read_days(first - TOUCH_DAYS, end_of(self.week) - 1)
        events = [
            each for each in self.timeline().timed_events if each.event.is_return and each.when[0] >= first
        ]
        self.read_origins(events)
        tracer = Tracer(self.timeline().timed_entries)
        found = []
        for each in events:
            rung, side, touches = tracer.trace(each)
            found.append(Credited(each.when, rung, side, tuple(touch.when for touch in touches)))
        return sorted(found), self._pages.keys() | self._origins.keys()

    @property
    def until(self) -> int:
        """The last day that counts as past (ordinal)."""
        return min(self._today, self.week.last).toordinal()

    def timeline(self) -> Timeline:
        """The lines that were read. What was logged, and what was not read, is of the whole journal."""
        if self._timeline is None:
            self._timeline = self._made()
        return self._timeline

    def _made(self) -> Timeline:
        hats, end = self._journal.hats, end_of(self.week)
        with gc_paused():
            lines = lines_of(_by_ordinal(self._pages), hats, end)
            of_origins = {day: page for day, page in self._origins.items() if day not in self._pages}
            entries = lines_of(_by_ordinal(of_origins), hats, end).timed_entries
            lines = lines._replace(
                timed_entries=lines.timed_entries + entries,
                logged=self.digest.logged,
                not_read=self.digest.not_read,
            )
            return timeline_from(lines, self.week, self._today, [*self._unlisted, *self.people.not_read])


def _by_ordinal(pages: Mapping[str, Page]) -> Iterator[tuple[int, Page]]:
    return ((date.fromisoformat(day).toordinal(), page) for day, page in pages.items())


def past_of(journal: Journal, week: Week, today: date) -> Past:
    """The past of a journal up to the end of a week; where pages are kept it is read once."""
    made = journal.made if isinstance(journal, KeptPages) else {}
    asked = Past, week, today
    if asked not in made:
        made[asked] = Past(journal, week, today)
    found: Past = made[asked]
    return found
