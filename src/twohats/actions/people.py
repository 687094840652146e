"""People of a journal: everyone measured, one person found by name, and what can be done about somebody.

Each answer (written to, later, let go) and each joining of two names is one change, taken back by one undo.
"""

from __future__ import annotations

from datetime import date, timedelta

from twohats.actions.past import past_of
from twohats.actions.person_story import person_story
from twohats.actions.reviews import add_review_lines, all_reviews
from twohats.errors import NothingFound, NotUnderstood, attach_input
from twohats.format.calendar import week_of
from twohats.format.model import Entry, Event
from twohats.format.names import name_of
from twohats.format.paths import PEOPLE_FILE
from twohats.format.review import later_line, let_go_line
from twohats.format.words import PERSONAL
from twohats.journal.people import people_of
from twohats.measures.contacts import by_person
from twohats.measures.people_figures import LEAST_WEEKS, people_figures
from twohats.measures.person_figures import person_figures
from twohats.measures.reconnecting import Aside
from twohats.system.gc_pause import gc_paused
from twohats.text.fold import fold_spaced
from twohats.text.suggest import nearest
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twohats.journal.folder import Journal
    from twohats.journal.people import People
    from twohats.measures.people_figures import PeopleFigures
    from twohats.measures.person_figures import PersonFigures

LATER_DAYS = 14
"""Days for which somebody is put off where nothing else is said."""


class ReadPeople(NamedTuple):
    """Everyone, measured."""

    figures: PeopleFigures
    people: People
    channels: dict[str, str]
    """Channel to the name to show for it."""


class ReadPerson(NamedTuple):
    """One person, measured."""

    figures: PersonFigures
    people: People
    channels: dict[str, str]
    aliases: tuple[str, ...]
    """The other names that lines have for them."""
    named: frozenset[str]
    """Everyone that any line names."""


class Answered(NamedTuple):
    """What was done about somebody."""

    person: str
    says: str
    """What was done, in words."""
    day: str = ""
    """The page it touched; empty where no page was."""
    number: int = 0
    """The line that was added to it."""
    item: str = ""
    """Its text."""


class LastContact(NamedTuple):
    """Where there was something between the user and a person last."""

    hat: str
    channel: str


# Read


def people_to(journal: Journal, today: date) -> ReadPeople:
    """Everyone up to today, from the whole journal."""
    week = week_of(today, start=journal.week_start)
    past = past_of(journal, week, today)
    past.read_weeks(LEAST_WEEKS)
    people = past.people
    with gc_paused():
        figures = people_figures(past.timeline(), past.digest, met=people.met, aside=_aside(journal, people))
    return ReadPeople(figures, people, journal.cached_settings.channel_names)


def person_to(journal: Journal, who: str, today: date) -> ReadPerson:
    """One person up to today, from the whole journal, found as `find_person` finds them.

    Raises NothingFound where nobody is called that, or no line names them.
    """
    past = past_of(journal, week_of(today, start=journal.week_start), today)
    people, named = past.people, past.digest.named()
    person = find_person(who, people, named)
    with gc_paused():
        contacts = [each for each in past.digest.contacts if person in each.people]
        theirs = by_person(contacts, past.until).get(person)
        if not theirs:
            raise NothingFound(f"no line names @{person} yet", f"only {PEOPLE_FILE} does")
        story, aside = person_story(past, person, theirs), _aside(journal, people)
        figures = person_figures(past.timeline(), person, theirs, story, met=people.met, aside=aside)
    other_names = people.one_name.people
    aliases = tuple(sorted(alias for alias, name in other_names.items() if name == person))
    return ReadPerson(figures, people, journal.cached_settings.channel_names, aliases, named)


