"""The keys that act on a line do the same in every view of which rows are lines, and each is one undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES, put_page
from tests.tui.driven import TODAY, Clock, Driven, drive

from twohats.format.times import Now
from twohats.tui.panes.line_pane import LinePane
from twohats.tui.screens.change import ChangeScreen
from twohats.tui.screens.rate import RateScreen
from twohats.tui.screens.sitting import SittingScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from twohats.journal.folder import Journal

SIZES = [(80, 24), (40, 12), (120, 36)]
FRIDAY, SATURDAY = "2026-11-20", "2026-11-21"
PAGE = PAGES[TODAY]
LINE = "09:10-09:35 brand post linkedin m2 i3: Launch thread for the second book +launch"
PLACE = f"{TODAY}:1"


@pytest.fixture(autouse=True)
def _no_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingers of a test need none."""
    monkeypatch.setattr("twohats.tui.asker.REST", 0.01)
    monkeypatch.setattr("twohats.tui.asker.LONG_REST", 0.01)


def pane_of(app: Driven) -> LinePane:
    assert isinstance(app.main.pane, LinePane)
    return app.main.pane


async def at(app: Driven, place: str = PLACE) -> None:
    """Put the cursor on a line, which must be there."""
    await app.until(lambda: place in [mark[0] for mark in pane_of(app).marks_shown()])
    await app.press("g")
    for _ in range(60):
        here = pane_of(app).mark_here()
        if here and here[0] == place:
            return
        await app.pilot.press("j")
    raise AssertionError(f"{place} is not to be reached")


async def on_the_page(app: Driven) -> None:
    await at(app)


async def among_the_answers(app: Driven) -> None:
    await app.press("slash", *"launch", "down")
    await at(app)


async def in_the_thread(app: Driven) -> None:
    await app.main.open_view("people", "+launch")
    await at(app)


async def on_a_persons_page(app: Driven) -> None:
    await app.main.open_view("people", "bo")
    await at(app)


async def behind_a_row_of_the_week(app: Driven) -> None:
    await app.press("2")
    for _ in range(40):
        if PLACE in app.main.pane.widget.door.lines and len(app.main.pane.widget.door.lines) > 1:  # type: ignore[attr-defined]
            break
        await app.pilot.press("j")
    await app.press("enter")
    await at(app)


