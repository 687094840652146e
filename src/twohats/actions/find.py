"""The lines that a selection asks for, ranked: words that are nothing else are searched in all that is written in them,
slips of the finger forgiven.
"""

from __future__ import annotations

from twohats.actions.select import FEW
from twohats.format.model import Entry, Event, Problem
from twohats.format.page import block_of
from twohats.journal.people import people_of
from twohats.query.matching import matcher
from twohats.query.nearness import WHOLE, Called, names_text, search
from twohats.query.selection import Selection
from twohats.system.gc_pause import gc_paused
from twohats.text.fold import fold, fold_spaced
from twohats.values import NamedTuple
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Item, Value
    from twohats.journal.folder import Journal
    from twohats.journal.people import People
    from twohats.query.selection import Clause


class Hits(NamedTuple):
    """What was found in a journal."""

    found: int
    """How many lines fit."""
    best: tuple[tuple[Line, float], ...]
    """The best of them, each with its score up to 100."""
    unread: tuple[Problem, ...]
    """What could not be read at all."""


def find_lines(journal: Journal, selection: Selection, most: int, *, by_index: bool | None = None) -> Hits:
    """The lines that fit a selection (`select.understand` with `loose`), the best first, at most so many.

    Lines are ranked by how well the words fit that are searched in their text, and the newest is first among equals.
    By default the index is asked where there are many days.
    """
    people = people_of(journal)
    first, last = selection.bounds()
    days, unlisted = journal.listing(first, last)
    if by_index or (by_index is None and len(days) > FEW):
        from twohats.index.selecting import best as best_by_index

        with gc_paused():
            hits = best_by_index(
                journal, selection, called_in(people), people.one_name, days, most, first, last
            )
        lines = tuple([(Line(*line), score) for line, score in hits.lines])
        return Hits(hits.many, lines, (*unlisted, *hits.unread))
    with gc_paused():
        pages = [journal.page(day) for day in days]
        places = [(page.day, item) for page in pages for item in page.items]
        scores: dict[int, float] = {}
        for clause in selection.alternatives:
            for at, score in _scores(clause, places, journal, people).items():
                scores[at] = max(score, scores.get(at, 0.0))
    ranked = sorted(scores.items(), key=lambda pair: (-round(pair[1]), -pair[0]))
    best: list[tuple[Line, float]] = []
    for at, score in ranked[:most]:
        day, item = places[at]
        page, text = journal.page_and_text(day)
        if item in page.items:  # else the page has changed just now
            best.append((Line(day, item, block_of(text, item)), score))
    unread = [problem for page in pages for problem in page.problems if problem.code == "unreadable"]
    return Hits(len(ranked), tuple(best), (*unlisted, *unread))


def _scores(
    clause: Clause, places: Sequence[tuple[str, Item]], journal: Journal, people: People
) -> dict[int, float]:
    """How well each of the places fits one alternative, those left out that do not."""
    wanted, unwanted = clause.has.loose, clause.lacks.loose
    selection = Selection((clause,))
    if selection.is_more_than_text:
        fits = matcher(selection, journal.hats, people.one_name)
        kept = [at for at, (day, item) in enumerate(places) if fits(day, item)]
    else:
        kept = [*range(len(places))]
    if not (wanted or unwanted):
        return dict.fromkeys(kept, WHOLE)
    called = called_in(people)
    spaced = any(" " in word for word in (*wanted, *unwanted))
    texts = {at: searched_text(places[at][1].value, called, spaced=spaced) for at in kept}
    if unwanted:
        kept = [at for at in kept if not any(word in texts[at] for word in unwanted)]
    if not wanted:
        return dict.fromkeys(kept, WHOLE)
    return {kept[found.at]: found.score for found in search(wanted, [texts[at] for at in kept])}


def called_in(people: People) -> Called:
    """What else those are called who stand in lines: the names of today, and those that `people.toml` shows."""
    shown = {name: fold_spaced(text) for name, text in people.shown.items()}
    now, tags, channels = people.one_name
    people_too = {name: f"@{new} {shown.get(new, '')}".strip() for name, new in now.items()}
    return Called(shown | people_too, {old: f"+{new}" for old, new in tags.items()}, channels)


def searched_text(value: Value, called: Called, *, spaced: bool = False) -> str:
    """What is searched in of a line, folded: its names, what else they are called, and the note; of a problem all.

    With `spaced` there are single spaces between words, as it takes to find a phrase.
    """
    text = fold(value.text if isinstance(value, Problem) else value.note)
    if isinstance(value, (Entry, Event)):
        text = f"{names_text(value, called)} {text}"
    return " ".join(text.split()) if spaced else text
