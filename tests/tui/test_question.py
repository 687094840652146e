"""A question typed in the app: lines while one types, what they come to, where one goes from them, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES, put_page
from tests.tui.driven import TODAY, Driven, drive

from twohats.tui.panes.question import QuestionPane
from twohats.tui.screens.change import ChangeScreen

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SIZES = [(80, 24), (40, 12), (120, 36)]
SIGNS = {" ": "space", ":": "colon", "@": "at", "+": "plus", "-": "minus"}


@pytest.fixture(autouse=True)
def _no_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingers of a test need none."""
    monkeypatch.setattr("twohats.tui.asker.REST", 0.01)
    monkeypatch.setattr("twohats.tui.asker.LONG_REST", 0.01)


async def ask(app: Driven, text: str) -> None:
    """Ask from wherever one is, and wait for all of the answer."""
    await app.press("slash")
    await typed(app, text)


async def typed(app: Driven, text: str) -> None:
    for sign in text:
        await app.pilot.press(SIGNS.get(sign, sign))
    await answered(app)


def pane_of(app: Driven) -> QuestionPane:
    assert isinstance(app.main.pane, QuestionPane)
    return app.main.pane


def is_answered(pane: QuestionPane) -> bool:
    """Whether the lines are those of the question, of the whole journal."""
    asked = pane._asked
    return bool(asked and asked.answer and not asked.answer.since and asked.text == pane.text.strip())


def is_complete(pane: QuestionPane) -> bool:
    """The same, and whether it is known what came of them."""
    return is_answered(pane) and bool(pane._asked and pane._asked.comes.came is not None)


async def answered(app: Driven) -> None:
    pane = pane_of(app)
    await app.until(lambda: not pane.text.strip() or is_complete(pane))
    await app.settle()


