"""A calendar (RFC 5545): an appointment for each line that has a time of the clock, private, and blocking nothing."""

from __future__ import annotations

from twohats.format.model import Entry, Event, Problem
from twohats.interchange.exported import (
    DETAILS,
    NOTHINGS,
    PROBLEMS,
    UNTIMED,
    has_details,
    moment_of,
    verb_of,
    with_people,
)
from twohats.interchange.record import record_key
from twohats.interchange.source import LeftOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written

_ROW = 75
"""Octets of a row, its end not counted."""


def written(lines: Iterable[Exported], _writing: Writing) -> Iterator[Written]:
    """Times are floating: those of the clock where one is. The same line has the same UID in every export."""
    yield _rows("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//twohats//hat export//EN", "CALSCALE:GREGORIAN")
    seen: dict[str, int] = {}
    day = ""
    for line in lines:
        value = line.value
        if not isinstance(value, (Entry, Event)):
            yield LeftOut(PROBLEMS if isinstance(value, Problem) else NOTHINGS)
            continue
        start = value.start if isinstance(value, Entry) else value.at
        if start is None:
            yield LeftOut(UNTIMED)
            continue
        if has_details(value):
            yield LeftOut(DETAILS)
        if line.day != day:
            day = line.day
            seen.clear()
        summary = _summary(value)
        minutes = value.minutes if isinstance(value, Entry) else 0
        what = f"{start} {minutes} {summary}"
        seen[what] = seen.get(what, 0) + 1
        rows = [
            "BEGIN:VEVENT",
            f"UID:{record_key('ics', line.day, what, str(seen[what]))}@twohats",
            f"DTSTAMP:{line.day.replace('-', '')}T000000Z",
            f"DTSTART:{moment_of(line.day, start):%Y%m%dT%H%M%S}",
        ]
        if minutes:
            rows.append(f"DTEND:{moment_of(line.day, start + minutes):%Y%m%dT%H%M%S}")
        rows += [f"SUMMARY:{_text(summary)}", f"CATEGORIES:{_text(value.hat)}"]
        yield _rows(*rows, "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT")
    yield _rows("END:VCALENDAR")


def _summary(value: Entry | Event) -> str:
    head = " ".join([word for word in (value.hat, verb_of(value), value.channel) if word])
    note = with_people(value)
    return f"{head}: {note}" if note else head


def _text(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\t", " ")


def _rows(*rows: str) -> str:
    return "".join([_folded(row) for row in rows])


def _folded(row: str) -> str:
    """A row in pieces of at most 75 octets that cut no character; those behind the first begin with a space."""
    data = row.encode("utf-8", "replace")
    pieces: list[bytes] = []
    while data:
        end = _ROW - bool(pieces)
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end])
        data = data[end:]
    return b"\r\n ".join(pieces).decode() + "\r\n"
