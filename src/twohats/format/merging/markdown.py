"""The merge by meaning: three texts of a Markdown file to one, in which nothing anybody wrote is lost.

The unit is the whole block: a list item with its indented lines, a heading, or a paragraph of prose. How often a block
stands in the result is decided by counting alone (`kept_count`), so a block is never torn or mixed from two. An edit
is an old block gone and a new one there; two edits of one block leave both new ones, side by side, and are reported as
a `Fork`. No markers, no ids. Insignificant space does not make a block different (`blocks.key_of`): where only one
side changed a block's space, its version is used.

All of this holds for the inbox as well, which has another unit: see `Manner`.

A block that one side edited keeps its position, and a removed one leaves the blank lines above it. The merge is
commutative (byte for byte), and merging the result again with either side does not change it. `check_lines` verifies
on single lines, independently of the blocks, that nothing was lost; callers must not save a merge that fails it. Pure.
"""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TypeVar

from twohats.format.merging.blocks import Block, BlockId, blocks_of, is_item, key_of, start_of
from twohats.format.merging.result import Fork, Merged, check_lines, kept_count, plain
from twohats.format.merging.versions import behind, edited
from twohats.text.encoding import BOM

T = TypeVar("T", str, bool)
Versions = tuple[str, str, str]
"""The key of a block that both sides edited, and the keys of its two edited versions."""


class Manner:
    """How one kind of text is split into blocks and joined again; this class is for pages."""

    def merge(self, base: str, ours: str, theirs: str) -> Merged:
        """Merge two texts that both derive from `base`, which is empty if they have no common ancestor."""
        if theirs in (ours, base):
            return Merged(ours)
        if ours == base:
            return Merged(theirs)
        old, one, other = (_Side(text, self) for text in (base, *sorted((ours, theirs))))
        counts = {
            key: kept_count(old.counts[key], one.counts[key], other.counts[key])
            for key in one.counts | other.counts
        }
        counts = self.completed({key: count for key, count in counts.items() if count})
        edits = [edited(list(old.at), list(side.at)) for side in (one, other)]
        pairs = _edited_twice(old, one, other, *edits)
        forks = tuple(
            Fork(*(plain(side.at[key, 0].raw) for side, key in zip((old, one, other), keys, strict=True)))
            for keys in pairs
        )
        chosen = _already_merged(counts, old, one, other)
        if chosen is not None:
            return Merged(_respelled(chosen, self, old, one, other), forks)
        other.became = _in_place(old, one, other, edits[0], counts)
        one.became = _in_place(old, other, one, edits[1], counts)
        old.became = one.became | other.became
        order = self.arranged(_side_by_side(_ordered(counts, old, one, other), pairs))
        return Merged(_written(_renumbered(order), self, old, one, other), forks)

    def check(self, base: str, ours: str, theirs: str, merged: str) -> bool:
        """Whether a merge lost and invented nothing."""
        return check_lines(base, ours, theirs, merged)

    def added_alike(self, base: str, ours: str, theirs: str) -> list[str]:
        """The first line of each item that both sides added identically and that the merge keeps once.

        Items with a clock time are left out: those are certainly the same one.
        """
        old, one, other = (_Side(text, self).counts for text in (base, ours, theirs))
        return [
            key.partition("\n")[0]
            for key in one
            if min(one[key], other[key]) > old[key] and is_item(key) and start_of(key) is None
        ]

    def blocks_of(self, text: str) -> tuple[list[Block], str]:
        """As `blocks.blocks_of`."""
        return blocks_of(text)

    def key_of(self, raw: str) -> str:
        """The key of a block on its own."""
        return key_of(raw)

    def completed(self, counts: dict[str, int]) -> dict[str, int]:
        """The counts of blocks in the result, completed with blocks that others require."""
        return counts

    def arranged(self, order: list[BlockId]) -> list[BlockId]:
        """The blocks of the result, arranged so that each keeps its meaning."""
        return order

    def may_follow(self, above: str, block: str) -> bool:
        """Whether a block may follow another directly without becoming part of it."""
        if block[:1] in (" ", "\t"):
            return False
        return is_item(block) or block.startswith("#") or is_item(above) or above.startswith("#")

    def spelled(self, was: str, one: str, other: str) -> str:
        """The spelling of a block that both sides have; `was` is empty if it is new on both."""
        return pick(was, one, other)


