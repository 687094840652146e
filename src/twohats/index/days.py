"""What each day comes to, from the index."""

from __future__ import annotations

from twohats.format.words import PERSONAL
from twohats.index.keys import ENTRY, HAT, PROBLEM
from twohats.index.upkeep import Index
from twohats.measures.days import DayTally
from twohats.query.selection import FIRST_DAY, LAST_DAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.index.month import Month, Slices
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal


def tallies(
    journal: Journal, days: Sequence[str], first: str = FIRST_DAY, last: str = LAST_DAY
) -> dict[str, DayTally]:
    """The tally of each of these days, which are all that have a page from the ISO date `first` to `last`."""
    personal = [HAT + hat for hat, side in journal.hats.sides.items() if side == PERSONAL]

    def of_month(current: Current) -> dict[str, DayTally]:
        unread = {day for day, _ in current.unread}
        month = current.month
        found = {
            day: _tally(month, index, personal)
            for index, day in enumerate(month.days)
            if day in current.days and day not in unread
        }
        return found | {day: DayTally(files=1) for day in unread}

    found: dict[str, DayTally] = {}
    for of_days in Index(journal).each(of_month, days, first, last):
        found.update(of_days)
    return found


def _tally(month: Month, index: int, personal: Sequence[str]) -> DayTally:
    rows = month.bits_of_page(index)
    not_read = (rows & month.bits(PROBLEM)).bit_count()
    entries, ours = rows & month.bits(ENTRY), 0
    for hat in personal:
        ours |= entries & month.bits(hat)
    return DayTally(
        _sum(month.minutes, ours),
        _sum(month.minutes, entries & ~ours),
        rows.bit_count() - not_read,
        not_read,
        int(index in month.faulty),
    )


def _sum(slices: Slices, rows: int) -> int:
    """The sum of the numbers of some rows."""
    return sum((digit & rows).bit_count() << at for at, digit in enumerate(slices))
