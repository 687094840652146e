"""The journal folder: reading it, and the one way to change it.

Every change goes through `Journal.change`: under the lock the file is read again, the change is worked out on
the text of now, noted in the history, and written whole.
"""

from __future__ import annotations

import os

from twohats.errors import JournalError, TwohatsError, after_saving
from twohats.format.edit import add_items, new_page, remove_item, replace_item
from twohats.format.hunks import hunk_between
from twohats.format.model import Page, Problem
from twohats.format.paths import PAGES, SETTINGS_FILE, check_size, day_of, page_path
from twohats.format.reading import read_page
from twohats.journal.history import Change, FileChange, History
from twohats.journal.lost_updates import Writing, has_sessions, is_left_by_us, is_saved_over, keep
from twohats.journal.writer import make_scratch, rewrite
from twohats.system import machine
from twohats.system.files import files_below, names_in, read_bytes
from twohats.system.folders import CannotRead, Root
from twohats.system.lock import Lock
from twohats.text.encoding import bytes_of, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from twohats.errors import TwohatsError
    from twohats.format.settings import Settings
    from twohats.format.words import Hats
    from twohats.journal.cache import Brief

NEWEST_FORMAT = 1


def state_key(root: str) -> str:
    """A name for what this machine remembers of the journal at `root`: readable, another for each path."""
    mark = 0x811C9DC5  # FNV-1a, 32 bits: three lines, where importing a checksum costs 0.7 ms
    for byte in os.fsencode(root):
        mark = (mark ^ byte) * 0x01000193 & 0xFFFFFFFF
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in root.strip("/\\"))
    return f"{plain[-60:]}-{mark:08x}"


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
        self._inside = os.path.join(self.root, ".twohats")
        self._scratch = os.path.join(self._inside, "tmp")
        self.history = History(self.state)
        self._brief: Brief | None = None
        self._settings: Settings | None = None
        self.on_notice: Callable[[str], None] = _ignored
        """Called with what a change had to do beside what was asked, for the person; in any thread."""

    def full_path(self, path: str) -> str:
        """The path on this machine."""
        return os.path.join(self.root, *path.split("/"))

    @property
    def brief(self) -> Brief:
        """The few settings that every command needs; the defaults while `hat.toml` cannot be read."""
        if self._brief is None:
            from twohats.journal.cache import settings_in_brief

            self._brief = settings_in_brief(self)
        return self._brief

    @property
    def hats(self) -> Hats:
        """The hats of this journal, the two that are always there among them."""
        return self.brief.hats

    @property
    def week_start(self) -> int:
        """The weekday on which its weeks begin, 0 for Monday."""
        return self.brief.week_start

    @property
    def settings(self) -> Settings:
        """All that `hat.toml` says, with its problems; defaults where it says nothing, or cannot be read."""
        if self._settings is None:
            from twohats.format.settings import Settings, load_settings

            try:
                text = self.read_text(SETTINGS_FILE, largest=64 * 1024) or ""
                self._settings = load_settings(text)
            except CannotRead as error:
                self._settings = Settings(problems=(self.unreadable(error),))
        return self._settings

    def warnings(self) -> list[str]:
        """What stops all lines from being read as they are meant; for saying before anything else."""
        found = []
        if self.brief.wrong:
            found.append(f"{self.brief.wrong}; until that is mended its hats and settings are not known")
        if self.brief.format > NEWEST_FORMAT:
            found.append(f"{self._newer()}: some of it may be read wrongly until you upgrade twohats")
        return found

    def refuse_newer_format(self) -> None:
        """Raise JournalError if the journal is of a newer format, which must not be written."""
        if self.brief.format > NEWEST_FORMAT:
            raise JournalError(
                self._newer(), "upgrade twohats; until then the journal can be read and is not written"
            )

    def _newer(self) -> str:
        return f"this journal is of format {self.brief.format}, and this twohats knows format {NEWEST_FORMAT}"

    def forget_settings(self) -> None:
        """Read `hat.toml` again when it is next wanted: it has changed."""
        self._brief = self._settings = None

    def read_text(self, path: str, *, largest: int = 4 * 1024 * 1024) -> str | None:
        """The text of a file, bytes that are not UTF-8 kept as lone surrogates; None if there is none.

        Raises CannotRead for what is there and is no regular file of a sane size.
        """
        return text_of(read_bytes(self.full_path(path), self.root, largest=largest))

    def page(self, day: str) -> Page:
        """The page of a day, empty if there is none. A page that cannot be read has that as its problem."""
        return self.page_and_text(day)[0]

    def page_and_text(self, day: str) -> tuple[Page, str]:
        """The page of a day as `page` gives it, and the text that it was read from."""
        path = page_path(day)
        try:
            text = self.read_text(path)
        except CannotRead as error:
            return Page(day, (), (self.unreadable(error),)), ""
        if text is None:
            return Page(day), ""
        return read_page(text, day, self.hats, path=path), text

    def unreadable(self, error: CannotRead) -> Problem:
        """What cannot be read, as the problem of its file or folder."""
        path = os.path.relpath(error.path, self.root).replace(os.sep, "/")
        return Problem("unreadable", error.reason, error.hint, path=path)

    def files_in(self, folder: str, refused: list[Problem]) -> Iterator[str]:
        """The files in one of the journal's folders and in those below it (`files.files_below`), as paths.

        A folder that cannot be looked into is added to `refused`.
        """
        errors: list[CannotRead] = []
        for full in files_below(self.full_path(folder), self.root, errors):
            yield os.path.relpath(full, self.root).replace(os.sep, "/")
        refused += map(self.unreadable, errors)

    def days(self, first: str = "", last: str = "9999") -> list[str]:
        """The ISO dates from `first` to `last`, both included, that have a page; oldest first."""
        return self.listing(first, last)[0]

    def listing(self, first: str = "", last: str = "9999") -> tuple[list[str], list[Problem]]:
        """The days as `days` gives them, and the folders that could not be looked into for more."""
        found: list[str] = []
        problems: list[Problem] = []

        def names(folder: str) -> list[str]:
            try:
                return names_in(self.full_path(folder), self.root)
            except CannotRead as error:
                problems.append(self.unreadable(error))
                return []

        for year in names(PAGES):
            if len(year) == 4 and year.isdigit() and first[:4] <= year <= last[:4]:
                for name in names(f"{PAGES}/{year}"):
                    day = day_of(f"{PAGES}/{year}/{name}")
                    if day and first <= day <= last:
                        found.append(day)
        return sorted(found), problems

    def pages(self, first: str = "", last: str = "9999") -> Iterator[Page]:
        """The pages from `first` to `last`, oldest first, each read as it is asked for."""
        return (self.page(day) for day in self.days(first, last))

    def lock(self) -> Lock:
        """The lock under which alone the journal is written; raises JournalError for a journal of a newer format."""
        self.refuse_newer_format()
        make_scratch(self._scratch, Root(self.root))
        return Lock(os.path.join(self._inside, "lock"), self.root)

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
        """Add as one change those of several lines that can be: the place of each, and why the others are refused.

        Raises as `change` does, then for a reason that is none of a line: the disk, the lock. `number` is that of
        `change_all`.
        """
        refused: dict[int, TwohatsError] = {}
        return self._add(lines, refused, number), refused

    def _add(
        self, lines: Sequence[tuple[str, str]], refused: dict[int, TwohatsError] | None, number: int
    ) -> list[Added | None]:
        hats = self.hats
        of_day: dict[str, list[int]] = {}
        for at, (day, _) in enumerate(lines):
            of_day.setdefault(day, []).append(at)
        places: dict[int, int] = {}

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
                return made.text

            return edit

        def label() -> str:
            first, *more = [lines[at] for at in range(len(lines)) if places[at]] or [("", "")]
            added = f"add {first[0]} {first[1]}"
            return f"{added}, and {len(more)} more" if more else added

        self.change_all(label, {page_path(day): adding(day) for day in of_day}, number=number)
        return [Added(day, places[at], item) if places[at] else None for at, (day, item) in enumerate(lines)]

    def replace(self, day: str, number: int, was: str, item: str, *, change: int = 0) -> Added:
        """Put a line in place of the one that stood there as `was` (`edit.block_of`); raises as `change`
        does, and ChangedMeanwhile. `change` is the number of `change_all`.
        """
        self.change_all(
            f"edit {day}:{number} to {item}",
            {page_path(day): lambda text: replace_item(text, day, number, was, item, self.hats).text},
            number=change,
        )
        return Added(day, number, item)

    def remove(self, day: str, number: int, was: str) -> None:
        """Take out the line that stood there as `was`; raises as `replace` does."""
        first = was.split("\n", 1)[0]
        self.change(
            f"remove {day}:{number} {first.removeprefix('-').strip()}",
            page_path(day),
            lambda text: remove_item(text, day, number, was, self.hats).text,
        )

    def change(self, label: str, path: str, edit: Callable[[str], str]) -> str:
        """Put `edit(text)` in place of a file's text and return it; the text is empty if there is no file.

        `label` says what is done, for undo. Raises what `edit` raises, and JournalError if it cannot be
        written; then nothing has changed.
        """
        return self.change_all(label, {path: edit})[path]

    def change_all(
        self, label: str | Callable[[], str], edits: dict[str, Callable[[str], str]], *, number: int = 0
    ) -> dict[str, str]:
        """Several files as one change, taken back by one undo. All are worked out before any is written.

        A label that only the edits can tell is asked for once they are made. A file that is not there and of which
        an edit makes nothing is not made.

        `number` is what the history is to call the change by, for who wants to ask later whether it was made
        (`made_in`): the nanoseconds of the moment it was asked for.

        An edit is made again, from the new text, if another program saves its file meanwhile.
        """
        noted = 0
        after: dict[str, str | None] = {}

        def drop() -> None:
            nonlocal noted
            self.note("void", noted)
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
            noted = self.intend(label if isinstance(label, str) else label(), before, after, number)
            return after

        with self.lock():
            self.settle()
            try:
                self.rewrite(list(edits), work, guess=True, dropped=drop)
            except BaseException as error:
                if not getattr(error, "stands", False):
                    drop()
                raise
            with after_saving():
                self.note("made", noted)
        return {path: text or "" for path, text in after.items()}

    def rewrite(
        self,
        paths: list[str],
        work: Callable[[dict[str, str | None]], dict[str, str | None]],
        *,
        guess: bool = False,
        dropped: Callable[[], None] | None = None,
    ) -> None:
        """Replace files by what `work` makes of their texts, all or none; None is no file.

        The texts have what was written to them and has been saved over from an older text (`overwritten`): by an
        editor that was opened here or, with `guess`, by any other program, a moment later. Where `work` fails on
        these, it may be meant for the files as they are. `dropped` is called when what `work` made is not written,
        before the files are looked at again.

        Only under the lock. Nothing is noted for undo. Raises as `writer.rewrite` does, which also says when
        `work` is called again.
        """
        names = {self.full_path(path): path for path in paths}
        writing = Writing(self, work, dropped, guess=guess)

        def on_bytes(data: dict[str, bytes | None]) -> dict[str, bytes | None]:
            texts = writing.texts({names[full]: text_of(each) for full, each in data.items()})
            return {full: bytes_of(texts[path]) for full, path in names.items()}

        written = rewrite(list(names), self.root, self._scratch, on_bytes, self.is_ours)
        with after_saving():
            keep(self, {names[full]: one for full, one in written.items()})
            writing.done()

    def is_ours(self, full: str, mark: tuple[int, int]) -> bool:
        """Whether a file with this mark is just as we have left it, as far as that is known (`seen.Seen.is_calm`)."""
        return is_left_by_us(self, os.path.relpath(full, self.root).replace(os.sep, "/"), mark)

    def put_back(self, day: str) -> None:
        """Put back what was added to a page and another program has just saved over (`overwritten`).

        Raises JournalError if it cannot be written.
        """
        if is_saved_over(self, page_path(day)):
            with self.lock():
                self.rewrite([page_path(day)], dict, guess=True)

    def settle(self) -> None:
        """End the editing that a killed command has left open (`editing`). Only under the lock."""
        if has_sessions(self.state):
            from twohats.actions.editing import settle

            settle(self)

    def intend(
        self, label: str, before: dict[str, str | None], after: dict[str, str | None], number: int = 0
    ) -> int:
        """Note a change that is about to be made, and return its number; 0 if there is none, or it cannot be noted."""
        files = tuple(
            _file_change(path, before[path], text or "")
            for path, text in after.items()
            if text != before[path]
        )
        if not files:
            return 0
        number = number or machine.nanoseconds()
        try:
            self.history.intend(Change(number, machine.now().stamp(), label, files))
        except (OSError, JournalError):
            return 0  # the line matters more than that it can be taken back
        return number

    def note(self, word: str, number: int) -> None:
        """Note what has become of a change; 0 is none."""
        if number:
            try:
                self.history.mark(word, number, machine.nanoseconds())
                if word == "made":
                    self.history.shorten()
            except (OSError, JournalError):
                return  # undo looks at the page itself when this is missing

    def undo(self) -> Change:
        """Take back the last change made here and return it.

        Raises NothingFound, or ChangedMeanwhile when its lines have been changed since; nothing changes then.
        """
        if not has_sessions(self.state):
            self.history.to_undo()  # a journal that is only looked at gets no folder for its lock
        from twohats.journal.undo import undo

        return undo(self)

    def skip_undo(self) -> Change:
        """Leave the last change made here as it is, so that `undo` takes the one before it, and return it.

        Raises NothingFound.
        """
        self.history.to_undo()
        from twohats.journal.undo import skip

        return skip(self)

    def made_in(self, number: int) -> set[str]:
        """The files in which the change with this number was made (`undo.made_in`)."""
        from twohats.journal.undo import made_in

        return made_in(self, number)

    def redo(self) -> Change:
        """Make the last change again that was taken back, and return it; raises as `undo` does."""
        from twohats.journal.undo import redo

        return redo(self)


def _ignored(_: str) -> None:
    """What is told where nobody listens."""


def _file_change(path: str, before: str | None, after: str) -> FileChange:
    if before is not None:
        return FileChange(path, None, hunk_between(before, after))
    base = new_page(day_of(path)) if day_of(path) else ""
    if not after.startswith(base):
        base = ""
    return FileChange(path, base, hunk_between(base, after))
