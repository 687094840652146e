"""All problems of a journal, and remarks on what only looks odd; only problems make `hat check` fail."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.actions.check_fields import Origins, keys, on_item, remark_on
from twohats.actions.check_files import trials_problems, unread_in_reviews
from twohats.actions.copies import find_copies, problems_of, remarks_of
from twohats.actions.inbox import inbox_text
from twohats.actions.settings import settings_problems
from twohats.actions.trial_reminders import SilentDays
from twohats.drafting.draft import AHEAD
from twohats.drafting.inbox import read_inbox
from twohats.format.merging.blocks import is_item
from twohats.format.merging.repair import conflict_problems
from twohats.format.model import Entry, Event, Problem
from twohats.format.overlap import overlaps_in
from twohats.format.page import block_in, lines_of
from twohats.format.paths import FOLDERS, IMPORTS, INBOX_FILE, PAGES, REVIEWS, TRIALS, day_of, page_path
from twohats.format.times import A_DAY, clock_text, time_text, with_day_start
from twohats.format.toml_table import UNKNOWN
from twohats.journal.people import people_of
from twohats.sync.paths import ODD_NAME, is_named_oddly
from twohats.system.folders import CannotRead
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.format.model import Page
    from twohats.format.times import Now
    from twohats.journal.folder import Journal


class Report(NamedTuple):
    """What `hat check` found."""

    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    """What looks odd but is understood; in the form of problems."""
    pages: int
    """How many pages were read."""


def check(journal: Journal, now: Now, first: str = "", last: str = "9999") -> Report:
    """Read the settings and the pages from `first` to `last`, and say what is wrong with them."""
    problems: list[Problem] = []
    remarks: list[Problem] = []
    people = people_of(journal)
    for problem in (*settings_problems(journal), *people.problems, *trials_problems(journal)):
        (remarks if problem.code == UNKNOWN else problems).append(problem)
    remarks += people.remarks
    days, unlisted = journal.listing(first, last)
    problems += unlisted
    found = find_copies(journal)
    copies = {path for those in found.copies.values() for path in those}
    remarks += strays(journal, {problem.path for problem in unlisted}, copies)
    remarks += waiting(journal, now)
    problems += conflicts(journal)
    problems += problems_of(found)
    remarks += remarks_of(found)
    remarks += odd_names(journal, copies)
    remarks += unread_in_reviews(journal)
    before: Page | None = None
    origins = Origins(journal, people.one_name)
    silent = SilentDays(journal, people.one_name)
    for day in days:
        page, text = journal.page_and_text(day)
        problems += page.all_problems()
        lines = lines_of(text)
        odd = [*_heading(page, lines), *_future(page, lines, now), *keys(page, lines)]
        odd += origins.remarks(page, lines)
        odd += _in_silence(silent, page, lines)
        odd += _events_twice(page, lines)
        odd += _overlaps(page, before, lines)
        remarks += sorted(odd, key=lambda remark: remark.line)
        before = page
    remarks += two_versions(journal, first, last)
    return Report(tuple(problems), tuple(remarks), len(days))


def strays(journal: Journal, unlisted: set[str], copies: set[str]) -> Iterator[Problem]:
    """Files among the pages that are none, so that nothing in them is read; folders that hide more of them.

    `unlisted` are the folders and `copies` the files that are reported already.
    """
    refused: list[Problem] = []
    for path in journal.files_in(PAGES, refused):
        if path.lower().endswith((".md", ".markdown", ".txt")) and not day_of(path) and path not in copies:
            page = page_path(path.rpartition("/")[2][:10])
            hint = f"its place is {page}" if day_of(page) else "a page is days/YYYY/YYYY-MM-DD.md"
            yield Problem("stray-file", "not the page of a day, so nothing in it is read", hint, path=path)
    yield from (problem for problem in refused if problem.path not in unlisted)


def odd_names(journal: Journal, copies: set[str]) -> Iterator[Problem]:
    """Files of the journal's folders that a sync leaves here for their names; not those that are reported already."""
    for folder in (REVIEWS, TRIALS, IMPORTS):
        for path in journal.files_in(folder, []):
            if path not in copies and is_named_oddly(path):
                yield Problem(
                    "not-synced", f"is not synced, for {ODD_NAME}", "give it another name", path=path
                )


