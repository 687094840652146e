"""A week of a journal: the pages it needs, read, and its figures. Used by the shell and the app alike."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.errors import JournalError
from twohats.journal import Journal
from twohats.measures.figures import WeekFigures
from twohats.measures.periods import Week
from twohats.measures.week import WEEKS_BEFORE, week_figures
from twohats.settings import read_toml

PEOPLE_FILE = "people.toml"


def figures_of(journal: Journal, week: Week, today: date) -> WeekFigures:
    """The figures of a week. Reads its pages and those of the weeks before that can matter, never more."""
    first = (week.first - timedelta(weeks=WEEKS_BEFORE)).isoformat()
    pages = {page.day: page for page in journal.pages(first, week.last.isoformat())}
    return week_figures(pages, week, hats=journal.hats, today=today)


def people_of(journal: Journal) -> dict[str, str]:
    """How people are called on screen: the `name` that `people.toml` gives for the name in the lines.

    A missing or broken file names nobody; `hat check` says what is wrong with it.
    """
    try:
        data = read_toml(journal.read_text(PEOPLE_FILE) or "", PEOPLE_FILE)
    except JournalError:
        return {}
    if not isinstance(data, dict):
        return {}
    found = {}
    for name, about in data.items():
        shown = about.get("name") if isinstance(about, dict) else None
        if isinstance(shown, str) and shown:
            found[name.lower()] = shown
    return found
