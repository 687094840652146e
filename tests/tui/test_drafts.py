"""What is typed goes where it was meant to go, and is nowhere lost: over Escape, other days, midnight, undo, errors."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES, put_page
from tests.tui.driven import TODAY, Clock, Driven, drive
from textual import events

from twohats.format.times import Now
from twohats.journal.undo import made_in, redo, skip, undo
from twohats.tui import main_screen
from twohats.tui.draft_file import DraftFile
from twohats.tui.drafts import Saving, Typed, Unsaved
from twohats.tui.reading import Target

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

BEFORE = PAGES[TODAY]
FRIDAY = "2026-11-20"
FIRST = "09:10-09:35 brand post linkedin m2 i3: Launch thread for the second book +launch"


def label(app: Driven) -> str:
    """What stands in front of the entry line."""
    return app.rows()[app.main.entry.region.y].partition("  ")[0].strip()


def typed(app: Driven) -> str:
    return app.main.entry.value


def spoil(path: Path) -> None:
    """Put a folder in place of a page: it cannot be written."""
    path.unlink()
    path.mkdir()


def apply_repairs(path: Path, text: str) -> None:
    path.rmdir()
    path.write_text(text)


# An edit is an edit


def test_a_always_adds_after_an_edit_that_was_left(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type("!")
        await app.press("escape", "j", "a", "ctrl+u")
        await app.type("5m p read: new")
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read: new\n"

    drive(journal, act)


def test_an_edit_says_which_line_it_is_of(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("left", "left", "g", "j", "e")
        assert "edit line 2 of Fri 20 Nov" in app.grid()
        app.same_as("editing")
        await app.press("escape")
        assert "edit line" not in app.grid(), "one that changed nothing is over"

    drive(journal, act)


def test_where_there_is_little_room_the_edit_is_said_in_short(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        assert label(app).startswith("edit 1")
        await app.pilot.resize_terminal(120, 24)
        await app.settle()
        assert "edit line 1 of today" in app.grid()
        assert typed(app) == FIRST

    drive(journal, act, size=(40, 12))


def test_an_edit_that_was_left_comes_back_on_its_line_and_on_no_other(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type("!")
        await app.press("escape")
        assert typed(app) == ""
        assert "not saved: your edit of line 1 of today; e there takes it up" in app.grid()
        await app.press("j", "e")
        assert typed(app) == "25m personal read mastodon m4"
        await app.press("escape", "k", "e")
        assert typed(app) == FIRST + "!"
        await app.press("enter")
        assert app.page() == BEFORE.replace("book +launch", "book +launch!")
        await app.press("e", "escape", "e")
        assert typed(app) == FIRST + "!", "what is saved is not offered again"

    drive(journal, act)


def test_an_edit_that_was_emptied_and_left_is_over(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e", "ctrl+u", "escape", "e")
        assert typed(app) == FIRST

    drive(journal, act)


def test_two_edits_that_were_left_each_wait_at_their_line(journal: Journal) -> None:
    moved = BEFORE.replace("- 09:10", "- 08:00-08:05 personal read\n- 09:10")

    async def act(app: Driven) -> None:
        for mark in ("1", "2"):
            await app.press("e" if mark == "1" else "k", *([] if mark == "1" else ["e"]))
            await app.type(mark)
            await app.press("escape")
        put_page(Path(journal.root), TODAY, moved)
        await app.until(lambda: "08:00" in app.grid())
        await app.press("G", "e")
        assert typed(app) == "brand got sale @bo 1200GBP +launch1"
        await app.press("escape", "k", "e")
        assert typed(app).endswith("wants a quote for a reading2")

    drive(journal, act)


def test_a_click_on_the_page_leaves_an_edit_and_a_adds(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type("!")
        await app.pilot.click("PageList", offset=(20, 5))
        await app.settle()
        assert "edit line 1 of today" in app.grid(), "it is still seen to be an edit"
        await app.press("a")
        assert typed(app) == ""
        await app.type("5m p read: new")
        await app.press("enter", "escape", "g", "e")
        assert app.page() == BEFORE + "- 5m personal read: new\n"
        assert typed(app) == FIRST + "!"

    drive(journal, act)


def test_two_clicks_on_another_line_begin_no_edit_and_leave_the_one_of_the_first(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type("!")
        row = next(number for number, text in enumerate(app.rows()) if "14:00" in text)
        await app.pilot.double_click("PageList", offset=(20, row - 1))
        await app.settle()
        assert typed(app) == FIRST + "!"
        await app.press("e")
        assert typed(app).startswith("14:00-14:45")
        await app.press("escape", "g", "e")
        assert typed(app) == FIRST + "!"

    drive(journal, act)


def test_a_new_line_comes_back_when_the_edit_that_interrupted_it_is_over(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b po")
        await app.press("escape", "e", "escape")
        assert typed(app) == "25m b po"
        await app.press("e")
        await app.type(" x2")
        await app.press("enter")
        assert typed(app) == "25m b po"
        await app.press("a")
        await app.type("st: mine")
        await app.press("enter")
        assert app.page().endswith("+launch x2\n- 25m brand post: mine\n")

    drive(journal, act)


def test_deleting_the_line_under_an_edit_and_undoing_that_leaves_the_edit_where_it_was(
    journal: Journal,
) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type("!")
        await app.pilot.click("PageList", offset=(20, 2))
        await app.settle()
        await app.press("d")
        assert "has been deleted" in app.notices()
        assert "09:10" not in app.page()
        await app.press("u")
        assert "edit line 1 of today" in app.grid()
        await app.press("e", "enter")
        assert app.page() == BEFORE.replace("book +launch", "book +launch!")

    drive(journal, act)


def test_words_for_the_timer_that_were_left_are_no_new_line(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("s")
        await app.type("b post")
        assert label(app) == "timer"
        await app.press("escape", "a")
        assert typed(app) == ""
        await app.press("escape", "s")
        assert typed(app) == "b post"
        assert label(app) == "timer"

    drive(journal, act)


# A new line keeps its day


def test_a_draft_keeps_its_day_and_shows_it(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("5m p read: for today")
        assert label(app) == "5m p read: for today", "nothing in front of a line for the page on the screen"
        await app.press("escape", "h", "h")
        assert label(app) == "draft for today, not saved"
        await app.press("a", "enter")
        assert app.page() == BEFORE + "- 5m personal read: for today\n"
        assert app.page(FRIDAY) == PAGES[FRIDAY]
        assert label(app) == "Fri 20 Nov", "the next one is for the page on the screen"

    drive(journal, act)


def test_an_undo_that_shows_another_day_takes_no_draft_along(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("h", "h", "d", "t")
        await app.type("5m p read: for today")
        await app.press("escape", "u")
        assert app.main.day == FRIDAY
        assert label(app) == "draft for today, not saved"
        await app.press("a", "enter")
        assert app.page() == BEFORE + "- 5m personal read: for today\n"
        assert app.page(FRIDAY) == PAGES[FRIDAY]

    drive(journal, act)


def test_a_redo_while_typing_takes_no_draft_along(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("h", "h", "d", "u", "t")
        await app.type("5m p read: for today")
        await app.press("ctrl+r")
        assert app.main.day == FRIDAY
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read: for today\n"

    drive(journal, act)


def test_midnight_takes_no_draft_along(journal: Journal) -> None:
    clock = Clock(minute=23 * 60 + 50)

    async def act(app: Driven) -> None:
        await app.type("yesterday 9am 5m p read: of the 21st")
        clock.at = Now("2026-11-23", 1)
        await app.until(lambda: label(app) == "yesterday")
        assert "Mon 23 Nov" in app.grid()
        await app.press("enter")
        assert "of the 21st" in app.page("2026-11-21"), "yesterday is counted from when it was typed"
        await app.type("23:30-23:45 p read: of the 23rd")
        await app.press("ctrl+u")
        clock.at = Now("2026-11-23", 23 * 60 + 55)
        await app.type("23:30-23:45 p read: late")
        clock.at = Now("2026-11-24", 2)
        await app.until(lambda: label(app) == "yesterday")
        await app.press("enter")
        assert "- 23:30-23:45 personal read: late\n" in app.page("2026-11-23")

    drive(journal, act, clock=clock)


def test_a_line_that_is_emptied_is_for_the_page_on_the_screen(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("5m p read")
        await app.press("escape", "h", "h", "a", "ctrl+u")
        assert label(app) == "Fri 20 Nov"
        await app.type("6m p read")
        await app.press("enter")
        assert app.page(FRIDAY) == PAGES[FRIDAY] + "- 6m personal read\n"
        await app.press("up")
        assert typed(app) == "5m p read"
        assert label(app) == "today", "what was cleared comes back for its day"

    drive(journal, act)


def test_pasted_lines_are_for_the_day_of_the_draft_and_say_so(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("h", "h", "a")
        app.app.post_message(events.Paste("5m p read\n6m p read\n"))
        await app.settle()
        assert "2 lines pasted for Fri 20 Nov, 2 understood" in app.grid()
        await app.press("enter")
        assert app.page(FRIDAY) == PAGES[FRIDAY] + "- 5m personal read\n- 6m personal read\n"

    drive(journal, act)


# What is typed is not lost


def test_what_was_being_typed_comes_back_after_a_line_that_was_brought_back_is_saved(
    journal: Journal,
) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post: a long tho")
        await app.press("up", "enter")
        assert app.page() == BEFORE + "- brand got sale @bo 1200GBP +launch\n"
        assert typed(app) == "25m b post: a long tho"

    drive(journal, act)


def test_what_was_being_typed_is_there_after_a_line_that_was_brought_back_is_cleared(
    journal: Journal,
) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post: a long tho")
        await app.press("up", "ctrl+u", "up", "up")
        assert typed(app) == "25m b post: a long tho"

    drive(journal, act)


def test_a_line_that_was_brought_back_and_changed_is_not_lost_to_the_next_one(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a", "up")
        await app.type(": a long tale")
        await app.press("up", "down")
        assert typed(app) == "brand got sale @bo 1200GBP +launch: a long tale"
        await app.press("up", "ctrl+u", "up", "up")
        assert typed(app) == "brand got sale @bo 1200GBP +launch: a long tale"

    drive(journal, act)


def test_what_was_set_aside_and_is_saved_in_other_words_is_done_with(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        app.main.drafts.set_aside(Typed("5m p read: fisrt", Target(TODAY)))
        await app.press("a", "up")
        app.main.entry.value = "5m p read: first"
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read: first\n"
        assert app.main.draft_keeper.unsaved().texts() == []

    drive(journal, act)


def test_a_line_that_cannot_be_saved_is_handed_back_for_its_day(journal: Journal) -> None:
    page = Path(journal.full_path("days/2026/2026-11-20.md"))

    async def act(app: Driven) -> None:
        await app.press("h", "h")
        await app.type("5m p read: for friday")
        spoil(page)
        await app.press("enter", "escape", "t")
        assert app.main.day == TODAY, "who has left the line is not put back into it"
        assert typed(app) == "5m p read: for friday"
        assert label(app) == "draft for Fri 20 Nov"

    drive(journal, act)


def test_a_line_that_cannot_be_saved_does_not_push_out_the_next_one(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("5m p read: first")
        with journal.lock():
            await app.pilot.press("enter")
            await app.type_at_once("6m p read: second")
            spoil(Path(journal.full_path(f"days/2026/{TODAY}.md")))
        await app.settle()
        assert typed(app) == "6m p read: second"
        assert "in the entry line brings yours back" in app.notices()
        await app.press("up")
        assert typed(app) == "5m p read: first"
        await app.press("down")
        assert typed(app) == "6m p read: second"

    drive(journal, act)


def test_pasted_lines_that_cannot_be_saved_are_offered_again(journal: Journal) -> None:
    page = Path(journal.full_path(f"days/2026/{TODAY}.md"))

    async def act(app: Driven) -> None:
        await app.press("a")
        app.app.post_message(events.Paste("5m p read\n6m p read\n"))
        await app.settle()
        spoil(page)
        await app.press("enter")
        assert "is a folder" in app.notices()
        assert "2 lines not saved; Enter tries again" in app.grid()
        apply_repairs(page, BEFORE)
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read\n- 6m personal read\n"

    drive(journal, act)


def test_of_pasted_lines_one_that_the_page_cannot_take_costs_no_other(journal: Journal) -> None:
    put_page(Path(journal.root), TODAY, "- 09:00-09:10 personal read\n<<<<<<< a\n=======\n>>>>>>> b\n")

    async def act(app: Driven) -> None:
        await app.press("a")
        app.app.post_message(events.Paste("09:00-09:10 p read\n6m p talk\n"))
        await app.settle()
        await app.press("enter")
        assert "6m personal talk" in app.page()

    drive(journal, act)


def test_a_text_that_is_too_long_for_the_line_is_refused_aloud(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post: x")
        app.app.post_message(events.Paste("y" * 30_000))
        await app.settle()
        assert typed(app) == "25m b post: x"
        assert "more than a line takes; E opens the page in your editor" in app.notices()

    drive(journal, act)


@pytest.mark.parametrize("keys", [["f1", "escape"], ["ctrl+p", "escape"], ["ctrl+r"]])
def test_help_commands_and_redo_leave_an_edit_as_it_is(journal: Journal, keys: list[str]) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type("!")
        await app.press(*keys)
        assert typed(app) == FIRST + "!"
        assert "edit line 1 of today" in app.grid()
        await app.press("enter")
        assert app.page() == BEFORE.replace("book +launch", "book +launch!")

    drive(journal, act)


def test_a_journal_of_a_newer_format_keeps_the_edit(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        await app.type("!")
        (Path(journal.root) / "hat.toml").write_text("format = 99\n")
        await app.until(lambda: app.main.journal.cached_settings.format == 99)
        await app.press("enter")
        assert "format 99" in app.notices()
        assert typed(app) == FIRST + "!"
        assert "edit line 1 of today" in app.grid()

    drive(journal, act)


# What was left comes back


def leave_typed(journal: Journal, *steps: tuple[str, ...] | str, paste: str = "") -> None:
    """An app in which keys are pressed and texts typed (a text is given alone), and which then ends."""

    async def act(app: Driven) -> None:
        for step in steps:
            await (app.type(step) if isinstance(step, str) else app.press(*step))
        if paste:
            app.app.post_message(events.Paste(paste))
            await app.settle()
        app.main.draft_keeper.keep_now()

    drive(journal, act)


def test_an_edit_comes_back_as_the_edit_of_that_line(journal: Journal) -> None:
    leave_typed(journal, ("h", "h", "g", "j", "e"), ": and a note")

    async def act(app: Driven) -> None:
        assert app.main.day == FRIDAY
        assert app.page_list.cursor == 2
        assert "edit line 2 of Fri 20 Nov" in app.grid()
        assert "not saved when the app was ended: the line below; e takes it up" in app.notices()
        await app.press("e", "enter")
        assert app.page(FRIDAY) == PAGES[FRIDAY].replace("m4 i5\n", "m4 i5: and a note\n")

    drive(journal, act)


def test_an_edit_that_comes_back_and_is_not_wanted_leaves_adding_alone(journal: Journal) -> None:
    leave_typed(journal, ("g", "e"), "!")

    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type("5m p read: new")
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read: new\n"

    drive(journal, act)


def test_an_edit_of_a_line_that_has_moved_comes_back_where_it_is(journal: Journal) -> None:
    leave_typed(journal, ("g", "e"), "!")
    put_page(Path(journal.root), TODAY, BEFORE.replace("- 09:10", "- 08:00-08:05 personal read\n- 09:10"))

    async def act(app: Driven) -> None:
        assert "edit line 2 of today" in app.grid()
        await app.press("e", "enter")
        assert "book +launch!" in app.page()
        assert "08:00-08:05" in app.page()

    drive(journal, act)


def test_an_edit_of_a_line_that_has_changed_says_so_and_asks(journal: Journal) -> None:
    leave_typed(journal, ("g", "e"), "!")
    put_page(Path(journal.root), TODAY, BEFORE.replace("Launch thread", "Another hand"))

    async def act(app: Driven) -> None:
        assert "has changed since; yours is below" in app.notices()
        await app.press("e", "enter")
        assert "Line 1 has been changed since you took it" in app.grid()
        assert app.page() == BEFORE.replace("Launch thread", "Another hand")
        await app.press("r")
        assert app.page() == BEFORE.replace("book +launch", "book +launch!")

    drive(journal, act)


def test_an_edit_of_a_line_that_is_gone_comes_back_as_a_new_line_of_its_day(journal: Journal) -> None:
    leave_typed(journal, ("h", "h", "G", "e"), " and more")
    put_page(Path(journal.root), FRIDAY, "- 13:05-13:20 personal read mastodon m4 i5\n")

    async def act(app: Driven) -> None:
        assert "is gone; your text is below, as a new line" in app.notices()
        await app.press("t")
        assert label(app) == "draft for Fri 20 Nov"
        await app.press("a", "enter")
        assert app.page(FRIDAY).endswith("her sentence about me and more\n")
        assert app.page() == BEFORE

    drive(journal, act)


def test_a_draft_comes_back_for_its_day_on_the_next_day(journal: Journal) -> None:
    leave_typed(journal, "yesterday 9am 5m p read: of the 21st")

    async def act(app: Driven) -> None:
        assert label(app) == "draft for yesterday, not saved"
        await app.press("a", "enter")
        assert "of the 21st" in app.page("2026-11-21")

    drive(journal, act, clock=Clock("2026-11-23", 8 * 60))


def test_all_that_was_set_aside_comes_back(journal: Journal) -> None:
    leave_typed(journal, ("g", "e"), "!", ("escape", "a"), "25m b post: half a tho")

    async def act(app: Driven) -> None:
        assert typed(app) == "25m b post: half a tho"
        await app.press("g", "e")
        assert typed(app) == FIRST + "!"

    drive(journal, act)


def test_what_was_cleared_does_not_come_back(journal: Journal) -> None:
    leave_typed(journal, "25m b post: half a tho", ("ctrl+u",))

    async def act(app: Driven) -> None:
        assert typed(app) == ""
        assert "not saved" not in app.grid()

    drive(journal, act)
    assert not (Path(journal.state) / "drafts" / "1").exists()


def test_what_an_app_that_still_runs_has_typed_is_its_own(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post: mine")
        app.main.draft_keeper.keep_now()

        async def other(second: Driven) -> None:
            assert typed(second) == ""
            await second.type("5m p read: theirs")
            second.main.draft_keeper.keep_now()

        await drive_beside(journal, other)
        assert typed(app) == "25m b post: mine"

    drive(journal, act)

    async def both(app: Driven) -> None:
        assert {each.text for each in app.main.draft_keeper.unsaved().texts()} == {
            "25m b post: mine",
            "5m p read: theirs",
        }

    drive(journal, both)


async def drive_beside(journal: Journal, scenario) -> None:
    """A second app while one runs."""
    await asyncio.to_thread(drive, journal, scenario)


def test_what_the_first_version_kept_comes_back(journal: Journal) -> None:
    state = Path(journal.state)
    state.mkdir(parents=True)
    (state / "unsaved").write_text("5m p read: older\n25m b post: newer\n")

    async def act(app: Driven) -> None:
        assert typed(app) == "25m b post: newer"
        await app.press("a", "up")
        assert typed(app) == "5m p read: older"
        assert not (state / "unsaved").exists()

    drive(journal, act)


@pytest.mark.parametrize(
    "content",
    [
        b"not json \xff\n",
        b'{"as": 1, "text": "x"}\n',
        b"[" * 100_000,
        b'{"as": "line", "text": "5m p read", "day": "2026-99-99"}\n',
        b'{"as": "line", "text": "5m p read", "day": "2026-11-22", "number": -1, "purpose": [], "today": 3}\n',
    ],
)
def test_damaged_drafts_are_text_and_no_end_of_the_app(journal: Journal, content: bytes) -> None:
    folder = Path(journal.state) / "drafts"
    folder.mkdir(parents=True)
    (folder / "1").write_bytes(content)

    async def act(app: Driven) -> None:
        app.rows()
        await app.press("a", "up")
        app.rows()
        assert app.main.draft_keeper.unsaved().texts(), "what cannot be read is kept as it is"

    drive(journal, act)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
def test_drafts_that_cannot_be_kept_are_said_and_nothing_else_stops(journal: Journal) -> None:
    state = Path(journal.state)
    state.mkdir(parents=True)
    (state / "drafts").write_text("a file in its place")

    async def act(app: Driven) -> None:
        assert "drafts" in app.notices()
        await app.type("5m p read")
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read\n"

    drive(journal, act)


def test_a_draft_file_that_cannot_be_read_is_left_alone(journal: Journal) -> None:
    (Path(journal.state) / "drafts" / "1").mkdir(parents=True)

    async def act(app: Driven) -> None:
        await app.type("25m b post: half a tho")
        app.main.draft_keeper.keep_now()

    drive(journal, act)
    assert (Path(journal.state) / "drafts" / "1").is_dir()
    assert "half a tho" in (Path(journal.state) / "drafts" / "2").read_text()


@pytest.mark.parametrize("text", ["5m p read: one", "5m p read: one\n6m p read: two"])
def test_what_is_confirmed_is_on_the_disk_before_the_journal_is_touched(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(main_screen, "KEEP_SECONDS", 1000)
    kept = Path(journal.state) / "drafts" / "1"

    async def act(app: Driven) -> None:
        await app.press("a")
        app.app.post_message(events.Paste(text))
        await app.settle()
        with journal.lock():
            await app.pilot.press("enter")
            # What was pasted has been there since it was pasted, under another number.
            await app.until(lambda: kept.exists() and read(kept)[0].get("change") in numbers(app))
            records = read(kept)
        assert [each["as"] for each in records] == ["saving"] * len(records)
        assert " ".join(str(each["text"]) for each in records).count("read: ") == text.count("read: ")
        await app.settle()
        number = records[0]["change"]
        assert journal.history.to_undo()[0].number == number, "by this it is known later what became of it"

    drive(journal, act)


def numbers(app: Driven) -> list[int]:
    """Those of the changes that are being made."""
    return [job.number for job in app.main.queue.jobs]


def read(kept: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in kept.read_text().splitlines()]


def test_a_change_is_known_by_its_number_whatever_became_of_it(journal: Journal) -> None:
    path = f"days/2026/{TODAY}.md"
    assert made_in(journal, 1) == set()
    journal.add_each([(TODAY, "5m personal read"), (FRIDAY, "6m personal read")], number=7)
    both = {path, f"days/2026/{FRIDAY}.md"}
    assert made_in(journal, 7) == both
    undo(journal)
    assert made_in(journal, 7) == both, "who took it back does not want it offered"
    redo(journal)
    undo(journal)
    journal.add(TODAY, "7m personal read")
    assert made_in(journal, 7) == both
    skip(journal)
    assert made_in(journal, 7) == both


def test_of_a_change_that_a_kill_has_halved_only_what_is_missing_is_offered(journal: Journal) -> None:
    friday = Path(journal.full_path(f"days/2026/{FRIDAY}.md"))
    journal.add_each([(TODAY, "5m personal read: one"), (FRIDAY, "6m personal read: two"),
                      (FRIDAY, "7m personal read: three")], number=7)  # fmt: skip
    history = Path(journal.state) / "history"
    history.write_bytes(history.read_bytes().replace(b"made\t7", b"torn\t7"))
    friday.write_text(PAGES[FRIDAY])
    texts = [Typed("5m personal read: one", Target(TODAY)), Typed("6m personal read: two", Target(FRIDAY)),
             Typed("7m personal read: three", Target(FRIDAY))]  # fmt: skip
    saving = Saving(7, tuple(texts))
    file = DraftFile(journal)
    file.open(TODAY)
    file.settle(Unsaved(saving=(saving,)))
    file.close()

    async def act(app: Driven) -> None:
        assert "2 lines not saved when the app was ended, 2 understood" in app.grid()
        await app.press("enter")
        assert app.page(FRIDAY) == PAGES[FRIDAY] + "- 6m personal read: two\n- 7m personal read: three\n"
        assert app.page().count("read: one") == 1

    drive(journal, act)


def test_lines_that_come_back_and_are_not_wanted_can_be_had_back_one_by_one(journal: Journal) -> None:
    file = DraftFile(journal)
    file.open(TODAY)
    texts = tuple(Typed(f"{at}m personal read", Target(FRIDAY)) for at in (5, 6))
    file.settle(Unsaved(saving=(Saving(7, texts),)))
    file.close()

    async def act(app: Driven) -> None:
        await app.press("escape", "up")
        assert typed(app) == "5m personal read"
        assert label(app) == "Fri 20 Nov"
        assert len(app.main.draft_keeper.unsaved().texts()) == 2, (
            "they are kept until they are saved or cleared"
        )

    drive(journal, act)


@pytest.mark.parametrize("opened", [True, False], ids=["opened", "not even opened"])
@pytest.mark.parametrize("before", [True, False], ids=["something left", "nothing left"])
def test_an_app_that_ends_before_it_has_taken_over_what_was_left_keeps_both(
    journal: Journal, *, opened: bool, before: bool
) -> None:
    left, mine = (Unsaved(Typed(text, Target(TODAY))) for text in ("5m b post: left", "5m b post: mine"))
    if before:
        other = DraftFile(journal)
        other.open(TODAY)
        other.settle(left)
        other.close()
    file = DraftFile(journal)
    if opened:
        file.open(TODAY)
    file.write_last(mine)
    assert file.is_written(mine)
    file.close()

    found = {unsaved.line.text for unsaved in DraftFile(journal).open(TODAY) if unsaved.line}
    assert found == {"5m b post: mine", *(["5m b post: left"] if before else [])}


def test_what_was_left_is_on_the_disk_until_the_app_has_taken_it_up(journal: Journal) -> None:
    """Left in its first moment, an app has nothing typed, and must not write that."""
    left = Unsaved(Typed("5m p read: left", Target(TODAY)))
    first = DraftFile(journal)
    first.open(TODAY)
    first.settle(left)
    first.close()
    second = DraftFile(journal)
    assert second.open(TODAY) == [left]
    second.write(Unsaved())
    second.close()
    assert DraftFile(journal).open(TODAY) == [left]


def test_pasted_lines_are_kept_while_they_are_asked_about(journal: Journal) -> None:
    leave_typed(journal, ("a",), paste="5m p read: one\n6m p read: two")

    async def act(app: Driven) -> None:
        assert "2 lines not saved when the app was ended, 2 understood" in app.grid()

    drive(journal, act)


@pytest.mark.parametrize("key", ["escape", "q", "n"])
def test_pasted_lines_that_are_not_added_are_kept_and_offered_again(journal: Journal, key: str) -> None:
    async def decline(app: Driven) -> None:
        await app.press("a")
        app.app.post_message(events.Paste("5m p read: one\n6m p read: two"))
        await app.settle()
        await app.press(key)
        assert app.page() == BEFORE
        assert [each.text for each in app.main.draft_keeper.keep_now().texts()] == [
            "5m p read: one",
            "6m p read: two",
        ]

    drive(journal, decline)

    async def act(app: Driven) -> None:
        assert "2 lines not saved when the app was ended, 2 understood" in app.grid()
        await app.press("escape", "up", "enter")
        assert app.page() == BEFORE + "- 5m personal read: one\n"
        assert [each.text for each in app.main.draft_keeper.keep_now().texts()] == ["6m p read: two"]

    drive(journal, act)

    async def last(app: Driven) -> None:
        await app.press("a", "enter")
        assert app.page() == BEFORE + "- 5m personal read: one\n- 6m personal read: two\n"
        assert not app.main.draft_keeper.keep_now().texts()

    drive(journal, last)


def test_pasted_lines_that_are_dropped_are_not_kept(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        app.app.post_message(events.Paste("5m p read: one\n6m p read: two"))
        await app.settle()
        await app.press("ctrl+u")
        assert app.page() == BEFORE
        assert not app.main.draft_keeper.keep_now().texts()
        await app.press("up")
        assert typed(app) == "5m p read: one", "they can be had back while the app runs"

    drive(journal, act)


def test_how_many_lines_were_not_saved_is_said_and_each_can_be_had_back(journal: Journal) -> None:
    """One that was confirmed, and the drafts of two apps that were killed."""
    confirmed = Saving(7, (Typed("5m p read: confirmed", Target(TODAY)),))
    first, second = DraftFile(journal), DraftFile(journal)
    for file, text in ((first, "6m b post: first"), (second, "7m b post: second")):
        file.open(TODAY)
        file.settle(Unsaved(Typed(text, Target(TODAY)), saving=(confirmed,) if file is first else ()))
    first.close()
    second.close()

    async def act(app: Driven) -> None:
        says = " ".join(app.notices().split())
        assert "3 lines not saved when the app was ended: one below; a takes it up" in says
        assert "\N{UPWARDS ARROW} in the entry line has the 2 others" in says
        await app.press("a", "enter", "up", "enter", "up", "enter")
        for words in ("read: confirmed", "post: first", "post: second"):
            assert app.page().count(words) == 1
        assert not app.main.draft_keeper.keep_now().texts()

    drive(journal, act)


def test_that_several_were_set_aside_is_said_with_their_number(journal: Journal) -> None:
    file = DraftFile(journal)
    file.open(TODAY)
    file.settle(Unsaved(aside=tuple(Typed(f"{at}m p read", Target(TODAY)) for at in (5, 6))))
    file.close()

    async def act(app: Driven) -> None:
        assert "2 texts not saved when the app was ended" in app.grid()

    drive(journal, act)


@pytest.mark.skipif(os.name == "nt", reason="what is open cannot be removed there")
@pytest.mark.parametrize("gone", ["", "drafts", "drafts/1"])
def test_the_folder_of_drafts_is_made_again_when_it_is_removed(journal: Journal, gone: str) -> None:
    kept = Path(journal.state) / "drafts" / "1"

    async def act(app: Driven) -> None:
        await app.type("25m b post: half")
        await app.until(kept.exists)
        what = Path(journal.state) / gone
        if what.is_dir():
            shutil.rmtree(what)
        else:
            what.unlink()
        await app.until(kept.exists)  # though nothing more is typed
        await app.type(" a thought")
        await app.until(lambda: "half a thought" in kept.read_text())

        async def other(second: Driven) -> None:
            assert typed(second) == "", "it is under a lock again"
            await second.type("5m p read: theirs")
            second.main.draft_keeper.keep_now()

        await drive_beside(journal, other)
        assert "half a thought" in kept.read_text()
        assert app.notices() == ""

    drive(journal, act)


@pytest.mark.skipif(os.name == "nt", reason="what is open cannot be removed there")
def test_two_apps_whose_folder_was_removed_do_not_take_one_file(journal: Journal) -> None:
    first, second = DraftFile(journal), DraftFile(journal)
    for file in (first, second):
        file.open(TODAY)
        file.settle(Unsaved())
    shutil.rmtree(journal.state)
    contents = [Unsaved(Typed(f"{at}m p read", Target(TODAY))) for at in (5, 6)]
    second.write(contents[1])
    first.write(contents[0])
    second.write(contents[1])
    assert first.is_written(contents[0])
    assert second.is_written(contents[1])
    first.close()
    second.close()
    assert {each.line for each in DraftFile(journal).open(TODAY)} == {each.line for each in contents}


@pytest.mark.skipif(os.name == "nt", reason="what is open cannot be removed there")
def test_drafts_that_can_no_longer_be_kept_are_said_once(journal: Journal) -> None:
    folder = Path(journal.state) / "drafts"

    async def act(app: Driven) -> None:
        shutil.rmtree(folder)
        folder.write_text("a file in its place")
        await app.type("25m b post: half")
        await app.until(lambda: "is saved with Enter, but not kept before that" in app.notices())
        assert not app.main.draft_keeper.is_kept(app.main.draft_keeper.keep_now())
        app.app.clear_notifications()
        await asyncio.sleep(2)
        assert app.notices() == ""
        folder.unlink()
        await app.until((folder / "1").exists)
        assert app.main.draft_keeper.is_kept(app.main.draft_keeper.keep_now())

    drive(journal, act)