def conflicts(journal: Journal) -> Iterator[Problem]:
    """The marks of conflicts in the inbox and in the reviews of weeks, and what cannot be read there."""
    refused: list[Problem] = []
    reviews = (path for path in journal.files_in(REVIEWS, refused) if path.endswith(FOLDERS[REVIEWS]))
    for path in (INBOX_FILE, *reviews):
        try:
            text = journal.read_text(path) or ""
        except CannotRead as error:
            if path != INBOX_FILE:  # `waiting` reports that
                yield journal.unreadable(error)
            continue
        if "<<<<<<<" in text or ">>>>>>>" in text:
            yield from conflict_problems(text, path)
    yield from refused


def two_versions(journal: Journal, first: str, last: str) -> Iterator[Problem]:
    """Lines that two machines have edited: both versions count until someone chooses."""
    from twohats.sync.forks import open_forks

    for fork in open_forks(journal):
        day = day_of(fork.path)
        if not day or first <= day <= last:
            text = fork.other.partition("\n")[0]
            start = len(text) - len(text[1:].lstrip(" \t")) if is_item(text) else 0
            yield Problem(
                "two-versions", f"another version of line {fork.lines[0]}: two machines have edited one line",
                "both count; remove the one that is not right, or change one",
                fork.lines[1], start + 1, len(text[start:].partition(" ")[0]), text, fork.path,
            )  # fmt: skip


def waiting(journal: Journal, now: Now) -> Iterator[Problem]:
    """The lines in the inbox, which do not count until they are imported."""
    try:
        inbox = read_inbox(inbox_text(journal), now, journal.hats)
    except CannotRead as error:
        yield journal.unreadable(error)
        return
    many = len(inbox.accepted)
    if many:
        what = "a line waits" if many == 1 else f"{many} lines wait"
        yield Problem(
            "waiting",
            f"{what} to be taken in",
            "hat inbox takes in what it understands",
            path=INBOX_FILE,
            command="inbox",
        )
    for stayed in inbox.stayed:
        yield Problem("not-taken-in", stayed.why, "hat inbox takes it in once it is understood",
                      stayed.line, 1, len(stayed.text), stayed.text, INBOX_FILE, command="inbox")  # fmt: skip


def _heading(page: Page, lines: list[str]) -> Iterator[Problem]:
    """A title that names another date than the file does."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            word = line.removeprefix("#").strip(" \t")[:10]
            if line.startswith("# ") and word != page.day and day_of(page_path(word)):
                yield remark_on(
                    "other-date", f"the title says {word}, the file is {page.day}", "the file's name is what counts",
                    page, number, line, 3, 10,
                )  # fmt: skip
            return


def _future(page: Page, lines: list[str], now: Now) -> Iterator[Problem]:
    """What is written down before it has been: by the calendar, since pages of any `day_start` may be in a journal."""
    now = with_day_start(now, 0)
    for item in page.items:
        value = item.value
        if isinstance(value, Entry):
            minute = value.start
        elif isinstance(value, Event):
            minute = value.at
        else:
            continue
        today, reached = page.day == now.day, now.minute + AHEAD
        if _is_next(page.day, now.day):  # whose lines may be of the hours after midnight
            today, reached = True, reached + A_DAY
        late = today and minute is not None and minute > reached
        if page.day > now.day or late:
            when = page.day if not late or minute is None else time_text(minute)
            yield on_item("future", f"{when} is still to come", "a line is about what was", page, item, lines)


def _events_twice(page: Page, lines: list[str]) -> Iterator[Problem]:
    """Identical events with a time: perhaps two, perhaps a duplicate made by a merge."""
    seen: set[str] = set()
    for item in page.items:
        if isinstance(item.value, Event) and item.value.at is not None:
            text = block_in(lines, item)
            if text in seen:
                yield on_item(
                    "doubled", "the same line is above already", "both count; x2 says two in one line",
                    page, item, lines,
                )  # fmt: skip
            seen.add(text)


def _overlaps(page: Page, before: Page | None, lines: list[str]) -> Iterator[Problem]:
    """Clock ranges that share minutes, those reaching in from the day before included."""
    for start, end, number, day, other in overlaps_in(page, before):
        shared = f"{clock_text(start)}-{clock_text(end)}"
        item = page.items[number - 1]
        yield on_item(
            "overlap", f"{shared} is in {day}:{other} as well", "both count in full", page, item, lines
        )


def _in_silence(silent: SilentDays, page: Page, lines: list[str]) -> Iterator[Problem]:
    """Entries of what a trial does without on that day."""
    for item, trial in silent.against(page):
        yield on_item(
            "in-silence",
            f"trial {trial.name} does without it this week",
            "it stays and counts; the trial says so",
            page,
            item,
            lines,
        )


def _is_next(day: str, other: str) -> bool:
    return date.fromisoformat(day) + timedelta(days=1) == date.fromisoformat(other)
