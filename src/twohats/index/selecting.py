"""The lines that a selection asks for, found by the index."""

from __future__ import annotations

from twohats.index.narrowing import narrowing
from twohats.index.upkeep import NEWEST, OLDEST, Index
from twohats.query.matching import matcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Item, Problem
    from twohats.format.one_name import OneName
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal
    from twohats.query.selection import Selection

    Found = tuple[str, Item, str]
    """A line: ISO date, item, and its lines in the file."""


def selected(
    journal: Journal,
    selection: Selection,
    one_name: OneName,
    days: Sequence[str],
    first: str = OLDEST,
    last: str = NEWEST,
) -> tuple[list[Found], list[Problem]]:
    """The lines, oldest day first, and what is wrong with whole pages of the days in question.

    `days` are all that have a page from the ISO date `first` to `last`. The index narrows, `matching` decides.
    """
    fits, rows = matcher(selection, journal.hats, one_name), narrowing(selection, journal.hats, one_name)

    def of_month(current: Current) -> tuple[list[Found], list[Problem]]:
        lines = current.month.lines(rows(current.month) & current.rows)
        return [line for line in lines if fits(line[0], line[1])], current.problems()

    answers = [*Index(journal).each(of_month, days, first, last)]
    return [line for lines, _ in answers for line in lines], [one for _, unread in answers for one in unread]
