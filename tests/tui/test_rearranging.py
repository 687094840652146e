"""Lines moved to another day and split in the app, and a date gone to: by keyboard, each undone with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import TODAY, Clock, Driven, drive

from twohats.tui.screens.ask_words import AskWords

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SIZES = [(80, 24), (40, 12), (120, 36)]
FRIDAY = "2026-11-20"


async def answer(app: Driven, text: str) -> None:
    """Type into the question, and confirm."""
    for sign in text:
        await app.pilot.press({" ": "space", ":": "colon", "@": "at"}.get(sign, sign))
    await app.settle()


def test_a_line_is_moved_to_another_day_and_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "j", "m")
        assert "Move this line to another day" in app.grid()
        assert "talk" in app.grid()
        await answer(app, "fri")
        assert "to Friday 20 November 2026" in app.grid()
        await app.press("enter")
        assert "moved to Fri 20 Nov (u takes it back): 14:00-14:45 personal talk phone" in app.grid()
        assert "Sun 22 Nov" in app.rows()[0]
        assert "Caught up" not in app.page()
        assert (
            "- 14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller\n  She asked"
            in app.page(FRIDAY)
        )
        await app.press("u")
        assert app.page() == PAGES[TODAY]
        assert app.page(FRIDAY) == PAGES[FRIDAY]

    drive(journal, act)


def test_a_line_is_split_and_put_together_again(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "percent_sign")
        await answer(app, "10m")
        assert "09:10-09:20 brand post linkedin m2 i3: Launch thread" in app.grid()
        assert "09:20-09:35 brand post linkedin m2 i3: Launch thread" in app.grid()
        assert "both parts have m2 i3" in app.grid()
        await answer(app, " read email")
        assert "09:20-09:35 brand read email" in app.grid()
        await app.press("enter")
        assert "- 09:20-09:35 brand read email\n" in app.page()
        assert "split (u takes it back): 09:10-09:20 brand post linkedin" in app.grid()
        await app.press("u")
        assert app.page() == PAGES[TODAY]

    drive(journal, act)


@pytest.mark.parametrize(
    ("keys", "typed", "says"),
    [
        (("g", "m"), "tomorrow", "tomorrow is not a date"), (("g", "m"), "today", "that is the day it is of"),
        (("g", "m"), "24 dec", "2026-12-24 is still to come"), (("g", "percent_sign"), "25m", "neither part can have none"),
        (("g", "percent_sign"), "10m raed", "raed is not a verb"), (("ctrl+g",), "nowhen", "nowhen is not a date"),
        (("ctrl+g",), "2026-11-23", "still to come"),
    ],
)  # fmt: skip
def test_words_that_are_no_answer_are_said_and_stay(
    journal: Journal, keys: tuple[str, ...], typed: str, says: str
) -> None:
    async def act(app: Driven) -> None:
        await app.press(*keys)
        await answer(app, typed)
        await app.press("enter")
        assert isinstance(app.app.screen, AskWords)
        assert says in app.grid()
        await app.press("escape")
        assert says not in app.grid()
        assert app.page() == PAGES[TODAY]

    drive(journal, act)


@pytest.mark.parametrize("key", ["m", "percent_sign"])
def test_a_line_that_cannot_be_is_not_asked_about(journal: Journal, key: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "j", "j", key)
        assert app.app.screen is app.main
        assert ("corrected before" if key == "m" else "only a line of time can be split") in app.grid()

    drive(journal, act)


def test_a_line_that_changed_meanwhile_is_left_alone(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "m")
        changed = PAGES[TODAY].replace("Launch thread", "Another thread")
        journal.change("elsewhere", f"days/2026/{TODAY}.md", lambda _: changed)
        await answer(app, "fri")
        await app.press("enter")
        assert "has changed since it was shown" in app.notices()
        assert app.page() == changed

    drive(journal, act)


def test_a_date_is_gone_to_from_any_view_and_esc_comes_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4", "ctrl+g")
        await answer(app, "20 nov")
        assert "Friday 20 November 2026" in app.grid()
        await app.press("enter")
        assert "Fri 20 Nov" in app.rows()[0]
        assert "finished the carousel" in app.grid()
        await app.press("escape")
        assert "4 People" in app.rows()[0]
        assert "finished the carousel" not in app.grid()
        await app.press("1", "ctrl+g")
        await answer(app, "20 dec")  # of those that were, since one looks back
        assert "Saturday 20 December 2025" in app.grid()

    drive(journal, act, clock=Clock())


@pytest.mark.parametrize(("at", "cursor"), [(f"{FRIDAY}:2", 2), (f"{FRIDAY}:0", 1), (f"{FRIDAY}:9", 3)])
def test_the_app_opens_at_a_line(journal: Journal, at: str, cursor: int) -> None:
    async def act(app: Driven) -> None:
        assert "Fri 20 Nov" in app.rows()[0]
        assert app.page_list.cursor == cursor
        await app.press("t")
        assert "Sun 22 Nov" in app.rows()[0]

    drive(journal, act, at=at)


@pytest.mark.parametrize("size", SIZES)
def test_a_line_while_it_is_split(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("g", "percent_sign")
        await answer(app, "10m")
        app.same_as("split-asked")

    drive(journal, look, size=size)


def test_no_text_of_the_journal_is_markup_in_the_question(journal: Journal) -> None:
    journal.add(TODAY, "25m brand post: [bold]x[/bold] \x1b[31mred")

    async def look(app: Driven) -> None:
        await app.press("G", "percent_sign")
        await answer(app, "10m")
        assert "[bold]x[/bold]" in app.grid()
        assert "\x1b" not in app.grid()

    drive(journal, look)
