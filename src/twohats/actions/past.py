"""The past of a journal for the measures: all of it as a digest, and line by line where a measure looks at lines.

Returns may be credited to entries of long before: `read_origins` finds the days of these by the digest. A journal of
few pages is read line by line as a whole, which comes to the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from twohats.actions.timeline import first_day, is_few, pages_between
from twohats.format.one_name import with_one_name
from twohats.format.origin import read_origin
from twohats.journal.kept_pages import KeptPages
from twohats.journal.people import people_of
from twohats.measures.digest import added, digest_of
from twohats.measures.timeline import end_of, lines_of, timeline_from
from twohats.measures.tracing import FROM, TOUCH_DAYS
from twohats.system.gc_pause import gc_paused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from twohats.format.calendar import Week
    from twohats.format.model import Page
    from twohats.journal.folder import Journal
    from twohats.measures.digest import Digest
    from twohats.measures.timeline import TimedEvent, Timeline


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
        with gc_paused():
            if is_few(journal, self._days):
                self._pages = self._named({day: journal.page(day) for day in self._days})
                self.digest: Digest = digest_of(lines_of(_by_ordinal(self._pages), journal.hats, 1))
            else:
                from twohats.index.digests import digests_of

                self.digest = added(digests_of(journal, self.people.one_name, self._days, first, last))

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
                self._pages |= self._named(pages_between(self._journal, days, start, end))

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
