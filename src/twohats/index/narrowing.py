"""Which rows of a month a selection asks for, exactly as `query.matching` decides line by line."""

from __future__ import annotations

from twohats.format.times import A_DAY
from twohats.format.words import RATINGS
from twohats.index.keys import (
    AMOUNT,
    CHANNEL,
    ENTRY,
    EVENT,
    FIELD,
    GUESSED,
    HAT,
    KIND,
    NOTHING,
    PERSON,
    PROBLEM,
    TAG,
    TIMED,
    VERB,
    WITH_PERSON,
    WITH_TAG,
    rating_key,
)
from twohats.query import selection as asked
from twohats.query.matching import field_test, fits_day, is_amount, names_now
from twohats.query.selection import UNRATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.format.one_name import OneName
    from twohats.format.words import Hats
    from twohats.index.bits import Slices
    from twohats.index.month import Month
    from twohats.query.selection import Clause, Selection, Span, Terms

    Rows = Callable[[Month], int]
    """The rows of a month that a term asks for, as bits."""

_LATEST = 1799
"""The latest time that a line can have, 29:59."""


def narrowing(selection: Selection, hats: Hats, one_name: OneName) -> Rows:
    """What gives the rows of a month that a selection asks for. Words for `find` are not looked at."""
    clauses = [_clause(clause, hats, one_name) for clause in selection.alternatives]

    def rows(month: Month) -> int:
        found = 0
        for clause in clauses:
            found |= clause(month)
        return found

    return rows


def _clause(clause: Clause, hats: Hats, one_name: OneName) -> Rows:
    has, lacks = clause
    needed = [*_terms(has, hats, one_name), *_notes(has)]
    refused = [*_terms(lacks, hats, one_name), *_notes(lacks)]
    is_of_any_line = clause.is_of_any_line()
    asks_days = bool(has.days or has.weekdays or lacks.days or lacks.weekdays)

    def rows(month: Month) -> int:
        days = _days(month, clause) if asks_days else month.all
        found = _left(month, days & (month.bits(ENTRY) | month.bits(EVENT)), needed, refused)
        if is_of_any_line:
            found |= _left(month, days & _others(month, clause), _notes(has), _notes(lacks))
        return found

    return rows


def _left(month: Month, rows: int, needed: Sequence[Rows], refused: Sequence[Rows]) -> int:
    """Those of some rows that all of the one terms ask for, and none of the others."""
    for term in needed:
        if not rows:
            return 0
        rows &= term(month)
    for term in refused:
        if not rows:
            return 0
        rows &= ~term(month)
    return rows


def _others(month: Month, clause: Clause) -> int:
    """The rows that are neither entries nor events, as far as the flags of a clause ask for them."""
    found = 0
    for flag, key in ((asked.PROBLEMS, PROBLEM), (asked.NOTHING, NOTHING)):
        if flag not in clause.lacks.flags and (not clause.has.flags or flag in clause.has.flags):
            found |= month.bits(key)
    return found


def _days(month: Month, clause: Clause) -> int:
    """The rows of the days that a clause asks for."""
    has, lacks = clause
    if not (lacks.days or has.weekdays or lacks.weekdays) and month.days:
        first, last = month.days[0], month.days[-1]
        if any(begin <= first and last <= end for begin, end in has.days):
            return month.all
    found = 0
    for index, day in enumerate(month.days):
        if fits_day(clause, day):
            found |= month.bits_of_page(index)
    return found


def _terms(terms: Terms, hats: Hats, one_name: OneName) -> list[Rows]:
    """The rows of each of the terms; those that are soon looked up first, and what leaves few rows."""
    found: list[Rows] = [
        *[_any_key(PERSON, names) for names in names_now(terms.people, one_name.people)],
        *[_any_key(TAG, names) for names in names_now(terms.tags, one_name.tags)],
    ]
    if terms.hats:
        found.append(_any_key(HAT, terms.hats))
    if terms.sides:
        found.append(_any_key(HAT, [hat for hat, side in hats.sides.items() if side in terms.sides]))
    if terms.deeds:
        found.append(_deeds(terms.deeds))
    if terms.channels:
        found.append(_any_key(CHANNEL, frozenset().union(*names_now(terms.channels, one_name.channels))))
    found += [_rating(name, values) for name, values in terms.ratings]
    if terms.minutes:
        found.append(_minutes(terms.minutes))
    if terms.counts:
        found.append(_counts(terms.counts))
    if terms.clock:
        found.append(_clock(terms.clock))
    if terms.amounts:
        found.append(_names_that(AMOUNT, lambda said: is_amount((said[:-4], said[-3:]), terms.amounts)))
    found += [_field(key, value, one_name) for key, value in terms.fields]
    return [*found, *[_FLAGS[flag] for flag in terms.flags]]


