"""Views side by side: what stands beside which, who has the keys, what follows what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.conftest import put_page
from tests.tui.driven import Driven, drive

from twohats.tui.pane_table import ASIDES, NEIGHBOURS, PANES
from twohats.tui.room import COLUMNS, ROOM, RULE, beside, shared

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

WIDE, WIDEST = (120, 36), (200, 60)


def test_the_table_names_only_views_and_always_fits() -> None:
    names = {row.name for row in (*PANES, *ASIDES, *NEIGHBOURS)}
    for rows in ROOM.values():
        assert [each.width for each in rows] == sorted((each.width for each in rows), reverse=True)
        for each in rows:
            assert set(each.panes) <= names
            assert not each.follows or each.follows in each.panes[1:]
            needed = sum(COLUMNS[name][0] for name in each.panes) + RULE * (len(each.panes) - 1)
            assert needed <= each.width


@given(st.sampled_from(sorted(ROOM)), st.integers(110, 400))
def test_all_columns_are_given_away(room: str, width: int) -> None:
    found = beside(room, width)
    if found is None:
        return
    widths = shared(found.panes, width)
    assert sum(widths) + RULE * (len(widths) - 1) == width
    assert all(got >= COLUMNS[name][0] for name, got in zip(found.panes, widths, strict=True))


def column(app: Driven, number: int) -> str:
    """What one of the views on the screen shows."""
    return "\n".join(app.columns()[number])


@pytest.mark.parametrize(("size", "many"), [((80, 24), 1), ((109, 30), 1), ((110, 30), 2), (WIDEST, 3)])
def test_as_many_as_there_is_room_for(journal: Journal, size: tuple[int, int], many: int) -> None:
    async def act(app: Driven) -> None:
        for key in ("1", "2"):
            await app.press(key)
            assert len(app.main.navigation.shown()) == many
            assert len(app.columns()) == many
            assert all(any(rows) for rows in app.columns())

    drive(journal, act, size=size)


def test_one_key_goes_from_one_to_the_next_and_each_keeps_its_cursor(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("up", "up")
        at = app.page_list.cursor
        assert app.main.view == "page"
        await app.press("tab", "down", "down")
        assert app.main.view == "week"
        week = app.main.pane.widget
        assert app.page_list.cursor == at
        await app.press("tab")
        assert app.main.view == "lately"
        await app.press("tab")
        assert (app.main.view, app.page_list.cursor) == ("page", at)
        await app.press("shift+tab", "shift+tab")
        assert app.main.view == "week"
        assert app.main.pane.widget is week
        assert week.cursor == 3  # type: ignore[attr-defined]  # a BlockArea

    drive(journal, act, size=WIDEST)


def test_a_row_of_the_week_opens_beside_it_and_one_comes_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("2")
        while "Came back" not in app.main.pane.widget.first_row[0].text:  # type: ignore[attr-defined]
            await app.press("down")
            door = app.main.pane.widget.door  # type: ignore[attr-defined]
            if len(door.lines) == 1:
                break
        await app.press("enter")
        assert app.main.view == "page"
        assert app.main.pane.spot() == door.lines[0]
        assert len(app.main.navigation.shown()) == 2
        await app.press("escape")
        assert app.main.view == "week"

    drive(journal, act, size=WIDE)


def test_day_and_week_stay_together(journal: Journal) -> None:
    put_page(Path(journal.root), "2026-11-10", "- 5m personal read: early\n")

    async def act(app: Driven) -> None:
        assert "Week 47" in column(app, 1)
        await app.press(*["left"] * 7)
        assert "Week 46" in column(app, 1), "the page went to another week"
        await app.press("tab", "right")
        assert "Week 47" in column(app, 1)
        assert app.main.day == "2026-11-22", "the week went to another day"
        await app.press("left")
        assert app.main.day == "2026-11-10", "the last in it that is written"
        assert "early" in column(app, 0)

    drive(journal, act, size=WIDE)


def test_beside_the_calendar_is_the_page_of_its_day(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("8", "left", "left")
        await app.until(lambda: "finished the carousel" in column(app, 1))
        assert app.main.view == "journal"
        await app.press("enter")
        assert app.main.view == "page"
        assert app.main.navigation.is_shown("journal")
        await app.press("escape")
        assert app.main.view == "journal"

    drive(journal, act, size=WIDE)


def test_beside_the_people_is_the_one_under_the_cursor(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4")
        person = app.main.pane.points_at("person")
        assert person
        await app.until(lambda: person in column(app, 1))
        await app.press("enter")
        assert app.main.view == "person"
        assert app.main.place == "people", "its keys work there"
        await app.press("escape")
        assert app.main.view == "people"

    drive(journal, act, size=(130, 36))


def test_beside_a_thread_is_the_day_of_its_line(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "f")
        assert app.main.view == "people"
        await app.until(lambda: app.main.navigation.is_shown("page"))
        assert "Launch thread" in column(app, 1)
        await app.press("escape")
        assert app.main.view == "page"
        assert app.main.navigation.is_shown("week")

    drive(journal, act, size=WIDE)


def test_a_click_gives_the_keys_to_what_is_beside(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.pilot.click(offset=(80, 5))
        await app.settle()
        assert app.main.view == "week"

    drive(journal, act, size=WIDE)


def test_a_change_is_seen_in_all_that_is_shown(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        before = column(app, 1)
        await app.type("2h p read mastodon")
        await app.press("enter")
        await app.until(lambda: column(app, 1) != before)
        assert "2h" in column(app, 1)

    drive(journal, act, size=WIDE)


def test_a_terminal_becomes_wide_and_narrow(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        before = app.grid()
        for size, many in ((WIDEST, 3), (WIDE, 2), (WIDEST, 3), ((80, 24), 1)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            await app.until(lambda many=many: len(app.main.navigation.shown()) == many)  # type: ignore[misc]
        await app.settle()
        assert app.grid() == before

    drive(journal, act)


def test_what_has_no_view_of_its_own_is_left_with_escape_when_it_is_alone(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("tab", "tab")
        assert app.main.view == "lately"
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        await app.press("escape")
        assert app.main.view == "page"

    drive(journal, act, size=WIDEST)


def test_a_week_that_is_opened_brings_a_day_of_it(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("tab", "tab", "G", "enter")
        assert app.main.view == "week"
        assert "Week 36" in column(app, 1)
        assert app.main.day <= "2026-09-06"
        await app.press("escape")
        assert (app.main.view, app.main.day) == ("lately", "2026-11-22")

    drive(journal, act, size=WIDEST)
