"""The story of a thread, a person or a line, and the correction of what a return is credited to.

A correction is a word in the text of the return: `from:`, which the measures ask first, or a `+tag`. It is one change,
taken back by one undo.
"""

from __future__ import annotations

from datetime import date

from twohats.actions.list import lines_at
from twohats.actions.people import find_person
from twohats.actions.timeline import read_timeline
from twohats.errors import ChangedMeanwhile, JournalError, NothingFound, NotUnderstood, after_saving
from twohats.format.calendar import week_of
from twohats.format.edit import replace_item
from twohats.format.model import Entry, Event, Problem
from twohats.format.names import name_of
from twohats.format.one_name import with_one_name
from twohats.format.origin import origin_text
from twohats.format.page import find_item
from twohats.format.paths import page_path
from twohats.format.reading import read_page
from twohats.format.reword import with_more, with_origin
from twohats.format.words import NONE
from twohats.measures.story import line_at, up_to
from twohats.measures.story_figures import LINE, PERSON, THREAD, Subject, origins, story_figures
from twohats.measures.timeline import TimedEntry, TimedEvent, value_of
from twohats.measures.tracing import Tracer
from twohats.system.gc_pause import gc_paused
from twohats.text.suggest import nearest
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.actions.timeline import ReadTimeline
    from twohats.journal.folder import Journal
    from twohats.journal.people import People
    from twohats.measures.story_figures import Origins, StoryFigures
    from twohats.measures.timeline import TimedLine, Timeline
    from twohats.measures.tracing import Trace
    from twohats.views.lines import Line

RULES = "rules"
"""What stands for an origin where no correction is to hold any more: the rungs of the method decide."""
_LONGEST_NUMBER = 6
"""Digits of the number of a line; no page has more lines."""


class ReadStory(NamedTuple):
    """A story, and the names to show it with."""

    figures: StoryFigures
    people: People
    channels: dict[str, str]
    """Channel to the name to show for it."""
    named: frozenset[str]
    """Everyone that any line names."""


class ReadOrigins(NamedTuple):
    """What a return could be credited to, and the names to show it with."""

    origins: Origins
    people: People
    channels: dict[str, str]


class Corrected(NamedTuple):
    """A return as it stands now, and what it is credited to."""

    place: str
    item: str
    """Its text."""
    line: TimedLine
    trace: Trace | None
    """None of a line that is no return."""
    channels: dict[str, str]
    """Channel to the name to show for it."""


# Read


def asked_for(words: list[str], today: str) -> Subject:
    """What the words ask for a story of: `+tag`, a place, a person. Names are as they were typed.

    Raises NotUnderstood.
    """
    text = " ".join(words)
    example = "hat story +launch, @anna or 2026-11-22:3"
    if not text.strip("@+ "):
        raise NotUnderstood("story of what?", example)
    if text[0] == "+":
        if not name_of(text[1:]):
            raise NotUnderstood(f"{text} is not a thread as it can be in a line", example, line=text)
        return Subject(THREAD, name_of(text[1:]))
    day, colon, number = text.rpartition(":")
    if not (number.isascii() and number.isdigit()):
        return Subject(PERSON, text)
    if len(number) > _LONGEST_NUMBER:
        raise NotUnderstood(f"{text} is not the place of a line", "2026-11-22:3", line=text)
    return Subject(LINE, f"{day if colon else today}:{int(number)}")


def story_of(journal: Journal, asked: Subject, today: date) -> ReadStory:
    """A story up to today, from the whole journal; a name of before is found as the one of today.

    A person called so goes before a thread where no sign says which. Raises NothingFound, with the nearest name where
    there is one, and as `line_in` does.
    """
    read = _read(journal, today)
    named = read.timeline.named()
    subject = asked
    if asked.kind == THREAD:
        subject = Subject(THREAD, read.people.one_name.tag(asked.name))
    elif asked.kind == LINE:
        line_in(journal, read.timeline, asked.name)
    else:
        subject = _person(asked.name, read, named)
    with gc_paused():
        figures = story_figures(read.timeline, subject)
    if not figures.story.steps:
        raise _no_line(subject, read.timeline)
    return ReadStory(figures, read.people, journal.cached_settings.channel_names, named)


