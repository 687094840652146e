"""Intervals as timewarrior keeps and reads them: the lines of time that have a time of the clock."""

from __future__ import annotations

from twohats.interchange.exported import tags_of, timed_entries, with_people
from twohats.interchange.source import LeftOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written

_FORM = "%Y%m%dT%H%M%SZ"


def written(lines: Iterable[Exported], writing: Writing) -> Iterator[Written]:
    """`inc 20261117T090200Z - 20261117T103100Z # brand post linkedin # "launch thread"`, in UTC."""
    for timed in timed_entries(lines):
        if isinstance(timed, LeftOut):
            yield timed
            continue
        entry = timed.entry
        start, end = timed.instants(writing.zone)
        tags = " ".join([_quoted(word) for word in dict.fromkeys((entry.hat, *tags_of(entry)))])
        note = with_people(entry)
        says = f" # {_quoted(note, always=True)}" if note else ""
        yield f"inc {start:{_FORM}} - {end:{_FORM}} # {tags}{says}\n"


def _quoted(text: str, *, always: bool = False) -> str:
    if not always and text.isalnum():
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
