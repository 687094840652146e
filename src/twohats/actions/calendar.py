"""What each of some days comes to, for the calendar: read from few pages, or asked of the index."""

from __future__ import annotations

from twohats.measures.days import Days, tally_of
from twohats.system.gc_pause import gc_paused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

FEW = 60
"""So many pages are read as quickly as the index is asked, which need not be kept up for them."""


def days_between(journal: Journal, first: str, last: str, *, by_index: bool | None = None) -> Days:
    """The days from one ISO date to another, both included. By default the index is asked where there are many."""
    days, unlisted = journal.listing(first, last)
    with gc_paused():
        if by_index or (by_index is None and len(days) > FEW):
            from twohats.index.days import tallies

            found = tallies(journal, days, first, last)
        else:
            found = {day: tally_of(journal.page(day), journal.hats) for day in days}
    return Days(first, last, found, len(unlisted))
