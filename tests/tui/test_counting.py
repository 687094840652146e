"""What takes long says so, and can be stopped."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from tests.tui.driven import LIMIT, Driven, drive
from tests.tui.third_pane import LinesPane

from twohats.tui.pane_table import PANES, PaneRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.journal.folder import Journal
    from twohats.views.block_rows import DoorRow

SLOW = PaneRow(
    "lines", "Lines", "9", "view.lines", "how many lines there are", "among the lines",
    "tests.tui.test_counting:SlowPane",
)  # fmt: skip
GO_ON = Event()


class SlowPane(LinesPane):
    """One that is not done before it is told to be."""

    def drawn(self, subject: str) -> Callable[[int], Sequence[DoorRow]]:
        GO_ON.wait(LIMIT)
        return super().drawn(subject)

    def action_today(self) -> None:
        self.reload()


def test_what_takes_long_says_so_and_escape_stops_it(journal: Journal) -> None:
    GO_ON.clear()

    async def act(app: Driven) -> None:
        await app.pilot.press("9")
        await app.until(lambda: "Esc stops" in app.grid())
        assert "counting for" in app.rows()[0]
        await app.pilot.press("escape")
        await app.until(lambda: "stopped; t counts again" in app.grid())
        assert "Esc stops" not in app.grid()
        GO_ON.set()
        await app.settle()
        assert "How many lines" not in app.grid(), "what came too late is not shown"
        await app.press("t")
        assert "How many lines" in app.grid()

    try:
        drive(journal, act, panes=(*PANES[:2], SLOW))
    finally:
        GO_ON.set()


def test_one_can_leave_it_for_another_view_meanwhile(journal: Journal) -> None:
    GO_ON.clear()

    async def act(app: Driven) -> None:
        await app.pilot.press("9")
        await app.until(lambda: "Esc stops" in app.grid())
        await app.pilot.press("1")
        await app.until(lambda: app.main.view == "page")
        assert "Esc stops" not in app.rows()[0]
        GO_ON.set()
        await app.settle()

    try:
        drive(journal, act, panes=(*PANES[:2], SLOW))
    finally:
        GO_ON.set()


class EndlessPane(LinesPane):
    """One that reads pages for as long as it is wanted."""

    def drawn(self, subject: str) -> Callable[[int], Sequence[DoorRow]]:
        try:
            while True:
                self.host.journal.page("2026-11-22")
        finally:
            ENDED.set()


ENDED = Event()
ENDLESS = SLOW._replace(pane="tests.tui.test_counting:EndlessPane")


def test_what_is_stopped_ends_in_its_thread(journal: Journal) -> None:
    ENDED.clear()

    async def act(app: Driven) -> None:
        await app.pilot.press("9")
        await app.until(lambda: "Esc stops" in app.grid())
        assert not ENDED.is_set()
        await app.pilot.press("escape")
        await app.until(ENDED.is_set)
        await app.settle()
        assert "stopped; t counts again" in app.grid()

    drive(journal, act, panes=(*PANES[:2], ENDLESS))


def test_what_is_counted_again_ends_what_was_counted_before(journal: Journal) -> None:
    ENDED.clear()

    async def act(app: Driven) -> None:
        await app.pilot.press("9")
        await app.until(lambda: "Esc stops" in app.grid())
        assert isinstance(app.main.pane, EndlessPane)
        app.main.pane.reload()
        await app.until(ENDED.is_set)
        await app.pilot.press("escape")
        await app.until(lambda: "Esc stops" not in app.grid())
        app.main.background.stop("EndlessPane")
        await app.settle()

    drive(journal, act, panes=(*PANES[:2], ENDLESS))
