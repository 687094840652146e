"""What the lines of a selection come to, counted in the bits of the index without reading a line.

It has to be what `query.sums.Tallies.add` makes of the lines one by one.
"""

from __future__ import annotations

from itertools import chain

from twohats.format.times import A_DAY
from twohats.index.bits import numbers_of
from twohats.index.counting import Counting, People
from twohats.index.keys import (
    CHANNEL,
    ENTRY,
    EVENT,
    FIELD,
    HAT,
    KIND,
    PERSON,
    PROBLEM,
    TAG,
    TIMED,
    VERB,
    WITH_PERSON,
)
from twohats.index.narrowing import narrowing, within
from twohats.index.upkeep import Index
from twohats.query import by
from twohats.query.by import WITHOUT, hour_key, kind_key
from twohats.query.matching import fits_day
from twohats.query.selection import FIRST_DAY, LAST_DAY
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from twohats.format.model import Problem
    from twohats.index.counting import OfPeople
    from twohats.index.month import Month
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal
    from twohats.query.by import Grouping
    from twohats.query.selection import Selection
    from twohats.query.sums import Tallies, Tally

    Groups = dict[str, int]
    """Key of a group to its rows, as bits."""

_HOURS = 30
"""Of a page: the last begins at 29:00."""


class _OfMonth(NamedTuple):
    """What the lines of one month come to, as far as it does not follow from other tallies of it."""

    total: Tally | None
    groups: list[dict[str, Tally]]
    """Of each thing that lines are put together by."""
    cells: dict[tuple[str, str], Tally]
    people: OfPeople | None
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
    """Add the lines of a selection to tallies, which are empty before; what is wrong with whole pages, and the places
    of lines not understood.

    `days` are all that have a page from the ISO date `first` to `last`.
    """
    rows = narrowing(selection, journal.hats, tallies.one_name)
    plan = _Plan(tallies)

    def of_month(current: Current) -> _OfMonth:
        of_lines = current.month.bits(ENTRY) | current.month.bits(EVENT)
        found = plan.counted(current.month, rows(current.month) & current.rows & of_lines)
        places = _problems(current.month, current.rows & current.month.bits(PROBLEM), selection)
        return found._replace(unread=current.problems(), places=places)

    unread: list[Problem] = []
    places: list[str] = []
    for found in Index(journal).each(of_month, days, first, last, in_parts=True):
        plan.add(found)
        unread += found.unread
        places += found.places
    plan.finish()
    return unread, places


class _Plan:
    """What is counted month by month, and what follows from it.

    A line is in one group only of most things, so all lines are what these groups are together; and a group is what it
    is in all columns, if each line is in one of these.
    """

    def __init__(self, tallies: Tallies) -> None:
        self._tallies = tallies
        self._once = [grouping.by.what not in by.OF_SEVERAL for grouping in tallies.groupings]
        self._crossed = len(self._once) > 1
        self._of_each = [self._crossed and self._once[1], self._crossed and self._once[0]]
        """Whether the groups of each thing follow from the cells."""
        self._by_person = not self._crossed and [g.by.what for g in tallies.groupings] == [by.PERSON]
        self._people = People(lambda name: tallies.group(0, name), tallies.one_name.person)

    def counted(self, month: Month, rows: int) -> _OfMonth:
        """What some rows of a month come to."""
        counting = Counting(month)
        total = None if any(self._once) else counting.tally(rows)
        if self._by_person:
            without = rows & ~month.bits(WITH_PERSON)
            groups = [{WITHOUT: counting.tally(without)} if without else {}]
            return _OfMonth(total, groups, {}, counting.by_person(rows), [], [])
        by_group = [_groups(month, grouping, rows) for grouping in self._tallies.groupings]
        groups = [
            {} if follows else {key: counting.tally(bits) for key, bits in each.items()}
            for each, follows in zip(by_group, self._of_each, strict=False)
        ]
        cells = {}
        if self._crossed:
            for row, in_row in by_group[0].items():
                for column, in_column in by_group[1].items():
                    if both := in_row & in_column:
                        cells[row, column] = counting.tally(both)
        return _OfMonth(total, groups, cells, None, [], [])

    def add(self, found: _OfMonth) -> None:
        """Add what the lines of a month come to."""
        if found.total:
            self._tallies.total.add_all(found.total)
        if found.people:
            self._people.add(found.people)
        for which, groups in enumerate(found.groups):
            for key, tally in groups.items():
                self._tallies.group(which, key).add_all(tally)
        for (row, column), tally in found.cells.items():
            self._tallies.cell(row, column).add_all(tally)

    def finish(self) -> None:
        """Make of the names in the lines those of today, and of what was counted what follows from it."""
        tallies = self._tallies
        if tallies.one_name.people:
            person = tallies.one_name.person
            groups = [] if self._by_person else chain(*map(dict.values, tallies.groups))
            for tally in (tallies.total, *tallies.cells.values(), *groups):
                tally.people = {*map(person, tally.people)}
        for key, tally in tallies.cells.items():
            for which, follows in enumerate(self._of_each):
                if follows:
                    tallies.group(which, key[which]).add_all(tally)
        if any(self._once):
            for tally in tallies.groups[self._once.index(True)].values():
                tallies.total.add_all(tally)


def _problems(month: Month, rows: int, selection: Selection) -> list[str]:
    """The places of those of some rows whose days are asked for."""
    found = []
    for index, own in month.parts(rows):
        day = month.days[index]
        if any(fits_day(clause, day) for clause in selection.alternatives):
            found += [f"{day}:{row + 1}" for row in numbers_of(own)]
    return found


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
