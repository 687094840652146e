"""Which views are shown, which of them has the keys, and the way back from one to the other.

The list of views comes from `pane_table`, and what stands side by side from `room`.
"""

from __future__ import annotations

import importlib
from typing import Protocol

from twohats.tui.kept import LastSpot
from twohats.tui.pane_table import ASIDES, NEIGHBOURS
from twohats.tui.panes.pane import PaneHost
from twohats.tui.room import ROOM, beside, shared
from twohats.tui.widgets.columns import Columns
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.timer import Timer
    from textual.widget import Widget

    from twohats.tui.pane_table import PaneRow
    from twohats.tui.panes.pane import Pane
    from twohats.tui.room import Beside

LONGEST_TRAIL = 100
"""How many rows one can have opened, each from the last, and still come back from all of them."""
FOLLOWS_AFTER = 0.06
"""Seconds that a cursor rests before what is beside follows it: a held key moves it every 0.03 s."""


class NavigationHost(PaneHost, Protocol):
    """What this needs of the screen."""

    def view_changed(self) -> None:
        """Another view has the keys, or others are shown."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Have something done later."""


class _Spot(NamedTuple):
    """Where one was before a row was opened."""

    view: str
    within: object
    """What the view showed, and where one was in it."""
    day: str
    room: str


class Navigation:
    """The panes that have been made, those of them that are shown, and where one came from."""

    def __init__(self, host: NavigationHost, view: str = "") -> None:
        self._host = host
        self._tabs = [row.name for row in host.services.panes]
        self._rows = {row.name: row for row in (*host.services.panes, *ASIDES, *NEIGHBOURS)}
        self._panes: dict[str, Pane] = {}
        self._trail: list[_Spot] = []
        self.view = view if view in self._tabs else self._tabs[0]
        self.pane = self.pane_of(self.view)
        self._room = self._room_of(self.view)
        self._width = 0
        self._names: tuple[str, ...] = (self.view,)
        """The views that are shown, from left to right."""
        self._follows = ""
        """The one of them that shows what the cursor of the first is on."""
        self._timer: Timer | None = None
        self._arranged = False
        self.columns = Columns(self.pane.widgets())

    @property
    def row(self) -> PaneRow:
        """What the table says of the view that has the keys."""
        return self._rows[self.view]

    @property
    def place(self) -> str:
        """The view whose keys work, and whose tab is lit."""
        return self.row.keys_as or self.view

    def panes(self) -> Iterable[Pane]:
        """The panes that have been made."""
        return self._panes.values()

    def shown(self) -> list[Pane]:
        """The panes that are shown, from left to right."""
        return [self._panes[name] for name in self._names]

    def is_shown(self, name: str) -> bool:
        """Whether a view is shown."""
        return name in self._names

    def pane_of(self, name: str) -> Pane:
        """The pane of a view, made when it is first asked for."""
        if name not in self._panes:
            module, _, kind = self._rows[name].pane.partition(":")
            self._panes[name] = getattr(importlib.import_module(module), kind)(self._host)
        return self._panes[name]

    async def show(self, name: str) -> None:
        """Show the view of this name as it is by itself; there is nothing to come back to any more.

        One without a tab is looked into: one comes back.
        """
        if name in self._tabs:
            self._trail.clear()
            await self._show(name)
        elif name != self.view:
            await self.open(name, "")
            return
        self.pane.home()
        await self.arrange()

    async def show_next(self, by: int = 1) -> None:
        """Go to the view beside; where one view has all of the screen, show that of the next tab."""
        if len(self._names) > 1:
            at = self._names.index(self.view)
            await self._show(self._names[(at + by) % len(self._names)], self._room)
            return
        at = self._tabs.index(self.view) if self.view in self._tabs else -1
        await self.show(self._tabs[(at + by) % len(self._tabs)])

    async def open(self, name: str, subject: str) -> None:
        """Show a view at a subject, as a row of the view that is shown asks for; one can come back.

        Where it is beside, what is around it stays; what follows the cursor shows the same already.
        """
        if name not in self._rows:
            self._host.answer(f"there is no view of that: {name}")
            return
        self.remember_spot()
        if name == self._names[0] and self._follows and self.pane.points_at(self._follows) == subject:
            name = self._follows
        if name != self.view:
            await self._show(name, self._room if name in self._names else "")
        if name == self._follows:
            self.pane.follow_to(subject)
        else:
            self.pane.open_at(subject)
        await self.arrange()

    def remember_spot(self) -> None:
        """What the view shows is about to be left for something else in it; one can come back."""
        self._trail.append(_Spot(self.view, self.pane.spot(), self._host.day, self._room))
        del self._trail[:-LONGEST_TRAIL]

    async def come_back(self) -> bool:
        """Go back to where one was before a row was opened, or from what is beside a view to that; if there is any."""
        if self._trail:
            spot = self._trail.pop()
            if spot.view != self.view:
                await self._show(spot.view, spot.room)
            if spot.day != self._host.day:
                self._host.go_to_day(spot.day)
            self.pane.return_to(spot.within)
            await self.arrange()
        elif not self.row.key:
            await self.show(ROOM[self._room][0].panes[0])
        else:
            return False
        return True

    def go_inside(self) -> None:
        """From a week that was browsed, go to a day in it."""
        day = self.pane.day_inside()
        if day != self._host.day:
            self._host.go_to_day(day)

    async def _show(self, name: str, room: str = "") -> None:
        """Give a view the keys, in this row of the table of rooms, else in its own."""
        self.go_inside()
        self.pane, self.view = self.pane_of(name), name
        self._room = room or self._room_of(name)
        await self.arrange()
        self._host.focus_view()
        self._host.view_changed()

    def last_spot(self) -> LastSpot:
        """Where one is, to come back to at the next start: what has no tab is left for the view it belongs to."""
        view = self.view if self.view in self._tabs else self._tabs[0]
        page = self._panes.get(self._tabs[0])
        spot = page.spot() if page else ""
        line = str(spot).partition(":")[2] if self.view == view else ""
        return LastSpot(view, self.pane.day_inside(), int(line) if line.isdecimal() else 0)

    # What stands side by side

    def _room_of(self, name: str) -> str:
        return self._panes[name].room or name

    def _beside(self) -> Beside | None:
        found = beside(self._room, self._width)
        fits = found and self.view in found.panes and all(name in self._rows for name in found.panes)
        return found if fits else None

    def make_room(self, width: int) -> None:
        """Give the first view its columns on a screen of so many, before what stands beside it is there."""
        self._width = width
        found = self._beside()
        if found:
            self.columns.share((self.pane.widget,), shared(found.panes, width)[:1])

    def is_other(self, width: int) -> bool:
        """Take it that the screen has so many columns; whether it had others."""
        before, self._width = self._width, width
        return width != before

    async def arrange_if_other(self) -> None:
        """Arrange again if what is shown now has others beside it."""
        if self._room_of(self.view) != self._room and self._leads():
            await self.arrange()

    def _leads(self) -> bool:
        """Whether it is the view that has the keys which says what stands beside it."""
        return self._room not in ROOM or ROOM[self._room][0].panes[0] == self.view

    def follow_focus(self, widget: Widget | None) -> None:
        """A view beside was clicked: it has the keys now."""
        for name in self._names:
            if name != self.view and self._panes[name].widget is widget:
                self.go_inside()
                self.pane.widget.stands_out = self.view == self._follows
                self.pane, self.view = self._panes[name], name
                self.pane.widget.stands_out = True
                self._host.view_changed()
                return

    async def arrange(self) -> None:
        """Put on the screen what there is room for beside the view that has the keys."""
        if not self.columns.is_attached:  # the app is being left
            return
        if self._leads():
            self._room = self._room_of(self.view)  # the first one may show something else than before
        found = self._beside()
        names = found.panes if found else (self.view,)
        before, panes = self.shown(), [self.pane_of(name) for name in names]
        self._names, self._follows = names, found.follows if found else ""
        gone = [pane for pane in before if pane not in panes]
        for pane in gone:
            pane.hide()
        columns = [await self.columns.column_of(pane.widgets()) for pane in panes]
        self.columns.show(columns, shared(names, self._width) if found else [])
        for name, pane in zip(names, panes, strict=True):
            if pane not in before or not self._arranged:
                pane.show()
            pane.widget.stands_out = pane is self.pane or name == self._follows
        self._arranged = True
        if gone or len(panes) != len(before):
            self._host.view_changed()
        self.follow()

    # What is beside follows the cursor

    def follow(self) -> None:
        """Have what is beside show what the cursor is on, once that rests."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._follows and self.view == self._names[0]:
            self._timer = self._host.set_timer(FOLLOWS_AFTER, self._follow_now)

    def _follow_now(self) -> None:
        self._timer = None
        if self._follows and self.view == self._names[0]:
            subject = self.pane.points_at(self._follows)
            if subject:
                self._panes[self._follows].follow_to(subject)
