"""The lines of a journal in the order they happened, read for the measures: of all its years, or of some weeks."""

from __future__ import annotations

from datetime import date

from twohats.actions.pages import pages_of_days
from twohats.format.one_name import with_one_name
from twohats.journal.kept_pages import KeptPages
from twohats.journal.people import People, people_of
from twohats.measures.timeline import end_of, timeline_of
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.calendar import Week
    from twohats.format.model import Page
    from twohats.journal.folder import Journal
    from twohats.measures.timeline import Timeline


MOST_WEEKS = 5_200
"""A hundred years: a page older than that, which is a typing error, would make the past of every view endless."""
MANY = 60
"""So many pages and fewer are read as they are, without the index."""


class ReadTimeline(NamedTuple):
    """A journal up to a week, read."""

    timeline: Timeline
    pages: dict[str, Page]
    """ISO date to page, every person under one name."""
    people: People


def read_timeline(
    journal: Journal, week: Week, today: date, *, weeks_before: int | None = None
) -> ReadTimeline:
    """The lines up to the end of `week`: of so many weeks before it, or of the whole journal (`MOST_WEEKS`).

    Where pages are kept the same lines are put in order once.
    """
    made = journal.made if isinstance(journal, KeptPages) else {}
    asked = ReadTimeline, week, today, weeks_before
    if asked not in made:
        made[asked] = _read(journal, week, today, weeks_before)
    found: ReadTimeline = made[asked]
    return found


def first_day(week: Week) -> str:
    """The first ISO date that is read of a whole journal up to a week."""
    return date.fromordinal(max(end_of(week) - 7 * (MOST_WEEKS + 1), 1)).isoformat()


def is_few(journal: Journal, days: Sequence[str]) -> bool:
    """Whether pages are read as they are: there are not many, or they are kept."""
    return len(days) <= MANY or (isinstance(journal, KeptPages) and journal.has(days))


def _read(journal: Journal, week: Week, today: date, weeks_before: int | None) -> ReadTimeline:
    end = week.last.toordinal()
    weeks = MOST_WEEKS if weeks_before is None else weeks_before
    first = date.fromordinal(max(end - 6 - 7 * weeks, 1)).isoformat()
    days, unlisted = journal.listing(first, week.last.isoformat())
    people = people_of(journal)
    with gc_paused():
        pages = {
            day: with_one_name(page, people.one_name)
            for day, page in pages_of_days(journal, days, first, week.last.isoformat()).items()
        }
        if weeks_before is None:
            weeks = (end - date.fromisoformat(days[0]).toordinal()) // 7 if days else 0
        wrong = [*unlisted, *people.not_read]
        timeline = timeline_of(pages, week, journal.hats, today, weeks_before=weeks, problems=wrong)
    return ReadTimeline(timeline, pages, people)
