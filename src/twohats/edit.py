"""Changes to the text of a page: the fewest lines, everything else byte for byte, read again before it is kept.

All functions are pure: text in, text out. They keep what the file does about line endings, byte order mark,
blank lines and a newline at the end. Text is split at `\\n` only; a `\\r` before it is part of the ending.
"""

from __future__ import annotations

from twohats.errors import ChangedMeanwhile, JournalError, NothingFound
from twohats.model import Entry, Event, Item, Page, Problem, Value
from twohats.page import BOM, read_page
from twohats.values import NamedTuple
from twohats.words import DEFAULT_HATS, Hats

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Edited(NamedTuple):
    """The new text of a page, and the number in it of the item that was added or replaced (0 if removed)."""

    text: str
    number: int


def weekday_name(day: str) -> str:
    """The English name of the weekday of an ISO date (Zeller's congruence: `datetime` costs 1.3 ms)."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    if month < 3:
        year, month = year - 1, month + 12
    shift = number + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400
    return _WEEKDAYS[(shift + 5) % 7]


def new_page(day: str) -> str:
    """The text of a page before its first line."""
    return f"# {day} {weekday_name(day)}\n\n"


def block_of(text: str, item: Item) -> str:
    """The lines of an item as they stand in the text, the indented ones below included, without endings."""
    lines = text.removeprefix(BOM).split("\n")[item.line - 1 : item.line - 1 + item.lines]
    return "\n".join(line.removesuffix("\r") for line in lines)


def find_item(page: Page, number: int) -> Item:
    """The item with this number; raises NothingFound when the page has no such line."""
    if 1 <= number <= len(page.items):
        return page.items[number - 1]
    many = len(page.items)
    has = "no lines" if not many else "one line" if many == 1 else f"{many} lines"
    raise NothingFound(f"{page.day} has no line {number}: it has {has}", f"hat list {page.day} shows them")


def add_item(text: str, day: str, item: str, hats: Hats = DEFAULT_HATS) -> Edited:
    """Add the item's text (without its dash) to a page; the empty text becomes a new page.

    A line with a clock time goes after the last one that is not later, a line without goes after all others.
    Line breaks in the item become indented lines below it.
    """
    if not text.removeprefix(BOM):
        text += new_page(day)
    page = read_page(text, day, hats)
    lines = text.split("\n")
    at = _place_for(page, read_page(f"- {_first_line(item)}", day, hats))
    ending = "\r" if _is_crlf(lines, at) else ""
    block = _block(item, "- ", ending)
    if at is not None:
        lines[at:at] = block
        if at + len(block) == len(lines):  # it went behind a last line that had no newline
            lines[at - 1] += ending
            lines[-1] = lines[-1].removesuffix("\r")
    else:
        lines = _append(lines, block, ending)
    return _kept(page, "\n".join(lines), day, hats, added=True)


def replace_item(
    text: str, day: str, number: int, was: str, item: str, hats: Hats = DEFAULT_HATS
) -> Edited:
    """Put the item's text in place of the first line of item `number`; the lines below it stay.

    If the item has line breaks, they replace the lines below as well. `was` is the block as it was shown
    (`block_of`); raises ChangedMeanwhile if it is not there any more.
    """
    page = read_page(text, day, hats)
    found = _unchanged(text, page, number, was)
    lines = text.split("\n")
    first = found.line - 1
    mark = BOM if lines[first].startswith(BOM) else ""
    old = lines[first].removeprefix(BOM)
    ending = "\r" if old.endswith("\r") else ""
    bullet = old[: len(old) - len(old[1:].lstrip(" \t"))] if old[0] == "-" else "- "
    block = _block(item, bullet if bullet[1:] else "- ", ending)
    size = found.lines if len(block) > 1 else 1
    at_end = first + size == len(lines)
    lines[first : first + size] = block
    lines[first] = mark + lines[first]
    if at_end:
        lines[-1] = lines[-1].removesuffix("\r")
    return _kept(page, "\n".join(lines), day, hats, changed=number)


def remove_item(text: str, day: str, number: int, was: str, hats: Hats = DEFAULT_HATS) -> Edited:
    """Take item `number` out, the indented lines below it included; `was` as for `replace_item`."""
    page = read_page(text, day, hats)
    found = _unchanged(text, page, number, was)
    lines = text.split("\n")
    first = found.line - 1
    mark = BOM if lines[first].startswith(BOM) else ""
    at_end = first + found.lines == len(lines)
    del lines[first : first + found.lines]
    if at_end and lines:
        lines[-1] = lines[-1].removesuffix("\r")
    return _kept(page, mark + "\n".join(lines), day, hats, changed=number, removed=True)


def _first_line(item: str) -> str:
    return item.split("\n", 1)[0]


def _block(item: str, bullet: str, ending: str) -> list[str]:
    first, *more = item.split("\n")
    under = [f"  {line.strip()}" for line in more if line.strip(" \t\r")]
    return [f"{bullet}{first}{ending}", *(line + ending for line in under)]


def _is_crlf(lines: list[str], at: int | None) -> bool:
    """Whether a new line at index `at` ends as CRLF: as the line before it does, else as the first does."""
    if len(lines) < 2:
        return False
    near = at - 1 if at is not None and 0 < at < len(lines) else 0
    return lines[near].endswith("\r")


def _start(value: Value) -> int | None:
    if isinstance(value, Entry):
        return value.start
    return value.at if isinstance(value, Event) else None


def _place_for(page: Page, new: Page) -> int | None:
    """Index of the line before which a new item goes, or None when the page has no item yet."""
    if not page.items:
        return None
    behind = page.items[-1]
    start = _start(new.items[0].value) if new.items else None
    if start is not None:
        timed = [(begin, item) for item in page.items if (begin := _start(item.value)) is not None]
        earlier = [item for begin, item in timed if begin <= start]
        if earlier:
            behind = earlier[-1]
        elif timed:
            return timed[0][1].line - 1
    return behind.line - 1 + behind.lines


def _append(lines: list[str], block: list[str], ending: str) -> list[str]:
    """Put a block behind prose, a blank line between, keeping the file's habit about its last newline."""
    had_newline = lines[-1] == ""
    body = lines[:-1] if had_newline else [*lines[:-1], lines[-1] + ending]
    if body and body[-1].strip(" \t\r" + BOM):
        body.append(ending)
    if had_newline:
        return [*body, *block, ""]
    block[-1] = block[-1].removesuffix("\r")
    return [*body, *block]


