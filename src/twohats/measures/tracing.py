"""Attributes a return to the entry that caused it: rules ("rungs") tried in order, the first match wins (METHOD 2.6).

A line's own hat says where a return arrived, not what caused it. Every rung credits one entry at or before the return,
the last one (which a person can check by eye), and is recorded in the result. A return that no rung matches stays
untraced: it is never distributed over the others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from twohats.format.origin import read_origin
from twohats.format.words import SIDES, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from twohats.format.origin import Origin
    from twohats.measures.timeline import TimedEntry, TimedEvent, When

    Key = TypeVar("Key", str, tuple[str, str])

FROM = "from"
REFERENCE = "reference"
HEARD = "said"
PERSON = "person"
BOTH = "both"
PLACE = "place"
UNTIED = "untied"
UNTRACED = "unattributed"
RUNGS = (FROM, REFERENCE, HEARD, PERSON, BOTH, PLACE, UNTIED, UNTRACED)
"""By the entry that the line names (`from:`); by a shared tag; by what they said (`heard:`); by the person; by the
person, but from both hats; by hat and channel of the line itself; to nothing, on purpose (`from:none`); not at all.
"""

TOUCH_DAYS = 45
"""How far back a person, or a channel they named, is looked for."""
BOTH_DAYS = 7
"""Entries of both hats with the person within so many days: the return is both's."""
PLACE_DAYS = 14
"""How far back an entry of the line's own hat and channel is looked for."""


class Trace(NamedTuple):
    """Where a return came from."""

    rung: str
    side: str = ""
    """`personal`, `brand`, or empty on the rungs `both`, `untied` and `unattributed`."""
    touches: tuple[TimedEntry, ...] = ()
    """The entries it is credited to, in order: one; on the rung `both` two, half to either; else none. Each has
    its `place`."""

    @property
    def channel(self) -> str:
        """The channel it came through: that of the last entry."""
        return self.touches[-1].entry.channel if self.touches else ""

    @property
    def column(self) -> str:
        """Where a table of returns counts it: `personal`, `brand`, `both` or `unattributed`."""
        return self.side or (BOTH if self.touches else UNTRACED)


class _Found:
    """Entries in the order they happened, to be asked for the last one before a moment."""

    __slots__ = ("entries", "whens")

    def __init__(self) -> None:
        self.whens: list[When] = []
        """Apart from the entries, so that looking for one calls no function."""
        self.entries: list[TimedEntry] = []

    def last(self, moment: When) -> TimedEntry | None:
        """The last entry at or before `moment`."""
        at = bisect_right(self.whens, moment)
        return self.entries[at - 1] if at else None


