"""The lines that a selection asks for, found by the index."""

from __future__ import annotations

from twohats.index.bits import numbers_of
from twohats.index.finding import best_of, scoring
from twohats.index.narrowing import narrowing
from twohats.index.upkeep import Index
from twohats.query.matching import matcher
from twohats.query.selection import FIRST_DAY, LAST_DAY, Selection
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Item, Problem
    from twohats.format.one_name import OneName
    from twohats.index.finding import Scored
    from twohats.index.month import Month
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal
    from twohats.query.nearness import Called

    Found = tuple[str, Item, str]
    """A line: ISO date, item, and its lines in the file."""


def selected(
    journal: Journal,
    selection: Selection,
    one_name: OneName,
    days: Sequence[str],
    first: str = FIRST_DAY,
    last: str = LAST_DAY,
) -> tuple[list[Found], list[Problem]]:
    """The lines, oldest day first, and what is wrong with whole pages of the days in question.

    `days` are all that have a page from the ISO date `first` to `last`. The index narrows, `matching` decides.
    """
    fits, rows = matcher(selection, journal.hats, one_name), narrowing(selection, journal.hats, one_name)

    def of_month(current: Current) -> tuple[list[Found], list[Problem]]:
        lines = current.month.lines(rows(current.month) & current.rows)
        return [line for line in lines if fits(line[0], line[1])], current.problems()

    answers = [*Index(journal).each(of_month, days, first, last, in_parts=True)]
    return [line for lines, _ in answers for line in lines], [one for _, unread in answers for one in unread]


class Best(NamedTuple):
    """What was found."""

    many: int
    """How many lines fit."""
    lines: list[tuple[Found, float]]
    """The best of them, each with its score up to 100; the newest first among equals."""
    unread: list[Problem]
    """Its pages that cannot be read, oldest first."""


def best(
    journal: Journal,
    selection: Selection,
    called: Called,
    one_name: OneName,
    days: Sequence[str],
    most: int,
    first: str = FIRST_DAY,
    last: str = LAST_DAY,
) -> Best:
    """The lines that fit a selection with words that are searched, the best of them at most so many.

    The newest months come first, so that the lines of an older one are read only if they fit better.
    """
    alternatives = [
        scoring(clause, called, narrowing(Selection((clause,)), journal.hats, one_name))
        for clause in selection.alternatives
    ]
    lines: list[tuple[Found, float]] = []
    unread: list[Problem] = []
    many = 0

    def of_month(current: Current) -> tuple[int, list[tuple[Found, float]], list[Problem]]:
        scored = best_of([rows(current.month, current.rows) for rows in alternatives])
        over = round(lines[-1][1]) if len(lines) == most else -1
        there = _newest(current.month, scored, over, most)
        return sum(bits.bit_count() for _, bits in scored), there, [problem for _, problem in current.unread]

    for found, there, wrong in Index(journal).each(
        of_month, days, first, last, newest_first=True, in_parts=True
    ):
        many += found
        lines = sorted([*lines, *there], key=lambda line: -round(line[1]))[:most]
        unread = [*wrong, *unread]
    return Best(many, lines, unread)


def _newest(month: Month, scored: Scored, over: int, most: int) -> list[tuple[Found, float]]:
    """The best lines of a month that fit better than `over`, at most so many, the newest first among equals."""
    ranked = [
        (round(score), row, score)
        for score, bits in scored
        if round(score) > over
        for row in numbers_of(bits)[-most:]
    ]
    ranked.sort(reverse=True)
    return [(month.lines(1 << row)[0], score) for _, row, score in ranked[:most]]
