"""`hat week` as a command: what is handed on names nobody."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGE = """- 25m brand post bo-cafe why:bo-secret: @bo hi +bosecret
- 25m brand post anna why:money,zed
- 25m personal read reisswolf.example
- 25m personal read facebook
- 25m personal talk phone @zed: note about zed
- brand got reply linkedin @bo: bosecret said
- brand got lead @annar met:halvorsens
- brand got sale @zed 100GBP
- brand lost @carlsecret
- brand post @dana broken
"""


@pytest.fixture
def told(hat: Shell) -> Shell:
    """A journal in which names are in places where none is looked for."""
    (hat.journal / "people.toml").write_text(
        '[bo]\nname = "Bo Halvorsen"\n[anna]\nname = "Anna Reiss"\naliases = ["annar"]\nmet = "halvorsens"\n'
    )
    days = hat.journal / "days" / "2026"
    days.mkdir(parents=True)
    (days / "2026-10-01.md").write_text("- nothing\n")
    (days / "2026-11-18.md").write_text(PAGE)
    return hat


@pytest.mark.parametrize("form", [[], ["--plain"], ["--json"], ["--html", "-"]])
def test_a_shared_week_names_nobody(told: Shell, form: list[str]) -> None:
    named, shared = told("week", *form), told("week", *form, "--share")
    name = r"\b(?:bo|zed|anna|annar|dana)\b|secret|halvors|reiss|cafe"
    assert re.search(name, named.out, re.IGNORECASE)
    assert not re.search(name, shared.out, re.IGNORECASE)
    assert "a person" in shared.out or "people" in shared.out


def test_a_shared_week_keeps_what_is_no_name(told: Shell) -> None:
    data = json.loads(told("week", "--json", "--share").out)
    assert data["mix"]["personal"]["minutes"] == {"a channel": 25, "facebook": 25, "phone": 25}
    assert data["why"]["minutes"] == {"another reason": 50, "money": 25}


@pytest.fixture
def logged(hat: Shell) -> Shell:
    """A line on every day of eight weeks, with posts on a channel that bears a name."""
    days = hat.journal / "days" / "2026"
    days.mkdir(parents=True)
    (hat.journal / "people.toml").write_text('[anna]\nname = "Anna Reiss"\n')
    for day in range(56):
        text = (date(2026, 9, 7) + timedelta(days=day)).isoformat()
        (days / f"{text}.md").write_text("- 1h brand post anna-list\n" if day % 7 == 0 else "- nothing\n")
    return hat


def test_the_json_of_a_week_that_four_end_with_has_their_verdicts(logged: Shell) -> None:
    data = json.loads(logged("week", "2026-W44", "--json").out)
    assert [(each["rule"], each["channel"]) for each in data["verdicts"] if each["channel"]] == [
        ("carry-on", "anna-list")
    ]


@pytest.mark.parametrize("week", ["2026-W43", "2026-W48"])
def test_other_weeks_and_a_last_one_that_is_not_over_have_none(logged: Shell, week: str) -> None:
    assert json.loads(logged("week", week, "--json").out)["verdicts"] == []


def test_verdicts_that_are_handed_on_name_nobody(logged: Shell) -> None:
    text = logged("week", "2026-W44", "--json", "--share").out
    assert '"a channel"' in text
    assert "anna" not in text.lower()
