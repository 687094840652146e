"""Lines before and after a change, for whoever decides whether it is made."""

from __future__ import annotations

from twohats.values import NamedTuple
from twohats.views.lines import Line, item_spans
from twohats.views.rows import Row, Span, user_text
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.words import Hats

BECOMES = "to"


class ChangedLine(NamedTuple):
    """A line, and what becomes of it."""

    line: Line
    """As it stands in the journal."""
    text: str
    """Its first row after the change, without the dash; the rows below it stay."""
    day: str
    """ISO date of the page that it is on after the change."""

    @property
    def moves(self) -> bool:
        """Whether it goes to another page."""
        return self.day != self.line.day


def count_says(changed: Sequence[ChangedLine], same: int) -> str:
    """`41 lines on 17 days; 3 more are so already`."""
    days = {one.line.day for one in changed}
    many = f"{number_of(len(changed), 'line')} on {number_of(len(days), 'day')}"
    if not same:
        return many
    more = f"{same} {'is' if same == 1 else 'are'} so already"
    return f"{many}; {more.replace(' ', ' more ', 1)}" if changed else f"nothing to change: {more}"


def change_rows(changed: Sequence[ChangedLine], hats: Hats) -> list[Row]:
    """Two rows for each line: its place and how it stands, and what becomes of it."""
    room = max((len(one.line.place) for one in changed), default=0)
    if any(one.moves for one in changed):
        room = max(room, len(f"{BECOMES} 2026-11-22"))
    rows: list[Row] = []
    for one in changed:
        before = user_text(one.line.text, "muted")
        rows.append((Span(one.line.place.ljust(room + 2), "muted"), before))
        becomes = f"{BECOMES} {one.day}" if one.moves else BECOMES
        rows.append((Span(f"{becomes.rjust(room)}  ", "muted"), *item_spans(one.text, hats)))
    return rows
