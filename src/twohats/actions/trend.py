"""A longer stretch of a journal, read and measured. Used by the shell and the app alike."""

from __future__ import annotations

from twohats.actions.channels import weeks_between
from twohats.actions.timeline import read_timeline
from twohats.measures.trend import WEEKS, Stretch, trend, weeks_before
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from twohats.actions.timeline import ReadTimeline
    from twohats.format.calendar import Week
    from twohats.journal.folder import Journal
    from twohats.journal.people import People
    from twohats.measures.trend import Trend


MOST_WEEKS = 1040
"""The most weeks that are a stretch of their own: twenty years."""


class ReadTrend(NamedTuple):
    """The figures of a stretch, and the people of the journal."""

    figures: Trend
    people: People
    channels: dict[str, str]
    """Channel to the name to show for it."""


def trend_to(journal: Journal, week: Week, today: date, weeks: int = WEEKS) -> ReadTrend:
    """The trend of so many weeks that end with `week`; 0 for all from the first line on."""
    bound = None if weeks <= 0 else weeks_before(weeks)
    read = read_timeline(journal, week, today, weeks_before=bound)
    if weeks <= 0:
        oldest = min(read.timeline.logged, default=week.first.toordinal())
        weeks = max((week.last.toordinal() - oldest) // 7 + 1, 1)
    return _measured(journal, read, Stretch(weeks))


def trend_between(journal: Journal, first: date, last: date, today: date) -> ReadTrend:
    """The trend of the weeks that have most of their days from `first` to `last`, none of them still to come.

    Of more weeks than `MOST_WEEKS` it is all that are written, up to the last one.
    """
    week, weeks = weeks_between(journal, first, last, today)
    if not 0 < weeks <= MOST_WEEKS:
        return trend_to(journal, week, today, 0)
    read = read_timeline(journal, week, today, weeks_before=weeks_before(weeks))
    return _measured(journal, read, Stretch(weeks, fixed=True))


def _measured(journal: Journal, read: ReadTimeline, stretch: Stretch) -> ReadTrend:
    with gc_paused():
        figures = trend(read.timeline, stretch, aim=journal.settings.bar)
    return ReadTrend(figures, read.people, journal.cached_settings.channel_names)
