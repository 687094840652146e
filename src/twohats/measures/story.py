"""The story of a person, a thread or one line: what happened in order, and what came of what (METHOD 2.6, 2.7).

It is the chain behind every figure that counts returns: the same traces, line by line, so that a person can check them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import date

from twohats.format.times import is_day
from twohats.measures.contacts import contact_of, is_contact
from twohats.measures.timeline import TimedEntry, TimedEvent, value_of
from twohats.measures.tracing import Tracer, perhaps_credited
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.measures.timeline import TimedLine, Timeline, When
    from twohats.measures.tracing import Trace


class Step(NamedTuple):
    """One line of a story."""

    line: TimedLine
    days: int
    """Days since the step before it; 0 for the first."""
    trace: Trace | None = None
    """Of a return: which rung credited it, to which entries (`Trace.touches`). None for all other lines."""
    led_to: tuple[TimedEvent, ...] = ()
    """Of an entry: the returns credited to it, in order, those outside of the story included. On the rung `both` a
    return is in the `led_to` of two entries."""
    is_named: bool = True
    """Whether the line has the person or the thread itself. Others are here because a return of the story was
    credited to them, or they to an entry of it."""


class Sale(NamedTuple):
    """A sale, and what came before it (M13)."""

    line: TimedEvent
    days: int
    """From the first contact, or the first line of a thread."""
    conversations: int
    minutes: int
    """Minutes of the entries before it."""


class Story(NamedTuple):
    """Lines in the order they happened. Without any, nothing of the kind is in the timeline."""

    steps: tuple[Step, ...]
    began: When | None
    """A person: the first contact (`contacts.is_contact`), None if there was none yet. Else the first step."""
    conversations: int
    """Real conversations: talks, and `got conversation` on days without a talk of the story, as often as it says
    (`x3`). A line with several people is one with each of them in the story of a person."""
    minutes: int
    """Minutes of the entries that have the person or the thread itself."""
    sales: tuple[Sale, ...]

    @property
    def named(self) -> int:
        """How many lines have the person or the thread itself."""
        return sum(step.is_named for step in self.steps)

    @property
    def days(self) -> int:
        """Days from the first line to the last."""
        return self.steps[-1].line.when[0] - self.steps[0].line.when[0] if self.steps else 0

    def tags(self) -> tuple[tuple[str, int], ...]:
        """The threads of the lines that have the person or the thread itself, with how many are of each, most first."""
        return self._most("tags")

    def people(self) -> tuple[tuple[str, int], ...]:
        """The people of these lines, likewise."""
        return self._most("people")

    def _most(self, names: str) -> tuple[tuple[str, int], ...]:
        found: Counter[str] = Counter()
        for step in self.steps:
            if step.is_named:
                found.update(getattr(value_of(step.line), names))
        return tuple(found.most_common())

    def returns(self) -> dict[str, int]:
        """What came back, by kind, those of lines without the person or the thread included."""
        return self._came("kind")

    def rungs(self) -> dict[str, int]:
        """The same by the rung that credited it."""
        return self._came("rung")

    def _came(self, by: str) -> dict[str, int]:
        found: Counter[str] = Counter()
        for step in self.steps:
            if step.trace and not isinstance(step.line, TimedEntry):
                event = step.line.event
                found[event.kind if by == "kind" else step.trace.rung] += event.count
        return dict(found.most_common())


EMPTY = Story((), None, 0, 0, ())


class Stories:
    """The stories of a timeline. Made once, each story costs no more than its own lines."""

    def __init__(self, timeline: Timeline, traced: Sequence[tuple[TimedEvent, Trace]]) -> None:
        """`traced` is what `returns.trace_returns` gives for the timeline."""
        self._people: dict[str, list[TimedLine]] = {}
        self._threads: dict[str, list[TimedLine]] = {}
        self._traces: dict[When, Trace] = {}
        self._led_to: dict[When, list[TimedEvent]] = {}
        self._timeline = timeline
        for timed_entry in timeline.timed_entries:
            self._file(timed_entry, timed_entry.entry.people, timed_entry.entry.tags)
        for timed_event in timeline.timed_events:
            self._file(timed_event, timed_event.event.people, timed_event.event.tags)
        for timed_event, trace in traced:
            self._traces[timed_event.when] = trace
            for touch in trace.touches:
                self._led_to.setdefault(touch.when, []).append(timed_event)

    def _file(self, line: TimedLine, people: Iterable[str], tags: Iterable[str]) -> None:
        for person in people:
            self._people.setdefault(person, []).append(line)
        for tag in tags:
            self._threads.setdefault(tag, []).append(line)

    def of_person(self, person: str) -> Story:
        """All lines that name a person, and the entries that their returns are credited to."""
        named = self._people.get(person, [])
        if not named:
            return EMPTY
        contacts = [line.when for line in named if is_contact(contact_of(line))]
        return self._told(named, self._touches(named), min(contacts, default=None), each=_times)

    def of_thread(self, tag: str) -> Story:
        """All lines with a `+tag`, the entries their returns are credited to, and what came of its entries."""
        named = self._threads.get(tag, [])
        if not named:
            return EMPTY
        return self._told(named, [*self._touches(named), *self._came_of(named)], min(map(_when, named)))

    def of_line(self, place: str) -> Story:
        """One line (`2026-11-22:3`), the entries it is credited to, and the returns credited to it."""
        line = line_at(self._timeline, place)
        if line is None:
            return EMPTY
        steps = [line, *self._touches([line]), *self._came_of([line])]
        return self._told([line], steps, min(map(_when, steps)))

    def led_to(self, timed_entry: TimedEntry) -> tuple[TimedEvent, ...]:
        """The returns credited to an entry, in the order they arrived."""
        return tuple(self._led_to.get(timed_entry.when, ()))

    def _touches(self, lines: Iterable[TimedLine]) -> list[TimedLine]:
        traces = (self._traces.get(line.when) for line in lines)
        return [touch for trace in traces if trace for touch in trace.touches]

    def _came_of(self, lines: Iterable[TimedLine]) -> list[TimedLine]:
        return [came for line in lines for came in self._led_to.get(line.when, ())]

    def _told(
        self,
        named: Sequence[TimedLine],
        more: Sequence[TimedLine],
        began: When | None,
        *,
        each: Callable[[TimedEvent], int] = lambda line: line.event.count,
    ) -> Story:
        has_it = {line.when for line in named}
        lines = {line.when: line for line in (*more, *named)}
        ordered = [lines[when] for when in sorted(lines)]
        talked = {line.when[0] for line in ordered if _is_talk(line) and line.when in has_it}
        steps: list[Step] = []
        sales: list[Sale] = []
        conversations = minutes = 0
        for at, line in enumerate(ordered):
            days = line.when[0] - ordered[at - 1].when[0] if at else 0
            steps.append(
                Step(
                    line,
                    days,
                    self._traces.get(line.when),
                    tuple(self._led_to.get(line.when, ())),
                    line.when in has_it,
                )
            )
            if line.when not in has_it:
                continue
            if isinstance(line, TimedEntry):
                minutes += line.entry.minutes
                conversations += _is_talk(line)
            elif line.event.kind == "sale":
                since = line.when[0] - (began or line.when)[0]
                sales.append(Sale(line, since, conversations, minutes))
            elif line.event.kind == "conversation" and line.when[0] not in talked:
                conversations += each(line)
        return Story(tuple(steps), began, conversations, minutes, tuple(sales))


def _times(line: TimedEvent) -> int:
    """How many a line is in the story of one of its people."""
    return contact_of(line).times


def _is_talk(line: TimedLine) -> bool:
    return isinstance(line, TimedEntry) and line.entry.activity == "talk"


def _when(line: TimedLine) -> When:
    return line.when


def stories_of(timeline: Timeline, named: Sequence[TimedLine]) -> Stories:
    """The stories of a person or a thread alone that all of these lines have, or of one line, as among all lines."""
    tracer = Tracer(timeline.timed_entries)
    events = [line for line in named if isinstance(line, TimedEvent)]
    entries = {line.when: line for line in named if isinstance(line, TimedEntry)}
    traced = {each.when: (each, tracer.trace(each)) for each in events if each.event.is_return}
    own = dict(entries)
    for _, trace in traced.values():
        entries.update({touch.when: touch for touch in trace.touches})
    for each in perhaps_credited(timeline.timed_events, entries.values()):
        if each.when not in traced:
            traced[each.when] = (each, tracer.trace(each))
    alone = timeline._replace(timed_entries=list(own.values()), timed_events=events)
    return Stories(alone, [traced[when] for when in sorted(traced)])


def person_story_in(timeline: Timeline, person: str) -> Story:
    """The story of a person up to the last day that counts, from a timeline of the whole journal."""
    past = up_to(timeline, timeline.until.toordinal())
    return stories_of(past, past.naming(person)).of_person(person)


def up_to(timeline: Timeline, until: int) -> Timeline:
    """The timeline without what is dated later than a day (proleptic ordinal)."""
    entries = timeline.timed_entries[: _end(timeline.timed_entries, until)]
    events = timeline.timed_events[: _end(timeline.timed_events, until)]
    return timeline._replace(timed_entries=entries, timed_events=events)


def _end(lines: Sequence[TimedLine], until: int) -> int:
    return bisect_right(lines, until, key=lambda line: line.when[0])


def line_at(timeline: Timeline, place: str) -> TimedLine | None:
    """The entry or event at a place (`2026-11-22:3`)."""
    name, _, number = place.partition(":")
    if not is_day(name):
        return None
    day = date.fromisoformat(name).toordinal()
    for lines in (timeline.timed_entries, timeline.timed_events):
        found: Sequence[TimedLine] = lines[_end(lines, day - 1) : _end(lines, day)]
        for line in found:
            if str(line.when[2]) == number:
                return line
    return None
