"""How far apart the hats are in the lines of a selection."""

from __future__ import annotations

from datetime import date

from twohats.actions.timeline import MOST_WEEKS, read_timeline
from twohats.format.calendar import week_of
from twohats.format.model import Entry, Event
from twohats.measures.selected import SelectedGaps, selected_gaps
from twohats.measures.trend import WEEKS_BEFORE
from twohats.query.matching import matcher
from twohats.query.selection import FIRST_DAY, RATED, UNRATED_LINES
from twohats.system.gc_pause import gc_paused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.measures.timeline import TimedLine
    from twohats.query.selection import Selection


def gaps_of(journal: Journal, selection: Selection, today: date) -> SelectedGaps | None:
    """The gaps of the lines that are selected, over all weeks from the first of them to the last; None without any."""
    now = week_of(today, start=journal.week_start)
    first = selection.bounds()[0]
    weeks_before = None
    if first > FIRST_DAY:
        begins = week_of(max(date.fromisoformat(first), date.min.replace(day=7)), start=journal.week_start)
        back = (now.first - begins.first).days // 7
        weeks_before = min(max(back, 0) + WEEKS_BEFORE, MOST_WEEKS)
    read = read_timeline(journal, now, today, weeks_before=weeks_before)
    fits = matcher(selection, journal.hats, read.people.one_name)
    with gc_paused():
        chosen = {
            (date.fromisoformat(day).toordinal(), item.number)
            for day, page in read.pages.items()
            for item in page.items
            if isinstance(item.value, (Entry, Event)) and fits(day, item)
        }
        every: list[TimedLine] = [*read.timeline.timed_entries, *read.timeline.timed_events]
        weeks = [each.week for each in every if (each.when[0], each.when[2]) in chosen]
        if not weeks:
            return None
        return selected_gaps(read.timeline, chosen, range(min(weeks), max(weeks) + 1))


def is_by_rating(selection: Selection) -> bool:
    """Whether lines are chosen by how they were rated, so that how they were rated cannot be asked of them."""
    return any(
        terms.ratings or {RATED, UNRATED_LINES}.intersection(terms.flags)
        for clause in selection.alternatives
        for terms in clause
    )
