"""Which entry a return came from: a ladder of rungs, tried in order, the first that holds (METHOD 2.6).

A line's own hat says where a return arrived, not what brought it. Every rung credits one entry at or before
the return, the last one (what a person can check by eye), and is kept with the result. What no rung reaches
stays untraced: it is never spread over the rest.
"""

from __future__ import annotations

from bisect import bisect_right

from twohats.format.words import SIDES
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.measures.timeline import Happening, Sitting, When

REFERENCE = "reference"
SAID = "said"
PERSON = "person"
BOTH = "both"
PLACE = "place"
UNTRACED = "unattributed"
RUNGS = (REFERENCE, SAID, PERSON, BOTH, PLACE, UNTRACED)
"""By a shared tag; by what they said (`heard:`); by the person; by the person, but from both hats; by hat and
channel of the line itself; not at all."""

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
    """`personal`, `brand`, or empty on the rungs `both` and `unattributed`."""
    touches: tuple[Sitting, ...] = ()
    """The entries it is credited to, in order: one; on the rung `both` two, half to either; else none."""

    @property
    def channel(self) -> str:
        """The channel it came through: that of the last entry."""
        return self.touches[-1].entry.channel if self.touches else ""


class Tracer:
    """The entries of a timeline by tag, person and place, to be asked for the last one before a moment."""

    def __init__(self, sittings: Iterable[Sitting]) -> None:
        """`sittings` are in the order they happened."""
        self._tags: dict[str, list[Sitting]] = {}
        self._people: dict[tuple[str, str], list[Sitting]] = {}
        self._places: dict[tuple[str, str], list[Sitting]] = {}
        for sitting in sittings:
            entry = sitting.entry
            for tag in entry.tags:
                self._tags.setdefault(tag, []).append(sitting)
            for person in entry.people:
                self._people.setdefault((sitting.side, person), []).append(sitting)
            if entry.channel:
                self._places.setdefault((sitting.side, entry.channel), []).append(sitting)

    def trace(self, happening: Happening) -> Trace:
        """The first rung that reaches an entry."""
        return (
            self._by_reference(happening)
            or self._by_word(happening)
            or self._by_person(happening)
            or self._by_place(happening)
            or Trace(UNTRACED)
        )

    def _by_reference(self, happening: Happening) -> Trace | None:
        found = _last(happening.when, (self._tags.get(tag) for tag in happening.event.tags))
        return _credited(REFERENCE, found)

    def _by_word(self, happening: Happening) -> Trace | None:
        """`heard:` names a channel; it tells the hat only if one side alone used that channel of late."""
        for key, value in happening.event.fields:
            if key == "heard" and value:
                used = [self._last_there(happening, side, value.lower(), TOUCH_DAYS) for side in SIDES]
                found = [sitting for sitting in used if sitting]
                if len(found) == 1:
                    return _credited(SAID, found[0])
        return None

    def _by_person(self, happening: Happening) -> Trace | None:
        touches: list[Sitting] = []
        for side in SIDES:
            entries = (self._people.get((side, person)) for person in happening.event.people)
            found = _last(happening.when, entries)
            if found and _days_before(happening, found) <= TOUCH_DAYS:
                touches.append(found)
        if not touches:
            return None
        touches.sort(key=_when)
        if len(touches) == len(SIDES) and all(_days_before(happening, each) <= BOTH_DAYS for each in touches):
            return Trace(BOTH, "", tuple(touches))
        return _credited(PERSON, touches[-1])

    def _by_place(self, happening: Happening) -> Trace | None:
        channel = happening.event.channel
        return _credited(PLACE, self._last_there(happening, happening.side, channel, PLACE_DAYS))

    def _last_there(self, happening: Happening, side: str, channel: str, days: int) -> Sitting | None:
        found = _last(happening.when, (self._places.get((side, channel)),))
        return found if found and _days_before(happening, found) <= days else None


def _credited(rung: str, sitting: Sitting | None) -> Trace | None:
    return Trace(rung, sitting.side, (sitting,)) if sitting else None


def _when(sitting: Sitting) -> When:
    return sitting.when


def _days_before(happening: Happening, sitting: Sitting) -> int:
    return happening.when[0] - sitting.when[0]


def _last(moment: When, lists: Iterable[list[Sitting] | None]) -> Sitting | None:
    """The last sitting at or before `moment` in any of the lists, each in the order things happened."""
    last: Sitting | None = None
    for sittings in lists:
        at = bisect_right(sittings, moment, key=_when) if sittings else 0
        if sittings and at and (last is None or sittings[at - 1].when > last.when):
            last = sittings[at - 1]
    return last
