"""Many lines of one page changed at once: some replaced, some taken out, some added, the page read twice in all.

Each is as `edit` does it one at a time, which would read a page of ten thousand lines ten thousand times.
"""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.format.edit import (
    add_items,
    bullet_of,
    changed_meanwhile,
    content_of,
    is_doubled,
    read_alone,
    refusal,
)
from twohats.format.page import block_in, lines_of
from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.text.encoding import split_bom
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Page


class ChangedItem(NamedTuple):
    """What becomes of one item of a page."""

    number: int
    was: str
    """Its block as it was shown (`page.block_of`)."""
    item: str | None
    """The new text of its first line, without its dash; None takes it out, the lines below it included."""


class ChangedPage(NamedTuple):
    """The new text of a page, and where its changed items stand now."""

    text: str
    numbers: dict[int, int]
    """The old number of each item that was replaced, to its new one."""
    added: list[int]
    """The numbers of the items that were added."""


def change_items(
    text: str,
    day: str,
    changed: Sequence[ChangedItem],
    added: Sequence[str] = (),
    hats: Hats = DEFAULT_HATS,
) -> ChangedPage:
    """Replace and take out items, each named once, then add others (`edit.add_items`): all or none.

    Raises as `edit.replace_item` does: ChangedMeanwhile if one of them is not as it was shown, NotUnderstood if a new
    text is no entry, JournalError if other lines would be altered.
    """
    numbers: dict[int, int] = {}
    if changed:
        text, numbers = _replaced(text, day, changed, hats)
    if not added:
        return ChangedPage(text, numbers, [])
    made = add_items(text, day, added, hats)
    for error in made.refused.values():
        raise error
    taken = set(made.numbers)
    free = [item.number for item in made.page.items if item.number not in taken]
    return ChangedPage(made.text, {old: free[new - 1] for old, new in numbers.items()}, made.numbers)


def _replaced(text: str, day: str, changed: Sequence[ChangedItem], hats: Hats) -> tuple[str, dict[int, int]]:
    bom, body = split_bom(text)
    page = read_page(text, day, hats)
    rows = lines_of(text)
    lines = body.split("\n")
    _refuse_doubled(page, rows, changed)
    kept = {item.number: content_of(item) for item in page.items}
    for each in sorted(changed, key=lambda one: -one.number):
        if not 1 <= each.number <= len(page.items) or block_in(rows, page.items[each.number - 1]) != each.was:
            raise changed_meanwhile(day, each.number)
        old = page.items[each.number - 1]
        first, end = old.line - 1, old.line - 1 + old.lines
        if each.item is None:
            lacked_newline = end == len(lines)
            del lines[first:end]
            del kept[each.number]
            if lacked_newline and lines:
                lines[-1] = lines[-1].rstrip("\r")
        else:
            row = lines[first]
            lines[first] = bullet_of(row) + each.item + row[len(row.rstrip("\r")) :]
            kept[each.number] = content_of(read_alone(lines[first:end], day, hats))
    new = bom + "\n".join(lines)
    after = read_page(new, day, hats)
    if [content_of(item) for item in after.items] != list(kept.values()):
        raise refusal(page, after)
    places = {number: at for at, number in enumerate(kept, 1)}
    return new, {each.number: places[each.number] for each in changed if each.item is not None}


def _refuse_doubled(page: Page, rows: list[str], changed: Sequence[ChangedItem]) -> None:
    """Raise JournalError if one of the items stands on the page once more, word for word, which is not counted: what is
    left of them would be counted from then on.
    """
    doubled = {block_in(rows, item): item.number for item in page.items if is_doubled(item.value)}
    for each in changed if doubled else ():
        if each.was in doubled and doubled[each.was] != each.number:
            raise JournalError(
                f"{page.day}:{doubled[each.was]} repeats {page.day}:{each.number} word for word",
                "hat check --fix takes it out; then they can be changed",
                command="check",
            )
