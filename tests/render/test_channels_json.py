"""The JSON of the channels and of the reasons against their documents: every key is documented, and the other way."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.views import made_channels as made

from twohats.format.words import RETURNS
from twohats.measures.reasons import why_figures
from twohats.measures.verdict import ASK, Verdict
from twohats.render.channels_json import FORMAT, channels_data, channels_json
from twohats.render.why_json import why_data, why_json

DOCS = Path(__file__).parents[2] / "docs"
FULL = made.figures(made.full_days())
EMPTY = made.figures({})
# Objects that have a part of their own, and those whose keys are words of the journal.
PARTS = {
    r"(channels\[\]|groups\.GROUP\[\])\.per_hour\.KIND": "RATE",
    r"(talk_over_post|social_over_other\.ratios)\.KIND": "RATIO",
    r"(channels\[\]\.)?new_people": "COST",
}
OPEN = {"mix.HAT.minutes", "serving_no_aim", "COST.money", "SIDES.reasons"}
PAIRS = {"post", "talk", "social", "other"}


def keys_of(data: Any, path: str = "") -> set[str]:
    """Every key as a path, the parts that are documented apart under their own names."""
    for pattern, name in PARTS.items():
        path = re.sub(f"^{pattern}$", name, path)
    if isinstance(data, list):
        return set().union(*(keys_of(each, f"{path}[]") for each in data))
    if not isinstance(data, dict) or path in OPEN:
        return set()
    found: set[str] = set()
    for key, value in data.items():
        name = "KIND" if key in RETURNS else key
        name = "HAT" if key in ("personal", "brand") else name
        name = "GROUP" if path == "groups" else name
        name = "PAIR" if path.startswith("RATIO.") and key in PAIRS else name
        name = "SIDES" if not path and key in ("all", "personal", "brand") else name
        place = f"{path}.{name}" if path else name
        found |= {place} | keys_of(value, place)
    return found


def documented(name: str) -> set[str]:
    return set(re.findall(r"(?m)^\| `([^`]+)` \|", (DOCS / name).read_text(encoding="utf-8")))


def test_every_key_of_the_channels_is_documented_and_every_documented_key_is_there() -> None:
    assert keys_of(channels_data(FULL, verdicts=(ASKED,))) == documented("channels.json.md")


def test_every_key_of_the_reasons_is_documented_and_every_documented_key_is_there() -> None:
    figures = why_figures(made.timeline({0: "1h brand post a why:money"}), range(12), ())
    assert keys_of(why_data(figures)) == documented("why.json.md")


@pytest.mark.parametrize("figures", [FULL, EMPTY, made.figures(made.full_days(), range(1))])
def test_it_is_strict_json_in_ascii(figures: Any) -> None:
    text = channels_json(figures)
    assert text.isascii()
    assert json.loads(text, parse_constant=pytest.fail) == channels_data(figures)
    assert channels_data(figures)["format"] == FORMAT == 1


def test_the_same_keys_are_there_without_any_lines() -> None:
    assert set(channels_data(EMPTY)) == set(channels_data(FULL))


def test_one_channel_alone() -> None:
    data = json.loads(channels_json(FULL, channel="letter"))
    assert (data["channel"], data["figures"]["minutes"], data["weeks"]) == ("letter", 480, 12)
    assert data["figures"]["new_people"]["people"] == ["greta", "edith", "carl", "bo"]
    assert json.loads(channels_json(FULL, channel="nowhere"))["figures"] is None


def test_an_estimate_has_its_ends_or_what_is_missing() -> None:
    letter = channels_data(FULL)["channels"][1]["per_hour"]
    assert (letter["reply"]["value"], letter["reply"]["low"], letter["reply"]["high"]) == (3.5, 2.15, 5.24)
    assert (letter["lead"]["value"], letter["lead"]["enough"]) == (None, False)
    assert letter["lead"]["missing"] == "too few to compare: 0 of 5 returns"
    assert letter["lead"]["at_most"] == 0.374
    ratio = channels_data(FULL)["social_over_other"]["ratios"]["reply"]
    assert (ratio["value"], ratio["high"], ratio["high_open"], ratio["enough"]) == (None, None, True, True)


ASKED = Verdict(ASK, "letter", because="untraced", kind="lead", untraced_share=0.6, contacts=0.5)


def test_a_verdict_stands_with_its_channel() -> None:
    data = channels_data(FULL, verdicts=(ASKED,))
    linkedin, letter, *_ = (each["verdict"] for each in data["channels"])
    assert linkedin is None
    assert letter["rule"] == "ask"
    assert letter["says"].startswith("The log cannot decide this, and at 0.5 contacts a week")
    assert letter["because"].startswith("rule 5b; 60 % of leads are untraced")


def test_what_is_handed_on_names_nobody_and_nothing_of_ones_own() -> None:
    days = made.full_days() | {1: "40m brand post greta aim:book voice:aunt by:edith"}
    data = channels_data(made.figures(days), hidden={"greta": "a channel"}, anonymous=True)
    text = json.dumps(data)
    assert not re.search(r"greta|edith|carl|\bbo\b|book|aunt", text)
    assert "a channel" in [each["channel"] for each in data["channels"]]
    assert {each["aim"] for each in data["aims"]} == {"an aim"}
    why = why_figures(made.timeline({0: "1h brand post a why:bo,money,greta"}), range(12), ())
    assert why_data(why, anonymous=True)["all"]["reasons"] == {"another reason": 120, "money": 60}
    assert json.loads(why_json(why))["all"]["reasons"] == {"bo": 60, "greta": 60, "money": 60}
