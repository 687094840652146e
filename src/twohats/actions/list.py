"""The lines of a range of days, optionally filtered."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.model import Entry, Event
from twohats.format.page import block_in
from twohats.format.page import lines_of as rows_of
from twohats.format.words import VERB_SPELLINGS, folded
from twohats.journal.names import SIGNS, gather_names
from twohats.system.gc_pause import gc_paused
from twohats.text.suggest import nearest
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twohats.format.model import Problem
    from twohats.format.words import Hats
    from twohats.journal.folder import Journal


def lines_on(journal: Journal, day: str) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines of a day in the order of its page, and what is wrong with the file as a whole."""
    page, text = journal.page_and_text(day)
    rows = rows_of(text)
    return [Line(day, item, block_in(rows, item)) for item in page.items], page.problems


def lines_of(journal: Journal, first: str, last: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a period, oldest day first, and what is wrong with whole files of it."""
    lines: list[Line] = []
    days, unlisted = journal.listing(first, last)
    problems = [*unlisted]
    with gc_paused():
        for day in days:
            found, wrong = lines_on(journal, day)
            lines += found
            problems += wrong
    return lines, problems


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


def read_filters(given: Mapping[str, str | None], hats: Hats) -> dict[str, str]:
    """The filters that were given, by `hat`, `verb`, `channel`, `person` and `tag`, each written out in full.

    Raises NotUnderstood for a hat or verb that there is not.
    """
    found: dict[str, str] = {}
    for name, known in (("hat", hats.spellings), ("verb", VERB_SPELLINGS)):
        word = given.get(name)
        if word:
            found[name] = known.get(folded(word), "")
            if not found[name]:
                full = sorted(set(known.values()) - {""})
                raise NotUnderstood(f"{word} is not a {name}", f"one of {' '.join(full)}")
    for name, sign in SIGNS.items():
        word = given.get(name)
        if word:
            found[name] = word.removeprefix(sign).lower()
    return found


def passes(line: Line, filters: Mapping[str, str]) -> bool:
    """Whether a line passes the filters; what is not an entry or event passes only where there are none."""
    value = line.item.value
    if not filters:
        return True
    if not isinstance(value, (Entry, Event)):
        return False
    has = {
        "hat": (value.hat,),
        "verb": (value.activity if isinstance(value, Entry) else value.verb,),
        "channel": (value.channel,),
        "person": value.people,
        "tag": value.tags,
    }
    return all(name in has[what] for what, name in filters.items())


def nearest_names(journal: Journal, filters: Mapping[str, str]) -> list[str]:
    """The known names nearest to those that were looked for and are not known, each with its sign."""
    unknown = {what: name for what, name in filters.items() if what in SIGNS}
    known = gather_names(journal) if unknown else {}
    return [
        f"{SIGNS[what]}{found}"
        for what, name in unknown.items()
        if name not in known[what] and (found := nearest(name, known[what]))
    ]
