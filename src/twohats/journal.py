"""The journal folder: finding it, reading it, and the one way to change it.

Every change goes through `Journal.change`: under the lock the file is read again, the change is worked out on
the text of now, noted in the history, and written whole.
"""

from __future__ import annotations

import os

from twohats import machine
from twohats.edit import add_item, new_page, remove_item, replace_item
from twohats.errors import JournalError
from twohats.files import CannotRead, Lock, read_bytes
from twohats.history import Change, FileChange, History
from twohats.hunks import hunk_between
from twohats.model import Page, Problem
from twohats.overwritten import is_saved_over, keep, put_back
from twohats.page import read_page
from twohats.store import make_scratch, rewrite
from twohats.times import is_day
from twohats.values import NamedTuple
from twohats.words import DEFAULT_HATS, Hats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twohats.remembered import Brief
    from twohats.settings import Settings

SETTINGS_FILE = "hat.toml"
NEWEST_FORMAT = 1


def page_path(day: str) -> str:
    """Where the page of an ISO date stands in a journal: `days/2026/2026-11-22.md`."""
    return f"days/{day[:4]}/{day}.md"


def day_of(path: str) -> str:
    """The ISO date of a page's path, or the empty string if the path is no page's."""
    name = path.rpartition("/")[2]
    day = name.removesuffix(".md")
    return day if name != day and is_day(day) and page_path(day) == path else ""


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

    def full_path(self, path: str) -> str:
        """The path on this machine."""
        return os.path.join(self.root, *path.split("/"))

    @property
    def brief(self) -> Brief:
        """The few settings that every command needs; the defaults while `hat.toml` cannot be read."""
        if self._brief is None:
            from twohats.remembered import settings_in_brief

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
            from twohats.settings import Settings, load_settings

            try:
                text = self.read_text(SETTINGS_FILE, largest=64 * 1024) or ""
                self._settings = load_settings(text)
            except CannotRead as error:
                problem = Problem("unreadable", error.message, error.hint, path=SETTINGS_FILE)
                self._settings = Settings(problems=(problem,))
        return self._settings

    def forget_settings(self) -> None:
        """Read `hat.toml` again when it is next wanted: it has changed."""
        self._brief = self._settings = None

    def read_text(self, path: str, *, largest: int = 4 * 1024 * 1024) -> str | None:
        """The text of a file, bytes that are not UTF-8 kept as lone surrogates; None if there is none.

        Raises CannotRead for what is there and is no regular file of a sane size.
        """
        return _text(read_bytes(self.full_path(path), self.root, largest=largest))

    def page(self, day: str) -> Page:
        """The page of a day, empty if there is none. A page that cannot be read has that as its problem."""
        return self.page_and_text(day)[0]

    def page_and_text(self, day: str) -> tuple[Page, str]:
        """The page of a day as `page` gives it, and the text that it was read from."""
        path = page_path(day)
        try:
            text = self.read_text(path)
        except CannotRead as error:
            message = error.message.removeprefix(f"{self.full_path(path)} ")
            return Page(day, (), (Problem("unreadable", message, error.hint, path=path),)), ""
        if text is None:
            return Page(day), ""
        return read_page(text, day, self.hats, path=path), text

    def days(self, first: str = "", last: str = "9999") -> list[str]:
        """The ISO dates from `first` to `last`, both included, that have a page; oldest first."""
        found: list[str] = []
        top = self.full_path("days")
        for year in sorted(_names(top)):
            if len(year) == 4 and year.isdigit() and first[:4] <= year <= last[:4]:
                for name in _names(os.path.join(top, year)):
                    day = day_of(f"days/{year}/{name}")
                    if day and first <= day <= last:
                        found.append(day)
        return sorted(found)

    def pages(self, first: str = "", last: str = "9999") -> Iterator[Page]:
        """The pages from `first` to `last`, oldest first, each read as it is asked for."""
        return (self.page(day) for day in self.days(first, last))

    def lock(self) -> Lock:
        """The lock under which alone the journal is written; raises JournalError for a journal of a newer format."""
        if self.brief.format > NEWEST_FORMAT:
            raise JournalError(
                f"this journal is of format {self.brief.format}, and this twohats knows format {NEWEST_FORMAT}",
                "upgrade twohats; until then the journal can be read and is not written",
            )
        make_scratch(self._scratch)
        return Lock(os.path.join(self._inside, "lock"))

    def add(self, day: str, item: str) -> Added:
        """Add a line (its text without the dash) to the page of a day; raises as `change` does."""
        return self.add_all([(day, item)])[0]

    def add_all(self, lines: list[tuple[str, str]]) -> list[Added]:
        """Add several lines, each with its ISO date, as one change; raises as `change` does."""
        hats = self.hats
        numbers = [0] * len(lines)

        def adding(day: str) -> Callable[[str], str]:
            def edit(text: str) -> str:
                for at, (its_day, item) in enumerate(lines):
                    if its_day == day:
                        text, number = add_item(text, day, item, hats)
                        for before in range(at):  # those above moved down by one
                            numbers[before] += lines[before][0] == day and numbers[before] >= number
                        numbers[at] = number
                return text

            return edit

        first = f"add {lines[0][0]} {lines[0][1]}"
        label = first if len(lines) == 1 else f"{first}, and {len(lines) - 1} more"
        self.change_all(label, {page_path(day): adding(day) for day, _ in lines})
        return [Added(day, number, item) for (day, item), number in zip(lines, numbers, strict=True)]

    def replace(self, day: str, number: int, was: str, item: str) -> Added:
        """Put a line in place of the one that stood there as `was` (`edit.block_of`); raises as `change`
        does, and ChangedMeanwhile.
        """
        self.change(
            f"edit {day}:{number} to {item}",
            page_path(day),
            lambda text: replace_item(text, day, number, was, item, self.hats).text,
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

    def change_all(self, label: str, edits: dict[str, Callable[[str], str]]) -> dict[str, str]:
        """Several files as one change, taken back by one undo. All are worked out before any is written.

        An edit is made again, from the new text, if another program saves its file meanwhile.
        """
        change: Change | None = None
        after: dict[str, str | None] = {}

        def work(before: dict[str, str | None]) -> dict[str, str | None]:
            nonlocal change
            self._note("void", change)
            change = None
            before = {path: put_back(self, path, text) for path, text in before.items()}
            after.update({path: edit(before[path] or "") for path, edit in edits.items()})
            change = self._intend(label, before, after)
            return after

        with self.lock():
            try:
                self.rewrite(list(edits), work)
            except BaseException:
                self._note("void", change)
                raise
            self._note("made", change)
        return {path: text or "" for path, text in after.items()}

    def rewrite(
        self, paths: list[str], work: Callable[[dict[str, str | None]], dict[str, str | None]]
    ) -> None:
        """Replace files by what `work` makes of their texts, all or none; None is no file.

        Only under the lock. Nothing is noted for undo. Raises as `store.rewrite` does, which also says when
        `work` is called again.
        """
        names = {self.full_path(path): path for path in paths}

        def on_bytes(before: dict[str, bytes | None]) -> dict[str, bytes | None]:
            texts = work({names[full]: _text(data) for full, data in before.items()})
            return {full: _bytes(texts[path]) for full, path in names.items()}

        written = rewrite(list(names), self.root, self._scratch, on_bytes)
        keep(self, {names[full]: one for full, one in written.items()})

    def put_back(self, day: str) -> None:
        """Put back what was added to a page and another program has just saved over (`overwritten`).

        Raises JournalError if it cannot be written.
        """
        path = page_path(day)
        if is_saved_over(self, path):
            with self.lock():
                self.rewrite([path], lambda texts: {path: put_back(self, path, texts[path])})

    def _intend(
        self, label: str, before: dict[str, str | None], after: dict[str, str | None]
    ) -> Change | None:
        """Note a change that is about to be made; None if there is none, or it cannot be noted."""
        files = tuple(
            _file_change(path, before[path], text or "")
            for path, text in after.items()
            if text != before[path]
        )
        if not files:
            return None
        change = Change(machine.elapsed(), machine.now().stamp(), label, files)
        try:
            self.history.intend(change)
        except (OSError, JournalError):
            return None  # the line matters more than that it can be taken back
        return change

    def _note(self, word: str, change: Change | None) -> None:
        if change is not None:
            try:
                self.history.mark(word, change.number)
                if word == "made":
                    self.history.shorten()
            except (OSError, JournalError):
                return  # undo looks at the page itself when this is missing

    def before_editing(self, day: str) -> str | None:
        """The text of a page that an editor is about to change, None if there was none: then it gets its
        heading. Hand it to `after_editing`; raises as `change` does.
        """
        path = page_path(day)
        before: str | None = None

        def work(texts: dict[str, str | None]) -> dict[str, str | None]:
            nonlocal before
            before = texts[path]
            return {path: new_page(day) if before is None else before}

        with self.lock():
            self.rewrite([path], work)
        return before

    def after_editing(self, day: str, before: str | None) -> bool:
        """Note what an editor did to a page since `before_editing`, so that undo takes it back.

        Returns whether it did anything; a page that has only its heading is taken away again.
        """
        path = page_path(day)
        after: str | None = None

        def work(texts: dict[str, str | None]) -> dict[str, str | None]:
            nonlocal after
            after = texts[path]
            if before is None and after in ("", new_page(day)):
                after = None
            return {path: after}

        with self.lock():
            self.rewrite([path], work)
            if after == before:
                return False
            self._note("made", self._intend(f"edit {day} in an editor", {path: before}, {path: after}))
        return True

    def undo(self) -> Change:
        """Take back the last change made here and return it.

        Raises NothingFound, or ChangedMeanwhile when its lines have been changed since; nothing changes then.
        """
        self.history.to_undo()  # a journal that is only looked at gets no folder for its lock
        from twohats.undo import undo

        return undo(self)

    def redo(self) -> Change:
        """Make the last change again that was taken back, and return it; raises as `undo` does."""
        from twohats.undo import redo

        return redo(self)


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _file_change(path: str, before: str | None, after: str) -> FileChange:
    if before is not None:
        return FileChange(path, None, hunk_between(before, after))
    base = new_page(day_of(path)) if day_of(path) else ""
    if not after.startswith(base):
        base = ""
    return FileChange(path, base, hunk_between(base, after))


def _names(folder: str) -> list[str]:
    """The names in a folder; none if it is missing or is no folder of the journal's own."""
    if os.path.islink(folder):
        return []
    try:
        return os.listdir(folder)
    except OSError:
        return []


def find_journal(said: str = "") -> Journal:
    """The journal to use: `said` by option, then $TWOHATS_JOURNAL, the nearest `hat.toml` upwards from the
    working folder, the one named in the user's config, the data folder. Raises JournalError if there is none.
    """
    for root, source in ((said, "--journal"), (machine.variable("TWOHATS_JOURNAL"), "TWOHATS_JOURNAL")):
        if root:
            folder = os.path.expanduser(root)
            if not _is_journal(folder):
                if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK):
                    raise JournalError(
                        f"{folder} cannot be opened: permission denied", "check its permissions"
                    )
                what = "is not a journal" if os.path.isdir(folder) else "is not there"
                raise JournalError(f"{folder} {what} ({source})", f"hat init {folder} makes it one")
            return Journal(folder)
    folder = machine.working_folder()
    while folder:
        if _is_journal(folder):
            return Journal(folder)
        above = os.path.dirname(folder)
        folder = above if above != folder else ""
    from twohats.remembered import configured_journal

    named = configured_journal()
    for root in (named, os.path.join(machine.data_folder(), "journal")):
        if root and _is_journal(root):
            return Journal(root)
    if named:
        raise JournalError(
            f"{named} is not a journal (your config names it)", f"hat init {named} makes it one"
        )
    raise JournalError("there is no journal yet", "hat init makes one; hat demo shows the sample")


def _is_journal(root: str) -> bool:
    return os.path.isfile(os.path.join(root, SETTINGS_FILE))


__all__ = [
    "DEFAULT_HATS",
    "NEWEST_FORMAT",
    "SETTINGS_FILE",
    "Journal",
    "day_of",
    "find_journal",
    "is_day",
    "page_path",
    "state_key",
]
