"""The journal folder: reading it, and the single way to change it.

Every change goes through `Journal.change`: under the lock the file is read again, the edit is applied to the current
text, recorded in the history, and written atomically.

What reads pages and what writes them is imported when it is first asked for: prompts call `hat status`, which does
neither, and most commands do not write.
"""

from __future__ import annotations

import os

from twohats.errors import JournalError, TwohatsError, after_saving
from twohats.format.model import Page, Problem
from twohats.format.paths import (
    LARGEST,
    LARGEST_TOML,
    NEWEST_FORMAT,
    PAGES,
    SETTINGS_FILE,
    check_size,
    days_in,
    page_path,
)
from twohats.format.times import with_day_start
from twohats.journal.cache import Cache
from twohats.system import machine
from twohats.system.files import file_names_in, files_below, read_bytes
from twohats.system.folders import CannotRead
from twohats.text.encoding import text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from twohats.errors import TwohatsError
    from twohats.format.settings import Settings
    from twohats.format.times import Now
    from twohats.format.words import Hats
    from twohats.journal.cache import CachedSettings
    from twohats.journal.history import History
    from twohats.journal.lost_updates import LostUpdates
    from twohats.journal.remembered import Remembered
    from twohats.journal.rewriting import Rewriter
    from twohats.system.lock import Lock

    Edit = Callable[[str], str | None]
    """A file's text to its new one; None takes the file away."""


def state_key(root: str) -> str:
    """The name of the state folder of the journal at `root`: readable, and different for each path."""
    total = 0x811C9DC5  # FNV-1a, 32 bits: three lines, where importing a checksum costs 0.7 ms
    for byte in os.fsencode(root):
        total = (total ^ byte) * 0x01000193 & 0xFFFFFFFF
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in root.strip("/\\"))
    return f"{plain[-60:]}-{total:08x}"


class Added(NamedTuple):
    """A line that has been saved, and its place."""

    day: str
    """ISO date of its page."""
    number: int
    item: str
    """Its text without the dash."""

    def text(self) -> str:
        """`2026-11-22:4  25m brand post linkedin m2: launch thread`."""
        return f"{self.day}:{self.number}  {self.item}"


