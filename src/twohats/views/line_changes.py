"""Lines before and after a change, for whoever decides whether it is made."""

from __future__ import annotations

from itertools import zip_longest

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
    """Its first row after the change, without the dash."""
    day: str
    """ISO date of the page that it is on after the change."""
    below: tuple[str, ...] = ()
    """The rows below it after the change, where they change; else they stay."""

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
        for was, now in zip(one.line.block.split("\n")[1:], one.below, strict=False):
            if was != now:
                rows += _pair(was.strip(), now.strip(), room)
    return rows


def _pair(was: str, now: str, room: int) -> list[Row]:
    """A row of a text and what becomes of it; either may be empty for none."""
    rows: list[Row] = []
    if was:
        rows.append((Span(" " * (room + 2), "text"), user_text(was, "muted")))
    if now:
        rows.append((Span(f"{BECOMES.rjust(room)}  ", "muted"), user_text(now, "note")))
    return rows


def file_rows(path: str, before: str, after: str) -> list[Row]:
    """A file that is no page: its path, and its rows that change, each with what becomes of it."""
    from difflib import SequenceMatcher

    was, now = before.split("\n"), after.split("\n")
    rows: list[Row] = [(user_text(path, "heading"),)]
    for what, first, last, begin, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what != "equal":
            for old, new in zip_longest(was[first:last], now[begin:end], fillvalue=""):
                rows += _pair(old.rstrip("\r"), new.rstrip("\r"), 2)
    return rows
