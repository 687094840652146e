"""What each day comes to: minutes a side, lines, and what of it is not understood. Tallies, no estimates."""

from __future__ import annotations

from twohats.format.model import Entry, Problem
from twohats.format.words import PERSONAL
from twohats.measures.timeline import LeftOut
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.format.model import Page
    from twohats.format.words import Hats


class DayTally(NamedTuple):
    """What a day comes to that has a page."""

    personal: int = 0
    """Minutes of the personal side."""
    brand: int = 0
    lines: int = 0
    """Entries, events, and `nothing`: with any, the day is logged."""
    not_read: int = 0
    """Lines that are not understood."""
    files: int = 0
    """1 where the page, or some of it, cannot be read as a whole."""

    @property
    def minutes(self) -> int:
        """Minutes of both sides."""
        return self.personal + self.brand

    def minutes_of(self, side: str) -> int:
        """Minutes of a side."""
        return self.personal if side == PERSONAL else self.brand

    @property
    def has_problem(self) -> bool:
        """Whether anything of it is in none of its numbers."""
        return bool(self.not_read or self.files)


NO_TALLY = DayTally()
"""Of a day without a page."""


class Days(NamedTuple):
    """Some days that follow each other."""

    first: str
    """ISO date."""
    last: str
    tallies: Mapping[str, DayTally]
    """ISO date to what it comes to, of those with a page."""
    folders: int = 0
    """Folders that cannot be read, in which there may be more pages."""

    def of(self, day: str) -> DayTally:
        """What a day comes to."""
        return self.tallies.get(day, NO_TALLY)

    def total(self) -> DayTally:
        """What they come to together."""
        return DayTally(*map(sum, zip(*self.tallies.values(), strict=True))) if self.tallies else NO_TALLY

    @property
    def logged(self) -> int:
        """How many of them have any line."""
        return sum(bool(each.lines) for each in self.tallies.values())

    def left_out(self) -> LeftOut:
        """What is in none of their numbers."""
        total = self.total()
        return LeftOut(total.not_read, total.files + self.folders)


def tally_of(page: Page, hats: Hats) -> DayTally:
    """What the page of a day comes to."""
    personal = brand = lines = not_read = 0
    for item in page.items:
        value = item.value
        if isinstance(value, Problem):
            not_read += 1
            continue
        lines += 1
        if isinstance(value, Entry):
            if hats.sides[value.hat] == PERSONAL:
                personal += value.minutes
            else:
                brand += value.minutes
    return DayTally(personal, brand, lines, not_read, int(bool(page.problems)))
