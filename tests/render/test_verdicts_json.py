"""Verdicts as JSON: every key documented, numbers with their limits, no name that is to be left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.measures.test_verdicts import (
    ASKED_BY,
    BAR,
    BRAND_CAME,
    CAME,
    MIXED,
    NOW_AND_THEN,
    POSTS,
    TALKS,
    UNDECIDED,
    rated,
    review,
    weeks_of,
)  # fmt: skip
from tests.render.test_week_json import keys_of

from twohats.measures.verdict import CODES
from twohats.render.anonymous import pieces_of
from twohats.render.verdicts_json import verdicts_data

DOCUMENT = Path(__file__).parents[2] / "docs" / "verdicts.json.md"
HALF_AND_DOUBLE = weeks_of(lambda week: f"{(1, 4)[week % 2]}h brand post linkedin", weeks=range(40))
MANY = weeks_of(
    "brand got conversation linkedin @aN\nbrand got conversation linkedin @bN", weeks=range(40), weekday=1
)


@pytest.fixture(scope="module")
def data() -> list[dict[str, object]]:
    said = [
        review(POSTS, bar=BAR),
        review(POSTS, CAME, bar={"conversation": "1 per 5h"}),
        review(POSTS, TALKS),
        review(HALF_AND_DOUBLE, MANY),
        review(UNDECIDED, NOW_AND_THEN, ASKED_BY, ASKED_BY, bar={"conversation": "1 per 6h"}),
        review(MIXED),
        review(rated("445", "233", extra="m"), BRAND_CAME, weeks_of("4h personal post mastodon")),
    ]
    return [each for one in said for each in verdicts_data(one)]


def test_every_key_is_documented_and_every_documented_key_is_there(data: list[dict[str, object]]) -> None:
    said = set(re.findall(r"^\| `([^`]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    found = {key.removeprefix("[].") for key in keys_of(data)}
    assert {key for key in found if not key.startswith("as_lived.")} == said
    assert {key.replace("as_lived", "gap") for key in found if key.startswith("as_lived.")} < said


def test_every_rule_is_documented() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"`{rule}`" in text for rule in CODES)


def test_it_is_json_without_infinity(data: list[dict[str, object]]) -> None:
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_a_channel_with_a_name_in_it_is_a_channel() -> None:
    said = review(weeks_of("4h brand talk anna-mail"), bar=BAR)
    (named,) = [
        each for each in verdicts_data(said, names={"anna-mail": "Anna's list"}) if each["rule"] == "no-sign"
    ]
    assert named["channel"] == "anna-mail"
    (hidden,) = [
        each
        for each in verdicts_data(said, names={"anna-mail": "Anna's list"}, hidden=pieces_of({"anna"}))
        if each["rule"] == "no-sign"
    ]
    assert hidden["channel"] == "a channel"
    assert "nna" not in json.dumps(hidden)


def test_a_no_is_marked() -> None:
    said = review(POSTS, bar=BAR)
    refused = tuple(each for each in said.channels if each.channel == "linkedin")
    assert [each["channel"] for each in verdicts_data(said, refused) if each["said_no"]] == ["linkedin"]
