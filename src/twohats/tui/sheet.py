"""One day's page as the app holds it: its text, how it was read, and the file's mark at that moment."""

from __future__ import annotations

import os

from twohats.page import block_in, lines_of
from twohats.paths import page_path
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal import Journal
    from twohats.model import Item, Page

Mark = tuple[int, int, int]
"""Time of change in nanoseconds, size and inode: two marks differ when the file has changed."""

NO_FILE: Mark = (0, 0, 0)


def mark_of(path: str) -> Mark:
    """The mark of a file on this machine; `NO_FILE` where there is none."""
    try:
        about = os.stat(path)
    except OSError:
        return NO_FILE
    return (about.st_mtime_ns, about.st_size, about.st_ino)


class Sheet(NamedTuple):
    """The page of a day, read."""

    page: Page
    lines: tuple[str, ...]
    """The text, line by line, without line endings and byte order mark."""
    mark: Mark = NO_FILE

    @property
    def day(self) -> str:
        """Its ISO date."""
        return self.page.day

    def item(self, number: int) -> Item | None:
        """The item with this number, if there is one."""
        return self.page.items[number - 1] if 1 <= number <= len(self.page.items) else None

    def block(self, number: int) -> str:
        """The lines of an item as they stand in the file (`edit.block_of`); empty if there is none."""
        item = self.item(number)
        return block_in(self.lines, item) if item else ""

    def first_line(self, number: int) -> str:
        """The first line of an item without its dash."""
        return first_line(self.block(number))


def without_dash(line: str) -> str:
    """A line as it would be typed: without what makes it a list item."""
    if line[:1] in ("-", "*", "+") and line[1:2] in ("", " ", "\t"):
        line = line[1:]
    return line.strip(" \t\r")


def first_line(block: str) -> str:
    """The first line of an item's block (`Sheet.block`) as it would be typed."""
    return without_dash(block.split("\n", 1)[0])


def read_sheet(journal: Journal, day: str) -> Sheet:
    """Read the page of a day. A file that cannot be read is the page's one problem."""
    mark = mark_of(journal.full_path(page_path(day)))  # taken first: a change while reading is then seen
    page, text = journal.page_and_text(day)
    return sheet_of(page, text, mark)


def sheet_of(page: Page, text: str, mark: Mark = NO_FILE) -> Sheet:
    """The sheet of a page and the text that it was read from."""
    return Sheet(page, tuple(lines_of(text)), mark)


def same_item(old: Sheet, new: Sheet, number: int) -> int:
    """The number in `new` of what was item `number` in `old`: the nearest of the same text, or its place."""
    block = old.block(number)
    if old.day != new.day or not block:
        return min(number, len(new.page.items))
    return same_item_as(new, number, block) or min(number, len(new.page.items))


def followed_item(old: Sheet, new: Sheet, number: int) -> int:
    """The number in `new` of what was item `number` in `old`, though its text be another; 0 if it is gone.

    Of the lines that `old` has not got, the one most like it is taken for it.
    """
    block = old.block(number)
    same = same_item_as(new, number, block)
    if same:
        return same
    known = {old.block(item.number) for item in old.page.items}
    fresh = [item.number for item in new.page.items if new.block(item.number) not in known]
    if len(fresh) < 2:  # nothing to choose from
        return fresh[0] if fresh else 0
    from difflib import SequenceMatcher

    return max(fresh, key=lambda each: SequenceMatcher(None, block[:400], new.block(each)[:400]).ratio())


def same_item_as(sheet: Sheet, number: int, was: str) -> int:
    """The number of the item that reads `was`, that nearest to `number` if there are several; 0 if none does."""
    same = [item.number for item in sheet.page.items if sheet.block(item.number) == was]
    return min(same, key=lambda each: abs(each - number), default=0)


_LIKE = 0.6
"""How like a line must be to one that is not there any more to be taken for it, as `SequenceMatcher` counts."""


def found_item(sheet: Sheet, number: int, was: str) -> int:
    """The number of what once was item `number` and read `was`, when nothing is known of the time between.

    The nearest that still reads so, else the one most like it; 0 if none is.
    """
    same = same_item_as(sheet, number, was)
    if same:
        return same
    from difflib import SequenceMatcher

    numbers = [item.number for item in sheet.page.items]
    likeness = {each: SequenceMatcher(None, was[:400], sheet.block(each)[:400]).ratio() for each in numbers}
    best = max(numbers, key=lambda each: (likeness[each], -abs(each - number)), default=0)
    return best if likeness.get(best, 0) >= _LIKE else 0


def touched_item(old: Sheet, new: Sheet) -> int:
    """The number in `new` of the first item that `old` has not got; 0 when it has all of them."""
    if old.day != new.day:
        return 0
    known = {old.block(item.number) for item in old.page.items}
    return next((item.number for item in new.page.items if new.block(item.number) not in known), 0)
