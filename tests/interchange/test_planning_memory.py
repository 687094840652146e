"""What planning keeps of each message: 100,000 of them have 60 MiB, so a tenth has a tenth."""

from __future__ import annotations

import random
import tracemalloc
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.interchange.planning import BRAND

from twohats.interchange.interpreting.here import Here, Stream, Wish
from twohats.interchange.interpreting.planning import planned
from twohats.interchange.record import Message, Party, record_key, short_text
from twohats.interchange.source import Recognised

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGES = 10_000
MOST = 6 * 1024 * 1024
WORDS = "map light keeper ledger book chapter river boat lamp stone field morning letter train".split()


def messages(count: int) -> Iterator[Message]:
    """Messages of ten years with one person in sixty of them, in no order."""
    chance = random.Random(1)
    for number in range(count):
        of = chance.randrange(count // 60)
        at = datetime(2016, 1, 1) + timedelta(minutes=chance.randrange(3000) * 1500 + chance.randrange(60))
        words, short = short_text(" ".join(chance.choices(WORDS, k=chance.randrange(1, 40))))
        who = Party(f"https://example.com/in/{of}", f"First{of} Last")
        mine = chance.random() < 0.5
        yield Message(
            record_key(str(number)), at, f"t{of}", "linkedin", mine, who, words, "" if mine else short
        )


def plan(count: int) -> int:
    stream = Stream(Recognised("linkedin", "LinkedIn", account="Mara Quill"), messages(count))
    return len(planned([stream], {"linkedin": BRAND}, Here("2030-01-01"), Wish()).lines)


def test_many_messages_take_little_room() -> None:
    plan(100)  # what is imported and remembered once is not of the messages
    tracemalloc.start()
    try:
        assert plan(MESSAGES) > 100
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST, f"{peak / MESSAGES:.0f} bytes a message"
