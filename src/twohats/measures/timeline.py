"""The lines of many days in the order they happened, each with its side: what every measure counts over."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.format.model import Entry, Event, Nothing
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.format.calendar import Week
    from twohats.format.model import Page
    from twohats.format.words import Hats

When = tuple[int, int, int]
"""Day (proleptic ordinal), minutes after midnight, number in the page. It sorts as things happened: a line
without a clock time stands where the nearest one above it that has one puts it."""

OTHER = "do"
"""The activity that is neither hat's social hour but what the hour could have gone to."""


class Sitting(NamedTuple):
    """An entry in its place in time."""

    when: When
    week: int
    """How many weeks before the week looked at; 0 for that week."""
    side: str
    entry: Entry

    @property
    def social(self) -> bool:
        """Whether this is post, read or talk."""
        return self.entry.activity != OTHER


class Happening(NamedTuple):
    """An event in its place in time."""

    when: When
    week: int
    side: str
    event: Event


class Timeline(NamedTuple):
    """All that was logged in a week and in the weeks before it."""

    week: Week
    until: date
    """The last day that counts as past: today, or the week's last day once it is over."""
    sittings: list[Sitting]
    happenings: list[Happening]
    logged: frozenset[int]
    """Ordinals of the days with any entry, event or `nothing`."""

    def named(self) -> frozenset[str]:
        """Everyone that any of the lines names."""
        people = [each.entry.people for each in self.sittings] + [
            each.event.people for each in self.happenings
        ]
        return frozenset(person for these in people for person in these)

    def now(self) -> list[Sitting]:
        """The entries of the week itself."""
        return [sitting for sitting in self.sittings if not sitting.week]

    def events(self) -> list[Happening]:
        """The events of the week itself."""
        return [happening for happening in self.happenings if not happening.week]


def timeline_of(
    pages: Mapping[str, Page], week: Week, hats: Hats, today: date, *, weeks_before: int
) -> Timeline:
    """The lines of `week` and of the `weeks_before` it, in order. Pages of other days are not looked at."""
    sittings: list[Sitting] = []
    happenings: list[Happening] = []
    logged: set[int] = set()
    sides = hats.sides
    for offset in range(-7 * weeks_before, 7):
        day = week.first + timedelta(days=offset)
        page = pages.get(day.isoformat())
        if page is None:
            continue
        ordinal, back, minute = day.toordinal(), -(offset // 7), 0
        for item in page.items:
            value = item.value
            if isinstance(value, Entry):
                minute = minute if value.start is None else value.start
                sittings.append(Sitting((ordinal, minute, item.number), back, sides[value.hat], value))
            elif isinstance(value, Event):
                minute = minute if value.at is None else value.at
                happenings.append(Happening((ordinal, minute, item.number), back, sides[value.hat], value))
            elif not isinstance(value, Nothing):
                continue
            logged.add(ordinal)
    sittings.sort(key=_when)
    happenings.sort(key=_when)
    return Timeline(week, min(today, week.last), sittings, happenings, frozenset(logged))


def _when(line: Sitting | Happening) -> When:
    return line.when
