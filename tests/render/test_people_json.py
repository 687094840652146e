"""People as JSON: the documented keys, and nobody named where it is handed on."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from tests.views import made_people as made

from twohats.measures.reconnecting import Aside
from twohats.render.people_json import (
    FORMAT,
    channels_in,
    hidden_channels,
    people_data,
    people_json,
    person_data,
    person_json,
)

DOCUMENT = (Path(__file__).parents[2] / "docs" / "people.json.md").read_text(encoding="utf-8")
EVERYONE, ONE = (
    set(re.findall(r"(?m)^\| `([^`]+)` \|", part)) for part in re.split(r"(?m)^## ", DOCUMENT)[1:]
)
OPEN = {"lately[].last_conversation", "last_conversation"}


def keys_of(data: Any, path: str = "") -> set[str]:
    """Every key as a path, sides as HAT, lists by their items."""
    found: set[str] = set()
    if isinstance(data, list):
        return found.union(*(keys_of(each, f"{path}[]") for each in data))
    if not isinstance(data, dict) or path in OPEN:
        return found
    for key, value in data.items():
        name = "HAT" if key in ("personal", "brand") else key
        place = f"{path}.{name}" if path else name
        found |= {place} | keys_of(value, place)
    return found


def test_every_key_is_documented_and_every_documented_key_is_there() -> None:
    assert keys_of(people_data(made.everyone(made.FULL))) == EVERYONE
    assert keys_of(person_data(made.one(made.FULL, "bo"))) == ONE
    assert FORMAT == 1


def test_it_is_ascii_and_says_what_the_figures_say() -> None:
    text = people_json(made.everyone(made.FULL))
    assert text.isascii()
    said = json.loads(text)
    assert said["live_contact"] == {"people": 5, "wrote_first": 2, "days": 90}
    assert [each["person"] for each in said["waiting"]] == ["edith", "jo", "kit", "zoe"]
    assert [each["person"] for each in said["not_spoken_to"]] == ["dina", "viktor", "wyn"]
    assert said["answered"] == {"part": 3, "whole": 13, "low": 0.096, "high": 0.458}
    assert said["unanswered"][-1] == {
        "person": "farid",
        "messages": 1,
        "last": "2026-09-17",
        "leave_be": False,
    }
    assert said["met"][-1] == {"channel": None, "people": 2, "said": 0}
    one = json.loads(person_json(made.one(made.FULL, "bo")))
    assert one["met"] == {"day": "2026-08-08", "channel": "fair", "sure": "said", "new": True}
    assert one["chain"][1]["rung"] == "reference"
    assert one["chain"][1]["credited"] == [
        {"day": "2026-08-08", "line": "do speak in-person 1h", "place": "2026-08-08:1"}
    ]


def test_an_empty_journal_has_no_numbers_it_could_not_have() -> None:
    said = people_data(made.everyone({}))
    assert (said["from"], said["answered"], said["followed_up"]) == (None, None, None)
    assert people_data(made.everyone({0: "5m brand talk @bo"}))["known_names"] is None


def test_shared_it_names_nobody_and_says_as_much() -> None:
    figures, one = made.everyone(made.FULL), made.one(made.FULL, "bo")
    hidden = hidden_channels(["fair", "bo-and-anna", "linkedin"], figures.named)
    assert hidden == {"bo-and-anna": "a channel"}
    assert channels_in(one) == {"fair", "in-person", "phone", "video", "email"}
    for shared, whole in (
        (people_data(figures, anonymous=True), people_data(figures)),
        (person_data(one, anonymous=True), person_data(one)),
    ):
        text = json.dumps(shared)
        assert not [name for name in figures.named if f'"{name}"' in text]
        assert "coat" not in text
        assert "asks for a price" not in text
        assert "2026-08-08:1" not in text
        assert keys_of(shared) == keys_of(whole)


def test_a_hidden_channel_is_one_with_the_others_that_are_hidden() -> None:
    figures = made.everyone({-100: "nothing", 0: "5m brand talk bo-fair @bo\n5m brand talk bo-club @anna"})
    said = people_data(figures, hidden=hidden_channels(["bo-fair", "bo-club"], ["bo"]), anonymous=True)
    assert said["met"] == [{"channel": "a channel", "people": 2, "said": 0}]


def test_later_and_let_go_are_days() -> None:
    day = date(2026, 11, 25).toordinal()
    said = person_data(made.one(made.FULL, "bo", Aside(later={"bo": day})))
    assert (said["later"], said["let_go"]) == ("2026-11-25", None)
    gone = person_data(made.one(made.FULL, "bo", Aside(let_go={"bo": day - 5})))
    assert (gone["later"], gone["let_go"]) == (None, "2026-11-20")
