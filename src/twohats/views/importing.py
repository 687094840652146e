"""What taking in some files would do, for whoever decides whether it is done: tallies only, and what is left out."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import MONTHS, PERSONAL
from twohats.values import NamedTuple
from twohats.views.blocks import Cell, Column, Fact, Facts, Record, Table, View
from twohats.views.counted import counted
from twohats.views.dates import day_text, span_text
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.interchange.plan import MonthCensus, Plan, PlannedLine
    from twohats.views.blocks import Block

MOST_MONTHS = 12
"""Months that have a column: 12 fit into 80 columns beside their names. Those before are one column."""
SAMPLE = 10
"""Lines that are shown of all that would be written."""
_MOST_ROWS = 12
"""Rows of a list that is shown whole or shortened."""


class _Row(NamedTuple):
    """One row of the table of months."""

    name: str
    field: str
    """Of `MonthCensus`."""
    sides: tuple[str, ...]


def import_view(plan: Plan) -> View:
    """The preview of an import."""
    blocks: list[Block] = [Facts("", tuple(_found(plan)))]
    if plan.census:
        blocks.append(_months(plan.census))
    blocks += _facts(plan)
    blocks += _missing(plan)
    blocks.append(_lines(plan))
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


def _months(census: Sequence[MonthCensus]) -> Table:
    """What there is a month, for both sides or for the one that there is."""
    sides = tuple(dict.fromkeys(one.side for one in sorted(census, key=lambda one: one.side)))
    months = sorted({one.month for one in census})
    shown, before = months[-MOST_MONTHS:], set(months[:-MOST_MONTHS])
    columns = [Column(right=False)]
    if before:
        columns.append(Column("before"))
    columns += [Column(_month_name(month, first=not at)) for at, month in enumerate(shown)]
    records = []
    for name, field in (
        ("days you posted", "days_posted"),
        ("real conversations", "conversations"),
        ("first time", "first_times"),
        ("minutes", "minutes"),
    ):
        for side in sides:
            of = [one for one in census if one.side == side]
            by_month = {one.month: int(getattr(one, field)) for one in of}
            if not any(by_month.values()):
                continue
            label = f"{name}, {side}" if side and len(sides) > 1 else name
            numbers = [sum(by_month.get(month, 0) for month in before)] if before else []
            numbers += [by_month.get(month, 0) for month in shown]
            role = "personal" if side == PERSONAL else "brand" if side else "text"
            says = f"{label}: {', '.join(map(str, numbers))}"
            records.append(
                Record(
                    (
                        Cell(label),
                        *(
                            Cell(str(number) if number else "·", role if number else "muted")
                            for number in numbers
                        ),
                    ),
                    says,
                )
            )
    return Table("By month", tuple(columns), tuple(records), empty="nothing that makes a line")


def _month_name(month: str, *, first: bool) -> str:
    name = MONTHS[int(month[5:]) - 1][:3]
    return f"{name} {month[2:4]}" if first or month.endswith("-01") else name


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
            f"{person.shown} may be @{person.same_as}: hat rename @{person.name} @{person.same_as} joins them",
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
