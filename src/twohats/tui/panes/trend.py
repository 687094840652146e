"""The trend, the same as the shell's `hat trend`."""

from __future__ import annotations

from datetime import date

from twohats.format.calendar import Week, week_named, week_of
from twohats.tui.panes.block_pane import BlockPane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.views.blocks import View

_LENGTHS = (12, 52, 0)
"""Weeks of the stretches that one goes through; 0 is all there is."""
_STEP = 4
"""Weeks that one steps by."""


class TrendPane(BlockPane):
    """Some weeks up to one. Its subject is their number and that week, `12/2026-W47`; without a week it is this one."""

    def first_subject(self) -> str:
        """Twelve weeks up to this one."""
        return str(_LENGTHS[0])

    def load(self, subject: str) -> View:
        """Read the pages of the weeks, and work out their figures."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.trend import trend_to
        from twohats.views.trend import trend_view

        weeks, week = self._stretch(subject)
        read = trend_to(self.host.journal, week, date.fromisoformat(self.host.today), weeks)
        return trend_view(read.figures, names=read.channels)

    def _stretch(self, subject: str) -> tuple[int, Week]:
        number, _, name = subject.partition("/")
        start = self.host.journal.week_start
        this = week_of(date.fromisoformat(self.host.today), start=start)
        return int(number) if number.isdecimal() else _LENGTHS[0], week_named(
            name, start=start
        ) if name else this

    def _go(self, weeks: int, week: Week) -> None:
        """Show so many weeks up to one, but to none that is still to come."""
        this = self._stretch("")[1]
        self.go_to(str(weeks) if week.first >= this.first else f"{weeks}/{week.name}")

    def step(self, by: int) -> None:
        """Four weeks back or forward."""
        weeks, week = self._stretch(self.subject())
        self._go(weeks, week.back(-by * _STEP))

    def action_today(self) -> None:
        """Up to this week."""
        weeks, _ = self._stretch(self.subject())
        self.go_to(str(weeks))

    def action_longer(self) -> None:
        """The next longer stretch."""
        self._lengthen(1)

    def action_shorter(self) -> None:
        """The next shorter one."""
        self._lengthen(-1)

    def _lengthen(self, by: int) -> None:
        weeks, week = self._stretch(self.subject())
        at = _LENGTHS.index(weeks) + by if weeks in _LENGTHS else 0
        if 0 <= at < len(_LENGTHS):
            self._go(_LENGTHS[at], week)
