"""Files that something else has merged, mended: what is certain and nothing else (`hat check --fix`)."""

from __future__ import annotations

from collections import Counter

from twohats.drafting.inbox_merge import manner_of
from twohats.errors import ChangedMeanwhile, TwohatsError
from twohats.format.merging.repair import Healed, heal, heal_toml, removed_lines
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
    """A line that mending a file takes out of it."""

    number: int
    text: str
    stands_once_more: bool
    """Whether the same line stays elsewhere in the file."""


class Mending(NamedTuple):
    """A file, and what mending makes of it."""

    path: str
    text: str
    healed: Healed

    def removed(self) -> list[Removed]:
        """The lines that go, less those that only get their dash."""
        dashed = Counter(old for old, _ in self.healed.dashed)
        removed = []
        for one in removed_lines(self.text, self.healed.text):
            if dashed[one[1]] > 0:
                dashed[one[1]] -= 1
            else:
                removed.append(Removed(*one))
        return removed


def find_mendings(journal: Journal, first: str = "", last: str = "9999") -> list[Mending]:
    """The files of a journal that can be mended: the pages from `first` to `last`, and all others."""
    found: list[Mending] = []
    for path in [*(page_path(day) for day in journal.days(first, last)), *_other_files(journal)]:
        try:
            text = journal.read_text(path)
        except TwohatsError:
            continue  # `hat check` reports what is wrong with it
        healed = _healed(journal, path, text or "")
        if text is not None and healed.text != text:
            found.append(Mending(path, text, healed))
    return found


def _other_files(journal: Journal) -> Iterator[str]:
    yield from (SETTINGS_FILE, PEOPLE_FILE, INBOX_FILE)
    for folder in (REVIEWS, TRIALS):  # a folder that cannot be read is reported by `hat check`
        yield from (path for path in journal.files_in(folder, []) if path.endswith(FOLDERS[folder]))


def _healed(journal: Journal, path: str, text: str) -> Healed:
    if path.endswith(".toml"):
        return heal_toml(text)
    return heal(text, day_of(path), journal.hats, manner_of(path))


def mend(journal: Journal, mendings: list[Mending]) -> None:
    """Mend the files as they were shown, as one change; raises ChangedMeanwhile, and as `Journal.change_all`."""

    def edit(mending: Mending) -> Callable[[str], str]:
        def made(text: str) -> str:
            if text != mending.text:
                raise ChangedMeanwhile(
                    f"{mending.path} has changed since it was shown", "hat check --fix again", command="check"
                )
            return mending.healed.text

        return made

    label = f"mend {number_of(len(mendings), 'file')}" if len(mendings) > 1 else f"mend {mendings[0].path}"
    journal.change_all(label, {mending.path: edit(mending) for mending in mendings})
    journal.forget_settings()  # they may have been mended
