"""Single lines by their places, read from the index."""

from __future__ import annotations

from twohats.index.upkeep import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from twohats.format.model import Item
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal


def items_at(
    journal: Journal, numbers: Mapping[str, Collection[int]], days: Sequence[str], first: str, last: str
) -> dict[str, list[Item]]:
    """The items of some ISO dates that have some of their numbers, in order; those that are not there are left out.

    `days` are all that have a page from `first` to `last`.
    """

    def of_month(current: Current) -> dict[str, list[Item]]:
        month = current.month
        found: dict[str, list[Item]] = {}
        for at, day in enumerate(month.days):
            if day in numbers and day in current.days:
                there = month.firsts[at + 1] - month.firsts[at]
                rows = sum(1 << number - 1 for number in numbers[day] if number <= there)
                found[day] = month.items(at, rows)
        return found

    found: dict[str, list[Item]] = {}
    for items in Index(journal).each(of_month, days, first, last):
        found |= items
    return found
