"""Whether a line is one of those that a selection asks for."""

from __future__ import annotations

from twohats.format.model import Entry, Event, Nothing, Problem
from twohats.format.one_name import ONE_NAME_EACH, OneName, value_of_today
from twohats.format.times import A_DAY
from twohats.format.words import RATINGS, SEVERAL_VALUES
from twohats.query.selection import (
    GUESSED,
    HAS_CHANNEL,
    HAS_PERSON,
    HAS_TAG,
    NOTHING,
    PROBLEMS,
    RATED,
    TIMED,
    UNRATED,
    UNRATED_LINES,
)
from twohats.text.fold import fold, fold_spaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from twohats.format.model import Item, Value
    from twohats.format.words import Hats
    from twohats.query.selection import Amount, Clause, Selection, Span, Terms

    Test = Callable[[Entry | Event], bool]


def matcher(
    selection: Selection, hats: Hats, one_name: OneName = ONE_NAME_EACH
) -> Callable[[str, Item], bool]:
    """The test whether an item of a day's page is selected: called with the ISO date and the item.

    Names are compared by what they are called now, so the old name and the new one ask for the same. Words for
    `find` are not looked at.
    """
    tests = [_ClauseTest(clause, hats, one_name) for clause in selection.alternatives]

    def fits(day: str, item: Item) -> bool:
        return any(test.fits(day, item.value) for test in tests)

    return fits


def names_now(asked: Iterable[str], called: Mapping[str, str]) -> list[frozenset[str]]:
    """For each name that is asked, all that lines may have for it: `called` says what others are called now."""
    found = []
    for name in asked:
        now = called.get(name, name)
        found.append(frozenset([name, now, *(old for old, new in called.items() if new == now)]))
    return found


class _ClauseTest:
    """The test of one alternative; a day that does not fit is found once for all of its lines."""

    def __init__(self, clause: Clause, hats: Hats, one_name: OneName) -> None:
        self._clause = clause
        self._of_any_line = clause.is_of_any_line()
        self._has = _tests(clause.has, hats, one_name)
        self._lacks = _tests(clause.lacks, hats, one_name)
        self._day, self._day_fits = "", False

    def fits(self, day: str, value: Value) -> bool:
        if day != self._day:
            self._day, self._day_fits = day, fits_day(self._clause, day)
        if not self._day_fits:
            return False
        if isinstance(value, (Entry, Event)):
            for test in self._has:
                if not test(value):
                    return False
            return not any(test(value) for test in self._lacks)
        return self._of_any_line and self._fits_other(value)

    def _fits_other(self, value: Nothing | Problem) -> bool:
        """Whether a line without a hat fits, of which only its text can be asked."""
        kind = PROBLEMS if isinstance(value, Problem) else NOTHING
        has, lacks = self._clause
        if (has.flags and kind not in has.flags) or kind in lacks.flags:
            return False
        text = text_of_note(value) if has.notes or lacks.notes else ""
        return all(part in text for part in has.notes) and not any(part in text for part in lacks.notes)


def fits_day(clause: Clause, day: str) -> bool:
    """Whether an alternative can be fitted by lines of a day."""
    has, lacks = clause
    if has.days and not _is_in(day, has.days):
        return False
    if lacks.days and _is_in(day, lacks.days):
        return False
    if not (has.weekdays or lacks.weekdays):
        return True
    from twohats.format.calendar import weekday_of

    weekday = weekday_of(day)
    return (not has.weekdays or weekday in has.weekdays) and weekday not in lacks.weekdays


def _is_in(day: str, spans: Sequence[tuple[str, str]]) -> bool:
    return any(first <= day <= last for first, last in spans)


def text_of_note(value: Value) -> str:
    """The text in which words behind a colon are looked for, folded: the note, of a problem the whole line."""
    return fold_spaced(value.text if isinstance(value, Problem) else value.note)


