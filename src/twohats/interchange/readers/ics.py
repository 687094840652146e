"""Calendars (RFC 5545, `.ics`) of Google, Outlook, Apple and others: appointments that have taken place.

Read event by event, with `icalendar` for the lines of each; files stay on disk but for the series, which are held until
the exceptions to them have been seen. What an appointment proves (whom one talked with) is decided in `interpreting`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta

from twohats.interchange.appointment import NO_PERSON, Appointment, Appointments, moment, one_line
from twohats.interchange.byte_lines import byte_lines
from twohats.interchange.record import Meeting, record_key
from twohats.interchange.recurrence import occurrences, parsed_rule
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Question,
    Recognised,
    Remark,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.record import Record
    from twohats.interchange.source import Options, Read, Tree

_FIRST_BYTES = 512
_SCANNED = 8 * 1024 * 1024
"""Bytes in which the owner's address is looked for."""
_EVENT_BYTES = 256 * 1024
_LINE_BYTES = 16 * 1024
_MOST_TIMES = 10_000
"""Occurrences of one series: every day for 27 years."""
_MOST_IN_ALL = 200_000
"""Occurrences of all series: forty a day for thirteen years."""
_LONGEST = 12 * 60
"""Minutes of the longest appointment: what is longer is a stay."""
_ENOUGH_EVENTS = 5
_MANY_FILES = 20
"""From so many files of one folder on, each is an event and the folder is the calendar."""
_SPLITS = re.compile(rb"END:VEVENT", re.IGNORECASE)
_ADDRESS = re.compile(rb"(?im)^(?:ATTENDEE|ORGANIZER)[;:][^\n]*?mailto:([^\s;:,\"<>]+@[^\s;:,\"<>]+)")


