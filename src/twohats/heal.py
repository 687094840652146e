"""Pages that something else has merged: conflicts that git has marked, and lines that stand there twice.

A text with the marks of `git merge` in it holds both sides whole, and in the styles diff3 and zdiff3 their
common past as well. So the two texts are put together again and merged by meaning. What is read from such a
page is what it will be when it is mended: a line of both sides counts once. Marks that do not pair are left
alone and said. Pure; never raises on any text.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from twohats.merge import Fork, blocks_of, check_lines, is_item, merge
from twohats.model import Item, Page, Problem
from twohats.page import lines_of, read_lines
from twohats.values import NamedTuple
from twohats.words import DEFAULT_HATS, Hats

_SHORTEST = 7
"""Signs in a mark; `conflict-marker-size` and nested merges make it more, never less."""
_MOST_COMPARED = 50
_ALIKE = 0.7


class Conflict(NamedTuple):
    """One conflict, as the indexes of the lines that its marks stand on."""

    start: int
    base: int
    """Of the mark before the common past; -1 if the style does not show it."""
    middle: int
    end: int


class Sides(NamedTuple):
    """The three texts that a text with conflicts was made of, as far as it shows them."""

    base: str
    """Where the style does not show the common past, it has nothing between the marks."""
    ours: str
    theirs: str


class Healed(NamedTuple):
    """A text as it is when it is mended."""

    text: str
    conflicts: int = 0
    """How many conflicts have been settled."""
    doubled: tuple[str, ...] = ()
    """The lines that stood there twice, and do so no more."""
    forks: tuple[Fork, ...] = ()
    """Two versions of one line, both kept until someone chooses."""


def _mark(line: str) -> tuple[str, int]:
    """The sign and the length of a conflict mark; an empty sign if the line is none."""
    sign = line[:1]
    if sign not in ("<", "|", "=", ">"):
        return "", 0
    size = len(line) - len(line.lstrip(sign))
    rest = line[size:]
    whole = size >= _SHORTEST and (not rest or (rest.startswith(" ") and sign != "="))
    return (sign, size) if whole else ("", 0)


def conflicts_in(lines: list[str]) -> tuple[list[Conflict], list[int]]:
    """The conflicts that can be read, and the lines with an opening mark that belongs to none."""
    found: list[Conflict] = []
    stray: list[int] = []
    at = 0
    while at < len(lines):
        sign, size = _mark(lines[at])
        if sign == "<":
            one = _conflict_at(lines, at, size)
            if one is None:
                stray.append(at)
            else:
                found.append(one)
                at = one.end
        at += 1
    return found, stray


def _conflict_at(lines: list[str], start: int, size: int) -> Conflict | None:
    """The conflict that begins at `start` with a mark of so many signs."""
    base = middle = -1
    for at in range(start + 1, len(lines)):
        sign, length = _mark(lines[at])
        if length != size:
            continue
        if sign == "|" and base < 0 and middle < 0:
            base = at
        elif sign == "=" and middle < 0:
            middle = at
        elif sign == ">" and middle >= 0:
            return Conflict(start, base, middle, at)
        else:
            return None  # nested in itself, or a row of signs that could be text as well
    return None


def sides_of(text: str, conflicts: list[Conflict] | None = None) -> Sides:
    """The texts on both sides of the conflicts, and the one before them."""
    lines = text.split("\n")
    if conflicts is None:
        conflicts = conflicts_in(lines_of(text))[0]
    base: list[str] = []
    ours: list[str] = []
    theirs: list[str] = []
    at = 0
    for one in conflicts:
        for side in (base, ours, theirs):
            side.extend(lines[at : one.start])
        ours += lines[one.start + 1 : one.middle if one.base < 0 else one.base]
        theirs += lines[one.middle + 1 : one.end]
        # The past of a merge that had several pasts is itself a merge, marked within: then it is not known.
        past = lines[one.base + 1 : one.middle] if one.base >= 0 else []
        base += past if not any(_mark(line.removesuffix("\r"))[0] == "<" for line in past) else []
        at = one.end + 1
    return Sides(*("\n".join([*side, *lines[at:]]) for side in (base, ours, theirs)))


def settle(text: str) -> Healed:
    """The text with its conflicts merged by meaning; unchanged where that cannot be done without a loss."""
    conflicts, _ = conflicts_in(lines_of(text))
    if not conflicts:
        return Healed(text)
    base, ours, theirs = sides_of(text, conflicts)
    merged = merge(base, ours, theirs)
    if not check_lines(base, ours, theirs, merged.text):
        return Healed(text)
    return Healed(merged.text, len(conflicts), (), merged.forks or _likely_forks(base, ours, theirs))


def _likely_forks(base: str, ours: str, theirs: str) -> tuple[Fork, ...]:
    """Lines of one side that look like versions of a line of the other, where no common past is known."""
    past, one, other = ([block.key for block in blocks_of(text)[0]] for text in (base, ours, theirs))
    left = [key for key in one if is_item(key) and key not in other and key not in past]
    right = [key for key in other if is_item(key) and key not in one and key not in past]
    found: list[Fork] = []
    for key in left[:_MOST_COMPARED]:
        near = max(right[:_MOST_COMPARED], key=lambda other: _likeness(key, other), default="")
        if near and _likeness(key, near) > _ALIKE:
            right.remove(near)
            found.append(Fork("", *sorted((key, near))))
    return tuple(found)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:500], other[:500], autojunk=False).quick_ratio()


def heal(text: str, day: str = "", hats: Hats = DEFAULT_HATS) -> Healed:
    """Mend a text: settle its conflicts, and take out what certainly stands there twice.

    Certain is an entry with a clock time, on the page of `day`, that is the same to the letter, the indented
    lines below it included. Without a day, or in prose, nothing is.
    """
    settled = settle(text)
    if not day:
        return settled
    lines = settled.text.split("\n")
    doubled: list[str] = []
    for item in reversed(read_lines(settled.text, day, hats).items):
        if isinstance(item.value, Problem) and item.value.code == "doubled":
            first, end = item.line - 1, item.line - 1 + item.lines
            doubled.append("\n".join(line.removesuffix("\r") for line in lines[first:end]))
            if end == len(lines) and first:
                lines[first - 1] = lines[first - 1].removesuffix("\r")
            del lines[first:end]
    return settled._replace(text="\n".join(lines), doubled=tuple(reversed(doubled)))


def read_conflicted(text: str, day: str, hats: Hats, path: str) -> Page:
    """Read a page that may have conflicts in it: as it will be when they are settled, in its own places."""
    lines = lines_of(text)
    conflicts, stray = conflicts_in(lines)
    if not (conflicts or stray):
        return read_lines(text, day, hats, path=path)
    healed = settle(text)
    page = read_lines(healed.text, day, hats, path=path)
    items = _placed(page.items, lines_of(healed.text), lines, conflicts) if healed.conflicts else page.items
    first = min([one.start for one in conflicts] + stray)
    return Page(day, items, (_said(lines, first, healed, path), *page.problems))


def _said(lines: list[str], first: int, healed: Healed, path: str) -> Problem:
    if healed.conflicts:
        what = "a conflict" if healed.conflicts == 1 else f"{healed.conflicts} conflicts"
        message = f"git has left {what} on this page; what both sides say is counted once"
        hint = "hat check --fix mends it, and shows first what it will do"
    else:
        message = "a mark of git's for a conflict, and not the others that belong to it"
        hint = "take the mark out, and of each line what is not so"
    return Problem("conflict", message, hint, first + 1, 1, len(lines[first]), lines[first], path)


def _placed(
    items: tuple[Item, ...], healed: list[str], lines: list[str], conflicts: list[Conflict]
) -> tuple[Item, ...]:
    """The items of the healed text at the lines on which they stand in the text as it is."""
    hidden = {at for one in conflicts if one.base >= 0 for at in range(one.base, one.middle)}
    places: dict[str, list[int]] = {}
    for at in range(len(lines) - 1, -1, -1):
        if at not in hidden:
            places.setdefault(lines[at], []).append(at)
    placed: list[Item] = []
    for item in items:
        head = healed[item.line - 1]
        free = places.get(head) or [0]
        at = free.pop() if len(free) > 1 else free[0]  # two blocks may share a first line before the conflict
        below = 1
        while below < item.lines and lines[at + below : at + below + 1] == [healed[item.line - 1 + below]]:
            below += 1
        value = item.value
        if isinstance(value, Problem):
            value = value._replace(line=at + 1)
        placed.append(Item(0, at + 1, below, value))
    placed.sort(key=lambda item: item.line)
    return tuple(item._replace(number=number) for number, item in enumerate(placed, start=1))


def heal_toml(text: str) -> Healed:
    """Settle the conflicts of a TOML file by table and key; unchanged where that cannot be done without a loss."""
    from twohats.merge_toml import merge as merge_toml

    conflicts, _ = conflicts_in(lines_of(text))
    merged = merge_toml(*sides_of(text, conflicts)) if conflicts else None
    return Healed(text) if merged is None else Healed(merged.text, len(conflicts), (), merged.forks)


def lines_that_go(before: str, after: str) -> list[tuple[int, str, bool]]:
    """The lines that mending takes away, with their numbers and whether each still stands there once more.

    The marks of a conflict, and what stands between them as the common past, are no lines of anybody's.
    """
    old, new = lines_of(before), lines_of(after)
    conflicts, _ = conflicts_in(old)
    hidden = {at for one in conflicts for at in (one.start, one.middle, one.end)}
    hidden |= {at for one in conflicts if one.base >= 0 for at in range(one.base, one.middle)}
    left: dict[str, int] = {}
    for line in new:
        left[line] = left.get(line, 0) + 1
    gone: list[tuple[int, str, bool]] = []
    for at, line in enumerate(old):
        if at in hidden or not line.strip():
            continue
        if left.get(line, 0) > 0:
            left[line] -= 1
        else:
            gone.append((at + 1, line, line in left))
    return gone