WAYS = [on_the_page, among_the_answers, in_the_thread, on_a_persons_page, behind_a_row_of_the_week]
DOES = [
    ("H", LINE.replace("brand", "novelist")),
    ("M4", LINE.replace("m2", "m4")),
    ("I-", LINE.replace(" i3", "")),
    ("U5", LINE.replace("i3", "i3 u5")),
    ("W2", LINE.replace("i3", "i3 w2")),
    ("r3", LINE.replace("m2", "m3")),
    ("ri1", LINE.replace("i3", "i1")),
]
SIGNS = {"-": "minus", '"': "quotation_mark", "@": "at", "<": "less_than_sign", ">": "greater_than_sign"}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_one_key_corrects_the_line_and_one_takes_it_back(
    journal: Journal, way: Callable[[Driven], Awaitable[None]]
) -> None:
    async def act(app: Driven) -> None:
        await way(app)
        for keys, line in DOES:
            for key in keys:
                await app.pilot.press(SIGNS.get(key, key))
            await app.settle()
            assert app.page() == PAGE.replace(LINE, line), keys
            await at(app)
            await app.press("u")
            assert app.page() == PAGE
            await app.until(lambda: (pane_of(app).mark_here() or ("",))[0] == PLACE)

    drive(journal, act)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_it_is_edited_deleted_moved_and_written_once_more(
    journal: Journal, way: Callable[[Driven], Awaitable[None]]
) -> None:
    async def act(app: Driven) -> None:
        await way(app)
        view = app.main.view
        await app.press("e")
        assert app.main.entry.value == LINE
        await app.press("end")
        await app.type("!")
        await app.press("enter")
        assert app.page() == PAGE.replace(LINE, f"{LINE}!")
        assert app.main.view == view
        await app.press("u")
        await at(app)
        await app.press("d")
        assert LINE not in app.page()
        assert f"(u takes it back): {LINE[:20]}" in app.grid() + app.notices()
        await app.press("u")
        assert app.page() == PAGE
        await app.until(lambda: PLACE in [mark[0] for mark in pane_of(app).marks_shown()])
        await at(app)
        await app.press("less_than_sign")
        assert LINE not in app.page()
        assert f"- {LINE}\n" in app.page(SATURDAY)
        await app.press("u")
        await app.until(lambda: PLACE in [mark[0] for mark in pane_of(app).marks_shown()])
        await at(app)
        await app.press("greater_than_sign")
        assert "still to come" in app.notices()
        await app.press("A")
        assert "17:35-18:00 brand post linkedin: Launch thread for the second book +launch" in app.page()
        await app.press("u")
        assert app.page() == PAGE

    drive(journal, act)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_all_that_is_marked_is_changed_at_once(
    journal: Journal, way: Callable[[Driven], Awaitable[None]]
) -> None:
    async def act(app: Driven) -> None:
        await way(app)
        await app.press("asterisk")
        many = len(pane_of(app).marks)
        assert many >= 2
        assert f"{many} marked" in app.grid()
        await app.press("v")
        assert not pane_of(app).marks
        await app.press("space", "c")
        assert isinstance(app.app.screen, ChangeScreen)
        for key in ("f", "e", "d", "i"):
            await app.pilot.press(key)
        await app.until(lambda: "1 line on 1 day" in app.grid())
        await app.press("enter")
        assert app.page() == PAGE.replace(LINE, LINE.replace("linkedin", "fedi"))
        assert not pane_of(app).marks
        await app.press("u")
        assert app.page() == PAGE

    drive(journal, act)


