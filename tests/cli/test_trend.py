"""`hat trend` as a command: its periods, its forms, and what is handed on."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

TODAY = date(2026, 11, 22)


@pytest.fixture
def kept(hat: Shell) -> Shell:
    """Twenty weeks in this year and some in the last, with a person in the name of a channel."""
    for week in (*range(20), *range(60, 64)):
        day = TODAY - timedelta(weeks=week, days=2)
        page = hat.journal / "days" / str(day.year) / f"{day}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            f"- {2 if week % 2 else 8}h brand post bo-cafe m2: secret note\n- 1h personal talk phone @bo m5\n"
            "- brand got reply bo-cafe x9 @bo\n- brand got reply bo-cafe x9\n"
        )
    return hat


def of(hat: Shell, *words: str) -> dict[str, object]:
    told = hat("trend", "--json", *words)
    assert told.code == 0, told.err
    found: dict[str, object] = json.loads(told.out)
    return found


@pytest.mark.parametrize(
    ("words", "first", "last", "weeks", "calendar"),
    [
        ("", "2026-08-31", "2026-11-22", 12, False),
        ("4", "2026-10-26", "2026-11-22", 4, False),
        ("last 4 weeks", "2026-10-26", "2026-11-22", 4, False),
        ("1 week", "2026-11-16", "2026-11-22", 1, False),
        ("year", "2025-11-24", "2026-11-22", 52, False),
        ("all", "2025-09-01", "2026-11-22", 64, False),
        ("2026", "2025-12-29", "2026-11-22", 47, True),
        ("2025", "2024-12-30", "2025-12-28", 52, True),
        ("sep..oct", "2026-08-31", "2026-11-01", 9, True),
        ("2026-W40", "2026-09-28", "2026-10-04", 1, True),
        ("yesterday", "2026-11-16", "2026-11-22", 1, True),
        ("all..oct", "2025-09-01", "2026-11-01", 61, False),
        ("0001..2026", "2025-09-01", "2026-11-22", 64, False),
        ("1040", "2006-12-18", "2026-11-22", 1040, False),
    ],
)
def test_a_period_is_whole_weeks(
    kept: Shell, words: str, first: str, last: str, weeks: int, *, calendar: bool
) -> None:
    found = of(kept, *words.split())
    assert (found["from"], found["to"], found["weeks"], found["calendar"]) == (first, last, weeks, calendar)


@pytest.mark.parametrize("words", ["2027", "nix", "0 weeks", "12 days", "-3", "9" * 5000, "\u0664"])
def test_what_names_no_weeks_is_said_with_what_would(kept: Shell, words: str) -> None:
    told = kept("trend", *words.split())
    assert told.code == 2
    assert not told.out
    assert told.err


def test_the_forms_are_of_the_same_weeks(kept: Shell) -> None:
    plain = kept("trend", "--plain").out
    assert plain.startswith("Trend, 12 weeks to 22 November 2026.\n12 of 84 days, ")
    page = kept("trend", "--html", "-").out
    assert "<h1" in page
    assert "12 weeks to 22 November 2026" in page
    assert kept("trend", "all", "--plain").out.startswith("Trend, 64 weeks to 22 November 2026.\n")
    written = kept("trend", "year", "--html", str(kept.folder / "year.html"))
    assert written.code == 0
    assert "52 weeks" in (kept.folder / "year.html").read_text()


def test_a_trend_is_also_of_an_empty_journal(hat: Shell) -> None:
    for words in ([], ["all"], ["2020"]):
        told = hat("trend", "--plain", *words)
        assert told.code == 0
        assert "Nothing is written in these weeks." in told.out


@pytest.mark.parametrize("form", [["--plain"], ["--json"], ["--html", "-"]])
def test_a_shared_trend_names_nobody(kept: Shell, form: list[str]) -> None:
    named, shared = kept("trend", *form), kept("trend", *form, "--share")
    assert "bo-cafe" in named.out
    assert not re.search(r"\bbo\b|cafe|secret", shared.out)
    assert "a channel" in shared.out


def test_the_week_that_is_running_is_said_to_be(kept: Shell) -> None:
    assert of(kept)["running"] is False
    kept.env["TWOHATS_NOW"] = "2026-11-18T10:30"
    assert of(kept)["running"] is True
    assert kept("trend", "--plain").out.startswith("Trend, 12 weeks to 18 November 2026.\n")
    assert "so far" in kept("trend", "--plain").out


def test_one_week_is_one_week_in_words(kept: Shell) -> None:
    assert "in the last week 100 %" in kept("trend", "1 week", "--plain").out
    assert not re.search(r"\b1 (weeks|lines|days|ratings)\b", kept("trend", "1", "--plain").out)
