"""The result of any merge, the rule for how often it keeps a block, and the check that it lost nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from twohats.text.encoding import BOM

_SIGN = re.compile(r"^([-*+])[ \t]+")


@dataclass(frozen=True, slots=True)
class Fork:
    """Two versions of one block, each edited on one side; both are in the result until someone chooses one."""

    was: str
    """The block that both sides changed."""
    one: str
    other: str
    kept: str = ""
    """The version that was kept, where only one can be; a page keeps both."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    text: str
    forks: tuple[Fork, ...] = ()


def kept_count(base: int, ours: int, theirs: int) -> int:
    """How often the result keeps a block, from its counts in the three texts.

    The maximum of the two sides if either added one, else the minimum: an addition beats a deletion, equal additions
    count once. This rule, unlike adding up differences, makes the merge idempotent, so one that is run twice after a
    crash changes nothing the second time.
    """
    return max(ours, theirs) if max(ours, theirs) > base else min(ours, theirs)


def plain(raw: str) -> str:
    """The lines of a block as shown to the user."""
    return "\n".join(line.rstrip("\r") for line in raw.split("\n"))


def check_lines(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether a merge lost no line and invented none; judged on lines alone, independently of blocks.

    A line must be in the result if the two sides together have it more often than the base: that is every line that is
    new on a side, and every line that neither side removed. And it may be there no more often than in both sides
    together.
    """
    old, one, other, new = (Counter(_plain_lines(text)) for text in (base, ours, theirs, merged))
    kept = all(line in new for line in one | other if one[line] + other[line] > old[line])
    return kept and all(count <= one[line] + other[line] for line, count in new.items())


def _plain_lines(text: str) -> list[str]:
    """The lines that are not blank, without surrounding space and the space after a bullet."""
    lines = [line.strip() for line in text.removeprefix(BOM).split("\n")]
    return [_SIGN.sub(r"\1 ", line, count=1) if line[0] in "-*+" else line for line in lines if line]
