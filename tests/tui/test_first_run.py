"""The first steps in an empty journal: three lines of one's own, each of which can be left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import TODAY, Clock, Driven, drive

from twohats.format.words import DEFAULT_HATS
from twohats.journal.folder import Journal
from twohats.tui.first_run import EXAMPLES, MOST_DAYS
from twohats.tui.reading import ADD, Target, read_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = [(40, 12), (80, 24), (120, 36), (200, 60)]


@pytest.fixture
def empty(tmp_path: Path) -> Journal:
    root = tmp_path / "empty"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n", encoding="utf-8")
    return Journal(str(root))


async def write(app: Driven, text: str) -> None:
    await app.type(text)
    await app.press("enter", "escape")
    await app.until(lambda: text.partition(":")[0].split()[-1] in app.page())
    await app.settle()


def steps(app: Driven) -> Iterator[str]:
    yield from (text for text, role in app.page_list.steps if role == "heading")


def test_three_lines_are_in_the_file_at_the_end(empty: Journal) -> None:
    async def act(app: Driven) -> None:
        for number, text in enumerate(EXAMPLES.values(), 1):
            assert next(steps(app)).startswith(f"{number} of 3")
            await write(app, text)
        assert "That is all of it" in app.grid()
        assert app.page().count("\n- ") + app.page().startswith("- ") == 3
        assert "@anna" in app.page()
        await app.press("escape")
        assert not app.page_list.steps
        await app.press("q")

    async def again(app: Driven) -> None:
        assert not app.page_list.steps

    drive(empty, act)
    drive(empty, again)


@pytest.mark.parametrize("written", range(4))
def test_every_step_can_be_left_and_does_not_come_back_unasked(empty: Journal, written: int) -> None:
    async def act(app: Driven) -> None:
        for text in list(EXAMPLES.values())[:written]:
            await write(app, text)
        assert app.page_list.steps
        await app.press("escape")
        assert not app.page_list.steps

    async def again(app: Driven) -> None:
        assert not app.page_list.steps
        await app.press("ctrl+p")
        await app.pilot.press(*"first", "space", *"steps")
        await app.until(lambda: "First steps" in app.grid())
        await app.press("enter")
        assert app.page_list.steps

    drive(empty, act)
    drive(empty, again)


def test_they_go_on_where_one_was(empty: Journal) -> None:
    async def act(app: Driven) -> None:
        await write(app, EXAMPLES["line"])

    async def again(app: Driven) -> None:
        assert next(steps(app)).startswith("2 of 3")
        await app.press("u")
        assert next(steps(app)).startswith("1 of 3")

    drive(empty, act)
    drive(empty, again)


def test_who_has_a_journal_sees_none_of_it(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert not app.page_list.steps
        await app.press("left")
        assert "Nothing written on this day." in app.grid()

    drive(journal, act)


def test_whoever_writes_in_the_shell_needs_no_steps(empty: Journal) -> None:
    async def act(app: Driven) -> None:
        for number in range(MOST_DAYS + 1):
            put_page(Path(empty.root), f"2026-10-{number + 1:02}", "- 5m p read\n")
        app.main.reload()
        await app.settle()
        assert not app.page_list.steps

    drive(empty, act)


@pytest.mark.parametrize("text", EXAMPLES.values())
def test_what_is_to_be_typed_is_understood(text: str) -> None:
    reading = read_typed(text, Target(TODAY, ADD), Clock()(), DEFAULT_HATS)
    assert reading.problem is None


@pytest.mark.parametrize("size", SIZES)
def test_the_first_step(empty: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        app.same_as("first-step")

    drive(empty, look, size=size)
