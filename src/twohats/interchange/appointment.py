"""One VEVENT of a calendar (RFC 5545) as a plain value, and the time zones that calendars speak of.

`icalendar` reads the lines: quoting, escapes, parameters, durations, the names that Windows has for zones.
"""

from __future__ import annotations

import re
from datetime import datetime

from twohats.interchange.record import Party
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, tzinfo
    from typing import Any

_MOST_PEOPLE = 50
_MOST_DATES = 10_000
_MOST_ZONES = 500
_MOST_ZONE_LINES = 500
_READ = (
    "UID DTSTART DTEND DURATION RECURRENCE-ID EXDATE RDATE STATUS ATTENDEE ORGANIZER SUMMARY LOCATION URL CONFERENCE"
).split()
_LINKS = (
    "meet.google.com", "hangouts.google.com", "zoom.us/", "zoomgov.com", "teams.microsoft.com", "teams.live.com",
    "webex.com", "whereby.com", "meet.jit.si", "gotomeet", "join.skype.com", "facetime.apple.com", "chime.aws",
    "bluejeans.com", "meet.google", "discord.gg", "around.co/", "8x8.vc",
)  # fmt: skip
_CALLED = re.compile(r"microsoft teams|google meet|\bzoom\b|\bwebex\b|\bskype\b|\bfacetime\b", re.IGNORECASE)
_PHONE = re.compile(
    r"tel:|\+?[\d\s()/.-]{7,}$|(by |per )?(phone|telephone|telefon\w*|téléphone|teléfono)\b", re.IGNORECASE
)
_STREET = re.compile(r"\b\d{1,5}[a-z]?\b", re.IGNORECASE)
NO_PERSON = ("@resource.calendar.google.com", "@group.calendar.google.com", "unknownorganizer@")


class Appointment(NamedTuple):
    """A VEVENT, as far as it matters here. `start` and other times are of its own zone, without it."""

    uid: str
    start: datetime
    zone: tzinfo | None
    """None for a time without one, which is the owner's wherever they are."""
    minutes: int
    whole_day: bool
    cancelled: bool
    declined: bool
    people: tuple[Party, ...]
    title: str
    channel: str
    calendar: str
    rules: tuple[str, ...]
    more: tuple[datetime, ...]
    """RDATE."""
    less: frozenset[str]
    """EXDATE, as `moment` has them; for a whole day its date."""
    replaces: str
    """RECURRENCE-ID, in the same form; empty for an event of its own."""


