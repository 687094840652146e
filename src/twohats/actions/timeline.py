"""The lines of a journal in the order they happened, read for the measures: of all its years, or of some weeks."""

from __future__ import annotations

from datetime import date

from twohats.actions.pages import pages_of_days
from twohats.format.one_name import with_one_name
from twohats.journal.kept_pages import KeptPages
from twohats.journal.people import People, people_of
from twohats.measures.digest import added, digest_of
from twohats.measures.timeline import end_of, lines_of, timeline_from, timeline_of
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twohats.format.calendar import Week
    from twohats.format.model import Page
    from twohats.journal.folder import Journal
    from twohats.measures.digest import Digest
    from twohats.measures.timeline import Timeline


MOST_WEEKS = 5_200
"""A hundred years: a page older than that, which is a typing error, would make the past of every view endless."""
MANY = 400
"""So many pages and fewer are looked at line by line; of more of them the digests of their months are."""


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


class ReadPast(NamedTuple):
    """A journal up to a week, of which only the last weeks are read line by line."""

    timeline: Timeline
    """Its lines are those of some weeks. What was logged, and what was not read, is of the whole journal."""
    past: Digest
    """Of the whole journal, these weeks included."""
    people: People


def read_past(journal: Journal, week: Week, today: date, *, weeks_before: int) -> ReadPast:
    """What the lines up to the end of `week` come to, and those of so many weeks before it (or of more)."""
    made = journal.made if isinstance(journal, KeptPages) else {}
    asked = ReadPast, week, today, weeks_before
    if asked not in made:
        made[asked] = _read_past(journal, week, today, weeks_before)
    found: ReadPast = made[asked]
    return found


def _read_past(journal: Journal, week: Week, today: date, weeks_before: int) -> ReadPast:
    end = end_of(week)
    first = date.fromordinal(max(end - 7 * (MOST_WEEKS + 1), 1)).isoformat()
    recent = date.fromordinal(max(end - 7 * (weeks_before + 1), 1)).isoformat()
    last = week.last.isoformat()
    days, unlisted = journal.listing(first, last)
    people = people_of(journal)
    with gc_paused():
        if _is_few(journal, days):
            pages = _with_one_name(pages_of_days(journal, days, first, last), people)
            past = digest_of(_by_ordinal(pages), journal.hats)
        else:
            from twohats.index.digests import digests_of

            digests, found = digests_of(journal, people.one_name, days, first, last, recent=recent)
            pages = _with_one_name(found, people)
            past = added(digests)
        lines = lines_of(_by_ordinal(pages), journal.hats, end)
        lines = lines._replace(logged=past.logged, not_read=past.not_read)
        timeline = timeline_from(lines, week, today, [*unlisted, *people.not_read])
    return ReadPast(timeline, past, people)


def _by_ordinal(pages: Mapping[str, Page]) -> Iterator[tuple[int, Page]]:
    return ((date.fromisoformat(day).toordinal(), page) for day, page in pages.items())


def _with_one_name(pages: Mapping[str, Page], people: People) -> dict[str, Page]:
    return {day: with_one_name(page, people.one_name) for day, page in pages.items()}


def _is_few(journal: Journal, days: Sequence[str]) -> bool:
    """Whether all pages are looked at line by line: there are not many, or they are kept."""
    return len(days) <= MANY or (isinstance(journal, KeptPages) and journal.has(days))


def _read(journal: Journal, week: Week, today: date, weeks_before: int | None) -> ReadTimeline:
    end = week.last.toordinal()
    weeks = MOST_WEEKS if weeks_before is None else weeks_before
    first = date.fromordinal(max(end - 6 - 7 * weeks, 1)).isoformat()
    days, unlisted = journal.listing(first, week.last.isoformat())
    people = people_of(journal)
    with gc_paused():
        pages = _with_one_name(pages_of_days(journal, days, first, week.last.isoformat()), people)
        if weeks_before is None:
            weeks = (end - date.fromisoformat(days[0]).toordinal()) // 7 if days else 0
        wrong = [*unlisted, *people.not_read]
        timeline = timeline_of(pages, week, journal.hats, today, weeks_before=weeks, problems=wrong)
    return ReadTimeline(timeline, pages, people)
