"""The settings, written on in the app from a setting among the commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import SETTINGS
from tests.tui.driven import Driven, drive
from textual.widgets import TextArea

from twohats.actions.create import SETTINGS as TEMPLATE
from twohats.actions.settings_text import row_of_setting
from twohats.tui.palette import open_setting

if TYPE_CHECKING:
    from twohats.journal.folder import Journal


def settings(journal: Journal) -> str:
    return Path(journal.full_path("hat.toml")).read_text(encoding="utf-8")


async def opened(app: Driven, name: str = "week_start") -> TextArea:
    open_setting(app.main, name)
    await app.settle()
    return app.app.screen.query_one(TextArea)


def test_it_is_saved_as_one_change_and_taken_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        area = await opened(app, "hats")
        assert area.document.get_line(area.cursor_location[0]) == "[hats.novelist]"
        area.insert('week_start = "sunday"\n')
        await app.press("ctrl+s")
        assert settings(journal) == SETTINGS.replace("[hats", 'week_start = "sunday"\n[hats', 1)
        assert "the settings are changed" in app.grid()
        await app.press("u")
        assert settings(journal) == SETTINGS

    drive(journal, act)


def test_what_is_wrong_is_said_while_one_writes_and_what_is_no_toml_is_kept_and_not_saved(
    journal: Journal,
) -> None:
    async def act(app: Driven) -> None:
        area = await opened(app)
        area.load_text("week_start = 3\n" + SETTINGS)
        await app.until(lambda: "week_start needs text" in app.grid())
        area.load_text("= =\n")
        await app.press("ctrl+s")
        assert settings(journal) == SETTINGS
        assert "not saved" in app.grid()
        area = await opened(app)
        assert area.text == "= =\n"
        await app.press("ctrl+n")
        assert "dropped" in app.grid()
        assert (await opened(app)).text == SETTINGS

    drive(journal, act)


def test_what_is_left_is_kept_and_what_others_wrote_meanwhile_is_merged(journal: Journal) -> None:
    def of_others() -> None:
        path = Path(journal.full_path("hat.toml"))
        path.write_text(SETTINGS + '\n[channels.fedi]\nname = "Fedi"\n', encoding="utf-8")

    async def act(app: Driven) -> None:
        area = await opened(app)
        area.load_text('week_start = "sunday"\n' + SETTINGS)
        await app.press("escape")
        assert "takes it up again" in app.grid() + app.notices()
        of_others()
        await opened(app)
        await app.press("ctrl+s")
        assert 'week_start = "sunday"' in settings(journal)
        assert 'name = "Fedi"' in settings(journal)

    drive(journal, act)


@pytest.mark.parametrize(
    ("text", "name", "row"),
    [
        ("format = 1\n\n[timer]\nask_after = 60\n", "timer.ask_after", "ask_after = 60"),
        ("format = 1\n\n[timer]\n", "timer.ask_after", "[timer]"),
        ("# week_start = 'monday'\nweek_start = 'sunday'\n", "week_start", "week_start = 'sunday'"),
        ("[keys]\n'entry.add' = 'n'\n", "keys", "[keys]"),
        ("format = 1\n", "theme", ""),
        ("", "theme", ""),
    ],
)
def test_the_cursor_is_at_the_setting(text: str, name: str, row: str) -> None:
    assert text.split("\n")[row_of_setting(text, name)] == row


@pytest.mark.parametrize("name", ["week_start", "theme", "timer.ask_rating", "hats", "questions", "bar"])
def test_a_new_journal_has_a_line_for_each(name: str) -> None:
    line = TEMPLATE.split("\n")[row_of_setting(TEMPLATE, name)]
    assert name.rpartition(".")[2] in line
