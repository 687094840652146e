"""What the lines of a selection come to: minutes, lines, returns, noise, people, amounts, by up to two things.

Tallies only. A line that has several people, tags or values counts in the row of each, so that rows may add up to more
than all of it; the totals are those of the lines.
"""

from __future__ import annotations

from twohats.format.model import Entry, Event
from twohats.query.by import Grouping
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

    from twohats.format.model import Item
    from twohats.format.one_name import OneName
    from twohats.query.by import By

MINUTES, LINES, RETURNS, NOISE, PEOPLE = "minutes", "lines", "returns", "noise", "people"
MEASURES = (MINUTES, LINES, RETURNS, NOISE, PEOPLE)
"""What is counted beside amounts, which are named by their currency."""


class Tally:
    """What some lines come to, while they are counted."""

    __slots__ = ("amounts", "guessed", "lines", "minutes", "noise", "people", "returns")

    def __init__(self) -> None:
        self.minutes = 0
        self.guessed = 0
        """Of the minutes those that are a guess."""
        self.lines = 0
        self.returns = 0
        self.noise = 0
        self.people: set[str] = set()
        """Everyone named, by the names of today."""
        self.amounts: dict[str, dict[str, int]] = {}
        """Currency to the numbers as written, each with how many lines have it."""

    def add(self, value: Entry | Event, people: Iterable[str]) -> None:
        """One more line."""
        self.lines += 1
        self.people.update(people)
        if isinstance(value, Entry):
            self.minutes += value.minutes
            self.guessed += value.minutes if value.estimated else 0
            return
        if value.is_return:
            self.returns += value.count
        elif value.is_noise:
            self.noise += value.count
        if value.amount:
            self.add_amount(*value.amount, 1)

    def add_amount(self, number: str, currency: str, lines: int) -> None:
        """An amount that so many lines have."""
        numbers = self.amounts.setdefault(currency, {})
        numbers[number] = numbers.get(number, 0) + lines

    def add_all(self, other: Tally) -> None:
        """The lines of another, none of which is among these."""
        self.minutes += other.minutes
        self.guessed += other.guessed
        self.lines += other.lines
        self.returns += other.returns
        self.noise += other.noise
        if other.people:
            self.people |= other.people
        for currency, numbers in other.amounts.items():
            for number, lines in numbers.items():
                self.add_amount(number, currency, lines)

    def figures(self) -> Figures:
        """What they come to."""
        amounts = {
            currency: exact_sum(self.amounts[currency], self.amounts[currency])
            for currency in sorted(self.amounts)
        }
        return Figures(
            self.minutes, self.guessed, self.lines, self.returns, self.noise, len(self.people), amounts
        )


class Figures(NamedTuple):
    """What some lines come to."""

    minutes: int = 0
    guessed: int = 0
    """Of the minutes those that are a guess."""
    lines: int = 0
    """Entries and events."""
    returns: int = 0
    """Of all kinds, `x3` as 3."""
    noise: int = 0
    people: int = 0
    """How many different people they name."""
    amounts: Mapping[str, str] = {}
    """Currency to the exact sum as decimal text."""

    def of(self, measure: str) -> int | Decimal:
        """How much it is of a measure: one of `MEASURES`, or a currency."""
        if measure in MEASURES:
            found: int = getattr(self, measure)
            return found
        return _number(self.amounts.get(measure, "0"))


NOTHING_AT_ALL = Figures()
_LONG = 4000
"""Digits: Python may refuse to make an integer of more."""


def _number(text: str) -> int | Decimal:
    """A number as it is written; `decimal` costs 3 ms to import and is seldom needed."""
    if _is_whole(text):
        return int(text)
    from decimal import Decimal

    return Decimal(text)


def _is_whole(text: str) -> bool:
    return text.isdigit() and text.isascii() and len(text) <= _LONG


