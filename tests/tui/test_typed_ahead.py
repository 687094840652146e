"""Keys that are pressed before a view is there: they wait for it, and reach what they were meant for."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from tests.tui import block_panes
from tests.tui.driven import Driven, drive
from tests.tui.test_block_pane import WITH_BLOCKS, under_cursor
from textual import events

from twohats.tui.panes.week import WeekPane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.journal.folder import Journal
    from twohats.views.blocks import View


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What loads a view of blocks waits for; keys are pressed before it is set."""
    opened = Event()
    load = block_panes.MinutesPane.load

    def slowly(pane: block_panes.MinutesPane, subject: str) -> View:
        assert opened.wait(20)
        return load(pane, subject)

    monkeypatch.setattr(block_panes.MinutesPane, "load", slowly)
    yield opened
    opened.set()


async def ahead(app: Driven, gate: Event, *keys: str) -> None:
    """Press keys at once, then let the view be loaded."""
    for key in keys:
        await app.pilot.press(key)
    gate.set()
    await app.settle()


def test_the_cursor_goes_where_it_was_sent(journal: Journal, gate: Event) -> None:
    async def act(app: Driven) -> None:
        await ahead(app, gate, "9", "j", "down")
        assert under_cursor(app) == "anna"

    drive(journal, act, panes=WITH_BLOCKS)


def test_enter_opens_the_row_and_what_follows_is_for_the_view_that_it_opens(
    journal: Journal, gate: Event
) -> None:
    async def act(app: Driven) -> None:
        await ahead(app, gate, "9", "G", "enter", "j")
        assert app.main.view == "people"
        assert under_cursor(app) == "Week"

    drive(journal, act, panes=WITH_BLOCKS)


def test_enter_opens_lines_in_the_same_view(journal: Journal, gate: Event) -> None:
    async def act(app: Driven) -> None:
        await ahead(app, gate, "9", "j", "enter", "j", "j")
        assert under_cursor(app).startswith("2026-11-22:1")

    drive(journal, act, panes=WITH_BLOCKS)


def test_steps_do_not_wait_for_what_they_leave(journal: Journal, gate: Event) -> None:
    async def act(app: Driven) -> None:
        for key in ("9", "left", "left", "right"):
            await app.pilot.press(key)
        assert app.main.pane.subject() == "2025"  # type: ignore[attr-defined]
        gate.set()
        await app.settle()
        assert "Minutes   2025" in app.grid()

    drive(journal, act, panes=WITH_BLOCKS)


def test_a_step_behind_a_key_that_waits_waits_as_well(journal: Journal, gate: Event) -> None:
    async def act(app: Driven) -> None:
        await ahead(app, gate, "9", "enter", "left")
        assert "Minutes   2025" in app.grid()

    drive(journal, act, panes=WITH_BLOCKS)


@pytest.mark.parametrize("keys", [("1",), ("a",), ("question_mark",)], ids=["view", "line", "help"])
def test_what_waits_is_dropped_where_one_has_gone_elsewhere(
    journal: Journal, gate: Event, keys: tuple[str, ...]
) -> None:
    async def act(app: Driven) -> None:
        await ahead(app, gate, "9", "G", "enter", *keys)
        assert app.main.view == ("page" if keys == ("1",) else "minutes")
        if keys != ("1",):
            await app.press("escape", "escape")
            assert under_cursor(app) == "personal"

    drive(journal, act, panes=WITH_BLOCKS)


def test_a_view_of_rows_scrolls_to_where_it_was_sent(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, drawn = Event(), WeekPane.drawn

    def slowly(pane: WeekPane, subject: str) -> object:
        assert opened.wait(20)
        return drawn(pane, subject)

    monkeypatch.setattr(WeekPane, "drawn", slowly)

    async def act(app: Driven) -> None:
        await ahead(app, opened, "2", "G")
        assert "Why social" in app.grid()

    drive(journal, act, size=(80, 12))


def test_a_view_that_could_not_be_loaded_takes_keys(journal: Journal, gate: Event) -> None:
    async def act(app: Driven) -> None:
        app.main.navigation.pane_of("minutes").open_at("1999")
        await ahead(app, gate, "9")
        app.main.pane.open_at("1999")
        await app.press("j", "enter", "right")
        assert "Minutes   2000" in app.grid()

    drive(journal, act, panes=WITH_BLOCKS)


def test_keys_that_come_in_one_go_act_in_their_order(journal: Journal) -> None:
    """Those that move the cursor or take a sign out are no slower than those that cut a word."""

    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type("10m p raed mastodon: out at lasst")
        await app.settle()
        for key in (
            "left",
            "backspace",
            "home",
            *["right"] * 6,
            "alt+d",
            "X",
            "end",
            "backspace",
            "delete",
            "Y",
        ):
            app.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await app.until(lambda: "10m p X mastodon: out at lasY" in app.grid())

    drive(journal, act)
