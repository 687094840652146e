"""The rows of the week, and what they open: the lines behind their numbers, or a person."""

from __future__ import annotations

from twohats.views.block_rows import DoorRow
from twohats.views.blocks import CLOSED, Door
from twohats.views.week import keyed_rows
from twohats.views.week_plain import WRITE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.measures.figures import WeekFigures
    from twohats.views.wording import Ways


def week_door_rows(
    figures: WeekFigures, doors: Mapping[str, Door], *, width: int, people: Mapping[str, str], ways: Ways
) -> list[DoorRow]:
    """The rows of `week_rows`, and what they open: `doors`, by what a row is of (`week.keyed_rows`)."""
    rows: list[DoorRow] = []
    stop, before = 0, ""
    for key, row in keyed_rows(figures, max(width, 1), people, anonymous=False, ways=ways):
        opens = key in doors
        stop += opens and key != before
        rows.append(DoorRow(row, doors.get(key, CLOSED), stop if opens else 0))
        before = key
    return rows


def doors_of(figures: WeekFigures, places: Mapping[str, tuple[str, ...]]) -> dict[str, Door]:
    """What the rows open, by what they are of; `places` are those of `measures.week_lines`."""
    doors = {key: Door(lines=lines) for key, lines in places.items()}
    if figures.follow_up:
        first, *more = figures.follow_up
        doors[WRITE] = Door(view="people") if more else Door(person=first.person)
    return doors
