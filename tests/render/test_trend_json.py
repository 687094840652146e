"""The trend as JSON: the documented keys, honest numbers, plain ASCII."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.views.made_trends import EMPTY, FULL, THIN, trend_of

from twohats.render.trend_json import FORMAT, trend_data, trend_json

if TYPE_CHECKING:
    from twohats.measures.trend import Trend

DOCUMENT = Path(__file__).parents[2] / "docs" / "trend.json.md"


def keys_of(data: Any, path: str = "") -> set[str]:
    """Every key as a path; hats, ratings and kinds stand for one another, lists for their items."""
    found: set[str] = set()
    if isinstance(data, list):
        for each in data:
            found |= keys_of(each, f"{path}[]")
    if isinstance(data, dict):
        for key, value in data.items():
            name: str = {"returns": "KIND", "gaps[].ratings": "RATING"}.get(path, str(key))
            name = "HAT" if key in ("personal", "brand") else name
            place = f"{path}.{name}" if path else name
            found |= {place} | keys_of(value, place)
    return found


def test_every_key_is_documented_and_every_documented_key_is_there() -> None:
    one_hat = trend_of({0: "25m brand post m2\n25m personal talk @bo m5"})
    keys = keys_of(trend_data(FULL)) | keys_of(trend_data(one_hat))
    said = set(re.findall(r"^\| `([^`]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    assert keys == said


def test_the_format_is_named_and_is_the_documented_one() -> None:
    assert trend_data(EMPTY)["format"] == FORMAT == 1
    assert f"format {FORMAT}" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("figures", [FULL, EMPTY, THIN], ids=["full", "empty", "thin"])
def test_any_trend_is_strict_json_in_ascii(figures: Trend) -> None:
    text = trend_json(figures)
    assert text.isascii()
    assert json.loads(text, parse_constant=pytest.fail) == trend_data(figures)


def test_estimates_are_there_with_their_interval_or_not_at_all() -> None:
    for figures in (FULL, EMPTY, THIN):
        data = trend_data(figures)
        estimates = [each[name] for each in data["slopes"] for name in ("last_hour", "week_by_week")]
        estimates += [each[name] for each in data["feeling"].values() for name in ("worth", "per_hour")]
        for each in estimates:
            assert each["enough"] is (each["value"] is not None or each.get("high_open", False))
            assert bool(each["missing"]) is not each["enough"]
            assert (each["low"] is None) is not each["enough"]


def test_what_speaks_and_what_is_silent() -> None:
    data = trend_data(FULL)
    (linkedin,) = (each for each in data["slopes"] if each["channel"] == "linkedin")
    assert linkedin["kind"] == "reply"
    assert linkedin["last_hour"]["verdict"] == "saturating"
    assert linkedin["week_by_week"]["verdict"] == "undecided"
    assert data["feeling"]["brand"]["worth"]["direction"] == "fell"
    assert data["feeling"]["brand"]["per_hour"]["direction"] is None
    assert data["live_contact"]["now"]["people"] == 1
    silent = trend_data(EMPTY)
    assert silent["slopes"][1]["last_hour"]["missing"].startswith("can't tell yet: 8 more weeks with hours")
    assert silent["hours"]["brand"]["usual"] is None


def test_shared_it_names_nobody_and_no_place() -> None:
    figures = trend_of({-21: "25m brand post annas-cafe @anna\nbrand got reply annas-cafe @anna"})
    named, shared = trend_json(figures), trend_json(figures, anonymous=True)
    assert "annas-cafe" in named
    assert "2026-10-26:2" in named
    assert "anna" not in shared
    assert "2026-10-26:2" not in shared
    assert "a channel" in shared
    assert "halvorsen" not in trend_json(
        trend_of({-21: "25m brand post halvorsens"}), anonymous=True, names={"Bo Halvorsens"}
    )
