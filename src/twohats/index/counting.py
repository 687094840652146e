"""What some rows of a month come to, counted in its bits without reading a line."""

from __future__ import annotations

from itertools import compress

from twohats.format.words import NOISE, RETURNS
from twohats.index.bits import flags_of, numbers_of, total_of
from twohats.index.keys import AMOUNT, GUESSED, KIND, VERB, WITH_PERSON
from twohats.query.sums import Tally
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.index.month import Month

_FEW = 12
"""So many rows are found one by one as soon as all of them together."""


class Counting:
    """One month while it is counted. People are whom the lines name, by the names in the lines."""

    def __init__(self, month: Month) -> None:
        self._month = month
        got = month.bits(f"{VERB}got")
        self._returns = got & month.bits_of_any([KIND + kind for kind in RETURNS])
        self._noise = got & month.bits_of_any([KIND + kind for kind in NOISE])
        self._guessed = month.bits(GUESSED)
        self._with_person = month.bits(WITH_PERSON)
        self._amounts = [
            (*_amount(name), month.names.bits_at(index)) for index, name in month.names.beginning(AMOUNT)
        ]
        self._with_amount = 0
        for _, _, bits in self._amounts:
            self._with_amount |= bits

    def tally(self, rows: int) -> Tally:
        """What some rows come to."""
        month, tally = self._month, Tally()
        tally.lines = rows.bit_count()
        tally.minutes = total_of(month.minutes, rows)
        if guessed := rows & self._guessed:
            tally.guessed = total_of(month.minutes, guessed)
        if returns := rows & self._returns:
            tally.returns = total_of(month.counts, returns)
        if noise := rows & self._noise:
            tally.noise = total_of(month.counts, noise)
        if with_person := rows & self._with_person:
            tally.people = self._people(with_person)
        if rows & self._with_amount:
            for number, currency, own in self._amounts:
                if has := rows & own:
                    tally.add_amount(number, currency, has.bit_count())
        return tally

    def _people(self, rows: int) -> set[str]:
        """Everyone whom some rows name, all of which name somebody."""
        by_row = self._month.by_row
        if rows.bit_count() < _FEW:
            found = {by_row.first_person[row] for row in numbers_of(rows)}
        else:
            found = {*compress(by_row.first_person, flags_of(rows, self._month.rows))}
        if several := rows & by_row.with_others:
            for row in numbers_of(several):
                found.update(by_row.others[row])
        return found

    def by_person(self, rows: int) -> OfPeople:
        """What some rows come to person by person."""
        month, by_row = self._month, self._month.by_row
        several = rows & by_row.with_others
        rows &= self._with_person & ~several
        flags = flags_of(rows, month.rows)
        person = by_row.first_person

        def figures(some: int, of_row: memoryview) -> list[tuple[str, int]]:
            return [(person[row], of_row[row]) for row in numbers_of(rows & some)]

        return OfPeople(
            [*compress(person, flags)],
            [*compress(by_row.minutes, flags)],
            figures(self._guessed, by_row.minutes),
            figures(self._returns, by_row.counts),
            figures(self._noise, by_row.counts),
            [
                (person[row], number, currency)
                for number, currency, own in self._amounts
                for row in numbers_of(rows & own)
            ],
            [self.tally(1 << row) for row in numbers_of(several)],
        )


class OfPeople(NamedTuple):
    """What rows of a month come to person by person; of those that name one, each figure with the person."""

    persons: list[str]
    """Whom each row names."""
    minutes: list[int]
    """Of each row."""
    guessed: list[tuple[str, int]]
    """Minutes."""
    returns: list[tuple[str, int]]
    noise: list[tuple[str, int]]
    amounts: list[tuple[str, str, str]]
    """Person, number, currency."""
    several: list[Tally]
    """Each row that names several people."""


class People(dict[str, Tally]):
    """The tally of each person, by all the names that lines have for them."""

    def __init__(self, tally_of: Callable[[str], Tally], called: Callable[[str], str]) -> None:
        """`called` gives the name of today, and `tally_of` the tally for it."""
        super().__init__()
        self._tally_of = tally_of
        self._called = called

    def __missing__(self, name: str) -> Tally:
        today = self._called(name)
        tally = self[name] = self._tally_of(today)
        tally.people.add(today)
        return tally

    def add(self, found: OfPeople) -> None:
        """Add the rows of a month."""
        for person, minutes in zip(found.persons, found.minutes, strict=True):
            tally = self[person]
            tally.lines += 1
            tally.minutes += minutes
        for person, minutes in found.guessed:
            self[person].guessed += minutes
        for person, count in found.returns:
            self[person].returns += count
        for person, count in found.noise:
            self[person].noise += count
        for person, number, currency in found.amounts:
            self[person].add_amount(number, currency, 1)
        for line in found.several:
            names, line.people = line.people, {*map(self._called, line.people)}
            for tally in {id(self[name]): self[name] for name in names}.values():
                tally.add_all(line)


def _amount(name: str) -> tuple[str, str]:
    number, _, currency = name.removeprefix(AMOUNT).partition(" ")
    return number, currency
