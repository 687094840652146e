"""Phrases for what a measure still lacks, with numbers: `2 more brand ratings`, `3 of 5 returns`."""

from __future__ import annotations

import math


def more(count: int, what: str) -> str:
    """`1 more brand rating`, `2 more brand ratings`."""
    return f"{count} more {what}{'' if count == 1 else 's'}"


def both_of(*phrases: str) -> str:
    """One phrase, or two with `and` between them."""
    return " and ".join(phrases)


def percent(share: float) -> str:
    """A share of 0..1 as `59 %`: rounded down, so that a share below a limit never reads as the limit."""
    return f"{math.floor(share * 100)} %"
