"""Clockify: its detailed report as CSV, with dates and times in the form of the owner's profile."""

from __future__ import annotations

from twohats.interchange.source import Recognised
from twohats.interchange.tracker_table import Table, read_tables, recognise_tables, table_files, table_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

_TABLE = Table(
    "clockify",
    "Clockify, detailed report",
    {
        "start date": ("start date",),
        "start time": ("start time",),
        "end date": ("end date",),
        "end time": ("end time",),
        "hours": ("duration (h)", "duration (decimal)"),
        "project": ("project",),
        "client": ("client",),
        "task": ("task", "activity"),
        "tags": ("tags", "tag"),
        "title": ("description",),
        "email": ("email",),
        "type": ("type",),
    },
    (
        frozenset(["start date", "start time", "duration (h)"]),
        frozenset(["start date", "start time", "duration (decimal)"]),
    ),
    breaks=("break",),
)
_SUMMARY = (frozenset(["project", "time (h)"]), frozenset(["project", "time (decimal)"]))
_INSTEAD = "a summary has no days: in Clockify's reports choose Detailed, then Export, Save as CSV"


def recognise(tree: Tree) -> list[Recognised]:
    """Its detailed reports, and its summaries to say what to ask for instead."""
    found = recognise_tables(tree, _TABLE)
    known = {name for one in found for name in one.files}
    for name in table_files(tree):
        if name not in known and table_names(tree, name, _SUMMARY) is not None:
            found.append(Recognised("clockify", "Clockify, summary", (name,), instead=_INSTEAD))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its entries without breaks; times are those of the zone in the profile."""
    return read_tables(tree, found, options, _TABLE)
