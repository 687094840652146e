"""A database of SQLite: a row a line, and what is asked of it most as views."""

from __future__ import annotations

from datetime import date

from twohats.format.calendar import week_of
from twohats.format.model import Entry, Event, Problem
from twohats.format.times import time_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from twohats.interchange.exported import Exported, Writing

_AT_ONCE = 2000
_TABLES = """
create table lines (
  id integer primary key, date text not null, week text not null, start text, end text, minutes integer,
  estimated integer, hat text, side text, type text not null, activity text, verb text, kind text, channel text,
  motivation integer, interest integer, understanding integer, worth integer, count integer,
  amount text, currency text, note text, raw text
);
create table line_people (line integer not null references lines(id), person text not null);
create table line_tags (line integer not null references lines(id), tag text not null);
create table line_fields (line integer not null references lines(id), key text not null, value text not null);
create index lines_by_date on lines (date);
create index people_by_line on line_people (line);
create view weeks as
  select week, side, count(*) as lines, sum(minutes) as minutes,
    sum(case when estimated then minutes else 0 end) as estimated_minutes,
    avg(motivation) as motivation, avg(interest) as interest,
    sum(case when verb = 'got' then count else 0 end) as got
  from lines where side <> '' group by week, side;
create view people as
  select person, count(*) as lines, sum(minutes) as minutes, min(date) as first, max(date) as last
  from line_people join lines on lines.id = line_people.line group by person;
"""
_COLUMNS = 23


def fill(database: Connection, lines: Iterable[Exported], writing: Writing) -> None:
    """Make the tables in an empty database and put the lines into them; raises sqlite3.Error."""
    database.executescript(_TABLES)
    marks = ",".join("?" * _COLUMNS)
    for number, line in enumerate(lines, 1):
        database.execute(f"insert into lines values ({marks})", _row(number, line, writing.week_start))  # noqa: S608  # marks alone
        value = line.value
        if isinstance(value, (Entry, Event)):
            for table, rows in (
                ("line_people", [(number, name) for name in value.people]),
                ("line_tags", [(number, name) for name in value.tags]),
                ("line_fields", [(number, *field) for field in value.fields]),
            ):
                if rows:
                    marks_here = ",".join("?" * len(rows[0]))
                    database.executemany(f"insert into {table} values ({marks_here})", rows)  # noqa: S608  # ours
        if not number % _AT_ONCE:
            database.commit()
    database.commit()


def _row(number: int, line: Exported, week_start: int) -> tuple[object, ...]:
    value = line.value
    week = week_of(date.fromisoformat(line.day), start=week_start).name
    what = type(value).__name__.lower()
    raw = _whole(line.raw)
    start: int | None = None
    minutes: int | None = None
    hat = activity = verb = kind = channel = amount = currency = None
    count: int | None = None
    ratings: tuple[int | None, ...] = (None,) * 4
    estimated: bool | None = None
    note = None if isinstance(value, Problem) else _whole(value.note)
    if isinstance(value, Entry):
        start, minutes, estimated = value.start, value.minutes, value.estimated
        activity = verb = value.activity
        ratings = (value.motivation, value.interest, value.understanding, value.worth)
    elif isinstance(value, Event):
        start, verb = value.at, value.verb
        amount, currency = value.amount or (None, None)
    if isinstance(value, (Entry, Event)):
        hat, kind, channel, count = value.hat, value.kind, value.channel, value.count
    at = None if start is None else time_text(start)
    end = None if start is None or minutes is None else time_text(start + minutes)
    when = (number, line.day, week, at, end, minutes, estimated)
    return (
        *when,
        hat,
        line.side,
        what,
        activity,
        verb,
        kind,
        channel,
        *ratings,
        count,
        amount,
        currency,
        note,
        raw,
    )


def _whole(text: str) -> str:
    """A text as SQLite takes it: a byte that is not UTF-8 is U+FFFD."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
