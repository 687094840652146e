"""How many keys the usual corrections take, by doing them: no task may take more than it does now.

Before, a rating of a line with a note took about 9, ten wrong hats 80 to 110, and rating the worth later an edit each.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES, put_page
from tests.tui.driven import TODAY, Driven, drive

from twohats.tui.panes.question import QuestionPane

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

PAGE = PAGES[TODAY]
CAUGHT_UP = (
    "- 14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller\n"
    "  She asked how the second book is going.\n"
)
SIGNS = {" ": "space", "@": "at", "*": "asterisk", '"': "quotation_mark", "<": "less_than_sign", "/": "slash"}


@pytest.fixture(autouse=True)
def _no_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingers of a test need none."""
    monkeypatch.setattr("twohats.tui.asker.REST", 0.01)
    monkeypatch.setattr("twohats.tui.asker.LONG_REST", 0.01)


async def keys(app: Driven, text: str) -> int:
    """Press keys, one for each sign and for each name between spaces that is longer; how many they were."""
    pressed = [key for word in text.split() for key in (word if word[0] in "/:" or len(word) < 3 else [word])]
    for key in pressed:
        await app.pilot.press(SIGNS.get(key, key))
        await app.until(lambda: _is_answered(app))
    await app.settle()
    return len(pressed)


def _is_answered(app: Driven) -> bool:
    pane = app.main.pane
    if not isinstance(pane, QuestionPane) or not pane.text.strip():
        return True
    asked = pane._asked
    return bool(asked and asked.answer and not asked.answer.since and asked.text == pane.text.strip())


def test_a_line_that_has_a_note_is_rated_with_two(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g")
        assert await keys(app, "M 4") == 2
        assert app.page() == PAGE.replace("m2 i3: Launch", "m4 i3: Launch")

    drive(journal, act)


def test_the_worth_of_a_line_of_days_ago_is_rated_with_two_where_it_is(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert await keys(app, "left left g W 2") == 5
        friday = PAGES["2026-11-20"]
        assert app.page("2026-11-20") == friday.replace("aim:leads", "aim:leads w2")

    drive(journal, act)


def test_ten_lines_in_a_row_with_the_wrong_hat_take_twelve_at_most(journal: Journal) -> None:
    wrong = "".join(f"- {5 + at}m personal read map: sheet {at}\n" for at in range(10))
    right = wrong.replace("personal", "brand")
    put_page(Path(journal.root), "2026-11-17", wrong)

    async def by_a_question(app: Driven) -> None:
        assert await keys(app, "/map down * H") == 7
        assert app.page("2026-11-17") == right
        await app.press("u")
        assert app.page("2026-11-17") == wrong

    async def on_their_page(app: Driven) -> None:
        await app.press(*["left"] * 5)
        assert await keys(app, "* H") == 2
        assert app.page("2026-11-17") == right
        await app.press("u")
        assert app.page("2026-11-17") == wrong

    drive(journal, by_a_question)
    drive(journal, on_their_page)


def test_a_line_of_five_weeks_ago_is_found_by_a_word_and_corrected(journal: Journal) -> None:
    line = "- 25m personal talk phone @viktor: the lighthouse map\n"
    put_page(Path(journal.root), "2026-10-17", line)

    async def act(app: Driven) -> None:
        assert await keys(app, "/lighth down") == 8
        assert await keys(app, "W 1") == 2
        assert app.page("2026-10-17") == line.replace("@viktor", "@viktor w1")
        await app.press("enter")
        assert "Sat 17 Oct" in app.rows()[0]

    drive(journal, act)


def test_what_came_of_a_post_takes_a_word_and_two(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert await keys(app, "/thread down f") == 9
        assert "wants a quote" in app.grid()

    drive(journal, act)


@pytest.mark.parametrize(
    ("pressed", "many", "before", "after"),
    [
        ("j H", 2, "25m personal read", "25m brand read"),
        ("j A", 2, "1200GBP +launch\n", "1200GBP +launch\n- 25m personal read mastodon\n"),
        ('j "', 2, "read mastodon m4", "read linkedin m4"),
        ("j j j k <", 5, CAUGHT_UP, ""),
        ("d", 1, "- 09:10-09:35 brand post linkedin m2 i3: Launch thread for the second book +launch\n", ""),
    ],
)  # fmt: skip
def test_one_key_and_those_that_go_to_the_line(
    journal: Journal, pressed: str, many: int, before: str, after: str
) -> None:
    async def act(app: Driven) -> None:
        await app.press("g")
        assert await keys(app, pressed) == many
        assert app.page() == PAGE.replace(before, after)
        await app.press("u")
        assert app.page() == PAGE

    drive(journal, act)


def test_what_a_day_left_unrated_takes_a_key_a_line_and_one_to_begin(journal: Journal) -> None:
    lines = "".join(f"- {5 + at}m brand read map: sheet {at}\n" for at in range(8))
    put_page(Path(journal.root), "2026-11-17", lines)

    async def act(app: Driven) -> None:
        assert await keys(app, "R 5 4 3 2 1 2 3 4") == 9
        assert app.page("2026-11-17").count(" m") == 8 + lines.count(" map")

    drive(journal, act)
