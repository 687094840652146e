"""The channels in the app: what they look like, what their rows open, and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import Driven, drive
from tests.views import made_channels as made

from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

SETTINGS = """format = 1
[bar]
lead = "1 per 10h"
[channels.linkedin]
name = "LinkedIn"
[channels.letter]
name = "The Back Stairs"
[channels.phone]
name = "Telephone"
social = false
[channels.video]
social = false
"""
MARK = "\N{LEFT HALF BLOCK}"


@pytest.fixture
def logged(tmp_path: Path) -> Journal:
    """Twenty weeks with everything in them."""
    root = tmp_path / "logged"
    for day, text in made.texts(made.full_days()).items():
        page = root / "days" / day[:4] / f"{day}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text)
    (root / "hat.toml").write_text(SETTINGS)
    (root / "people.toml").write_text('[bo]\nname = "Bo [red]Halvorsen"\n')
    return Journal(str(root))


def row_with(app: Driven, words: str) -> str:
    return next((row for row in app.rows() if words in row), "")


async def go_to(app: Driven, words: str) -> None:
    """The cursor down to the row with these words."""
    for _ in range(60):
        if any(row.startswith(MARK) and words in row for row in app.rows()):
            return
        await app.press("j")
    raise AssertionError(f"no row has {words}")


def played(
    journal: Journal, act: Callable[[Driven], Awaitable[None]], size: tuple[int, int] = (80, 24)
) -> None:
    drive(journal, act, size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)])
def test_what_it_looks_like(logged: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        app.same_as("channels")

    played(logged, act, size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_what_one_channel_looks_like(logged: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        await go_to(app, "The Back Stairs")
        await app.press("enter")
        app.same_as("channel")

    played(logged, act, size)


def test_the_answer_needs_no_scrolling(logged: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        shown = app.grid()
        assert "19h of 47h15 went to LinkedIn" in shown
        for words in ("The Back Stairs", "Mirror", "Stand", "Untraced", "Mix"):
            assert words in shown

    played(logged, act)


def test_a_channel_opens_and_its_lines_and_one_comes_back(logged: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        await go_to(app, "The Back Stairs")
        await app.press("enter")
        assert "8h in 12 lines, 17 % of the brand hours" in app.grid()
        await go_to(app, "post")
        await app.press("enter")
        assert "40m" in app.grid()
        assert "letter" in app.grid()
        await app.press("escape")
        assert "8h in 12 lines" in app.grid()
        await app.press("escape")
        assert row_with(app, "The Back Stairs").startswith(MARK)

    played(logged, act)


def test_the_keys_of_the_channels(logged: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        assert "brand hat, 12 weeks to 22 November" in app.grid()
        await app.press("b")
        assert "personal hat, 12 weeks to 22 November" in app.grid()
        await app.press("b", "plus")
        assert "brand hat, 52 weeks to 22 November" in app.grid()
        await app.press("plus")
        assert "brand hat, 20 weeks to 22 November" in app.grid(), "all there is"
        await app.press("plus", "minus", "minus", "minus")
        assert "brand hat, 12 weeks to 22 November" in app.grid()
        await app.press("left")
        assert "brand hat, 12 weeks to 15 November" in app.grid()
        await app.press("right", "right")
        assert "12 weeks to 22 November" in app.grid(), "no week that is still to come"
        await app.press("left", "left", "t")
        assert "12 weeks to 22 November" in app.grid()

    played(logged, act)


def test_a_channel_stays_open_when_the_hat_or_the_weeks_change(logged: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        await go_to(app, "Telephone")
        await app.press("enter")
        assert "Telephone   brand hat, 12 weeks" in app.grid()
        await app.press("b")
        assert "Telephone   personal hat, 12 weeks" in app.grid()
        await app.press("plus")
        assert "Telephone   personal hat, 52 weeks" in app.grid()

    played(logged, act)


def test_why_is_one_key_away_from_anywhere(logged: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("F")
        app.same_as("why")
        await app.press("plus")
        assert "Why   both hats, 52 weeks to 22 November" in app.grid()
        await app.press("escape")
        assert app.main.view == "page"
        await app.press("5")
        assert "Channels   brand hat, 12 weeks" in app.grid()

    played(logged, act)


def test_no_markup_of_the_journal_is_obeyed(logged: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        await go_to(app, "The Back Stairs")
        await app.press("enter", "end")
        assert "Bo [red]Halvorsen" in app.grid()

    played(logged, act)


def test_lines_written_meanwhile_are_in_it_at_once(logged: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("5")
        await app.type("1h b post linkedin")
        await app.press("enter", "escape")
        assert "20h of 48h15 went to LinkedIn" in app.grid()

    played(logged, act)


def test_an_empty_journal_says_what_will_appear(tmp_path: Path) -> None:
    root = tmp_path / "empty"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n")

    async def act(app: Driven) -> None:
        await app.press("5")
        assert "no brand hours of post, read or talk" in app.grid()

    played(Journal(str(root)), act)
