"""Time trackers' tables: which columns there may be, in whatever order, and the time of each row."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from twohats.interchange.csv_rows import Row, csv_head, csv_rows
from twohats.interchange.day_order import DayOrder, read_date
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Question,
    Recognised,
    Remark,
)
from twohats.interchange.tracked import RUNNING, NotASpan, Spans
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from twohats.interchange.record import Span
    from twohats.interchange.source import Options, Read, Tree

_CLOCK = re.compile(r"^(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?)?$", re.IGNORECASE)
_HOURS = re.compile(r"^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$")
_ISO_LENGTH = re.compile(r"^PT(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})(?:\.\d+)?S)?$")
_NUMBER = re.compile(r"^\d{1,9}(?:[.,]\d{1,9})?$")
_LOOKED_AT = 20_000
"""Rows in which the order of days is looked for when a file is recognised."""
LABELS = ("project", "client", "task", "category", "app", "domain")


class Table(NamedTuple):
    """The table of a tracker: the names that each of its columns may have, in lower case."""

    source: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    """By what they are: `start date`, `start time`, `start` (both), the same with `end`; `seconds`, `minutes`, `hours`
    (a length of any other form), `tags`, `title`, `email`, `type`, and those of LABELS."""
    needs: tuple[frozenset[str], ...]
    """The columns by which a file is known: all of one of these."""
    breaks: tuple[str, ...] = ()
    """What `type` has in rows that are no time of work."""
    is_by_hand: bool = True


class _Columns:
    """The columns of a file."""

    def __init__(self, table: Table, names: frozenset[str]) -> None:
        self._names = {
            what: next((name for name in those if name in names), "") for what, those in table.columns.items()
        }

    def cell(self, row: Row, what: str) -> str:
        name = self._names.get(what, "")
        text = row.cells.get(name, "").strip() if name else ""
        is_quoted = len(text) > 1 and text[0] == text[-1] == '"'  # behind a space, as in `"a", "b"`
        text = text[1:-1] if is_quoted else text
        return "" if text == "-" else text  # what Toggl writes for nothing


def recognise_tables(tree: Tree, table: Table) -> list[Recognised]:
    """The files with such a table; where its dates can be read both ways, that is asked."""
    found = []
    for name in table_files(tree):
        names = table_names(tree, name, table.needs)
        if names is None:
            continue
        order, account = _looked_at(tree, name, table, names)
        questions = (order_question(order),) if order.day_first() is None else ()
        found.append(Recognised(table.source, table.title, (name,), account, questions=questions))
    return found


def table_files(tree: Tree) -> list[str]:
    """The files that may be tables, by their endings; one that was named by itself always may."""
    names = tree.names()
    return [name for name in names if len(names) == 1 or name.lower().endswith((".csv", ".tsv", ".txt"))]


def table_names(tree: Tree, name: str, needs: tuple[frozenset[str], ...]) -> frozenset[str] | None:
    """The columns of a file that has all of one of `needs`; None for any other."""
    try:
        with tree.open(name) as stream:
            heads = csv_head(stream)
    except CannotReadFile:
        return None
    return next((head for need in needs for head in heads if need <= head), None)


def order_question(order: DayOrder) -> Question:
    """The question which number of a date is the day."""
    text = f"Is the day before the month in its dates ({order.example})?"
    return Question("day-first", text, ("yes", "no"))


def says_yes(options: Options) -> bool:
    """What was answered; the day comes first where nothing was."""
    return options.answers.get("day-first", "yes").strip().casefold() not in ("no", "n", "false", "month")


def rows_in(tree: Tree, name: str, names: frozenset[str]) -> Iterator[Row | NotUnderstoodRecord]:
    """The rows of a file; damage is not understood."""
    try:
        with tree.open(name) as stream:
            yield from csv_rows(stream, name, names)
    except CannotReadFile as error:
        yield NotUnderstoodRecord(name, str(error))


def _looked_at(tree: Tree, name: str, table: Table, names: frozenset[str]) -> tuple[DayOrder, str]:
    order, columns, emails = DayOrder(), _Columns(table, names), set[str]()
    for row, _ in zip(rows_in(tree, name, names), range(_LOOKED_AT), strict=False):
        if isinstance(row, Row):
            order.look_at(_date_cell(columns, row))
            emails.add(columns.cell(row, "email"))
    emails.discard("")
    return order, next(iter(emails)) if len(emails) == 1 else ""


def _date_cell(columns: _Columns, row: Row) -> str:
    return columns.cell(row, "start date") or columns.cell(row, "start").split(" ")[0].split("T")[0]


def read_tables(tree: Tree, found: Recognised, options: Options, table: Table) -> Iterator[Read]:
    """The time of each row of its files."""
    for name in found.files:
        names = table_names(tree, name, table.needs)
        if names is None:
            yield NotUnderstoodRecord(name, "has no longer the columns it had")
            continue
        order, _ = _looked_at(tree, name, table, names)
        told = order.day_first()
        reading = _Reading(table, names, Spans(table.source, options))
        reading.day_first = says_yes(options) if told is None else told
        if told is None:
            first, second = ("day", "month") if reading.day_first else ("month", "day")
            yield Remark(f"{name}: the {first} is taken to stand before the {second}")
        for row in rows_in(tree, name, names):
            if isinstance(row, NotUnderstoodRecord):
                yield row
                continue
            try:
                yield reading.row(row)
            except NotASpan as error:
                yield NotUnderstoodRecord(f"{name}:{row.line}", str(error))


class _Reading:
    """Reads the rows of one file."""

    def __init__(self, table: Table, names: frozenset[str], spans: Spans) -> None:
        self._table = table
        self._columns = _Columns(table, names)
        self._spans = spans
        self.day_first = True

    def row(self, row: Row) -> Read:
        cell = self._columns.cell
        if cell(row, "type").casefold() in self._table.breaks:
            return LeftOut("breaks")
        labels = {what: cell(row, what) for what in LABELS}
        tags = [tag.strip() for tag in cell(row, "tags").split(",")]
        start = self._moment(row, "start")
        if start is None:
            raise NotASpan("has no date")
        seconds = _seconds(cell(row, "seconds"), cell(row, "minutes"), cell(row, "hours"))
        title = cell(row, "title")
        if isinstance(start, datetime):
            end = self._end(row, start, seconds)
            if end is None:
                return LeftOut(RUNNING)
            span = self._spans.between(start, end, tags=tags, title=title, **labels)
        elif seconds is None:
            raise NotASpan("has no length")
        else:
            says = " ".join([start.isoformat(), *filter(None, labels.values())])
            span = self._spans.on(start, seconds, tags=tags, title=title, when=says, **labels)
        return self._by_whom(span)

    def _by_whom(self, span: Span) -> Span:
        return span if self._table.is_by_hand else span._replace(is_by_hand=False)

    def _moment(self, row: Row, which: str) -> datetime | date | None:
        """When a row begins or ends: a day alone where it has no time of the clock; None where it has neither."""
        cell = self._columns.cell
        both, day, clock = cell(row, which), cell(row, f"{which} date"), cell(row, f"{which} time")
        if both and not _CLOCK.match(both):
            return self._of_both(both)
        clock = clock or both
        if not day:
            return None
        dated = self._date(day)
        return dated if not clock else _at(dated, clock)

    def _of_both(self, text: str) -> datetime | date:
        try:
            if len(text) > 10:
                return datetime.fromisoformat(text)
            raise ValueError("has no time")
        except ValueError:
            day, _, clock = text.replace("T", " ").replace(",", " ").strip().partition(" ")
            dated = self._date(day)
            return _at(dated, clock.strip()) if clock.strip() else dated

    def _date(self, text: str) -> date:
        try:
            return read_date(text, day_first=self.day_first)
        except ValueError as error:
            raise NotASpan(f"{text[:40]} is no date") from error

    def _end(self, row: Row, start: datetime, seconds: int | None) -> datetime | None:
        """When it ends; by its length where there is no end; None where it runs still."""
        cell = self._columns.cell
        end = self._moment(row, "end")
        if end is None and (clock := cell(row, "end time") or cell(row, "end")):
            end = _at(start.date(), clock)
            if end < start:  # over midnight
                end += timedelta(days=1)
        if isinstance(end, datetime):
            return end
        return None if seconds is None else start + timedelta(seconds=seconds)


def _at(day: date, clock: str) -> datetime:
    found = _CLOCK.match(clock)
    hour, minute, second = (int(found[at] or 0) for at in (1, 2, 3)) if found else (99, 0, 0)
    if found and found[4]:
        if not 1 <= hour <= 12:
            hour = 99
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0) if hour < 99 else hour
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        raise NotASpan(f"{clock[:40]} is no time of day")
    try:
        return datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute, seconds=second)
    except OverflowError as error:
        raise NotASpan("has a year in which nobody tracked time") from error


def _seconds(seconds: str, minutes: str, hours: str) -> int | None:
    """A length: whole seconds; minutes; or hours as `1:29`, `01:29:29`, `1.48`, `PT1H29M`; None where there is none."""
    if seconds:
        if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 10):
            raise NotASpan(f"{seconds[:40]} is no number of seconds")
        return int(seconds)
    if minutes:
        if not _NUMBER.match(minutes):
            raise NotASpan(f"{minutes[:40]} is no number of minutes")
        return round(float(minutes.replace(",", ".")) * 60)
    if not hours:
        return None
    if found := _HOURS.match(hours):
        return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    if (found := _ISO_LENGTH.match(hours)) and any(found.groups()):
        return int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + int(found[3] or 0)
    if _NUMBER.match(hours):
        return round(float(hours.replace(",", ".")) * 3600)
    raise NotASpan(f"{hours[:40]} is no length")
