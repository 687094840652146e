"""Where the hours of a hat work, and one channel of it: the same as the shell's `hat channels`."""

from __future__ import annotations

from datetime import date

from twohats.format.calendar import week_named, week_of
from twohats.format.words import BRAND, PERSONAL
from twohats.tui.panes.block_pane import BlockPane
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.calendar import Week
    from twohats.tui.panes.pane import PaneHost
    from twohats.views.blocks import View

LENGTHS = (12, 52, 0)
"""How many weeks one looks at; 0 for all of them."""
WHY = "?why"
"""What stands in place of a channel where the reasons are asked for: no channel is called so."""


class Asked(NamedTuple):
    """What is looked at, and how a subject is written: `2026-W47 12 brand linkedin`."""

    week: str
    """The last one."""
    weeks: int
    side: str
    channel: str = ""
    """Empty for all channels: none is called so."""

    def subject(self) -> str:
        """As one text."""
        return f"{self.week} {self.weeks} {self.side} {self.channel}".rstrip()


def asked(subject: str) -> Asked:
    """What a subject asks for."""
    week, weeks, side, channel, *_ = *subject.split(" ", 3), ""
    return Asked(week, int(weeks), side, channel)


class ChannelsPane(BlockPane):
    """Twelve weeks up to the one of the day that is looked at; a channel's row opens the channel.

    A row of a view asks for a channel alone, `linkedin`, in the weeks and of the hat that are looked at; `?why` asks
    for the reasons of these weeks, of both hats.
    """

    def __init__(self, host: PaneHost) -> None:
        self._asked = Asked(_week_with(host, host.day).name, LENGTHS[0], BRAND)
        super().__init__(host)

    def first_subject(self) -> str:
        """The weeks up to the day's."""
        return self._asked.subject()

    def open_at(self, subject: str) -> None:
        """A channel, in the weeks that are looked at."""
        now = asked(self.subject())
        super().open_at(now._replace(channel=subject).subject())

    def load(self, subject: str) -> View:
        """Read the journal, and work out the channels or one of them."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.channels import channels_of, last_weeks
        from twohats.views.channel import channel_view
        from twohats.views.channels import channels_view

        journal, what = self.host.journal, asked(subject)
        today = date.fromisoformat(self.host.today)
        weeks = last_weeks(journal, week_named(what.week, start=journal.week_start).first, what.weeks)
        if what.channel == WHY:
            from twohats.actions.why import why_of
            from twohats.views.why import why_view

            return why_view(why_of(journal, weeks, today))
        read = channels_of(journal, weeks, today, side=what.side)
        if what.channel:
            return channel_view(
                read.figures,
                what.channel,
                names=read.names,
                people=read.people.shown,
                verdicts=read.verdicts,
            )
        return channels_view(read.figures, names=read.names, bar=read.bar, verdicts=read.verdicts)

    def step(self, by: int) -> None:
        """The weeks that end a week before or after, but none that is still to come."""
        now = asked(self.subject())
        week = week_named(now.week, start=self.host.journal.week_start).back(-by)
        if by < 0 or week.first.isoformat() <= self.host.today:
            self._ask(now._replace(week=week.name))

    def action_today(self) -> None:
        """Up to this week."""
        self._ask(asked(self.subject())._replace(week=_week_with(self.host, self.host.today).name))

    def action_longer(self) -> None:
        """A longer stretch of time."""
        self._stretch(1)

    def action_shorter(self) -> None:
        """A shorter stretch of time."""
        self._stretch(-1)

    def _stretch(self, by: int) -> None:
        now = asked(self.subject())
        at = LENGTHS.index(now.weeks) + by
        if 0 <= at < len(LENGTHS):
            self._ask(now._replace(weeks=LENGTHS[at]))

    def action_other_hat(self) -> None:
        """The channels of the other hat."""
        now = asked(self.subject())
        self._ask(now._replace(side=PERSONAL if now.side == BRAND else BRAND))

    def midnight_passed(self, before: str) -> None:
        """Who looked at the weeks up to this one goes on looking at them."""
        now = asked(self.subject())
        if self.host.is_shown(self) and now.week == _week_with(self.host, before).name:
            self.action_today()

    def _ask(self, what: Asked) -> None:
        self.go_to(what.subject())


def _week_with(host: PaneHost, day: str) -> Week:
    return week_of(date.fromisoformat(day), start=host.journal.week_start)