PAGE = Manner()
merge = PAGE.merge


class _Side:
    """One of the three texts, split into blocks."""

    def __init__(self, text: str, manner: Manner) -> None:
        self.has_bom = text.startswith(BOM)
        bare = text.removeprefix(BOM)
        blocks, self.tail = manner.blocks_of(bare)
        self.ends_line = not bare or bare.endswith("\n")
        self.counts = Counter(block.key for block in blocks)
        self.at: dict[BlockId, Block] = {}
        self.above: dict[BlockId, BlockId | None] = {}
        self.became: dict[BlockId, BlockId] = {}
        """Its blocks that the other side has edited in place, each with its new version."""
        seen: Counter[str] = Counter()
        above: BlockId | None = None
        for block in blocks:
            place = (block.key, seen[block.key])
            seen[block.key] += 1
            self.at[place], self.above[place] = block, above
            above = place

    def order(self) -> list[BlockId]:
        """Its blocks in order; an edited one by its new version."""
        return [self.became.get(place, place) for place in self.at]

    def kept(self, counts: dict[str, int]) -> list[BlockId]:
        """Those of them that are in the result."""
        return [place for place in self.order() if place[1] < counts.get(place[0], 0)]

    def is_below(self, place: BlockId, above: BlockId) -> bool:
        """Whether one of its blocks stands right below another."""
        over = self.above.get(place)
        return over is not None and self.became.get(over, over) == above

    def gap(self, place: BlockId, above: BlockId, kept: set[BlockId]) -> str | None:
        """The blank lines between two of its blocks; None if a block between them is kept."""
        lead = ""
        over: BlockId | None = place
        while over in self.at and (over == place or self.became.get(over, over) not in kept):
            lead = lead or self.at[over].lead
            if self.is_below(over, above):
                return lead
            over = self.above[over]
        return None

    def tail_of(self, last: BlockId, base: _Side) -> str:
        """The blank lines at its end, unless a removed block that had not been the last one left them there."""
        mine, was = next(reversed(self.at), None), next(reversed(base.at), None)
        return base.tail if mine != last and was not in self.at else self.tail


def _already_merged(counts: dict[str, int], base: _Side, one: _Side, other: _Side) -> _Side | None:
    """The side that has exactly the blocks of the result, if there is one: it is the result, in its own order."""
    done = [side for side in (one, other) if dict(side.counts) == counts]
    if len(done) == 2:
        # Both have the same blocks and differ in order or in space: the side that moved something wins.
        kept = base.kept(counts)
        moved = [side for side in done if [place for place in side.kept(counts) if place in base.at] != kept]
        return moved[0] if len(moved) == 1 else min(done, key=_shape)
    return done[0] if done else None


def _shape(side: _Side) -> tuple[object, ...]:
    """Distinguishes two texts with the same blocks, independently of insignificant space."""
    leads = [block.lead.count("\n") for block in side.at.values()]
    return list(side.at), leads, side.tail, side.ends_line, side.has_bom


def _respelled(chosen: _Side, manner: Manner, base: _Side, one: _Side, other: _Side) -> str:
    """The text of the chosen side, with the other side's space where only that one changed it."""
    parts: list[str] = []
    for place, block in chosen.at.items():
        first, second, old = one.at.get(place), other.at.get(place), base.at.get(place)
        raw, lead = block.raw, block.lead
        if first and second:
            raw = manner.spelled(old.raw if old else "", first.raw, second.raw)
            if first.lead.count("\n") == second.lead.count("\n"):
                lead = pick(old.lead if old else None, first.lead, second.lead)
        parts.append(f"{lead}{raw}\n")
    text = "".join(parts) + chosen.tail
    return (BOM if chosen.has_bom else "") + (text if chosen.ends_line else text.removesuffix("\n"))


