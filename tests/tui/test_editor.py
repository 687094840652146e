"""The user's editor at the line, and back: with a real terminal, which is lent to it and must come back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import TODAY, Driven, drive

if TYPE_CHECKING:
    from tests.tui.terminal import Terminal

    from twohats.journal.folder import Journal

BEFORE = PAGES[TODAY]


def editor(tmp_path: Path, code: str) -> str:
    """An editor that does what the code says with `path` and `words`."""
    script = tmp_path / "vim"  # a name whose way to a line is known
    script.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\nwords = sys.argv[1:]\npath = pathlib.Path(words[-1])\n{code}\n"
    )
    script.chmod(0o700)
    return str(script)


def page(journal: Journal, day: str = TODAY) -> str:
    return Path(journal.full_path(f"days/{day[:4]}/{day}.md")).read_text(encoding="utf-8")


def opened(terminal: Terminal, editor: str) -> None:
    """The app with this editor, its first frame drawn."""
    terminal.type(f'EDITOR="{editor}" {terminal.command}\n')
    terminal.shows("coffee late")


def lives(terminal: Terminal, journal: Journal) -> None:
    """The app draws, takes a line and leaves the terminal as it should."""
    terminal.type("a5m p read: still here")
    terminal.shows("today: personal, read, 5m: still here")
    terminal.keys("Enter")
    terminal.until(lambda _: "still here" in page(journal), "the line in the file")
    terminal.keys("Escape")
    terminal.shows("e Edit")
    terminal.type("q")
    text = terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")
    assert "Traceback" not in text


def test_it_opens_at_the_line_and_what_was_saved_is_shown(
    terminal: Terminal, journal: Journal, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    code = f"pathlib.Path({str(said)!r}).write_text(words[0])\npath.write_text(path.read_text() + '- 5m brand read: by hand\\n')"
    opened(terminal, editor(tmp_path, code))
    terminal.type("gjjE")
    text = terminal.shows("is changed")
    assert "by hand" in text
    assert said.read_text() == "+7"
    assert "brnd is not a hat" not in text.splitlines()[-2], "the problem was there before"
    terminal.type("u")
    terminal.until(lambda _: page(journal) == BEFORE, "the page of before")
    lives(terminal, journal)


def test_a_page_that_is_not_there_yet_can_be_written(
    terminal: Terminal, journal: Journal, tmp_path: Path
) -> None:
    code = "path.write_text(path.read_text() + '- 5m brand read: first\\n- 5m brnd read\\n')"
    opened(terminal, editor(tmp_path, code))
    terminal.keys("Left", "C-e")
    terminal.shows("line 4: brnd is not a hat")
    assert page(journal, "2026-11-21") == "# 2026-11-21 Saturday\n\n- 5m brand read: first\n- 5m brnd read\n"
    assert "first" in terminal.text()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/no/such/editor", "the editor /no/such/editor cannot be started"),
        ("false", "the editor false ended with exit code 1"),
        ("'unfinished", "has a quote that does not end"),
    ],
)
def test_an_editor_that_fails_gives_the_screen_back(
    terminal: Terminal, journal: Journal, said: str, shown: str
) -> None:
    opened(terminal, said)
    terminal.type("E")
    terminal.until(lambda text: shown in " ".join(text.split()), shown)
    lives(terminal, journal)


def test_an_editor_that_saves_and_fails_is_a_change_all_the_same(
    terminal: Terminal, journal: Journal, tmp_path: Path
) -> None:
    code = "path.write_text(path.read_text() + '- 5m brand read: by hand\\n')\nsys.exit(1)"
    opened(terminal, editor(tmp_path, code))
    terminal.type("E")
    terminal.shows("by hand")
    terminal.type("u")
    terminal.until(lambda _: page(journal) == BEFORE, "the page of before")


def test_what_is_added_while_the_editor_is_open_is_kept_told_and_not_taken_back_with_the_editors(
    terminal: Terminal, journal: Journal, tmp_path: Path
) -> None:
    code = (
        "import subprocess\ntext = path.read_text()\n"
        "subprocess.run([sys.executable, '-m', 'twohats', 'add', '17:00', '5m', 'p', 'read:', 'meanwhile'])\n"
        "path.write_text(text + '- 5m brand read: by hand\\n')"
    )
    opened(terminal, editor(tmp_path, code))
    terminal.type("E")
    terminal.until(lambda text: "put back:" in text, "what was put back")
    assert "by hand" in page(journal)
    assert "meanwhile" in page(journal)
    terminal.type("u")
    terminal.until(lambda _: "by hand" not in page(journal), "the page without the editor's line")
    assert page(journal).replace("- 17:00 5m personal read: meanwhile\n", "") == BEFORE


def test_ctrl_c_in_the_editor_is_the_editors(terminal: Terminal, journal: Journal) -> None:
    # In two pieces: the command line, which is seen once more while the app makes room, must not be taken for it.
    opened(terminal, "sh -c 'echo edi\\\"\\\"ting; sleep 30'")
    terminal.type("E")
    terminal.shows("editing")
    terminal.keys("C-c")
    terminal.shows("coffee late")
    lives(terminal, journal)


def test_where_the_screen_cannot_be_lent_it_says_so(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("E")
        assert "an editor cannot be opened from here" in app.notices()

    drive(journal, act)
