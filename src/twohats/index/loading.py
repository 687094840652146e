"""Whole pages from the index as the journal reads them, in a fifth of the time, and all names that there are."""

from __future__ import annotations

from twohats.format.model import Page
from twohats.index.keys import CHANNEL
from twohats.index.upkeep import Index
from twohats.query.selection import FIRST_DAY, LAST_DAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal


def pages_of(
    journal: Journal, days: Sequence[str], first: str = FIRST_DAY, last: str = LAST_DAY
) -> dict[str, Page]:
    """The pages of some ISO dates as `journal.page` gives them: all there are from `first` to `last`."""
    found: dict[str, Page] = {}
    for pages in Index(journal).each(_pages, days, first, last):
        found |= pages
    return {day: found[day] if day in found else journal.page(day) for day in days}


def _pages(current: Current) -> dict[str, Page]:
    month = current.month
    found = {day: month.page(index) for index, day in enumerate(month.days) if day in current.days}
    return found | {day: Page(day, (), (problem,)) for day, problem in current.unread}


def names_of(journal: Journal, days: Sequence[str]) -> set[str]:
    """All that the lines of some ISO dates name, which are all that have a page: people, threads and fields by their
    keys (`index.keys`), channels with `CHANNEL` before them.
    """
    found: set[str] = set()
    for names in Index(journal).each(_names, days):
        found |= names
    return found


def _names(current: Current) -> set[str]:
    month = current.month
    channels = [key for key in month.keys if key.startswith(CHANNEL) and key != CHANNEL]
    return {*channels, *month.names.all()}
