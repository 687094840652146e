"""`hat review` at a terminal: card by card, with answers, skips, back, undo and leaving; and where nobody can be asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

QUESTION = "Why social, and not speaking to a few more people?"
REVIEW = "weeks/2026/2026-W47.md"


@pytest.fixture
def week(hat: Shell) -> Shell:
    """A week with a line not understood and one without ratings."""
    hat.write("- 25m brnd post linkedin\n- 40m brand post linkedin: launch\n", "2026-11-18")
    return hat


def text(hat: Shell) -> str:
    return hat.path("2026-11-18").read_text()


def test_a_whole_sitting(week: Shell) -> None:
    done = week.on_terminal(
        "review",
        talk=[
            ("card 1 of 5", "25m brand post linkedin m3 i3\n"),
            ("card 2 of 5", "9\n"),
            ("is no answer here", "2\n"),
            ("card 3 of 5", "4\n"),
            ("card 4 of 5", "Because.\n\\(o)/ \x1b[31m\n.\n"),
            ("card 5 of 5", "linkedin at most 2h a week\n"),
        ],
    )
    assert done.code == 0
    assert text(week) == "- 25m brand post linkedin m3 i3\n- 40m brand post linkedin m2 i4: launch\n"
    review = (week.journal / REVIEW).read_text()
    assert review.startswith(f"# 2026-W47\n\n## {QUESTION}\n\nBecause.\n\\(o)/ ")
    assert review.endswith("\n- decided: linkedin at most 2h a week\n")
    assert "1 line more is understood" in done.out
    assert "motivation: 2 more ratings" in done.out
    assert "left:" not in done.out


def test_words_are_those_of_a_journal_in_every_locale(week: Shell) -> None:
    talk = [
        ("card 1", "\n"),
        ("card 2", "\n"),
        ("card 3", "\n"),
        ("card 4", "Grüße, 名前\n.\n"),
        ("card 5", "q\n"),
    ]
    week.on_terminal("review", talk=talk, env={"PYTHONIOENCODING": "latin-1"})
    assert "\nGrüße, 名前\n" in (week.journal / REVIEW).read_text(encoding="utf-8")


def test_back_undo_skip_and_leaving(week: Shell) -> None:
    done = week.on_terminal(
        "review",
        talk=[
            ("card 1 of 5", "\n"),
            ("card 2 of 5", "2\n"),
            ("card 3 of 5", "b\n"),
            ("card 2 of 5", "5\n"),
            ("card 3 of 5", "u\n"),
            ("took back", "q\n"),
        ],
    )
    assert done.code == 0
    assert text(week).endswith("- 40m brand post linkedin m2: launch\n")
    assert "4 cards left" in done.out
    again = json.loads(week("review", "--json").out)
    assert (again["left"], [card["passed"] for card in again["cards"]]) == (3, [True, False, False, False])
    assert json.loads(week("review", "--json", "--again").out)["left"] == 4


def test_undo_takes_back_the_answers_of_this_sitting_and_nothing_else(week: Shell) -> None:
    week("lost", "p", "@bo")
    done = week.on_terminal(
        "review",
        talk=[
            ("card 1 of 5", "u\n"),
            ("nothing was answered yet", "\n"),
            ("card 2 of 5", "4\n"),
            ("card 3 of 5", "b\n"),
            ("card 2 of 5", "4\n"),
            ("card 3 of 5", "u\n"),
            ("that answer had changed nothing", "u\n"),
            ("took back: add m4", "u\n"),
            ("nothing was answered yet", "q\n"),
        ],
    )
    assert done.code == 0
    assert text(week).endswith("- 40m brand post linkedin: launch\n")
    assert week("list").out == "2026-11-22:1  personal lost @bo\n"


def test_an_answer_that_was_begun_is_there_the_next_time(week: Shell) -> None:
    talk = [
        ("card 1", "\n"),
        ("card 2", "\n"),
        ("card 3", "\n"),
        ("card 4", "First line\nsecond\n"),
        ("> ", "\x04"),
    ]
    week.on_terminal("review", talk=talk)
    assert not (week.journal / REVIEW).exists()
    done = week.on_terminal(
        "review", talk=[("this much was there before", "third\n.\n"), ("card 2 of 2", "q\n")]
    )
    assert "second" in done.out
    assert "First line\nsecond\nthird\n" in (week.journal / REVIEW).read_text()


def test_an_answer_has_paragraphs_and_ends_with_a_dot(week: Shell) -> None:
    skip = [("card 1", "\n"), ("card 2", "\n"), ("card 3", "\n")]
    typed = ("card 4", "First.\n\n  - set in\n...\n\nb\nLast.\n\n.\n")
    week.on_terminal("review", talk=[*skip, typed, ("card 5", "q\n")])
    assert (week.journal / REVIEW).read_text().endswith("\n\nFirst.\n\n  - set in\n...\n\nb\nLast.\n")
    assert week("undo").code == 0
    assert not (week.journal / REVIEW).exists()


def test_enter_goes_on_from_an_answer_that_was_begun_and_ctrl_d_keeps_its_paragraphs(week: Shell) -> None:
    skip = [("card 1", "\n"), ("card 2", "\n"), ("card 3", "\n")]
    week.on_terminal("review", talk=[*skip, ("card 4", "One.\n\nTwo.\n"), ("> ", "\x04")])
    done = week.on_terminal("review", talk=[("this much was there before", "\n"), ("card 2 of 2", "q\n")])
    assert "One." in done.out
    assert not (week.journal / REVIEW).exists()
    again = week.on_terminal(
        "review", "--again", talk=[*skip, ("this much was there before", ".\n"), ("card 5", "q\n")]
    )
    assert "Two." in again.out
    assert "One.\n\nTwo.\n" in (week.journal / REVIEW).read_text()


def test_where_nobody_can_be_asked_it_prints_what_there_is_to_ask(week: Shell) -> None:
    piped, plain = week("review", stdin="2\n"), week("review", "--plain")
    assert piped.out == plain.out
    assert "To ask, lines not understood: 1.\n" in plain.out
    assert text(week).endswith("- 40m brand post linkedin: launch\n")


def test_another_week_and_one_that_is_none(week: Shell) -> None:
    assert json.loads(week("review", "2026-W46", "--json").out)["week"] == "2026-W46"
    assert json.loads(week("review", "last", "--json").out)["week"] == "2026-W46"
    done = week("review", "W99")
    assert (done.code, done.out) == (2, "")