def exact_sum(numbers: Collection[str], times: Mapping[str, int] = {}) -> str:
    """The sum of decimal numbers to the last digit however long they are, each once or so many times."""
    if all(map(_is_whole, numbers)):
        return str(sum(int(number) * times.get(number, 1) for number in numbers))
    from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

    digits = max(map(len, numbers)) + len(str(len(numbers) + sum(times.values())))
    exact = Context(prec=2 * digits, Emax=MAX_EMAX, Emin=MIN_EMIN)
    total = Decimal(0)
    for number in numbers:
        total = exact.add(total, exact.multiply(Decimal(number), Decimal(times.get(number, 1))))
    return f"{total:f}"


class Group(NamedTuple):
    """The lines that have something in common."""

    key: str
    """What it is, in the words of the lines; empty for those that have none."""
    figures: Figures


class Sums(NamedTuple):
    """What the lines of a selection come to."""

    by: tuple[By, ...]
    of: str
    """By what rows are ordered and shares are of: a measure, or a currency."""
    total: Figures
    rows: tuple[Group, ...] = ()
    columns: tuple[Group, ...] = ()
    """Of the second thing, all rows together."""
    cells: Mapping[tuple[str, str], Figures] = {}
    """Row and column, those without a line left out."""
    several: tuple[bool, ...] = ()
    """Of each thing whether there is a line in more than one of its groups."""
    named: frozenset[str] = frozenset()
    """Everyone whom the lines name, by the names of today."""

    def cell(self, row: str, column: str) -> Figures:
        """What a row and a column have in common."""
        return self.cells.get((row, column), NOTHING_AT_ALL)

    def currencies(self) -> list[str]:
        """The currencies of all amounts."""
        return [*self.total.amounts]


class Tallies:
    """The tallies of all groups, while lines are counted."""

    def __init__(
        self, by: Sequence[By], sides: Mapping[str, str], one_name: OneName, week_start: int = 0
    ) -> None:
        self.by = tuple(by)
        self.groupings = [Grouping(each, sides, one_name, week_start) for each in by]
        self.one_name = one_name
        self.total = Tally()
        self.groups: list[dict[str, Tally]] = [{} for _ in by]
        self.cells: dict[tuple[str, str], Tally] = {}

    def add(self, day: str, item: Item) -> None:
        """One more line; what is neither entry nor event counts nowhere."""
        value = item.value
        if not isinstance(value, (Entry, Event)):
            return
        people = [self.one_name.person(name) for name in value.people]
        self.total.add(value, people)
        keys = [grouping.keys(day, value) for grouping in self.groupings]
        for which, of_line in enumerate(keys):
            for key in of_line:
                self.group(which, key).add(value, people)
        if len(keys) > 1:
            for row in keys[0]:
                for column in keys[1]:
                    self.cell(row, column).add(value, people)

    def group(self, which: int, key: str) -> Tally:
        """The tally of a row (0) or a column (1)."""
        of_key = self.groups[which]
        if key not in of_key:
            of_key[key] = Tally()
        return of_key[key]

    def cell(self, row: str, column: str) -> Tally:
        """The tally of a row and a column together."""
        if (row, column) not in self.cells:
            self.cells[row, column] = Tally()
        return self.cells[row, column]

    def sums(self, of: str = "") -> Sums:
        """What has been counted. Without `of` it goes by minutes, or by lines where there are none."""
        total = self.total.figures()
        of = of or (MINUTES if total.minutes else LINES)
        groups = [tuple(self._ordered(which, of)) for which in range(len(self.by))]
        rows, columns = (*groups, (), ())[:2]
        cells = {key: tally.figures() for key, tally in self.cells.items()}
        several = tuple(sum(tally.lines for tally in each.values()) > total.lines for each in self.groups)
        return Sums(self.by, of, total, rows, columns, cells, several, frozenset(self.total.people))

    def _ordered(self, which: int, of: str) -> list[Group]:
        figures = {key: tally.figures() for key, tally in self.groups[which].items()}
        amount = {key: each.of(of) for key, each in figures.items()}
        return [Group(key, figures[key]) for key in self.groupings[which].in_order(figures, amount)]
