"""Finds a line of a page again after the page changed, by comparing the whole page.

Pure. The lines of a journal are very similar, so similarity alone does not identify one: an unchanged line is itself
and never another, and of the new lines only one can be the new version of a missing one.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_CELLS = 40_000
"""Of old lines by new ones: 10 ms. Of more, equal lines are taken in their order."""
_CAME_OR_WENT, _CHANGED = 2, 3
"""What a difference costs: a change less than one line going and another coming, but never an unchanged line."""


def followed(old: Sequence[str], new: Sequence[str], at: int) -> int:
    """The index in `new` of the block that was at `at` in `old`, changed or not; -1 if it is gone."""
    # What merges is not needed for the first frame, and takes 3 of 150 ms to load.
    from twohats.format.merging.blocks import key_of
    from twohats.format.merging.versions import edited

    was, now = [key_of(block) for block in old], [key_of(block) for block in new]
    same = _unchanged(was, now)
    if at in same:
        return same[at]
    # Equal blocks that are gone, too, are only counted: they keep it in its place among them.
    gone = {i: str(i) if i != at and was[i] == was[at] else was[i] for i in range(len(was)) if i not in same}
    come = set(range(len(now))) - set(same.values())
    unchanged = {to: (now[to], i) for i, to in same.items()}
    before = [(gone[i], -1 - i) if i in gone else (was[i], i) for i in range(len(was))]
    after = [unchanged.get(i, (now[i], len(was) + i)) for i in range(len(now))]
    became = edited(before, after).get(was[at])
    return min((i for i in come if now[i] == became), key=lambda i: (abs(i - at), i), default=-1)


def _unchanged(was: list[str], now: list[str]) -> dict[int, int]:
    """The blocks that stand unchanged, in place or moved, by their indexes; as many of equal ones as there are."""
    most = min(len(was), len(now))
    start = next((i for i in range(most) if was[i] != now[i]), most)
    end = next((i for i in range(most - start) if was[-1 - i] != now[-1 - i]), most - start)
    same = {i: i for i in range(start)}
    same |= {len(was) - 1 - i: len(now) - 1 - i for i in range(end)}
    middle = was[start : len(was) - end], now[start : len(now) - end]
    if len(middle[0]) * len(middle[1]) <= _MOST_CELLS:
        same |= {start + i: start + to for i, to in _in_order(*middle)}
    taken = set(same.values())
    free: dict[str, list[int]] = {}
    for i in reversed(range(len(now))):
        if i not in taken:
            free.setdefault(now[i], []).append(i)
    for i, key in enumerate(was):
        if i not in same and free.get(key):
            same[i] = free[key].pop()
    return same


def _in_order(was: list[str], now: list[str]) -> list[tuple[int, int]]:
    """The equal pairs where the one list becomes the other at the least cost.

    They tell which of several equal lines is the one that has changed: of x, x, x and x, y, x the second.
    """
    rows = [[_CAME_OR_WENT * (len(now) - to) for to in range(len(now) + 1)]]
    for key in reversed(was):
        below, row = rows[-1], [rows[-1][-1] + _CAME_OR_WENT]
        for to in reversed(range(len(now))):
            kept = below[to + 1] + (0 if key == now[to] else _CHANGED)
            row.append(min(kept, below[to] + _CAME_OR_WENT, row[-1] + _CAME_OR_WENT))
        rows.append(row[::-1])
    rows.reverse()
    found: list[tuple[int, int]] = []
    i = to = 0
    while i < len(was) and to < len(now):
        equal = was[i] == now[to]
        if rows[i][to] == rows[i + 1][to + 1] + (0 if equal else _CHANGED):
            found += [(i, to)] if equal else []
            i, to = i + 1, to + 1
        elif rows[i][to] == rows[i + 1][to] + _CAME_OR_WENT:
            i += 1
        else:
            to += 1
    return found