def _tests(terms: Terms, hats: Hats, one_name: OneName) -> list[Test]:
    """A test for each of the terms, the cheap ones first.

    A line that has something passes all of them, a line that lacks it none.
    """
    found: list[Test] = []
    if terms.hats:
        asked = frozenset(terms.hats)
        found.append(lambda value: value.hat in asked)
    if terms.sides:
        of_sides = frozenset(hat for hat, side in hats.sides.items() if side in terms.sides)
        found.append(lambda value: value.hat in of_sides)
    if terms.deeds:
        found.append(_deed_test(frozenset(terms.deeds)))
    if terms.channels:
        channels = frozenset().union(*names_now(terms.channels, one_name.channels))
        found.append(lambda value: value.channel in channels)
    found += [_rating_test(name, frozenset(values)) for name, values in terms.ratings]
    return [
        *found,
        *_number_tests(terms),
        *[_among_test("people", names) for names in names_now(terms.people, one_name.people)],
        *[_among_test("tags", names) for names in names_now(terms.tags, one_name.tags)],
        *[_field_test(key, value, one_name) for key, value in terms.fields],
        *[_FLAG_TESTS[flag] for flag in terms.flags],
        *[_note_test(part) for part in terms.notes],
    ]


def _deed_test(deeds: frozenset[tuple[str, str]]) -> Test:
    def test(value: Entry | Event) -> bool:
        verb = value.activity if isinstance(value, Entry) else value.verb
        return (verb, "") in deeds or (verb, value.kind) in deeds

    return test


def _rating_test(name: str, values: frozenset[int]) -> Test:
    def test(value: Entry | Event) -> bool:
        return isinstance(value, Entry) and (getattr(value, name) or UNRATED) in values

    return test


def _number_tests(terms: Terms) -> list[Test]:
    found: list[Test] = []
    if terms.minutes:
        found.append(lambda value: isinstance(value, Entry) and _is_among(value.minutes, terms.minutes))
    if terms.counts:
        found.append(lambda value: _is_among(value.count, terms.counts))
    if terms.clock:
        found.append(lambda value: _began_at(value, terms.clock))
    if terms.amounts:
        found.append(lambda value: isinstance(value, Event) and is_amount(value.amount, terms.amounts))
    return found


def _is_among(number: int, spans: Sequence[Span]) -> bool:
    return any(first <= number <= last for first, last in spans)


def clock_of(value: Entry | Event) -> int | None:
    """The time of day at which a line began, in minutes after its page's midnight."""
    return value.start if isinstance(value, Entry) else value.at


def _began_at(value: Entry | Event, spans: Sequence[Span]) -> bool:
    """Whether it began then by the clock, on whichever side of midnight it is written."""
    minute = clock_of(value)
    if minute is None:
        return False
    return any((minute - first) % A_DAY <= last - first for first, last in spans)


def is_amount(amount: tuple[str, str] | None, asked: Sequence[Amount]) -> bool:
    """Whether an amount is one of those that are asked for."""
    if amount is None:
        return False
    from decimal import Decimal

    number = Decimal(amount[0])
    return any(
        each.currency == amount[1]
        and (not each.exactly or number == Decimal(each.exactly))
        and (not each.over or number > Decimal(each.over))
        and (not each.under or number < Decimal(each.under))
        for each in asked
    )


def _among_test(field: str, names: frozenset[str]) -> Test:
    return lambda value: not names.isdisjoint(getattr(value, field))


def _field_test(key: str, asked: str, one_name: OneName) -> Test:
    fits = field_test(key, asked, one_name)
    return lambda value: any(name == key and fits(said) for name, said in value.fields)


def field_test(key: str, asked: str, one_name: OneName) -> Callable[[str], bool]:
    """The test whether what a line says for a key is what is asked: any value where none is."""
    wanted = field_parts(key, asked, one_name)
    return lambda said: not asked or wanted <= field_parts(key, said, one_name)


def field_parts(key: str, said: str, one_name: OneName) -> set[str]:
    """The values that a field has, folded and with the names of today."""
    said = fold(value_of_today(key, said, one_name))
    return {part for part in said.split(",") if part} if key in SEVERAL_VALUES else {said}


def _note_test(part: str) -> Test:
    return lambda value: part in text_of_note(value)


def _is_rated(value: Entry | Event) -> bool:
    return isinstance(value, Entry) and any(getattr(value, name) is not None for name in RATINGS.values())


_FLAG_TESTS: dict[str, Test] = {
    PROBLEMS: lambda _: False,
    NOTHING: lambda _: False,
    GUESSED: lambda value: isinstance(value, Entry) and value.estimated,
    TIMED: lambda value: clock_of(value) is not None,
    RATED: _is_rated,
    UNRATED_LINES: lambda value: isinstance(value, Entry) and not _is_rated(value),
    HAS_CHANNEL: lambda value: bool(value.channel),
    HAS_PERSON: lambda value: bool(value.people),
    HAS_TAG: lambda value: bool(value.tags),
}
