"""Every problem of a journal, and what is none but looks odd: only the first make `hat check` fail."""

from __future__ import annotations

import os

from twohats.blocks import is_item
from twohats.errors import TwohatsError
from twohats.journal import SETTINGS_FILE, day_of, page_path
from twohats.line import head_end
from twohats.model import Entry, Event, Item, Problem
from twohats.page import block_in, lines_of
from twohats.quick import AHEAD
from twohats.times import time_text
from twohats.values import NamedTuple
from twohats.words import KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.journal import Journal
    from twohats.machine import Now
    from twohats.model import Page

GRAVE = ("bad-toml", "unreadable")
"""What is wrong with the settings as a whole: then the journal's own hats are not known."""


class Report(NamedTuple):
    """What `hat check` found."""

    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    """What looks odd and is read all the same; worded and placed like a problem."""
    pages: int
    """How many pages were read."""


def check(journal: Journal, now: Now, first: str = "", last: str = "9999") -> Report:
    """Read the settings and the pages from `first` to `last`, and say what is wrong with them."""
    problems: list[Problem] = []
    remarks: list[Problem] = []
    for problem in settings_problems(journal):
        (problems if problem.code in GRAVE else remarks).append(problem)
    remarks += strays(journal)
    remarks += waiting(journal, now)
    problems += conflicts(journal)
    pages = 0
    before: Page | None = None
    for day in journal.days(first, last):
        page, text = journal.page_and_text(day)
        pages += 1
        problems += page.all_problems()
        lines = lines_of(text)
        found = [*_heading(page, lines), *_future(page, lines, now), *_keys(page, lines)]
        found += _events_twice(page, lines)
        found += _overlaps(page, before, lines)
        remarks += sorted(found, key=lambda remark: remark.line)
        before = page
    remarks += two_versions(journal, first, last)
    return Report(tuple(problems), tuple(remarks), pages)


def settings_problems(journal: Journal) -> list[Problem]:
    """What is wrong with `hat.toml` and with the user's own config."""
    from twohats.user_config import config_path, read_config

    try:
        settings = journal.settings
    except TwohatsError as error:
        return [Problem("unreadable", error.message, error.hint, path=SETTINGS_FILE)]
    config = read_config()
    return [
        *settings.problems,
        *(problem._replace(path=config_path()) for problem in config.problems),
    ]


def strays(journal: Journal) -> Iterator[Problem]:
    """Files among the pages that are none, so that nothing in them is read."""
    top = journal.full_path("days")
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(".md"))
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), journal.root).replace(os.sep, "/")
            if name.endswith((".md", ".markdown", ".txt")) and not name.startswith(".") and not day_of(path):
                day = name[:10]
                hint = (
                    f"its place is {page_path(day)}"
                    if day_of(page_path(day))
                    else "a page is days/YYYY/YYYY-MM-DD.md"
                )
                yield Problem("stray-file", "no page of a day, so nothing in it is read", hint, path=path)


def conflicts(journal: Journal) -> Iterator[Problem]:
    """The marks of conflicts in the inbox and in the reviews of weeks."""
    paths = ["inbox.md"]
    for folder, folders, names in os.walk(journal.full_path("weeks")):
        folders.sort()
        inside = os.path.relpath(folder, journal.root).replace(os.sep, "/")
        paths += [f"{inside}/{name}" for name in sorted(names) if name.endswith(".md")]
    for path in paths:
        try:
            text = journal.read_text(path) or ""
        except TwohatsError:
            continue
        if "<<<<<<<" in text or ">>>>>>>" in text:
            from twohats.heal import conflict_problems

            yield from conflict_problems(text, path)


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
    """What stands in the inbox and counts nowhere until it is taken in."""
    from twohats.inbox import INBOX_FILE, read_inbox

    try:
        inbox = read_inbox(journal.read_text(INBOX_FILE) or "", now, journal.hats)
    except TwohatsError as error:
        yield Problem("unreadable", error.message, error.hint, path=INBOX_FILE)
        return
    many = len(inbox.taken)
    if many:
        what = "a line waits" if many == 1 else f"{many} lines wait"
        yield Problem(
            "waiting", f"{what} to be taken in", "hat inbox takes in what it understands", path=INBOX_FILE
        )
    for stayed in inbox.stayed:
        yield Problem("not-taken-in", stayed.why, "hat inbox takes it in once it is understood",
                      stayed.line, 1, len(stayed.text), stayed.text, INBOX_FILE)  # fmt: skip


