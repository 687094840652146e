"""The pages of some days, for whoever measures them: from the index, and each read once where they are kept."""

from __future__ import annotations

from twohats.index.known import recent_pages
from twohats.journal.kept_pages import KeptPages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Page
    from twohats.journal.folder import Journal


def pages_of_days(journal: Journal, days: Sequence[str], first: str, last: str) -> dict[str, Page]:
    """The pages of some ISO dates as `journal.page` gives them: all that there are from `first` to `last`."""
    if not isinstance(journal, KeptPages):
        return recent_pages(journal, days, first, last)
    if not journal.has(days):
        journal.keep(recent_pages(journal, days, first, last))
    return {day: journal.page(day) for day in days}
