"""The records door: what another program writes never becomes another line than it says."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.memory_tree import MemoryTree

from twohats.interchange.readers import records
from twohats.interchange.record import Span
from twohats.interchange.source import NotUnderstoodRecord, Options


@pytest.mark.parametrize(
    ("channel", "read"),
    [
        ("LinkedIn", "linkedin"),
        ("", ""),
        ("in-person", "in-person"),
        ("@anna +tag", None),
        ('x"]\n- 5m brand read: injected', None),
        ("\x1b[31mred", None),
        ("two words", None),
        ("m5", None),
        ("x9", None),
        ("read", None),
        ("lead", None),
        ("a" * 10_000, None),
    ],
)
def test_a_channel_is_one_word_that_means_nothing_else(channel: str, read: str | None) -> None:
    row = {"is": "span", "at": "2026-11-17T09:00:00", "seconds": 600, "channel": channel}
    tree = MemoryTree({"x.jsonl": json.dumps(row).encode()})
    (found,) = records.recognise(tree)
    (one,) = records.read(tree, found, Options(ZoneInfo("UTC"), {}))
    if read is None:
        assert isinstance(one, NotUnderstoodRecord)
    else:
        assert isinstance(one, Span)
        assert one.channel == read
