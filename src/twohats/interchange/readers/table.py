"""Any other tracker's table: its columns are told by the names that trackers use, or by what its owner answers."""

from __future__ import annotations

from twohats.interchange.csv_rows import csv_head
from twohats.interchange.source import CannotReadFile, NotUnderstoodRecord, Question, Recognised
from twohats.interchange.tracker_table import Table, read_tables, recognise_tables, table_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "csv"
TITLE = "time in a table"
COLUMNS: dict[str, tuple[str, ...]] = {
    "start": tuple(
        "start|started|time started|started at|begin|start datetime|check in|clock in|in".split("|")
    ),
    "end": tuple(
        "end|stop|ended|stopped|finished|time ended|ended at|end datetime|check out|clock out|out".split("|")
    ),
    "start date": tuple("start date|date|day|datum|fecha|data".split("|")),
    "start time": tuple("start time|from|von|beginn|time".split("|")),
    "end date": ("end date", "stop date"),
    "end time": tuple("end time|stop time|to|until|bis|ende".split("|")),
    "seconds": ("seconds", "duration (seconds)", "duration (s)", "duration in seconds"),
    "minutes": ("minutes", "duration minutes", "duration (minutes)", "duration (min)", "mins"),
    "hours": ("duration", "hours", "duration (h)", "dauer", "stunden", "hours (decimal)"),
    "project": ("project", "activity name", "projekt", "activity"),
    "client": ("client", "customer", "kunde"),
    "task": ("task", "task name"),
    "category": ("category", "categories", "kategorie"),
    "tags": ("tags", "tag", "record tags", "labels"),
    "title": ("description", "comment", "note", "notes", "title", "beschreibung"),
    "email": ("email",),
}
"""What columns are called in the tables of trackers that have no reader of their own."""
_OWN = tuple(
    frozenset(names.split("|"))
    for names in (
        "duration (h)|start time",
        "duration (decimal)|start time",
        "start date|start time|duration",
        "start date|start time|stop date|stop time|description",
        "time spent (seconds)",
        "customer|from|to",
        "customer|begin|end",
        "kunde|dauer",
        "id|start|stop|project|tags",
        "hat|side|estimated",
        "subject|start date|all day event",
    )
)
"""Tables that another reader knows, calendars among them."""
_WHEN = ("date", "day", "start", "begin", "datum")
_HOW_LONG = ("duration", "length", "hours", "minutes", "seconds", "spent", "dauer")
START, LENGTH = "start-column", "length-column"


def recognise(tree: Tree) -> list[Recognised]:
    """Tables that say when or on what day something was, and how long; which columns say so is asked where that is not
    clear, of a file that was named by itself.
    """
    found = []
    for name in table_files(tree):
        if not name.lower().endswith((".csv", ".tsv")):
            continue  # anything else has commas too
        heads = _heads(tree, name)
        names = next((head for head in heads if _is_enough(head)), None)
        if names is not None:
            found += [one for one in recognise_tables(tree, _table(names)) if one.files == (name,)]
        elif len(tree.names()) == 1 and (asked := next((head for head in heads if _may_be(head)), None)):
            columns = tuple(sorted(column for column in asked if column))
            questions = (
                Question(START, "Which column says when it began, or on what day it was?", columns),
                Question(LENGTH, "Which column says how long it was?", columns),
            )
            found.append(Recognised(SOURCE, TITLE, (name,), questions=questions))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The time of each row."""
    heads = _heads(tree, found.files[0])
    names = next((head for head in heads if _is_enough(head)), None)
    if names is not None:
        yield from read_tables(tree, found, options, _table(names))
        return
    start, length = (options.answers.get(name, "").strip().casefold() for name in (START, LENGTH))
    names = next((head for head in heads if {start, length} <= head), None)
    if names is None or start == length:
        yield NotUnderstoodRecord(found.files[0], "does not say which columns are the day and the length")
        return
    unit = next((unit for unit in ("seconds", "minutes") if unit[:-1] in length), "hours")
    columns = {what: those for what, those in COLUMNS.items() if what in _BESIDE}
    columns |= {"start": (start,), unit: (length,)}
    yield from read_tables(tree, found, options, Table(SOURCE, TITLE, columns, (names,)))


_BESIDE = ("project", "client", "task", "category", "tags", "title", "email")


def _heads(tree: Tree, name: str) -> list[frozenset[str]]:
    try:
        with tree.open(name) as stream:
            return csv_head(stream)
    except CannotReadFile:
        return []


def _is_enough(head: frozenset[str]) -> bool:
    """Whether columns say when and how long, and are those of no other reader."""
    has = {what for what, those in COLUMNS.items() if not head.isdisjoint(those)}
    if any(own <= head for own in _OWN):
        return False
    has_length = bool(has & {"seconds", "minutes", "hours"})
    has_times = (
        "start date" in has and "start time" in head and not head.isdisjoint(("end time", "stop time"))
    )
    has_ends = {"start", "end"} <= has or has_times  # letters have a date, a from and a to as well
    return has_ends or (has_length and bool(has & {"start", "start date"}))


def _may_be(head: frozenset[str]) -> bool:
    """Whether columns seem to be those of a tracker."""
    if any(own <= head for own in _OWN):
        return False
    return all(any(word in column for column in head for word in words) for words in (_WHEN, _HOW_LONG))


def _table(names: frozenset[str]) -> Table:
    return Table(SOURCE, TITLE, COLUMNS, (names,))
