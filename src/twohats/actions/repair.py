"""Repairs files that another program has merged, only where the result is certain (`hat check --fix`)."""

from __future__ import annotations

from collections import Counter

from twohats.actions.copies import find_copies, merged_with
from twohats.drafting.inbox_merge import manner_of
from twohats.errors import ChangedMeanwhile, TwohatsError
from twohats.format.merging.repair import Repaired, removed_lines, repair_text, repair_toml
from twohats.format.paths import (
    FOLDERS,
    INBOX_FILE,
    LARGEST,
    LARGEST_TOML,
    PEOPLE_FILE,
    REVIEWS,
    SETTINGS_FILE,
    TRIALS,
    day_of,
    page_path,
)
from twohats.text.encoding import size_of
from twohats.values import NamedTuple
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.journal.folder import Edit, Journal


class Removed(NamedTuple):
    """A line that a repair removes from a file."""

    number: int
    text: str
    stands_once_more: bool
    """Whether the same line stays elsewhere in the file."""


class Repair(NamedTuple):
    """A file and its repaired text."""

    path: str
    text: str
    repaired: Repaired
    copies: tuple[tuple[str, str], ...] = ()
    """The copies of it that are merged into it and taken away: their paths and texts."""

    def removed(self) -> list[Removed]:
        """The removed lines, except those that only get their dash."""
        dashed = Counter(old for old, _ in self.repaired.dashed)
        removed = []
        for one in removed_lines(self.text, self.repaired.text):
            if dashed[one[1]] > 0:
                dashed[one[1]] -= 1
            else:
                removed.append(Removed(*one))
        return removed


def find_repairs(journal: Journal, first: str = "", last: str = "9999") -> list[Repair]:
    """The repairs of a journal's files: the pages from `first` to `last`, and all other files."""
    found: list[Repair] = []
    copied = find_copies(journal).copies
    paths = [*(page_path(day) for day in journal.days(first, last)), *_other_files(journal)]
    paths += [path for path in copied if path not in paths and first <= (day_of(path) or first) <= last]
    for path in paths:
        try:
            text = journal.read_text(path)
        except TwohatsError:
            continue  # `hat check` reports what is wrong with it
        repaired = _repaired(journal, path, text or "")
        repaired, copies = _with_copies(journal, path, repaired, copied.get(path, ()))
        if copies or (text is not None and repaired.text != text):
            found.append(Repair(path, text or "", repaired, copies))
    return found


def _with_copies(
    journal: Journal, path: str, repaired: Repaired, copied: Iterable[str]
) -> tuple[Repaired, tuple[tuple[str, str], ...]]:
    """The repaired text with the lines of its copies, and those of them that could be merged, with their texts."""
    copies: dict[str, str] = {}
    for copy in copied:
        try:
            text = journal.read_text(copy)
        except TwohatsError:
            continue
        if text is None:
            continue
        merged = merged_with(path, repaired.text, _repaired(journal, path, text).text)
        if merged is not None and size_of(merged.text) <= (
            LARGEST_TOML if path.endswith(".toml") else LARGEST
        ):
            repaired = repaired._replace(text=merged.text, forks=(*repaired.forks, *merged.forks))
            copies[copy] = text
    return repaired, tuple(copies.items())


def _other_files(journal: Journal) -> Iterator[str]:
    yield from (SETTINGS_FILE, PEOPLE_FILE, INBOX_FILE)
    for folder in (REVIEWS, TRIALS):  # a folder that cannot be read is reported by `hat check`
        yield from (path for path in journal.files_in(folder, []) if path.endswith(FOLDERS[folder]))


def _repaired(journal: Journal, path: str, text: str) -> Repaired:
    if path.endswith(".toml"):
        return repair_toml(text)
    return repair_text(text, day_of(path), journal.hats, manner_of(path))


def apply_repairs(journal: Journal, repairs: list[Repair]) -> None:
    """Apply the repairs as they were shown, as one change; raises ChangedMeanwhile, and as `Journal.change_all`."""

    def edit(path: str, before: str, after: str | None) -> Edit:
        def made(text: str) -> str | None:
            if text != before:
                raise ChangedMeanwhile(
                    f"{path} has changed since it was shown", "hat check --fix again", command="check"
                )
            return after

        return made

    label = f"mend {number_of(len(repairs), 'file')}" if len(repairs) > 1 else f"mend {repairs[0].path}"
    edits = {each.path: edit(each.path, each.text, each.repaired.text) for each in repairs}
    for each in repairs:
        edits |= {path: edit(path, text, None) for path, text in each.copies}
    journal.change_all(label, edits)
    journal.forget_settings()  # they may have been repaired
