"""Puts a name in place of another one in the whole journal, as one change, and keeps it so for lines that come late.

Lines, notes, reviews, the inbox, `people.toml`, `hat.toml` and trials get the new name; `[renamed]` of `hat.toml` says
what was renamed, so that a line with the old name that another machine adds, or had added already, counts as the new.
"""

from __future__ import annotations

from twohats.actions.select import every_name
from twohats.drafting.inbox_renaming import renamed_inbox
from twohats.errors import ChangedMeanwhile, JournalError, NothingFound, NotUnderstood, after_saving
from twohats.format.model import Entry, Event, Problem
from twohats.format.page import block_in, lines_of
from twohats.format.paths import (
    FOLDERS,
    INBOX_FILE,
    LARGEST,
    LARGEST_TOML,
    PEOPLE_FILE,
    REVIEWS,
    SETTINGS_FILE,
    TRIALS,
    page_path,
)
from twohats.format.reading import read_page
from twohats.format.renaming import renamed_page, renamed_review
from twohats.format.renaming_toml import (
    check_settings,
    renamed_people,
    renamed_settings,
    renamed_trial,
    with_renamed,
)
from twohats.format.settings import load_settings
from twohats.format.words import folded
from twohats.journal.names import SIGNS, names_of
from twohats.journal.people import read_people
from twohats.system.folders import CannotRead
from twohats.system.gc_pause import gc_paused
from twohats.text.suggest import nearest
from twohats.values import NamedTuple
from twohats.views.line_changes import ChangedLine
from twohats.views.lines import Line
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.format.renaming import Renaming
    from twohats.format.settings import Settings
    from twohats.format.times import Now
    from twohats.journal.folder import Journal

_WHAT = {sign: what for what, sign in SIGNS.items()}


class ChangedFile(NamedTuple):
    """A file before and after."""

    path: str
    before: str
    after: str


class PlannedRenaming(NamedTuple):
    """What a renaming would do."""

    renaming: Renaming
    lines: tuple[ChangedLine, ...]
    pages: tuple[ChangedFile, ...]
    others: tuple[ChangedFile, ...]
    """The files that are no pages."""
    has_new: int
    """How many lines have the new name already."""
    is_known: bool
    """Whether `people.toml` or `hat.toml` knows the new name already."""
    unread: tuple[Problem, ...]
    """The files that could not be read: names in them stay, and count as the new one."""

    @property
    def joins(self) -> bool:
        """Whether two names that there are become one, which only undo takes apart."""
        return bool(self.has_new or self.is_known)

    def says(self) -> str:
        """`@old to @new: 41 lines on 17 days, 2 reviews, people.toml, hat.toml`."""
        parts = []
        if self.lines:
            parts.append(f"{number_of(len(self.lines), 'line')} on {number_of(len(self.pages), 'day')}")
        for folder, one in ((REVIEWS, "review"), (TRIALS, "trial")):
            many = sum(file.path.startswith(f"{folder}/") for file in self.others)
            if many:
                parts.append(number_of(many, one))
        parts += [file.path for file in self.others if "/" not in file.path]
        return f"{self.renaming.before()} to {self.renaming.after()}: {', '.join(parts)}"

    def joins_says(self) -> str:
        """What becomes one, in words."""
        where = f"on {number_of(self.has_new, 'line')}" if self.has_new else f"in {self._known_in()}"
        return (
            f"{self.renaming.after()} is there already, {where}: both become one, which only undo takes apart"
        )

    def _known_in(self) -> str:
        return PEOPLE_FILE if self.renaming.sign == "@" else SETTINGS_FILE


def plan_renaming(journal: Journal, renaming: Renaming, now: Now) -> PlannedRenaming:
    """What a renaming would do. Nothing is written.

    Raises NotUnderstood for a circle and for a name that is called another already, NothingFound for one that is
    nowhere, and JournalError for a file that cannot be changed safely.
    """
    refused: list[Problem] = []
    text = _read(journal, SETTINGS_FILE, refused) or ""
    settings = load_settings(text)  # of the text that is changed: what `journal` knows of it may be older
    if settings.unread:
        raise NotUnderstood(settings.unread.sentence(), "nothing is renamed until it is read")
    _refuse_circle(renaming, settings.renamed)
    with gc_paused():
        lines, pages, has_new = _planned_pages(journal, renaming, refused)
        others = _planned_others(journal, renaming, now, refused)
    is_done = settings.renamed.get(renaming.before()) == renaming.after()
    if not (pages or others or is_done):
        what = _WHAT[renaming.sign]
        near = nearest(renaming.old, sorted(every_name(journal)[what]))
        hint = f"did you mean {renaming.sign}{near}?" if near else "hat list all shows every line"
        raise NothingFound(f"there is no {what} {renaming.before()}", hint)
    after = renamed_settings(text, renaming, journal.hats)
    if not is_done:
        after = with_renamed(after, renaming)
        check_settings(text, after, renaming)
    if after != text:
        others.append(ChangedFile(SETTINGS_FILE, text, after))
    is_known = _is_known(journal, renaming, settings)
    return PlannedRenaming(
        renaming,
        tuple(lines),
        tuple(pages),
        tuple(others),
        has_new,
        is_known,
        tuple(refused),
    )