@pytest.mark.parametrize("size", SIZES)
def test_lines_while_one_types(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await ask(app, "brand post linkedin")
        app.same_as("question")

    drive(journal, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_asked_yet_teaches(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press("slash")
        app.same_as("question-empty")

    drive(journal, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_word_that_is_nothing_else_is_looked_for_in_the_text_and_that_is_said(
    journal: Journal, size: tuple[int, int]
) -> None:
    async def look(app: Driven) -> None:
        await ask(app, "going")
        app.same_as("question-text")

    drive(journal, look, size=size)


def test_enter_goes_to_the_line_and_esc_comes_back_to_where_one_was(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("4")
        await ask(app, "brand post linkedin")
        await app.press("down", "j", "enter")
        assert "Fri 20 Nov" in app.rows()[0]
        assert app.main.pane.line_of_cursor() == 3
        await app.press("escape")
        assert app.main.view == "question"
        assert pane_of(app).text == "brand post linkedin"
        assert pane_of(app).widget.cursor == 2
        assert app.main.here == "question"
        await app.press("escape")
        assert app.main.view == "people"

    drive(journal, act)


def test_enter_while_one_types_goes_to_the_first_also_before_the_answer_is_there(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash")
        for key in ("c", "a", "r", "o", "u", "s", "e", "l", "enter"):
            await app.pilot.press(key)
        await app.until(lambda: app.main.view == "page")
        await app.settle()
        assert "Fri 20 Nov" in app.rows()[0]

    drive(journal, act)


def test_what_was_being_written_is_kept(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m brand po")
        await app.press("escape")
        await ask(app, "carousel")
        assert "25m brand po" not in app.grid()
        await app.press("escape", "a")
        assert app.main.here == "line"
        assert app.main.entry.value == "25m brand po"
        assert app.page() == PAGES[TODAY]

    drive(journal, act)


def test_the_last_questions_come_back(journal: Journal) -> None:
    async def first(app: Driven) -> None:
        for text in ("carousel", "@anna"):
            await ask(app, text)
            await app.press("enter", "1")

    async def then(app: Driven) -> None:
        await app.press("slash")
        assert "Asked last" in app.grid()
        await app.press("up")
        assert pane_of(app).text == "@anna"
        await app.press("up", "up")
        assert pane_of(app).text == "carousel"
        await app.press("down", "down")
        assert pane_of(app).text == ""
        await ask(app, "personal")
        assert app.main.here == "asking"

    drive(journal, first)
    drive(journal, then)


def test_it_is_offered_what_may_come_next(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await ask(app, "bra")
        await app.press("tab")
        await typed(app, "@an")
        await app.press("tab")
        await answered(app)
        assert pane_of(app).text == "brand @anna "
        await typed(app, "x")
        await app.press("backspace", "tab")
        assert app.main.here == "question", "with nothing to take it goes to the lines"

    drive(journal, act)


def offers_of(app: Driven) -> str:
    """The row below the question."""
    return app.rows()[pane_of(app).line.region.y + 1].strip()


@pytest.mark.parametrize("size", SIZES)
def test_what_may_come_stands_below_the_question_while_one_types(
    journal: Journal, size: tuple[int, int]
) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash")
        assert offers_of(app).startswith("brand  personal  novelist")
        await typed(app, "brand ")
        assert offers_of(app).startswith("post")
        await app.press("down")
        assert "@priya" not in app.grid().split("email")[-1].split("\n")[-1]
        assert offers_of(app).startswith(("4 lines", "5 lines", "3 lines")), (
            "the row is given back to the lines"
        )

    drive(journal, act, size=size)


def test_tab_once_more_takes_the_next_word_in_its_place(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash")
        await typed(app, "re")
        await app.press("tab")
        first = pane_of(app).text
        await app.press("tab")
        second = pane_of(app).text
        assert first == "read "
        assert second not in ("", first)
        assert second.startswith("re")
        assert second.count(" ") == 1
        await typed(app, "b")
        await app.press("tab")
        assert pane_of(app).text == f"{second}brand "

    drive(journal, act)


def test_a_word_that_is_clicked_is_taken(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash")
        at = app.rows()[pane_of(app).line.region.y + 1].index("novelist")
        await app.pilot.click(offset=(at + 2, pane_of(app).line.region.y + 1))
        await app.settle()
        assert pane_of(app).text == "novelist "
        assert app.main.here == "asking"
        await typed(app, "got")
        assert pane_of(app).text == "novelist got"

    drive(journal, act)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not", "not"), ("over 1h under 10m", "over 1h or under 10m"), ("zzzz", "no line"),
        ("m2", "2 lines, 55m"), ("got", "2 lines"), ("problems", "1 line"),
    ],
)  # fmt: skip
def test_what_it_comes_to_and_what_is_wrong_is_said_below(journal: Journal, text: str, says: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash")
        await typed_and_settled(app, text)
        assert says in app.grid()

    drive(journal, act)


def test_a_question_in_prose_that_finds_nothing_is_answered_with_how_to_ask(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("slash")
        await typed_and_settled(app, "how much did i post")
        assert "no line" in app.grid()
        assert "brand post linkedin since oct" in app.grid()
        await app.press("ctrl+u")
        await typed_and_settled(app, "zzzz")
        assert "brand post linkedin since oct" not in app.grid()
        await app.press("ctrl+u")
        await typed_and_settled(app, "got")
        assert "2 lines" in app.grid()
        assert "no line" not in app.grid()

    drive(journal, act)


async def typed_and_settled(app: Driven, text: str) -> None:
    for sign in text:
        await app.pilot.press(SIGNS.get(sign, sign))
    await app.until(lambda: is_answered(pane_of(app)) or bool(pane_of(app).below.says))
    await app.pilot.pause(0.2)
    await app.settle()


def test_lines_that_change_meanwhile_are_asked_for_again(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await ask(app, "mastodon")
        await app.press("down")
        assert "3 lines" not in app.grid()
        journal.add(TODAY, "10m brand read mastodon")
        app.main.refresher.gather()
        await app.until(lambda: "3 lines" in app.grid())

    drive(journal, act)


def test_no_text_of_the_journal_is_markup(journal: Journal) -> None:
    journal.add(TODAY, "25m brand post: [bold]x[/bold] \x1b[31mred needle")

    async def look(app: Driven) -> None:
        await ask(app, "needle")
        assert "[bold]x[/bold]" in app.grid()

    drive(journal, look)


WRONG_HAT = "".join(f"- {5 + at}m personal read map: sheet {at}\n" for at in range(10))


def test_a_wrong_hat_on_ten_lines_takes_eight_keys_and_one_undo(journal: Journal) -> None:
    put_page(Path(journal.root), "2026-11-17", WRONG_HAT)

    async def act(app: Driven) -> None:
        keys = ["slash", "m", "a", "p", "down", "asterisk", "c", "b", "enter"]
        for key in keys[:4]:
            await app.pilot.press(key)
        await answered(app)
        assert "10 lines, 1h35" in app.grid()
        await app.press(*keys[4:7])
        assert "change 10 lines to" in app.grid()
        await app.press(keys[7])
        await app.until(lambda: "10 lines on 1 day" in app.grid())
        assert "to  14m brand read map: sheet 9" in app.grid()
        assert app.page("2026-11-17") == WRONG_HAT, "nothing is made before Enter"
        await app.press(keys[8])
        assert app.page("2026-11-17") == WRONG_HAT.replace("personal", "brand")
        assert "changed 10 lines on 1 day to b (u takes it back)" in app.notices()
        assert len(keys) <= 12
        await answered(app)
        assert "brand read map" in app.grid()
        await app.press("u")
        assert app.page("2026-11-17") == WRONG_HAT

    drive(journal, act)


@pytest.mark.parametrize("size", SIZES)
def test_a_change_before_it_is_made(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await ask(app, "brand post linkedin")
        await app.press("down", "space", "space", "c")
        app.same_as("question-change")
        await words(app, "fedi @bo")
        await app.until(lambda: "lines on" in app.grid())
        app.same_as("question-changed")

    drive(journal, look, size=size)


async def words(app: Driven, text: str) -> None:
    for sign in text:
        await app.pilot.press(SIGNS.get(sign, sign))
    await app.settle()


def test_a_mark_stays_with_its_line_and_never_comes_to_another(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await ask(app, "carousel")
        await app.press("down", "space")
        journal.change(
            "elsewhere",
            "days/2026/2026-11-20.md",
            lambda text: text.replace("\n\n", "\n\n- 5m brand post linkedin: carousel, first\n", 1),
        )
        app.main.refresher.gather()
        await app.until(lambda: "3 lines" in app.grid())
        assert "marked" not in app.grid()

    drive(journal, act)


@pytest.mark.parametrize("size", SIZES)
def test_marks(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await ask(app, "brand post linkedin")
        await app.press("down", "space", "j", "space")
        app.same_as("question-marks")
        await app.press("v")
        assert "1 marked" in app.grid()
        await app.press("asterisk")
        assert "3 marked" in app.grid()
        await app.press("V")
        assert "marked" not in app.grid()

    drive(journal, look, size=size)


def test_a_change_is_left_with_esc_and_the_marks_stay(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await ask(app, "brand post linkedin")
        await app.press("down", "space", "c")
        await words(app, "fedi")
        await app.press("escape")
        assert pane_of(app).text == "brand post linkedin"
        assert "1 marked" in app.grid()
        assert app.main.here == "question"
        await app.press("c")
        await words(app, "m9")
        await app.until(lambda: "m9" in "".join(app.rows()[-3]))
        await app.press("enter")
        assert isinstance(app.app.screen, ChangeScreen), "what is wrong stays, and nothing is made"
        await app.press("escape", "escape")
        assert app.main.view == "page"
        assert app.page() == PAGES[TODAY]

    drive(journal, act)


def test_a_line_that_changed_since_it_was_shown_is_left_alone(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await ask(app, "carousel")
        await app.press("down", "asterisk", "c")
        await words(app, "fedi")
        await app.until(lambda: "2 lines on 2 days" in app.grid())
        changed = PAGES["2026-11-20"].replace("finished", "began")
        journal.change("elsewhere", "days/2026/2026-11-20.md", lambda _: changed)
        await app.press("enter")
        assert "changed" in app.notices()
        assert app.page("2026-11-18") == PAGES["2026-11-18"]
        assert app.page("2026-11-20") == changed

    drive(journal, act)


def test_a_line_of_five_weeks_ago_is_found_by_a_word(journal: Journal) -> None:
    put_page(Path(journal.root), "2026-10-17", "- 25m personal talk phone @viktor: the lighthouse map\n")

    async def act(app: Driven) -> None:
        keys = ["slash", *"lighth", "enter"]
        for key in keys:
            await app.pilot.press(key)
        await app.until(lambda: app.main.view == "page")
        await app.settle()
        assert "Sat 17 Oct" in app.rows()[0]
        assert len(keys) == 8

    drive(journal, act)


def test_what_came_of_the_lines_is_said_when_the_fingers_rest(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await ask(app, "brand post linkedin")
        await app.until(lambda: "came of it: 1 lead, 1 sale" in app.grid())
        assert "3 lines, 1h25 (30m guessed) \N{MIDDLE DOT} came of it" in app.grid()
        await app.press("ctrl+u")
        await typed(app, "read")
        await app.until(lambda: "came of it: nothing traced" in app.grid())

    drive(journal, act)


def test_what_came_of_a_post_takes_a_word_and_a_key(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        keys = ["slash", *"thread", "down", "f"]
        for key in keys[:-2]:
            await app.pilot.press(key)
        await answered(app)
        await app.press("down", "f")
        assert app.main.view == "people"
        assert "+launch" in app.grid()
        assert "wants a quote" in app.grid()
        await app.press("escape")
        assert app.main.view == "question"

    drive(journal, act)


def test_a_question_is_kept_by_name_and_asked_from_the_commands(journal: Journal) -> None:
    before = journal.read_text("hat.toml") or ""

    async def act(app: Driven) -> None:
        await ask(app, "brand m1-2")
        await app.press("ctrl+s")
        assert "Keep this question by which name?" in app.grid()
        await words(app, "low posts")
        await app.press("enter")
        assert journal.read_text("hat.toml") == before + '\n[questions]\n"low posts" = "brand m1-2"\n'
        assert "kept as low posts (u takes it back)" in app.notices()
        await app.press("escape", "4", "ctrl+p")
        await words(app, "question low")
        await app.until(lambda: "Question low posts" in app.grid())
        await app.press("down", "enter")
        await answered(app)
        assert app.main.view == "question"
        assert pane_of(app).text == "brand m1-2"
        assert app.main.here == "question"
        assert "2 lines, 55m" in app.grid()
        await app.press("escape")
        assert app.main.view == "people"
        await app.press("u")
        assert journal.read_text("hat.toml") == before

    drive(journal, act)


@pytest.mark.parametrize("size", SIZES)
def test_the_name_of_a_question(journal: Journal, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await ask(app, "brand m1-2")
        await app.press("ctrl+s")
        await words(app, "low")
        app.same_as("question-keep")

    drive(journal, look, size=size)


def test_no_name_of_a_question_is_markup_or_commands_the_terminal(journal: Journal) -> None:
    def add(text: str) -> str:
        return text + '[questions]\n"[red]x[/bold] \\u001b[31m" = "brand [/nothing]"\n'

    journal.change("by hand", "hat.toml", add)
    journal.forget_settings()

    async def look(app: Driven) -> None:
        await app.press("slash")
        assert "[red]x[/bold]" in app.grid()
        await app.press("escape", "ctrl+p")
        await words(app, "question")
        await app.until(lambda: "Question [red]x[/bold]" in app.grid())
        assert "brand [/nothing]" in app.grid()

    drive(journal, look)
