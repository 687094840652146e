"""All that `hat story` says: the story of a thread, a person or a line, and what else it is part of (METHOD 2.6)."""

from __future__ import annotations

from twohats.measures.story import line_at, stories_of, up_to
from twohats.measures.tracing import TOUCH_DAYS, Tracer
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.story import Story
    from twohats.measures.timeline import LeftOut, TimedEntry, TimedEvent, TimedLine, Timeline
    from twohats.measures.tracing import Trace

PERSON, THREAD, LINE = "person", "thread", "line"
"""What a story can be of."""


class Subject(NamedTuple):
    """What a story is asked of."""

    kind: str
    """`person`, `thread` or `line`."""
    name: str
    """Of a person or a thread the name of today, without its sign; of a line its place, `2026-11-22:3`."""


class StoryFigures(NamedTuple):
    """Everything `hat story` knows of one subject."""

    subject: Subject
    until: str
    """ISO date: the last day that counts."""
    story: Story
    left_out: LeftOut
    """What was not read of the whole journal."""


class Origins(NamedTuple):
    """A return, and the entries that it could be credited to."""

    until: str
    line: TimedEvent
    trace: Trace
    """What it is credited to now."""
    related: tuple[TimedEntry, ...]
    """The entries before it with a person or a tag of its own, then those of its own side and channel, each the newest
    first; what it is credited to is among them."""
    others: tuple[TimedEntry, ...]
    """The other entries of the 45 days before it, the newest first."""


def story_figures(timeline: Timeline, subject: Subject) -> StoryFigures:
    """The story of a subject up to the timeline's last day; without any steps where no line has it."""
    timeline = up_to(timeline, timeline.until.toordinal())
    until = timeline.until.isoformat()
    return StoryFigures(subject, until, _story_of(timeline, subject), timeline.left_out())


def _story_of(timeline: Timeline, subject: Subject) -> Story:
    kind, name = subject.kind, subject.name
    named: list[TimedLine] = []
    if kind == PERSON:
        named += [each for each in timeline.timed_entries if name in each.entry.people]
        named += [each for each in timeline.timed_events if name in each.event.people]
        return stories_of(timeline, named).of_person(name)
    if kind == THREAD:
        named += [each for each in timeline.timed_entries if name in each.entry.tags]
        named += [each for each in timeline.timed_events if name in each.event.tags]
        return stories_of(timeline, named).of_thread(name)
    line = line_at(timeline, name)
    return stories_of(timeline, [line] if line else []).of_line(name)


def origins(timeline: Timeline, line: TimedEvent) -> Origins:
    """The entries that a return could be credited to: those it has something in common with, and all of late."""
    trace = Tracer(timeline.timed_entries).trace(line)
    event = line.event
    people, tags = set(event.people), set(event.tags)
    sharing: list[TimedEntry] = []
    there: list[TimedEntry] = []
    others: list[TimedEntry] = []
    for each in reversed(timeline.timed_entries):
        if each.when > line.when:
            continue
        entry = each.entry
        is_late = line.when[0] - each.when[0] <= TOUCH_DAYS
        is_there = bool(event.channel) and (entry.channel, each.side) == (event.channel, line.side)
        shares = not (people.isdisjoint(entry.people) and tags.isdisjoint(entry.tags))
        if shares or each in trace.touches:
            sharing.append(each)
        elif is_late and is_there:
            there.append(each)
        elif is_late:
            others.append(each)
    return Origins(timeline.until.isoformat(), line, trace, (*sharing, *there), tuple(others))
