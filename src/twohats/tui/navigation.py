"""Which view is shown, and the way back from one to the other. The list of views comes from `pane_table` only."""

from __future__ import annotations

import importlib
from typing import Protocol

from twohats.tui.pane_table import ASIDES
from twohats.tui.panes.pane import PaneHost

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

    from textual.widget import Widget

    from twohats.tui.pane_table import PaneRow
    from twohats.tui.panes.pane import Pane
    from twohats.tui.status import Status

LONGEST_TRAIL = 100
"""How many rows one can have opened, each from the last, and still come back from all of them."""


class NavigationHost(PaneHost, Protocol):
    """What this needs of the screen."""

    status: Status

    def mount(self, *widgets: Widget, after: Widget) -> Awaitable[None]:
        """Put widgets on the screen."""

    def view_changed(self) -> None:
        """Another view is shown."""


class Navigation:
    """The panes that have been made, the one of them that is shown, and where one came from."""

    def __init__(self, host: NavigationHost) -> None:
        self._host = host
        self._tabs = [row.name for row in host.services.panes]
        self._rows = {row.name: row for row in (*host.services.panes, *ASIDES)}
        self._panes: dict[str, Pane] = {}
        self._trail: list[tuple[str, object]] = []
        self.view = self._tabs[0]
        self.pane = self.pane_of(self.view)

    @property
    def row(self) -> PaneRow:
        """What the table says of the view that is shown."""
        return self._rows[self.view]

    def panes(self) -> Iterable[Pane]:
        """The panes that have been made."""
        return self._panes.values()

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

    async def show_next(self) -> None:
        """Show the view of the next tab."""
        at = self._tabs.index(self.view) if self.view in self._tabs else -1
        await self.show(self._tabs[(at + 1) % len(self._tabs)])

    async def open(self, name: str, subject: str) -> None:
        """Show a view at a subject, as a row of the view that is shown asks for; one can come back."""
        if name not in self._rows:
            self._host.answer(f"there is no view of that: {name}")
            return
        self.remember_spot()
        if name != self.view:
            await self._show(name)
        self.pane.open_at(subject)

    def remember_spot(self) -> None:
        """What the view shows is about to be left for something else in it; one can come back."""
        self._trail.append((self.view, self.pane.spot()))
        del self._trail[:-LONGEST_TRAIL]

    async def come_back(self) -> None:
        """Go back to where one was before a row was opened."""
        if self._trail:
            name, spot = self._trail.pop()
            if name != self.view:
                await self._show(name)
            self.pane.return_to(spot)

    def go_inside(self) -> None:
        """From a week that was browsed, go to a day in it."""
        day = self.pane.day_inside()
        if day != self._host.day:
            self._host.go_to_day(day)

    async def _show(self, name: str) -> None:
        self.go_inside()
        before, self.pane, self.view = self.pane, self.pane_of(name), name
        if not self.pane.widget.is_attached:
            await self._host.mount(*self.pane.widgets(), after=self._host.status.title_bar)
        before.hide()
        for widget in before.widgets():
            widget.display = False
        for widget in self.pane.widgets():
            widget.display = True
        self._host.focus_view()
        self.pane.show()
        self._host.view_changed()
