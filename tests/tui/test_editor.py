"""The user's editor at the line, and back."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import TODAY, Driven, drive

from twohats.tui.app import HatApp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twohats.journal import Journal

BEFORE = PAGES[TODAY]


@pytest.fixture
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen that is no terminal cannot be lent to an editor; here the editors draw nothing."""

    @contextlib.contextmanager
    def suspend(_: HatApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(HatApp, "suspend", suspend)


def editor(tmp_path: Path, code: str) -> str:
    """An editor that does what the code says with `path` and `words`."""
    script = tmp_path / "vim"  # a name whose way to a line is known
    script.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\nwords = sys.argv[1:]\npath = pathlib.Path(words[-1])\n{code}\n"
    )
    script.chmod(0o700)
    return str(script)


@pytest.mark.usefixtures("_no_terminal")
def test_it_opens_at_the_line_and_what_was_saved_is_shown(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    code = f"pathlib.Path({str(said)!r}).write_text(words[0])\npath.write_text(path.read_text() + '- 5m brand read: by hand\\n')"
    monkeypatch.setenv("EDITOR", editor(tmp_path, code))

    async def act(app: Driven) -> None:
        await app.press("g", "j", "j", "E")
        assert said.read_text() == "+7"
        assert "by hand" in app.grid()
        assert "is changed" in app.grid()
        assert app.notices() == "", "the problem was there before"
        await app.press("u")
        assert app.page() == BEFORE

    drive(journal, act)


@pytest.mark.usefixtures("_no_terminal")
def test_a_page_that_is_not_there_yet_can_be_written(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "path.write_text(path.read_text() + '- 5m brand read: first\\n- 5m brnd read\\n')"
    monkeypatch.setenv("VISUAL", editor(tmp_path, code))

    async def act(app: Driven) -> None:
        app.main.go_to_day("2025-01-02")
        await app.press("ctrl+e")
        assert app.page("2025-01-02") == "# 2025-01-02 Thursday\n\n- 5m brand read: first\n- 5m brnd read\n"
        assert "first" in app.grid()
        assert "line 4: brnd is not a hat" in app.notices()

    drive(journal, act)


@pytest.mark.usefixtures("_no_terminal")
@pytest.mark.parametrize("said", ["/no/such/editor", "'unfinished"])
def test_an_editor_that_is_none_is_a_notice(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("EDITOR", said)

    async def act(app: Driven) -> None:
        await app.press("E")
        assert said in app.notices()
        assert app.page() == BEFORE

    drive(journal, act)


def test_where_the_screen_cannot_be_lent_it_says_so(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("E")
        assert "an editor cannot be opened from here" in app.notices()

    drive(journal, act)