def _person(who: str, read: ReadTimeline, named: frozenset[str]) -> Subject:
    try:
        return Subject(PERSON, find_person(who, read.people, named))
    except NothingFound:
        if who.startswith("@") or not name_of(who):
            raise
        known, tag = tags_of(read.timeline), name_of(who)
        tag = read.people.one_name.tag(tag)
        if tag not in known:
            raise
        return Subject(THREAD, tag)


def _no_line(subject: Subject, timeline: Timeline) -> NothingFound:
    """The error for a person or a thread that no line has."""
    if subject.kind == PERSON:
        return NothingFound(f"no line names @{subject.name} yet")
    near = nearest(subject.name, sorted(tags_of(timeline)))
    return NothingFound(f"no line has +{subject.name}", f"did you mean +{near}?" if near else "")


def tags_of(timeline: Timeline) -> set[str]:
    """Every thread that any line is of."""
    found: set[str] = set()
    for each in timeline.timed_entries:
        found.update(each.entry.tags)
    for event in timeline.timed_events:
        found.update(event.event.tags)
    return found


def _read(journal: Journal, today: date) -> ReadTimeline:
    read = read_timeline(journal, week_of(today, start=journal.week_start), today)
    return read._replace(timeline=up_to(read.timeline, today.toordinal()))


def line_in(journal: Journal, timeline: Timeline, place: str) -> TimedLine:
    """The entry or event at a place. Raises NothingFound, and NotUnderstood for a line that is neither."""
    found = line_at(timeline, place)
    if found:
        return found
    day, _, number = place.partition(":")
    try:
        date.fromisoformat(day)
    except ValueError:
        raise NotUnderstood(f"{place} is not the place of a line", "2026-11-22:3", line=place) from None
    if day > timeline.until.isoformat():
        raise NothingFound(f"{place} is still to come", "lines have a story once their day is there")
    page = journal.page(day)
    if page.problems and not page.items:
        raise JournalError(f"{page.problems[0].path} {page.problems[0].message}", page.problems[0].hint)
    value = find_item(page, int(number)).value
    if isinstance(value, Problem):
        raise NotUnderstood(
            f"{place} is not understood: {value.message}", f"hat edit {place} puts it right", command="edit"
        )
    raise NotUnderstood(
        f"{place} is neither time spent nor anything that happened",
        "hat list shows the lines",
        command="list",
    )


def origins_of(journal: Journal, place: str, today: date) -> ReadOrigins:
    """What the return at a place could be credited to; raises as `credit` does."""
    read = _read(journal, today)
    with gc_paused():
        found = origins(read.timeline, _return_in(journal, read.timeline, place))
    return ReadOrigins(found, read.people, journal.cached_settings.channel_names)


# Correct


def credit(
    journal: Journal,
    place: str,
    origin: str,
    today: date,
    *,
    shown: Mapping[str, Entry | Event] | None = None,
) -> Corrected:
    """Credit the return at a place to the entry at `origin`, to nothing (`none`), or as the rungs have it (`rules`).

    `shown` are the lines as the user saw them, by place; without it, those that the shell has shown last count. Raises
    NotUnderstood for what cannot be credited so, with the reason, ChangedMeanwhile where another line stands at one of
    the places, and as `line_in` and `Journal.change` do. Nothing has changed then.
    """
    read = _read(journal, today)
    line = _return_in(journal, read.timeline, place)
    value = "" if origin == RULES else NONE
    if origin not in (NONE, RULES):
        entry = _entry_in(journal, read.timeline, origin)
        value = _picking(read, line, entry)
        _check_shown(journal, entry, shown)
    old = _check_shown(journal, line, shown)
    item = with_origin(old.text, value, journal.hats)
    if item == old.text:
        raise NotUnderstood(*_already(place, origin))
    line = _with_words(journal, read, line, old, item)
    trace = Tracer(read.timeline.timed_entries).trace(line)
    to = {NONE: "to nothing", RULES: "by the rules again"}.get(origin, f"to {origin}")
    _replace(journal, old, item, f"credit {place} {to}")
    return Corrected(place, item, line, trace, journal.cached_settings.channel_names)


