"""The table of keys, and keys of the user's own."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tests.tui.conftest import PAGES, SETTINGS, put_page
from tests.tui.driven import TODAY, Driven, drive

from twohats.actions import timer, timer_file
from twohats.format.settings import Config
from twohats.format.times import Now
from twohats.tui.app import HatApp
from twohats.tui.commands import Command, in_order, score_of
from twohats.tui.keys import (
    APP,
    ENTRY,
    KEYS,
    LINE,
    PAGE,
    PANE,
    RESERVED,
    SCREEN,
    Key,
    Reserved,
    clashes,
    in_place,
    keys_of,
    read_keys,
    shown,
    sign_of,
)
from twohats.tui.main_screen import MainScreen
from twohats.tui.pane_table import ASIDES, PANES
from twohats.tui.panes.pane import Pane
from twohats.tui.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.journal.folder import Journal
    from twohats.tui.pane_table import PaneRow


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_does_something(key) -> None:
    by_owner: dict[str, list[type]] = {
        APP: [HatApp],
        SCREEN: [MainScreen],
        ENTRY: [EntryLine],
        PANE: [*panes_of(key)],
    }
    owners = by_owner[key.owner]
    assert owners
    for owner in owners:
        name = key.action.partition("(")[0]
        assert callable(getattr(owner, f"action_{name}", None)), f"{owner.__name__} has no {name}"


def panes_of(key: Key) -> list[type[Pane]]:
    found = [row.pane.partition(":") for row in (*PANES, *ASIDES) if {row.name, row.line} & {*key.places}]
    return [getattr(importlib.import_module(module), name) for module, _, name in found]


def test_every_view_of_the_table_has_a_pane() -> None:
    assert all(issubclass(pane, Pane) for pane in panes_of(KEYS[0]))


def test_no_key_is_given_twice_in_one_place() -> None:
    for place in (*(row.name for row in PANES), LINE):
        all_keys = [one for key in in_place(place) for one in keys_of(key, {}, place)]
        assert len(all_keys) == len(set(all_keys)), place


def test_no_key_means_two_things_on_two_views_those_to_come_included() -> None:
    assert clashes((*KEYS, *RESERVED)) == []


@pytest.mark.parametrize(
    ("more", "clash"),
    [
        (Key("people.first", "j,home", "x", "", "", ("people",)), [("j", "move.down", "people.first"),
                                                                    ("home", "move.first", "people.first")]),
        (Key("people.wrote", "w", "x", "", "", ("people",)), [("w", "answer.write", "people.wrote")]),
        (Key("trend.year", "w,y", "x", "", "", ("trend",)), [("w", "answer.write", "trend.year"),
                                                              ("y", "copy.line", "trend.year")]),
        (Key("line.word", "ctrl+w", "x", "", "", (LINE,)), []),
        (Key("line.start", "ctrl+u", "x", "", "", (LINE,)), [("ctrl+u", "line.clear", "line.start")]),
        (Reserved("later", "a", "x"), [("a", "entry.add", "later")]),
    ],
)  # fmt: skip
def test_a_key_that_would_mean_two_things_is_seen(more, clash) -> None:
    assert clashes((*KEYS, *RESERVED, more)) == clash


def test_what_does_not_exist_yet_is_neither_bound_nor_shown() -> None:
    assert not {key.id for key in KEYS} & {key.id for key in RESERVED}


def test_ids_are_unique_and_those_of_the_last_version_are_known() -> None:
    ids = [key.id for key in KEYS] + [key.id for key in RESERVED]
    assert len(ids) == len(set(ids))


def test_no_key_of_the_entry_line_types_a_sign() -> None:
    for key in in_place(LINE):
        assert keys_of(key, {}, LINE), f"{key.id} cannot be reached while typing"


def test_the_table_is_read_without_textual() -> None:
    code = "import sys, twohats.tui.keys; sys.exit(any(m in sys.modules for m in ('textual', 'rich', 'asyncio')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("key", "says", "sign"),
    [
        ("question_mark", "?", "?"), ("left_square_bracket", "[", "["), ("space", "Space", " "), ("a", "a", "a"),
        ("G", "G", "G"), ("ctrl+r", "^r", ""), ("shift+tab", "Shift+Tab", ""), ("f1", "F1", ""), ("tab", "Tab", ""),
        ("slash", "/", "/"), ("backslash", "\\", "\\"), ("at", "@", "@"), ("minus", "-", "-"), ("plus", "+", "+"),
        ("underscore", "_", "_"), ("less_than_sign", "<", "<"), ("latin_small_letter_e_with_acute", "é", "é"),
        ("up", "\N{UPWARDS ARROW}", ""), ("delete", "Del", ""), ("f12", "f12", ""),
    ],
)  # fmt: skip
def test_how_keys_are_called(key: str, says: str, sign: str) -> None:
    assert shown(key) == says
    assert sign_of(key) == sign


def test_ids_that_are_none_are_named_with_the_nearest() -> None:
    keys, problems = read_keys({"entry.ad": "n", "move.up": "z", "x": "y"}, "hat.toml")
    assert keys == {"move.up": "z"}
    assert [(each.message, each.hint) for each in problems] == [
        ("keys.entry.ad is not an action", "did you mean entry.add?"),
        ("keys.x is not an action", "hat keys lists them"),
    ]


def test_a_key_for_two_actions_is_pointed_out() -> None:
    keys, problems = read_keys({"entry.add": "d,?"})
    assert keys == {"entry.add": "d,question_mark"}
    messages = [each.message for each in problems]
    assert "d is the key of both entry.add and entry.delete" in messages
    assert "? is the key of both entry.add and app.help" in messages
    assert len(messages) == len(set(messages)), "said once, though they share it in two places"


def test_an_action_without_a_key_keeps_its_own() -> None:
    keys, problems = read_keys({"entry.add": " , "})
    assert keys == {}
    assert problems[0].code == "no-key"


@pytest.mark.parametrize("pane", PANES, ids=[pane.name for pane in PANES])
def test_a_key_that_moves_is_one_only_where_it_goes_somewhere(pane: PaneRow) -> None:
    module, _, name = pane.pane.partition(":")
    made = getattr(importlib.import_module(module), name)
    assert (made.step is not Pane.step) == ("move.back" in {key.id for key in in_place(pane.name)})
    assert made.action_today is not Pane.action_today


def test_the_same_key_may_do_different_things_in_different_places() -> None:
    assert read_keys({"line.clear": "ctrl+w"})[1] == []


def test_keys_of_the_users_own_work_and_are_shown(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert " n Add" in app.rows()[-1]
        await app.press("a")
        assert not app.main.entry.has_focus
        await app.press("n")
        assert app.main.entry.has_focus
        await app.press("escape", "g", "d")
        assert "deleted (z takes it back)" in app.grid()
        await app.press("z")
        assert "took back" in app.grid()
        await app.press("question_mark")
        assert any(row.startswith(" n ") and "entry.add" in row for row in app.rows())

    drive(journal, act, config=Config(keys={"entry.add": "n", "change.undo": "z"}))


@pytest.mark.parametrize("sign", ["/", "\\", "@", "-", "_", "<", "é", "plus"])
def test_any_sign_can_be_a_key_and_is_typed_in_the_entry_line(journal: Journal, sign: str) -> None:
    typed = "+" if sign == "plus" else sign

    async def act(app: Driven) -> None:
        assert f" {typed} Add" in app.rows()[-1]
        await app.press(typed)
        assert app.main.entry.has_focus
        await app.press("a", typed, "b")
        assert app.main.entry.value == f"a{typed}b"

    drive(journal, act, config=Config(keys={"entry.add": sign}))


def test_keys_in_the_journals_settings_count_until_the_users_say_otherwise(journal: Journal) -> None:
    (Path(journal.root) / "hat.toml").write_text(
        SETTINGS + '\n[keys]\n"entry.add" = "n"\n"change.undo" = "y"\n'
    )

    async def act(app: Driven) -> None:
        assert " m Add" in app.rows()[-1]
        assert " y Undo" in app.rows()[-1]

    drive(journal, act, config=Config(keys={"entry.add": "m"}))


def test_keys_that_are_none_are_only_text(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        app.rows()
        await app.press("question_mark")
        app.rows()

    keys = {
        "entry.add": "\x1b[2J,[red],[/x]",
        "entry.edit": "\x00",
        "entry.delete": "+++, ,ctrl+",
        "\x1b]0;x\x07": "a",
    }
    drive(journal, act, config=Config(keys=keys))


def test_an_unknown_id_is_a_notice(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert app.notices() == "config.toml: keys.entry.dad is not an action (did you mean entry.add?)"

    drive(journal, act, config=Config(keys={"entry.dad": "n"}))


def test_a_click_on_a_key_is_the_key(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        row = app.rows()[-1]
        await app.pilot.click("KeyBar", offset=(row.index("Undo"), 0))
        await app.settle()
        assert "there is nothing to undo" in app.notices()
        await app.pilot.click("TitleBar", offset=(10, 0))
        await app.settle()
        assert app.main.view == "week"
        await app.pilot.click("TitleBar", offset=(2, 0))
        await app.settle()
        assert app.main.view == PAGE

    drive(journal, act)


def test_the_cursor_stands_at_the_end_of_what_is_drawn_before_it(journal: Journal) -> None:
    text = (
        "25m brand: \U0001f44b\U0001f3fd \u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467 \u540d end"
    )

    async def act(app: Driven) -> None:
        await app.press("a")
        entry = app.main.entry
        entry.value = text
        for position in range(len(text)):
            entry.cursor_position = position
            await app.settle()
            assert entry.cursor_screen_offset.x - entry.content_region.x == cell_len(text[:position]), (
                position
            )

    drive(journal, act)


@pytest.mark.parametrize("word", ["Help", "Leave"])
def test_a_click_does_the_same_while_a_sign_was_typed_last(journal: Journal, word: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("a", "5")
        row = app.rows()[-1]
        await app.pilot.click("KeyBar", offset=(row.index(word), 0))
        await app.settle()
        assert ("Words and keys in the entry line" in app.grid()) == (word == "Help")
        assert app.main.entry.has_focus == (word == "Help") or len(app.app.screen_stack) > 1
        assert app.main.entry.value == "5"

    drive(journal, act)


def test_a_click_on_a_view_while_typing_shows_it_and_keeps_what_is_typed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a", "5")
        await app.pilot.click("TitleBar", offset=(10, 0))
        await app.settle()
        assert app.main.view == "week"
        assert app.main.entry.value == "5"

    drive(journal, act)


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("the next view", "Week 47"),
        ("sync with", "git"),
        ("the keys that work", "Words and keys in the entry line"),
    ],
)
def test_commands_of_the_palette_work_while_typing(journal: Journal, command: str, shown: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("a", "5", "ctrl+p")
        await app.pilot.press(*["space" if char == " " else char for char in command])
        await app.until(lambda: command in app.grid().lower().replace("  ", " ") or command in app.grid())
        await app.pilot.pause(0.3)
        await app.press("down", "enter")
        await app.until(lambda: shown in app.grid() + app.notices())
        assert app.main.entry.value == "5"

    drive(journal, act)


@pytest.mark.parametrize("view", ["1", "2"])
def test_the_first_of_the_commands_takes_nothing_away(journal: Journal, view: str) -> None:
    timer.start(journal, ["brand post: a good hour"], Now(TODAY, 17 * 60))

    async def act(app: Driven) -> None:
        await app.press(view, "ctrl+p")
        await app.until(lambda: "Write a line" in app.grid())
        await app.press("enter")
        await app.pilot.pause(0.2)
        assert timer_file.running(journal) is not None
        assert app.page() == PAGES[TODAY]
        assert app.main.entry.has_focus

    drive(journal, act)


def of_keys() -> list[Command]:
    return [
        Command(key.says[0].upper() + key.says[1:], "", lambda: None, key.removes, key.id, shown(key.keys))
        for key in KEYS
    ]


def best(query: str, used: Sequence[str] = ()) -> Command:
    return max(in_order(of_keys(), used), key=lambda each: score_of(each, query, used))


@pytest.mark.parametrize("query", ["t", "d", "e", "ti", "the", "me", "line", "timer", "op"])
def test_what_fits_best_takes_nothing_away_unless_it_was_asked_for(query: str) -> None:
    assert not best(query).removes, best(query).title


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("drop", "timer.drop"),
        ("delete", "entry.delete"),
        ("undo", "change.undo"),
        ("theme", "app.theme"),
        ("wal", "entry.add"),
        ("trned", "view.trend"),
        ("keys", "app.help"),
        ("people", "view.people"),
    ],
)
def test_a_command_that_is_asked_for_by_name_is_the_first(query: str, name: str) -> None:
    assert best(query).id == name


@pytest.mark.parametrize("query", ["demo", "zzz", "qqqq"])
def test_what_no_command_is_like_finds_none(query: str) -> None:
    assert not any(score_of(each, query) for each in of_keys())


def test_what_was_used_last_comes_first_but_never_what_takes_away() -> None:
    assert [each.id for each in in_order(of_keys(), ["sync.now", "timer.drop", "app.theme"])][:2] == [
        "sync.now",
        "app.theme",
    ]
    assert best("the", ["view.trend"]).id == "view.trend"


def test_commands_show_their_key_and_remember_their_use(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("ctrl+p")
        assert re.search(r"^ a +Write a line", app.grid(), re.MULTILINE)
        await app.pilot.press(*"trend")
        await app.until(lambda: "Write a line" not in app.grid())
        await app.press("enter")
        assert app.main.view == "trend"
        await app.press("ctrl+p")
        first = next(row for row in app.rows() if re.match(r" \S+ {4,}[A-Z]", row))
        assert re.match(r" 3 +The trend", first)
        assert "Person @anna" not in app.grid()
        await app.pilot.press(*"anna")
        await app.until(lambda: "Person @anna" in app.grid())
        await app.press("enter")
        await app.until(lambda: app.main.view == "people")
        assert "anna" in app.view_rows()[0]

    drive(journal, act)


def test_settings_are_among_the_commands(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("ctrl+p")
        await app.pilot.press(*"setting", "space", *"week")
        await app.until(lambda: "Setting week_start" in app.grid())
        await app.press("enter")
        assert "hat.toml   at week_start" in app.rows()[0]
        await app.press("escape", "ctrl+p")
        await app.pilot.press(*"setting", "space", *"sync")
        await app.until(lambda: "Setting sync_on_start" in app.grid())
        await app.press("enter")
        assert "sync_on_start is off" in app.rows()[-2] + app.notices()

    drive(journal, act)


def test_ctrl_c_says_what_quits(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("ctrl+c")
        assert "q quits" in app.notices()
        await app.press("a", "5", "ctrl+c")
        assert "^q quits" in app.notices()
        assert app.main.entry.value == "5"

    drive(journal, act)


def test_days_and_weeks_left_and_right(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        for keys, day in (("left", "21"), ("h", "20"), ("left_square_bracket", "19"), ("right", "20"), ("l", "21"),
                          ("right_square_bracket", "22"), ("right", "22")):  # fmt: skip
            await app.press(keys)
            assert app.main.day == f"2026-11-{day}"
        await app.press("left", "left", "t")
        assert app.main.day == "2026-11-22"
        await app.press("2", "left")
        assert "Week 46" in app.grid()
        await app.press("left", "t")
        assert "Week 47" in app.grid()
        await app.press("right")
        assert "Week 47" in app.grid(), "no week that is still to come"
        await app.press(*["tab"] * (len(PANES) - 1))
        assert app.main.view == PAGE

    drive(journal, act)


def test_from_a_week_one_comes_to_a_day_in_it_and_back(journal: Journal) -> None:
    put_page(Path(journal.root), "2026-11-10", "- 5m personal read: early\n")

    async def act(app: Driven) -> None:
        await app.press("2", "left", "1")
        assert app.main.day == "2026-11-10", "the last one that is written"
        await app.press("tab")
        assert "Week 46" in app.grid()
        await app.press("left", "1")
        assert app.main.day == "2026-11-08", "the last one, where none is"
        await app.press("2", "right", "right", "left", "right", "left", "1")
        assert "Week 46" not in app.grid()

    drive(journal, act)


def test_a_line_written_in_a_week_is_for_a_day_in_it(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("2", "left", "a")
        assert " Sun 15 Nov  Write a line" in app.grid()
        await app.type("5m p read")
        await app.press("enter")
        assert app.page("2026-11-15").endswith("- 5m personal read\n")

    drive(journal, act)


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (120, 24)])
def test_a_long_note_is_cut_with_an_ellipsis_and_opened_out(journal: Journal, size: tuple[int, int]) -> None:
    below = "".join(f"  the line {number} below\n" for number in range(1, 9))
    put_page(Path(journal.root), "2026-11-22", f"- 25m brand post: the first\n{below}- 5m brand read\n")

    async def act(app: Driven) -> None:
        await app.press("g")
        assert "the line 2 below\N{HORIZONTAL ELLIPSIS}" in app.grid()
        assert "the line 3 below" not in app.grid()
        await app.press("o")
        assert "the line 8 below" in app.grid()
        assert "\N{HORIZONTAL ELLIPSIS}" not in "\n".join(app.rows()[:-4])
        await app.press("o")
        assert "the line 3 below" not in app.grid()

    drive(journal, act, size=size)


def test_enter_opens_what_is_under_the_cursor(journal: Journal) -> None:
    below = "".join(f"  the line {number} below\n" for number in range(1, 9))
    put_page(Path(journal.root), "2026-11-22", f"- 25m brand post: the first\n{below}")

    async def act(app: Driven) -> None:
        await app.press("enter")
        assert "the line 8 below" in app.grid()
        assert not app.main.entry.has_focus
        await app.press("enter")
        assert "the line 8 below" not in app.grid()

    drive(journal, act)


def test_keys_that_are_kept_for_later_do_nothing(journal: Journal) -> None:
    kept = [one for key in RESERVED for one in key.keys.split(",") if one != "shift+tab"]

    async def act(app: Driven) -> None:
        for view in ("1", "2"):
            await app.press("a", "5", "escape", view)
            before = app.grid()
            for key in kept:
                await app.pilot.press(key)
            await app.settle()
            assert app.grid() == before
            assert app.main.entry.value == "5"
            await app.press("a", "backspace", "escape")

    drive(journal, act)


def test_focus_goes_back_to_the_page_with_shift_tab(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a", "5", "shift+tab")
        assert not app.main.entry.has_focus
        assert app.main.entry.value == "5"

    drive(journal, act)


def test_the_cursor_moves_over_lines_and_prose_scrolls(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        cursor = app.page_list
        assert cursor.cursor == 6
        await app.press("up", "k")
        assert cursor.cursor == 4
        await app.press("j", "down", "j")
        assert cursor.cursor == 6
        await app.press("home")
        assert (cursor.cursor, cursor.scroll_offset.y) == (1, 0)
        await app.press("G", "pageup", "pageup", "pageup")
        assert cursor.cursor == 1
        await app.press("pagedown", "pagedown", "pagedown")
        assert cursor.cursor == 6
        await app.press("ctrl+b", "ctrl+b", "ctrl+b")
        assert cursor.cursor == 1
        await app.press("ctrl+f", "ctrl+f", "ctrl+f")
        assert cursor.cursor == 6

    drive(journal, act, size=(80, 12))


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_few_keys_that_matter_are_there_in_any_width(journal: Journal, width: int) -> None:
    async def act(app: Driven) -> None:
        bar = app.rows()[-1].split()
        assert {"a", "u", "/", "?", "^p", "q"} <= set(bar), bar
        await app.press("a")
        bar = app.rows()[-1].split()
        assert {"Enter", "Esc", "F1", "^p", "^q"} <= set(bar), bar

    drive(journal, act, size=(width, 24))
