"""The keys of a shell's line in the lines that one types into; `|` is the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import Driven, drive

from twohats.tui.widgets.plain_input import PlainInput, word_end, word_start

if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.tui.widgets.plain_input import TypedLine


def put(line: TypedLine, marked: str) -> None:
    line.value = marked.replace("|", "")
    line.cursor_position = marked.index("|")
    line.forget_typing()


def marked(line: PlainInput) -> str:
    return f"{line.value[: line.cursor_position]}|{line.value[line.cursor_position :]}"


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("a|", ["ctrl+left"], "|a"),
        ("|", ["ctrl+left", "ctrl+right", "alt+b", "alt+f", "alt+d", "ctrl+w", "ctrl+t", "ctrl+k"], "|"),
        ("09:17-09:47|", ["ctrl+left"], "|09:17-09:47"),
        ("b talk @anna |", ["alt+b"], "b talk |@anna "),
        ("b talk @an|na", ["alt+b", "alt+left"], "b |talk @anna"),
        ("|09:17-09:47 b talk", ["ctrl+right"], "09:17-09:47| b talk"),
        ("09:17-09:47| b talk", ["alt+f", "alt+right"], "09:17-09:47 b talk|"),
        ("|09:17-09:47 b talk", ["alt+d"], "| b talk"),
        ("25m| b talk", ["alt+d"], "25m| talk"),
        ("25m b talk @anna |", ["ctrl+w"], "25m b talk |"),
        ("25m b talk @anna|", ["alt+backspace"], "25m b talk |"),
        ("25m b ta|lk", ["ctrl+w"], "25m b |lk"),
        ("25m b| talk", ["ctrl+k"], "25m b|"),
        ("25m b| talk", ["ctrl+a"], "|25m b talk"),
        ("25m b| talk", ["ctrl+e"], "25m b talk|"),
        ("25m b| talk", ["ctrl+b", "ctrl+b", "ctrl+f"], "25m |b talk"),
        ("25m b| talk", ["ctrl+d"], "25m b|talk"),
        ("25m b| talk", ["ctrl+k", "ctrl+a", "ctrl+y"], " talk|25m b"),
        ("25m b talk|", ["ctrl+w", "ctrl+w", "ctrl+y"], "25m b talk|"),
        ("25m b talk|", ["ctrl+w", "ctrl+a", "ctrl+f", "ctrl+f", "ctrl+f", "alt+d", "ctrl+y", "ctrl+y"],
         "25m b b| "),
        ("|25m b talk", ["alt+d", "alt+d", "ctrl+y"], "25m b| talk"),
        ("25m b talk|", ["ctrl+u", "ctrl+y"], "25m b talk|"),
        ("52|m b", ["ctrl+t"], "5m2| b"),
        ("25m b tlak|", ["ctrl+t"], "25m b tlka|"),
        ("25m b|", ["alt+x", "alt+1", "alt+at"], "25m b|"),
        ("25m |", [*"b tlk", "ctrl+underscore"], "25m b|"),
        ("25m |", [*"b tlk", "ctrl+underscore", "ctrl+underscore", "ctrl+underscore"], "25m |"),
        ("25m b talk|", ["ctrl+w", "x", "ctrl+underscore", "ctrl+underscore"], "25m b talk|"),
        ("25m b talk|", ["ctrl+u", "ctrl+underscore"], "25m b talk|"),
        ("\u8a71\u3059 @zo\u00eb|", ["alt+b", "alt+d"], "\u8a71\u3059 |"),
    ],
)  # fmt: skip
def test_keys(journal: Journal, before: str, keys: list[str], after: str) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        put(app.main.entry, before)
        await app.press(*("space" if key == " " else key for key in keys))
        assert marked(app.main.entry) == after

    drive(journal, act)


def test_what_is_cut_in_one_line_goes_into_another(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a")
        put(app.main.entry, "25m b talk @anna|")
        await app.press("ctrl+w", "escape", "slash", "ctrl+y")
        assert app.main.focused is not None
        assert app.main.focused.value == "@anna"  # type: ignore[attr-defined]
        await app.press("ctrl+w")
        assert app.main.focused.value == ""  # type: ignore[attr-defined]

    drive(journal, act)


def test_a_line_that_is_saved_is_not_had_back_by_taking_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("a", *"5m", "space", *"p", "space", *"read", "enter", "ctrl+underscore")
        assert app.main.entry.value == ""
        await app.press(*"x", "ctrl+underscore", "ctrl+underscore")
        assert app.main.entry.value == ""

    drive(journal, act)


@pytest.mark.parametrize(
    ("marked_text", "start", "end"),
    [("|", 0, 0), ("  |  ", 0, 4), ("a b|c d", 2, 4), ("a bc |d", 2, 6), ("\ta|", 1, 2), ("|  a b", 0, 3)],
)
def test_words_stand_between_spaces(marked_text: str, start: int, end: int) -> None:
    at, text = marked_text.index("|"), marked_text.replace("|", "")
    assert (word_start(text, at), word_end(text, at)) == (start, end)
