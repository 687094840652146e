"""Fuzzy search in what people wrote: notes, people, threads, channels.

rapidfuzz compares each word with all texts in one call, so that 100,000 lines take about a second and typing errors
are tolerated.
"""

from __future__ import annotations

from twohats.format.model import Entry, Event
from twohats.format.page import block_of
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Problem, Value
    from twohats.journal.folder import Journal

ENOUGH = 80.0
"""Of 100: a word of five letters may have one wrong. Below, everything resembles everything."""
SHORT = 4
"""Words with fewer letters must be there as they are."""
WHOLE, WITHIN = 100.0, 95.0
"""For a whole word, and for a part of one; a near match scores less than both."""


class Found(NamedTuple):
    """A text that was found: which, and how well it fits."""

    at: int
    """Its index among the texts."""
    score: float
    """Up to 100."""


class Hits(NamedTuple):
    """What was found in a journal."""

    found: int
    """How many lines fit."""
    best: tuple[tuple[Line, float], ...]
    """The best of them, each with its score up to 100."""
    unread: tuple[Problem, ...]
    """What could not be read at all."""


def find_lines(journal: Journal, words: Sequence[str], most: int) -> Hits:
    """The lines of a journal that hold all of some words, or nearly; at most so many."""
    with gc_paused():
        days, unlisted = journal.listing()
        pages = [journal.page(day) for day in days]
        places = [(page.day, item) for page in pages for item in page.items]
        found = search(words, [searched_text(item.value) for _, item in places])
    best: list[tuple[Line, float]] = []
    for at, score in found[:most]:
        day, item = places[at]
        page, text = journal.page_and_text(day)
        if item in page.items:  # else the page has changed just now
            best.append((Line(day, item, block_of(text, item)), score))
    unread = [problem for page in pages for problem in page.problems if problem.code == "unreadable"]
    return Hits(len(found), tuple(best), (*unlisted, *unread))


def searched_text(value: Value) -> str:
    """What is searched in of a line: note, people, threads and channel, in lower case."""
    if isinstance(value, (Entry, Event)):
        people = " ".join(f"@{name}" for name in value.people)
        tags = " ".join(f"+{name}" for name in value.tags)
        return f"{value.channel} {people} {tags} {value.note}".casefold()
    text = getattr(value, "note", "") or getattr(value, "text", "")
    return str(text).casefold()


def search(words: Sequence[str], texts: Sequence[str]) -> list[Found]:
    """The texts (in lower case) in which all words are found, the best first, among equals the last first."""
    scores = dict.fromkeys(range(len(texts)), 0.0)
    wanted = [word.casefold() for word in words if word]
    if not wanted:
        return []
    for word in wanted:
        found = _scores(word, texts, list(scores))
        scores = {at: scores[at] + score for at, score in found.items()}
    ranked = sorted(scores.items(), key=lambda pair: (-round(pair[1]), -pair[0]))
    return [Found(at, score / len(wanted)) for at, score in ranked]


def _scores(word: str, texts: Sequence[str], places: list[int]) -> dict[int, float]:
    """How well one word fits each of some texts, those left out that it does not fit."""
    found = {at: WHOLE if _is_whole(word, texts[at]) else WITHIN for at in places if word in texts[at]}
    if len(word) < SHORT:
        return found
    from rapidfuzz import fuzz, process

    rest = [at for at in places if at not in found]
    like = process.extract(
        word,
        [texts[at] for at in rest],
        scorer=fuzz.partial_ratio,
        processor=None,
        limit=None,
        score_cutoff=ENOUGH,
    )
    for _, score, index in like:
        if len(texts[rest[index]].strip()) >= SHORT:
            found[rest[index]] = score * 0.9
    return found


def _is_whole(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False
