"""The ledger of an import: which records lines have been made of, in `imports/SOURCE-YEAR.seen` of the journal.

One line a record, its day and its key (`2026-11-18 0123456789abcdef`), sorted, each once. What is known is the key
alone: the day says what a person may want to know of it, and depends on a zone. `imports/people.seen` has in the same
way who is who: the key of somebody in a source, and the name in lines. Both are merged by lines, as sets
(docs/format.md). A line that is none of these is kept.
"""

from __future__ import annotations

from twohats.format.paths import IMPORTS
from twohats.interchange.record import KEY_LENGTH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PEOPLE = f"{IMPORTS}/people.seen"
"""The file that says who is who."""
_DIGITS = frozenset("0123456789abcdef")


def path_of(source: str, day: str) -> str:
    """The file that knows the records of a source on an ISO date: one a year, so that none outgrows its limit."""
    return f"{IMPORTS}/{source}-{day[:4]}.seen"


def source_of(path: str) -> str:
    """The source whose records a file of the ledger knows."""
    return path.rpartition("/")[2].removesuffix(".seen").rpartition("-")[0]


def keys_of(text: str) -> set[str]:
    """The keys of the records in a text."""
    return {key for key, _ in map(_parts, text.splitlines()) if key}


def with_records(text: str, records: Mapping[str, str]) -> str:
    """The text with some records more: keys to their days. A key that it has already keeps its line."""
    known = keys_of(text)
    return _joined(text, [f"{day} {key}" for key, day in records.items() if key not in known])


def without_records(text: str, keys: Collection[str]) -> str:
    """The text without the records of these keys."""
    rows = text.splitlines()
    return "".join(f"{row}\n" for row in rows if _parts(row)[0] not in keys)


def people_in(text: str) -> dict[str, str]:
    """Who is who: keys to names. Of two names for one key the one that sorts first holds, on every machine."""
    found: dict[str, str] = {}
    for row in sorted(text.splitlines(), reverse=True):
        key, _, name = row.partition(" ")
        if _is_key(key) and name.strip():
            found[key] = name.strip()
    return found


def with_people(text: str, people: Mapping[str, str]) -> str:
    """The text with some people more: keys to names. A key that it has already keeps its name."""
    known = people_in(text)
    return _joined(text, [f"{key} {name}" for key, name in people.items() if key not in known])


def _joined(text: str, more: list[str]) -> str:
    return "".join(f"{row}\n" for row in sorted({*filter(str.strip, text.splitlines()), *more}))


def _parts(row: str) -> tuple[str, str]:
    """The key and the day of a line; both empty for a line that is none."""
    day, _, key = row.strip().partition(" ")
    return (key, day) if _is_key(key) else ("", "")


def _is_key(word: str) -> bool:
    return len(word) == KEY_LENGTH and _DIGITS.issuperset(word)