def _heading(page: Page, lines: list[str]) -> Iterator[Problem]:
    """A title that names another date than the file does."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            word = line.removeprefix("#").strip(" \t")[:10]
            if line.startswith("# ") and word != page.day and day_of(page_path(word)):
                yield _remark(
                    "other-date", f"the title says {word}, the file is {page.day}", "the file's name holds",
                    page, number, line, 3, 10,
                )  # fmt: skip
            return


def _future(page: Page, lines: list[str], now: Now) -> Iterator[Problem]:
    """What is written down before it has been."""
    for item in page.items:
        value = item.value
        if isinstance(value, Entry):
            minute = value.start
        elif isinstance(value, Event):
            minute = value.at
        else:
            continue
        late = page.day == now.day and minute is not None and minute > now.minute + AHEAD
        if page.day > now.day or late:
            when = page.day if not late or minute is None else time_text(minute)
            yield _on_item(
                "future", f"{when} is still to come", "a line is about what was", page, item, lines
            )


def _events_twice(page: Page, lines: list[str]) -> Iterator[Problem]:
    """Events with a time that stand there to the letter twice: perhaps two, perhaps what a merge has doubled."""
    seen: set[str] = set()
    for item in page.items:
        if isinstance(item.value, Event) and item.value.at is not None:
            text = block_in(lines, item)
            if text in seen:
                yield _on_item(
                    "doubled", "the same line stands above already", "both count; x2 says two in one line",
                    page, item, lines,
                )  # fmt: skip
            seen.add(text)


def _keys(page: Page, lines: list[str]) -> Iterator[Problem]:
    """Keys that mean nothing here: kept and listed, and perhaps a slip of the finger."""
    for item in page.items:
        if isinstance(item.value, (Entry, Event)):
            for key, _ in item.value.fields:
                if key not in KEYS:
                    from twohats.near import nearest

                    near = nearest(key, KEYS)
                    hint = f"did you mean {near}:?" if near else "it is kept as it is"
                    yield _on_item(
                        "unknown-key", f"{key}: means nothing here", hint, page, item, lines, f"{key}:"
                    )


def _overlaps(page: Page, before: Page | None, lines: list[str]) -> Iterator[Problem]:
    """Clock ranges that share minutes, those reaching in from the day before included."""
    spans = [(value.start, value.start + value.minutes, item.number) for item in page.items
             if isinstance(value := item.value, Entry) and value.start is not None]  # fmt: skip
    busy_until, by = 0, ""
    if before is not None and _is_next(before.day, page.day):
        for item in before.items:
            value = item.value
            if isinstance(value, Entry) and value.start is not None:
                end = value.start + value.minutes - 24 * 60
                if end > busy_until:
                    busy_until, by = end, f"{before.day}:{item.number}"
    for start, end, number in sorted(spans):
        if start < busy_until:
            item = page.items[number - 1]
            shared = f"{time_text(start)}-{time_text(min(end, busy_until))}"
            yield _on_item("overlap", f"{shared} is in {by} as well", "both count in full", page, item, lines)
        if end > busy_until:
            busy_until, by = end, f"{page.day}:{number}"


def _is_next(day: str, other: str) -> bool:
    from datetime import date, timedelta

    return date.fromisoformat(day) + timedelta(days=1) == date.fromisoformat(other)


def _on_item(
    code: str, message: str, hint: str, page: Page, item: Item, lines: list[str], word: str = ""
) -> Problem:
    """A remark on an item: on `word` in it, else on its first word."""
    line = lines[item.line - 1]
    start = len(line) - len(line[1:].lstrip(" \t"))
    if word:
        head = line[: start + head_end(line[start:])]
        at = head.lower().find(f" {word}")
        start = at + 1 if at >= 0 else start
    else:
        word = line[start:].split(" ", 1)[0]
    return _remark(code, message, hint, page, item.line, line, start + 1, len(word))


def _remark(
    code: str, message: str, hint: str, page: Page, line: int, text: str, column: int, length: int
) -> Problem:
    return Problem(code, message, hint, line, column, length, text, page_path(page.day))
