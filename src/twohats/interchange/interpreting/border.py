"""R13: from which days lines come in, so that nothing is written twice by a person and by an import."""

from __future__ import annotations

from twohats.format.model import Entry, Event
from twohats.format.times import day_after
from twohats.interchange.interpreting.proposal import CALENDAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from twohats.format.model import Page
    from twohats.interchange.interpreting.here import Here, Wish
    from twohats.interchange.interpreting.proposal import Proposal


class Border:
    """What the days of a journal let in."""

    def __init__(self, here: Here, wish: Wish) -> None:
        self._here = here
        self._wish = wish
        self._pages: dict[str, Page | None] = {}

    def page(self, day: str) -> Page | None:
        """The page of a day, read once."""
        if day not in self._pages:
            self._pages[day] = self._here.page(day)
        return self._pages[day]

    def refusal(self, one: Proposal, day: str, minute: int) -> str:
        """Why a line does not come in on a day, as what such lines are in the plural; empty if it does."""
        if day >= self._here.today:
            return "of today, which is not over" if day == self._here.today else "of days to come"
        if (self._wish.since and day < self._wish.since) or (self._wish.until and day > self._wish.until):
            return "of other days than asked for"
        border = self._here.border
        if not border or day < border:
            return ""
        if not self._wish.until:
            if one.source not in self._here.again:
                return "from your own first line on"
            if one.is_entry and not (one.is_measured or one.rank == CALENDAR):
                return "guessed, from your own first line on"
        return "in time that you wrote down yourself" if self._is_written(one, day, minute) else ""

    def is_told(self, one: Proposal, day: str, names: Collection[str]) -> bool:
        """Whether a person has written of an event themselves: a line of that day about the same people, or of the
        same kind if it is about nobody.
        """
        if one.is_entry or not self._here.border or day < self._here.border:
            return False
        for value in by_hand(self.page(day)):
            if names and not set(names).isdisjoint(value.people):
                return True
            if not names and isinstance(value, Event) and one.words == f"{value.verb} {value.kind}".strip():
                return one.channel == value.channel
        return False

    def standing(self, days: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """The time of lines of clock time on some days and the days before: day, first minute, and the one behind."""
        for day in sorted({*days, *(day_after(day, -1) for day in days if day > "0001-01-01")}):
            page = self.page(day)
            for value in page.entries() if page is not None else ():
                if value.start is not None:
                    yield day, value.start, value.start + value.minutes

    def _is_written(self, one: Proposal, day: str, minute: int) -> bool:
        if not one.is_entry:
            return False
        end = minute + max(one.seconds // 60, 1)
        for value in by_hand(self.page(day)):
            if not isinstance(value, Entry):
                continue
            if value.start is not None and one.has_clock:
                if value.start < end and minute < value.start + value.minutes:
                    return True
            elif one.words.split(" ", 1)[0] == value.activity:
                return True  # one of both has no clock time: it may well be the same hour
        return False


def by_hand(page: Page | None) -> Sequence[Entry | Event]:
    """The lines of a page that a person wrote."""
    values = [item.value for item in page.items] if page is not None else []
    return [value for value in values if isinstance(value, Entry | Event) and not value.is_taken_in]
