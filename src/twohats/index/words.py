"""The words of a month, each with the rows in which it is: what is searched, without reading a line or a note.

The words of a row are those of its note, its people and tags with their signs, and its channel. What is looked for has
no space in it, so it is within one of them wherever it is.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain, compress

from twohats.index.bits import array_of, bits_of, bits_of_flags, flags_at, flags_of, numbers_of
from twohats.query.nearness import letters_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.index.bits import Slices

    PackedWords = tuple[str, int, int, bytes, bytes, bytes, Slices]

_SELDOM = 3
"""What less than one in this power of two of the words have is looked up word by word."""


class Words:
    """The words, sorted, and which rows of a month have each."""

    __slots__ = ("_ends", "_in_rows", "_letters", "_rows", "_starts", "_text")

    def __init__(self, rows: int, packed: PackedWords) -> None:
        """`rows` is how many the month has."""
        self._rows = rows
        self._text, many, places, starts, ends, in_rows, self._letters = packed
        """The words, a newline behind each."""
        self._starts = array_of(starts, many)
        self._ends = array_of(ends, many)
        self._in_rows = array_of(in_rows, places)

    def holding(self, part: str) -> list[int]:
        """The indexes of the words that hold a text without spaces."""
        text, starts = self._text, self._starts
        if text.count(part) > len(starts) >> _SELDOM:
            return [index for index, word in enumerate(text.split("\n")) if part in word]
        found: list[int] = []
        at = text.find(part)
        while at >= 0:
            found.append(bisect_right(starts, at) - 1)
            at = text.find(part, text.index("\n", at))
        return found

    def like(self, word: str, missing: int) -> list[str]:
        """The words in which at most so many of the letters of a word are missing."""
        lacking = [0] * (missing + 2)  # which words lack so many letters and more
        lacking[0] = every = (1 << len(self._starts)) - 1
        for letter in numbers_of(letters_of(word)):
            without = every & ~self._letters[letter]
            for many in range(missing + 1, 0, -1):
                lacking[many] |= lacking[many - 1] & without
        found = every & ~lacking[missing + 1]
        if found.bit_count() << _SELDOM > len(self._starts):
            return [*compress(self._text.split("\n"), flags_of(found, len(self._starts)))]
        return [self.word(index) for index in numbers_of(found)]

    def bits(self, word: str) -> int:
        """The rows in which a word is that is one of these."""
        at = 0 if self._text.startswith(f"{word}\n") else self._text.index(f"\n{word}\n") + 1
        return self.bits_at([bisect_right(self._starts, at) - 1])

    def word(self, index: int) -> str:
        """The word with this index."""
        start = self._starts[index]
        return self._text[start : self._text.index("\n", start)]

    def bits_at(self, indexes: Iterable[int]) -> int:
        """The rows in which any of the words with these indexes is."""
        ends, rows = self._ends, self._in_rows
        parts = [rows[ends[index - 1] if index else 0 : ends[index]] for index in indexes]
        if len(parts) == 1:
            return bits_of(parts[0])
        return bits_of_flags(flags_at(chain.from_iterable(parts), self._rows)) if parts else 0