def _ordered(counts: dict[str, int], base: _Side, one: _Side, other: _Side) -> list[BlockId]:
    """The blocks of the result in order: the blocks that both sides have, and after each of them what either side
    inserted after it, by time.
    """
    first, second = one.kept(counts), other.kept(counts)
    common = set(first) & set(second)
    spine = _spine(common, base, first, second)
    behind_first, behind_second = behind(set(spine), first), behind(set(spine), second)
    order: list[BlockId] = []
    for anchor in [None, *spine]:
        if anchor is not None:
            order.append(anchor)
        order += _by_time(behind_first.get(anchor, []), behind_second.get(anchor, []))
    return order


def _side_by_side(order: list[BlockId], pairs: list[Versions]) -> list[BlockId]:
    """The same with the second version of every pair right behind the first."""
    behind = {(one, 0): (other, 0) for _, one, other in pairs}
    moved = set(behind.values())
    paired: list[BlockId] = []
    for place in order:
        if place not in moved:
            paired += [place, behind[place]] if place in behind else [place]
    return paired


def _spine(common: set[BlockId], base: _Side, first: list[BlockId], second: list[BlockId]) -> list[BlockId]:
    """The order of the blocks that both sides have: that of the side that moved some, if only one did."""
    one = [place for place in first if place in common]
    other = [place for place in second if place in common]
    old = [place for place in base.order() if place in common]
    known = set(old)
    one_moved = [place for place in one if place in known] != old
    other_moved = [place for place in other if place in known] != old
    if one_moved == other_moved:
        return min(one, other)
    return one if one_moved else other


def _by_time(one: list[BlockId], other: list[BlockId]) -> list[BlockId]:
    """Two runs merged by clock time, each keeping its own order; a line without a time follows the one before."""
    runs = heapq.merge(*sorted((_runs(one), _runs(other))))
    return [place for _, places in runs for place in places]


def _runs(places: list[BlockId]) -> list[tuple[int, list[BlockId]]]:
    runs: list[tuple[int, list[BlockId]]] = []
    for place in places:
        start = start_of(place[0])
        if start is None and runs:
            runs[-1][1].append(place)
        else:
            runs.append((-1 if start is None else start, [place]))
    return runs


def _renumbered(order: list[BlockId]) -> list[BlockId]:
    """The same with equal blocks renumbered in their new order, as a reader of the result numbers them."""
    seen: Counter[str] = Counter()
    numbered: list[BlockId] = []
    for key, _ in order:
        numbered.append((key, seen[key]))
        seen[key] += 1
    return numbered


def _written(order: list[BlockId], manner: Manner, base: _Side, one: _Side, other: _Side) -> str:
    """The text of the blocks in this order, each with the blank lines it had."""
    parts: list[str] = []
    kept = set(order)
    above: BlockId | None = None
    raw = ""
    for place in order:
        block = _version(place, manner, base, one, other)
        lead = _lead(place, block, above, kept, base, one, other) if above else block.lead
        above = place
        if parts and not lead and not manner.may_follow(raw, block.raw):
            lead = "\r\n" if raw.endswith("\r") else "\n"
        raw = block.raw
        parts.append(f"{lead}{raw}\n")
    tails = [side.tail_of(order[-1], base) if order else side.tail for side in (one, other)]
    text = "".join(parts) + pick(base.tail, *tails)
    if text.startswith(BOM):
        text = f"\n{text}"  # a line that begins with one would be taken for the byte order mark of the file
    if not pick(base.ends_line, one.ends_line, other.ends_line):
        text = text.removesuffix("\n")
    return (BOM if one.has_bom or other.has_bom else "") + text


