"""Trials in the app: looked at, planned and broken off by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import Driven, drive

from twohats.tui.screens.plan import AskPlan, AskWhy

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SIZES = [(80, 24), (120, 36), (40, 12)]
PAUSE = (
    'hat = "brand"\nchannel = "linkedin"\nactivity = "post"\nfrom = 2026-10-05\nto = 2026-10-18\n'
    'expect = "nothing [b]at all[/b]"\ninterest = "to be free"\n'
)
RUNNING = PAUSE.replace("10-05", "11-16").replace("10-18", "11-29").replace("linkedin", "letter")
PLANNED = "trials/2026-11-linkedin.toml"


@pytest.fixture
def trials(journal: Journal) -> Journal:
    """The journal with a pause that is judged and one that runs."""
    from datetime import date, timedelta
    from pathlib import Path

    root = Path(journal.root)
    for week in range(12):
        day = date(2026, 11, 13) - timedelta(7 * week)
        put_page(root, day.isoformat(), f"- 30m brand post linkedin\n- brand got reply x{1 + week % 2}\n")
    put_page(
        root, "2026-10-06", "- brand got noticed @priya: are you [red]ill[/red]?\n- 20m brand post linkedin\n"
    )
    _put(root, "2026-10-linkedin", PAUSE)
    _put(root, "2026-11-letter", RUNNING)
    return journal


def _put(root: Path, name: str, text: str) -> None:
    (root / "trials").mkdir(exist_ok=True)
    (root / "trials" / f"{name}.toml").write_text(text)


async def _answer(app: Driven, *texts: str) -> None:
    """Type an answer each, and Enter."""
    for text in texts:
        await app.pilot.press(
            *("space" if char == " " else "minus" if char == "-" else char for char in text)
        )
        await app.press("enter")


@pytest.mark.parametrize("size", SIZES)
def test_all_trials(trials: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("7")
        app.same_as("trials")

    drive(trials, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_one_trial(trials: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("7", "down", "enter")
        app.same_as("trial")

    drive(trials, look, size=size)


def test_the_keys_below_are_those_of_the_user(trials: Journal) -> None:
    settings = Path(trials.root, "hat.toml")
    settings.write_text(settings.read_text() + '\n[keys]\n"trial.plan" = "z"\n"trial.stop" = "K"\n')
    trials.forget_settings()

    async def look(app: Driven) -> None:
        await app.press("7")
        assert " z plan one   Enter look at one   K break one off" in app.grid()

    drive(trials, look)


def test_enter_opens_what_a_row_stands_for_and_esc_comes_back(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "down", "enter")
        assert "On it all the same" in app.grid()
        await app.press("enter")
        assert "20m brand post linkedin" in " ".join(app.grid().split())
        await app.press("escape", "escape")
        assert "would stopping cost anything?" in app.grid()

    drive(trials, act)


def test_an_empty_journal_says_how_one_is_planned(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await app.press("7")
        assert "None yet:" in app.grid()
        await app.press("B")
        assert "which one? the cursor is on no trial" in app.grid()

    drive(journal, look)


@pytest.mark.parametrize("size", SIZES)
def test_a_plan_while_it_is_asked(trials: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("7", "p")
        app.same_as("plan-words")
        await _answer(app, "brand linkedin post 2 weeks")
        app.same_as("plan-shown")

    drive(trials, look, size=size)


def test_a_trial_is_planned_by_keyboard_and_undone(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "p")
        await _answer(app, "linkedin post 4 weeks", "n", "less mail", "to be free", "", "")
        assert "planned 2026-11-linkedin, from 2026-11-23 on" in app.grid()
        assert " 2026-11-linkedin  4 weeks without posting on LinkedIn" in " ".join(app.grid().split("\n"))
        text = trials.read_text(PLANNED) or ""
        assert 'expect = "less mail"\ninterest = "to be free"\n' in text
        assert "to = 2026-12-20" in text
        await app.press("u")
        assert trials.read_text(PLANNED) is None
        assert " 2026-11-linkedin  4" not in app.grid()

    drive(trials, act)


def test_words_that_are_not_understood_are_said_and_stay(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "p")
        await _answer(app, "linkedin coin 3")
        assert "5 to 12 pairs" in app.grid()
        assert "linkedin coin 3" in app.grid()
        await _answer(app, "x")
        assert isinstance(app.app.screen, AskPlan)

    drive(trials, act)


def test_a_known_shock_asks_for_other_words(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "p")
        await _answer(app, "linkedin", "y")
        assert "Another day: from ..." in app.grid()
        await _answer(app, " from 2026-12-07", "n", "", "", "", "")
        assert trials.read_text("trials/2026-12-linkedin.toml")

    drive(trials, act)


@pytest.mark.parametrize("answers", [(), ("linkedin",), ("linkedin", "n", "a", "b", "c")])
def test_esc_writes_nothing(trials: Journal, answers: tuple[str, ...]) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "p")
        await _answer(app, *answers)
        await app.press("escape")
        assert "would stopping cost anything?" in app.grid()
        assert trials.read_text(PLANNED) is None

    drive(trials, act)


def test_a_trial_that_runs_already_is_refused(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "p")
        await _answer(app, "letter post")
        assert "2026-11-letter runs on it" in app.grid()

    drive(trials, act)


def test_from_the_channels_the_channel_of_the_row_is_there_already(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        await app.press("p")
        assert isinstance(app.app.screen, AskPlan)
        assert " linkedin\n" in app.grid()

    drive(trials, act)


def test_from_the_trend_one_is_planned_too(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("3")
        await app.press("p")
        assert isinstance(app.app.screen, AskPlan)

    drive(trials, act)


def test_a_trial_is_broken_off_with_a_reason_and_undone(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "B")
        assert isinstance(app.app.screen, AskWhy)
        await _answer(app, "Bo asked")
        assert "2026-11-letter broken off on 2026-11-22" in app.grid()
        text = trials.read_text("trials/2026-11-letter.toml") or ""
        assert text == f'{RUNNING}ended = 2026-11-22\nended_because = "Bo asked"\n'
        await app.press("u")
        assert trials.read_text("trials/2026-11-letter.toml") == RUNNING
        await app.press("B", "escape")
        assert trials.read_text("trials/2026-11-letter.toml") == RUNNING

    drive(trials, act)


def test_one_that_is_over_cannot_be_broken_off(trials: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("7", "down", "enter", "B")
        assert app.app.screen is app.main, "nothing is asked"
        assert "was over on 2026-10-18" in app.grid()

    drive(trials, act)
