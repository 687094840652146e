"""Where on a page a new item goes: behind the last that is not later, if it has a clock time, else at the end."""

from __future__ import annotations

from twohats.format.model import Entry, Event, Item, Value
from twohats.format.times import A_PAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class ItemOrder:
    """The items of a page with new ones inserted, as a doubly linked list: finding where a new one goes takes constant
    time.

    A node is an item's index; new items continue the numbering. Before every existing item is a gap node, -1 minus its
    index: what is inserted before an item goes after the prose above it.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._behind: dict[int, int] = {}
        self._above: dict[int, int] = {}
        self._first: int | None = None
        """The first item with a clock time."""
        self._last = -1
        """The last item of all."""
        self._latest: dict[int, int] = {}
        """For a clock time, the last item that has it, provided all items after that one are later."""
        for at in range(len(items)):
            self._link(self._last, -1 - at)
            self._link(-1 - at, at)
            self._last = at
        least = A_PAGE
        for at in range(len(items) - 1, -1, -1):
            start = _start(items[at].value)
            if start is not None:
                self._first = at
                if start < least:
                    least = start
                    self._latest[start] = at

    def _link(self, above: int, behind: int) -> None:
        if above != behind:
            self._behind[above], self._above[behind] = behind, above

    def _put(self, place: int, start: int | None) -> None:
        """Insert a new item in order: after the last item that is not later, or before the first with a time."""
        above = self._last
        if start is not None:
            minute = start
            while minute >= 0 and minute not in self._latest:
                minute -= 1
            if minute >= 0:
                above = self._latest[minute]
            else:
                above = self._last if self._first is None else self._above[self._first]
                self._first = place
            self._latest[start] = place
        below = self._behind.get(above)
        self._link(above, place)
        if below is not None:
            self._link(place, below)
        if above == self._last:
            self._last = place

    def runs(self, new: dict[int, Item]) -> list[tuple[int, list[int]]]:
        """The new items in runs of neighbours, each with the index of the line before which the run goes."""
        count = len(self._items)
        for at, item in new.items():
            self._put(count + at, _start(item.value))
        found: list[tuple[int, list[int]]] = []
        place: int | None = -1
        line = 0
        run: list[int] = []
        while place is not None:
            if place >= count:
                if not run:
                    found.append((line, run))
                run.append(place - count)
            elif count:
                beside = self._items[place if place >= 0 else -1 - place]
                line, run = beside.line - 1 + (beside.lines if place >= 0 else 0), []
            place = self._behind.get(place)
        return found


def _start(value: Value) -> int | None:
    if isinstance(value, Entry):
        return value.start
    return value.at if isinstance(value, Event) else None
