"""Notices have rows of their own, and the sample says that it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import Driven, drive

from twohats.tui.widgets.notice_rows import NoticeRows

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SIZES = [(40, 12), (80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
def test_a_notice_covers_nothing_and_the_cursor_stays_in_sight(
    journal: Journal, size: tuple[int, int]
) -> None:
    async def act(app: Driven) -> None:
        area = app.page_list
        before = area.size.height
        app.app.say("a word " * 40, severity="warning")
        await app.settle()
        notice = app.main.query_one(NoticeRows)
        assert 1 <= notice.size.height <= size[1] // 3
        assert area.size.height == before - notice.size.height
        assert area.cursor in area.numbers_in_sight(), "the newest line"
        app.app.clear_notifications()
        await app.settle()
        assert area.size.height == before

    drive(journal, act, size=size)


def test_a_warning_stays_below_an_answer_and_an_error_goes_with_the_next(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        app.app.say("it has changed elsewhere", severity="warning")
        app.app.say("there is nothing to undo", severity="error")
        app.app.say("deleted")
        assert app.notices() == "deleted\nit has changed elsewhere"
        app.app.say("another warning", severity="warning")
        assert app.notices() == "another warning"

    drive(journal, act)


def test_what_was_done_is_said_whole_whatever_its_length(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        app.main.answer("added 2026-11-22:1  " + "a long note " * 8 + "to its end")
        await app.settle()
        assert "to its end" in app.grid()
        assert "2026-11-22:1" in app.grid()

    drive(journal, act)


def test_a_click_puts_a_notice_away(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        app.app.say("a word", severity="warning")
        await app.settle()
        await app.pilot.click(NoticeRows)
        assert not app.notices()

    drive(journal, act)


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
def test_the_sample_says_that_it_is_one_in_every_view(journal: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        app.app.is_sample = True
        for key in "12345678":
            await app.press(key)
            assert "Sample" in app.rows()[0], key

    drive(journal, act, size=size)
