"""Keys for records of sources that number nothing: what a record says, and which of its equals it is."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter

from twohats.interchange.record import record_key

_ROWS = 4096
"""Rows among which keys are spread, by their last digits: of a million keys each has 250."""


class KeySet:
    """A set of keys that only grows, as numbers of 64 bits in sorted rows: a set of texts takes ten times the room."""

    def __init__(self) -> None:
        self._rows: dict[int, array[int]] = {}

    def __contains__(self, key: str) -> bool:
        number = int(key, 16)
        row = self._rows.get(number % _ROWS, ())
        place = bisect_left(row, number)
        return place < len(row) and row[place] == number

    def add(self, key: str) -> None:
        """Put a key in that is not in it."""
        number = int(key, 16)
        row = self._rows.get(number % _ROWS)
        if row is None:
            self._rows[number % _ROWS] = array("Q", (number,))
        else:
            row.insert(bisect_left(row, number), number)


class CountedKeys:
    """The keys of the records of one file.

    Of one file, not of an archive: what two files have alike is one record and has one key, what one file has twice
    was sent twice.
    """

    def __init__(self) -> None:
        self._seen = KeySet()
        self._more: Counter[str] = Counter()

    def key(self, *parts: str) -> str:
        """The key of the next record that says this."""
        key = record_key(*parts)
        if key not in self._seen:
            self._seen.add(key)
            return key
        self._more[key] += 1
        return record_key(key, str(self._more[key]))
