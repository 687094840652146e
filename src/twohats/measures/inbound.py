"""Who got in touch of their own accord: what a pause is judged by (METHOD 5.1, 5.4, M23)."""

from __future__ import annotations

from twohats.measures.noise import SUBSTANCE
from twohats.measures.sums import median
from twohats.measures.timeline import TimedEntry
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.timeline import TimedEvent, Timeline

ANSWER_DAYS = 14
"""Within so many days of a message to somebody, what comes from them is taken to be an answer to it."""
REGULAR_WEEKS = 3
"""In so many of the weeks around a pause somebody wrote who writes usually."""


class Inbound(NamedTuple):
    """Something of substance that somebody began."""

    week: int
    """As the timeline counts them: how many weeks before the week looked at."""
    people: tuple[str, ...]
    """Those of the line who have not been counted that week; empty where it names nobody."""
    count: int  # type: ignore[assignment]  # hides tuple.count, which no one needs here


def inbound(timeline: Timeline, hat: str) -> list[Inbound]:
    """What came to a hat, of substance, that *they* began: a person once a week, in any kind and channel.

    Left out is noise, `noticed`, and whatever comes from somebody within 14 days of a talk with them, a give or an
    ask in the same hat: an answer. A line that names nobody counts in full; one that names people counts for no more
    than those of them who have not been counted that week, lines with the fewest names first.
    """
    found: list[Inbound] = []
    counted: set[tuple[int, str]] = set()
    for timed_event, began in sorted(_began(timeline, hat), key=lambda each: len(each[0].event.people)):
        event = timed_event.event
        if not event.people:
            found.append(Inbound(timed_event.week, (), event.count))
            continue
        people = tuple(each for each in began if (timed_event.week, each) not in counted)[: event.count]
        counted.update((timed_event.week, each) for each in people)
        if people:
            found.append(Inbound(timed_event.week, people, len(people)))
    return found


def _began(timeline: Timeline, hat: str) -> list[tuple[TimedEvent, tuple[str, ...]]]:
    """Every line of substance of the hat, with those it names who were not answering."""
    spoken: dict[str, int] = {}
    found = []
    for each in in_order(timeline):
        if isinstance(each, TimedEntry):
            if each.entry.hat == hat and each.entry.activity == "talk":
                spoken.update(dict.fromkeys(each.entry.people, each.when[0]))
        elif each.event.hat != hat:
            continue
        elif each.event.verb in ("gave", "asked"):
            spoken.update(dict.fromkeys(each.event.people, each.when[0]))
        elif is_substance(each):
            long_ago = each.when[0] - ANSWER_DAYS
            people = tuple(who for who in each.event.people if spoken.get(who, 0) < long_ago)
            found.append((each, people))
    return found


def in_order(timeline: Timeline) -> list[TimedEntry | TimedEvent]:
    """Entries and events together, as they happened."""
    return sorted([*timeline.timed_entries, *timeline.timed_events], key=lambda each: each.when)


def is_substance(timed_event: TimedEvent) -> bool:
    """Whether it came back and means something; that somebody noticed is no contact by itself."""
    return timed_event.event.verb == "got" and timed_event.event.kind in SUBSTANCE


def a_week(found: Iterable[Inbound], weeks: Sequence[int]) -> list[int]:
    """The contacts of each of `weeks`."""
    counts = dict.fromkeys(weeks, 0)
    for each in found:
        if each.week in counts:
            counts[each.week] += each.count
    return [counts[week] for week in weeks]


def people_in(found: Iterable[Inbound], weeks: Iterable[int]) -> int:
    """How many different people got in touch in `weeks`, those that a line names."""
    wanted = set(weeks)
    return len({person for each in found if each.week in wanted for person in each.people})


def usual_people(found: Sequence[Inbound], phases: Sequence[Sequence[int]], length: int) -> float | None:
    """The middle number of different people in all windows of so many weeks within the phases, each without a gap.

    None where no phase is as long.
    """
    numbers = [
        people_in(found, weeks[first : first + length])
        for weeks in phases
        for first in range(len(weeks) - length + 1)
    ]
    return float(median(numbers)) if numbers else None


def silent_regulars(
    timeline: Timeline, hat: str, usual: Iterable[int], silent: Iterable[int]
) -> tuple[str, ...]:
    """Who wrote to the hat in 3 of the usual weeks, and in no hat in the silent ones, nor was talked with then.

    Answers count as writing here. Those who wrote in most weeks come first.
    """
    around, quiet = set(usual), set(silent)
    wrote: dict[str, set[int]] = {}
    there: set[str] = set()
    for each in in_order(timeline):
        people = each.entry.people if isinstance(each, TimedEntry) else each.event.people
        if isinstance(each, TimedEntry):
            if each.week in quiet and each.entry.activity == "talk":
                there.update(people)
        elif each.event.verb == "got" and each.week in quiet:
            there.update(people)
        elif each.event.hat == hat and each.week in around and is_substance(each):
            for person in people:
                wrote.setdefault(person, set()).add(each.week)
    missed = [(-len(weeks), person) for person, weeks in wrote.items() if len(weeks) >= REGULAR_WEEKS]
    return tuple(person for _, person in sorted(missed) if person not in there)
