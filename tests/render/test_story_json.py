"""The JSON of `hat story` against its document."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.measures.logged import day, whole
from tests.views.made_people import FULL

from twohats.measures.story import line_at
from twohats.measures.story_figures import LINE, PERSON, THREAD, StoryFigures, Subject, origins, story_figures
from twohats.measures.timeline import TimedEvent
from twohats.render.story_json import FORMAT, origins_data, story_data, story_json

DOCUMENT = (Path(__file__).parents[2] / "docs" / "story.json.md").read_text(encoding="utf-8")
STORY, ORIGINS = (
    set(re.findall(r"(?m)^\| `([^`]+)` \|", part)) for part in re.split(r"(?m)^## ", DOCUMENT)[1:]
)
OPEN = {"returns": "KIND", "rungs": "RUNG"}


def keys_of(data: Any, path: str = "") -> set[str]:
    """Every key as a path, lists by their items."""
    found: set[str] = set()
    if isinstance(data, list):
        return found.union(*(keys_of(each, f"{path}[]") for each in data))
    if not isinstance(data, dict):
        return found
    for key, value in data.items():
        place = f"{path}.{OPEN.get(path, key)}" if path else key
        found |= {place} | keys_of(value, place)
    return found


def figures(kind: str, name: str) -> StoryFigures:
    return story_figures(whole(FULL), Subject(kind, name))


def test_every_key_is_documented_and_every_documented_key_is_there() -> None:
    assert keys_of(story_data(figures(PERSON, "bo"))) == STORY
    assert keys_of(story_data(figures(THREAD, "clinic"))) <= STORY
    assert FORMAT == 1
    timeline = whole(FULL)
    found: set[str] = set()
    for place in (f"{day(-61)}:1", f"{day(-3)}:2"):
        line = line_at(timeline, place)
        assert isinstance(line, TimedEvent)
        found |= keys_of(origins_data(origins(timeline, line)))
    assert found == ORIGINS


def test_it_is_ascii_and_says_of_what_it_is() -> None:
    text = story_json(figures(LINE, f"{day(-61)}:1"))
    assert text.isascii()
    said = json.loads(text)
    assert (said["of"], said["name"], said["place"], said["lines"]) == ("line", None, f"{day(-61)}:1", 1)
    assert said["returns"] == {"sale": 1}
    assert said["chain"][1]["credited"] == [
        {"day": day(-80), "line": "talk phone 45m", "place": f"{day(-80)}:2"}
    ]


def test_what_is_handed_on_names_nobody_and_no_thread() -> None:
    for kind, name in ((PERSON, "bo"), (THREAD, "clinic"), (LINE, f"{day(-80)}:2")):
        text = story_json(figures(kind, name), anonymous=True, hidden={"phone": "a channel"})
        assert not [word for word in ("bo", "anna", "clinic", "phone", "stand", "half days") if word in text]
        assert set(re.findall(r'"place": ([^,\n}]+)', text)) == {"null"}
