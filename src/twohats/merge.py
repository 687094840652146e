"""The merge by meaning: three texts of a Markdown file to one, in which nothing that was written is missing.

The unit is the whole block: a list item with its indented lines, a heading, or a paragraph of prose. How often
a block stands in the result is decided by counting alone (`kept_count`), so a block is never torn or mixed
from two. An edit is an old block gone and a new one there; two edits of one block leave both new ones, side by
side, and are reported as a `Fork`. No markers, no ids.

The result does not depend on which side is called ours (byte for byte), and merging it again with either side
gives it back. `check_lines` proves on single lines, independently of the blocks, that nothing was lost; callers
must not save a merge that fails it. Pure.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from twohats.blocks import Block, Place, blocks_of, is_item, start_of
from twohats.bytes_and_text import BOM
from twohats.versions import behind, edited

T = TypeVar("T", str, bool)


@dataclass(frozen=True, slots=True)
class Fork:
    """Two versions of one block, each edited on one side; both stand in the result until someone chooses."""

    was: str
    """The block that both sides changed."""
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    text: str
    forks: tuple[Fork, ...] = ()


def kept_count(base: int, ours: int, theirs: int) -> int:
    """How often a block is kept that stood so often in the three texts.

    The most of the two sides if either added to it, else the least: an addition beats a deletion, equal
    additions are one. Counting like this, and not by adding up differences, is what makes a merge that is run
    twice after a crash change nothing the second time.
    """
    return max(ours, theirs) if max(ours, theirs) > base else min(ours, theirs)


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Merge two texts that both come from `base`, which is empty where they have no common past."""
    if theirs in (ours, base):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    one, other = sorted((ours, theirs))
    sides = [_Side(text) for text in (base, one, other)]
    counts = {
        key: kept_count(*(side.counts[key] for side in sides)) for key in sides[1].counts | sides[2].counts
    }
    counts = {key: count for key, count in counts.items() if count}
    forks = _forks(*sides)
    chosen = _already_merged(counts, *sides)
    if chosen is not None:
        return Merged(chosen.text, forks)
    order = _side_by_side(_ordered(counts, *sides), forks)
    return Merged(_written(order, *sides), forks)


