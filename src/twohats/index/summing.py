"""What the lines of a selection come to, counted in the bits of the index without reading a line.

It has to be what `query.sums.Tallies.add` makes of the lines one by one.
"""

from __future__ import annotations

from itertools import chain, compress, repeat
from operator import itemgetter

from twohats.format.times import A_DAY
from twohats.format.words import NOISE, RETURNS
from twohats.index.keys import (
    AMOUNT,
    CHANNEL,
    ENTRY,
    EVENT,
    FIELD,
    GUESSED,
    HAT,
    KIND,
    PERSON,
    PROBLEM,
    TAG,
    TIMED,
    VERB,
    WITH_PERSON,
)
from twohats.index.month import numbers_of, total_of
from twohats.index.narrowing import narrowing, within
from twohats.index.upkeep import Index
from twohats.query import by
from twohats.query.by import WITHOUT, hour_key, kind_key
from twohats.query.matching import fits_day
from twohats.query.selection import FIRST_DAY, LAST_DAY
from twohats.query.sums import Tallies, Tally
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from twohats.format.model import Problem
    from twohats.index.month import Month
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal
    from twohats.query.by import Grouping
    from twohats.query.selection import Selection

    Groups = dict[str, int]
    """Key of a group to its rows, as bits."""

_DIGITS = bytes.maketrans(b"01", b"\0\1")
_FEW = 12
"""So many rows are found one by one as soon as all of them together."""
_HOURS = 30
"""Of a page: the last begins at 29:00."""


class _OfMonth(NamedTuple):
    """What the lines of one month come to."""

    total: Tally
    groups: list[dict[str, Tally]]
    cells: dict[tuple[str, str], Tally]
    unread: list[Problem]
    places: list[str]
    """Of lines that are not understood: `2026-11-22:3`."""


def summed(
    journal: Journal,
    selection: Selection,
    tallies: Tallies,
    days: Sequence[str],
    first: str = FIRST_DAY,
    last: str = LAST_DAY,
) -> tuple[list[Problem], list[str]]:
    """Add the lines of a selection to tallies; what is wrong with whole pages, and the places of lines not understood.

    `days` are all that have a page from the ISO date `first` to `last`.
    """
    rows = narrowing(selection, journal.hats, tallies.one_name)

    def of_month(current: Current) -> _OfMonth:
        counted = _Counting(current.month, tallies)
        of_lines = current.month.bits(ENTRY) | current.month.bits(EVENT)
        found = counted.all(rows(current.month) & current.rows & of_lines)
        places = _problems(current.month, current.rows & current.month.bits(PROBLEM), selection)
        return found._replace(unread=current.problems(), places=places)

    unread: list[Problem] = []
    places: list[str] = []
    for found in Index(journal).each(of_month, days, first, last):
        _put(found, tallies)
        unread += found.unread
        places += found.places
    return unread, places


def _put(found: _OfMonth, tallies: Tallies) -> None:
    tallies.total.add_all(found.total)
    for which, groups in enumerate(found.groups):
        for key, tally in groups.items():
            tallies.group(which, key).add_all(tally)
    for (row, column), tally in found.cells.items():
        tallies.cell(row, column).add_all(tally)


def _problems(month: Month, rows: int, selection: Selection) -> list[str]:
    """The places of those of some rows whose days are asked for."""
    found = []
    for index, own in month.parts(rows):
        day = month.days[index]
        if any(fits_day(clause, day) for clause in selection.alternatives):
            found += [f"{day}:{row + 1}" for row in numbers_of(own)]
    return found


