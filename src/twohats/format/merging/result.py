"""What a merge of any kind gives, how often it keeps what it counts, and the proof that it has lost nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from twohats.text.encoding import BOM

_SIGN = re.compile(r"^([-*+])[ \t]+")


@dataclass(frozen=True, slots=True)
class Fork:
    """Two versions of one block, each edited on one side; both stand in the result until someone chooses."""

    was: str
    """The block that both sides changed."""
    one: str
    other: str
    kept: str = ""
    """The one of the two that stands, where only one can; of a page both do."""


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


def plain(raw: str) -> str:
    """The lines of a block as they are told."""
    return "\n".join(line.rstrip("\r") for line in raw.split("\n"))


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
    """The lines that say anything, each without the space around it and behind the sign of an item."""
    lines = [line.strip() for line in text.removeprefix(BOM).split("\n")]
    return [_SIGN.sub(r"\1 ", line, count=1) if line[0] in "-*+" else line for line in lines if line]