class Journal:
    """One journal folder. Paths are relative to `root`, with forward slashes."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        self.state = os.path.join(machine.state_folder(), state_key(self.root))
        self.cache = Cache(self.root, self.state)
        self._rewriter: Rewriter | None = None
        self.added_to: dict[str, Page] = {}
        """The pages that lines were added to last, by their days, as they were read then."""
        self._cached_settings: CachedSettings | None = None
        self._settings: Settings | None = None
        self.on_notice: Callable[[str], None] = _ignored
        """Called with messages for the person about what a change did besides what was asked; in any thread."""

    @property
    def rewriter(self) -> Rewriter:
        """What writes its files."""
        if self._rewriter is None:
            from twohats.journal.rewriting import Rewriter

            self._rewriter = Rewriter(self.root, self.state, self._notify)
        return self._rewriter

    @property
    def history(self) -> History:
        """The changes made to it on this machine."""
        return self.rewriter.history

    @property
    def lost_updates(self) -> LostUpdates:
        """What other programs have overwritten."""
        return self.rewriter.lost_updates

    def full_path(self, path: str) -> str:
        """The path on this machine."""
        return os.path.join(self.root, *path.split("/"))

    @property
    def remembered(self) -> Remembered:
        """What this machine knows of it."""
        from twohats.journal.remembered import Remembered

        return Remembered(self.root, self.state)

    @property
    def cached_settings(self) -> CachedSettings:
        """The few settings that every command needs; the defaults while `hat.toml` cannot be read."""
        if self._cached_settings is None:
            self._cached_settings = self.cache.cached_settings(lambda: self.settings)
        return self._cached_settings

    @property
    def hats(self) -> Hats:
        """The hats of this journal, including the two that always exist."""
        return self.cached_settings.hats

    @property
    def week_start(self) -> int:
        """The weekday on which its weeks begin, 0 for Monday."""
        return self.cached_settings.week_start

    def now(self, clock: Callable[[], Now] = machine.now) -> Now:
        """The current time by the days of this journal (`day_start`); raises as `machine.now` does."""
        return with_day_start(clock(), self.cached_settings.day_start)

    @property
    def settings(self) -> Settings:
        """All settings of `hat.toml`, with its problems; defaults for those missing, or if it cannot be read."""
        if self._settings is None:
            from twohats.format.settings import Settings, load_settings

            try:
                text = self.read_text(SETTINGS_FILE, largest=LARGEST_TOML) or ""
                self._settings = load_settings(text)
            except CannotRead as error:
                self._settings = Settings(problems=(self.unreadable(error),))
        return self._settings

    def warnings(self) -> list[str]:
        """What keeps any line from being read as intended; to be shown before anything else."""
        found = []
        if self.cached_settings.wrong:
            found.append(f"{self.cached_settings.wrong}; until it is fixed, defaults are used")
        if self.cached_settings.format > NEWEST_FORMAT:
            found.append(f"{self._newer()}: some of it may be read wrongly until you upgrade twohats")
        return found

    def refuse_newer_format(self) -> None:
        """Raise JournalError if the journal has a newer format, which must not be written."""
        if self.cached_settings.format > NEWEST_FORMAT:
            raise JournalError(
                self._newer(), "upgrade twohats; until then the journal can be read and is not written"
            )

    def _newer(self) -> str:
        return f"this journal is of format {self.cached_settings.format}, and this twohats knows format {NEWEST_FORMAT}"

    def forget_settings(self) -> None:
        """Invalidate the settings: `hat.toml` has changed."""
        self._cached_settings = self._settings = None

    def read_text(self, path: str, *, largest: int = LARGEST) -> str | None:
        """The text of a file, bytes that are not UTF-8 kept as lone surrogates; None if there is none.

        Raises CannotRead for anything but a regular file within the size limit.
        """
        return text_of(read_bytes(self.full_path(path), self.root, largest=largest))

    def page(self, day: str) -> Page:
        """The page of a day, empty if there is none. A page that cannot be read has that as its problem."""
        return self.page_and_text(day)[0]

    def page_and_text(self, day: str) -> tuple[Page, str]:
        """The page of a day as `page` gives it, and the text that it was read from."""
        from twohats.format.reading import read_page
        from twohats.system.stopping import go_on

        go_on()
        path = page_path(day)
        try:
            text = self.read_text(path)
        except CannotRead as error:
            return Page(day, (), (self.unreadable(error),)), ""
        if text is None:
            return Page(day), ""
        return read_page(text, day, self.hats, path=path), text

    def unreadable(self, error: CannotRead) -> Problem:
        """The problem of a file or folder that cannot be read."""
        path = os.path.relpath(error.path, self.root).replace(os.sep, "/")
        return Problem("unreadable", error.reason, error.hint, path=path)

    def files_in(self, folder: str, refused: list[Problem], *, hidden: bool = False) -> Iterator[str]:
        """The files in one of the journal's folders and in those below it (`files.files_below`), as paths.

        A folder that cannot be listed is added to `refused`.
        """
        errors: list[CannotRead] = []
        for full in files_below(self.full_path(folder), self.root, errors, hidden=hidden):
            yield os.path.relpath(full, self.root).replace(os.sep, "/")
        refused += map(self.unreadable, errors)

    def days(self, first: str = "", last: str = "9999") -> list[str]:
        """The ISO dates from `first` to `last`, both included, that have a page; oldest first."""
        return self.listing(first, last)[0]

    def listing(self, first: str = "", last: str = "9999") -> tuple[list[str], list[Problem]]:
        """The days (see `days`), and the problems of folders that could not be listed."""
        found: list[str] = []
        problems: list[Problem] = []
        known: set[str] = set()
        for year in self._names(PAGES, problems):
            if len(year) == 4 and year.isdigit() and first[:4] <= year <= last[:4]:
                names = self._names(f"{PAGES}/{year}", problems)
                found += days_in(year, [name for name in names if first <= name[:10] <= last], known)
        return sorted(found), problems

    def _names(self, folder: str, problems: list[Problem]) -> list[str]:
        """The names in a folder, none of one that cannot be listed: that is added to the problems."""
        try:
            return file_names_in(self.full_path(folder), self.root)
        except CannotRead as error:
            problems.append(self.unreadable(error))
            return []

    def has_days(self) -> bool:
        """Whether there is any page: of ten years one folder is listed, not all."""
        years = (name for name in self._names(PAGES, []) if len(name) == 4 and name.isdigit())
        return any(self.days(year, f"{year}-99") for year in years)

    def blocks(self, day: str, number: int = 0) -> dict[str, str]:
        """The blocks of a page, or of item `number`, by place (`2026-11-22:4`); see `page.block_of`."""
        from twohats.format.page import block_of

        page, text = self.page_and_text(day)
        return {
            f"{day}:{item.number}": block_of(text, item) for item in page.items if number in (0, item.number)
        }

    def pages(self, first: str = "", last: str = "9999") -> Iterator[Page]:
        """The pages from `first` to `last`, oldest first, each read as it is asked for."""
        return (self.page(day) for day in self.days(first, last))

    def lock(self) -> Lock:
        """The lock that must be held to write the journal; raises JournalError for a journal of a newer format."""
        self.refuse_newer_format()
        return self.rewriter.lock()

    def add(self, day: str, item: str, *, number: int = 0) -> Added:
        """Add a line (its text without the dash) to the page of a day; raises as `change` does.

        `number` is that of `change_all`.
        """
        return self.add_all([(day, item)], number=number)[0]

    def add_all(self, lines: Sequence[tuple[str, str]], *, number: int = 0) -> list[Added]:
        """Add several lines, each with its ISO date, as one change, all or none; raises as `add` does."""
        return [one for one in self._add(lines, refused=None, number=number) if one is not None]

    def add_each(
        self, lines: Sequence[tuple[str, str]], *, number: int = 0
    ) -> tuple[list[Added | None], dict[int, TwohatsError]]:
        """Add several lines as one change, skipping those that cannot be added. Returns the place of each line, and
        the errors of those skipped. Raises as `change` does, for reasons independent of a line: the disk, the lock.
        `number` is that of `change_all`.
        """
        refused: dict[int, TwohatsError] = {}
        return self._add(lines, refused, number), refused

    def _add(
        self, lines: Sequence[tuple[str, str]], refused: dict[int, TwohatsError] | None, number: int
    ) -> list[Added | None]:
        from twohats.format.edit import add_items

        hats = self.hats
        of_day: dict[str, list[int]] = {}
        for at, (day, _) in enumerate(lines):
            of_day.setdefault(day, []).append(at)
        places: dict[int, int] = {}
        self.added_to = {}

        def adding(day: str) -> Callable[[str], str]:
            def edit(text: str) -> str:
                mine = of_day[day]
                made = add_items(text, day, [lines[at][1] for at in mine], hats)
                if refused is None:
                    for error in made.refused.values():
                        raise error
                else:
                    for at in mine:
                        refused.pop(at, None)
                    refused.update({mine[at]: error for at, error in made.refused.items()})
                places.update(zip(mine, made.numbers, strict=True))
                self.added_to[day] = made.page
                return made.text

            return edit

        def label() -> str:
            first, *more = [lines[at] for at in range(len(lines)) if places[at]] or [("", "")]
            added = f"add {first[0]} {first[1]}"
            return f"{added}, and {len(more)} more" if more else added

        self.change_all(label, {page_path(day): adding(day) for day in of_day}, number=number)
        return [Added(day, places[at], item) if places[at] else None for at, (day, item) in enumerate(lines)]

    def replace(self, day: str, number: int, was: str, item: str, *, change: int = 0) -> Added:
        """Replace the line that was shown as `was` (`page.block_of`); raises as `change` does, and ChangedMeanwhile.
        `change` is the number of `change_all`.
        """
        from twohats.format.edit import replace_item

        self.change_all(
            f"edit {day}:{number} to {item}",
            {page_path(day): lambda text: replace_item(text, day, number, was, item, self.hats).text},
            number=change,
        )
        return Added(day, number, item)

    def remove(self, day: str, number: int, was: str) -> None:
        """Remove the line that was shown as `was`; raises as `replace` does."""
        from twohats.format.edit import remove_item

        first = was.split("\n", 1)[0]
        self.change(
            f"remove {day}:{number} {first.removeprefix('-').strip()}",
            page_path(day),
            lambda text: remove_item(text, day, number, was, self.hats).text,
        )

    def change(self, label: str, path: str, edit: Callable[[str], str]) -> str:
        """Replace a file's text by `edit(text)` and return it; the text is empty if there is no file.

        `label` describes the change for undo. Raises what `edit` raises, and JournalError if it cannot be written;
        then nothing has changed.
        """
        return self.change_all(label, {path: edit})[path]

    def change_all(
        self, label: str | Callable[[], str], edits: Mapping[str, Edit], *, number: int = 0
    ) -> dict[str, str]:
        """Change several files as one change, reverted by one undo.

        All edits are computed before any file is written. A label that depends on the edits is a function, called
        after them. A missing file whose edit returns an empty text is not created; one
        whose edit returns None is taken away. `number` identifies the change in
        the history, to find out later whether it was made (`undo.made_in`): the nanoseconds of the moment it was
        requested. An edit is repeated, on the new text, if another program saves its file meanwhile.
        """
        noted = 0
        after: dict[str, str | None] = {}

        def drop() -> None:
            nonlocal noted
            self.rewriter.record_outcome("void", noted)
            noted = 0

        def work(before: dict[str, str | None]) -> dict[str, str | None]:
            nonlocal noted
            made = {path: edit(before[path] or "") for path, edit in edits.items()}
            after.update(
                {path: text if text or before[path] is not None else None for path, text in made.items()}
            )
            for path, text in after.items():
                if text is not None and len(text) > len(before[path] or ""):
                    check_size(path, text)
            name = label if isinstance(label, str) else label()
            noted = self.rewriter.record_intent(name, before, after, number)
            return after

        with self.lock():
            self.end_closed_sessions()
            try:
                self.rewriter.rewrite(list(edits), work, guess=True, dropped=drop)
            except BaseException as error:
                if not getattr(error, "may_be_saved", False):
                    drop()
                raise
            with after_saving():
                self.rewriter.record_outcome("made", noted)
        return {path: text or "" for path, text in after.items()}

    def restore_overwritten(self, day: str) -> None:
        """Restore what was added to a page and has just been overwritten by another program (`lost_updates`).

        Raises JournalError if it cannot be written.
        """
        if self.lost_updates.was_overwritten(page_path(day)):
            with self.lock():
                self.rewriter.rewrite([page_path(day)], dict, guess=True)

    def end_closed_sessions(self) -> None:
        """End editor sessions that a killed command has left open (`editor_changes`). Only under the lock."""
        from twohats.journal.lost_updates import has_sessions

        if has_sessions(self.state):
            from twohats.journal.editor_changes import record_closed

            record_closed(self.rewriter)

    def _notify(self, words: str) -> None:
        self.on_notice(words)


def _ignored(_: str) -> None:
    """Discards a message."""