class _Side:
    """One of the three texts, taken apart."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.has_bom = text.startswith(BOM)
        bare = text.removeprefix(BOM)
        self.blocks, self.tail = blocks_of(bare)
        self.ends_line = not bare or bare.endswith("\n")
        self.counts = Counter(block.key for block in self.blocks)
        self.at: dict[Place, Block] = {}
        self.above: dict[Place, Place | None] = {}
        seen: Counter[str] = Counter()
        above: Place | None = None
        for block in self.blocks:
            place = (block.key, seen[block.key])
            seen[block.key] += 1
            self.at[place], self.above[place] = block, above
            above = place

    def kept(self, counts: dict[str, int]) -> list[Place]:
        """Its blocks that are in the result, in its order."""
        return [place for place in self.at if place[1] < counts.get(place[0], 0)]


def _already_merged(counts: dict[str, int], base: _Side, one: _Side, other: _Side) -> _Side | None:
    """The side that has exactly the blocks of the result, if there is one: it is the result, order and all."""
    done = [side for side in (one, other) if dict(side.counts) == counts]
    if len(done) == 2:
        # Both have the same blocks and differ in order or in blank lines: the side that moved something wins.
        kept = base.kept(counts)
        moved = [side for side in done if [place for place in side.kept(counts) if place in base.at] != kept]
        return moved[0] if len(moved) == 1 else done[0]
    return done[0] if done else None


def _ordered(counts: dict[str, int], base: _Side, one: _Side, other: _Side) -> list[Place]:
    """The blocks of the result in order: those that both sides have as they stand there, and behind each of
    them what either side put behind it, by time.
    """
    first, second = one.kept(counts), other.kept(counts)
    common = set(first) & set(second)
    spine = _spine(common, base, first, second)
    behind_first, behind_second = behind(set(spine), first), behind(set(spine), second)
    order: list[Place] = []
    for anchor in [None, *spine]:
        if anchor is not None:
            order.append(anchor)
        order += _by_time(behind_first.get(anchor, []), behind_second.get(anchor, []))
    return order


def _side_by_side(order: list[Place], forks: tuple[Fork, ...]) -> list[Place]:
    """The same with the second version of every fork right behind the first."""
    behind = {(fork.one, 0): (fork.other, 0) for fork in forks}
    moved = set(behind.values())
    paired: list[Place] = []
    for place in order:
        if place not in moved:
            paired += [place, behind[place]] if place in behind else [place]
    return paired


def _spine(common: set[Place], base: _Side, first: list[Place], second: list[Place]) -> list[Place]:
    """The order of the blocks that both sides have: that of the side that moved some, if only one did."""
    one = [place for place in first if place in common]
    other = [place for place in second if place in common]
    old = [place for place in base.at if place in common]
    one_moved = [place for place in one if place in base.at] != old
    other_moved = [place for place in other if place in base.at] != old
    if one_moved == other_moved:
        return min(one, other)
    return one if one_moved else other


def _by_time(one: list[Place], other: list[Place]) -> list[Place]:
    """Two runs as one by clock time, each keeping its own order; a line without a time follows the one before."""
    runs = heapq.merge(*sorted((_runs(one), _runs(other))))
    return [place for _, places in runs for place in places]


def _runs(places: list[Place]) -> list[tuple[int, list[Place]]]:
    runs: list[tuple[int, list[Place]]] = []
    for place in places:
        start = start_of(place[0])
        if start is None and runs:
            runs[-1][1].append(place)
        else:
            runs.append((-1 if start is None else start, [place]))
    return runs


def _written(order: list[Place], base: _Side, one: _Side, other: _Side) -> str:
    """The text of the blocks in this order, each with the blank lines it had."""
    parts: list[str] = []
    above: Place | None = None
    raw = ""
    for place in order:
        block = _version(place, base, one, other)
        lead = block.lead
        if above and is_item(above[0]) and is_item(block.raw):
            # What had stood at the head of a list may have a line of the other side above it now.
            within = [side.at[place].lead for side in (one, other) if side.above.get(place, "") == above]
            lead = lead if len(within) == 2 else within[0] if within else ""
        above = place
        if parts and not lead and not _may_follow(raw, block.raw):
            lead = "\r\n" if raw.endswith("\r") else "\n"
        raw = block.raw
        parts.append(f"{lead}{raw}\n")
    text = "".join(parts) + _pick(base.tail, one.tail, other.tail)
    if text.startswith(BOM):
        text = f"\n{text}"  # a line that begins with one would be taken for the mark of the file
    if not _pick(base.ends_line, one.ends_line, other.ends_line):
        text = text.removesuffix("\n")
    return (BOM if one.has_bom or other.has_bom else "") + text


def _version(place: Place, base: _Side, one: _Side, other: _Side) -> Block:
    """The block as it is written: as the one side has it that has it, or the side that changed its blanks."""
    first, second = one.at.get(place), other.at.get(place)
    if first is None or second is None:
        return first or second or base.at[place]
    old = base.at.get(place)
    lead = _pick(old.lead if old else first.lead, first.lead, second.lead)
    raw = _pick(old.raw if old else first.raw, first.raw, second.raw)
    return Block(first.key, raw, lead)


def _pick(base: T, one: T, other: T) -> T:
    """The value of the side that changed it; the greater if both did, so that sides can be swapped."""
    if one == base:
        return other
    return one if other == base else max(one, other)


def _may_follow(before: str, block: str) -> bool:
    """Whether a block may stand right under another without becoming a part of it."""
    if block[:1] in (" ", "\t"):
        return False
    return is_item(block) or block.startswith("#") or is_item(before) or before.startswith("#")


def _forks(base: _Side, one: _Side, other: _Side) -> tuple[Fork, ...]:
    """The blocks that both sides edited, each with the two versions that came of it."""
    old = list(base.at)
    first, second = edited(old, list(one.at)), edited(old, list(other.at))
    found: list[Fork] = []
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
            found.append(Fork(was, *pair))
    return tuple(found)


def check_lines(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether a merge lost and invented no line; judged on lines alone, knowing nothing of blocks.

    A line stands in the result if the sides have it more often, together, than the base: so every line that is
    new on a side, and every line that neither side took out. And it stands there no more often than in both
    sides together.
    """
    old, one, other, new = (Counter(_plain_lines(text)) for text in (base, ours, theirs, merged))
    kept = all(line in new for line in one | other if one[line] + other[line] > old[line])
    return kept and all(count <= one[line] + other[line] for line, count in new.items())


def _plain_lines(text: str) -> list[str]:
    return [line.strip() for line in text.removeprefix(BOM).split("\n") if line.strip()]
