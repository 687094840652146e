"""The Sunday sitting in the app: what there is to ask, its cards by key, and that nothing of it is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import TODAY, Driven, drive
from tests.tui.test_hostile import HOSTILE, LONG, lines_of

from twohats.tui.screens.sitting import KEEP_SECONDS, SittingScreen

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

QUESTION = "Why social, and not speaking to a few more people?"
DAY = "2026-11-18"
LINE = "- 09:00-09:30 brand post linkedin m2: carousel"


def review(journal: Journal) -> str:
    return journal.read_text("weeks/2026/2026-W47.md") or ""


async def begin(app: Driven, kind: str = "") -> SittingScreen:
    """Begin with the cards, and pass by those before the first of a kind."""
    await app.press("6")
    await app.until(lambda: "all of it" in app.grid() or "once more" in app.grid())
    await app.press("enter")
    await app.until(lambda: isinstance(app.app.screen, SittingScreen))
    await app.settle()
    screen = app.app.screen
    assert isinstance(screen, SittingScreen)
    while kind and screen._card.kind != kind:
        await app.press("ctrl+n")
    return screen


def asked(app: Driven) -> str:
    """The question on the screen."""
    return app.rows()[2].strip()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)])
def test_what_there_is_to_ask(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("6")
        app.same_as("sunday")
        await app.press("enter")
        app.same_as("sunday-card")

    drive(journal, look, size=size)


def test_a_key_answers_and_goes_on(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await begin(app, "rate")
        assert asked(app) == "How interesting was it?"
        await app.press("4")
        assert f"{LINE.partition(': ')[0]} i4: carousel" in app.page(DAY)
        assert asked(app) != "How interesting was it?"
        assert "card 3 of" in app.grid()
        await app.press("left", "5")
        assert f"{LINE.partition(': ')[0]} i5: carousel" in app.page(DAY)

    drive(journal, look)


def test_keys_typed_ahead_are_answers_one_after_the_other(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        screen = await begin(app, "rate")
        cards = [card for card in screen._cards if card.kind == "rate"]
        await app.pilot.press(*"3" * len(cards))
        await app.settle()
        assert app.page(DAY).count(" i3") == 1
        assert "3" not in [card.subject for card in cards]
        assert f"card {len(cards) + 2} of" in app.grid()

    drive(journal, look)


def test_undo_takes_back_and_shows_the_card_again(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await begin(app, "rate")
        await app.press("4", "u")
        assert LINE in app.page(DAY)
        assert asked(app) == "How interesting was it?"
        await app.press("escape", "enter")
        assert asked(app) == "How interesting was it?"

    drive(journal, look)


def test_undo_takes_back_what_its_answer_changed_and_nothing_else(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await begin(app, "rate")
        before = app.page(DAY)
        await app.press("4", "left", "4", "u")
        assert "that answer had changed nothing" in app.grid()
        assert " i4: carousel" in app.page(DAY)
        await app.press("4")
        journal.add(TODAY, "5m personal read")  # as a shell beside the app does
        await app.press("u", "u")
        assert "another change was made since" in app.notices()
        assert app.page().endswith("- 5m personal read\n")
        assert app.page(DAY) != before

    drive(journal, look)


def test_the_question_is_answered_in_several_lines(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await begin(app, "question")
        assert asked(app) == QUESTION
        app.same_as("sunday-question")
        await app.press("B", "e", "enter", "enter", "[", "b", "]", "ctrl+s")
        assert review(journal) == f"# 2026-W47\n\n## {QUESTION}\n\nBe\n\n[b]\n"
        assert asked(app) == "Is anything decided?"
        await app.press(
            *"linkedin", "space", *"at", "space", *"most", "space", *"2h", "space", "a", "space", *"week"
        )
        await app.press("enter")
        assert review(journal).endswith("- decided: linkedin at most 2h a week\n")

    drive(journal, look)


def test_what_is_typed_of_an_answer_is_kept(journal: Journal) -> None:
    async def leave(app: Driven) -> None:
        await begin(app, "question")
        await app.press(*"half")
        await app.pilot.pause(2 * KEEP_SECONDS)
        assert journal.remembered.begun_answer("2026-W47", QUESTION) == [
            "half"
        ]  # a kill now would lose nothing

    async def come_back(app: Driven) -> None:
        await begin(app)
        while asked(app) != QUESTION:
            await app.press("ctrl+n")
        await app.press("space", *"way", "ctrl+s")
        assert "\nhalf way\n" in review(journal)
        assert journal.remembered.begun_answer("2026-W47", QUESTION) == []

    drive(journal, leave)
    drive(journal, come_back)


def test_a_word_of_ones_own_can_be_typed_ahead(journal: Journal) -> None:
    journal.add("2026-11-11", "25m brand post blog m3 i3")

    async def look(app: Driven) -> None:
        screen = await begin(app, "field")
        card = screen._card
        await app.pilot.press(
            *(card.choices[0].key if card.choices and not card.typed else "curious"), "enter"
        )
        await app.settle()
        wanted = card.values[0] if card.choices and not card.typed else f"{card.subject}:curious"
        assert wanted in app.page("2026-11-11")

    drive(journal, look)


def test_leaving_keeps_the_rest_and_what_was_passed_by(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        screen = await begin(app)
        many = len(screen._cards)
        await app.press("ctrl+n", "4", "escape")
        assert f"{many - 2} cards" in app.grid()
        await app.press("enter")
        assert f"card 1 of {many - 2}" in app.grid()

    drive(journal, look)


def test_it_ends_on_what_the_answers_changed(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        screen = await begin(app)
        while app.app.screen is screen:
            key = screen._card.choices[0].key if screen._card.kind == "rate" else "ctrl+n"
            await app.press(key)
        assert ": 1 more rating" in app.grid()
        assert "once more" in app.grid()
        await app.press("g", "enter")
        assert "Week 47   16-22 November 2026" in app.grid()
        await app.press("escape")
        assert "Changed" in app.grid()

    drive(journal, look)


def test_what_is_no_answer_is_said_and_stays(journal: Journal) -> None:
    Path(journal.full_path(f"days/2026/{DAY}.md")).write_text("- 25m brnd post\n")

    async def look(app: Driven) -> None:
        await begin(app)
        await app.press("x", "enter")
        assert asked(app) == "This line is not understood"
        assert "brnd is not a hat" in app.notices()
        await app.press(*["backspace"] * 30, *"25m", "space", *"brand", "space", *"post", "enter")
        assert "- 25m brand post\n" in app.page(DAY)

    drive(journal, look)


def test_a_line_that_changed_meanwhile_is_left_alone_and_asked_about_the_next_time(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        await begin(app, "rate")
        journal.remove(DAY, 1, LINE)
        await app.press("4")
        assert "not there any more" in app.notices()
        assert "linkedin" not in app.page(DAY)

    drive(journal, look)


@pytest.mark.parametrize(
    "names", [[name for name in HOSTILE if name not in LONG], LONG], ids=["short", "long"]
)
def test_a_hostile_week_is_only_text(journal: Journal, names: list[str]) -> None:
    text = "".join(lines_of(HOSTILE[name]) for name in names)
    for day in ("2026-11-17", "2026-11-12"):
        put_page(Path(journal.root), day, text)
    journal.remembered.keep_begun_answer(
        "2026-W47", QUESTION, [HOSTILE["clear the screen"], HOSTILE["not UTF-8"]]
    )

    async def look(app: Driven) -> None:
        screen = await begin(app)
        while app.app.screen is screen:
            app.rows()
            await app.press("ctrl+n")
        app.rows()

    drive(journal, look, size=(60, 20))


def test_a_week_with_nothing_left_says_so(journal: Journal) -> None:
    async def look(app: Driven) -> None:
        screen = await begin(app)
        while app.app.screen is screen:
            await app.press("ctrl+n")
        await app.press("6")
        assert "0 cards" in app.grid()
        await app.press("enter")
        assert "card 1 of" in app.grid()

    drive(journal, look)