class Tracer:
    """The entries of a timeline by tag, person and place, to be asked for the last one before a moment."""

    def __init__(self, timed_entries: Iterable[TimedEntry]) -> None:
        """`timed_entries` are in the order they happened."""
        self._all = _Found()
        self._all.entries = list(timed_entries)
        self._all.whens = [timed_entry.when for timed_entry in self._all.entries]
        self._tags: dict[str, _Found] = {}
        self._people: dict[tuple[str, str], _Found] = {}
        self._places: dict[tuple[str, str], _Found] = {}
        for timed_entry in self._all.entries:
            entry, side = timed_entry.entry, timed_entry.side
            for tag in entry.tags:
                _add(self._tags, tag, timed_entry)
            for person in entry.people:
                _add(self._people, (side, person), timed_entry)
            if entry.channel:
                _add(self._places, (side, entry.channel), timed_entry)

    def trace(self, timed_event: TimedEvent) -> Trace:
        """The first rung that reaches an entry."""
        return (
            self._by_name(timed_event)
            or self._by_reference(timed_event)
            or self._by_word(timed_event)
            or self._by_person(timed_event)
            or self._by_place(timed_event)
            or Trace(UNTRACED)
        )

    def _by_name(self, timed_event: TimedEvent) -> Trace | None:
        """`from:` names an entry by its date and some of its words, or unties; what fits no entry says nothing.

        Of several the last: a correction is put behind what stands there.
        """
        for key, value in reversed(timed_event.event.fields):
            origin = read_origin(value) if key == FROM else None
            if origin is not None:
                if not origin.day:
                    return Trace(UNTIED)
                found = self._named(timed_event.when, origin)
                if found:
                    return _credited(FROM, found)
        return None

    def _named(self, moment: When, origin: Origin) -> TimedEntry | None:
        """The last entry of the page of a date, at or before `moment`, that has all the words."""
        ordinal = date.fromisoformat(origin.day).toordinal()
        whens = self._all.whens
        first, end = bisect_left(whens, (ordinal, 0, 0)), bisect_left(whens, (ordinal + 1, 0, 0))
        for at in reversed(range(first, min(end, bisect_right(whens, moment)))):
            if origin.fits(self._all.entries[at].entry):
                return self._all.entries[at]
        return None

    def _by_reference(self, timed_event: TimedEvent) -> Trace | None:
        found = _last(timed_event.when, (self._tags.get(tag) for tag in timed_event.event.tags))
        return _credited(REFERENCE, found)

    def _by_word(self, timed_event: TimedEvent) -> Trace | None:
        """`heard:` names a channel; it tells the hat only if one side alone used that channel of late."""
        for key, value in timed_event.event.fields:
            if key == "heard" and value:
                used = [self._last_there(timed_event, side, folded(value), TOUCH_DAYS) for side in SIDES]
                found = [timed_entry for timed_entry in used if timed_entry]
                if len(found) == 1:
                    return _credited(HEARD, found[0])
        return None

    def _by_person(self, timed_event: TimedEvent) -> Trace | None:
        touches: list[TimedEntry] = []
        for side in SIDES:
            entries = (self._people.get((side, person)) for person in timed_event.event.people)
            found = _last(timed_event.when, entries)
            if found and _days_before(timed_event, found) <= TOUCH_DAYS:
                touches.append(found)
        if not touches:
            return None
        touches.sort(key=_when)
        if len(touches) == len(SIDES) and all(
            _days_before(timed_event, each) <= BOTH_DAYS for each in touches
        ):
            return Trace(BOTH, "", tuple(touches))
        return _credited(PERSON, touches[-1])

    def _by_place(self, timed_event: TimedEvent) -> Trace | None:
        return _credited(PLACE, self.last_at_place(timed_event))

    def last_at_place(self, timed_event: TimedEvent) -> TimedEntry | None:
        """What the place rung alone would credit: the last entry of the line's own side on its own channel.

        What was taken in neither gets nor gives credit by its place: with posts of every day the last one would get
        almost everything (METHOD 2.6).
        """
        if timed_event.event.is_taken_in:
            return None
        found = self._last_there(timed_event, timed_event.side, timed_event.event.channel, PLACE_DAYS)
        if found is None or not found.entry.is_taken_in:
            return found
        there = self._places[timed_event.side, timed_event.event.channel]
        for at in reversed(range(bisect_right(there.whens, timed_event.when))):
            if _days_before(timed_event, there.entries[at]) > PLACE_DAYS:
                return None
            if not there.entries[at].entry.is_taken_in:
                return there.entries[at]
        return None

    def _last_there(self, timed_event: TimedEvent, side: str, channel: str, days: int) -> TimedEntry | None:
        found = _last(timed_event.when, (self._places.get((side, channel)),))
        return found if found and _days_before(timed_event, found) <= days else None


def _add(found: dict[Key, _Found], key: Key, timed_entry: TimedEntry) -> None:
    """Put an entry behind those found by a key."""
    theirs = found.get(key)
    if theirs is None:
        theirs = found[key] = _Found()
    theirs.whens.append(timed_entry.when)
    theirs.entries.append(timed_entry)


def perhaps_credited(events: Iterable[TimedEvent], entries: Iterable[TimedEntry]) -> Iterator[TimedEvent]:
    """The returns among the events that a rung may credit to any of some entries, and some that none does.

    Only those need to be traced where these entries are looked at alone.
    """
    tags: set[str] = set()
    people: set[str] = set()
    places: set[tuple[str, str, int]] = set()
    for each in entries:
        tags.update(each.entry.tags)
        people.update(each.entry.people)
        day, place = each.when[0], (each.side, each.entry.channel)
        places.update((*place, later) for later in range(day, day + PLACE_DAYS + 1))
    for timed_event in events:
        event = timed_event.event
        if event.is_return and (
            not (tags.isdisjoint(event.tags) and people.isdisjoint(event.people))
            or (timed_event.side, event.channel, timed_event.when[0]) in places
            or any(key in (FROM, "heard") for key, _ in event.fields)
        ):
            yield timed_event


def _credited(rung: str, timed_entry: TimedEntry | None) -> Trace | None:
    return Trace(rung, timed_entry.side, (timed_entry,)) if timed_entry else None


def _when(timed_entry: TimedEntry) -> When:
    return timed_entry.when


def _days_before(timed_event: TimedEvent, timed_entry: TimedEntry) -> int:
    return timed_event.when[0] - timed_entry.when[0]


def _last(moment: When, lists: Iterable[_Found | None]) -> TimedEntry | None:
    """The last entry at or before `moment` in any of the lists."""
    last: TimedEntry | None = None
    for entries in lists:
        found = entries.last(moment) if entries else None
        if found and (last is None or found.when > last.when):
            last = found
    return last
