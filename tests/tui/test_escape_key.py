"""Escape and the key behind it, when both come in one go, as a quick hand or a macro sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twohats.tui.escape_key import Either, KeyParser

if TYPE_CHECKING:
    from tests.tui.terminal import Terminal


class Parser(KeyParser):
    is_used = staticmethod(lambda key: key == "alt+a")


def keys_of(monkeypatch: pytest.MonkeyPatch, *reads: str, is_typing: bool = True) -> list[str]:
    """The keys that the app makes of what is read, the signs that they type behind them."""
    monkeypatch.setattr("textual._parser.get_time", lambda: 0.0)
    parser = Parser()
    events = [event for data in reads for event in parser.feed(data)]
    monkeypatch.setattr("textual._parser.get_time", lambda: 1.0)  # nothing follows
    events += list(parser.tick())
    keys = [
        key for event in events for key in (event.keys(is_typing) if isinstance(event, Either) else [event])
    ]
    return [f"{key.key} {key.character or ''}".strip() for key in keys]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("reads", "keys"),
    [
        (["\x1b2"], ["escape \x1b", "2 2"]),
        (["\x1b", "2"], ["escape \x1b", "2 2"]),
        (["\x1b-"], ["escape \x1b", "minus -"]),
        (["\x1bu"], ["escape \x1b", "u u"]),
        (["\x1bU"], ["escape \x1b", "U U"]),
        (["\x1b "], ["escape \x1b", "space"]),
        (["\x1b:"], ["escape \x1b", "colon :"]),
        (["\x1b\r"], ["escape \x1b", "enter"]),
        (["\x1b\x15"], ["escape \x1b", "ctrl+u \x15"]),
        (["\x1bé"], ["escape \x1b", "é é"]),
        (["\x1bj\x1bk"], ["escape \x1b", "j j", "escape \x1b", "k k"]),
        (["\x1b" + "x" * 40], ["escape \x1b", *["x x"] * 40]),
        (["\x1b["], ["escape \x1b", "left_square_bracket ["]),
        (["\x1bO"], ["escape \x1b", "O O"]),
        (["\x1b[\x1b"], ["escape \x1b", "left_square_bracket [", "escape \x1b"]),
        (["\x1bO", "\x1b"], ["escape \x1b", "O O", "escape \x1b"]),
        (["\x1b[\x1b[A"], ["escape \x1b", "left_square_bracket [", "up"]),
        (["\x1b\x1b"], ["escape \x1b", "escape \x1b"]),
        (["\x1b"], ["escape \x1b"]),
        # what the app has a use for stays
        (["\x1ba"], ["alt+a a"]),
        (["\x1bb\x1bf\x1b\x7f\x1b\t"], ["ctrl+left", "ctrl+right", "ctrl+w", "shift+tab"]),
        (["\x1bd"], ["alt+d d"]),
        (["\x1b[A", "\x1bOB", "\x1b[1;3C"], ["up", "down", "alt+right"]),
        (["\x1b[", "A"], ["up"]),
        (["™"], ["trade_mark_sign ™"]),
    ],
    ids=repr,
)
def test_escape_is_a_key_of_its_own(
    reads: list[str], keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [key.strip() for key in keys_of(monkeypatch, *reads)] == [key.strip() for key in keys]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1bb", ["escape \x1b", "b b"]),
        ("\x1bf", ["escape \x1b", "f f"]),
        ("\x1bd", ["escape \x1b", "d d"]),
        ("\x1b\x7f", ["escape \x1b", "backspace \x7f"]),
        ("\x1b\t", ["shift+tab"]),
    ],
)
def test_keys_of_readline_are_keys_of_their_own_where_no_line_is_typed_into(
    sent: str, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys_of(monkeypatch, sent, is_typing=False) == keys


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100])
def test_what_is_pasted_is_text_wherever_the_reads_end(size: int) -> None:
    sent = "a\x1b[200~1\x1b2\x1b[A3\x1b[\x1b[201~b\x1b[200~4\x1b[201~c"
    parser = Parser()
    told = [event for at in range(0, len(sent), size) for event in parser.feed(sent[at : at + size])]
    assert [getattr(event, "text", None) or event.key for event in told] == ["a", "12[A3[", "b", "4", "c"]  # type: ignore[attr-defined]


def test_in_a_terminal_escape_leaves_the_line_and_the_key_behind_it_does_what_it_does(
    terminal: Terminal,
) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("a25m b post")
    terminal.shows("25m b post")
    terminal.at_once("\x1b2")
    terminal.shows("Week 47")
    terminal.at_once("1a draft\x1b1")
    text = terminal.until(
        lambda text: "coffee late" in text and "25m b post draft" in text, "the page, the draft"
    )
    assert not {*"\N{TRADE MARK SIGN}\N{INVERTED EXCLAMATION MARK}"} & {*text}


def test_in_a_terminal_escape_and_a_letter_of_readline_act_where_one_is(terminal: Terminal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.at_once("?")
    terminal.shows("Keys on the page of a day")
    terminal.at_once("\x1b2")
    terminal.shows("Week 47")
    terminal.at_once("1?")
    terminal.shows("Keys on the page of a day")
    terminal.at_once("\x1bf")
    terminal.shows("The chain")
    terminal.at_once("\x1b[\x1ba25m b post two words\x1bb\x1bbx")
    terminal.until(lambda text: "yesterday  25m b post xtwo words" in text, "the letter before the two words")


def test_in_a_terminal_a_prompt_is_left_so_too(terminal: Terminal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("m")
    terminal.shows("Move this line")
    terminal.at_once("yesterday\x1b4")
    terminal.shows("Not spoken to for long")
    terminal.keys("q")
    terminal.shows("ready>")
