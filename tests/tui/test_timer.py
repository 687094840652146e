"""The timer: started with words, shown while it runs, stopped to a line, asked about when it was forgotten."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import TODAY, Clock, Driven, drive
from textual import events

from twohats.actions import timer, timer_file
from twohats.format.times import Now
from twohats.system.machine import local

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

BEFORE = PAGES[TODAY]
NINE = Now(TODAY, 9 * 60)


def test_it_is_started_with_words_shown_and_stopped(journal: Journal) -> None:
    clock = Clock(minute=17 * 60)

    async def act(app: Driven) -> None:
        await app.press("s")
        assert "what for?" in app.grid()
        await app.type("b post linkedin: next week")
        assert "timer from 17:00: brand, post, linkedin: next week" in app.grid(), "no end is invented"
        await app.press("enter")
        assert app.main.focused is app.page_list
        assert "\N{BLACK CIRCLE} 0m brand post" in app.rows()[0]
        clock.at = Now(TODAY, 17 * 60 + 12)
        await app.until(lambda: "\N{BLACK CIRCLE} 12m brand post" in app.rows()[0])
        await app.press("s")
        assert app.page() == BEFORE.replace(
            "- brand got sale", "- 17:00-17:12 brand post linkedin: next week\n- brand got sale"
        )
        assert "\N{BLACK CIRCLE}" not in app.rows()[0]
        assert timer_file.running(journal) is None

    drive(journal, act, clock=clock)


def test_words_may_say_when_it_began(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("s")
        await app.type("17:30 b talk")
        assert "timer from 17:30: brand, talk" in app.grid()
        await app.press("enter")
        running = timer_file.running(journal)
        assert running is not None
        assert running[:3] == (TODAY, 17 * 60 + 30, "brand talk")

    drive(journal, act)


def test_words_that_cannot_be_timed_are_refused_and_kept(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("s")
        await app.type("b got reply @bo")
        await app.press("enter")
        assert "only a line of time can be timed" in app.grid()
        assert app.main.entry.value == "b got reply @bo"
        assert timer_file.running(journal) is None

    drive(journal, act)


def test_leaving_leaves_no_timer_and_the_line_is_for_entries_again(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("s", "escape", "a")
        await app.type("5m p read")
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read\n"

    drive(journal, act)


def test_it_can_be_dropped(journal: Journal) -> None:
    timer.start(journal, ["brand post: elsewhere"], Clock()())

    async def act(app: Driven) -> None:
        await app.press("X")
        assert "timer dropped (u lets it run again): brand post: elsewhere" in app.grid()
        assert timer_file.running(journal) is None
        assert app.page() == BEFORE
        await app.press("X")
        assert "no timer is running\ns starts one" in app.notices(), "the advice is a key, not a command"

    drive(journal, act)


@pytest.mark.parametrize("how", ["key", "question"])
def test_one_that_was_dropped_runs_again_from_when_it_began(journal: Journal, how: str) -> None:
    begun = timer.start(
        journal, ["brand post: a good hour"], NINE if how == "question" else Now(TODAY, 17 * 60)
    )
    journal.add("2026-11-20", "5m personal read: before")

    async def act(app: Driven) -> None:
        if how == "question":
            await app.press("s")
            await app.pilot.press(*"drop")
            await app.press("enter")
        else:
            await app.press("X")
        assert timer_file.running(journal) is None
        await app.press("u")
        assert "took back: drop the timer brand post: a good hour" in app.grid()
        assert "\N{BLACK CIRCLE}" in app.rows()[0]
        assert timer_file.running(journal) == begun
        assert "5m personal read: before" in app.page("2026-11-20"), "and nothing else is taken back"
        await app.press("u")
        assert "5m personal read: before" not in app.page("2026-11-20")

    drive(journal, act)


def test_a_drop_is_taken_back_in_its_turn(journal: Journal) -> None:
    timer.start(journal, ["brand post: a good hour"], Now(TODAY, 17 * 60))

    async def act(app: Driven) -> None:
        await app.press("X")
        await app.type("5m p read: after")
        await app.press("enter", "escape", "u")
        assert timer_file.running(journal) is None
        assert app.page() == BEFORE
        await app.press("u")
        assert timer_file.running(journal) is not None

    drive(journal, act)


def test_while_another_runs_a_drop_is_not_taken_back_and_it_is_said(journal: Journal) -> None:
    timer.start(journal, ["brand post: first"], Now(TODAY, 17 * 60))
    timer.cancel(journal)
    second = timer.start(journal, ["brand post: second"], Now(TODAY, 17 * 60 + 5))

    async def act(app: Driven) -> None:
        await app.press("u")
        assert "cannot run again while another does: brand post: second" in app.notices()
        assert "s stops the one that runs" in app.notices()
        assert timer_file.running(journal) == second

    drive(journal, act)


def test_one_started_in_the_shell_is_seen(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        timer.start(journal, ["brand post: elsewhere"], app.clock())
        await app.until(lambda: "\N{BLACK CIRCLE} 0m brand post: elsewhere" in app.rows()[0])

    drive(journal, act)


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("all", "- 09:00-18:00 brand post: deep work\n"),
        ("25m", "- 09:00-09:25 brand post: deep work\n"),
        ("1h30", "- 09:00-10:30 brand post: deep work\n"),
        ("40", "- 09:00-09:40 brand post: deep work\n"),
        ("drop", ""),
    ],
)
def test_a_forgotten_one_is_asked_about(journal: Journal, answer: str, line: str) -> None:
    timer.start(journal, ["brand post: deep work"], NINE)

    async def act(app: Driven) -> None:
        await app.press("s")
        assert "was it forgotten?" in app.grid()
        assert app.page() == BEFORE
        await app.pilot.press(*answer)
        await app.press("enter")
        assert app.page() == BEFORE.replace("- 09:10-09:35", line + "- 09:10-09:35")
        assert timer_file.running(journal) is None

    drive(journal, act)


def test_the_question_about_a_forgotten_one(journal: Journal) -> None:
    timer.start(journal, ["brand post: deep work"], NINE)

    async def act(app: Driven) -> None:
        await app.press("s")
        app.same_as("forgotten")
        await app.pilot.press(*"some")
        await app.press("enter")
        assert "25m, 1h30, all or drop" in app.grid()
        await app.press("escape")
        assert timer_file.running(journal) is not None
        assert app.page() == BEFORE

    drive(journal, act)


def test_the_question_can_be_read_on_a_small_screen(journal: Journal) -> None:
    timer.start(journal, ["brand post: deep work"], NINE)

    async def act(app: Driven) -> None:
        await app.press("s")
        await app.until(lambda: "Esc" in app.grid())
        words = " ".join(app.grid().split())
        assert "was it forgotten?" in words
        for answer in ("keep all of it", "keep nothing", "let it run on", "all, 25m or drop"):
            assert answer in words, answer

    drive(journal, act, size=(40, 12))


def test_what_is_pasted_into_the_question_is_text(journal: Journal) -> None:
    timer.start(journal, ["brand post: deep work"], NINE)

    async def act(app: Driven) -> None:
        await app.press("s")
        app.app.post_message(events.Paste("\x1b[2J\x9b25m\x00"))
        await app.settle()
        assert "[2J25m" in app.grid()

    drive(journal, act)


def test_a_timer_that_cannot_be_read_does_not_stop_the_app(journal: Journal) -> None:
    folder = Path(journal.state)
    folder.mkdir(parents=True)
    (folder / "timer").write_bytes(b"\xff\x00 not a timer")

    async def act(app: Driven) -> None:
        assert "\N{BLACK CIRCLE}" not in app.rows()[0]
        await app.press("s")
        await app.type("b post")
        await app.press("enter")
        assert "cannot be read" in app.notices()
        assert app.main.entry.value == "b post"
        assert "timer from 18:00: " in app.grid(), "it is not an ordinary line now"

    drive(journal, act)


def test_it_counts_real_time_while_the_clocks_are_put_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Berlin on 25 October 2026, 80 minutes; the clock on the wall says 20."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    clock = Clock()
    clock.at = local(1792888200)

    async def act(app: Driven) -> None:
        await app.press("s")
        await app.type("b read")
        await app.press("enter")
        clock.at = local(1792888200 + 80 * 60)
        await app.until(lambda: "\N{BLACK CIRCLE} 1h20 brand read" in app.rows()[0])
        await app.press("s")
        assert "- 02:30 1h20 brand read\n" in (journal.read_text("days/2026/2026-10-25.md") or "")

    try:
        drive(journal, act, clock=clock)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_slips_are_pointed_out_when_it_is_started_and_when_it_is_stopped(journal: Journal) -> None:
    clock = Clock(minute=17 * 60)

    async def act(app: Driven) -> None:
        await app.press("s")
        await app.type("b post linkedn wy:money")
        await app.press("enter")
        assert "new channel linkedn; did you mean linkedin?" in app.notices()
        assert "did you mean why:?" in app.notices()
        clock.at = Now(TODAY, 17 * 60 + 12)
        await app.press("s")
        assert "new channel linkedn; did you mean linkedin?" in app.notices()
        assert "did you mean why:?" in app.notices()

    drive(journal, act, clock=clock)


def test_a_timer_that_began_on_another_day_says_on_which(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("s")
        await app.type("yesterday 23:30 b talk")
        await app.press("enter")
        assert "it began on 2026-11-21" in app.notices()

    drive(journal, act, clock=Clock(minute=8 * 60))