def _aside(journal: Journal, people: People) -> Aside:
    """What the reviews say of people: of what is said twice, what was said last."""
    later: dict[str, int] = {}
    let_go: dict[str, int] = {}
    for each in all_reviews(journal).reviews:
        for put_off in each.review.later:
            later[people.one_name.person(put_off.person)] = _ordinal(put_off.until)
        for gone in each.review.let_go:
            let_go[people.one_name.person(gone.person)] = _ordinal(gone.day)
    return Aside(later, let_go)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def find_person(who: str, people: People, named: Collection[str]) -> str:
    """The person called `who`: a name of the lines, an alias, or what `people.toml` calls them, in part too.

    With an `@` in front it is a name of the lines. Raises NothingFound, with the nearest name if there is one, and
    NotUnderstood for a part of several people's names.
    """
    known = {*named, *people.shown, *people.met}
    written = people.one_name.person(name_of(who.strip().removeprefix("@"), person=True))
    name = written if written in known else _name(who, people)
    if name and name in known:
        return name
    called = " ".join(who.split()).removeprefix("@")
    several = _by_part(called, people)
    if len(several) == 1 and not who.startswith("@"):
        return several[0]
    if several:
        hint = " or ".join(f"@{each}" for each in several)
        raise NotUnderstood(f"{called} could be {len(several)} people", hint)
    by_shown = _by_shown(people)
    near = nearest(name or called.casefold(), sorted({*known, *people.one_name.people}))
    near = near or by_shown.get(nearest(called.casefold(), sorted(by_shown)), "")
    hint = f"did you mean @{near}?" if near else "hat people lists those there was contact with lately"
    raise NothingFound(f"nobody here is called {called or 'that'}", hint, command="" if near else "people")


def _by_part(called: str, people: People) -> list[str]:
    """The people whose names of `people.toml` have all words of `called`."""
    said = {*fold_spaced(called).split()}
    return sorted(
        {person for shown, person in _by_shown(people).items() if said and said <= {*shown.split()}}
    )


def _name(who: str, people: People) -> str:
    """The name in lines that `who` would be, aliases resolved; empty if it can be none."""
    called = " ".join(who.split()).removeprefix("@")
    name = people.one_name.person(name_of(called, person=True))
    if who.startswith("@") or name in people.shown:
        return name
    return _by_shown(people).get(called.casefold(), name)


def _by_shown(people: People) -> dict[str, str]:
    return {fold_spaced(shown): person for person, shown in people.shown.items()}


# Answer


def last_contact(journal: Journal, who: str) -> tuple[str, LastContact]:
    """The person called `who`, and where there was something between them and the user last.

    Pages are read from the newest back only as far as that. Raises as `find_person` does.
    """
    people = people_of(journal)
    name = _name(who, people)
    named: set[str] = set()
    with gc_paused():
        for day in reversed(journal.days()):
            for item in reversed(journal.page(day).items):
                value = item.value
                if not isinstance(value, (Entry, Event)) or not value.people:
                    continue
                these = [people.one_name.person(each) for each in value.people]
                if name in these and _is_between(value):
                    return name, LastContact(value.hat, value.channel)
                named.update(these)
    return find_person(who, people, named), LastContact(PERSONAL, "")


def _is_between(value: Entry | Event) -> bool:
    """Whether a line is a talk, an hour together, something that came, or something given or asked."""
    if isinstance(value, Entry):
        return value.activity in ("talk", "do")
    return value.is_return or value.verb in ("gave", "asked")


def note_to(journal: Journal, who: str) -> str:
    """The line to write for somebody who is written to, its note still to come: `brand gave note email @bo`.

    Hat and channel are those of the last contact. Raises as `find_person` does.
    """
    return _note_to(*last_contact(journal, who))


def _note_to(person: str, last: LastContact) -> str:
    return " ".join(filter(None, (last.hat, "gave note", last.channel, f"@{person}")))


def done(journal: Journal, who: str, today: str) -> Answered:
    """Write down that somebody was written to, today; raises as `find_person` and `Journal.change` do."""
    person, last = last_contact(journal, who)
    with attach_input(f"- {_note_to(person, last)}"):
        added = journal.add(today, _note_to(person, last))
    return Answered(person, f"added {added.text()}", added.day, added.number, added.item)