def recognise(tree: Tree) -> list[Recognised]:
    """All calendars of the tree as one; the table that Outlook exports, and its mailbox, as nearly right."""
    files: list[str] = []
    found: list[Recognised] = []
    for name in tree.names():
        lower = name.lower()
        if lower.endswith((".ics", ".ical", ".ifb", ".icalendar")):
            if b"BEGIN:VCALENDAR" in _first(tree, name).upper():
                files.append(name)
        elif lower.endswith(".csv"):
            first = _first(tree, name).split(b"\n")[0].replace(b'"', b"").lower()
            if b"subject,start date,start time" in first:
                instead = (
                    "Save the calendar as iCalendar (.ics): this table has no one's address and no series."
                )
                found.append(Recognised("ics", "Outlook calendar as a table", (name,), "", instead))
        elif lower.endswith((".pst", ".olm")) and _first(tree, name).startswith((b"!BDN", b"PK")):
            instead = "In Outlook, open the calendar and save it as iCalendar (.ics)."
            found.append(Recognised("ics", "Outlook mailbox", (name,), "", instead))
    if files:
        # What is in two calendars is told as of one's own.
        files.sort(key=lambda name: "@" not in _stem(name))
        own = _own_names(tree, files)
        questions: tuple[Question, ...] = ()
        if not own:
            counted, events = _addresses(tree, files)
            choices = [address for address, _count in counted.most_common(8)]
            if choices and not _is_clear(counted, events):
                text = "Which address in the invitations is yours?"
                questions = (Question("me", text, tuple(choices)),)
        account = own[0] if own else _stem(files[0])
        title = "calendar" if len(files) == 1 else f"calendars, {len(files)} files"
        found.append(Recognised("ics", title, tuple(files), account, questions=questions))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Appointments that are over, each once."""
    reading = _Reading(options, _own(tree, found, options))
    folders = Counter(name.rpartition("/")[0] for name in found.files)
    for name in found.files:
        folder = name.rpartition("/")[0]
        calendar = folder.rpartition("/")[2] if folders[folder] > _MANY_FILES else _stem(name)
        try:
            yield from reading.file(tree, name, calendar)
        except CannotReadFile as error:
            yield NotUnderstoodRecord(name, str(error))
    yield from reading.series()
    yield from reading.remarks()


class _Reading:
    """What is kept while calendars are read."""

    def __init__(self, options: Options, own: frozenset[str]) -> None:
        self._options = options
        self._appointments = Appointments(own)
        self._series: list[tuple[str, Appointment]] = []
        self._exceptions: dict[tuple[str, str], Appointment] = {}
        self._seen: set[str] = set()
        self._left = _MOST_IN_ALL
        self._floating = False

    def file(self, tree: Tree, name: str, calendar: str) -> Iterator[Read]:
        """The events of a file that are no series; raises CannotReadFile."""
        inside: list[bytes] = []
        kind = ""
        size = number = began = 0
        with tree.open(name) as stream:
            for number, line in enumerate(byte_lines(stream, _LINE_BYTES), 1):
                upper = line[:20].strip().upper() if line[:1] not in (b" ", b"\t") else b""
                if not kind:
                    if upper in (b"BEGIN:VEVENT", b"BEGIN:VTIMEZONE"):
                        kind, inside, size, began = upper[6:].decode(), [], 0, number
                    elif upper == b"BEGIN:VTODO":
                        yield LeftOut("tasks")
                    elif upper.startswith(b"X-WR-CALNAME"):
                        calendar = (
                            one_line(line.partition(b":")[2].decode("utf-8", "replace"))[:80] or calendar
                        )
                elif upper == b"END:" + kind.encode():
                    if kind == "VTIMEZONE":
                        self._appointments.time_zone(inside)
                    elif size > _EVENT_BYTES:
                        yield NotUnderstoodRecord(f"{name}:{began}", "is larger than any appointment")
                    else:
                        yield from self._event(inside, f"{name}:{began}", calendar)
                    kind = ""
                elif size <= _EVENT_BYTES:
                    inside.append(line)
                    size += len(line) if not line.upper().startswith((b"ATTACH", b"X-ALT")) else 0
        if kind:
            yield NotUnderstoodRecord(f"{name}:{began}", "ends in the middle of an appointment")

    def series(self) -> Iterator[Read]:
        """What takes place more than once, without what was moved or called off, and that by itself."""
        for place, event in self._series:
            try:
                yield from self._occurrences(event)
            except (ValueError, OverflowError) as error:
                yield NotUnderstoodRecord(place, str(error) or "has a time that is none")
        for event in self._exceptions.values():
            yield from self._record(event, event.start, event.replaces)

    def remarks(self) -> Iterator[Remark]:
        """What was assumed about zones."""
        if self._appointments.unknown_zones:
            names = ", ".join(sorted(self._appointments.unknown_zones)[:3])
            yield Remark(f"Times in a zone that nobody knows are taken as yours: {names}")
        if self._floating:
            yield Remark("Some appointments have no zone: their times are taken as they stand")

    def _event(self, lines: list[bytes], place: str, calendar: str) -> Iterator[Read]:
        try:
            event = self._appointments.parsed(lines, calendar)
        except Exception:  # noqa: BLE001  icalendar raises whatever Python does: OSError for a zone of 300 letters
            yield NotUnderstoodRecord(place, "is an appointment whose time cannot be read")
            return
        if event.replaces:
            self._exceptions[event.uid, event.replaces] = event
        elif (event.rules or event.more) and not event.whole_day and not event.cancelled:
            self._series.append((place, event))
        else:
            yield from self._record(event, event.start, "")

    def _occurrences(self, event: Appointment) -> Iterator[Read]:
        if event.declined:
            yield LeftOut("declined appointments")
            return
        now = self._options.now
        end = now if now is not None else datetime.max.replace(year=event.start.year + 30)
        if event.zone is not None and now is not None:
            end = now + timedelta(
                days=1
            )  # in the event's own zone; the record is looked at again in the owner's
        times = set(event.more)
        to_come = False
        for text in event.rules:
            rule = parsed_rule(text, event.start, event.zone)
            to_come = to_come or (rule.times is None and (rule.until is None or rule.until > end))
            for at in occurrences(event.start, rule, end):
                times.add(at)
                if len(times) > _MOST_TIMES:
                    raise ValueError(f"repeats more than {_MOST_TIMES} times")
                self._left -= 1
                if self._left < 0:
                    raise ValueError(f"is one of series with more than {_MOST_IN_ALL} times in all")
        if not event.rules:
            times.add(event.start)
        for at in sorted(times):
            key = moment(at, event.zone)
            day = at.date().isoformat()
            exception = self._exceptions.pop((event.uid, key), None) or self._exceptions.pop(
                (event.uid, day), None
            )
            if exception is not None:
                yield from self._record(exception, exception.start, key)
            elif key not in event.less and day not in event.less:
                yield from self._record(event, at, key)
        if to_come and now is not None:
            yield LeftOut("appointments to come")

    def _record(self, event: Appointment, start: datetime, known_by: str) -> Iterator[Record | LeftOut]:
        """The appointment at a time of its own zone, or why it is none."""
        try:
            at = (
                start
                if event.zone is None
                else self._options.local(start.replace(tzinfo=event.zone).timestamp())
            )
            over = self._options.now is None or at + timedelta(minutes=event.minutes) <= self._options.now
        except (ValueError, OverflowError):
            yield LeftOut("appointments outside 1970 to 9999")
            return
        key = record_key("ics", event.uid, known_by or moment(start, event.zone))
        why = ""
        if event.cancelled:
            why = "cancelled appointments"
        elif event.whole_day:
            why = "appointments of whole days"
        elif event.declined:
            why = "declined appointments"
        elif not over:
            why = "appointments to come"
        elif event.minutes < 1:
            why = "appointments without a length"
        elif event.minutes > _LONGEST:
            why = f"appointments of more than {_LONGEST // 60} hours"
        elif key in self._seen:
            why = "appointments that are in another calendar too"
        if why:
            yield LeftOut(why)
            return
        self._seen.add(key)
        self._floating = self._floating or event.zone is None
        yield Meeting(key, at, event.minutes, event.channel, event.people, event.title, event.calendar)


def _own(tree: Tree, found: Recognised, options: Options) -> frozenset[str]:
    """The names and addresses of the owner; the commonest address of the invitations where nothing else says."""
    known = {name.casefold() for name in (*options.me, *_own_names(tree, found.files))}
    known |= {options.answers["me"].strip().casefold()} if options.answers.get("me") else set()
    counted, events = _addresses(tree, found.files)
    if not any(address in known for address in counted):
        commonest = counted.most_common(2)
        if commonest and events > 1 and (len(commonest) == 1 or commonest[0][1] > commonest[1][1]):
            known.add(commonest[0][0])
    return frozenset(known)


def _is_clear(counted: Counter[str], events: int) -> bool:
    """Whether one address is in so many more invitations than any other that it must be the owner's."""
    (_address, most), (_other, next_most) = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return events >= _ENOUGH_EVENTS and most >= 0.8 * events and next_most <= most / 2