def test_words_typed_behind_the_key_for_a_change_arrive_in_their_order(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g")
        for key in ("c", *"fedi", "space", *"m5", "space", "at", *"bo"):
            await app.pilot.press(key)
        await app.until(lambda: "1 line on 1 day" in app.grid())
        assert "change 1 line to  fedi m5 @bo" in app.grid()
        await app.press("enter")
        assert app.page() == PAGE.replace(LINE, LINE.replace("linkedin m2 i3", "fedi m5 i3 @bo"))

    drive(journal, act)


def test_the_lines_behind_a_row_stay_those_of_the_row(journal: Journal) -> None:
    """Where one of them is deleted or moved away, the lines below it on its page have other numbers."""
    put_page(
        Path(journal.root),
        "2026-11-17",
        "- 5m p read: one\n- 9m p talk: two\n- 7m p read: three\n- 8m p do lab\n",
    )

    async def act(app: Driven) -> None:
        await app.press("2")
        for _ in range(40):
            if "2026-11-17:1" in (lines := app.main.pane.widget.door.lines) and "2026-11-17:2" not in lines:  # type: ignore[attr-defined]
                break
            await app.pilot.press("j")
        await app.press("enter")
        await at(app, "2026-11-17:1")
        before = app.grid()
        assert "two" not in before
        for key in ("d", "less_than_sign"):
            await app.press(key)
            await app.until(lambda: "one" not in "".join(app.rows()[3:12]))
            assert "three" in app.grid()
            assert "two" not in app.grid()
            assert "1 line changed since" in app.grid()
            await app.press("u")
            await app.until(lambda: "one" in "".join(app.rows()[3:12]))
            assert "changed since" not in app.grid()
            await at(app, "2026-11-17:1")

    drive(journal, act)


def test_the_page_with_marks(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "space", "j", "space")
        app.same_as("page-marks")
        await app.press("asterisk", "c")
        assert "change 6 lines to" in app.grid()
        await app.press("escape")
        assert "6 marked" in app.grid()
        await app.press("left")
        assert "marked" not in app.grid()

    drive(journal, act)


def test_lines_of_several_days_are_marked_and_deleted_and_come_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash", *"linkedin", "down", "asterisk", "d")
        assert "deleted (u takes it back): 4 lines" in app.notices()
        assert "linkedin" not in app.page(FRIDAY)
        await app.press("u")
        assert [app.page(day) for day in PAGES] == [*PAGES.values()]
        await app.until(lambda: len(pane_of(app).marks_shown()) == 4)
        await app.press("asterisk", "m", *"saturday", "enter")
        assert app.page(SATURDAY).count("linkedin") == 4
        await app.press("u")
        assert [app.page(day) for day in PAGES] == [*PAGES.values()]
        await app.until(lambda: len(pane_of(app).marks_shown()) == 4)
        await app.press("asterisk", "less_than_sign")
        assert [app.page(day).count("linkedin") for day in ("2026-11-17", "2026-11-19", SATURDAY)] == [
            1,
            1,
            2,
        ]
        await app.press("u")
        assert [app.page(day) for day in PAGES] == [*PAGES.values()]

    drive(journal, act)


def test_channel_and_people_come_from_the_line_above(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "quotation_mark")
        assert "25m personal read linkedin m4" in app.page()
        await app.press("u", "j", "j", "j", "at")
        assert "names nobody" in app.grid() or "no line above" in app.grid()
        await app.press("j", "at")
        assert "there already" in app.grid() or "@bo already" in app.grid()
        await app.press("g", "quotation_mark")
        assert "there is no line above" in app.grid()
        assert app.page() == PAGE

    drive(journal, act)


def test_a_line_is_put_into_a_thread(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "J")
        assert "into which thread" in app.grid()
        for key in "laun":
            await app.pilot.press(key)
        await app.settle()
        assert "a new thread +laun; there are +launch" in app.grid()
        await app.press("c", "h")
        assert "the thread +launch" in app.grid()
        await app.press("enter")
        assert "- 25m personal read mastodon m4 +launch\n" in app.page()
        await app.press("u")
        assert app.page() == PAGE

    drive(journal, act)


def test_tab_finishes_the_name_of_a_thread(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "J", "tab")
        assert "a new thread" not in app.grid(), "nothing is begun"
        await app.press("plus", "L", "a")
        assert "+Launch" in app.grid(), "the rest stands behind the cursor"
        await app.press("tab")
        assert "the thread +launch" in app.grid()
        await app.press("enter")
        assert "- 25m personal read mastodon m4 +launch\n" in app.page()

    drive(journal, act)


@pytest.mark.parametrize("size", SIZES)
def test_the_question_for_a_rating(journal: Journal, size: tuple[int, int]) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "r")
        app.same_as("rate")
        await app.press("w")
        assert "Was it worth the time?" in app.grid()
        await app.press("escape")
        assert app.page() == PAGE

    drive(journal, act, size=size)


def test_what_is_no_line_of_time_is_not_rated_and_any_other_key_is_for_what_is_behind(
    journal: Journal,
) -> None:
    async def act(app: Driven) -> None:
        await app.press("G", "M")
        assert "only a line of time is rated" in app.grid()
        await app.press("g", "M", "j")
        assert not isinstance(app.app.screen, RateScreen)
        assert app.page_list.cursor == 2
        await app.press("g", "asterisk", "W", "1")
        assert app.page().count(" w1") == 3, "the events among the marked have no ratings"

    drive(journal, act)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_keys_in_one_go_each_find_the_line_as_the_one_before_left_it(
    journal: Journal, way: Callable[[Driven], Awaitable[None]]
) -> None:
    async def act(app: Driven) -> None:
        await way(app)
        for key in "M4I5W1HHHM2Hu":
            await app.pilot.press(key)
        await app.settle()
        assert app.page() == PAGE.replace(LINE, LINE.replace("i3", "i5 w1"))

    drive(journal, act)


UNRATED = "".join(f"- {5 + at}m brand read map: sheet {at}\n" for at in range(3))


