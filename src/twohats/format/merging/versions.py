"""Which blocks of a text are edited versions of which blocks of an older one. Pure.

A merge needs this only to place two versions of one block side by side, and to report them; both are kept anyway. The
thresholds were chosen with `benchmarks/histories.py`, where it is known what was edited: precision and recall are both
9 of 10.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from twohats.format.line import head_end
from twohats.format.merging.blocks import BlockId, is_item, start_of
from twohats.values import NamedTuple

# How similar two blocks must be, from 0 to 1. A removed block and a new one in its position are more likely to be
# versions of one than two that are far apart: most edits leave a block where it was.
_ALIKE_ALONE = 0.4
"""If nothing else changed between the same neighbours."""
_ALIKE_NEAR = 0.5
_ALIKE_FAR = 0.7
_ANOTHER_TIME = 0.6
"""The factor on similarity if the clock times differ: a line at another time is usually another line."""
_NOTE_ADDED = 0.95
"""The factor if only one has a note: of two equally similar lines, the one without is likelier."""
_LONGEST = 500
"""Characters of a note that are compared."""
_MOST_PAIRS = 10_000
"""More are not compared, since it would take seconds. What is not compared is not reported."""


def edited(old: list[BlockId], new: list[BlockId]) -> dict[str, str]:
    """The blocks of `old` that were edited, each with its new version in `new`; both lists in order."""
    stayed = set(old) & set(new)
    gone, come = behind(stayed, old), behind(stayed, new)
    found: dict[str, str] = {}
    compared = 0
    for anchor, places in gone.items():
        was, now = _keys(places), _keys(come.get(anchor, []))
        compared += len(was) * len(now)
        if compared <= _MOST_PAIRS:
            found |= _pairs(was, now, _ALIKE_ALONE if len(was) == len(now) == 1 else _ALIKE_NEAR)
    taken = set(found.values())
    left = [key for key in _keys([each for places in gone.values() for each in places]) if key not in found]
    free = [key for key in _keys([each for places in come.values() for each in places]) if key not in taken]
    if compared + len(left) * len(free) <= _MOST_PAIRS:
        found |= _pairs(left, free, _ALIKE_FAR)
    return found


def behind(anchors: set[BlockId], order: list[BlockId]) -> dict[BlockId | None, list[BlockId]]:
    """The blocks after each of the anchors (None: before the first) that are not anchors themselves."""
    anchor: BlockId | None = None
    found: dict[BlockId | None, list[BlockId]] = {}
    for place in order:
        if place in anchors:
            anchor = place
        else:
            found.setdefault(anchor, []).append(place)
    return found


def _keys(places: list[BlockId]) -> list[str]:
    return list(dict.fromkeys(key for key, _ in places))


def _pairs(was: list[str], now: list[str], least: float) -> dict[str, str]:
    """Pairs of blocks, the most similar first; ties by similar position."""
    looks = [_look(key) for key in now]
    scored: list[tuple[float, int, int, int]] = []
    for at, key in enumerate(was):
        look = _look(key)
        scores = [_likeness(look, other) for other in looks]
        scored += [(-score, abs(at - to), at, to) for to, score in enumerate(scores) if score >= least]
    found: dict[str, str] = {}
    taken: set[int] = set()
    for _, _, at, to in sorted(scored):
        if was[at] not in found and to not in taken:
            found[was[at]] = now[to]
            taken.add(to)
    return found


def likeness(one: str, other: str) -> float:
    """How alike two blocks are, from 0 to 1."""
    return _likeness(_look(one), _look(other))


class _Look(NamedTuple):
    """What is compared of a block."""

    kind: str
    start: int | None
    head: Counter[str]
    """Its words before the note."""
    note: Counter[str]
    """The pairs of characters in its note, or in all of a block that is no list item."""


def _look(block: str) -> _Look:
    if not is_item(block):
        return _Look("#" if block.startswith("#") else "", None, Counter(), _character_pairs(block))
    first, _, below = block.partition("\n")
    end = head_end(first)
    note = f"{first[end + 1 :]} {below}".strip()
    return _Look("-", start_of(block), Counter(first[1:end].split()), _character_pairs(note))


def _character_pairs(text: str) -> Counter[str]:
    """Pairs of characters detect corrected typing errors, and work without spaces between words."""
    return Counter(map("".join, pairwise(text[:_LONGEST])))


def _likeness(one: _Look, other: _Look) -> float:
    """From 0 to 1: by the words before the note, and by the notes if both have one."""
    if one.kind != other.kind:
        return 0.0
    if one.kind != "-":
        return _shared(one.note, other.note)
    alike = _shared(one.head, other.head)
    if one.note and other.note:
        alike = (alike + _shared(one.note, other.note)) / 2
    elif one.note or other.note:
        alike *= _NOTE_ADDED
    return alike if one.start == other.start else alike * _ANOTHER_TIME


def _shared(one: Counter[str], other: Counter[str]) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