def later(journal: Journal, who: str, until: str, today: str) -> Answered:
    """Put somebody off until a day (ISO; empty: for two weeks): a line in the review of the week.

    Raises NotUnderstood for a day that has come already, and as `find_person` and `Journal.change` do.
    """
    person, _ = last_contact(journal, who)
    until = until or (date.fromisoformat(today) + timedelta(days=LATER_DAYS)).isoformat()
    if until <= today:
        raise NotUnderstood(
            f"{until} is not later than today", "hat people later @bo 2 weeks", command="people"
        )
    _add_to_review(journal, later_line(person, until), today)
    return Answered(person, f"@{person} is not named before {until}")


def let_go(journal: Journal, who: str, today: str) -> Answered:
    """Name somebody no more, unless they turn up again: a line in the review of the week.

    Raises as `find_person` and `Journal.change` do.
    """
    person, _ = last_contact(journal, who)
    _add_to_review(journal, let_go_line(person, today), today)
    return Answered(person, f"@{person} is let go, and named again if they turn up by themselves")


def _add_to_review(journal: Journal, line: str, today: str) -> None:
    week = week_of(date.fromisoformat(today), start=journal.week_start)
    add_review_lines(journal, week.name, [line])


# Two names of one person


def join(journal: Journal, old: str, new: str) -> Answered:
    """Make lines with one name count as another person's: an alias in `people.toml`.

    Raises NotUnderstood for what is no name, twice the same or in a circle, NothingFound for a name that nobody has,
    and as `Journal.change` does.
    """
    from twohats.format.aliases import with_alias  # what edits TOML is for those who do

    people = people_of(journal)
    alias, person = _as_written(old), _as_written(new)
    whose = people.same.get(person, person)
    if alias == person:
        raise NotUnderstood(f"@{alias} is one name already", "hat people join @old @new", command="people")
    if whose == alias:
        raise NotUnderstood(
            f"@{person} is a name of @{alias} already", f"hat people part @{person}", command="people"
        )
    if alias in people.same:
        said = people.same[alias]
        if said == whose:
            raise NotUnderstood(f"@{alias} is a name of @{whose} already", "there is nothing to do")
        raise NotUnderstood(
            f"@{alias} is a name of @{said}", f"hat people part @{alias} first", command="people"
        )
    named = _everyone(journal, people)
    for name in (alias, whose):
        find_person(name, people, named)
    journal.change(
        f"join @{alias} and @{whose}",
        PEOPLE_FILE,
        lambda text: _checked(with_alias(text, whose, alias), alias, whose),
    )
    return Answered(whose, f"lines with @{alias} count as @{whose}'s from now on")


def part(journal: Journal, old: str) -> Answered:
    """Make an alias a person of its own again. Raises NothingFound for a name that is no alias, and as `join` does."""
    from twohats.format.aliases import without_alias

    people = people_of(journal)
    alias = _as_written(old)
    whose = people.same.get(alias)
    if whose is None:
        near = nearest(alias, sorted(people.same))
        hint = f"did you mean @{near}?" if near else f"the aliases are in {PEOPLE_FILE}"
        raise NothingFound(f"@{alias} is not another name of anybody", hint)
    journal.change(
        f"part @{alias} from @{whose}",
        PEOPLE_FILE,
        lambda text: _checked(without_alias(text, alias), alias, ""),
    )
    return Answered(alias, f"@{alias} is somebody of their own again, and not @{whose}")


def _as_written(word: str) -> str:
    name = name_of(word.removeprefix("@"), person=True)
    if not name:
        raise NotUnderstood(f"{word or 'nothing'} is not a name as it can be in a line", "@anna", line=word)
    return name


def _everyone(journal: Journal, people: People) -> set[str]:
    """Everyone that any line names, aliases as they are written."""
    with gc_paused():
        pages = (journal.page(day) for day in journal.days())
        found = {
            name
            for page in pages
            for item in page.items
            if isinstance(item.value, (Entry, Event))
            for name in item.value.people
        }
    return found | set(people.same.values())


def _checked(text: str, alias: str, whose: str) -> str:
    """The text, which must read as what it was changed for."""
    from twohats.errors import JournalError
    from twohats.journal.people import read_people

    said: Mapping[str, str] = read_people(text).same
    if said.get(alias, "") != whose:
        raise JournalError(
            f"{PEOPLE_FILE} has @{alias} in a way that cannot be changed safely", "change it in your editor"
        )
    return text
