"""The app over a night, in a journal whose days begin at four."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import SETTINGS
from tests.tui.driven import Clock, Driven, drive

from twohats.format.times import Now

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SUNDAY, MONDAY = "2026-11-22", "2026-11-23"


def begin_at_four(journal: Journal) -> None:
    """Put the setting into its file."""
    Path(journal.root, "hat.toml").write_text(f'day_start = "04:00"\n{SETTINGS}')


@pytest.fixture
def late(journal: Journal) -> Journal:
    """The small journal with days that begin at four."""
    begin_at_four(journal)
    journal.forget_settings()
    return journal


def test_today_goes_on_until_the_day_begins(late: Journal) -> None:
    clock = Clock(SUNDAY, 23 * 60)

    async def act(app: Driven) -> None:
        clock.at = Now(MONDAY, 3 * 60 + 59)
        await app.settle()
        await app.press("t")
        assert "Sun 22 Nov" in app.rows()[0]
        clock.at = Now(MONDAY, 4 * 60)
        await app.until(lambda: "Mon 23 Nov" in app.rows()[0])

    drive(late, act, clock=clock)


def test_what_is_typed_in_the_night_shows_where_it_will_be_and_goes_there(late: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type("00:40 5m b post: late")
        assert "00:40 is before 04:00, when a day begins: on Sunday's page, 24:40" in app.grid()
        await app.press("enter")
        assert "- 24:40 5m brand post: late\n" in app.page()
        await app.press("escape", "u")
        assert "late\n" not in app.page()

    drive(late, act, clock=Clock(MONDAY, 50))


def test_a_line_that_goes_as_it_is_typed_to_the_page_on_the_screen_needs_no_remark(late: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type("25m b post: late")
        assert "today: brand, post, 25m: late" in app.grid()
        assert "begins at" not in app.grid()
        await app.press("enter")
        assert "- 25m brand post: late\n" in app.page()
        assert "begins at" not in app.notices()

    drive(late, act, clock=Clock(MONDAY, 50))


def test_a_timer_from_the_night_is_of_the_evening(late: Journal) -> None:
    clock = Clock(MONDAY, 50)

    async def act(app: Driven) -> None:
        await app.press("s")
        await app.type("b post: late")
        assert "timer from 00:50" in app.grid()
        await app.press("enter")
        clock.at = Now(MONDAY, 75)
        await app.until(lambda: "25m brand post" in app.rows()[0])
        await app.press("s")
        assert "- 24:50-25:15 brand post: late\n" in app.page()

    drive(late, act, clock=clock)


def test_a_line_begun_before_the_day_began_is_of_the_day_before(late: Journal) -> None:
    clock = Clock(MONDAY, 3 * 60 + 58)

    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type("5m b post: begun late")
        clock.at = Now(MONDAY, 4 * 60 + 1)
        await app.until(lambda: app.main.today == MONDAY)
        await app.press("enter")
        assert "- 5m brand post: begun late\n" in app.page(SUNDAY)

    drive(late, act, clock=clock)


def test_another_setting_holds_at_once(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert "Mon 23 Nov" in app.rows()[0]
        begin_at_four(journal)
        await app.until(lambda: "Sun 22 Nov" in app.rows()[0])

    drive(journal, act, clock=Clock(MONDAY, 50))