class Appointments:
    """Makes appointments of the lines of events, with the zones that were met on the way."""

    def __init__(self, own: frozenset[str]) -> None:
        self._own = own
        """The names and addresses of the owner, case folded."""
        self._zones: dict[str, tzinfo | None] = {}
        self.unknown_zones: set[str] = set()

    def parsed(self, lines: list[bytes], calendar: str) -> Appointment:
        """An event of its lines; raises what icalendar raises for what is wrong with it."""
        from icalendar import Event

        wanted, rules, hints = _sorted_out(lines)
        component: Any = Event.from_ical("BEGIN:VEVENT\r\n" + "\r\n".join(wanted) + "\r\nEND:VEVENT\r\n")
        begins = component["DTSTART"]
        start, zone, whole_day = self._time(begins.dt, begins.params)
        minutes = 0
        if "DTEND" in component:
            ends, end_zone, _day = self._time(component["DTEND"].dt, component["DTEND"].params)
            length = (
                ends.replace(tzinfo=end_zone or zone) - start.replace(tzinfo=zone)
                if end_zone is not zone and zone is not None
                else ends - start
            )
            minutes = round(length.total_seconds() / 60)
        elif "DURATION" in component:
            minutes = round(component["DURATION"].dt.total_seconds() / 60)
        people, declined, is_crowd = self._people(component)
        replaced = component.get("RECURRENCE-ID")
        place = str(component.get("LOCATION", ""))
        hints += " ".join(str(component.get(name, "")) for name in ("URL", "CONFERENCE"))
        return Appointment(
            uid=str(component.get("UID", "")) or f"{start.isoformat()} {component.get('SUMMARY', '')}",
            start=start,
            zone=zone,
            minutes=minutes,
            whole_day=whole_day,
            cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
            declined=declined,
            people=() if is_crowd else people,
            title=one_line(str(component.get("SUMMARY", "")))[:200],
            channel=_channel(place, hints),
            calendar=calendar,
            rules=tuple(rules),
            more=tuple(self._times(component, "RDATE", zone)),
            less=frozenset(self._left_out(component, zone)),
            replaces=self._replaced(replaced) if replaced is not None else "",
        )

    def _replaced(self, replaced: Any) -> str:
        at, zone, whole_day = self._time(replaced.dt, replaced.params)
        return at.date().isoformat() if whole_day else moment(at, zone)

    def _left_out(self, component: Any, zone: tzinfo | None) -> Iterator[str]:
        for value, at_zone, whole_day in self._listed(component, "EXDATE"):
            yield value.date().isoformat() if whole_day else moment(value, at_zone)
            if at_zone is None and zone is not None:
                yield moment(value, zone)

    def _times(self, component: Any, name: str, zone: tzinfo | None) -> Iterator[datetime]:
        """Further times, in the zone of the event."""
        for value, at_zone, whole_day in self._listed(component, name):
            if whole_day:
                continue
            if at_zone is not None and zone is not None and at_zone is not zone:
                yield value.replace(tzinfo=at_zone).astimezone(zone).replace(tzinfo=None)
            else:
                yield value

    def _listed(self, component: Any, name: str) -> Iterator[tuple[datetime, tzinfo | None, bool]]:
        lists = component.get(name, [])
        for each in lists if isinstance(lists, list) else [lists]:
            for one in each.dts[:_MOST_DATES]:
                when = one.dt[0] if isinstance(one.dt, tuple) else one.dt
                yield self._time(when, {**one.params, **each.params})

    def _time(self, at: datetime | date, params: Mapping[str, str]) -> tuple[datetime, tzinfo | None, bool]:
        """A time without its zone, the zone, and whether it is a whole day."""
        if not isinstance(at, datetime):
            return datetime(at.year, at.month, at.day), None, True
        if at.tzinfo is not None and str(at.tzinfo) == "UTC":
            return at.replace(tzinfo=None), at.tzinfo, False
        name = str(params.get("TZID", ""))
        return at.replace(tzinfo=None), self._zone(name) if name else at.tzinfo, False

    def _zone(self, name: str) -> tzinfo | None:
        """The zone of a TZID: of the database, by its Windows name, or as the file defines it; None if nobody knows."""
        if len(self._zones) > _MOST_ZONES:
            self._zones.clear()
        if name not in self._zones:
            from icalendar.timezone import tzp

            names = [name.strip('" /'), *("/".join(name.split("/")[-parts:]) for parts in (2, 3))]
            zone: tzinfo | None = None
            for each in names:
                try:
                    zone = tzp.timezone(each) if zone is None else zone
                except (
                    ValueError,
                    OSError,
                    KeyError,
                ):  # a name that leads out of the database, or no text at all
                    continue
            if zone is None and len(self.unknown_zones) < _MOST_PEOPLE:
                self.unknown_zones.add(one_line(name)[:60])
            self._zones[name] = zone
        return self._zones[name]

    def time_zone(self, lines: list[bytes]) -> None:
        """Take in a VTIMEZONE of a name that no database has."""
        from icalendar import Timezone
        from icalendar.timezone import tzp

        text = [line.decode("utf-8", "replace") for line in _unfolded(lines)]
        # Rules other than yearly ones have icalendar count the seconds until 2038.
        plain = [
            line for line in text if not line.upper().startswith("RRULE") or "FREQ=YEARLY" in line.upper()
        ]
        if len(plain) > _MOST_ZONE_LINES:
            return
        try:
            zone: Any = Timezone.from_ical(
                "BEGIN:VTIMEZONE\r\n" + "\r\n".join(plain) + "\r\nEND:VTIMEZONE\r\n"
            )
            name = str(zone["TZID"])
            if tzp.timezone(name) is None and name not in self._zones:
                self._zones[name] = zone.to_tz(lookup_tzid=False)
        except Exception:  # noqa: BLE001  whatever is wrong with it: the name is told as unknown where it is used
            return

    def _people(self, component: Any) -> tuple[tuple[Party, ...], bool, bool]:
        """The others, whether the owner declined, and whether a whole group is invited."""
        listed = component.get("ATTENDEE", [])
        listed = listed if isinstance(listed, list) else [listed]
        others: dict[str, Party] = {}
        declined = is_crowd = False
        organizer = component.get("ORGANIZER")
        for each in [*listed, *([organizer] if organizer is not None and listed else [])][:1000]:
            key, name = _party(each)
            kind, answer = (str(each.params.get(part, "")).upper() for part in ("CUTYPE", "PARTSTAT"))
            if key in self._own or (name and name.casefold() in self._own):
                declined = declined or answer == "DECLINED"
            elif kind in ("RESOURCE", "ROOM") or any(part in key for part in NO_PERSON):
                continue
            elif kind == "GROUP":
                is_crowd = True
            elif key and answer != "DECLINED" and str(each.params.get("ROLE", "")) != "NON-PARTICIPANT":
                others.setdefault(key, Party(key, name))
        if organizer is not None:  # one who is listed as having declined is not there
            key = _party(organizer)[0]
            if any(
                _party(each)[0] == key and each.params.get("PARTSTAT") == "DECLINED" for each in listed[:1000]
            ):
                others.pop(key, None)
        return tuple(others.values())[:_MOST_PEOPLE], declined, is_crowd


