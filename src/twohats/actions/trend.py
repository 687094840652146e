"""A longer stretch of a journal, read and measured. Used by the shell and the app alike."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.actions.timeline import read_timeline
from twohats.format.calendar import week_of
from twohats.measures.trend import WEEKS, Stretch, trend, weeks_before
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.calendar import Week
    from twohats.journal.folder import Journal
    from twohats.journal.people import People
    from twohats.measures.trend import Trend


class ReadTrend(NamedTuple):
    """The figures of a stretch, and the people of the journal."""

    figures: Trend
    people: People


def trend_to(journal: Journal, week: Week, today: date, weeks: int = WEEKS) -> ReadTrend:
    """The trend of so many weeks that end with `week`; 0 for all from the first line on."""
    bound = None if weeks <= 0 else weeks_before(weeks)
    read = read_timeline(journal, week, today, weeks_before=bound)
    if weeks <= 0:
        oldest = min(read.timeline.logged, default=week.first.toordinal())
        weeks = max((week.last.toordinal() - oldest) // 7 + 1, 1)
    with gc_paused():
        figures = trend(read.timeline, read.pages, Stretch(weeks), aim=journal.settings.bar)
    return ReadTrend(figures, read.people)


def trend_between(journal: Journal, first: date, last: date, today: date) -> ReadTrend:
    """The trend of the weeks that have most of their days from `first` to `last`, none of them still to come.

    A span of less than a week is that of the week with its first day.
    """
    start = journal.week_start
    newest = week_of(min(last - timedelta(days=3), today), start=start)
    oldest = week_of(min(first + timedelta(days=3), today), start=start)
    if newest.first < oldest.first:
        newest = oldest = week_of(min(first, today), start=start)
    weeks = (newest.first - oldest.first).days // 7 + 1
    read = read_timeline(journal, newest, today, weeks_before=weeks_before(weeks))
    with gc_paused():
        figures = trend(read.timeline, read.pages, Stretch(weeks, fixed=True), aim=journal.settings.bar)
    return ReadTrend(figures, read.people)
