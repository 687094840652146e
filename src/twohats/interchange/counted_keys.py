"""Keys for records of sources that number nothing: what a record says, and which of its equals it is."""

from __future__ import annotations

from collections import Counter

from twohats.interchange.record import record_key


class CountedKeys:
    """The keys of the records of one file.

    Of one file, not of an archive: what two files have alike is one record and has one key, what one file has twice
    was sent twice.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._more: Counter[str] = Counter()

    def key(self, *parts: str) -> str:
        """The key of the next record that says this."""
        key = record_key(*parts)
        if key not in self._seen:
            self._seen.add(key)
            return key
        self._more[key] += 1
        return record_key(key, str(self._more[key]))
