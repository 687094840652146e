r"""Edits of a page's text: they change as few lines as possible, keep the rest byte for byte, and are verified by
reading the result.

All functions are pure: text in, text out. They keep what the file does about line endings, byte order mark,
blank lines and a newline at the end. Text is split at `\n` only; a `\r` before it is part of the ending.
"""

from __future__ import annotations

from twohats.errors import ChangedMeanwhile, JournalError, NotUnderstood, TooLarge, TwohatsError
from twohats.format.item_order import ItemOrder
from twohats.format.model import Item, Page, Problem, Value
from twohats.format.page import block_of, new_page
from twohats.format.paths import LARGEST, page_path
from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.text.encoding import size_of, split_bom
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Content = tuple[type, Value, int]


class EditedText(NamedTuple):
    """The new text of a page, and the number in it of the item that was added or replaced (0 if removed)."""

    text: str
    number: int


class AddedItems(NamedTuple):
    """The new text of a page, with every item added that could be."""

    text: str
    numbers: list[int]
    """The number of each item in the page; 0 for one that could not be added."""
    refused: dict[int, TwohatsError]
    """Why the others could not be added, by their index."""
    page: Page
    """What the new text reads as."""


class _New(NamedTuple):
    """An item to be added."""

    block: Sequence[str]
    """Its lines, without endings."""
    item: Item
    """What they read as on their own."""


def add_item(text: str, day: str, item: str, hats: Hats = DEFAULT_HATS) -> EditedText:
    """Add the item's text (without its dash) to a page; the empty text becomes a new page.

    A line with a clock time goes after the last one that is not later, a line without goes after all others; on
    a page with a conflict, where every place could be between two sides, any goes to the end.
    Line breaks in the item become indented lines below it. Raises NotUnderstood if the item is no entry.
    """
    added = add_items(text, day, [item], hats)
    for error in added.refused.values():
        raise error
    return EditedText(added.text, added.numbers[0])


def add_items(text: str, day: str, items: Sequence[str], hats: Hats = DEFAULT_HATS) -> AddedItems:
    """Add several items to a page, each as `add_item` would, in turn; an item that cannot be added does not stop the
    others.

    The page is read twice, however many they are.
    """
    return add_blocks(text, day, [item_block(item) for item in items], hats)


def add_blocks(text: str, day: str, blocks: Sequence[Sequence[str]], hats: Hats = DEFAULT_HATS) -> AddedItems:
    """Add items given as the lines that they have on a page (`page.block_of`), without endings, as `add_items` does."""
    bom, body = split_bom(text)
    body = body or new_page(day)
    page = read_page(bom + body, day, hats)
    refused: dict[int, TwohatsError] = {}
    new: dict[int, _New] = {}
    room = LARGEST - size_of(text) - 64  # for the heading of a new page
    for at, block in enumerate(blocks):
        size = sum(size_of(line) + 2 for line in block)
        if size > room:
            refused[at] = TooLarge(page_path(day), LARGEST)
            continue
        try:
            new[at] = _New(block, read_alone(block, day, hats))
            room -= size
        except NotUnderstood as error:
            refused[at] = error
    for _ in range(2):  # again without those that the page has already
        if not new:
            break
        lines, places = _with_items(page, body.split("\n"), new)
        after = read_page(bom + "\n".join(lines), day, hats)
        numbers, wrong = _added(page, after, places, new)
        if not wrong:
            found = [numbers.get(at, 0) for at in range(len(blocks))]
            return AddedItems(bom + "\n".join(lines), found, refused, after)
        refused |= dict.fromkeys(wrong, refusal(page, after))
        new = {at: one for at, one in new.items() if at not in refused}
    refused |= dict.fromkeys(new, _would_alter(page))
    return AddedItems(text, [0] * len(blocks), refused, page)


def add_behind(text: str, day: str, number: int, item: str, hats: Hats = DEFAULT_HATS) -> EditedText:
    """Add the item's text right behind item `number` and the lines below that; raises as `add_item` does."""
    bom, body = split_bom(text)
    page = read_page(text, day, hats)
    block = item_block(item)
    new = {0: _New(block, read_alone(block, day, hats))}
    above = page.items[number - 1]
    lines, places = _inserted(body.split("\n"), [(above.line - 1 + above.lines, [0])], new)
    after = read_page(bom + "\n".join(lines), day, hats)
    numbers, wrong = _added(page, after, places, new)
    if wrong:
        raise refusal(page, after)
    return EditedText(bom + "\n".join(lines), numbers[0])


