"""What is written for other programs: lines of a journal as values, and what the writers of all formats share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import attrgetter

from twohats.format.model import Entry, Event, Problem
from twohats.format.words import KEY_VALUES, RATINGS
from twohats.interchange.source import LeftOut
from twohats.text.visible import one_line, visible
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from twohats.format.model import Nothing, Value


class Exported(NamedTuple):
    """A line of a journal."""

    day: str
    """ISO date of its page."""
    value: Value
    side: str
    """What its hat counts as; empty for a line without one."""
    raw: str = ""
    """Its lines as they stand in the file, the dash included; empty in what is handed on."""
    people: int = 0
    """How many are in it, also where their names were taken out."""


class Writing(NamedTuple):
    """How it is to be written."""

    exact: bool = False
    """Cells of a table as they are, also those that a spreadsheet would compute."""
    excel: bool = False
    """With the byte order mark by which that program knows UTF-8."""
    email: str = ""
    """Whose time it is, for a program that asks."""
    zone: tzinfo | None = None
    """The zone in which the owner lived, for formats of instants; None for that of the machine."""
    week_start: int = 0


Written = str | LeftOut
"""A writer gives pieces of text, and what its format has no place for."""

PROBLEMS = "lines not understood"
UNTIMED = "lines without a time of the clock"
EVENTS = "events"
NOTHINGS = "days with nothing"
DETAILS = "ratings, counts, amounts and fields"
WHOLE_LINES = (PROBLEMS, UNTIMED, EVENTS, NOTHINGS)
"""What is left out that is a line."""


def verb_of(value: Entry | Event) -> str:
    """The activity or the event, and its kind: `post`, `do walk`, `got lead`."""
    verb = value.activity if isinstance(value, Entry) else value.verb
    return f"{verb} {value.kind}" if value.kind else verb


def account_of(entry: Entry) -> str:
    """A line of time as the account of a ledger: `brand:post:linkedin`, `personal:do:walk`."""
    return ":".join([part for part in (entry.hat, entry.activity, entry.kind, entry.channel) if part])


def note_of(value: Entry | Event | Nothing) -> str:
    """A note in one row, safe to show."""
    text = one_line(value.note)
    return visible(" ".join(text.split()), len(text) + 1)


def with_people(value: Entry | Event) -> str:
    """The note of a line, and those of its people whom it does not name, with their signs."""
    note = note_of(value)
    there = note.lower()
    return " ".join([note, *(f"@{name}" for name in value.people if f"@{name}" not in there)]).strip()


def tags_of(entry: Entry) -> list[str]:
    """What a line of time is, for a program that knows projects and tags: activity, kind, channel, threads."""
    return [tag for tag in dict.fromkeys((entry.activity, entry.kind, entry.channel, *entry.tags)) if tag]


def has_details(value: Entry | Event) -> bool:
    """Whether a line says more than formats of time have a place for: hat, verb, channel, people, threads and note."""
    return any(name not in ("channel", "thread") for name, _ in labels_of(value))


def moment_of(day: str, minute: int) -> datetime:
    """The moment of a minute after the midnight with which a day begins; raises ValueError behind the year 9999."""
    try:
        return datetime.fromisoformat(day) + timedelta(minutes=minute)
    except OverflowError as error:
        raise ValueError("no such day") from error


def labels_of(value: Entry | Event) -> list[tuple[str, str]]:
    """What a line says beside hat, verb, people and note, as names and values: `("channel", "linkedin")`."""
    found = [("channel", value.channel)] if value.channel else []
    found += [("thread", tag) for tag in value.tags]
    if isinstance(value, Entry):
        ratings = ((name, getattr(value, name)) for name in RATINGS.values())
        found += [(name, str(rating)) for name, rating in ratings if rating is not None]
    if value.count != 1:
        found.append(("count", str(value.count)))
    if isinstance(value, Event) and value.amount:
        found += [("amount", value.amount[0]), ("currency", value.amount[1])]
    return [*found, *value.fields]


def shared_value(value: Entry | Event, hides: frozenset[str]) -> Entry | Event:
    """A line to be handed on: without people, notes and words of one's own.

    `hides` are the channels and tags that may name somebody.
    """
    fields = tuple((key, text) for key, text in value.fields if text in KEY_VALUES.get(key, ()))
    tags = tuple(tag for tag in value.tags if tag not in hides)
    channel = "" if value.channel in hides else value.channel
    return value._replace(people=(), note="", fields=fields, tags=tags, channel=channel)


class Timed(NamedTuple):
    """A line of time whose times are known."""

    entry: Entry
    start: datetime
    end: datetime

    def instants(self, zone: tzinfo | None) -> tuple[datetime, datetime]:
        """Both as instants of UTC, so many minutes apart, also where a clock was put forward or back between them.

        The zone is the machine's for None. Raises ValueError where the first or last year has no such instant.
        """
        try:
            start = self.start.replace(tzinfo=zone).astimezone(UTC)
            return start, start + (self.end - self.start)
        except OverflowError as error:
            raise ValueError("no such time") from error


def timed_entries(lines: Iterable[Exported]) -> Iterator[Timed | LeftOut]:
    """The lines of time with a time of the clock, by their beginnings; and why others are left out."""
    for day, those in groupby(lines, attrgetter("day")):
        found: list[tuple[int, Entry]] = []
        for line in those:
            value = line.value
            if isinstance(value, Entry):
                if value.start is None:
                    yield LeftOut(UNTIMED)
                else:
                    found.append((value.start, value))
            else:
                problem, event = isinstance(value, Problem), isinstance(value, Event)
                yield LeftOut(PROBLEMS if problem else EVENTS if event else NOTHINGS)
        for start, entry in sorted(found, key=lambda pair: pair[0]):
            if has_details(entry):
                yield LeftOut(DETAILS)
            yield Timed(entry, moment_of(day, start), moment_of(day, start + entry.minutes))
