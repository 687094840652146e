"""The app driven by a test: keys in, a grid of text out."""

from __future__ import annotations

import asyncio
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from tests.expected_text import same_as
from textual.widget import Widget

from twohats.format.paths import page_path
from twohats.format.settings import Config
from twohats.format.times import Now
from twohats.tui.app import HatApp
from twohats.tui.main_screen import MainScreen
from twohats.tui.pane_table import PANES
from twohats.tui.widgets.cursor_rows import MARK
from twohats.tui.widgets.page_list import PageList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.pilot import Pilot

    from twohats.journal.folder import Journal
    from twohats.tui.pane_table import PaneRow

TODAY = "2026-11-22"
SNAPSHOTS = Path(__file__).parent / "snapshots"
LIMIT = 20
"""Seconds that anything may take before the test gives up."""


class Clock:
    """A clock that a test sets."""

    def __init__(self, day: str = TODAY, minute: int = 18 * 60) -> None:
        self.at = Now(day, minute)

    def __call__(self) -> Now:
        return self.at


class Driven:
    """An app on a screen that is no terminal."""

    def __init__(self, app: HatApp, pilot: Pilot[None], journal: Journal, clock: Clock) -> None:
        self.app = app
        self.pilot = pilot
        self.journal = journal
        self.clock = clock

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def page_list(self) -> PageList:
        return self.main.query_one(PageList)

    async def press(self, *keys: str) -> None:
        """Press keys one by one and wait until all that follows has happened.

        Behind the key of a view it is waited for what the view shows; `test_typed_ahead` does not wait.
        """
        for key in keys:
            await self.pilot.press(key)
            if key in self._view_keys:
                await self.settle()
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, sign by sign."""
        self.main.entry.focus()
        await self.pilot.pause()
        for char in text:
            self.main.entry.insert_text_at_cursor(char)
        await self.settle()

    async def type_at_once(self, text: str) -> None:
        """Type a text without waiting for what is being done meanwhile."""
        for char in text:
            self.main.entry.insert_text_at_cursor(char)
        await asyncio.sleep(0.05)

    @property
    def _view_keys(self) -> set[str]:
        return {pane.key for pane in self.app.panes} if self.app.screen is self.main else set()

    async def settle(self) -> None:
        """Wait until no worker runs and nothing is left to draw."""
        while True:
            await self.until(lambda: self._is_left() or (self._no_worker() and self._all_drawn()))
            await asyncio.sleep(0.02)  # a frame: what is drawn may have asked for more
            await self.pilot.pause()
            if self._is_left() or (self._no_worker() and self._all_drawn()):
                return

    def _is_left(self) -> bool:
        """Whether the app was left: what was still to be drawn then is not drawn any more."""
        return self.app._exit

    def _no_worker(self) -> bool:
        return all(worker.is_finished for worker in self.app.workers)

    def _all_drawn(self) -> bool:
        screen = self.app.screen
        return not screen._dirty_widgets and not any(
            widget._layout_required or widget._scroll_required or widget._repaint_required
            for widget in (screen, *screen.walk_children(Widget))
        )

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true; it is a failure if it never is."""
        async with asyncio.timeout(LIMIT):
            while not true():  # noqa: ASYNC110  # anything may become true, not only an event
                await asyncio.sleep(0.005)

    def rows(self) -> list[str]:
        """What is on the screen, row by row. Nothing on it may command a terminal."""
        rows = [strip.text for strip in self.app.screen._compositor.render_strips()]
        for row in rows:
            for char in row:
                assert unicodedata.category(char) != "Cc", f"{ord(char):#x} reached the screen: {row!r}"
                assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", repr(row)
        return rows

    def columns(self) -> list[list[str]]:
        """What stands side by side between the two bars, each column as its rows."""
        region = self.main.navigation.columns.content_region
        rows = [row.split("\N{BOX DRAWINGS LIGHT VERTICAL}") for row in self.rows()[region.y : region.bottom]]
        many = len(self.main.navigation.shown())
        return [[row[at].rstrip() for row in rows if len(row) == many] for at in range(many)]

    def view_rows(self) -> list[str]:
        """The rows of the view that has the keys, without the rule in front of it."""
        shown = self.main.navigation.shown()
        rows = self.columns()[shown.index(self.main.pane)]
        return [row.removeprefix(" ") if row.startswith(f" {MARK}") else row for row in rows]

    def grid(self) -> str:
        """The screen as text, spaces at the ends of rows left out."""
        return "".join(f"{row.rstrip()}\n" for row in self.rows())

    def same_as(self, name: str) -> None:
        """Compare the screen with the picture of this name."""
        size = self.app.size
        same_as(SNAPSHOTS / f"{name}-{size.width}x{size.height}.txt", self.grid())

    def page(self, day: str = TODAY) -> str:
        """The text of a page's file."""
        return Path(self.journal.full_path(page_path(day))).read_bytes().decode("utf-8", "surrogateescape")

    def notices(self) -> str:
        """What the notices on the screen say."""
        toasts = [each.message for each in self.app._notifications]
        return "\n".join(filter(None, [self.main.status.notice.text, *toasts]))


def drive(
    journal: Journal,
    scenario: Callable[[Driven], Awaitable[None]],
    *,
    size: tuple[int, int] = (80, 24),
    clock: Clock | None = None,
    config: Config | None = None,
    panes: Sequence[PaneRow] = PANES,
    at: str = "",
) -> None:
    """Run the app and a scenario in it; whatever stops the app fails the test."""
    clock = clock or Clock()

    async def run() -> None:
        app = HatApp(journal, clock, config=config or Config(), panes=panes, at=at)
        app.animation_level = "none"
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                driven = Driven(app, pilot, journal, clock)
                await driven.settle()
                await scenario(driven)
        finally:
            app.main.draft_keeper.release()

    asyncio.run(run())
