"""The pages of some weeks from the index, which is read and not renewed for the few that have changed."""

from __future__ import annotations

from itertools import groupby

from twohats.index.coding import DAMAGES, Damaged
from twohats.index.files import Files
from twohats.index.form import form_of_journal, form_of_month
from twohats.index.stamps import UNKNOWN, stamps_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Page
    from twohats.journal.folder import Journal

FEW = 40
"""So many pages are read from the disk sooner than from the index."""
MOST_CHANGED = 14
"""So many pages are read from the disk each time; for more of them their months of the index are made again."""


def recent_pages(journal: Journal, days: Sequence[str], first: str, last: str) -> dict[str, Page]:
    """The pages of some ISO dates as `journal.page` gives them: all that there are from `first` to `last`."""
    known = known_pages(journal, days) if len(days) > FEW else {}
    if len(days) > max(FEW, len(known) + MOST_CHANGED):
        from twohats.index.loading import pages_of

        return pages_of(journal, days, first, last)
    return {day: known[day] if day in known else journal.page(day) for day in days}


def known_pages(journal: Journal, days: Sequence[str]) -> dict[str, Page]:
    """Those of the pages of some ISO dates, in order, that the index has as they are on the disk now."""
    found: dict[str, Page] = {}
    files, form = Files(journal.state), form_of_journal(journal)
    pages = zip(days, stamps_of(journal.root, days), strict=True)
    for name, of_month in groupby(pages, key=lambda page: page[0][:7]):
        wanted = dict(of_month)
        try:
            month = files.month(name, form_of_month(form, name))
            if month:
                kept = zip(month.days, month.stamps, strict=True)
                found |= {
                    day: month.page(index)
                    for index, (day, stamp) in enumerate(kept)
                    if stamp != UNKNOWN and wanted.get(day) == stamp
                }
        except (Damaged, *DAMAGES):
            files.drop(name)
    return found