def _any_key(sort: str, values: Iterable[str]) -> Rows:
    keys = [sort + value for value in values]
    return lambda month: month.bits_of_any(keys)


def _names_that(start: str, fits: Callable[[str], bool]) -> Rows:
    """The rows with a name that begins so and whose rest fits."""

    def rows(month: Month) -> int:
        found = 0
        for index, name in month.names.beginning(start):
            if fits(name[len(start) :]):
                found |= month.names.bits_at(index)
        return found

    return rows


def _field(key: str, value: str, one_name: OneName) -> Rows:
    return _names_that(f"{FIELD}{key}:", field_test(key, value, one_name))


def _deeds(deeds: Sequence[tuple[str, str]]) -> Rows:
    def rows(month: Month) -> int:
        found = 0
        for verb, kind in deeds:
            done = month.bits(VERB + verb)
            found |= done & month.bits(KIND + kind) if kind else done
        return found

    return rows


def _rating(name: str, values: Sequence[int]) -> Rows:
    def rows(month: Month) -> int:
        unrated = month.bits(ENTRY) & ~_rated(month, name) if UNRATED in values else 0
        return unrated | month.bits_of_any(rating_key(name, value) for value in values)

    return rows


def _rated(month: Month, *names: str) -> int:
    """The rows that have any of some ratings."""
    return month.bits_of_any(rating_key(name, value) for name in names for value in range(1, 6))


def _any_rating(month: Month) -> int:
    return _rated(month, *RATINGS.values())


def _minutes(spans: Sequence[Span]) -> Rows:
    return lambda month: within(month.minutes, month.bits(ENTRY), spans)


def _counts(spans: Sequence[Span]) -> Rows:
    return lambda month: within(month.counts, month.bits(ENTRY) | month.bits(EVENT), spans)


def _clock(spans: Sequence[Span]) -> Rows:
    """By the clock: a time after midnight may be written as one of the day before."""
    as_written = [
        (first + days * A_DAY, last + days * A_DAY)
        for first, last in spans
        for days in range(-(last // A_DAY), _LATEST // A_DAY + 1)
    ]
    return lambda month: within(month.starts, month.bits(TIMED), as_written)


def within(slices: Slices, rows: int, spans: Iterable[Span]) -> int:
    """Those of some rows whose number is within any of the spans."""
    found = 0
    for first, last in spans:
        if last >= first and last >= 0:
            found |= _at_least(slices, rows, first) & ~_at_least(slices, rows, last + 1)
    return found


def _at_least(slices: Slices, rows: int, number: int) -> int:
    """Those of some rows whose number is at least so large, digit by digit from the highest."""
    if number <= 0:
        return rows
    if number >> len(slices):
        return 0
    larger, equal = 0, rows
    for digit in range(len(slices) - 1, -1, -1):
        if number >> digit & 1:
            equal &= slices[digit]
        else:
            larger |= equal & slices[digit]
            equal &= ~slices[digit]
    return larger | equal


def _notes(terms: Terms) -> list[Rows]:
    return [_note(part) for part in terms.notes]


def _note(part: str) -> Rows:
    return lambda month: month.notes.bits(part)


_FLAGS: dict[str, Rows] = {
    asked.PROBLEMS: lambda _: 0,  # of entries and events
    asked.NOTHING: lambda _: 0,
    asked.GUESSED: lambda month: month.bits(GUESSED),
    asked.TIMED: lambda month: month.bits(TIMED),
    asked.RATED: _any_rating,
    asked.UNRATED_LINES: lambda month: month.bits(ENTRY) & ~_any_rating(month),
    asked.HAS_CHANNEL: lambda month: (month.bits(ENTRY) | month.bits(EVENT)) & ~month.bits(CHANNEL),
    asked.HAS_PERSON: lambda month: month.bits(WITH_PERSON),
    asked.HAS_TAG: lambda month: month.bits(WITH_TAG),
}
