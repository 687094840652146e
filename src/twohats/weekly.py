"""A week of a journal: the pages it needs, read, and its figures. Used by the shell and the app alike."""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.measures.week import WEEKS_BEFORE, week_figures
from twohats.model import Entry, Event, Page, Problem
from twohats.toml_text import read_toml
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from twohats.journal import Journal
    from twohats.measures.figures import WeekFigures
    from twohats.measures.periods import Week

PEOPLE_FILE = "people.toml"


class People(NamedTuple):
    """What `people.toml` says: how people are called, and which names in the lines are the same person's."""

    shown: dict[str, str]
    """Name in the lines to the name on screen."""
    same: dict[str, str]
    """Alias in the lines to the name it stands for."""
    problems: tuple[Problem, ...] = ()


def figures_of(journal: Journal, week: Week, today: date) -> WeekFigures:
    """The figures of a week. Reads its pages and those of the weeks before that can matter, never more."""
    return figures_up_to(journal, week, today, weeks=1)[-1]


def figures_up_to(journal: Journal, week: Week, today: date, *, weeks: int) -> list[WeekFigures]:
    """The figures of so many weeks up to and including `week`, oldest first; every page is read once."""
    first = week.back(weeks - 1 + WEEKS_BEFORE).first.isoformat()
    same = people_of(journal).same
    pages = {page.day: with_one_name(page, same) for page in journal.pages(first, week.last.isoformat())}
    return [
        week_figures(pages, week.back(back), hats=journal.hats, today=today)
        for back in reversed(range(weeks))
    ]


def people_of(journal: Journal) -> People:
    """What `people.toml` says of people. A missing file, or one that cannot be read, names nobody."""
    try:
        data = read_toml(journal.read_text(PEOPLE_FILE) or "", PEOPLE_FILE)
    except JournalError as error:
        return People({}, {}, (Problem("unreadable", error.message, error.hint, path=PEOPLE_FILE),))
    if isinstance(data, Problem):
        return People({}, {}, (data,))
    shown, same = {}, {}
    for name, about in data.items():
        if not isinstance(about, dict):
            continue
        called, aliases = about.get("name"), about.get("aliases")
        if isinstance(called, str) and called:
            shown[name.lower()] = called
        for alias in aliases if isinstance(aliases, list) else ():
            if isinstance(alias, str) and alias.lower() != name.lower():
                same[alias.lower()] = name.lower()
    return People(shown, same)


def with_one_name(page: Page, same: dict[str, str]) -> Page:
    """The page with every person under one name, whatever alias a line uses."""
    if not same:
        return page
    items = []
    for item in page.items:
        value = item.value
        if isinstance(value, (Entry, Event)) and not same.keys().isdisjoint(value.people):
            people = tuple(dict.fromkeys(same.get(name, name) for name in value.people))
            item = item._replace(value=value._replace(people=people))  # noqa: PLW2901 - the item as one name has it
        items.append(item)
    return page._replace(items=tuple(items))
