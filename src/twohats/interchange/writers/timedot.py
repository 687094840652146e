"""Days of hledger's timedot format: minutes by account, for all lines of time."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from twohats.format.model import Entry, Event, Problem
from twohats.interchange.exported import (
    DETAILS,
    EVENTS,
    NOTHINGS,
    PROBLEMS,
    account_of,
    has_details,
    with_people,
)
from twohats.interchange.source import LeftOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written


def written(lines: Iterable[Exported], _writing: Writing) -> Iterator[Written]:
    """A date, and below it `brand:post:linkedin  25m`: two spaces, or the minutes were part of the account."""
    between = ""
    for day, those in groupby(lines, attrgetter("day")):
        rows: list[str] = []
        for line in those:
            value = line.value
            if isinstance(value, Entry):
                if has_details(value):
                    yield LeftOut(DETAILS)
                note = with_people(value)
                says = [*(["guess:"] if value.estimated else ()), *([note] if note else ())]
                comment = f"  ; {', '.join(says)}" if says else ""
                rows.append(f"{account_of(value)}  {value.minutes}m{comment}\n")
            else:
                problem, event = isinstance(value, Problem), isinstance(value, Event)
                yield LeftOut(PROBLEMS if problem else EVENTS if event else NOTHINGS)
        if rows:
            yield f"{between}{day}\n{''.join(rows)}"
            between = "\n"
