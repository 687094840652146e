"""Clock ranges of a page that share minutes, those reaching in from the day before included. Pure.

On the fast path of `hat add`, so it imports nothing that is not there already.
"""

from __future__ import annotations

from twohats.format.model import Entry
from twohats.format.times import A_DAY, A_PAGE, LONGEST, day_after
from twohats.values import NamedTuple

LATEST_END = A_PAGE + LONGEST
"""The minute of a page by which all that is on it has ended."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.format.model import Item, Page


class Overlap(NamedTuple):
    """Minutes that are in two entries, of which the later one, or at least one, is of the page asked about."""

    start: int
    """Minutes after the page's midnight; before it where they are of the day before."""
    end: int
    number: int
    """The item of the page."""
    other: str
    """ISO date of the page of the other, which is this one or that of the day before."""
    other_number: int


def overlaps_in(page: Page, before: Page | None = None) -> Iterator[Overlap]:
    """Each entry that begins before an earlier one has ended, held against the one that ends last.

    `before` is the page of the day before, of which only what reaches into this day is looked at.
    """
    spans = [(start, end, number, page.day) for start, end, number in spans_in(page)]
    if before is not None and day_after(before.day, 1) == page.day:
        spans += [(start - A_DAY, end - A_DAY, number, before.day)
                  for start, end, number in spans_in(before) if end > A_DAY]  # fmt: skip
    last: tuple[int, int, str] = (0, 0, "")
    for start, end, number, day in sorted(spans):
        until, other, of = last
        if start < until and page.day in (day, of):
            mine, by, its = (number, of, other) if day == page.day else (other, day, number)
            yield Overlap(start, min(end, until), mine, by, its)
        if end > until:
            last = (end, number, day)


def minutes_in(items: Iterable[Item]) -> int:
    """The minutes of all entries among the items of a page."""
    return sum([item.value.minutes for item in items if isinstance(item.value, Entry)])


def spans_in(page: Page) -> Iterator[tuple[int, int, int]]:
    """For each entry with a clock time, when it begins and ends, and its number.

    Guesses that were taken in have a clock time to be told apart by, and none that anybody meant.
    """
    for item in page.items:
        value = item.value
        if (
            isinstance(value, Entry)
            and value.start is not None
            and not (value.estimated and value.is_taken_in)
        ):
            yield value.start, value.start + value.minutes, item.number