def _own_names(tree: Tree, files: list[str] | tuple[str, ...]) -> list[str]:
    """Addresses that files are called by: Google's calendar of a person has their address for a name."""
    found: dict[str, None] = {}
    for name in files[:_MANY_FILES]:
        match = re.search(rb"(?im)^X-WR-CALNAME[^:\r\n]*:([^\r\n]+)", _first(tree, name))
        texts = [_stem(name), match[1].decode("utf-8", "replace").strip() if match else ""]
        for text in texts:
            if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) and not any(
                part in text for part in NO_PERSON
            ):
                found[text.lower()] = None
    return [*found]


def _addresses(tree: Tree, files: list[str] | tuple[str, ...]) -> tuple[Counter[str], int]:
    """How many events each address is invited to, and of how many somebody is."""
    counted: Counter[str] = Counter()
    events = left = 0
    left = _SCANNED
    for name in files:
        try:
            with tree.open(name) as stream:
                data = stream.read(max(left, 0))
        except CannotReadFile:
            continue
        left -= len(data)
        for event in _SPLITS.split(data.replace(b"\r\n", b"\n").replace(b"\n ", b"").replace(b"\n\t", b"")):
            people = {match.decode("utf-8", "replace").lower() for match in _ADDRESS.findall(event)}
            people = {each for each in people if not any(part in each for part in NO_PERSON)}
            events += len(people) > 1
            counted.update(sorted(people) if len(people) > 1 else ())
        if left <= 0:
            break
    return counted, events


def _first(tree: Tree, name: str) -> bytes:
    try:
        with tree.open(name) as stream:
            return stream.read(_FIRST_BYTES)
    except CannotReadFile:
        return b""


def _stem(name: str) -> str:
    """The name of a file without folders and ending."""
    return name.rpartition("/")[2].rpartition(".")[0]
