"""The story of one person: from all lines, or in a journal of many pages from the lines that it has."""

from __future__ import annotations

from twohats.format.words import ACTIVITIES
from twohats.measures.contacts import is_return
from twohats.measures.story import Stories, person_story_in
from twohats.measures.timeline import TimedEntry, TimedEvent
from twohats.measures.tracing import Trace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.actions.past import Past
    from twohats.measures.contacts import Contact
    from twohats.measures.story import Story


def person_story(past: Past, person: str, contacts: Sequence[Contact]) -> Story:
    """The story of a person up to the last day that counts, whose contacts these are."""
    if not past.is_whole:
        try:
            return _from_own_lines(past, person, contacts)
        except KeyError:  # a page has been changed since it was looked at
            past.read_all()
    return person_story_in(past.timeline(), person)


def _from_own_lines(past: Past, person: str, contacts: Sequence[Contact]) -> Story:
    """Raises KeyError for a line that is not there any more."""
    until = past.until
    credited = {each.when: each for each in past.traces() if each.when[0] <= until}
    own = {each.when for each in contacts}
    returns = [credited[each.when] for each in contacts if is_return(each)]
    entries = {each.when for each in contacts if each.verb in ACTIVITIES}
    entries.update(touch for each in returns for touch in each.touches)
    traced = {each.when: each for each in returns}
    traced |= {when: each for when, each in credited.items() if not entries.isdisjoint(each.touches)}
    touches = {touch for each in traced.values() for touch in each.touches}
    lines = past.lines_at(own | touches | traced.keys())
    traces: list[tuple[TimedEvent, Trace]] = []
    for when in sorted(traced):
        rung, side, touched = (
            traced[when].rung,
            traced[when].side,
            [lines[touch] for touch in traced[when].touches],
        )
        event = lines[when]
        if isinstance(event, TimedEvent):
            traces.append(
                (event, Trace(rung, side, tuple(each for each in touched if isinstance(each, TimedEntry))))
            )
    named = [lines[when] for when in sorted(own)]
    alone = past.timeline()._replace(
        timed_entries=[each for each in named if isinstance(each, TimedEntry)],
        timed_events=[each for each in named if isinstance(each, TimedEvent)],
    )
    return Stories(alone, traces).of_person(person)
