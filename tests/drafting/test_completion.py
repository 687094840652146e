"""What may stand next in a line."""

from __future__ import annotations

import pytest

from twohats.drafting.completion import next_in_line, values_of
from twohats.format.words import DEFAULT_HATS


@pytest.mark.parametrize(
    ("before", "role", "channel"),
    [
        ("", "hat", False),
        ("25m", "hat", False),
        ("fri 25m", "hat", False),
        ("25m b", "verb", False),
        ("yesterday 9am b", "verb", False),
        ("p got", "kind", False),
        ("b post", "key", True),
        ("25m b post @anna", "key", True),
        ("25m b post linkedin", "key", False),
        ("25m b post: a note", "", False),
        ("25m b post linkedin nonsense", "", False),
    ],
)
def test_behind_some_words(before: str, role: str, *, channel: bool) -> None:
    found = next_in_line(before, DEFAULT_HATS)
    assert (found.role, found.channel) == (role, channel)
    assert bool(found.words) == bool(role)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("how:", ["how:craft", "how:faceless", "how:setup", "how:must"]),
        ("How:cr", ["How:craft", "How:faceless", "How:setup", "How:must"]),
        ("how:craft,", ["how:craft,faceless", "how:craft,setup", "how:craft,must"]),
        ("voice:self,", ["voice:self", "voice:brand"]),
        ("mood:", []),
        ("how", []),
    ],
)
def test_a_field_whose_values_are_known(typed: str, values: list[str]) -> None:
    assert values_of(typed) == values