def _lead(
    place: BlockId, block: Block, above: BlockId, kept: set[BlockId], base: _Side, one: _Side, other: _Side
) -> str:
    """The blank lines before a block of the result that stands below another."""
    sides = [side for side in (one, other) if place in side.at]
    within = [side.at[place].lead for side in sides if side.is_below(place, above)]
    gaps = [gap for side in sides if (gap := side.gap(place, above, kept)) is not None]
    items = is_item(above[0]) and is_item(block.raw)
    lead = block.lead
    if not within and gaps:
        # What was between them is gone; the lines of a list do not move further apart than they were.
        lead = max(gaps if items else (lead, *gaps), key=_height)
        old = base.at.get(place)
        for side in sides:  # spelled as `_respelled` does it
            if _height(side.at[place].lead)[0] == _height(lead)[0]:
                lead = pick(old.lead if old else None, side.at[place].lead, lead)
    elif items and not within:
        lead = ""
    # What was the first line of a list may have a line of the other side above it now.
    elif items and len(within) == 1 and _height(within[0])[0] != _height(lead)[0]:
        lead = within[0]
    return lead


def _height(lead: str) -> tuple[int, str]:
    return lead.count("\n"), lead


def _version(place: BlockId, manner: Manner, base: _Side, one: _Side, other: _Side) -> Block:
    """The block as written by the side that has it or, if both do, by the one that changed its space."""
    first, second = one.at.get(place), other.at.get(place)
    if first is None or second is None:
        return first or second or base.at[place]
    old = base.at.get(place)
    lead = pick(old.lead if old else None, first.lead, second.lead)
    return Block(first.key, manner.spelled(old.raw if old else "", first.raw, second.raw), lead)


def pick(base: T | None, one: T, other: T) -> T:
    """The value of the side that changed it; the greater if both did, which keeps the merge commutative."""
    if one == base:
        return other
    return one if other == base else max(one, other)


def _in_place(
    base: _Side, side: _Side, rival: _Side, edits: dict[str, str], counts: dict[str, int]
) -> dict[BlockId, BlockId]:
    """The blocks that one side edited in place and the other one did not change, each with its new version.

    A single new block in the position of a single removed one counts as its new version, however different it is. A
    block whose clock time changed may have to move.
    """
    stayed = base.at.keys() & side.at.keys()
    gone, come = behind(stayed, list(base.at)), behind(stayed, list(side.at))
    found: dict[BlockId, BlockId] = {}
    for anchor, places in gone.items():
        new = {place[0]: place for place in come.get(anchor, []) if place[1] == 0}
        pairs = {was: new.pop(edits[was[0]]) for was in places if edits.get(was[0]) in new}
        left = [place for place in places if place not in pairs]
        if len(left) == len(new):
            pairs |= zip(left, new.values(), strict=True)
        found |= pairs
    return {
        was: now
        for was, now in found.items()
        if was in rival.at
        and now not in rival.at
        and was[1] >= counts.get(was[0], 0)
        and start_of(was[0]) == start_of(now[0])
    }


def _edited_twice(
    base: _Side, one: _Side, other: _Side, first: dict[str, str], second: dict[str, str]
) -> list[Versions]:
    """The blocks that both sides edited, each with its two new versions; `first` are the edits of one side."""
    found: list[Versions] = []
    used: set[str] = set()
    for was, count in base.counts.items():
        pair = first.get(was, ""), second.get(was, "")
        gone = one.counts[was] < count > other.counts[was]
        # New on one side alone: so no two forks share a version, and none is its own other one.
        new = not (
            one.counts[pair[1]] or other.counts[pair[0]] or base.counts[pair[0]] or base.counts[pair[1]]
        )
        if gone and all(pair) and new and used.isdisjoint(pair):
            used.update(pair)
            found.append((was, *pair))
    return found
