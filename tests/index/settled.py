"""A clock by which pages have been left alone for long: the index trusts none that was just written."""

from __future__ import annotations

import time

LATER = 120_000_000_000
"""Nanoseconds after which a page counts as settled."""


class Clock:
    """The clock of the machine, put forward by so many nanoseconds."""

    def __init__(self, ahead: int = LATER) -> None:
        self.ahead = ahead

    def nanoseconds(self) -> int:
        return time.time_ns() + self.ahead
