"""Counts what changed in a journal, for commit messages and the report. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from twohats.format.merging.blocks import blocks_of, is_item
from twohats.format.paths import day_of
from twohats.sync.paths import JOURNAL_FILES
from twohats.text.encoding import BOM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_WEEK = re.compile(r"[0-9]{4}-W[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Tally:
    """Lines added, changed and removed, the days they are on, and what else has changed."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    days: tuple[str, ...] = ()
    """ISO dates of the pages whose lines differ, in order."""
    others: tuple[str, ...] = ()
    """What else differs, in words: `hat.toml`, `the review of 2026-W47`."""

    def __bool__(self) -> bool:
        return bool(self.days or self.others)

    def __add__(self, other: Tally) -> Tally:
        days = {*self.days, *other.days}
        others = dict.fromkeys([*self.others, *other.others])
        return Tally(
            self.added + other.added, self.changed + other.changed, self.removed + other.removed,
            tuple(sorted(days)), tuple(others),
        )  # fmt: skip

    def says(self) -> str:
        """`2 lines added on 2026-11-22, 1 changed; hat.toml changed`; `nothing` if nothing differs."""
        counts = [(self.added, "added"), (self.changed, "changed"), (self.removed, "removed")]
        told = [(count, word) for count, word in counts if count]
        parts = []
        if told:
            (count, word), *more = told
            first = f"{count} line{'s' if count != 1 else ''} {word} on {self._when()}"
            parts.append(", ".join([first, *(f"{other} {its}" for other, its in more)]))
        names = list(self.others)
        if len(names) > 3:
            names = [*names[:2], f"{len(names) - 2} more files"]
        if names:
            parts.append(f"{', '.join(names)} changed")
        return "; ".join(parts) or "nothing"

    def _when(self) -> str:
        return self.days[0] if len(self.days) == 1 else f"{len(self.days)} days"


def tally(changes: Iterable[tuple[str, str, str]]) -> Tally:
    """Count changes, each a path within the journal with its text before and after; empty where there is none."""
    added = changed = removed = 0
    days: list[str] = []
    others: list[str] = []
    for path, before, after in changes:
        day = day_of(path)
        if not day:
            others.append(_called(path))
            continue
        new, gone = (sum(count.values()) for count in _differences(before, after))
        both = min(new, gone)
        added, changed, removed = added + new - both, changed + both, removed + gone - both
        if new or gone:
            days.append(day)
        else:
            same = _block_counts(before) == _block_counts(after)
            others.append(f"the {'layout' if same else 'prose'} of {day}")
    return Tally(added, changed, removed, tuple(sorted(days)), tuple(dict.fromkeys(others)))


def _block_counts(text: str) -> Counter[str]:
    """How often each block stands there, be it an item or prose."""
    return Counter(block.key for block in blocks_of(text.removeprefix(BOM))[0])


def _differences(before: str, after: str) -> tuple[Counter[str], Counter[str]]:
    old, new = (
        Counter(block.key for block in blocks_of(text.removeprefix(BOM))[0] if is_item(block.raw))
        for text in (before, after)
    )
    return new - old, old - new


def _called(path: str) -> str:
    folder, _, name = path.partition("/")
    week = name.rpartition("/")[2].removesuffix(".md")
    if folder == "weeks" and _WEEK.fullmatch(week):
        return f"the review of {week}"
    # Names of other files are the user's own words, and are not put into a message that is pushed.
    known = {"inbox.md": "the inbox", "trials": "a trial", "days": "a page", "weeks": "a review"}
    return known.get(folder, folder if folder in JOURNAL_FILES else "another file")
