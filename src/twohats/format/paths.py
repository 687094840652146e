"""The layout of a journal folder: its files and folders, and the path of each day's page. Pure."""

from __future__ import annotations

from twohats.errors import TooLarge
from twohats.format.times import is_day
from twohats.text.encoding import size_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

SETTINGS_FILE = "hat.toml"
"""The settings; this file makes a folder a journal."""
PEOPLE_FILE = "people.toml"
INBOX_FILE = "inbox.md"
PAGES, REVIEWS, TRIALS, IMPORTS = "days", "weeks", "trials", "imports"
FOLDERS: dict[str, tuple[str, ...]] = {
    PAGES: (".md",),
    REVIEWS: (".md",),
    TRIALS: (".toml",),
    IMPORTS: (".seen", ".toml"),
}
"""The folders whose files belong to the journal, with the extensions of their names. Of `imports`, which no command
writes yet, `.seen` files are sets of lines, by which imported records are known again, and `.toml` files are rules."""

NEWEST_FORMAT = 1
"""The newest version of the format that this program knows."""
LARGEST = 4 * 1024 * 1024
"""Bytes. 4 MiB is 40,000 lines for one day. A larger file is a mistake or an attack, and would take too long to read.
"""
GIT_ATTRIBUTES = "*.md -text\n*.toml -text\n*.seen -text\n"
"""The git attributes that keep git from converting the files of a journal."""
LARGEST_TOML = 64 * 1024
"""Size limit of a settings file in bytes; a usual one is a page long."""


def check_size(path: str, text: str) -> None:
    """Raise TooLarge if a file of the journal with this text could not be read back."""
    most = LARGEST_TOML if path.endswith(".toml") else LARGEST
    if len(text) * 4 > most and size_of(text) > most:
        raise TooLarge(path, most)


def page_path(day: str) -> str:
    """Where the page of an ISO date is in a journal: `days/2026/2026-11-22.md`."""
    return f"{PAGES}/{day[:4]}/{day}.md"


def review_path(week: str) -> str:
    """Where the review of a week (`2026-W47`) is in a journal: `weeks/2026/2026-W47.md`."""
    return f"{REVIEWS}/{week[:4]}/{week}.md"


def week_of_review(path: str) -> str:
    """The week of a review's path, or the empty string if it is not the path of a review."""
    week = path.rpartition("/")[2].removesuffix(".md")
    return week if path.startswith(f"{REVIEWS}/") and review_path(week) == path else ""


def trial_path(name: str) -> str:
    """Where the trial of this name is in a journal: `trials/2026-11-linkedin.toml`."""
    return f"{TRIALS}/{name}.toml"


def file_name(text: str) -> str:
    """A name as that of a file which is the same on every system: `café` is `cafe`; empty where nothing is left."""
    from unicodedata import normalize

    plain = normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isascii() and (char.isalnum() or char in "-_.")).strip(
        "-_."
    )


def day_of(path: str) -> str:
    """The ISO date of a page's path, or the empty string if it is not the path of a page."""
    name = path.rpartition("/")[2]
    day = name.removesuffix(".md")
    return day if name != day and is_day(day) and page_path(day) == path else ""


def days_in(year: str, names: Iterable[str], known: set[str]) -> list[str]:
    """The ISO dates whose pages are among the files with these names in the folder of a year.

    `known` is kept from year to year: the days that every year has, which need not be looked at again.
    """
    found: list[str] = []
    if not is_day(f"{year}-01-01"):
        return found
    for name in names:
        if name[:4] != year or name[10:] != ".md":
            continue
        day = name[:10]
        if name[4:10] in known:
            found.append(day)
        elif is_day(day):
            found.append(day)
            if name[5:10] != "02-29":
                known.add(name[4:10])
    return found
