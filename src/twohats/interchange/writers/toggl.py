"""The table that Toggl Track takes in: lines of time that have a time of the clock."""

from __future__ import annotations

from twohats.interchange.exported import tags_of, timed_entries, with_people
from twohats.interchange.source import LeftOut
from twohats.interchange.writers.csv import cell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written

COLUMNS = ("Email", "Project", "Tags", "Description", "Start date", "Start time", "Duration")


def written(lines: Iterable[Exported], writing: Writing) -> Iterator[Written]:
    """A row a line: the hat is the project; activity, kind, channel and threads are tags."""
    yield ",".join(COLUMNS) + "\r\n"
    for timed in timed_entries(lines):
        if isinstance(timed, LeftOut):
            yield timed
            continue
        entry = timed.entry
        tags = tags_of(entry)
        hours, minutes = divmod(entry.minutes, 60)
        row = (
            writing.email,
            entry.hat,
            ", ".join(tags),
            with_people(entry),
            f"{timed.start:%Y-%m-%d}",
            f"{timed.start:%H:%M:%S}",
            f"{hours:02d}:{minutes:02d}:00",
        )
        yield ",".join([cell(text, exact=writing.exact) for text in row]) + "\r\n"
