"""The lines that a week's numbers are made of, by what the rows of `views.week` are of."""

from __future__ import annotations

from twohats.measures.noise import is_noise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.measures.figures import WeekFigures
    from twohats.measures.timeline import TimedLine, Timeline

HOURS, GOT, NOISE, LOST, SOLD, NEW, NOT_READ = "hours", "got", "noise", "lost", "sold", "new", "not read"
"""What a row is of. Hours are of all, of an activity or a side (`hours post`), returns of a kind (`got reply`)."""


def lines_of_rows(timeline: Timeline, figures: WeekFigures) -> dict[str, tuple[str, ...]]:
    """The places of the lines behind each row, oldest first; no key without any. Only the week itself is looked at."""
    found: dict[str, list[str]] = {}
    for key, line in (*_of_entries(timeline), *_of_events(timeline), *_of_new(timeline, figures)):
        found.setdefault(key, []).append(line.place)
    places = {key: tuple(lines) for key, lines in found.items()}
    not_read = figures.cover.left_out.places
    return places | {NOT_READ: not_read} if not_read else places


def _of_entries(timeline: Timeline) -> Iterator[tuple[str, TimedLine]]:
    for each in timeline.now():
        if each.entry.minutes:
            for key in (HOURS, f"{HOURS} {each.entry.activity}", f"{HOURS} {each.side}"):
                yield key, each


def _of_events(timeline: Timeline) -> Iterator[tuple[str, TimedLine]]:
    for each in timeline.events():
        event = each.event
        if event.is_return:
            yield f"{GOT} {event.kind}", each
        if is_noise(each):
            yield NOISE, each
        if event.verb == "lost":
            yield LOST, each
        if event.kind == "sale" and event.amount:
            yield SOLD, each


def _of_new(timeline: Timeline, figures: WeekFigures) -> Iterator[tuple[str, TimedLine]]:
    """The first conversation with each of those whose first it was."""
    waiting = {*figures.new_people}
    talks: list[tuple[TimedLine, tuple[str, ...]]] = [
        (each, each.entry.people) for each in timeline.now() if each.entry.activity == "talk"
    ]
    talks += [(each, each.event.people) for each in timeline.events() if each.event.kind == "conversation"]
    for line, people in sorted(talks, key=lambda talk: talk[0].when):
        if waiting.intersection(people):
            waiting.difference_update(people)
            yield NEW, line
