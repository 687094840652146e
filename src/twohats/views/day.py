"""One day as a view: hours by hat and activity, and its lines."""

from __future__ import annotations

from twohats.format.model import Entry, Event, Problem
from twohats.format.times import duration_text
from twohats.format.words import ACTIVITIES, MONTHS, SIDES, WEEKDAYS
from twohats.views.layout import BETWEEN, folded, label, number
from twohats.views.lines import Line, line_rows
from twohats.views.rows import BLANK, Row, Span, cut, joined, trimmed, width_of
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.words import Hats

_LABEL, _COLUMN = 11, 10
_NARROW_LABEL, _NARROW_COLUMN = 6, 9


def minutes_of(lines: Sequence[Line], hats: Hats) -> dict[str, dict[str, int]]:
    """Minutes by side and activity; all eight are there."""
    found = {side: dict.fromkeys(ACTIVITIES, 0) for side in SIDES}
    for line in lines:
        value = line.item.value
        if isinstance(value, Entry):
            found[hats.sides[value.hat]][value.activity] += value.minutes
    return found


def hats_of(lines: Sequence[Line]) -> dict[str, int]:
    """Minutes by hat, those without any left out."""
    found: dict[str, int] = {}
    for line in lines:
        value = line.item.value
        if isinstance(value, Entry):
            found[value.hat] = found.get(value.hat, 0) + value.minutes
    return found


def counts_of(lines: Sequence[Line]) -> dict[str, int]:
    """How many lines there are: all that count, entries, events, and those not understood."""
    values = [line.item.value for line in lines]
    return {
        "entries": sum(isinstance(value, Entry) for value in values),
        "events": sum(isinstance(value, Event) for value in values),
        "problems": sum(isinstance(value, Problem) for value in values),
    }


def day_rows(day: str, lines: Sequence[Line], hats: Hats, width: int | None = None) -> list[Row]:
    """The rows of a day: what it comes to, then line by line; none wider than `width`, where there is one."""
    minutes = minutes_of(lines, hats)
    counts = counts_of(lines)
    total = sum(sum(by.values()) for by in minutes.values())
    cover: list[Row] = [(Span(number_of(counts["entries"] + counts["events"], "line"), "muted"),)]
    if total:
        cover.append((Span(duration_text(total), "muted"),))
    if counts["problems"]:
        cover.append((Span(f"{counts['problems']} not read", "warn"),))
    head = ((Span(day_name(day), "title"),), joined(cover, BETWEEN))
    rows: list[Row] = [(*head[0], Span("   ", "text"), *head[1])]
    if width is not None and width_of(rows[0]) > width:
        rows = [part for row in head for part in folded(row, width)]
    rows.append(BLANK)
    if total:
        below = [*_hours(minutes, width), *_extra_hats(hats_of(lines))]
        rows += [row if width is None else cut(trimmed(row), width) for row in below]
        rows.append(BLANK)
    return [trimmed(row) for row in rows] + line_rows(lines, hats, width)


def day_name(day: str) -> str:
    """`Sunday 22 November 2026`."""
    from datetime import date

    found = date.fromisoformat(day)
    return f"{WEEKDAYS[found.weekday()]} {found.day} {MONTHS[found.month - 1]} {found.year:04d}"


def _hours(minutes: dict[str, dict[str, int]], width: int | None) -> list[Row]:
    narrow = width is not None and width < _LABEL + 2 * _COLUMN
    name, column = (_NARROW_LABEL, _NARROW_COLUMN) if narrow else (_LABEL, _COLUMN)
    head = (label("", name), *(number(side, column, side) for side in SIDES))
    rows: list[Row] = [head]
    for activity in ACTIVITIES:
        cells = [minutes[side][activity] for side in SIDES]
        if any(cells):
            shown = [number(duration_text(cell) if cell else "-", column) for cell in cells]
            rows.append((label(activity, name, "heading"), *shown))
    sums = [sum(minutes[side].values()) for side in SIDES]
    total = [number(duration_text(each) if each else "-", column, "muted") for each in sums]
    return [*rows, (label("", name), *total)]


def _extra_hats(hats: dict[str, int]) -> list[Row]:
    """What each hat of the journal's own took, where any did."""
    own = {name: minutes for name, minutes in hats.items() if name not in SIDES}
    return [(label("of these", _LABEL, "muted"), Span(f"  {name} {duration_text(minutes)}", "hat"))
            for name, minutes in own.items()]  # fmt: skip