def moment(at: datetime, zone: tzinfo | None) -> str:
    """What an occurrence is known by: its instant, where the zone is known."""
    if zone is None:
        return at.isoformat()
    return f"{at.replace(tzinfo=zone).timestamp():.0f}"


def one_line(value: str) -> str:
    """A text as one line."""
    return " ".join(value.replace("\\n", " ").replace("\\,", ",").split())


def _party(address: Any) -> tuple[str, str]:
    """What somebody is known by, and their name; the name alone where there is no address."""
    value = str(address).strip()
    key = value[7:] if value.lower().startswith("mailto:") else value
    name = one_line(str(address.params.get("CN", ""))).strip("'\"")[:120]
    email = str(address.params.get("EMAIL", ""))
    if "@" not in key and "@" in email:
        key = email
    if "@" not in key:
        key = name if key.lower() == "invalid:nomail" or not key else key
    return key.strip("<> ").lower()[:200], "" if "@" in name else name


def _channel(place: str, hints: str) -> str:
    """Where it takes place, as far as the text says."""
    lower = f"{place} {hints}".lower()
    if any(link in lower for link in _LINKS) or _CALLED.search(place):
        return "video"
    place = place.strip()
    if _PHONE.match(place):
        return "phone"
    if "X-APPLE-STRUCTURED-LOCATION" in hints or (
        _STREET.search(place) and ("," in place or "\n" in place) and "://" not in place
    ):
        return "in-person"
    return ""


def _sorted_out(lines: list[bytes]) -> tuple[list[str], list[str], str]:
    """The lines to be parsed, the rules of recurrence, and texts in which a link to a call may stand."""
    wanted: list[str] = []
    rules: list[str] = []
    hints: list[str] = []
    depth = 0
    for raw in _unfolded(lines):
        line = raw.decode("utf-8", "replace").replace("\0", "").replace("\r", "")
        name = re.split(r"[;:]", line, maxsplit=1)[0].strip().upper()
        if name in ("BEGIN", "END"):  # an alarm inside, which has times and texts of its own
            depth += 1 if name == "BEGIN" else -1
        elif depth > 0:
            continue
        elif name in _READ:
            wanted.append(line)
        elif name == "RRULE":
            rules.append(line.partition(":")[2])
        elif name in ("DESCRIPTION", "X-APPLE-STRUCTURED-LOCATION") or name.startswith(
            ("X-GOOGLE", "X-MICROSOFT")
        ):
            hints.append(line)
    return wanted, rules[:4], " ".join(hints)


def _unfolded(lines: list[bytes]) -> Iterator[bytes]:
    """Content lines: one that begins with a space goes on with the one before, in the middle of a letter if need be."""
    parts: list[bytes] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            parts.append(line[1:])
            continue
        if parts:
            yield b"".join(parts)
        parts = [line] if line.strip() else []
    if parts:
        yield b"".join(parts)
