"""The people in the app: everyone, one person's page, and an answer to each as one key that undo takes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import put_page
from tests.tui.driven import Driven, drive

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

MARK = "\N{LEFT HALF BLOCK}"
SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def peopled(journal: Journal) -> Journal:
    """The small journal, and people in it."""
    root = Path(journal.root)
    (root / "people.toml").write_text(
        '[imke]\nname = "Imke van der Veen"\naliases = ["imk"]\n', encoding="utf-8"
    )
    put_page(root, "2026-01-05", "- 20m personal talk phone @dina: old times\n")
    put_page(
        root,
        "2026-11-02",
        "- 1h brand do speak fair @imke met:fair +map: her card is in the coat\n- 20m brand talk phone @bo\n",
    )
    put_page(root, "2026-11-12", "- brand got reply linkedin @rafe: [b]asks[/b] \x1b[31mfor it\n")
    return journal


def under_cursor(app: Driven) -> str:
    """The first row with the cursor's mark, without it."""
    return next((row[1:].split("   ")[0].strip() for row in app.rows() if row.startswith(MARK)), "")


def waiting(app: Driven) -> list[str]:
    """The names below `Waiting`."""
    rows = [row[1:].rstrip() for row in app.rows()]
    first = next((at for at, row in enumerate(rows) if row.startswith("Waiting")), len(rows))
    found = []
    for row in rows[first + 1 :]:
        if not row:
            break
        found.append(row.split("   ")[0])
    return found


def review(journal: Journal) -> str:
    path = Path(journal.root) / "weeks" / "2026" / "2026-W47.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.parametrize("size", SIZES)
def test_what_it_looks_like(peopled: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("4")
        app.same_as("people")
        await app.press("enter")
        app.same_as("people-imke")

    drive(peopled, act, size=size)


def test_a_row_opens_their_page_a_line_of_it_its_day_and_one_comes_back(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4")
        assert under_cursor(app) == "Imke van der Veen"
        await app.press("enter")
        assert app.rows()[1].startswith(" Imke van der Veen   met: fair, first here 2 Nov")
        assert under_cursor(app) == "Threads"
        await app.press("j", "enter")
        assert (app.main.view, app.main.day) == ("page", "2026-11-02")
        await app.press("escape", "escape")
        assert under_cursor(app) == "Imke van der Veen"
        assert app.rows()[1].startswith(" People ")

    drive(peopled, act)


def test_now_comes_back_to_everyone(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4")
        everyone = app.grid()
        await app.press("enter", "t")
        assert app.grid() == everyone

    drive(peopled, act)


def test_done_is_a_note_of_today(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4", "D")
        assert "Imke van der Veen" not in waiting(app)
        assert "- brand gave note fair @imke\n" in app.page("2026-11-22")
        await app.press("u")
        assert waiting(app)[0] == "Imke van der Veen"
        assert "gave note" not in app.page("2026-11-22")

    drive(peopled, act)


def test_later_and_let_go_are_lines_of_the_review_and_undo_takes_them_back(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4", "L")
        assert waiting(app)[0] == "rafe"
        assert review(peopled) == "# 2026-W47\n\n- later: @imke until 2026-12-06\n"
        assert "@imke is not named before 2026-12-06" in app.grid() + app.notices()
        await app.press("x")
        assert review(peopled).endswith("- let go: @rafe on 2026-11-22\n")
        assert not {"Imke van der Veen", "rafe"} & set(waiting(app))
        await app.press("u", "u")
        assert waiting(app)[:2] == ["Imke van der Veen", "rafe"]
        assert review(peopled) == ""

    drive(peopled, act)


def test_writing_begins_the_line_and_what_was_being_typed_comes_back(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post")
        await app.press("escape", "4", "w")
        assert app.main.entry.value == "brand gave note fair @imke: "
        await app.type("wrote about the map")
        await app.press("enter")
        assert "- brand gave note fair @imke: wrote about the map\n" in app.page("2026-11-22")
        assert app.main.entry.value == "25m b post"
        await app.press("escape")
        assert "Imke van der Veen" not in waiting(app)

    drive(peopled, act)


def test_a_line_begun_for_somebody_makes_way_for_that_of_another(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4", "w", "escape", "w", "escape", "j", "w")
        assert app.main.entry.value == "brand gave note linkedin @rafe: "
        await app.press("enter")
        assert app.main.entry.value == ""
        assert "- brand gave note linkedin @rafe\n" in app.page("2026-11-22")
        assert "@imke" not in app.page("2026-11-22")

    drive(peopled, act)


def test_on_their_page_the_answers_are_about_them(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4", "enter", "L")
        assert "later: @imke until 2026-12-06" in review(peopled)
        assert any(row.startswith(" Later") for row in app.rows())
        await app.press("u", "w")
        assert app.main.entry.value == "brand gave note fair @imke: "

    drive(peopled, act)


def test_where_there_is_nobody_that_is_said(journal: Journal) -> None:
    for page in Path(journal.root).glob("days/2026/*.md"):
        page.unlink()

    async def act(app: Driven) -> None:
        await app.press("4", "D")
        assert "there is nobody here to note" in app.grid() + app.notices()
        await app.press("x", "w")
        assert app.main.entry.value == ""
        assert review(journal) == ""

    drive(journal, act)


def test_what_others_write_is_seen(peopled: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4")
        put_page(Path(peopled.root), "2026-11-19", "- brand gave note @imke\n")
        await app.until(lambda: "Imke van der Veen" not in waiting(app))

    drive(peopled, act)