def replace_item(
    text: str, day: str, number: int, was: str, item: str, hats: Hats = DEFAULT_HATS
) -> EditedText:
    """Put the item's text in place of the first line of item `number`; the lines below it stay.

    If the item has line breaks, they replace the lines below as well. `was` is the block as it was shown
    (`block_of`); raises ChangedMeanwhile if it is not there any more, NotUnderstood if the item is no entry.
    """
    bom, body = split_bom(text)
    page = read_page(text, day, hats)
    old = _unchanged(text, page, number, was)
    lines = body.split("\n")
    first, end = old.line - 1, old.line - 1 + old.lines
    block = item_block(item, bullet_of(lines[first]), _indent_of(lines[first + 1 : end]))
    below = lines[first + 1 : end] if len(block) == 1 else []
    new = read_alone(block + below, day, hats)
    ending = _return_at(lines, first)
    lacked_newline = end == len(lines) and not below
    lines[first:end] = [line + ending for line in block] + below
    if lacked_newline:
        lines[-1] = lines[-1].rstrip("\r")
    return _kept(page, bom, lines, hats, gone=number, was=was, line=old.line, new=new)


def remove_item(text: str, day: str, number: int, was: str, hats: Hats = DEFAULT_HATS) -> EditedText:
    """Take item `number` out, the indented lines below it included; `was` as for `replace_item`."""
    bom, body = split_bom(text)
    page = read_page(text, day, hats)
    old = _unchanged(text, page, number, was)
    lines = body.split("\n")
    first, end = old.line - 1, old.line - 1 + old.lines
    lacked_newline = end == len(lines)
    del lines[first:end]
    if lacked_newline and lines:
        lines[-1] = lines[-1].rstrip("\r")
    return _kept(page, bom, lines, hats, gone=number, was=was)


def check_item(item: str, day: str, hats: Hats = DEFAULT_HATS) -> None:
    """Raise NotUnderstood unless a page reads the item's text (without its dash) as an entry or an event."""
    read_alone(item_block(item), day, hats)


def item_block(item: str, bullet: str = "- ", indent: str = "  ") -> list[str]:
    """The lines that an item's text, without its dash, has on a page; without endings."""
    first, *more = item.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n").split("\n")
    under = [line.strip(" \t") for line in more]
    return [bullet + first.rstrip(" \t"), *(indent + line for line in under if line)]


def bullet_of(line: str) -> str:
    """The dash and the space behind it as an item has them; `- ` if it has something else."""
    if line[:1] != "-" or line[1:2] not in (" ", "\t"):
        return "- "
    return line[: len(line) - len(line[1:].lstrip(" \t"))]


def _indent_of(below: list[str]) -> str:
    return below[0][: len(below[0]) - len(below[0].lstrip(" \t"))] if below else "  "


def read_alone(block: Sequence[str], day: str, hats: Hats) -> Item:
    """The item that these lines read as on their own; raises NotUnderstood unless they are exactly one."""
    page = read_page("\n".join(block), day, hats)
    if len(page.items) != 1 or page.problems:
        hint = "25m brand post linkedin m2: a note"
        raise NotUnderstood("this is neither a line of time nor an event", hint, line=block[0])
    value = page.items[0].value
    if isinstance(value, Problem):
        raise NotUnderstood(
            value.message,
            value.hint,
            line=value.text,
            column=value.column,
            length=value.length,
            command=value.command,
        )
    return page.items[0]


def _return_at(lines: list[str], index: int) -> str:
    """The carriage return that line `index` ends with; the last line has no ending, so the one before."""
    if index == len(lines) - 1:
        index -= 1
    return "\r" if index >= 0 and lines[index].endswith("\r") else ""


def _ended(line: str, ending: str) -> str:
    """A last line with the ending that it lacked."""
    return line if line.endswith("\r") else line + ending


def _in_conflict(page: Page) -> bool:
    return any(problem.code == "conflict" for problem in page.problems)


def _with_items(page: Page, lines: list[str], new: dict[int, _New]) -> tuple[list[str], dict[int, int]]:
    """The lines of a page with new items among them, and the index of each one's first line."""
    items = {at: one.item for at, one in new.items()}
    if _in_conflict(page):
        runs = [(_end_of(lines), list(new))]
    elif page.items:
        runs = ItemOrder(page.items).runs(items)
    else:
        runs = [(_make_room(lines), ItemOrder(()).runs(items)[0][1])]
    return _inserted(lines, runs, new)


