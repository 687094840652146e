"""The week as JSON: the documented keys, honest numbers, plain ASCII."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.views import made
from tests.views.made import replace

from twohats.format.words import SIDES
from twohats.measures.figures import DAYS, Gap, Missing, Mix
from twohats.measures.trial_weeks import WeekTrial
from twohats.render.week_json import FORMAT, week_data, week_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.figures import WeekFigures

DOCUMENT = Path(__file__).parents[2] / "docs" / "week.json.md"
slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
# Keys that are words of the journal, documented once and not one by one.
OPEN = {"trace", "mix.personal.minutes", "mix.brand.minutes", "why.minutes"}


def keys_of(data: Any, path: str = "") -> set[str]:
    """Every key as a path; the kinds of return and the ratings stand for one another, lists for their items."""
    found: set[str] = set()
    if isinstance(data, list):
        for each in data:
            found |= keys_of(each, f"{path}[]")
        return found
    if not isinstance(data, dict) or path in OPEN:
        return found
    for key, value in data.items():
        name: str = {"returns": "KIND", "gaps": "RATING"}.get(path, str(key))
        name = "HAT" if key in ("personal", "brand") and path != "mix" else name
        place = f"{path}.{name}" if path else name
        found |= {place} | keys_of(value, place)
    return found


def test_every_key_is_documented_and_every_documented_key_is_there() -> None:
    gap = replace(made.gap("motivation", (0, -1, 1), (5, 5)), one_hat_only=(("post", "brand"),))
    trial = WeekTrial("2026-11-linkedin", "brand", "linkedin", "post", "silent", "2026-11-22")
    data = week_data(replace(made.FULL, gaps=(gap,), trace={"thread": 1}, trials=(trial,)))
    said = set(re.findall(r"^\| `([^`]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    assert {
        key.replace("mix.personal", "mix.HAT").replace("mix.brand", "mix.HAT") for key in keys_of(data)
    } == said


def test_the_format_is_named_and_is_the_documented_one() -> None:
    assert week_data(made.EMPTY)["format"] == FORMAT == 1
    assert f"format {FORMAT}" in DOCUMENT.read_text(encoding="utf-8")


@slow
@given(made.weeks())
def test_any_week_is_strict_json_in_ascii(figures: WeekFigures) -> None:
    text = week_json(figures)
    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text, parse_constant=pytest.fail) == week_data(figures)


@slow
@given(made.weeks())
def test_the_same_keys_are_there_in_every_week(figures: WeekFigures) -> None:
    listed = re.compile(r"\[\]|^noise\.spike\.|^follow_up\.followed_up\.")
    steady = {key for key in keys_of(week_data(figures)) if not listed.search(key)}
    assert steady == {key for key in keys_of(week_data(made.EMPTY)) if not listed.search(key)}


def test_an_interval_without_upper_limit_has_null_and_says_so() -> None:
    ratio = week_data(made.FULL)["returns"]["reply"]["ratio"]
    assert (ratio["low"], ratio["high"], ratio["high_open"]) == (0.1, None, True)


def test_what_is_not_enough_has_no_numbers_but_its_reason() -> None:
    lacking = replace(made.estimate((-1.7, -2.0, -1.0)), missing=Missing(DAYS, 1))
    gap = Gap("motivation", lacking, made.silent(), made.silent())
    shown = week_data(replace(made.EMPTY, gaps=(gap,)))["gaps"]["motivation"]
    assert (shown["as_lived"], shown["low"], shown["high"], shown["enough"]) == (None, None, None, False)
    assert shown["says"] == "not enough yet: ratings on 1 more day"


def test_shared_week_has_as_many_people_and_no_name() -> None:
    data = week_data(made.ORDINARY, anonymous=True)
    assert (data["new_people"], data["follow_up"]["due"], data["follow_up"]["open"]) == (["a person"],) * 3
    assert not re.search(r"anna|\bbo\b|carl", json.dumps(data))


@pytest.mark.parametrize(
    ("channels", "whys", "people"),
    [
        (["bo-cafe"], ["bo-secret", "money"], {}),
        (["bo", "facebook"], ["leads"], {}),
        (["annabel"], ["anna"], {}),
        (["lindqvist.shop", "cafe_lindqvist2"], ["for-bo"], {}),
        (["annar", "reiss"], ["@bo"], {"annar": "anna"}),
        (["BO", "an-na"], ["BO"], {}),
    ],
)
def test_shared_week_gives_no_name_away_in_free_words(
    channels: list[str], whys: list[str], people: dict[str, str]
) -> None:
    figures = replace(
        made.ORDINARY,
        mix={side: Mix(dict.fromkeys(channels, 10), 1.0, 1.0) for side in SIDES},
        why=dict.fromkeys(whys, 10),
    )
    text = json.dumps(week_data(figures, anonymous=True, names={*people, "Bo Lindqvist", "Anna Reiss"}))
    told = re.findall(r'"([^"]*)": 10\b', text)
    assert not [
        word for word in told if re.search(r"\bbo\b|anna|an-na|lindqvist|reiss|secret", word, re.IGNORECASE)
    ]
    assert ("facebook" in told) == ("facebook" in channels)
    assert ("money" in told) == ("money" in whys)


def test_minutes_of_hidden_channels_are_kept() -> None:
    figures = replace(
        made.ORDINARY, mix={side: Mix({"bo-cafe": 10, "anna": 5, "phone": 1}, 1.0, 1.0) for side in SIDES}
    )
    assert week_data(figures, anonymous=True)["mix"]["brand"]["minutes"] == {"a channel": 15, "phone": 1}
    assert week_data(figures)["mix"]["brand"]["minutes"] == {"bo-cafe": 10, "anna": 5, "phone": 1}


def test_numbers_have_as_many_digits_as_they_are_worth() -> None:
    figures = replace(made.ORDINARY, gaps=(made.gap("motivation", (-1.23456, -2, -0.001), (9, 9)),))
    gap = week_data(figures)["gaps"]["motivation"]
    assert (gap["as_lived"], str(gap["high"])) == (-1.23, "0.0")
