"""Lines added, changed, taken out and brought back by keys: what the file holds afterwards, byte for byte."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES, put_page
from tests.tui.driven import TODAY, Clock, Driven, drive
from textual import events

from twohats.format.paths import page_path
from twohats.format.settings import Config
from twohats.journal.folder import Journal
from twohats.tui import changes
from twohats.tui.app import HatApp
from twohats.tui.main_screen import MainScreen

if TYPE_CHECKING:
    from collections.abc import Callable

BEFORE = PAGES[TODAY]


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that only the one text has, and those that only the other has."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_line_typed_and_entered_is_in_the_file_in_full(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type("25m b po linkedin m2: launch thread")
        await app.press("enter")
        assert app.page() == BEFORE + "- 25m brand post linkedin m2: launch thread\n"
        assert app.main.entry.value == ""
        assert app.page_list.cursor == 7
        assert "launch thread" in app.grid()

    drive(journal, act)


def test_keys_typed_in_one_go_make_two_lines(journal: Journal) -> None:
    """Nothing is lost or mixed when the keys come faster than the disk."""

    async def act(app: Driven) -> None:
        keys = ["space" if char == " " else char for char in "5m b talk"]
        await app.press("a", *keys, "enter", *keys, "enter")
        assert app.page() == BEFORE + "- 5m brand talk\n" * 2

    drive(journal, act)


def test_a_line_with_a_clock_time_goes_to_its_place(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("10:00-10:10 p read")
        await app.press("enter")
        lines = app.page().split("\n")
        assert lines.index("- 10:00-10:10 personal read") == 5
        assert app.page_list.cursor == 2

    drive(journal, act)


def test_words_about_the_day_are_understood(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("fri 20m p read")
        assert "Fri 20 Nov: personal, read, 20m" in app.grid()
        await app.press("enter")
        assert app.page() == BEFORE
        assert app.page("2026-11-20") == PAGES["2026-11-20"] + "- 20m personal read\n"
        assert "2026-11-20:4" in app.grid()

    drive(journal, act)


def test_a_line_typed_on_another_day_goes_to_that_day(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("left", "left", "a")
        await app.type("20m p read")
        assert "Fri 20 Nov: personal" in app.grid()
        await app.press("enter")
        assert app.page("2026-11-20").endswith("- 20m personal read\n")
        assert app.page() == BEFORE

    drive(journal, act)


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("9am 25m b post: x", "- 09:00 25m brand post: x"),
        ("9pm 25m b post: x", "- 21:00 25m brand post: x"),
        ("noon b got reply @bo", "- 12:00 brand got reply @bo"),
        ("2h 30m p read", "- 2h30 personal read"),
        ("21:30 25m b post: x", "- 21:30 25m brand post: x"),
    ],
)
def test_spoken_times_go_to_the_day_on_the_screen(journal: Journal, typed: str, saved: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("left", "left", "a")
        await app.type(typed)
        assert "Fri 20 Nov: " in app.grid()
        await app.press("enter")
        assert saved in app.page("2026-11-20").split("\n")
        assert app.page() == BEFORE

    drive(journal, act)


@pytest.mark.parametrize("typed", ["yesterday 9am 25m b post", "sat 25m b post", "21 nov 9am 25m b post"])
def test_a_day_that_is_named_is_the_one_it_is_from_today(journal: Journal, typed: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("left", "left", "a")
        await app.type(typed)
        assert "yesterday: brand, post" in app.grid()

    drive(journal, act)


def test_a_first_line_makes_the_page(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("left", "a")
        await app.type("nothing: hiking")
        await app.press("enter", "escape")
        assert app.page("2026-11-21") == "# 2026-11-21 Saturday\n\n- nothing: hiking\n"
        await app.press("u")
        assert "2026-11-21" not in journal.days()

    drive(journal, act)


def test_enter_on_a_line_that_is_not_understood_saves_nothing_and_keeps_it(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post linkedin m9: x")
        await app.press("enter")
        assert app.page() == BEFORE
        assert app.main.entry.value == "25m b post linkedin m9: x"
        assert "not saved: m9 is not a rating" in app.grid()
        await app.press("ctrl+w", "m", "4", "enter")
        assert app.page() == BEFORE + "- 25m brand post linkedin m4: x\n", (
            "the cursor is behind the wrong word"
        )

    drive(journal, act)


def test_keys_for_the_page_behind_a_line_that_is_not_saved_cost_no_word_of_it(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m brnd post: the note")
        await app.press("enter")
        assert app.grid().splitlines()[app.main.entry.region.y].startswith(" not saved  25m brnd post")
        await app.press("j", "d", "1")
        assert app.main.entry.value == "25m brndjd1 post: the note"
        assert app.grid().splitlines()[app.main.entry.region.y].startswith(" not saved "), (
            "one is still typing"
        )
        await app.press("ctrl+underscore", "escape")
        assert app.main.entry.value == "25m brnd post: the note"
        assert app.page() == BEFORE
        await app.press("a", "ctrl+a", *["ctrl+f"] * 8, "ctrl+w", "b", "enter")
        assert app.page() == BEFORE + "- 25m brand post: the note\n"
        assert "not saved" not in app.grid()

    drive(journal, act)


def test_enter_on_a_line_that_is_not_finished_stays_at_its_end(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b")
        await app.press("enter", "space", *"read", "enter")
        assert app.page() == BEFORE + "- 25m brand read\n"

    drive(journal, act)


def test_an_answer_stays_its_time_though_one_came_before(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    from twohats.tui import status

    monkeypatch.setattr(status, "ANSWER_SECONDS", 0.6)

    async def act(app: Driven) -> None:
        app.main.status.answer("answer one")
        await app.pilot.pause(0.4)
        app.main.status.answer("answer two")
        await app.pilot.pause(0.4)
        assert "answer two" in app.grid()
        await app.until(lambda: "answer two" not in app.grid())

    drive(journal, act)


def test_escape_keeps_what_is_typed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b po")
        await app.press("escape", "j", "k", "a")
        assert app.main.entry.value == "25m b po"
        assert app.main.focused is app.main.entry

    drive(journal, act)


def test_tab_takes_the_name_that_is_offered(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post link")
        await app.press("tab")
        assert app.main.entry.value == "25m b post linkedin "
        await app.type("@an")
        await app.press("tab")
        assert app.main.entry.value == "25m b post linkedin @anna "
        await app.press("tab")
        assert app.main.entry.value == "25m b post linkedin @anna "
        assert app.main.focused is app.main.entry

    drive(journal, act)


def test_behind_a_day_the_rest_of_a_verb_is_offered(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("fri 25m b po")
        await app.press("tab")
        assert app.main.entry.value == "fri 25m b post "

    drive(journal, act)


def test_up_brings_back_the_last_lines_and_down_what_was_typed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("5m")
        await app.press("up")
        assert app.main.entry.value == "brand got sale @bo 1200GBP +launch"
        await app.press("up")
        assert app.main.entry.value.startswith("novelist got lead linkedin @bo +launch: wants")
        await app.press("up", "up", "up")
        assert app.main.entry.value.startswith("25m brand post linkedin: Launch thread")
        await app.press(*["down"] * 5)
        assert app.main.entry.value == "5m"

    drive(journal, act)


def test_up_brings_back_a_line_in_a_hat_of_the_journal_with_its_minutes_and_without_ratings(
    journal: Journal,
) -> None:
    """As `hat again` repeats it: ratings were about another time."""
    put_page(
        Path(journal.root),
        TODAY,
        "# 2026-11-22 Sunday\n\n- 09:00-09:30 novelist post linkedin m4 i2: a chapter\n",
    )

    async def act(app: Driven) -> None:
        await app.type("5")
        await app.press("up")
        assert app.main.entry.value == "30m novelist post linkedin: a chapter"

    drive(journal, act)


def test_changing_a_line_changes_that_line_alone(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "j", "e")
        assert (
            app.main.entry.value
            == "14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller"
        )
        app.main.entry.value = "14:00-14:50 personal talk phone @anna m5: Caught up"
        await app.press("enter")
        gone, new = lines_changed(BEFORE, app.page())
        assert gone == ["- 14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller"]
        assert new == ["- 14:00-14:50 personal talk phone @anna m5: Caught up"]
        assert "  She asked how the second book is going.\n" in app.page()
        assert app.page_list.cursor == 3
        assert app.main.focused is app.page_list
        await app.press("u")
        assert app.page() == BEFORE

    drive(journal, act)


def test_a_problem_is_mended_in_place(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "j", "j", "e")
        assert app.main.entry.value == "25m brnd post linkedin"
        assert "brnd is not a hat" in "\n".join(app.rows()[-4:])
        app.main.entry.value = "25m brand post linkedin"
        await app.press("enter")
        assert app.page() == BEFORE.replace("brnd", "brand")

    drive(journal, act)


def test_a_line_that_changed_on_disk_meanwhile_is_not_overwritten(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        put_page(Path(journal.root), TODAY, BEFORE.replace("Launch thread", "Another hand"))
        app.main.entry.value = MINE
        await app.press("enter")
        assert app.page() == OTHERS
        await app.until(lambda: "put yours" in app.grid())
        app.same_as("changed-elsewhere")
        await app.press("escape")
        assert app.main.entry.value == MINE
        assert app.main.entry.has_focus
        assert "line 1 of today: " in app.grid(), "it is still for the place of that line"
        await app.press("enter")
        assert "Line 1 has been changed since" in app.grid(), "and asks again"
        assert app.page() == OTHERS

    drive(journal, act)


MINE = "09:10-09:35 brand post linkedin m2: mine"
OTHERS = BEFORE.replace("Launch thread", "Another hand")


@pytest.mark.parametrize(("answer", "lines"), [("r", 0), ("a", 1)])
def test_a_line_changed_twice_is_replaced_or_added_as_one_says(
    journal: Journal, answer: str, lines: int
) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        put_page(Path(journal.root), TODAY, OTHERS)
        app.main.entry.value = MINE
        await app.press("enter", answer)
        assert f"- {MINE}\n" in app.page()
        assert app.page().count("Another hand") == lines
        assert app.main.entry.value == ""
        await app.press("escape", "u")
        assert app.page() == OTHERS

    drive(journal, act)


def test_a_line_deleted_elsewhere_can_only_be_added(journal: Journal) -> None:
    without = "".join(line for line in BEFORE.splitlines(keepends=True) if "09:10" not in line)

    async def act(app: Driven) -> None:
        await app.press("g", "e")
        app.main.entry.value = MINE
        put_page(Path(journal.root), TODAY, without)
        await app.until(lambda: "has been deleted" in app.notices())
        await app.press("enter", "r")
        assert "The line has been deleted since you took it" in app.grid()
        assert app.page() == without
        await app.press("a")
        assert lines_changed(without, app.page()) == ([], [f"- {MINE}"])

    drive(journal, act)


def test_one_is_told_while_typing_that_the_line_has_changed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "e")
        moved = OTHERS.replace("- 09:10", "- 08:00-08:05 personal read\n- 09:10")
        put_page(Path(journal.root), TODAY, moved)
        await app.until(lambda: "changed elsewhere" in app.notices())
        assert "Another hand" in app.notices()
        await app.type("!")
        assert "line 2 of today: " in app.grid(), "the number follows the line"

    drive(journal, act)


def test_a_line_that_only_moved_is_changed_where_it_is(journal: Journal) -> None:
    moved = BEFORE.replace("- 09:10", "- 08:00-08:05 personal read\n- 09:10")

    async def act(app: Driven) -> None:
        await app.press("g", "e")
        put_page(Path(journal.root), TODAY, moved)
        await app.until(lambda: "08:00" in app.grid())
        app.main.entry.value = MINE
        await app.press("enter")
        assert lines_changed(moved, app.page())[1] == [f"- {MINE}"]
        assert app.notices() == ""

    drive(journal, act)


def test_a_tab_in_a_note_stays(journal: Journal) -> None:
    put_page(Path(journal.root), TODAY, "- 25m brand post: a\tb\n")

    async def act(app: Driven) -> None:
        await app.press("e")
        await app.type("!")
        await app.press("enter")
        assert app.page() == "- 25m brand post: a\tb!\n"

    drive(journal, act)


def test_deleting_takes_the_lines_below_too_and_undo_brings_them_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "j", "d")
        gone, new = lines_changed(BEFORE, app.page())
        assert gone == [
            "- 14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller",
            "  She asked how the second book is going.",
        ]
        assert new == []
        assert "deleted (u takes it back): 14:00-14:45 personal talk" in app.grid()
        await app.press("u")
        assert app.page() == BEFORE
        assert "took back: remove 2026-11-22:3" in app.grid()
        assert app.page_list.cursor == 3
        await app.press("ctrl+r")
        assert "She asked" not in app.page()
        assert "made again: remove 2026-11-22:3" in app.grid()

    drive(journal, act)


def test_undo_without_a_change_says_so(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("u")
        assert "there is nothing to undo" in app.notices()
        assert app.page() == BEFORE

    drive(journal, act)


def test_undo_goes_to_the_day_that_it_changed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("left", "left", "d", "t", "u")
        assert app.main.day == "2026-11-20"
        assert app.page("2026-11-20") == PAGES["2026-11-20"]

    drive(journal, act)


def test_several_pasted_lines_are_offered_as_several(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await paste(app, "- 5m p read\n- 25m brnd post\r\nb got reply @bo: hello\n")
        app.same_as("pasted")
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read\n- brand got reply @bo: hello\n"
        await app.press("up")
        assert app.main.entry.value == "25m brnd post"
        await app.press("escape", "u")
        assert app.page() == BEFORE, "one change, one undo"

    drive(journal, act)


def test_of_many_pasted_lines_all_can_be_seen_and_the_answers_always(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await paste(app, "\n".join(f"{number}m p read: number {number}." for number in range(1, 61)))
        assert "60 lines pasted for today, 60 understood" in app.grid()
        assert "Enter adds 60" in app.grid()
        assert "number 60." not in app.grid()
        await app.press(*["pagedown"] * 6)
        assert "number 60." in app.grid()
        assert "Enter adds 60" in app.grid()
        await app.press(*["up"] * 60)
        assert "number 1." in app.grid()
        await app.press("enter")
        assert app.page().count("number") == 60

    drive(journal, act, size=(80, 24))


def test_pasted_lines_can_be_declined_and_had_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await paste(app, "5m p read\n6m p read")
        await app.press("escape")
        assert app.page() == BEFORE
        await app.press("up")
        assert app.main.entry.value == "5m p read"

    drive(journal, act)


def test_one_pasted_line_goes_to_the_cursor_without_what_cannot_be_typed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b : x")
        app.main.entry.cursor_position = 6
        await paste(app, "post\tlinkedin \x1b[2J\x9b\x00@bo\n")
        assert app.main.entry.value == "25m b post linkedin [2J@bo: x"

    drive(journal, act)


async def paste(app: Driven, text: str) -> None:
    app.main.entry.focus()
    await app.pilot.pause()
    app.app.post_message(events.Paste(text))
    await app.settle()


@pytest.mark.skipif(os.geteuid() == 0 and os.name == "posix", reason="root may write anywhere")
def test_a_read_only_folder_gives_the_line_back(journal: Journal) -> None:
    folder = Path(journal.full_path("days/2026"))
    _given_back(journal, lambda: folder.chmod(0o500), "permission denied")


def test_a_page_that_is_a_folder_gives_the_line_back(journal: Journal) -> None:
    def spoil() -> None:
        path = Path(journal.full_path("days/2026/2026-11-22.md"))
        path.unlink()
        path.mkdir()

    _given_back(journal, spoil, "is a folder, so it cannot be read")


def _given_back(journal: Journal, spoil: Callable[[], object], says: str) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post: kept")
        spoil()
        await app.press("enter")
        assert says in app.notices()
        assert app.main.entry.value == "25m b post: kept"

    drive(journal, act)


def test_what_is_typed_and_not_saved_is_known_when_the_app_is_left(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post: half a thou")
        await app.pilot.press("ctrl+q")
        await app.pilot.pause()
        assert [typed.text for typed in app.main.draft_keeper.keep_now().texts()] == [
            "25m b post: half a thou"
        ]

    drive(journal, act)


def test_a_new_name_near_a_known_one_is_pointed_out(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post linkedn: x")
        await app.press("enter")
        assert "new channel linkedn; did you mean linkedin?" in app.notices()

    drive(journal, act)


def test_a_key_that_is_nearly_one_of_ours_is_pointed_out(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post wy:money")
        await app.press("enter")
        assert "key wy: is not one of ours; did you mean why:?" in app.notices()

    drive(journal, act)


def test_a_slip_in_a_line_that_is_changed_is_pointed_out(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "e")
        app.main.entry.value = "25m personal read mastodn wy:money"
        await app.press("enter")
        assert "new channel mastodn; did you mean mastodon?" in app.notices()
        assert "did you mean why:?" in app.notices()

    drive(journal, act)


def test_a_line_may_be_changed_by_the_words_that_add_one(journal: Journal) -> None:
    """As `hat edit PLACE WORDS`: times as they are spoken, and a day in front that moves the line."""

    async def act(app: Driven) -> None:
        await app.press("g", "j", "e")
        app.main.entry.value = "9am-10am p read mastodon"
        await app.press("enter")
        assert "- 09:00-10:00 personal read mastodon\n" in app.page()
        await app.press("g", "j", "j", "e")
        app.main.entry.value = "yesterday 14:00-14:45 personal talk phone @anna"
        await app.settle()
        assert "line 3 of today, to yesterday: " in app.grid()
        await app.press("enter")
        assert "14:00-14:45" not in app.page()
        assert app.page("2026-11-21").endswith(
            "- 14:00-14:45 personal talk phone @anna\n  She asked how the second book is going.\n"
        )
        await app.press("u")
        assert "14:00-14:45 personal talk phone @anna m5 u5" in app.page()

    drive(journal, act)


def test_a_page_that_cannot_be_read_costs_no_line_of_another(journal: Journal) -> None:
    path = Path(journal.full_path(page_path("2026-11-20")))
    path.unlink()
    path.mkdir()

    async def act(app: Driven) -> None:
        await app.press("a")
        await paste(app, "fri 5m b post: lost\n5m b post: saved")
        await app.press("enter")
        assert "- 5m brand post: saved\n" in app.page()
        assert [typed.text for typed in app.main.draft_keeper.keep_now().texts()] == ["5m brand post: lost"]

    drive(journal, act)


def test_what_was_taken_back_is_told_with_the_lines_below_it(journal: Journal) -> None:
    journal.add(TODAY, "5m personal read: a\nb")

    async def act(app: Driven) -> None:
        await app.press("u")
        assert "took back: add 2026-11-22 5m personal read: a / b" in app.grid()

    drive(journal, act)


def test_the_page_keeps_its_habits(tmp_path: Path) -> None:
    """Windows line endings, a byte order mark, no last newline."""
    root = tmp_path / "other"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n")
    text = "\ufeff# 2026-11-22 Sunday\r\n\r\n- 25m brand post: a\r\n\r\n\tprose"
    path = put_page(root, TODAY, text)

    async def act(app: Driven) -> None:
        await app.type("5m p read")
        await app.press("enter")
        assert path.read_bytes().decode() == text.replace(": a\r\n", ": a\r\n- 5m personal read\r\n")

    drive(Journal(str(root)), act)


@pytest.mark.parametrize("key", ["d", "u"])
def test_nothing_is_taken_away_before_it_could_be_seen(journal: Journal, key: str) -> None:
    class Blind(MainScreen):
        def _seen(self) -> None:
            """The first frame never comes."""

    class BlindApp(HatApp):
        def get_default_screen(self) -> MainScreen:
            return Blind(self, self.journal, self.now)

    async def run() -> None:
        app = BlindApp(journal, Clock(), config=Config())
        async with app.run_test() as pilot:
            await pilot.press(key)
            await pilot.pause(0.1)

    journal.add(TODAY, "5m personal read")
    asyncio.run(run())
    assert Path(journal.full_path(page_path(TODAY))).read_text() == BEFORE + "- 5m personal read\n"


def test_what_fails_when_the_line_is_saved_does_not_hand_it_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever finds it in the entry line again saves it twice."""

    def failing(*_: object) -> list[str]:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr(changes, "remarks_on", failing)

    async def act(app: Driven) -> None:
        await app.press("a")
        await app.type("25m b post: once")
        await app.press("enter")
        assert app.page() == BEFORE + "- 25m brand post: once\n"
        assert app.main.entry.value == ""
        assert not app.main.draft_keeper.keep_now().texts()

    drive(journal, act)
