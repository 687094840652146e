"""Replaces, moves to another day, or removes an existing line: each as one change, reverted by one undo."""

from __future__ import annotations

from twohats.errors import ChangedMeanwhile, JournalError
from twohats.format.edit import add_item, remove_item
from twohats.format.page import block_of, find_item
from twohats.format.paths import page_path
from twohats.journal.folder import Added

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.draft import Draft
    from twohats.journal.folder import Journal


def block_at(journal: Journal, day: str, number: int) -> str:
    """The line with this number, including the lines below it.

    Raises NothingFound, and ChangedMeanwhile if it is not the one that was last shown there.
    """
    page, text = journal.page_and_text(day)
    if page.problems and not page.items:
        raise JournalError(f"{page.problems[0].path} {page.problems[0].message}", page.problems[0].hint)
    block = block_of(text, find_item(page, number))
    name = f"{day}:{number}"
    if not journal.cache.is_as_shown(name, block):
        raise ChangedMeanwhile(
            f"{name} is another line than when it was last shown",
            f"hat list {day} shows it as it is now",
            command="list",
        )
    return block


def replace(journal: Journal, day: str, number: int, was: str, new: Draft, *, change: int = 0) -> Added:
    """Replace the line that was shown as `was` by a draft, or move it to the draft's day if that is another.

    `change` is the number of `Journal.change_all`. Raises as that does, and ChangedMeanwhile.
    """
    if new.day == day:
        return journal.replace(day, number, was, new.item, change=change)
    return _move(journal, day, number, was, new, change)


def _move(journal: Journal, day: str, number: int, was: str, new: Draft, change: int) -> Added:
    """Put a line on the page of another day, the lines below it included."""
    below = was.partition("\n")[2]
    item = new.item if "\n" in new.item or not below else f"{new.item}\n{below}"
    placed = 0

    def put(text: str) -> str:
        nonlocal placed
        text, placed = add_item(text, new.day, item, journal.hats)
        return text

    def take(text: str) -> str:
        return remove_item(text, day, number, was, journal.hats).text

    label = f"move {day}:{number} to {new.day} {new.item}"
    journal.change_all(label, {page_path(day): take, page_path(new.day): put}, number=change)
    return Added(new.day, placed, new.item)


def remove(journal: Journal, day: str, number: int, was: str) -> str:
    """Remove the line that stood there as `was`; its text without the dash. Raises as `replace` does."""
    journal.remove(day, number, was)
    return was.removeprefix("-").strip()
