"""Themes in the app: all of them on every view, the user's own, broken ones, unknown ones, none at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import SETTINGS
from tests.tui.driven import Driven, drive

from twohats.appearance.palette import contrast
from twohats.format.settings import Config
from twohats.system.theme_files import user_folder
from twohats.system.user_config import read_config
from twohats.tui.drawing import role_styles

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

MINE = '[colors]\nprimary = "#123456"\n[hats]\npersonal = "#abcdef"\n'


def put_theme(name: str, text: str) -> None:
    folder = Path(user_folder())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text)


def colour_of(app: Driven, text: str) -> str:
    """The colour that a word of the first screen is drawn in."""
    for strip in app.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text == text and segment.style is not None and segment.style.color is not None:
                return segment.style.color.name
    raise AssertionError(f"{text} is not on the screen")


def test_every_theme_can_be_put_on_with_every_view(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        for name in app.app.available_themes:
            app.app.theme = name
            await app.pilot.pause()
            assert role_styles(app.app.theme_variables)["personal"].color is not None, name
            app.rows()
        await app.press("2")
        for name in app.app.themes:
            app.app.theme = name
            await app.pilot.pause()
            app.rows()

    drive(journal, act)


def test_hats_have_the_colours_of_the_theme(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        before = colour_of(app, "personal")
        assert colour_of(app, "novelist") == colour_of(app, "brand") != before
        app.app.theme = "nord"
        await app.settle()
        assert colour_of(app, "personal") != before

    drive(journal, act)


def test_the_config_wins_over_the_journal_and_both_over_the_usual(journal: Journal) -> None:
    async def usual(app: Driven) -> None:
        assert app.app.theme == "lamplight"

    async def of_journal(app: Driven) -> None:
        assert app.app.theme == "midwatch"

    async def of_config(app: Driven) -> None:
        assert app.app.theme == "nord"

    drive(journal, usual)
    (Path(journal.root) / "hat.toml").write_text('theme = "midwatch"\n' + SETTINGS)
    journal.forget_settings()
    drive(journal, of_journal)
    drive(journal, of_config, config=Config(theme="nord"))


def test_a_theme_of_the_users_own(journal: Journal) -> None:
    put_theme("mine", MINE)

    async def act(app: Driven) -> None:
        assert app.app.theme == "mine"
        assert "mine" in app.app.themes

    drive(journal, act, config=Config(theme="mine"))


@pytest.mark.parametrize(
    "text", ['[colors]\nprimary = "notacolour"\n', "not toml [", '[colours]\nprimary = "#fff"\n']
)
def test_a_broken_theme_is_named_and_left_out(journal: Journal, text: str) -> None:
    put_theme("broken", text)
    put_theme("mine", MINE)

    async def act(app: Driven) -> None:
        assert "broken.toml" in app.notices()
        assert "broken" not in app.app.themes
        assert "mine" in app.app.themes

    drive(journal, act)


def test_an_unknown_theme_falls_back_and_says_so(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        assert app.app.theme == "lamplight"
        assert "there is no theme called [red]nope" in app.notices()

    drive(journal, act, config=Config(theme="[red]nope"))


def test_no_colour_is_asked_for(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def act(app: Driven) -> None:
        assert app.app.theme == "terminal"
        assert app.app.no_color

    drive(journal, act, config=Config(theme="nord"))


def test_the_next_theme(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        names = app.app.themes
        seen = []
        for _ in names:
            await app.press("T")
            seen.append(app.app.theme)
            assert f"theme: {app.app.theme}" in app.grid()
        assert sorted(seen) == names

    drive(journal, act)


def test_the_palette_tries_themes_on_and_escape_puts_back_the_one_before(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("ctrl+p")
        await app.pilot.press(*"foolscap")
        await app.until(lambda: app.app.theme == "foolscap")
        await app.press("escape")
        assert app.app.theme == "lamplight"
        assert read_config().theme == ""

    drive(journal, act)


def contrasts(app: Driven, words: str) -> list[float]:
    """The contrast of every piece of text in the row with these words, as it is drawn."""
    for strip in app.app.screen._compositor.render_strips():
        if words in strip.text:
            styles = [
                each.style for each in strip if any(map(str.isalnum, each.text)) and each.style is not None
            ]
            assert not any(style.dim for style in styles)
            pairs = [(style.color, style.bgcolor) for style in styles]
            return [
                contrast(one.get_truecolor().hex, other.get_truecolor().hex)
                for one, other in pairs
                if one and other
            ]
    raise AssertionError(f"{words} is not on the screen")


@pytest.mark.parametrize("name", ["beacon", "broadsheet"])
def test_high_contrast_holds_for_what_is_selected(journal: Journal, name: str) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b post linkedin @anna m2: aim:x")
        await app.press("ctrl+shift+a")
        assert min(contrasts(app, "25m b post linkedin @anna")) >= 7
        await app.press("escape", "ctrl+p")
        await app.until(lambda: "Change the line" in app.grid())
        await app.press("down")
        found = contrasts(app, "Change the line")
        assert min(found) >= 7, found

    drive(journal, act, config=Config(theme=name))


def test_a_theme_chosen_in_the_palette_is_kept(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("ctrl+p")
        await app.pilot.press(*"foolscap")
        await app.until(lambda: app.app.theme == "foolscap")
        await app.press("enter")
        await app.settle()
        assert app.app.theme == "foolscap"
        assert read_config().theme == "foolscap"
        (Path(journal.root) / "hat.toml").write_text(SETTINGS + '\n[hats.gardener]\nside = "personal"\n')
        await app.until(lambda: "gardener" in app.main.hats.sides)
        assert app.app.theme == "foolscap", "another change of the settings leaves it"
        await app.press("T")
        chosen = app.app.theme
        (Path(journal.root) / "hat.toml").write_text(SETTINGS)
        await app.until(lambda: "gardener" not in app.main.hats.sides)
        assert app.app.theme == chosen

    drive(journal, act)