def make_renaming(journal: Journal, plan: PlannedRenaming) -> None:
    """Make a planned renaming, which one undo takes back.

    Raises ChangedMeanwhile if a file is not as it was when it was planned, and as `Journal.change` does; then nothing
    has changed.
    """
    files = [*plan.pages, *plan.others]
    journal.change_all(f"rename {plan.says()}", {file.path: _edit(file) for file in files})
    with after_saving():
        journal.forget_settings()
        known = journal.cache.known_names()
        if known is not None:
            names = known[_WHAT[plan.renaming.sign]]
            names.discard(plan.renaming.old)
            names.add(plan.renaming.new)
            journal.cache.keep_names(known)
        after = {file.path: lines_of(file.after) for file in plan.pages}
        journal.cache.remember_shown(
            {one.line.place: block_in(after[page_path(one.day)], one.line.item) for one in plan.lines}
        )


def _edit(file: ChangedFile) -> Callable[[str], str]:
    def edit(text: str) -> str:
        if text != file.before:
            raise ChangedMeanwhile(f"{file.path} has changed since it was shown", "rename again")
        return file.after

    return edit


def _refuse_circle(renaming: Renaming, renamed: dict[str, str]) -> None:
    """Raise NotUnderstood where the new name is called another already, or the old one is."""
    before, after = renaming.before(), renaming.after()
    ends = renamed.get(after)
    if ends == before:
        raise NotUnderstood(
            f"{after} became {before}, so {before} cannot become {after}: that goes round in a circle",
            f"take {after} out of [renamed] in {SETTINGS_FILE} first",
        )
    said = renamed.get(before)
    if ends:
        raise NotUnderstood(
            f"{after} is called {ends} already", _command(renaming._replace(new=ends.lstrip("@+")))
        )
    if said not in (None, after):
        raise NotUnderstood(
            f"{before} is called {said} already", _command(renaming._replace(old=str(said).lstrip("@+")))
        )


def _command(renaming: Renaming) -> str:
    what = "" if renaming.sign else "channel "
    return f"hat rename {what}{renaming.before()} {renaming.after()}"


def _planned_pages(
    journal: Journal, renaming: Renaming, refused: list[Problem]
) -> tuple[list[ChangedLine], list[ChangedFile], int]:
    """The lines and pages that change, and how many lines have the new name."""
    lines: list[ChangedLine] = []
    pages: list[ChangedFile] = []
    has_new = 0
    days, unlisted = journal.listing()
    refused += unlisted
    for day in days:
        text = _read(journal, page_path(day), refused)
        if not text or not _may_have(text, renaming):
            continue
        items = read_page(text, day, journal.hats).items
        values = [item.value for item in items if isinstance(item.value, (Entry, Event))]
        has_new += sum(renaming.new in names_of(value)[_WHAT[renaming.sign]] for value in values)
        new = renamed_page(text, day, renaming, journal.hats)
        if new.numbers:
            pages.append(ChangedFile(page_path(day), text, new.text))
            was, now = lines_of(text), lines_of(new.text)
            for number in new.numbers:
                item = items[number - 1]
                line, *below = block_in(now, item).split("\n")
                shown = Line(day, item, block_in(was, item))
                lines.append(ChangedLine(shown, Line(day, item, line).text, day, tuple(below)))
    return lines, pages, has_new


def _may_have(text: str, renaming: Renaming) -> bool:
    """Whether one of the names may stand in a page, which is read only then: most have neither."""
    plain = _as_compared(text)
    return any(_as_compared(name) in plain for name in (renaming.old, renaming.new))


def _as_compared(text: str) -> str:
    """A text in which a name is found however it is written; how a sigma is written depends on what is behind it."""
    text = folded(text)
    return text if text.isascii() else text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("ς", "σ")


def _planned_others(
    journal: Journal, renaming: Renaming, now: Now, refused: list[Problem]
) -> list[ChangedFile]:
    """The files that change beside pages and `hat.toml`."""
    hats = journal.hats
    makers: dict[str, Callable[[str], str]] = {
        INBOX_FILE: lambda text: renamed_inbox(text, renaming, now, hats),
        PEOPLE_FILE: lambda text: renamed_people(text, renaming),
    }
    for folder in (REVIEWS, TRIALS):
        for path in journal.files_in(folder, refused):
            if path.endswith(FOLDERS[folder]):
                makers[path] = _maker(path, renaming, journal)
    found: list[ChangedFile] = []
    for path, make in makers.items():
        text = _read(journal, path, refused)
        try:
            after = make(text) if text else text
        except JournalError as error:
            if not path.startswith(f"{TRIALS}/"):
                raise
            refused.append(
                Problem("bad-toml", "is not understood, so it is not changed", error.hint, path=path)
            )
            continue  # such a trial is judged by nobody, and [renamed] holds once it is mended
        if text and after and after != text:
            found.append(ChangedFile(path, text, after))
    return found


def _maker(path: str, renaming: Renaming, journal: Journal) -> Callable[[str], str]:
    if path.startswith(f"{TRIALS}/"):
        return lambda text: renamed_trial(text, path, renaming)
    return lambda text: renamed_review(text, renaming, journal.hats)


def _read(journal: Journal, path: str, refused: list[Problem]) -> str | None:
    """The text of a file; one that cannot be read is added to `refused`."""
    try:
        return journal.read_text(path, largest=LARGEST_TOML if path.endswith(".toml") else LARGEST)
    except CannotRead as error:
        refused.append(journal.unreadable(error))
        return None


def _is_known(journal: Journal, renaming: Renaming, settings: Settings) -> bool:
    """Whether the new name has a table of its own, or is an alias of somebody else."""
    if not renaming.sign:
        return renaming.new in settings.channels
    if renaming.sign != "@":
        return False
    people = read_people(_read(journal, PEOPLE_FILE, []) or "")
    whose = people.same.get(renaming.new, "")
    return renaming.new in {*people.shown, *people.met} or whose not in ("", renaming.old)
