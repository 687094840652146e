"""Toggl Track: its detailed report as CSV, with the columns of any year or choice."""

from __future__ import annotations

from twohats.interchange.source import Recognised
from twohats.interchange.tracker_table import Table, read_tables, recognise_tables, table_files, table_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

_TABLE = Table(
    "toggl",
    "Toggl Track, detailed report",
    {
        "start date": ("start date",),
        "start time": ("start time",),
        "end date": ("end date", "stop date"),
        "end time": ("end time", "stop time"),
        "hours": ("duration",),
        "project": ("project",),
        "client": ("client",),
        "task": ("task",),
        "tags": ("tags", "tag"),
        "title": ("description",),
        "email": ("email",),
    },
    (
        frozenset(["start date", "start time", "duration"]),
        frozenset(["start date", "start time", "stop date", "stop time", "description"]),
    ),
)
_SUMMARY = frozenset(["project", "duration"])
_WHEN = ("date", "day", "time", "start", "begin", "from", "end")
_INSTEAD = "a summary has no days: in Toggl's reports choose Detailed, then export it as CSV"


def recognise(tree: Tree) -> list[Recognised]:
    """Its detailed reports, and its summaries to say what to ask for instead."""
    found = recognise_tables(tree, _TABLE)
    known = {name for one in found for name in one.files}
    for name in table_files(tree):
        names = None if name in known else table_names(tree, name, (_SUMMARY,))
        if names is not None and not any(word in column for column in names for word in _WHEN):
            found.append(Recognised("toggl", "Toggl Track, summary", (name,), instead=_INSTEAD))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its entries; times are those of the zone in the profile."""
    return read_tables(tree, found, options, _TABLE)
