"""One change to a text as the lines it took away and put in, so that it can be taken back later. Pure."""

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

    def inverse(self) -> Hunk:
        """The hunk that takes this one back."""
        return self._replace(old=self.new, new=self.old)


def hunk_between(before: str, after: str) -> Hunk:
    """The one stretch of lines in which two texts differ."""
    old, new = before.split("\n"), after.split("\n")
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Hunk(
        start,
        tuple(old[start : len(old) - end]),
        tuple(new[start : len(new) - end]),
        old[start - 1] if start else "",
        old[len(old) - end] if end else "",
    )


def apply(text: str, hunk: Hunk) -> str:
    """The text with the hunk's new lines in place of its old ones, wherever these have moved to.

    Raises ChangedMeanwhile when the old lines are not there any more as they were.
    """
    lines = text.split("\n")
    at = _place_of(lines, hunk) if hunk.old else _place_between(lines, hunk)
    if at is None:
        raise ChangedMeanwhile("the lines have been changed since")
    lines[at : at + len(hunk.old)] = hunk.new
    return "\n".join(lines) if lines else ""


def is_applied(text: str, hunk: Hunk) -> bool:
    """Whether the hunk's new lines stand in the text."""
    return not hunk.new or _place_of(text.split("\n"), hunk.inverse()) is not None


def _place_of(lines: list[str], hunk: Hunk) -> int | None:
    """Where the old lines stand: the place nearest to where they were."""
    old = list(hunk.old)
    places = [at for at in range(len(lines) - len(old) + 1) if lines[at : at + len(old)] == old]
    return min(places, key=lambda at: abs(at - hunk.at), default=None)


def _place_between(lines: list[str], hunk: Hunk) -> int:
    """Where lines that were taken out go back: between the lines they stood between, or as near as can be."""

    def likeness(at: int) -> tuple[bool, bool, int]:
        above = lines[at - 1] if at else ""
        below = lines[at] if at < len(lines) else ""
        return (
            not (above == hunk.above and below == hunk.below),
            not ((above == hunk.above and above.strip()) or (below == hunk.below and below.strip())),
            abs(at - hunk.at),
        )

    # Never between an item and the indented lines that belong to it.
    free = [at for at in range(len(lines) + 1) if at == len(lines) or lines[at][:1] not in (" ", "\t")]
    return min(free, key=likeness)
