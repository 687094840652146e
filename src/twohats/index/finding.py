"""Words searched in the text of lines and ranked, by the index: exactly as `query.nearness` does it text by text.

What is searched in of a line is its names, what else they are called, and its note. A word that is there or nearly is
found among the words of a month; which rows have it gives each row its score, without reading a line.
"""

from __future__ import annotations

from itertools import compress

from twohats.format.model import Entry, Event
from twohats.index.keys import CHANNEL, PERSON, TAG
from twohats.query.matching import text_of_note
from twohats.query.nearness import (
    WHOLE,
    WITHIN,
    bare,
    is_whole,
    names_text,
    near_words,
    slips,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twohats.format.model import Value
    from twohats.index.month import Month
    from twohats.query.nearness import Called
    from twohats.query.selection import Clause

    Scored = list[tuple[float, int]]
    """Scores with the rows that have each, as bits; no row twice."""


def scoring(
    clause: Clause, called: Called, narrowed: Callable[[Month], int]
) -> Callable[[Month, int], Scored]:
    """What gives those of some rows of a month that fit an alternative, with how well.

    `narrowed` gives the rows that fit all of it but the words that are searched.
    """
    wanted = [_Word(word, called) for word in clause.has.loose]
    unwanted = [_Word(word, called) for word in clause.lacks.loose]

    def scored(month: Month, rows: int) -> Scored:
        rows &= narrowed(month)
        for word in unwanted:
            if rows:
                rows &= ~word.within(month, rows)
        if not rows or not wanted:
            return [(WHOLE, rows)] if rows else []
        totals: Scored = [(0.0, rows)]
        for word in wanted:
            here = word.scored(month, rows)
            totals = [
                (total + score, both)
                for total, bits in totals
                for score, some in here
                if (both := bits & some)
            ]
        return _disjoint((total / len(wanted), bits) for total, bits in totals)

    return scored


def best_of(scored: Iterable[Scored]) -> Scored:
    """Each row with the best of its scores in several alternatives."""
    return _disjoint(pair for one in scored for pair in one)


def _disjoint(pairs: Iterable[tuple[float, int]]) -> Scored:
    found: Scored = []
    taken = 0
    for score, bits in sorted(pairs, key=lambda pair: -pair[0]):
        left = bits & ~taken
        taken |= bits
        if left and found and found[-1][0] == score:
            found[-1] = score, found[-1][1] | left
        elif left:
            found.append((score, left))
    return found


class _Word:
    """One word or phrase that is looked for."""

    def __init__(self, word: str, called: Called) -> None:
        self._word = word
        self._called = called
        self._also = [
            (sort + name, other.split())
            for sort, names in ((PERSON, called.people), (TAG, called.tags), (CHANNEL, called.channels))
            for name, other in names.items()
        ]
        """The keys of the names that are called something else as well, and the words of that."""
        self._nearness: dict[str, float] = {}
        """How near it is to the words it was compared with; 0 for those it is not near to."""
        self._near_names: list[tuple[str, float]] | None = None
        self._parts = [_Word(part, called) for part in word.split(" ")] if " " in word else []
        """Of a phrase, its words."""

    def within(self, month: Month, rows: int) -> int:
        """Those of some rows in whose text it is, or is part of a word."""
        if self._parts:
            return sum(bits for _, bits in self._phrase(month, rows))
        found = month.words.bits_at(month.words.holding(self._word))
        called = [key for key, others in self._also if any(self._word in other for other in others)]
        return (found | month.bits_of_any(called)) & rows

    def scored(self, month: Month, rows: int) -> Scored:
        """Those of some rows that it fits, with how well."""
        if self._parts:
            return self._phrase(month, rows)
        word, words = self._word, month.words
        holding = words.holding(word)
        within = words.bits_at(holding)
        whole = words.bits_at([index for index in holding if is_whole(word, words.word(index))])
        for key, others in self._also:
            called = [other for other in others if word in other]
            if called:
                bits = month.bits(key)
                within |= bits
                if any(is_whole(word, other) for other in called):
                    whole |= bits
        return _disjoint(
            (score, bits & rows)
            for score, bits in [(WHOLE, whole), (WITHIN, within), *self._near(month)]
            if bits & rows
        )

    def _near(self, month: Month) -> Scored:
        """The rows with a word that it is near to."""
        most = slips(self._word)
        if not most:
            return []
        # Those that hold the word are among them, or not: their rows have a better score already.
        like = month.words.like(bare(self._word), most)
        scores = [*map(self._nearness.get, like)]
        if None in scores:
            new = [word for word, score in zip(like, scores, strict=True) if score is None]
            self._nearness |= {**dict.fromkeys(new, 0.0), **near_words(self._word, new)}
            scores = [*map(self._nearness.get, like)]
        found = [(self._nearness[word], month.words.bits(word)) for word in compress(like, scores)]
        found += [(score, month.bits(key)) for key, score in self._also_near()]
        return found

    def _also_near(self) -> list[tuple[str, float]]:
        """The keys of the names of which another is near to it, with the score of each."""
        if self._near_names is None:
            others = {word for _, words in self._also for word in words if self._word not in word}
            near = near_words(self._word, others) if others else {}
            self._near_names = [
                (key, near[word]) for key, words in self._also for word in words if word in near
            ]
        return self._near_names

    def _phrase(self, month: Month, rows: int) -> Scored:
        """The rows in whose text a phrase is: those that have all of its words are looked at one by one."""
        for part in self._parts:
            if rows:
                rows &= part.within(month, rows)
        whole = within = 0
        for index, own in month.parts(rows):
            for item in month.items(index, own):
                text = _spaced_text(item.value, self._called)
                if self._word in text:
                    bit = 1 << (month.firsts[index] + item.number - 1)
                    if is_whole(self._word, text):
                        whole |= bit
                    else:
                        within |= bit
        return [(score, bits) for score, bits in ((WHOLE, whole), (WITHIN, within)) if bits]


def _spaced_text(value: Value, called: Called) -> str:
    """All that is searched in of a line, with single spaces."""
    names = names_text(value, called) if isinstance(value, (Entry, Event)) else ""
    return " ".join(f"{names} {text_of_note(value)}".split())
