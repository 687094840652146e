"""Replaces, moves to another day, or removes existing lines: each as one change, reverted by one undo."""

from __future__ import annotations

from twohats.errors import ChangedMeanwhile, JournalError, NotUnderstood
from twohats.format.edit import add_blocks, item_block, remove_item
from twohats.format.edit_many import ChangedItem, change_items
from twohats.format.model import Problem
from twohats.format.page import block_of, find_item
from twohats.format.paths import page_path
from twohats.journal.folder import Added
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.drafting.draft import Draft
    from twohats.journal.folder import Journal


def line_at(journal: Journal, day: str, number: int) -> Line:
    """The line with this number, including the lines below it.

    Raises NothingFound, and ChangedMeanwhile if it is not the one that was last shown there.
    """
    page, text = journal.page_and_text(day)
    if page.problems and not page.items:
        raise JournalError(f"{page.problems[0].path} {page.problems[0].message}", page.problems[0].hint)
    item = find_item(page, number)
    block = block_of(text, item)
    name = f"{day}:{number}"
    if not journal.cache.is_as_shown(name, block):
        raise ChangedMeanwhile(
            f"{name} is another line than when it was last shown",
            f"hat list {day} shows it as it is now",
            command="list",
        )
    return Line(day, item, block)


def block_at(journal: Journal, day: str, number: int) -> str:
    """The text of `line_at`, which it raises as."""
    return line_at(journal, day, number).block


def replace(journal: Journal, day: str, number: int, was: str, new: Draft, *, change: int = 0) -> Added:
    """Replace the line that was shown as `was` by a draft, or move it to the draft's day if that is another.

    `change` is the number of `Journal.change_all`. Raises as that does, and ChangedMeanwhile.
    """
    if new.day == day:
        return journal.replace(day, number, was, new.item, change=change)
    return _move(journal, day, number, was, new, change)


def _move(journal: Journal, day: str, number: int, was: str, new: Draft, change: int) -> Added:
    """Put a line on the page of another day, in other words; the lines below it as they are, unless it has its own."""
    block = item_block(new.item)
    if len(block) == 1:
        block += was.split("\n")[1:]
    label = f"move {day}:{number} to {new.day} {new.item}"
    (placed,) = _moved(journal, label, [(day, number, was)], new.day, [block], change)
    return Added(new.day, placed, new.item)


def move(journal: Journal, lines: Sequence[Line], day: str, *, change: int = 0) -> list[Added]:
    """Put lines on the page of another day as they are, the lines below them included, as one change.

    Returns their places there, in the order given; a line given twice is moved once. `change` is the number of
    `Journal.change_all`. Raises as that does, ChangedMeanwhile, and NotUnderstood for lines that are not understood or
    on that page already.
    """
    lines = list({line.place: line for line in lines}.values())
    for line in lines:
        if isinstance(line.item.value, Problem):
            hint = f"hat edit {line.place} corrects it first"
            raise NotUnderstood(
                f"{line.place} is not understood: {line.item.value.message}", hint, command="edit"
            )
        if line.day == day:
            raise NotUnderstood(
                f"{line.place} is of {day} already", "hat move moves lines to another day", command="move"
            )
    first = lines[0]
    label = f"move {first.place} to {day} {first.text}"
    if len(lines) > 1:
        label += f", and {len(lines) - 1} more"
    taken = [(line.day, line.item.number, line.block) for line in lines]
    numbers = _moved(journal, label, taken, day, [line.block.split("\n") for line in lines], change)
    return [Added(day, number, line.text) for number, line in zip(numbers, lines, strict=True)]


def _moved(
    journal: Journal,
    label: str,
    taken: Sequence[tuple[str, int, str]],
    day: str,
    blocks: Sequence[Sequence[str]],
    change: int,
) -> list[int]:
    """Take lines (day, number, as shown) from their pages and put blocks on that of a day; their numbers there."""
    numbers: list[int] = []

    def put(text: str) -> str:
        made = add_blocks(text, day, blocks, journal.hats)
        for error in made.refused.values():
            raise error
        numbers[:] = made.numbers
        return made.text

    def taking(of: str) -> Callable[[str], str]:
        def take(text: str) -> str:
            here = sorted({(number, was) for at, number, was in taken if at == of}, reverse=True)
            for number, was in here:  # from below, so that those above keep their numbers
                text = remove_item(text, of, number, was, journal.hats).text
            return text

        return take

    edits = {page_path(of): taking(of) for of in dict.fromkeys(of for of, _, _ in taken)}
    # Killed between two pages, it leaves a line on both of them rather than on neither.
    journal.change_all(label, {page_path(day): put, **edits}, number=change)
    return numbers


def remove(journal: Journal, lines: Sequence[Line]) -> None:
    """Remove lines that stood there as they are given, the lines below them included, as one change; raises as
    `replace` does.
    """
    first = lines[0]
    if len(lines) == 1:
        journal.remove(first.day, first.item.number, first.block)
        return
    days: dict[str, list[ChangedItem]] = {}
    for line in lines:
        days.setdefault(line.day, []).append(ChangedItem(line.item.number, line.block, None))

    def taking(day: str) -> Callable[[str], str]:
        return lambda text: change_items(text, day, days[day], (), journal.hats).text

    label = f"remove {first.place} {first.text}, and {len(lines) - 1} more"
    journal.change_all(label, {page_path(day): taking(day) for day in days})
