"""Where the brand hours work, and one channel of them: the same as the shell's `hat channels`."""

from __future__ import annotations

from datetime import date

from twohats.format.calendar import week_named, week_of
from twohats.tui.panes.block_pane import BlockPane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.calendar import Week
    from twohats.tui.panes.pane import PaneHost
    from twohats.views.blocks import View

_OVERVIEW = ""
"""What stands in a subject for all channels: no channel is called so."""


class ChannelsPane(BlockPane):
    """Twelve weeks up to the one of the day that is looked at; a channel's row opens the channel.

    A subject is the last of the weeks, and after a space the channel, if one is opened: `2026-W47 linkedin`. A row
    of a view asks for a channel alone: `linkedin`.
    """

    def __init__(self, host: PaneHost) -> None:
        self._week = _week_with(host, host.day)
        super().__init__(host)

    def first_subject(self) -> str:
        """The weeks up to the day's."""
        return self._week.name

    def open_at(self, subject: str) -> None:
        """A channel, in the weeks that are looked at."""
        super().open_at(f"{self._week.name} {subject}")

    def load(self, subject: str) -> View:
        """Read the journal, and work out the channels or one of them."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.channels import channels_of, last_weeks
        from twohats.views.channel import channel_view
        from twohats.views.channels import channels_view

        journal = self.host.journal
        name, _, channel = subject.partition(" ")
        week = week_named(name, start=journal.week_start)
        read = channels_of(journal, last_weeks(journal, week.first), date.fromisoformat(self.host.today))
        if channel != _OVERVIEW:
            return channel_view(read.figures, channel, names=read.names, people=read.people.shown)
        return channels_view(read.figures, names=read.names, bar=read.bar)

    def step(self, by: int) -> None:
        """The weeks that end a week before or after, but none that is still to come."""
        week = self._week.back(-by)
        if by < 0 or week.first.isoformat() <= self.host.today:
            self._go_to(week)

    def action_today(self) -> None:
        """Up to this week."""
        self._go_to(_week_with(self.host, self.host.today))

    def midnight_passed(self, before: str) -> None:
        """Who looked at the weeks up to this one goes on looking at them."""
        if self.host.is_shown(self) and self._week == _week_with(self.host, before):
            self._go_to(_week_with(self.host, self.host.today))

    def _go_to(self, week: Week) -> None:
        _, _, channel = self.subject().partition(" ")
        self._week = week
        self.go_to(f"{week.name} {channel}".rstrip())


def _week_with(host: PaneHost, day: str) -> Week:
    return week_of(date.fromisoformat(day), start=host.journal.week_start)
