"""Fuzzy search in what people wrote: notes, people, threads, channels.

rapidfuzz does the comparing, in one call a word over all texts, so that 100,000 lines take a second or so and
a slip of the finger still finds.
"""

from __future__ import annotations

from twohats.format.model import Entry, Event
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Value

ENOUGH = 80.0
"""Of 100: a word of five letters may have one wrong. Below, everything resembles everything."""
SHORT = 4
"""Words with fewer letters must be there as they are."""
WHOLE, WITHIN = 100.0, 95.0
"""For a word that stands there whole, and one that stands within another; a likeness is below both."""


class Found(NamedTuple):
    """A text that was found: which, and how well it fits."""

    at: int
    """Its index among the texts."""
    score: float
    """Up to 100."""


def text_of(value: Value) -> str:
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
