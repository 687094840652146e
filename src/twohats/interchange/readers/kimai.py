"""Kimai: its timesheet as CSV."""

from __future__ import annotations

from twohats.interchange.tracker_table import Table, read_tables, recognise_tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Recognised, Tree

_TABLE = Table(
    "kimai",
    "Kimai, timesheet",
    {
        "start date": ("date", "datum"),
        "start time": ("from", "begin", "von", "beginn"),
        "end time": ("to", "end", "bis", "ende"),
        "project": ("project", "projekt"),
        "client": ("customer", "kunde"),
        "task": ("activity", "tätigkeit"),
        "tags": ("tags", "schlagworte"),
        "title": ("description", "beschreibung"),
        "email": ("email",),
    },
    (
        frozenset(["date", "from", "to", "duration", "customer"]),
        frozenset(["date", "begin", "end", "duration", "customer"]),
        frozenset(["datum", "von", "bis", "dauer", "kunde"]),
        frozenset(["datum", "beginn", "ende", "dauer", "kunde"]),
    ),
)


def recognise(tree: Tree) -> list[Recognised]:
    """Its timesheets."""
    return recognise_tables(tree, _TABLE)


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its entries; times are those of the user's zone. The end counts, over midnight too, and not the length."""
    return read_tables(tree, found, options, _TABLE)
