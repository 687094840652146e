"""Places of lines (`2026-11-22:3`) as commands take them."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.times import is_day
from twohats.values import NamedTuple

PLACE = "2026-11-22:3, as hat list numbers lines; 3 alone is today's third"


class LineNumber(NamedTuple):
    """Where a line stands."""

    day: str
    number: int


def read_place(word: str, today: str) -> LineNumber | None:
    """`2026-11-22:3` or `3` as a place; None if the word is not one."""
    day, colon, number = word.rpartition(":")
    if not colon:
        day = today
    if not (is_day(day) and number.isascii() and number.isdigit() and len(number) < 7):
        return None
    return LineNumber(day, int(number)) if int(number) else None


def required_place(word: str, today: str) -> LineNumber:
    """The place that a word names; raises NotUnderstood."""
    place = read_place(word, today)
    if place is None:
        raise NotUnderstood(f"{word} is not the place of a line", PLACE)
    return place
