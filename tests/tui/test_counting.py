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