def _inserted(
    lines: list[str], runs: list[tuple[int, list[int]]], new: dict[int, _New]
) -> tuple[list[str], dict[int, int]]:
    """The lines of a page with new items before the index of each run, and the index of each one's first line."""
    made: list[str] = []
    places: dict[int, int] = {}
    done = 0
    for at, run in runs:
        made += lines[done:at]
        done = at
        ending = _return_at(lines, max(at - 1, 0))
        if at == len(lines):  # behind a last line that had no newline
            made[-1] = _ended(made[-1], ending)
        for one in run:
            places[one] = len(made)
            made += [line + ending for line in new[one].block]
        if at == len(lines):
            made[-1] = made[-1].rstrip("\r")
    return made + lines[done:], places


def _added(
    before: Page, after: Page, places: dict[int, int], new: dict[int, _New]
) -> tuple[dict[int, int], list[int]]:
    """The numbers of the new items, and those that are not what they are alone; all, if another item has changed."""
    at_line = {line + 1: at for at, line in places.items()}
    numbers: dict[int, int] = {}
    right: set[int] = set()
    others: list[Content] = []
    for item in after.items:
        at = at_line.get(item.line)
        if at is None:
            others.append(content_of(item))
        else:
            numbers[at] = item.number
            if content_of(item) == content_of(new[at].item):
                right.add(at)
    wrong = [at for at in new if at not in right]
    if not wrong and others != [content_of(item) for item in before.items]:
        wrong = list(new)
    return numbers, wrong


def _end_of(lines: list[str]) -> int:
    """The index at which a line is appended to a page."""
    return len(lines) - 1 if lines[-1] == "" else len(lines)


def _make_room(lines: list[str]) -> int:
    """Where the first item of a page goes: at the end, separated from the text above by a blank line.

    Puts that blank line in if it is not there, and keeps the file's habit about a newline at its end.
    """
    at = _end_of(lines)
    if at and lines[at - 1].strip(" \t\r"):
        ending = _return_at(lines, at - 1)
        if at == len(lines):
            lines[-1] = _ended(lines[-1], ending)
        lines.insert(at, ending)
        at += 1
    return at


def _unchanged(text: str, page: Page, number: int, was: str) -> Item:
    if not 1 <= number <= len(page.items) or block_of(text, page.items[number - 1]) != was:
        raise changed_meanwhile(page.day, number)
    return page.items[number - 1]


def changed_meanwhile(day: str, number: int) -> ChangedMeanwhile:
    """The error for a line that is not as it was shown."""
    return ChangedMeanwhile(
        f"line {number} of {day} has changed since it was shown",
        f"hat list {day} shows it as it is now",
        command="list",
    )


def _kept(
    before: Page,
    bom: str,
    lines: list[str],
    hats: Hats,
    *,
    gone: int,
    was: str,
    line: int = 0,
    new: Item | None = None,
) -> EditedText:
    """Read the new text, and verify that the new item is at its line and every other item is unchanged."""
    text = bom + "\n".join(lines)
    after = read_page(text, before.day, hats)
    number = next((item.number for item in after.items if item.line == line), 0)
    others = [content_of(item) for item in before.items if item.number != gone]
    _count_next(others, content_of(before.items[gone - 1]), was)
    whole = others == [content_of(item) for item in after.items if item.number != number]
    if new is not None:
        whole = whole and number > 0 and content_of(after.items[number - 1]) == content_of(new)
    if not whole:
        raise refusal(before, after)
    return EditedText(text, number)


def refusal(before: Page, after: Page) -> JournalError:
    """Why a page cannot be changed to what it would be."""
    if _doubled(after) > _doubled(before):
        return JournalError(
            f"{before.day} has this very line already, at the same time",
            f"hat list {before.day} shows it",
            command="list",
        )
    return _would_alter(before)


def _would_alter(before: Page) -> JournalError:
    conflict = _in_conflict(before)
    return JournalError(
        f"the change would alter other lines of {before.day}, so it was not made",
        "hat check --fix mends the page first" if conflict else "hat edit opens the page in your editor",
        command="check" if conflict else "edit",
    )


def _count_next(others: list[Content], gone: Content, was: str) -> None:
    """If the page has a duplicate of the removed item, that one is counted from now on."""
    head = was.partition("\n")[0]
    for at, (_, value, lines) in enumerate(others):
        if is_doubled(value) and lines == gone[2] and isinstance(value, Problem) and value.text == head:
            others[at] = gone
            return


def _doubled(page: Page) -> int:
    return sum(is_doubled(item.value) for item in page.items)


def is_doubled(value: Value) -> bool:
    """Whether it repeats a line above, word for word, and is not counted."""
    return isinstance(value, Problem) and value.code == "doubled"


def content_of(item: Item) -> Content:
    """What an item is, independent of its position."""
    value = item.value._replace(line=0) if isinstance(item.value, Problem) else item.value
    return type(value), value, item.lines
