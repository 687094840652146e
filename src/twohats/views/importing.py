"""What taking in some files would do, for whoever decides whether it is done: tallies only, and what is left out."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import MONTHS, PERSONAL
from twohats.values import NamedTuple
from twohats.views.block_grid import grid_of
from twohats.views.blocks import Cell, Column, Fact, Facts, Record, Table, View
from twohats.views.counted import counted
from twohats.views.dates import day_text, span_text
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.interchange.plan import MonthCensus, Plan, PlannedLine
    from twohats.views.blocks import Block

MOST_MONTHS = 12
"""Months that have a column, if they fit. Those before are one column."""
_WIDTH = 80
_GAP = 2
_YEAR = 12
SAMPLE = 10
"""Lines that are shown of all that would be written."""
_MOST_ROWS = 12
"""Rows of a list that is shown whole or shortened."""


class _Row(NamedTuple):
    """One row of the table of months."""

    label: str
    side: str
    by_month: Mapping[str, int]
    unit: int
    """How many of what is counted are one: 60 minutes an hour."""


def import_view(plan: Plan) -> View:
    """The preview of an import."""
    blocks: list[Block] = [*_facts(plan), *_missing(plan), _lines(plan)]
    if plan.census:
        names = grid_of(View("import", "", "", "", (_months(plan.census, 0), *blocks)), _WIDTH).label
        blocks.insert(0, _months(plan.census, _WIDTH - names))
    blocks.insert(0, Facts("", tuple(_found(plan))))
    subject = ""
    if plan.first:
        subject = day_text(plan.first) if plan.first == plan.last else span_text(plan.first, plan.last)
    return View("import", "Import", subject, "", tuple(blocks))


def _found(plan: Plan) -> list[Fact]:
    found = []
    for one in plan.found:
        whose = f", {one.account}" if one.account else ""
        found.append(Fact("", f"{one.title}{whose}", "title"))
        if one.instead:
            found.append(Fact("", one.instead, "problem"))
    return found or [Fact("", "nothing that is known", "problem")]


def _months(census: Sequence[MonthCensus], room: int) -> Table:
    """What there is a month, for both sides or for the one that there is: of the latest months as many as fit."""
    months = sorted({one.month for one in census})
    rows = _rows(census)
    most = range(min(len(months), MOST_MONTHS), 1, -1)
    many = next((many for many in most if _width(rows, months, _names(rows, months, many, room)) <= room), 1)
    names = _names(rows, months, many, room)
    records = []
    for row in rows:
        numbers = _numbers(row, months, many)
        told = ", ".join(f"{name} {number}" for name, number in zip(names, numbers, strict=True) if number)
        role = "personal" if row.side == PERSONAL else "brand" if row.side else "text"
        cells = [Cell(str(number) if number else "·", role if number else "muted") for number in numbers]
        records.append(Record((Cell(row.label), *cells), f"{row.label}: {told}"))
    # Columns of texts, since those of numbers have no less than six columns each.
    columns = (Column(right=False), *(Column(name, right=False) for name in names))
    return Table("By month", columns, tuple(records), empty="nothing that makes a line")


def _rows(census: Sequence[MonthCensus]) -> list[_Row]:
    """The rows that have anything in them."""
    sides = sorted({one.side for one in census})
    longest = max((one.minutes for one in census), default=0)
    of_time = ("minutes", 1) if longest < 1000 else ("hours", 60)
    rows = []
    for name, field, unit in (
        ("days posted", "days_posted", 1),
        ("conversations", "conversations", 1),
        ("first time", "first_times", 1),
        (of_time[0], "minutes", of_time[1]),
    ):
        for side in sides:
            label = f"{name}, {side}" if side and len(sides) > 1 else name
            by_month = {
                one.month: count for one in census if one.side == side and (count := int(getattr(one, field)))
            }
            if by_month:
                rows.append(_Row(label, side, by_month, unit))
    return rows


def _numbers(row: _Row, months: Sequence[str], many: int) -> list[int]:
    """The cells of a row: of all months before the latest `many` together, and of each of those."""
    counts = [row.by_month.get(month, 0) for month in months]
    before, shown = counts[:-many], counts[-many:]
    return [round(count / row.unit) for count in ([sum(before)] if before else []) + shown]


def _names(rows: Sequence[_Row], months: Sequence[str], many: int, room: int) -> list[str]:
    """The names of the columns: with years, where there is room for them or they are needed."""
    shown = months[-many:]
    before = ["before"] if len(months) > many else []
    plain = [MONTHS[int(month[5:]) - 1][:3] for month in shown]
    dated = [
        f"{name} {month[2:4]}" if not at or month.endswith("-01") else name
        for at, (name, month) in enumerate(zip(plain, shown, strict=True))
    ]
    is_clear = len(set(plain)) == many and _month_number(shown[-1]) - _month_number(shown[0]) < _YEAR
    if not is_clear:
        return [*before, *(f"{name} {month[2:4]}" for name, month in zip(plain, shown, strict=True))]
    return [*before, *(dated if _width(rows, months, [*before, *dated]) <= room else plain)]


def _width(rows: Sequence[_Row], months: Sequence[str], names: Sequence[str]) -> int:
    """The columns of a terminal that these of the table take."""
    many = sum(name != "before" for name in names)
    cells = [_numbers(row, months, many) for row in rows]
    return sum(
        _GAP + max([len(name), *(len(str(row[at])) for row in cells)]) for at, name in enumerate(names)
    )


def _month_number(month: str) -> int:
    return int(month[:4]) * _YEAR + int(month[5:])


def _facts(plan: Plan) -> list[Block]:
    facts = [Fact(str(one.count), counted(one.count, one.what)) for one in plan.facts]
    if plan.most_days:
        facts.append(Fact("Most days", " · ".join(f"{name} {days}" for name, days in plan.most_days)))
    new = [person for person in plan.people if person.is_new]
    same = [person for person in plan.people if person.same_as]
    if new:
        facts.append(Fact("New", f"{number_of(len(new), 'name')} for people.toml"))
    facts += [
        Fact(
            "The same?",
            f"{person.shown} may be @{person.same_as}; here they are @{person.name}",
        )
        for person in same[:_MOST_ROWS]
    ]
    return [Facts("What is in it", tuple(facts))] if facts else []


def _missing(plan: Plan) -> list[Block]:
    """What becomes no line, and what could not be read."""
    facts = [Fact(str(one.count), counted(one.count, one.what)) for one in plan.left_out[:_MOST_ROWS]]
    rest = sum(one.count for one in plan.left_out[_MOST_ROWS:])
    if rest:
        facts.append(Fact(str(rest), counted(rest, "others")))
    if plan.known:
        were = "record that was" if plan.known == 1 else "records that were"
        facts.append(Fact(str(plan.known), f"{were} taken in before"))
    facts += [
        Fact(
            str(one.records),
            f"that no rule covers yet: {one.what or one.source}"
            + (f", {duration_text(one.minutes)}" if one.minutes else ""),
        )
        for one in plan.without_hat[:_MOST_ROWS]
    ]
    blocks: list[Block] = [Facts("Left out", tuple(facts))] if facts else []
    if plan.not_understood_count:
        rows = [Fact(one.place, one.why, "problem") for one in plan.not_understood[:_MOST_ROWS]]
        more = plan.not_understood_count - len(rows)
        if more > 0:
            rows.append(Fact("", f"and {more} more", "muted"))
        blocks.append(Facts("Not understood", tuple(rows)))
    if plan.remarks:
        blocks.append(Facts("Good to know", tuple(Fact("", text, "muted") for text in plan.remarks)))
    return blocks


def _lines(plan: Plan) -> Facts:
    if not plan.lines:
        return Facts("Lines", (), "nothing would be written")
    days = len({line.day for line in plan.lines})
    guessed = sum(any(word.startswith("~") for word in line.text.split()[:2]) for line in plan.lines)
    says = f"{number_of(len(plan.lines), 'line')} on {number_of(days, 'day')}, none rated"
    if guessed:
        says += f", the minutes of {guessed} guessed (~)"
    facts = [Fact("", f"Would write {says}:")]
    facts += [Fact(line.day, line.text) for line in sample_of(plan.lines)]
    if plan.border:
        facts.append(
            Fact(
                "",
                f"From {plan.border} on, your own first line, only what overlaps none of yours comes in.",
                "muted",
            )
        )
    return Facts("Lines", tuple(facts))


def sample_of(lines: Sequence[PlannedLine]) -> list[PlannedLine]:
    """SAMPLE lines, the newest of each kind first of all, in the order of the days."""
    of_kind: dict[str, list[PlannedLine]] = {}
    for line in reversed(lines):
        words = [word for word in line.text.split(" src:", 1)[0].split() if word.isalpha()]
        of_kind.setdefault(" ".join(words), []).append(line)
    chosen: list[PlannedLine] = []
    depth = 0
    while len(chosen) < min(SAMPLE, len(lines)):
        chosen += [each[depth] for each in of_kind.values() if len(each) > depth][: SAMPLE - len(chosen)]
        depth += 1
    return sorted(chosen)
