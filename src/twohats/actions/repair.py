"""Repairs files that another program has merged, only where the result is certain (`hat check --fix`)."""

from __future__ import annotations

from collections import Counter

from twohats.drafting.inbox_merge import manner_of
from twohats.errors import ChangedMeanwhile, TwohatsError
from twohats.format.merging.repair import Repaired, removed_lines, repair_text, repair_toml
from twohats.format.paths import (
    FOLDERS,
    INBOX_FILE,
    PEOPLE_FILE,
    REVIEWS,
    SETTINGS_FILE,
    TRIALS,
    day_of,
    page_path,
)
from twohats.values import NamedTuple
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twohats.journal.folder import Journal


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
    for path in [*(page_path(day) for day in journal.days(first, last)), *_other_files(journal)]:
        try:
            text = journal.read_text(path)
        except TwohatsError:
            continue  # `hat check` reports what is wrong with it
        repaired = _repaired(journal, path, text or "")
        if text is not None and repaired.text != text:
            found.append(Repair(path, text, repaired))
    return found


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

    def edit(repair: Repair) -> Callable[[str], str]:
        def made(text: str) -> str:
            if text != repair.text:
                raise ChangedMeanwhile(
                    f"{repair.path} has changed since it was shown", "hat check --fix again", command="check"
                )
            return repair.repaired.text

        return made

    label = f"mend {number_of(len(repairs), 'file')}" if len(repairs) > 1 else f"mend {repairs[0].path}"
    journal.change_all(label, {repair.path: edit(repair) for repair in repairs})
    journal.forget_settings()  # they may have been repaired