def tie(journal: Journal, place: str, tag: str, today: date) -> Corrected:
    """Put a line into a thread; raises as `credit` does."""
    read = _read(journal, today)
    line = line_in(journal, read.timeline, place)
    name = name_of(tag.removeprefix("+"))
    if not name or not tag.startswith("+"):
        raise NotUnderstood(f"{tag} is not a thread as it can be in a line", "+launch", line=tag)
    if read.people.one_name.tag(name) in value_of(line).tags:
        raise NotUnderstood(
            f"{place} is in the thread +{name} already", f"hat story +{name}", command="story"
        )
    old = _check_shown(journal, line, None)
    item = with_more(old.text, f"+{name}")
    trace: Trace | None = None
    if isinstance(line, TimedEvent) and line.event.is_return:
        line = _with_words(journal, read, line, old, item)
        trace = Tracer(read.timeline.timed_entries).trace(line)
    _replace(journal, old, item, f"put {place} into +{name}")
    return Corrected(place, item, line, trace, journal.cached_settings.channel_names)


def _return_in(journal: Journal, timeline: Timeline, place: str) -> TimedEvent:
    line = line_in(journal, timeline, place)
    if isinstance(line, TimedEntry):
        raise NotUnderstood(
            f"{place} is time spent: only what came back is credited to anything",
            f"hat story {place} shows what it led to",
            command="story",
        )
    if not line.event.is_return:
        what = f"{line.event.verb} {line.event.kind}".rstrip()
        raise NotUnderstood(
            f"{place} is no return ({what}), so it is credited to nothing",
            "a return is got with conversation, reply, intro, help, lead, sale, noticed or commented",
        )
    return line


def _entry_in(journal: Journal, timeline: Timeline, place: str) -> TimedEntry:
    line = line_in(journal, timeline, place)
    if isinstance(line, TimedEntry):
        return line
    raise NotUnderstood(
        f"{place} took no time: a return is credited to post, read, talk or do",
        f"hat story {place} shows what that came from",
        command="story",
    )


def _picking(read: ReadTimeline, line: TimedEvent, entry: TimedEntry) -> str:
    """The value of `from:` that picks an entry for a return; raises NotUnderstood where there is none."""
    if entry.when > line.when:
        raise NotUnderstood(
            f"{entry.place} is later than {line.place}: nothing comes of what is still to happen",
            "a line without a clock time stands where the line above it that has one does",
        )
    here = [each for each in read.timeline.timed_entries if each.when[0] == entry.when[0]]
    before = sum(each.when <= line.when for each in here)
    entries, avoid = [each.entry for each in here], read.people.one_name.channels
    value = origin_text(entry.place[:10], entries, here.index(entry), before, avoid)
    if not value:
        raise NotUnderstood(
            f"no words tell {entry.place} from the entries after it on its page",
            f"a clock time in front would: hat edit {entry.place} 09:10 ...",
            command="edit",
        )
    return value


def _already(place: str, origin: str) -> tuple[str, str]:
    if origin == NONE:
        return f"{place} is tied to nothing already", f"hat story {place} from {RULES} takes that back"
    if origin == RULES:
        return f"{place} has no correction", f"hat story {place} shows what it is credited to"
    return f"{place} says already that it is credited to {origin}", f"hat story {place}"


def _check_shown(journal: Journal, line: TimedLine, shown: Mapping[str, Entry | Event] | None) -> Line:
    """The line as its page has it, which must be the one the user means; raises ChangedMeanwhile."""
    found = lines_at(journal, [line.place])
    is_same = bool(found)
    if found and shown is not None:
        is_same = shown.get(line.place) == value_of(line)
    elif found:
        is_same = journal.cache.is_as_shown(line.place, found[0].block)
    if not is_same:
        raise ChangedMeanwhile(
            f"{line.place} is another line than when it was last shown",
            f"hat list {line.place[:10]} shows it as it is now",
            command="list",
        )
    return found[0]


def _with_words(journal: Journal, read: ReadTimeline, line: TimedEvent, old: Line, item: str) -> TimedEvent:
    """A return as it will be read once its line has other words."""
    day, number = old.day, old.item.number
    _, text = journal.page_and_text(day)
    edited = replace_item(text, day, number, old.block, item, journal.hats)
    page = with_one_name(read_page(edited.text, day, journal.hats), read.people.one_name)
    value = page.items[edited.number - 1].value
    assert isinstance(value, Event)
    return line._replace(event=value)


def _replace(journal: Journal, old: Line, item: str, label: str) -> None:
    day, number = old.day, old.item.number

    def edit(text: str) -> str:
        return replace_item(text, day, number, old.block, item, journal.hats).text

    journal.change_all(label, {page_path(day): edit})
    with after_saving():
        journal.cache.renew_shown(journal.blocks(day, number))
