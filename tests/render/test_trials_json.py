"""Trials as JSON: the documented keys, honest numbers, plain ASCII, nobody named in what is shared."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from tests.measures.trials import trial
from tests.views.test_pause_wording import COIN, OPEN, OWN, PAUSE, pause
from tests.views.test_trials import FULL, HAPPENED

from twohats.measures.half_double import LastHour
from twohats.measures.intervals.pauses import Loss
from twohats.measures.intervals.power import Shows
from twohats.measures.pauses import Lacks
from twohats.measures.planning import LONGER, Plan, Prospect
from twohats.measures.timeline import NOTHING_LEFT_OUT
from twohats.measures.trials import TrialsFigures
from twohats.render.trials_json import (
    FORMAT,
    plan_data,
    shared,
    shared_pause,
    trial_data,
    trial_json,
    trials_data,
    trials_json,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "trials.json.md"
LONG = Prospect(LONGER, Shows(0.89, 1.3), None)
ALL = TrialsFigures(
    (
        FULL,
        pause((3,) * 5, (1,) * 5, COIN, last_hour=LastHour("reply", OPEN)),
        pause(missing=Lacks("unlogged", 2, 10)),
        pause(longer=LONG),
    ),
    (trial("2026-11-16", "2026-11-29", name="wrong"),),
    HAPPENED,
    NOTHING_LEFT_OUT,
)


def _keys(data: Any, path: str = "") -> set[str]:
    """Every key as a path, lists for their items."""
    found: set[str] = set()
    if isinstance(data, list):
        for each in data:
            found |= _keys(each, f"{path}[]")
    elif isinstance(data, dict):
        for key, value in data.items():
            place = f"{path}.{key}" if path else key
            found |= {place} | _keys(value, place)
    return found


def test_every_key_is_documented_and_every_documented_key_is_there() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    said = set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))
    planned = {
        f"plan.{key}"
        for key in _keys(plan_data(Plan(PAUSE, OWN, LONG, (LONG,), crossing="other")))
        if key != "trial"
    }
    planned = {key for key in planned if not key.startswith(("plan.trial.", "plan.format"))}
    assert _keys(trials_data(ALL)) | planned == said
    assert f"format {FORMAT}" in text


@pytest.mark.parametrize("figures", ALL.trials)
def test_a_trial_is_strict_json_in_ascii(figures: Any) -> None:
    text = trial_json(figures._replace(missed=("zo\u00eb\x1b[2J",)))
    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text, parse_constant=pytest.fail)["trial"]["usually_write_did_not"] == [
        "zo\u00eb\x1b[2J"
    ]


def test_all_of_them_are_strict_json() -> None:
    data = json.loads(trials_json(ALL), parse_constant=pytest.fail)
    assert [each["stands"] for each in data["trials"]] == ["over"] * 4
    assert data["not_understood"] == ["wrong"]
    assert data["happened"][0] == {
        "hat": "brand",
        "channel": "letter",
        "from": "2026-10-20",
        "to": None,
        "days": 34,
    }


def test_a_verdict_has_its_interval_and_its_level() -> None:
    assert trial_data(FULL)["loss"] == {
        "normal": 2.1, "silent": 1.5, "chance": 0.3, "fell": False, "at_least": 0.0, "at_most": 1.6, "level": 0.9,
    }  # fmt: skip
    assert trial_data(FULL)["says"][0].startswith("No drop")


def test_where_there_is_none_it_says_what_is_missing() -> None:
    data = trial_data(ALL.trials[2])
    assert data["loss"] is None
    assert data["missing"]["says"] == "No verdict: 2 of the 10 weeks that count have no line."


def test_there_is_no_infinity_in_json() -> None:
    assert trial_data(pause(loss=Loss(1.0, 1.0, 1.0, 0.0, math.inf)))["loss"]["at_most"] is None


def test_a_week_that_is_not_over_has_no_contacts() -> None:
    weeks = trial_data(pause((2, 3), ()))["weeks"]
    assert weeks["silent"] == [
        {"from": "2026-10-05", "contacts": None},
        {"from": "2026-10-12", "contacts": None},
    ]
    assert weeks["normal"][:3] == [
        {"from": "2026-09-07", "contacts": 2},
        {"from": "2026-09-14", "contacts": 3},
        {"from": "2026-09-21", "contacts": None},
    ]


def test_the_draw_of_a_coin_can_be_checked() -> None:
    data = trial_data(pause((3,) * 5, (1,) * 5, COIN._replace(seed="fair")))
    assert (data["seed"], data["blocks"][0], data["block_weeks"]) == ("fair", "2026-09-07", 1)


def test_what_is_shared_names_nobody_and_has_no_words_of_the_user() -> None:
    named = FULL._replace(trial=FULL.trial._replace(name="2026-10-from-hal", channel="hals-blog"))
    figures = TrialsFigures(
        (named,),
        (trial("2026-10-05", "2026-10-18", name="hal"),),
        (HAPPENED[0]._replace(channel="hal"),),
        NOTHING_LEFT_OUT,
    )
    names = {"hal", "hals", "priya"}
    text = trials_json(shared(figures, names), anonymous=True).lower()
    for word in ("hal", "priya", "ruth", "june", "ill", "effect", "minds", "once a week"):
        assert word not in text
    assert '"a channel"' in text
    assert '"a trial"' in text
    assert trial_data(shared_pause(FULL, names), anonymous=True)["channel"] == "linkedin"