def _unchanged(text: str, page: Page, number: int, was: str) -> Item:
    if not 1 <= number <= len(page.items) or block_of(text, page.items[number - 1]) != was:
        raise ChangedMeanwhile(
            f"line {number} of {page.day} has changed since it was shown",
            f"hat list {page.day} shows it as it is now",
        )
    return page.items[number - 1]


def _kept(
    before: Page,
    text: str,
    day: str,
    hats: Hats,
    *,
    added: bool = False,
    changed: int = 0,
    removed: bool = False,
) -> Edited:
    """Read the new text and make sure that every other item is there, in order, unchanged."""
    after = read_page(text, day, hats)
    old = [item.value for item in before.items]
    new = [item.value for item in after.items]
    if added:
        number = next((n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if not _same(a, b)), len(new))
        whole = len(new) == len(old) + 1 and _all_same(old, new[: number - 1] + new[number:])
    elif removed:
        number = 0
        whole = _all_same(old[: changed - 1] + old[changed:], new)
    else:
        number = changed
        whole = len(new) == len(old) and _all_same(
            old[: changed - 1] + old[changed:], new[: changed - 1] + new[changed:]
        )
    if not whole:
        raise JournalError(
            f"the change would alter other lines of {day}, so it was not made",
            "hat edit opens the page in your editor",
        )
    return Edited(text, number)


def _same(one: Value, other: Value) -> bool:
    """Equality of two values, problems compared without their line, which may move."""
    if isinstance(one, Problem) and isinstance(other, Problem):
        return one._replace(line=0) == other._replace(line=0)
    return type(one) is type(other) and one == other


def _all_same(old: list[Value], new: list[Value]) -> bool:
    return len(old) == len(new) and all(_same(a, b) for a, b in zip(old, new, strict=True))
