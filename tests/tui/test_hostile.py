"""Text that would like to be markup, terminal codes or a crash: on every screen, at several sizes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tui.conftest import put_page
from tests.tui.driven import TODAY, Clock, Driven, drive

from twohats.format.page import block_of
from twohats.format.reading import read_page
from twohats.format.times import Now
from twohats.format.words import DEFAULT_HATS
from twohats.text.visible import visible
from twohats.tui.page_rows import page_rows
from twohats.tui.reading import ADD, CHANGE, TIME, Target, read_typed, reading_rows
from twohats.tui.sheet import sheet_of
from twohats.tui.widgets.plain_input import one_cell_each
from twohats.views.rows import row_text, width_of

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

HOSTILE = {
    "clear the screen": "\x1b[2J\x1b[H",
    "set the clipboard": "\x1b]52;c;aGVsbG8=\x07",
    "set the title": "\x1b]0;owned\x07",
    "eight-bit codes": "\x9b31m\x9d0;x\x9c",
    "nul and delete": "a\x00b\x7fc",
    "closing markup": "oops [/red] and [/]",
    "an action": "[@click=app.bell]press me[/]",
    "markup": "[bold red]not red[/bold red] [link=https://x.example]y[/link]",
    "backwards": "\u202eevil\u2066x\u2069",
    "wide": "漢字かな交じり文 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ﷽ 각",
    "not seen": "in\u200bvis\u2060ible \u00adx\u180e y\ufe0f z\U000e0100 \u3164 \u034f",
    "combining": "e\u0301\u0302\u0303\u0304\u0305" * 20,
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "not UTF-8": "caf\udce9 \udcff",
    "long": "word " * 1000,
    "one long word": "x" * 5000,
    "tabs": "\ta\tb\t",
    "template": "$primary {0} %s {undo} \\[x]",
}


LONG = ("long", "one long word")


def lines_of(text: str) -> str:
    """The text as prose, in an entry, in a problem, in an event with a line below, and in an item that is prose."""
    return (
        f"prose {text}\n\n- 25m brand post linkedin m2: {text}\n- 25m brnd {text}\n"
        f"- brand got reply @bo why:{text.partition(' ')[0]}: {text}\n  {text}\n- * {text}\n"
    )


def escaped(text: str) -> str:
    """The text as a TOML string has it."""
    kept = "".join(char for char in text if not "\ud800" <= char <= "\udfff")
    return "".join(f"\\u{ord(char):04x}" if ord(char) < 0x20 or char in '"\\\x7f' else char for char in kept)


async def visit(app: Driven) -> None:
    """Every screen, every widget; `rows` fails on anything that could command a terminal."""
    for size in ((120, 60), (40, 12), (80, 24)):
        await app.pilot.resize_terminal(*size)
        await app.settle()
        app.rows()
    for keys in (
        ["g"],
        ["e"],
        ["escape", "d"],
        ["u"],
        ["e"],
        ["escape", "2"],
        ["a", "up", "up"],
        ["escape", "1", "ctrl+p"],
    ):
        await app.press(*keys)
        app.rows()


@pytest.mark.parametrize(
    "names", [[name for name in HOSTILE if name not in LONG], LONG], ids=["short", "long"]
)
def test_a_hostile_page_is_only_text(journal: Journal, names: list[str]) -> None:
    text = "".join(lines_of(HOSTILE[name]) for name in names)
    path = put_page(Path(journal.root), TODAY, text)
    said = escaped(HOSTILE["closing markup"] + HOSTILE["set the title"])
    (Path(journal.root) / "people.toml").write_text(f'[bo]\nname = "{said}"\n', encoding="utf-8")

    async def act(app: Driven) -> None:
        await visit(app)
        await app.press("escape", *["pageup"] * 4)
        app.rows()

    drive(journal, act)
    assert path.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_markup_is_shown_as_it_was_typed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        text = "[red]x[/red] [/nothing] [link=https://x.example]y[/]"
        await app.type(f"25m b post: {text}")
        assert text in app.grid()
        await app.press("enter")
        assert text in "\n".join(app.rows()[:-5])
        await app.press("escape", "d")
        assert text in app.grid(), "in the answer, too"
        app.app.say(text)
        await app.settle()
        assert text in app.notices()
        app.rows()

    drive(journal, act, size=(109, 24))


def test_a_pasted_escape_does_not_reach_the_screen(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        app.main.entry.focus()
        app.main.entry.value = "25m b post: \x1b[31m red \x9b \u202e back"
        await app.settle()
        assert "\N{SYMBOL FOR ESCAPE}[31m red" in app.grid()

    drive(journal, act)


@pytest.mark.parametrize("name", ["closing markup", "set the title", "long", "an action"])
def test_a_running_timer_and_its_question_are_only_text(journal: Journal, name: str) -> None:
    """The state of this machine is text, too."""
    clock = Clock()
    Path(journal.state).mkdir(parents=True)
    note = HOSTILE[name]
    (Path(journal.state) / "timer").write_text(f"{TODAY}T08:00\nbrand post: {note}\n")

    async def act(app: Driven) -> None:
        app.rows()
        await app.press("s")
        app.rows()
        assert "was it forgotten" in app.grid()

    drive(journal, act, clock=clock)


def test_a_line_of_100_000_characters_is_no_trouble(journal: Journal) -> None:
    put_page(Path(journal.root), TODAY, f"- 25m brand post: {'x' * 100_000}\n- {'y' * 100_000}\n")

    async def act(app: Driven) -> None:
        assert "xxx" in app.grid()
        await app.press("g", "e")
        app.rows()
        await app.press("escape", "j", "j", "k")
        app.rows()

    drive(journal, act)


# The same without a screen: any text at all, any width.

any_text = st.text(max_size=80) | st.sampled_from(list(HOSTILE.values()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_text, max_size=6), st.integers(0, 200))
def test_no_row_of_a_page_is_wider_than_it_may_be(lines: list[str], width: int) -> None:
    marks = ["", "- ", "- 25m brand post: ", "- b got reply @bo x22 ", "  "]
    text = "\n".join(marks[number % 5] + line for number, line in enumerate(lines))
    page = read_page(text, TODAY, DEFAULT_HATS)
    sheet = sheet_of(page, text)
    rows = page_rows(sheet, DEFAULT_HATS, width)
    assert [sheet.block(item.number) for item in page.items] == [block_of(text, item) for item in page.items]
    assert {item.number for item in page.items} <= {row.number for row in rows}
    for row in rows:
        assert width_of(row.row) <= max(width, 10)
        assert visible(row_text(row.row), 10**6) == row_text(row.row)


@settings(max_examples=150, deadline=None)
@given(any_text, st.sampled_from([ADD, CHANGE, TIME]), st.integers(1, 120))
def test_reading_never_fails_and_its_parts_lie_in_the_text(text: str, purpose: str, width: int) -> None:
    now = Now(TODAY, 18 * 60)
    for typed in (
        text,
        f"25m b post {text}",
        f"23:30-09:00 b do make: {text}",
        f"yesterday 9am 25m b read {text}",
        f"9am b talk: {text}",
    ):
        reading = read_typed(typed, Target(TODAY, purpose), now, DEFAULT_HATS)
        assert (reading.draft is None) == (reading.problem is not None) or not typed.strip()
        assert all(0 <= part.start <= part.end <= len(typed) for part in reading.parts)
        rows = reading_rows(reading, Target(TODAY, purpose), now, DEFAULT_HATS, width)
        assert len(rows) <= 2
        assert all(
            width_of(row) <= width for row in rows if reading.draft is None or not reading.draft.remark
        )


@given(any_text)
def test_every_sign_keeps_its_place_in_the_entry_line(text: str) -> None:
    drawn = one_cell_each(text)
    assert len(drawn) == len(text)
    assert visible(drawn, 10**6) == drawn


def test_a_night_that_fits_no_day_is_said_and_not_raised() -> None:
    reading = read_typed("22:00-06:00 b do make", Target(TODAY), Now(TODAY, 30), DEFAULT_HATS)
    assert reading.draft is None
    assert reading.problem is not None
    assert "still to come" in reading.problem.message
