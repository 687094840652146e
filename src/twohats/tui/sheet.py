"""One day's page in the app: its text, the parsed page, and the file's fingerprint at that moment."""

from __future__ import annotations

import os

from twohats.format.page import block_in, lines_of
from twohats.format.paths import page_path
from twohats.tui.following import followed
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.model import Item, Page
    from twohats.journal.folder import Journal
    from twohats.tui.reading import Target

Fingerprint = tuple[int, int, int]
"""Time of change in nanoseconds, size and inode: two fingerprints differ when the file has changed."""

NO_FILE: Fingerprint = (0, 0, 0)


def fingerprint_of(path: str) -> Fingerprint:
    """The fingerprint of a file on this machine; `NO_FILE` where there is none."""
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
    fingerprint: Fingerprint = NO_FILE

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

    def blocks(self) -> tuple[str, ...]:
        """The lines of every item, in their order."""
        return tuple(block_in(self.lines, item) for item in self.page.items)

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
    fingerprint = fingerprint_of(
        journal.full_path(page_path(day))
    )  # taken first: a change while reading is then seen
    page, text = journal.page_and_text(day)
    return sheet_of(page, text, fingerprint)


def sheet_of(page: Page, text: str, fingerprint: Fingerprint = NO_FILE) -> Sheet:
    """The sheet of a page and the text that it was read from."""
    return Sheet(page, tuple(lines_of(text)), fingerprint)


def followed_item(old: Sheet, new: Sheet, number: int) -> int:
    """The number in `new` of what was item `number` in `old`, though its text be another; 0 if it is gone."""
    if old.day != new.day or old.item(number) is None:
        return 0
    return followed(old.blocks(), new.blocks(), number - 1) + 1


def edited_item(sheet: Sheet, target: Target) -> int:
    """The number of the line that an edit is of; 0 if it is gone.

    It is found by what has changed on the page since the edit began. Where that page is not known (drafts of an older
    version, very large pages), only a line that still reads as it did is taken for it.
    """
    if target.at:
        return followed(target.page, sheet.blocks(), target.at - 1) + 1
    same = [item.number for item in sheet.page.items if sheet.block(item.number) == target.was]
    return min(same, key=lambda each: abs(each - target.number), default=0)


def touched_item(old: Sheet, new: Sheet) -> int:
    """The number in `new` of the first item that `old` has not got; 0 when it has all of them."""
    if old.day != new.day:
        return 0
    known = {old.block(item.number) for item in old.page.items}
    return next((item.number for item in new.page.items if new.block(item.number) not in known), 0)
