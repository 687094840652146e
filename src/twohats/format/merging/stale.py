"""Merges a text saved by a program that had read an older version than the current one. Pure.

Editors do not use our lock. One that saves an edit of an older text unknowingly removes what has been written since,
and restores what has been removed. Which text it had read follows from what it saved: a block from one of our changes,
or an edited version of it, is there only if the program had read the text after that change. A block that is missing
while a later one is there was removed by someone who had seen it.
"""

from __future__ import annotations

from collections import Counter

from twohats.format.merging.versions import edited, likeness
from twohats.text.encoding import BOM
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.merging.blocks import Block, BlockId
    from twohats.format.merging.markdown import Manner


class Restored(NamedTuple):
    """The saved text, merged with what its program had not read."""

    text: str
    back: tuple[str, ...] = ()
    """The lines that were restored."""
    out: tuple[str, ...] = ()
    """The lines that were removed again."""


def restored(texts: Sequence[str], saved: str, alike: float, manner: Manner) -> Restored:
    """The saved text and the one it overwrote, merged by meaning.

    `texts` are those that the program may have read, oldest first; the last one is the one it overwrote. `alike`, from
    0 to 1, is the similarity from which a new block counts as an edited version of another. `manner` is how a text of
    this kind is merged.
    """
    ours = texts[-1]
    read = _read([_Blocks(text, manner) for text in texts], _Blocks(saved, manner), alike)
    text = manner.merge(read, ours, saved).text
    if not manner.check(read, ours, saved, text):
        return Restored(saved)
    was, now = Counter(_lines(saved)), Counter(_lines(text))
    return Restored(text, tuple((now - was).elements()), tuple((was - now).elements()))


class _Blocks:
    """A text as its blocks, in order and counted."""

    def __init__(self, text: str, manner: Manner) -> None:
        self.text = text
        self.counts: Counter[str] = Counter()
        self.at: dict[BlockId, Block] = {}
        for block in manner.blocks_of(text.removeprefix(BOM))[0]:
            self.at[block.key, self.counts[block.key]] = block
            self.counts[block.key] += 1


def _read(texts: Sequence[_Blocks], seen: _Blocks, alike: float) -> str:
    """The text that was probably read: the newest of which the saved one has a trace, or the oldest.

    A later one may have been read as well. So a block of ours counts as removed only if it is in all of these, or an
    edited version of it was saved; one that we removed counts as added only if it is in none.
    """
    ours = texts[-1]
    versions = _versions(texts, seen, alike)
    first = _traced(texts, seen, versions)
    least = most = texts[first].counts
    for text in texts[first + 1 :]:
        least, most = least & text.counts, most | text.counts
    wanted = {
        key: least[key] if seen.counts[key] < ours.counts[key] and key not in versions else most[key]
        for key in most
        if seen.counts[key] != ours.counts[key]
    }
    return _with_counts(texts[first], wanted, texts)


def _traced(texts: Sequence[_Blocks], seen: _Blocks, versions: set[str]) -> int:
    """The index of the newest text of which the saved one has a trace; 0, the oldest, if there is none."""
    found, most = 0, texts[0].counts
    for at, after in enumerate(texts[1:], 1):
        # Only a block that no older text had is a trace. A missing block is not: it may never have been read.
        added = after.counts - most
        if added and all(seen.counts[key] >= after.counts[key] or key in versions for key in added):
            found = at
        most = most | after.counts
    return found


def _versions(texts: Sequence[_Blocks], seen: _Blocks, alike: float) -> set[str]:
    """The blocks of ours of which an edited version was saved, and not one of what these have replaced."""
    ours = texts[-1]
    if all(seen.counts[key] >= count for key, count in ours.counts.items()):
        return set()
    replaced = {key for text in texts for key in text.counts if key not in ours.counts}
    pairs = edited(list(ours.at), list(seen.at))
    return {key for key, block in pairs.items() if _is_version(block, key, replaced, alike)}


def _with_counts(text: _Blocks, wanted: dict[str, int], others: Sequence[_Blocks]) -> str:
    """The text with the wanted number of each block; missing ones are appended."""
    if all(text.counts[key] == count for key, count in wanted.items()):
        return text.text
    parts: list[str] = []
    dropped = False
    for (key, nth), block in text.at.items():
        if nth >= wanted.get(key, nth + 1):
            dropped = True
            continue
        gap = "\n" if dropped else ""  # what the removed block separated stays separate
        parts.append(f"{block.lead or gap}{block.raw}\n")
        dropped = False
    raws = {key: block.raw for other in others for (key, _), block in other.at.items()}
    parts += [f"\n{raws[key]}\n" * (count - text.counts[key]) for key, count in wanted.items()]
    return "".join(parts)


def _is_version(block: str, of: str, rivals: Iterable[str], alike: float) -> bool:
    """Whether a block is an edited version of `of`, and more similar to it than to the others."""
    like = likeness(of, block)
    return like >= alike and all(like > likeness(other, block) for other in rivals)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.removeprefix(BOM).split("\n") if line.strip()]
