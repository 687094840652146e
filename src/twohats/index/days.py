"""What each day comes to, from the index."""

from __future__ import annotations

from twohats.format.words import PERSONAL
from twohats.index.bits import total_of
from twohats.index.keys import ENTRY, HAT, PROBLEM
from twohats.index.upkeep import Index
from twohats.measures.days import DayTally
from twohats.query.selection import FIRST_DAY, LAST_DAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.index.month import Month
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal


def tallies(
    journal: Journal, days: Sequence[str], first: str = FIRST_DAY, last: str = LAST_DAY
) -> dict[str, DayTally]:
    """The tally of each of these days, which are all that have a page from the ISO date `first` to `last`."""
    personal = [HAT + hat for hat, side in journal.hats.sides.items() if side == PERSONAL]

    def of_month(current: Current) -> dict[str, DayTally]:
        month = current.month
        ours = month.bits_of_any(personal)
        found = {
            day: _tally(month, index, ours) for index, day in enumerate(month.days) if day in current.days
        }
        return found | {day: DayTally(files=1) for day, _ in current.unread}

    found: dict[str, DayTally] = {}
    for of_days in Index(journal).each(of_month, days, first, last):
        found.update(of_days)
    return found


def _tally(month: Month, index: int, personal: int) -> DayTally:
    """What a page comes to; `personal` are the rows of personal hats."""
    rows = month.bits_of_page(index)
    not_read = (rows & month.bits(PROBLEM)).bit_count()
    entries = rows & month.bits(ENTRY)
    return DayTally(
        total_of(month.minutes, entries & personal),
        total_of(month.minutes, entries & ~personal),
        rows.bit_count() - not_read,
        not_read,
        int(index in month.faulty),
    )
