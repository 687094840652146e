"""What is read of a process's messages."""

from __future__ import annotations

from io import BytesIO

import pytest

from twohats.system import processes
from twohats.system.processes import text_of_messages


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 15, 19, 20])
def test_up_to_twice_as_much_is_read_whole_and_once(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(processes, "_MESSAGES", 10)
    words = "abcdefghijklmnopqrstuvwxyz"[:size]

    assert text_of_messages(BytesIO(words.encode())) == words


def test_of_more_the_beginning_and_the_end_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_MESSAGES", 10)

    assert text_of_messages(BytesIO(b"abcdefghijklmnopqrstuvwxyz")) == "abcdefghijqrstuvwxyz"