class _Counting:
    """One month while it is counted."""

    def __init__(self, month: Month, tallies: Tallies) -> None:
        self._month = month
        self._groupings = tallies.groupings
        self._person = tallies.one_name.person
        got = month.bits(f"{VERB}got")
        self._returns = got & month.bits_of_any([KIND + kind for kind in RETURNS])
        self._noise = got & month.bits_of_any([KIND + kind for kind in NOISE])
        self._guessed = month.bits(GUESSED)
        self._with_person = month.bits(WITH_PERSON)
        self._named: list[str] | None = None
        """Who is named in each of `_named_rows`, in which a row is as often as it names somebody."""
        self._named_rows: list[int] = []
        self._at_named: Callable[[bytes], tuple[int, ...]] = tuple
        self._of_row: dict[int, list[str]] = {}
        self._amounts: list[tuple[str, str, int]] | None = None

    def all(self, rows: int) -> _OfMonth:
        """What some rows come to, in all and by groups."""
        total = self._tally(rows)
        by_group = [_groups(self._month, grouping, rows) for grouping in self._groupings]
        groups = [{key: self._tally(bits) for key, bits in each.items()} for each in by_group]
        cells = {}
        if len(by_group) > 1:
            for row, in_row in by_group[0].items():
                for column, in_column in by_group[1].items():
                    if both := in_row & in_column:
                        cells[row, column] = self._tally(both)
        return _OfMonth(total, groups, cells, [], [])

    def _tally(self, rows: int) -> Tally:
        month, tally = self._month, Tally()
        if not rows:
            return tally
        tally.lines = rows.bit_count()
        tally.minutes = total_of(month.minutes, rows)
        if guessed := rows & self._guessed:
            tally.guessed = total_of(month.minutes, guessed)
        if returns := rows & self._returns:
            tally.returns = total_of(month.counts, returns)
        if noise := rows & self._noise:
            tally.noise = total_of(month.counts, noise)
        if rows & self._with_person:
            tally.people = self._people(rows & self._with_person)
        for number, currency, own in self._all_amounts():
            if has := rows & own:
                tally.add_amount(number, currency, has.bit_count())
        return tally

    def _people(self, rows: int) -> set[str]:
        """Everyone whom some rows name, as they are called now; all of the rows name somebody."""
        if self._named is None:
            names, counts, self._named_rows = self._month.names.spread(PERSON)
            called = [self._person(name[len(PERSON) :]) for name in names]
            self._named = [*chain.from_iterable(map(repeat, called, counts))]
            # Twice the first, so that it gives a tuple in any case.
            self._at_named = itemgetter(*self._named_rows, self._named_rows[0])
        if rows.bit_count() < _FEW:
            if not self._of_row:
                for row, name in zip(self._named_rows, self._named, strict=True):
                    self._of_row.setdefault(row, []).append(name)
            return {name for row in numbers_of(rows) for name in self._of_row[row]}
        has = f"{rows:0{self._month.rows}b}".encode().translate(_DIGITS)[::-1]
        return {*compress(self._named, self._at_named(has))}

    def _all_amounts(self) -> list[tuple[str, str, int]]:
        if self._amounts is None:
            names = self._month.names
            self._amounts = [
                (*_amount(name), names.bits_at(index)) for index, name in names.beginning(AMOUNT)
            ]
        return self._amounts


def _amount(name: str) -> tuple[str, str]:
    number, _, currency = name.removeprefix(AMOUNT).partition(" ")
    return number, currency


def _groups(month: Month, grouping: Grouping, rows: int) -> Groups:
    """The groups that any of some rows are in, each with those of the rows."""
    found: Groups = {}
    for key, bits in _every_group(month, grouping):
        if here := bits & rows:
            found[key] = found.get(key, 0) | here
    left = rows
    for bits in found.values():
        left &= ~bits
    if left:
        found[WITHOUT] = found.get(WITHOUT, 0) | left
    return found


def _every_group(month: Month, grouping: Grouping) -> Iterator[tuple[str, int]]:
    """The groups of a month with their rows; several with one key are one. What is in none has none of it."""
    what, one_name = grouping.by.what, grouping.one_name
    if what in (by.MONTH, by.YEAR):
        yield grouping.of_day(f"{month.name}-01"), month.all
    elif what in by.OF_A_DAY:
        for index, day in enumerate(month.days):
            yield grouping.of_day(day), month.bits_of_page(index)
    elif what == by.HOUR:
        yield from _hours(month)
    elif what == by.KIND:
        for verb, done in _once(month, VERB):
            for kind, own in _once(month, KIND):
                yield kind_key(verb, kind), done & own
    elif what == by.SIDE:
        for hat, own in _once(month, HAT):
            yield grouping.sides[hat], own
    elif what == by.CHANNEL:
        for channel, own in _once(month, CHANNEL):
            yield one_name.channel(channel), own
    elif what in (by.HAT, by.VERB):
        yield from _once(month, HAT if what == by.HAT else VERB)
    elif what == by.FIELD:
        start = f"{FIELD}{grouping.by.key}:"
        for index, name in month.names.beginning(start):
            for part in grouping.parts(name[len(start) :]):
                yield part, month.names.bits_at(index)
    else:
        yield from _names(month, *((PERSON, one_name.person) if what == by.PERSON else (TAG, one_name.tag)))


def _once(month: Month, sort: str) -> Iterator[tuple[str, int]]:
    """What lines have once of a sort, with the rows that have it."""
    for key, bits in month.keys.items():
        if key.startswith(sort):
            yield key[len(sort) :], bits


def _names(month: Month, sign: str, called: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    for index, name in month.names.beginning(sign):
        yield called(name[len(sign) :]), month.names.bits_at(index)


def _hours(month: Month) -> Iterator[tuple[str, int]]:
    timed = month.bits(TIMED)
    for hour in range(_HOURS):
        yield hour_key(60 * hour % A_DAY), within(month.starts, timed, [(60 * hour, 60 * hour + 59)])