@pytest.mark.parametrize("size", SIZES)
def test_what_is_unrated_is_gone_through_with_a_key_a_line(journal: Journal, size: tuple[int, int]) -> None:
    put_page(Path(journal.root), "2026-11-17", UNRATED)
    put_page(Path(journal.root), "2026-10-17", UNRATED)

    async def act(app: Driven) -> None:
        await app.press("R")
        app.same_as("unrated")
        await app.press("4", "enter", "2")
        assert not isinstance(app.app.screen, SittingScreen)
        first, second, third = UNRATED.splitlines()
        assert app.page("2026-11-17").splitlines() == [
            first.replace("map", "map m2"), second, third.replace("map", "map m4")
        ]  # fmt: skip
        await app.press("R", "5")
        assert "nothing" not in app.grid()
        assert app.page("2026-11-17").splitlines()[1] == second.replace("map", "map m5")
        await app.press("u", "R", "3", "R")
        assert "nothing here is unrated" in app.grid()
        assert app.page("2026-10-17") == UNRATED, "nobody remembers that"

    drive(journal, act, size=size)


def test_an_answer_is_taken_back_in_the_walk_and_marked_lines_are_what_it_goes_through(
    journal: Journal,
) -> None:
    put_page(Path(journal.root), "2026-10-17", UNRATED)

    async def act(app: Driven) -> None:
        await app.press("slash", *"sheet", "down", "space", "space", "R")
        assert "1 of 2" in app.grid()
        await app.press("4")
        assert "m4" in app.page("2026-10-17")
        await app.press("u")
        assert app.page("2026-10-17") == UNRATED
        assert "1 of 2" in app.grid()
        await app.press("escape")
        assert app.main.view == "question"

    drive(journal, act)


def test_the_rating_is_asked_for_when_a_timer_stops(journal: Journal) -> None:
    clock = Clock(minute=17 * 60)

    async def act(app: Driven) -> None:
        for answer, line in (("4", " m4"), ("W2", " w2"), ("escape", ""), ("u", None), ("j", "")):
            await app.press("s")
            await app.type("b post linkedin")
            await app.press("enter")
            clock.at = Now(TODAY, clock.at.minute + 5)
            await app.press("s")
            assert isinstance(app.app.screen, RateScreen)
            await app.press(*([answer] if len(answer) > 2 else answer))
            assert not isinstance(app.app.screen, RateScreen)
            now = f"17:{clock.at.minute % 60 - 5:02}-17:{clock.at.minute % 60:02} brand post linkedin"
            assert (f"- {now}{line}\n" in app.page()) if line is not None else (now not in app.page())
        await app.press("s")
        await app.type("b post linkedin m3")
        await app.press("enter", "s")
        assert not isinstance(app.app.screen, RateScreen), "it has one"

    drive(journal, act, clock=clock)


def test_a_line_that_others_changed_is_left_alone(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.main.open_view("people", "+launch")
        await at(app)
        changed = PAGE.replace("second book", "third book")
        journal.change("elsewhere", f"days/2026/{TODAY}.md", lambda _: changed)
        await app.pilot.press("H")
        await app.settle()
        assert app.page() == changed
        assert "changed meanwhile" in app.grid() + app.notices()

    drive(journal, act)


def test_enter_on_a_line_that_is_shown_whole_says_what_else_there_is(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        put_page(
            Path(journal.root),
            TODAY,
            f"# {TODAY}\n\n- 25m brand post: short\n- 25m brand post: {'long ' * 90}\n",
        )
        await app.until(lambda: "short" in app.grid())
        await app.press("g", "enter")
        assert "all of this line is here: e changes it, f follows it" in app.grid()
        await app.press("j")
        rows = len([row for row in app.rows() if "long long" in row])
        await app.press("enter")
        assert len([row for row in app.rows() if "long long" in row]) > rows

    drive(journal, act)


def test_enter_without_a_line_and_unmarking_without_a_mark_are_answered(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        put_page(Path(journal.root), TODAY, f"# {TODAY}\n\nOnly prose.\n")
        await app.until(lambda: "Only prose" in app.grid())
        await app.press("enter")
        assert "there is no line here to open" in app.grid()
        await app.press("V")
        assert "no line is marked" in app.grid()

    drive(journal, act)
