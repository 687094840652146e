"""The narrow column beside the week: whom to write to, and the last weeks as small multiples. Pure."""

from __future__ import annotations

from datetime import date

from twohats.format import times
from twohats.format.words import MONTHS, SIDES
from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views import charts
from twohats.views import people_wording as words
from twohats.views.block_rows import DoorRow
from twohats.views.blocks import CLOSED, Door
from twohats.views.rows import BLANK, Row, Span, cut, padded, user_text, width_of
from twohats.views.wording import name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.days import DayTally
    from twohats.measures.people_figures import PeopleFigures

MOST_PEOPLE = 10
_MARGIN = " "
_HOURS = 5
"""Columns of `12h35`, set to the right."""


class WeekTally(NamedTuple):
    """What a week comes to."""

    name: str
    """`2026-W47`."""
    first: str
    """The ISO date of its first day."""
    tally: DayTally


def lately_rows(
    people: PeopleFigures, names: Mapping[str, str], weeks: Sequence[WeekTally], width: int, shown: str = ""
) -> list[DoorRow]:
    """Whom to write to, then the weeks, the latest first; that called `shown` stands out."""
    parts: list[tuple[Row, Door]] = [
        *_people(people, names, width),
        (BLANK, CLOSED),
        *_weeks(weeks, width, shown),
    ]
    rows: list[DoorRow] = []
    stop = 0
    for row, door in parts:
        stop += door != CLOSED
        rows.append(DoorRow(cut(row, width), door, stop if door != CLOSED else 0))
    return rows


def _headed(text: str) -> Row:
    return (Span(_MARGIN + text, "heading"),)


def _people(figures: PeopleFigures, names: Mapping[str, str], width: int) -> Iterable[tuple[Row, Door]]:
    yield _headed("Write to"), CLOSED
    waiting = figures.waiting[:MOST_PEOPLE]
    for each in waiting:
        since = words.day_of(date.fromisoformat(each.follow.met).toordinal(), figures.until)
        yield _beside(name_of(each.follow.person, names), since, width), Door(person=each.follow.person)
    if len(figures.waiting) > len(waiting):
        more = f"{_MARGIN}and {len(figures.waiting) - len(waiting)} more"
        yield (Span(more, "muted"),), Door(view="people")
    if not waiting:
        yield (Span(f"{_MARGIN}nobody waits", "muted"),), CLOSED
    for quiet in figures.names:
        since = words.day_of(quiet.spoken, figures.until)
        yield _beside(name_of(quiet.person, names), since, width, "muted"), Door(person=quiet.person)


def _beside(name: str, since: str, width: int, role: str = "text") -> Row:
    room = width - len(_MARGIN) - columns.width(since) - 2
    text = columns.pad(columns.fit(user_text(name).text, room), room)
    return (Span(_MARGIN + text, "person"), Span(f"  {since}", "muted" if role == "muted" else "text"))


def _weeks(weeks: Sequence[WeekTally], width: int, shown: str) -> Iterable[tuple[Row, Door]]:
    """A row for each week: the hours of each side, and their bars on one scale."""
    label = max((columns.width(_label(each)) for each in weeks), default=0) + 1
    room = (width - len(_MARGIN) - label) // 2
    yield (
        (
            Span(f"{_MARGIN}{'Weeks':<{label}}", "heading"),
            *(Span(f" {side:<{room - 1}}", side) for side in SIDES),
        ),
        CLOSED,
    )
    full = max((each.tally.minutes_of(side) for each in weeks for side in SIDES), default=0)
    for each in weeks:
        row: Row = (Span(f"{_MARGIN}{_label(each):<{label}}", "title" if each.name == shown else "muted"),)
        for side in SIDES:
            minutes = each.tally.minutes_of(side)
            hours = times.duration_text(minutes) if minutes else "\N{MIDDLE DOT}"
            bar = charts.bar(minutes, full, room - _HOURS - 2, side) if minutes and full else BLANK
            one = (Span(f"{hours:>{_HOURS}} ", "text" if minutes else "muted"), *bar)
            row = padded((*row, *one), width_of(row) + room)
        yield row, Door(view="week", subject=each.name)


def _label(each: WeekTally) -> str:
    day = date.fromisoformat(each.first)
    return f"{day.day:>2} {MONTHS[day.month - 1][:3]}"
