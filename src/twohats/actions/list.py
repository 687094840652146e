"""The lines of a day, or at some places."""

from __future__ import annotations

from twohats.format.page import block_in
from twohats.format.page import lines_of as rows_of
from twohats.system.gc_pause import gc_paused
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.format.model import Problem
    from twohats.journal.folder import Journal


def lines_on(journal: Journal, day: str) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines of a day in the order of its page, and what is wrong with the file as a whole."""
    page, text = journal.page_and_text(day)
    rows = rows_of(text)
    return [Line(day, item, block_in(rows, item)) for item in page.items], page.problems


def lines_at(journal: Journal, places: Iterable[str]) -> list[Line]:
    """The lines at these places (`2026-11-22:3`), in their order; those that there are not are left out."""
    pages: dict[str, dict[str, Line]] = {}
    found = []
    with gc_paused():
        for place in places:
            day = place.partition(":")[0]
            if day not in pages:
                pages[day] = {line.place: line for line in lines_on(journal, day)[0]}
            if place in pages[day]:
                found.append(pages[day][place])
    return found
