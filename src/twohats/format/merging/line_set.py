"""The three-way merge of a file that is a set of lines, as the ledger of imports is: `imports/*.seen`.

What either side added stays, and what one side took out and the other left alone goes: a mere union would bring back
what was taken back. Nothing in it can be edited on both sides, so there is never anything to choose. Commutative, and
merging the result again with either side changes nothing. Pure.
"""

from __future__ import annotations

from twohats.format.merging.blocks import Block, blocks_of
from twohats.format.merging.markdown import Manner
from twohats.format.merging.result import Merged
from twohats.text.encoding import BOM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class _LineSet(Manner):
    def merge(self, base: str, ours: str, theirs: str) -> Merged:
        """Merge two sets that both derive from `base`; the result is sorted, each line once."""
        if theirs in (ours, base):
            return Merged(ours)
        if ours == base:
            return Merged(theirs)
        return Merged(_text(_kept(base, ours, theirs)))

    def check(self, base: str, ours: str, theirs: str, merged: str) -> bool:
        """Whether the result has the lines that it must have, and no other."""
        return _lines(merged) == _kept(base, ours, theirs)

    def added_alike(self, base: str, ours: str, theirs: str) -> list[str]:
        """Nothing: a line that both sides have is one."""
        return []

    def blocks_of(self, text: str) -> tuple[list[Block], str]:
        """Each line by itself."""
        return blocks_of(text, lambda _, at: at + 1)

    def key_of(self, raw: str) -> str:
        """The line."""
        return raw.strip()


LINE_SET = _LineSet()
merge = LINE_SET.merge


def _kept(base: str, ours: str, theirs: str) -> set[str]:
    old, one, other = map(_lines, (base, ours, theirs))
    return one & other | (one | other) - old


def _lines(text: str) -> set[str]:
    return {bare for line in text.removeprefix(BOM).split("\n") if (bare := line.strip())}


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in sorted(lines))
