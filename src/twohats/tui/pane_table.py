"""The table of the app's views, from which tabs, keys, help and panes are made. Does not import Textual."""

from __future__ import annotations

from twohats.values import NamedTuple


class PaneRow(NamedTuple):
    """One view, and the pane that shows it."""

    name: str
    """What `keys` calls it as a place where keys work: `week`."""
    title: str
    """Its tab in the top row: `Week`."""
    key: str
    """The key that shows it, in Textual's words."""
    id: str
    """What `[keys]` in `hat.toml` calls that key: `view.week`."""
    says: str
    """What the view is, for help and commands: `the week`."""
    where: str
    """Where one is there, as the help screen's title has it: `in the week`."""
    pane: str
    """Module and class of its pane, imported when it is first shown: a pane costs nothing at the start."""
    steps: bool = True
    """Whether `move.back` and `move.forward` go to the days or weeks before and after."""
    line: str = ""
    """What `keys` calls its own line as a place, if it has one that is typed into."""
    keys_as: str = ""
    """The view whose keys work in it, and whose tab is lit, if it has none of its own."""
    lines: bool = True
    """Whether rows of it can be lines of the journal, so that the keys that act on a line work there."""


PANES = (
    PaneRow(
        "page",
        "Day",
        "1",
        "view.today",
        "the page of a day",
        "on the page of a day",
        "twohats.tui.panes.day:DayPane",
    ),
    PaneRow(
        "week",
        "Week",
        "2",
        "view.week",
        "the week",
        "in the week",
        "twohats.tui.panes.week:WeekPane",
    ),
    PaneRow(
        "trend", "Trend", "3", "view.trend", "the trend", "in the trend", "twohats.tui.panes.trend:TrendPane"
    ),
    PaneRow(
        "people",
        "People",
        "4",
        "view.people",
        "the people: whom to write to",
        "among the people",
        "twohats.tui.panes.people:PeoplePane",
        steps=False,
    ),
    PaneRow(
        "channels",
        "Channels",
        "5",
        "view.channels",
        "the channels",
        "among the channels",
        "twohats.tui.panes.channels:ChannelsPane",
    ),
    PaneRow(
        "sunday",
        "Sunday",
        "6",
        "view.sunday",
        "the Sunday sitting",
        "in the Sunday sitting",
        "twohats.tui.panes.sunday:SundayPane",
    ),
    PaneRow(
        "trials",
        "Trials",
        "7",
        "view.trials",
        "the trials",
        "among the trials",
        "twohats.tui.panes.trials:TrialsPane",
        steps=False,
    ),
    PaneRow(
        "journal",
        "Journal",
        "8",
        "view.journal",
        "the journal: its days as a calendar",
        "in the journal",
        "twohats.tui.panes.journal:JournalPane",
        lines=False,
    ),
)
"""All of them, in the order of their tabs; the first is shown at the start."""

ASIDES = (
    PaneRow(
        "question",
        "Lines",
        "slash",
        "search.ask",
        "ask: words that select lines",
        "among the lines",
        "twohats.tui.panes.question:QuestionPane",
        steps=False,
        line="asking",
    ),
)
"""Views without a tab: one looks into them from any other, and comes back."""

NEIGHBOURS = (
    PaneRow(
        "lately",
        "Lately",
        "",
        "",
        "whom to write to, and the last weeks",
        "beside the week",
        "twohats.tui.panes.people:LatelyPane",
        keys_as="people",
    ),
    PaneRow(
        "person",
        "Person",
        "",
        "",
        "the person under the cursor",
        "on the page of a person",
        "twohats.tui.panes.people:PersonPane",
        keys_as="people",
    ),
)
"""What stands beside views where there is room, and has no key: `room` says beside which."""
