"""One change to a text as the lines it removed and inserted, so that it can be undone later. Pure.

Other lines may have been added or removed since, by hand or by a sync. So a hunk is located by its lines, and the
number of occurrences before and after distinguishes it from equal lines elsewhere.
"""

from __future__ import annotations

from twohats.errors import ChangedMeanwhile
from twohats.values import NamedTuple


class Hunk(NamedTuple):
    """Lines `old` became lines `new` at `at`; `above` and `below` are the lines around them."""

    at: int
    """Of the first changed line, from 0."""
    old: tuple[str, ...]
    """Lines as `split("\\n")` gives them, carriage returns included."""
    new: tuple[str, ...]
    above: str = ""
    below: str = ""
    new_before: int = 0
    """How often the new lines stood in the text before the change."""
    old_after: int = 0
    """How often the old lines stand in the text after it."""

    def inverse(self) -> Hunk:
        """The hunk that undoes this one."""
        return self._replace(old=self.new, new=self.old, new_before=self.old_after, old_after=self.new_before)


def hunk_between(before: str, after: str) -> Hunk:
    """The one range of lines in which two texts differ."""
    was, now = before.split("\n"), after.split("\n")
    start, most = 0, min(len(was), len(now))
    while start < most and was[start] == now[start]:
        start += 1
    end = 0
    while end < most - start and was[-1 - end] == now[-1 - end]:
        end += 1
    old, new = was[start : len(was) - end], now[start : len(now) - end]
    return Hunk(
        start,
        tuple(old),
        tuple(new),
        was[start - 1] if start else "",
        was[len(was) - end] if end else "",
        len(_places_of(was, new)),
        len(_places_of(now, old)),
    )


def apply(text: str, hunk: Hunk) -> str:
    """The text with the hunk's new lines in place of its old ones, wherever these have moved to.

    Raises ChangedMeanwhile when the old lines are not there as they were, or the new ones are already.
    """
    lines = text.split("\n")
    if _stands(lines, hunk):
        gone = "its lines have been changed since, or taken out"
        raise ChangedMeanwhile("that is how it is already" if hunk.new else gone)
    at = _exact_place(lines, hunk)
    if at is None:
        at = _place_of(lines, hunk) if hunk.old else _place_between(lines, hunk)
    end = at + len(hunk.old)
    if _would_tear(lines, at, end, hunk):
        raise ChangedMeanwhile("lines that belong to it have been written below it since")
    lines[at:end] = hunk.new
    return "\n".join(lines)


def is_applied(text: str, hunk: Hunk) -> bool:
    """Whether the change stands in the text."""
    return _stands(text.split("\n"), hunk)


def _stands(lines: list[str], hunk: Hunk) -> bool:
    """By the lines at their position; where that is inconclusive, by the number of occurrences."""
    done, undone = _exact_place(lines, hunk.inverse()) is not None, _exact_place(lines, hunk) is not None
    if done and not undone and not hunk.new and len(_places_of(lines, hunk.old)) > hunk.old_after:
        return False  # the gap only looks like the one they left: the lines stand elsewhere
    if done != undone:
        return done
    if hunk.new:
        return len(_places_of(lines, hunk.new)) > hunk.new_before
    return len(_places_of(lines, hunk.old)) <= hunk.old_after


def _places_of(lines: list[str], block: list[str] | tuple[str, ...]) -> list[int]:
    """The indexes at which these lines occur consecutively; none for no lines.

    Knuth-Morris-Pratt, so that ten thousand equal lines among twenty thousand take linear time too.
    """
    if not block or len(block) > len(lines):
        return []
    if len(block) == 1:
        return [at for at, line in enumerate(lines) if line == block[0]]
    begun = _beginnings(block)
    found: list[int] = []
    length = 0
    for at, line in enumerate(lines):
        while length and block[length] != line:
            length = begun[length - 1]
        length += block[length] == line
        if length == len(block):
            found.append(at - length + 1)
            length = begun[length - 1]
    return found


def _beginnings(block: list[str] | tuple[str, ...]) -> list[int]:
    """The failure table: for each line, how many lines ending with it are also the beginning of the block."""
    begun = [0]
    length = 0
    for line in block[1:]:
        while length and block[length] != line:
            length = begun[length - 1]
        length += block[length] == line
        begun.append(length)
    return begun


def _exact_place(lines: list[str], hunk: Hunk) -> int | None:
    """The hunk's position if the old lines are still where they were, between the same neighbours."""
    at, end = hunk.at, hunk.at + len(hunk.old)
    if end > len(lines) or tuple(lines[at:end]) != hunk.old:
        return None
    above = lines[at - 1] if at else ""
    below = lines[end] if end < len(lines) else ""
    return at if (above, below) == (hunk.above, hunk.below) else None


def _place_of(lines: list[str], hunk: Hunk) -> int:
    """Where the old lines are: the position most similar to the original one."""
    size = len(hunk.old)
    places = _places_of(lines, hunk.old)
    if len(places) <= hunk.old_after:
        raise ChangedMeanwhile("its lines have been changed since")
    return min(places, key=lambda at: _unlikeness(lines, at, at + size, hunk))


def _place_between(lines: list[str], hunk: Hunk) -> int:
    """Where removed lines are put back: between their former neighbours, or as near to them as possible."""
    # Never between an item and its indented lines, nor after the newline that ends the text.
    free = [at for at, line in enumerate(lines) if line[:1] not in (" ", "\t")]
    if lines[-1]:
        free.append(len(lines))
    return min(free, key=lambda at: _unlikeness(lines, at, at, hunk))


def _unlikeness(lines: list[str], at: int, end: int, hunk: Hunk) -> tuple[bool, bool, int]:
    above = lines[at - 1] if at else ""
    below = lines[end] if end < len(lines) else ""
    return (
        not (above == hunk.above and below == hunk.below),
        not ((above == hunk.above and above.strip()) or (below == hunk.below and below.strip())),
        abs(at - hunk.at),
    )


def _would_tear(lines: list[str], at: int, end: int, hunk: Hunk) -> bool:
    """Whether indented lines would lose the item they belong to, or become part of another one."""
    below = lines[end] if end < len(lines) else ""
    if below[:1] in (" ", "\t") and below.strip() and below != hunk.below and not hunk.new:
        return True
    first = (hunk.old or hunk.new or ("",))[0]
    above = lines[at - 1] if at else ""
    return first[:1] in (" ", "\t") and bool(first.strip()) and above != hunk.above
