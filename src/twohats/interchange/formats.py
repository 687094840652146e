"""Which formats are written: their names, what for, and the module that writes each."""

from __future__ import annotations

from importlib import import_module

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    from twohats.interchange.exported import Exported, Writing, Written

    class Writer(Protocol):
        """A module of `writers`."""

        def written(self, lines: Iterable[Exported], writing: Writing) -> Iterator[Written]:
            """The lines, by day, as pieces of text; and what the format has no place for."""


class Format(NamedTuple):
    """A format."""

    name: str
    """As `hat export` calls it."""
    about: str
    module: str = ""
    """In `writers`; empty for what is written another way."""

    def writer(self) -> Writer:
        """The module that writes it."""
        module: Writer = import_module(f"twohats.interchange.writers.{self.module}")
        return module


JSONL, SQLITE, HTML = "jsonl", "sqlite", "html"
FORMATS = (
    Format(JSONL, "all there is in lines, one JSON object a line; hat import reads it back"),
    Format("csv", "a table for spreadsheets and statistics", "csv"),
    Format("md", "a table in Markdown", "markdown"),
    Format("ics", "a calendar", "ics"),
    Format("klog", "klog, a record a day", "klog"),
    Format("timeclock", "hledger and ledger, clock-ins and clock-outs", "timeclock"),
    Format("timedot", "hledger, minutes a day by account", "timedot"),
    Format("timewarrior", "timewarrior, its data file", "timewarrior"),
    Format("watson", "Watson, its file frames", "watson"),
    Format("toggl", "the table that Toggl Track takes in", "toggl"),
    Format(SQLITE, "a database with tables and views"),
    Format(HTML, "some weeks as one page, to hand to a client or a coach"),
)


def format_named(name: str) -> Format | None:
    """The format of this name; None if there is none."""
    return next((each for each in FORMATS if each.name == name), None)
