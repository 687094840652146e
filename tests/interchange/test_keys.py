"""What records are known by: equal in every reading of the same files, different within them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.test_readers import ALL, brought

from twohats.interchange.counted_keys import CountedKeys, KeySet
from twohats.interchange.record import record_key
from twohats.interchange.sources import recognised, source_named

if TYPE_CHECKING:
    from pathlib import Path


def keys_of(case: Path, zone: str) -> list[str]:
    _, tree, options = brought(case)
    keys = []
    for found in recognised(tree):
        source = source_named(found.source)
        assert source is not None
        if not found.instead:
            read = source.reader().read(tree, found, options._replace(zone=ZoneInfo(zone)))
            keys += [key for one in read if (key := getattr(one, "key", ""))]
    return keys


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_no_two_records_of_a_case_share_a_key(case: Path) -> None:
    """Unless it says that its files have some in common: `repeats = true`."""
    if brought(case)[0].get("repeats"):
        return
    keys = keys_of(case, "Europe/London")
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_keys_do_not_depend_on_the_zone(case: Path) -> None:
    assert keys_of(case, "Europe/London") == keys_of(case, "Asia/Tokyo")


def test_equal_records_of_a_file_are_counted_and_those_of_two_files_are_the_same() -> None:
    one, two = CountedKeys(), CountedKeys()
    first = [one.key("a"), one.key("b"), one.key("a"), one.key("a")]
    assert len(set(first)) == 4
    assert first[0] == record_key("a")
    assert [two.key("a"), two.key("a"), two.key("b"), two.key("a")] == [
        first[0],
        first[2],
        first[1],
        first[3],
    ]


def test_a_set_of_keys_holds_what_was_put_in_and_nothing_else() -> None:
    chance = random.Random(1)
    keys = [record_key(str(number)) for number in range(3_000)]
    keys += [f"{number:016x}" for number in (0, 1, 4096, 8192, 2**64 - 1)]
    held = KeySet()
    put = set(chance.sample(keys, 1_500))
    for key in chance.sample(sorted(put), len(put)):
        held.add(key)
    assert {key for key in keys if key in held} == put
