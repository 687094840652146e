"""The file `frames` of Watson: lines of time that have a time of the clock, the hat as project."""

from __future__ import annotations

import json

from twohats.interchange.exported import tags_of, timed_entries
from twohats.interchange.record import EqualKeys, record_key
from twohats.interchange.source import LeftOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written


def written(lines: Iterable[Exported], writing: Writing) -> Iterator[Written]:
    """A list of frames: start and stop in seconds since 1970, project, id, tags, changed. It has no place for notes."""
    keys = EqualKeys()
    between = "[\n"
    for timed in timed_entries(lines):
        if isinstance(timed, LeftOut):
            yield timed
            continue
        entry = timed.entry
        start, stop = (int(at.timestamp()) for at in timed.instants(writing.zone))
        tags = tags_of(entry)
        key = keys.key("watson", str(start), str(stop), entry.hat, *tags)
        frame = key + record_key(key)
        yield between + json.dumps([start, stop, entry.hat, frame, tags, stop])
        between = ",\n"
        if entry.note or entry.people:
            yield LeftOut("notes and people")
    yield "\n]\n" if between == ",\n" else "[]\n"
